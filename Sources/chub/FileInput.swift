import Foundation

/// Reads and writes whole files; what goes wrong becomes one line and the status of IF-1.
enum FileInput {
    /// Reads a file, or a pipe or device, to its end; `-` is the standard input.
    static func read(_ path: String) throws -> [UInt8] {
        do throws(SystemError) {
            // Where it is a socket, its name cannot be opened.
            if ["-", "/dev/stdin"].contains(path) { return try SystemFile.standardInput.readAll() }
            return try SystemFile(path, O_RDONLY).readAll()
        } catch {
            switch error.code {
            case ENOENT, ENOTDIR: throw Failure(.noInput, "\(path): no such file")
            case EISDIR: throw Failure(.inputOutput, "\(path): is a directory")
            default: throw Failure(.inputOutput, "\(path): cannot read: \(error)")
            }
        }
    }

    /// Writes a file whole or not at all: beside the old one, whose place and permissions it then takes. A pipe or
    /// device is written to.
    static func write(_ octets: [UInt8], to path: String) throws {
        do throws(SystemError) {
            let old = SystemFileStatus(path)
            let isDanglingLink = old == nil && SystemFileStatus(path, isLinkMeant: true) != nil
            guard old?.isRegular ?? !isDanglingLink else { return try overwrite(path, octets) }
            if old != nil { try SystemFile.checkWritable(path) }
            let target = old == nil ? path : SystemFile.resolved(path)
            let new = folder(of: target) + "/.chub-\(getpid())-\(UInt32.random(in: 0 ... .max))"
            let file: SystemFile
            do throws(SystemError) {
                file = try SystemFile(new, O_WRONLY | O_CREAT | O_EXCL)
            } catch  where old != nil && [EACCES, EPERM, EROFS].contains(error.code) {
                // Nothing may be made beside a file that may be written.
                return try overwrite(path, octets)
            }
            do throws(SystemError) {
                if let old { file.imitate(old) }
                try file.writeAll(octets)
                try file.finish()
                try SystemFile.rename(new, to: target)
            } catch {
                SystemFile.remove(new)
                throw error
            }
        } catch {
            throw Failure(.inputOutput, "\(path): cannot write: \(error)")
        }
    }

    private static func overwrite(_ path: String, _ octets: [UInt8]) throws(SystemError) {
        let file = try SystemFile(path, O_WRONLY | O_CREAT | O_TRUNC)
        try file.writeAll(octets)
        try file.finish()
    }

    /// Throws where a file could not be written later on; writes nothing.
    static func checkWritable(_ path: String) throws {
        let status = SystemFileStatus(path)
        guard status?.isFolder != true else { throw Failure(.inputOutput, "\(path): is a directory") }
        let folder = folder(of: path)
        guard status != nil || isFolder(folder) else {
            throw Failure(.inputOutput, "\(path): there is no folder \(folder)")
        }
        do throws(SystemError) {
            try SystemFile.checkWritable(status == nil ? folder : path)
        } catch {
            throw Failure(.inputOutput, "\(path): cannot write: \(error)")
        }
    }

    /// Throws where a file to be written is one to be read, or another one to be written, by whatever name.
    static func checkDistinct(outputs: [String], inputs: [String], _ arguments: Arguments) throws {
        var known = inputs.filter { $0 != "-" && exists($0) }.compactMap(Place.init)
        for output in outputs {
            guard let place = Place(output) else { continue }
            guard !known.contains(place) else {
                throw arguments.usage("\(output) would be overwritten: it is named twice")
            }
            known.append(place)
        }
    }

    /// Which file a name stands for, also before it is there; nil for a pipe, a device or a folder.
    private enum Place: Equatable {
        case file(SystemFileStatus.Identity)
        case entry(SystemFileStatus.Identity, name: String)

        init?(_ path: String) {
            if let status = SystemFileStatus(path) {
                guard status.isRegular else { return nil }
                self = .file(status.identity)
            } else {
                guard let folder = SystemFileStatus(folder(of: path)) else { return nil }
                self = .entry(folder.identity, name: path.split(separator: "/").last.map(String.init) ?? "")
            }
        }
    }

    /// The names of the files of a folder that end in `suffix`, sorted.
    static func names(in folder: String, endingIn suffix: String) throws -> [String] {
        guard let status = SystemFileStatus(folder) else { throw Failure(.noInput, "\(folder): no such folder") }
        guard status.isFolder else { throw Failure(.noInput, "\(folder): is no folder") }
        do throws(SystemError) {
            return try SystemFile.names(in: folder).filter { $0.hasSuffix(suffix) }
        } catch {
            throw Failure(.inputOutput, "\(folder): cannot read: \(error)")
        }
    }

    /// The files that are named, `-` for the standard input, and those of the folders whose names end in `suffix`, sorted in each.
    ///
    /// - Parameter what: what a folder without such a file lacks.
    static func files(_ operands: [String], endingIn suffix: String, holding what: String) throws -> [String] {
        try operands.flatMap { operand in
            guard operand == "-" || exists(operand) else {
                throw Failure(.noInput, "\(operand): no such file or folder")
            }
            guard isFolder(operand) else { return [operand] }
            let names = try names(in: operand, endingIn: suffix)
            guard !names.isEmpty else { throw Failure(.noInput, "\(operand): holds no \(what)") }
            return names.map { "\(operand)/\($0)" }
        }
    }

    static func exists(_ path: String) -> Bool { SystemFileStatus(path) != nil }

    static func isFolder(_ path: String) -> Bool { SystemFileStatus(path)?.isFolder ?? false }

    /// The folder that a name stands in.
    private static func folder(of path: String) -> String {
        guard let end = path.lastIndex(of: "/") else { return "." }
        return end == path.startIndex ? "/" : String(path[..<end])
    }
}
