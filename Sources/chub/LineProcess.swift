import Foundation

// POSIX calls take pointers, hence `unsafe`. Foundation's Process gives no group of processes of its own, which is what
// ends a program together with the shell that runs it.

/// IF-1: a program of somebody else's that `/bin/sh -c` runs, and that is talked to in lines.
///
/// Its standard error is that of `chub`. It goes away with this object, and whatever it has started goes too.
final class LineProcess {
    /// A line longer than this is no answer to anything.
    static let maximumLineLength = 1 << 20

    /// What came of waiting for a line.
    enum Reading: Equatable {
        /// A line without its line end; octets that are no UTF-8 are replaced.
        case line(String)
        /// Nothing in time.
        case nothing
        /// A line that is longer than ``maximumLineLength``.
        case tooLong
        /// Nothing more comes: it has ended, or has closed its standard output.
        case ended
        /// The wait was broken off.
        case interrupted
    }

    /// How a program ended.
    enum Ending: Equatable {
        /// By itself.
        case status(Int32)
        /// By a signal that `chub` did not send.
        case signal(Int32)
        /// It did not end, and was killed.
        case killed
    }

    private static let starting = NSLock()

    private let identifier: pid_t
    private var input: Int32
    private let output: Int32
    private var incoming: ArraySlice<UInt8> = []
    private var isAtEnd = false
    private var ending: Ending?

    /// Starts a command line.
    ///
    /// - Throws: where no process can be made. A program that is not there is one that ends with status 127.
    init(_ command: String) throws(Failure) {
        // Writing to a program that has ended is told by the failed write.
        _ = signal(SIGPIPE, SIG_IGN)
        // Two that start at once must not inherit each other's pipes, which are not closed to others from the outset.
        Self.starting.lock()
        defer { Self.starting.unlock() }
        do throws(SystemError) {
            let (childInput, input) = try Self.makePipe()
            defer { _ = close(childInput) }
            let (output, childOutput) = try Self.makePipe()
            defer { _ = close(childOutput) }
            self.input = input
            self.output = output
            for end in [input, output] { _ = fcntl(end, F_SETFL, fcntl(end, F_GETFL) | O_NONBLOCK) }
            identifier = try Self.start(command, input: childInput, output: childOutput)
        } catch {
            throw Failure(.inputOutput, "cannot start \(command): \(error)")
        }
    }

    deinit {
        _ = end(within: .zero)
        _ = close(output)
    }

    /// Sends a line, and meanwhile takes what comes.
    ///
    /// - Returns: whether it went in time; it does not to a program that has ended, or that does not read.
    func send(_ line: String, within limit: Duration) -> Bool {
        let deadline = ContinuousClock.now + limit
        var rest = (Array(line.utf8) + [UInt8(ascii: "\n")])[...]
        while input >= 0, !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(input, $0.baseAddress, $0.count) }
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                let left = Self.milliseconds(until: deadline)
                guard left > 0 else { return false }
                waitForSockets(reading: isAtEnd ? [] : [output], writing: [input], milliseconds: left)
                fill()
            } else if errno != EINTR {
                return false
            }
        }
        return rest.isEmpty
    }

    /// Waits for a line; the last one needs no line end. `isInterrupted` is asked ten times a second.
    func readLine(within limit: Duration, isInterrupted: () -> Bool = { false }) -> Reading {
        let deadline = ContinuousClock.now + limit
        while true {
            fill()
            if let reading = takeLine() { return reading }
            if isInterrupted() { return .interrupted }
            let left = Self.milliseconds(until: deadline)
            guard left > 0 else { return .nothing }
            waitForSockets(reading: [output], writing: [], milliseconds: min(left, 100))
        }
    }

    /// Closes its standard input: no more lines come.
    func closeInput() {
        guard input >= 0 else { return }
        _ = close(input)
        input = -1
    }

    /// Closes its standard input, gives it time to end, and ends it where it does not; also what it has left running.
    func end(within limit: Duration) -> Ending {
        closeInput()
        if let ending { return ending }
        let deadline = ContinuousClock.now + limit
        var hasEnded = self.hasEnded
        while !hasEnded, Self.milliseconds(until: deadline) > 0 {
            // What it still writes must not keep it from ending.
            incoming = []
            fill()
            usleep(2_000)
            hasEnded = self.hasEnded
        }
        // Before its number is given back: nobody else can have it yet.
        _ = kill(-identifier, SIGKILL)
        var word: Int32 = 0
        while unsafe waitpid(identifier, &word, 0) < 0, errno == EINTR {}
        let signal = word & 0x7F
        let ending: Ending = !hasEnded ? .killed : signal == 0 ? .status(word >> 8 & 0xFF) : .signal(signal)
        self.ending = ending
        return ending
    }

    /// Whether it has ended by itself.
    var hasEnded: Bool {
        guard ending == nil else { return true }
        var information = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT) < 0 {
            guard errno == EINTR else { return true }
        }
        return unsafe information.si_signo == SIGCHLD
    }

    // MARK: Reading

    private func fill() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while !isAtEnd, incoming.count <= Self.maximumLineLength {
            let count = unsafe read(output, &buffer, buffer.count)
            if count > 0 {
                incoming += buffer[..<count]
            } else if count == 0 || ![EAGAIN, EINTR].contains(errno) {
                isAtEnd = true
            } else if errno == EAGAIN {
                return
            }
        }
    }

    private func takeLine() -> Reading? {
        let place = incoming.firstIndex(of: UInt8(ascii: "\n"))
        guard place != nil || isAtEnd || incoming.count > Self.maximumLineLength else { return nil }
        guard place != nil || !incoming.isEmpty else { return .ended }
        var line = incoming[..<(place ?? incoming.endIndex)]
        incoming = incoming[(place.map { $0 + 1 } ?? incoming.endIndex)...]
        guard line.count <= Self.maximumLineLength else { return .tooLong }
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return .line(String(decoding: line, as: UTF8.self))
    }

    private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
        let left = (deadline - ContinuousClock.now) / .milliseconds(1)
        return left <= 0 ? 0 : Int32(min(60_000, left.rounded(.up)))
    }

    // MARK: Starting

    /// Ends of a pipe that no other program inherits.
    private static func makePipe() throws(SystemError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw .last }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    private static func start(_ command: String, input: Int32, output: Int32) throws(SystemError) -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        unsafe posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        // Signals that chub ignores are not ignored for others.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        for number in [SIGPIPE, SIGXFSZ, SIGINT, SIGTERM] { unsafe sigaddset(&signals, number) }
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        unsafe posix_spawnattr_setflags(&attributes, Int16(flags))

        let environment = ProcessInfo.processInfo.environment.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
        var arguments: [UnsafeMutablePointer<CChar>?] = unsafe ["sh", "-c", command].map { unsafe copy($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = unsafe environment.map { unsafe copy($0) } + [nil]
        defer {
            unsafe arguments.forEach { unsafe free($0) }
            unsafe variables.forEach { unsafe free($0) }
        }
        var identifier: pid_t = 0
        let code = unsafe posix_spawn(&identifier, "/bin/sh", &actions, &attributes, &arguments, &variables)
        guard code == 0 else { throw SystemError(code: code) }
        return identifier
    }

    /// A text as the system takes it; names that are not UTF-8 are the octets that they stand for.
    private static func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
        let characters = FileName.octets(text).map { CChar(bitPattern: $0) } + [0]
        return unsafe strdup(characters)
    }
}
