import Foundation

// POSIX sockets take pointers, hence `unsafe`; Foundation has none of its own.

/// A TCP connection that carries lines.
final class LineConnection {
    /// A line longer than this ends the connection.
    static let maximumLineLength = 4_096
    /// A line that would make more than this wait to be sent is dropped.
    static let maximumPendingSize = 65_536

    let descriptor: Int32
    private(set) var isOpen = true
    /// The connection was ended because of a line longer than ``maximumLineLength``.
    private(set) var hasLineTooLong = false
    private var incoming: [UInt8] = []
    private var outgoing: [UInt8] = []

    /// Takes a connected socket over, and closes it in the end.
    init(descriptor: Int32) {
        self.descriptor = descriptor
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        var on: Int32 = 1
        _ = unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    deinit { close() }

    /// Connects to `HOST:PORT`; IPv4.
    static func connect(to host: String, port: UInt16) throws(Failure) -> LineConnection {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_INET
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(host, "\(port)", &hints, &list) == 0, let first = unsafe list else {
            throw Failure(.inputOutput, "cannot find host \(host)")
        }
        defer { unsafe freeaddrinfo(list) }
        let descriptor = try makeSocket("cannot connect to \(host):\(port)") { descriptor in
            unsafe Foundation.connect(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen) == 0
        }
        return LineConnection(descriptor: descriptor)
    }

    /// Reads what has come, and returns the whole lines in it, without carriage returns. A line that is too long
    /// ends the connection; a peer that sends without end is read a part at a time.
    func receiveLines() -> [String] {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while isOpen, incoming.count < Self.maximumPendingSize {
            let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 {
                incoming += buffer[..<count]
            } else if count < 0, errno == EINTR {
                continue
            } else {
                if count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK) { close() }
                break
            }
        }
        var lines: [String] = []
        var rest = incoming[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")), end - rest.startIndex <= Self.maximumLineLength {
            lines.append(String(decoding: rest[..<end], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines))
            rest = rest[(end + 1)...]
        }
        incoming = Array(rest)
        if incoming.count > Self.maximumLineLength {
            hasLineTooLong = true
            close()
        }
        return lines
    }

    /// Sends a line, or as much of it as goes; false when it had to be dropped.
    func send(_ line: String) -> Bool {
        guard isOpen, outgoing.count + line.utf8.count < Self.maximumPendingSize else { return false }
        outgoing += Array(line.utf8)
        outgoing.append(UInt8(ascii: "\n"))
        flush()
        return true
    }

    /// Sends what waits to be sent.
    func flush() {
        while isOpen, !outgoing.isEmpty {
            let count = unsafe Foundation.send(descriptor, outgoing, outgoing.count, Int32(MSG_NOSIGNAL))
            if count > 0 {
                outgoing.removeFirst(count)
            } else if errno == EINTR {
                continue
            } else {
                if errno != EAGAIN, errno != EWOULDBLOCK { close() }
                return
            }
        }
    }

    var wantsToSend: Bool { isOpen && !outgoing.isEmpty }

    func close() {
        guard isOpen else { return }
        isOpen = false
        _ = Foundation.close(descriptor)
    }
}

/// A TCP port on the loopback interface.
final class LineListener {
    let descriptor: Int32
    /// The port that was asked for, or for port 0 the one that the system chose.
    let port: UInt16

    init(port: UInt16) throws(Failure) {
        var on: Int32 = 1
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        descriptor = try makeSocket("cannot listen on 127.0.0.1:\(port)") { descriptor in
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
            return unsafe withUnsafeMutablePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    unsafe bind(descriptor, pointer, size) == 0 && listen(descriptor, 16) == 0
                        && getsockname(descriptor, pointer, &size) == 0
                }
            }
        }
        self.port = UInt16(bigEndian: address.sin_port)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    deinit { _ = Foundation.close(descriptor) }

    /// The next connection that waits, or nil.
    func accept() -> LineConnection? {
        let connection = Foundation.accept(descriptor, nil, nil)
        return connection >= 0 ? LineConnection(descriptor: connection) : nil
    }
}

/// Waits until something can be read, or written where that is wanted, for at most so many milliseconds.
func waitForSockets(reading: [Int32], writing: [Int32], milliseconds: Int32) {
    var descriptors =
        reading.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        + writing.map { pollfd(fd: $0, events: Int16(POLLOUT), revents: 0) }
    _ = unsafe poll(&descriptors, nfds_t(descriptors.count), milliseconds)
}

/// Makes a TCP socket and prepares it; where that fails, closes it and says what the operating system has against it.
private func makeSocket(_ failure: String, _ prepare: (Int32) -> Bool) throws(Failure) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0, prepare(descriptor) else {
        let reason = unsafe String(cString: strerror(errno))
        guard descriptor >= 0 else { throw Failure(.inputOutput, "cannot make a socket: \(reason)") }
        _ = Foundation.close(descriptor)
        throw Failure(.inputOutput, "\(failure): \(reason)")
    }
    return descriptor
}

/// A person's Ctrl-C, or the request to end, which a run that keeps records takes to end in order.
final class Interruption {
    private let queue = DispatchQueue(label: "interruption")
    private let hasCome = DispatchSemaphore(value: 0)
    private var sources: [any DispatchSourceSignal] = []
    private var isOver = false

    /// From now on SIGINT and SIGTERM end nothing by themselves; a second one does.
    init() {
        for number in [SIGINT, SIGTERM] {
            _ = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [hasCome] in
                _ = signal(number, SIG_DFL)
                hasCome.signal()
            }
            source.resume()
            sources.append(source)
        }
    }

    deinit { for source in sources { source.cancel() } }

    /// Whether it has come.
    func poll() -> Bool {
        isOver = isOver || hasCome.wait(timeout: .now()) == .success
        return isOver
    }
}
