import Foundation

// POSIX calls take pointers, hence `unsafe`. Foundation cannot open a name that is not UTF-8, cannot read a pipe to its
// end, and hides what the system says.

/// What the operating system has against a call.
struct SystemError: Error, CustomStringConvertible {
    /// `errno`.
    let code: Int32

    /// The error of the last call.
    static var last: SystemError { SystemError(code: errno) }

    /// As the system words it: `no space left on device`.
    var description: String {
        let text = unsafe String(cString: strerror(code))
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}

/// An open file.
struct SystemFile: ~Copyable {
    /// More than this is read from no file.
    static let maximumSize = 1 << 30

    private let descriptor: Int32
    private let isOwned: Bool

    /// The standard input.
    static var standardInput: SystemFile { SystemFile(descriptor: STDIN_FILENO, isOwned: false) }

    /// The standard output.
    static var standardOutput: SystemFile { SystemFile(descriptor: STDOUT_FILENO, isOwned: false) }

    private init(descriptor: Int32, isOwned: Bool) {
        self.descriptor = descriptor
        self.isOwned = isOwned
    }

    /// Opens a file, or with `O_CREAT` makes one.
    init(_ path: String, _ flags: Int32) throws(SystemError) {
        descriptor = unsafe open(Self.name(path), flags | O_CLOEXEC, 0o666)
        isOwned = true
        guard descriptor >= 0 else { throw .last }
    }

    deinit { if isOwned, descriptor >= 0 { _ = close(descriptor) } }

    /// Reads to the end, also of a pipe.
    func readAll() throws(SystemError) -> [UInt8] {
        var octets: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe read(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last }
            guard count > 0 else { return octets }
            guard octets.count + count <= Self.maximumSize else { throw SystemError(code: EFBIG) }
            octets += buffer[..<count]
        }
    }

    /// Writes all of it.
    func writeAll(_ octets: [UInt8]) throws(SystemError) {
        var rest = octets[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last }
            rest = rest.dropFirst(count)
        }
    }

    /// Has the system finish what was written.
    func finish() throws(SystemError) {
        // Some systems tell only now that the disk is full; a pipe or device cannot be asked.
        guard fsync(descriptor) == 0 || [EINVAL, ENOTSUP, EROFS].contains(errno) else { throw .last }
    }

    /// Gives it the owner, where that is allowed, and the permissions of another file.
    func imitate(_ other: SystemFileStatus) {
        _ = fchown(descriptor, other.owner, other.group)
        _ = fchmod(descriptor, other.permissions)
    }

    // MARK: By name

    /// A name as the system takes it.
    fileprivate static func name(_ path: String) -> [CChar] {
        (FileName.octets(path) + [0]).map { CChar(bitPattern: $0) }
    }

    /// Puts a file in the place of another, in one step.
    static func rename(_ path: String, to other: String) throws(SystemError) {
        guard unsafe Foundation.rename(name(path), name(other)) == 0 else { throw .last }
    }

    static func remove(_ path: String) { _ = unsafe unlink(name(path)) }

    /// Throws where a file may not be written, or in a folder nothing be made.
    static func checkWritable(_ path: String) throws(SystemError) {
        guard unsafe access(name(path), W_OK) == 0 else { throw .last }
    }

    /// Where a link leads in the end.
    static func resolved(_ path: String) -> String {
        guard let pointer = unsafe realpath(name(path), nil) else { return path }
        defer { unsafe free(pointer) }
        return unsafe text(pointer)
    }

    /// The names in a folder, sorted.
    static func names(in folder: String) throws(SystemError) -> [String] {
        guard let stream = unsafe opendir(name(folder)) else { throw .last }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let size = unsafe MemoryLayout.size(ofValue: entry.pointee.d_name)
            names.append(
                unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                    unsafe pointer.withMemoryRebound(to: CChar.self, capacity: size) { unsafe text($0) }
                })
        }
        return names.sorted()
    }

    /// The arguments of the program, after its name.
    static var arguments: [String] {
        (0..<Int(CommandLine.argc)).dropFirst().compactMap { index in
            guard let argument = unsafe CommandLine.unsafeArgv[index] else { return nil }
            return unsafe text(argument)
        }
    }

    private static func text(_ pointer: UnsafePointer<CChar>) -> String {
        let characters = unsafe [CChar](UnsafeBufferPointer(start: pointer, count: strlen(pointer)))
        return FileName.text(characters.map { UInt8(bitPattern: $0) })
    }
}

/// What the system knows of a file.
struct SystemFileStatus {
    /// Device and number: two names of one file have the same.
    struct Identity: Equatable {
        let device: UInt64
        let number: UInt64
    }

    let identity: Identity
    let isFolder: Bool
    /// A file of octets, and no folder, device or pipe.
    let isRegular: Bool
    fileprivate let owner: uid_t
    fileprivate let group: gid_t
    fileprivate let permissions: mode_t

    /// Looks at what a name leads to, or with `isLinkMeant` at a link itself; nil where there is nothing.
    init?(_ path: String, isLinkMeant: Bool = false) {
        var status = stat()
        let name = SystemFile.name(path)
        guard (isLinkMeant ? unsafe lstat(name, &status) : unsafe stat(name, &status)) == 0 else { return nil }
        identity = Identity(device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
        isFolder = status.st_mode & S_IFMT == S_IFDIR
        isRegular = status.st_mode & S_IFMT == S_IFREG
        owner = status.st_uid
        group = status.st_gid
        permissions = status.st_mode & 0o7777
    }
}
