import Foundation

/// Reads and writes whole files; what goes wrong becomes one line and the status of IF-1.
enum FileInput {
    static func read(_ path: String) throws -> [UInt8] {
        guard FileManager.default.fileExists(atPath: path) else { throw Failure(.noInput, "\(path): no such file") }
        guard !isFolder(path) else { throw Failure(.inputOutput, "\(path): is a directory") }
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Failure(.inputOutput, "\(path): cannot read: \(reason(error))")
        }
    }

    static func write(_ octets: [UInt8], to path: String) throws {
        do {
            try Data(octets).write(to: URL(fileURLWithPath: path))
        } catch {
            throw Failure(.inputOutput, "\(path): cannot write: \(reason(error))")
        }
    }

    /// Throws where a file could not be written later on; writes nothing.
    static func checkWritable(_ path: String) throws {
        guard !isFolder(path) else { throw Failure(.inputOutput, "\(path): is a directory") }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard isFolder(folder) else { throw Failure(.inputOutput, "\(path): there is no folder \(folder)") }
        let place = FileManager.default.fileExists(atPath: path) ? path : folder
        guard FileManager.default.isWritableFile(atPath: place) else {
            throw Failure(.inputOutput, "\(path): may not be written")
        }
    }

    /// The names of the files of a folder that end in `suffix`, sorted.
    static func names(in folder: String, endingIn suffix: String) throws -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else {
            throw Failure(.noInput, "\(folder): no such folder")
        }
        guard isFolder(folder) else { throw Failure(.noInput, "\(folder): is no folder") }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(suffix) }.sorted()
        } catch {
            throw Failure(.inputOutput, "\(folder): cannot read: \(reason(error))")
        }
    }

    /// A folder, and nothing else, holds an entry `.`; Foundation's own question takes a pointer.
    private static func isFolder(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path + "/.") }

    /// What the operating system says about an error, where Foundation passes it on.
    static func reason(_ error: any Error) -> String { (posixError(error) ?? error as NSError).localizedDescription }

    /// The operating system's error, whether Foundation passes it on inside another one or not.
    static func posixError(_ error: any Error) -> NSError? {
        let error = error as NSError
        let errors = [error.userInfo[NSUnderlyingErrorKey] as? NSError, error].compactMap { $0 }
        return errors.first { $0.domain == NSPOSIXErrorDomain }
    }
}
