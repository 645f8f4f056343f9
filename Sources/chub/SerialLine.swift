import Foundation

// POSIX terminals take pointers, hence `unsafe`; Foundation has none of its own.

/// IF-1: a serial device that carries lines: raw, 8 data bits, no parity, one stop bit, no flow control.
final class SerialLine: LinePeer {
    /// The rates that a device may be opened with, in bits a second.
    static let rates: KeyValuePairs<UInt32, speed_t> = [
        9_600: speed_t(B9600), 19_200: speed_t(B19200), 38_400: speed_t(B38400), 57_600: speed_t(B57600),
        115_200: speed_t(B115200), 230_400: speed_t(B230400),
    ]

    private let descriptor: Int32
    private let connection: LineConnection

    /// Opens a device.
    ///
    /// - Throws: where there is none, where it is no serial device, or where it does not take the rate.
    init(_ path: String, rate: speed_t) throws(Failure) {
        descriptor = unsafe open(
            FileName.octets(path).map { CChar(bitPattern: $0) } + [0], O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(.inputOutput, "\(path): cannot open: \(SystemError.last)") }
        connection = LineConnection(descriptor: descriptor, maximumLineLength: LineProcess.maximumLineLength)
        var settings = termios()
        guard unsafe tcgetattr(descriptor, &settings) == 0 else {
            throw Failure(.inputOutput, "\(path): is no serial device")
        }
        unsafe cfmakeraw(&settings)
        settings.c_cflag &= ~(tcflag_t(CSTOPB | PARENB) | tcflag_t(CRTSCTS))
        settings.c_cflag |= tcflag_t(CLOCAL | CREAD)
        guard unsafe cfsetispeed(&settings, rate) == 0, unsafe cfsetospeed(&settings, rate) == 0,
            unsafe tcsetattr(descriptor, TCSANOW, &settings) == 0
        else { throw Failure(.inputOutput, "\(path): cannot be set up: \(SystemError.last)") }
    }

    /// Forgets what has come and what has not gone.
    func forget() {
        _ = tcflush(descriptor, TCIOFLUSH)
        connection.forget()
    }

    func send(_ line: String, within limit: Duration) -> Bool { connection.send(line, within: limit) }

    func readLine(within limit: Duration, isInterrupted: () -> Bool) -> LineProcess.Reading {
        connection.readLine(within: limit, isInterrupted: isInterrupted)
    }

    /// It stays open: the next scenario uses it too.
    func leave(within limit: Duration) -> String { "the serial device went away" }
}
