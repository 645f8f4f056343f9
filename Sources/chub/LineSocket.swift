import Foundation

// POSIX sockets take pointers, hence `unsafe`, and so does a `write` that does not wait; Foundation has none of its own.

/// A TCP connection that carries lines.
final class LineConnection {
    /// A line longer than this ends the connection.
    static let maximumLineLength = 4_096
    /// A line that would make more than this wait to be sent is dropped; as much is read before lines are taken.
    static let maximumPendingSize = 65_536

    let descriptor: Int32
    /// A line longer than this ends this connection.
    private let maximumLength: Int
    /// A serial line is none.
    private let isSocket: Bool
    private(set) var isOpen = true
    /// The peer has ended its sending side: nothing more comes, but it may still read.
    private(set) var hasEnded = false
    /// The connection was ended because of a line longer than ``maximumLineLength``.
    private(set) var hasLineTooLong = false
    private var incoming: ArraySlice<UInt8> = []
    private var outgoing: [UInt8] = []

    /// Takes a connected socket over, or a serial line, and closes it in the end.
    init(descriptor: Int32, maximumLineLength: Int = LineConnection.maximumLineLength) {
        self.descriptor = descriptor
        maximumLength = maximumLineLength
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        var on: Int32 = 1
        isSocket =
            unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
            == 0
    }

    deinit { close() }

    /// Connects to `HOST:PORT`; IPv4.
    static func connect(
        to host: String, port: UInt16, maximumLineLength: Int = LineConnection.maximumLineLength
    ) throws(Failure) -> LineConnection {
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
        return LineConnection(descriptor: descriptor, maximumLineLength: maximumLineLength)
    }

    /// Reads what has come, of a peer that sends without end a part.
    func fill() {
        guard isOpen, !hasEnded else { return }
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while incoming.count < max(Self.maximumPendingSize, maximumLength + 1) {
            let count = unsafe read(descriptor, &buffer, buffer.count)
            if count > 0 {
                incoming += buffer[..<count]
            } else if count == 0 {
                hasEnded = true
                return
            } else if errno != EINTR {
                if errno != EAGAIN, errno != EWOULDBLOCK { close() }
                return
            }
        }
    }

    /// The next whole line of those that were read, without a carriage return; after the peer's end the last one needs
    /// no line feed. A line that is too long ends the connection.
    func takeLine() -> String? {
        let place = incoming.prefix(maximumLength + 1).firstIndex(of: UInt8(ascii: "\n"))
        guard place != nil || incoming.count <= maximumLength else {
            hasLineTooLong = true
            incoming = []
            close()
            return nil
        }
        guard let end = place ?? (hasEnded && !incoming.isEmpty ? incoming.endIndex : nil) else { return nil }
        let line = String(decoding: incoming[..<end], as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        incoming = incoming[min(incoming.endIndex, end + 1)...]
        if incoming.isEmpty { incoming = [] }
        return line
    }

    /// Puts a line back in front of the others.
    func putBack(_ line: String) { incoming = Array(line.utf8) + [UInt8(ascii: "\n")] + incoming }

    /// Whether a line was read that is not taken, or one that is too long.
    var hasLine: Bool {
        incoming.contains(UInt8(ascii: "\n")) || incoming.count > maximumLength
            || hasEnded && !incoming.isEmpty
    }

    /// Puts a line to those that wait to be sent; false when it had to be dropped.
    func send(_ line: String) -> Bool {
        let room = max(Self.maximumPendingSize, maximumLength + 1)
        guard isOpen, outgoing.count + line.utf8.count < room else { return false }
        outgoing += Array(line.utf8)
        outgoing.append(UInt8(ascii: "\n"))
        return true
    }

    /// Sends what waits to be sent.
    func flush() {
        while isOpen, !outgoing.isEmpty {
            let count =
                isSocket
                ? unsafe Foundation.send(descriptor, outgoing, outgoing.count, Int32(MSG_NOSIGNAL))
                : unsafe write(descriptor, outgoing, outgoing.count)
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

    /// Sends what waits to be sent, for as long as some of it goes within a second.
    func finishSending() {
        var rest = outgoing.count + 1
        while wantsToSend, outgoing.count < rest {
            rest = outgoing.count
            waitForSockets(reading: [], writing: [descriptor], milliseconds: 1_000)
            flush()
        }
    }

    /// Forgets what was read, and what waits to be sent.
    func forget() {
        incoming = []
        outgoing = []
    }

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
                    unsafe bind(descriptor, pointer, size) == 0 && listen(descriptor, SOMAXCONN) == 0
                        && getsockname(descriptor, pointer, &size) == 0
                }
            }
        }
        self.port = UInt16(bigEndian: address.sin_port)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    deinit { _ = Foundation.close(descriptor) }

    /// The next connection that waits, or nil.
    func accept(maximumLineLength: Int = LineConnection.maximumLineLength) -> LineConnection? {
        let connection = Foundation.accept(descriptor, nil, nil)
        return connection >= 0
            ? LineConnection(descriptor: connection, maximumLineLength: maximumLineLength) : nil
    }
}

/// Waits until something can be read, or written where that is wanted, for at most so many milliseconds.
func waitForSockets(reading: [Int32], writing: [Int32], milliseconds: Int32) {
    var descriptors =
        reading.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        + writing.map { pollfd(fd: $0, events: Int16(POLLOUT), revents: 0) }
    _ = unsafe poll(&descriptors, nfds_t(descriptors.count), milliseconds)
}

/// Writes as much as goes without waiting, at most `PIPE_BUF` octets at a time.
///
/// - Returns: how many octets went, and what the system has against more, which is 0 where it only has no room.
func writeWithoutWaiting(_ octets: [UInt8], from start: Int, to descriptor: Int32) -> (count: Int, error: Int32) {
    var place = start
    while place < octets.count {
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        // A pipe with room for anything has it for so many octets.
        guard unsafe poll(&state, 1, 0) == 1 else { break }
        let end = min(octets.count, place + Int(PIPE_BUF))
        let count = unsafe octets[place..<end].withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        if count > 0 {
            place += count
        } else if errno != EINTR {
            return (place - start, errno == EAGAIN ? 0 : errno)
        }
    }
    return (place - start, 0)
}

/// Makes a TCP socket and prepares it; where that fails, closes it and says what the operating system has against it.
private func makeSocket(_ failure: String, _ prepare: (Int32) -> Bool) throws(Failure) -> Int32 {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0, prepare(descriptor) else {
        let reason = SystemError.last
        guard descriptor >= 0 else { throw Failure(.inputOutput, "cannot make a socket: \(reason)") }
        _ = Foundation.close(descriptor)
        throw Failure(.inputOutput, "\(failure): \(reason)")
    }
    return descriptor
}
