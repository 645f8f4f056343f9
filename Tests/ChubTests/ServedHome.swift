import Foundation
import HANModel
import Testing
import ZCLCodec

@testable import chub

/// `chub serve` whose turns a test takes; time passes by lines alone.
final class ServedHome {
    let recorder = Recorder()
    var server: LineServer

    init(_ options: String...) throws {
        let arguments = try Arguments(["--lines", "0", "--speed", "lines"] + options, of: ServeCommand.command)
        server = try ServeCommand.server(arguments, recorder.console)
        try server.begin()
        turn()
    }

    var framesSent: Int { server.framesSent }
    var framesLost: Int { server.framesLost }
    var hasFrames: Bool { server.hasFrames }

    func isConnected(_ index: Int) -> Bool { server.places.isConnected(index) }

    /// DCC-7: whether the run goes on.
    func goesOn() throws -> Bool { try server.dispatch() }

    func turn() {
        _ = try? server.dispatch()
        server.turn(at: server.clock.now)
    }

    /// A client that is connected, and has said this.
    func connect(_ lines: String...) throws -> LineConnection {
        let client = try LineConnection.connect(to: "127.0.0.1", port: server.listener.port)
        for line in lines { say(line, client) }
        waitForSockets(reading: [server.listener.descriptor], writing: [], milliseconds: 10_000)
        turn()
        return client
    }

    /// A client that is connected, was notified, and has asked for an image.
    func connectAndQuery() throws -> LineConnection {
        let client = try connect(Request.query("10"))
        #expect(lines(2, of: client).count == 2)
        return client
    }

    func say(_ line: String, _ client: LineConnection) {
        #expect(client.send(line))
        client.flush()
    }

    /// Takes turns until a client has so many lines, or its connection ends; gives up after so many turns without one.
    func lines(_ count: Int, of client: LineConnection, within turns: Int = 1_000) -> [String] {
        var lines: [String] = []
        for _ in 0..<turns where lines.count < count {
            turn()
            // What was sent is here at once, but for the system's own delays.
            waitForSockets(reading: [client.descriptor], writing: [], milliseconds: 1)
            client.fill()
            while lines.count < count, let line = client.takeLine() { lines.append(line) }
            if client.hasEnded || !client.isOpen { break }
        }
        return lines
    }

    /// Takes turns until the server has closed a client's connection.
    func isClosed(_ client: LineConnection) -> Bool {
        for _ in 0..<1_000 where !client.hasEnded && client.isOpen {
            turn()
            waitForSockets(reading: [client.descriptor], writing: [], milliseconds: 1)
            client.fill()
        }
        return client.hasEnded || !client.isOpen
    }

    /// Takes turns until something is so, and says whether it is.
    func waits(for condition: (borrowing LineServer) -> Bool) -> Bool {
        for _ in 0..<1_000 where !condition(server) {
            turn()
            waitForSockets(
                reading: [server.listener.descriptor] + server.places.descriptors.reading, writing: [], milliseconds: 1)
        }
        return condition(server)
    }
}

/// OTA-1: requests of the sample image's devices, written by hand: manufacturer 0x1234, image type 0x0001, version 2.
enum Request {
    static func query(_ sequence: String) -> String { "01\(sequence)01" + "00" + "3412" + "0100" + "01000000" }
    static func block(_ sequence: String, offset: UInt32, size: String = "32") -> String {
        "01\(sequence)03" + "00" + file + octets(offset) + size
    }
    static func page(_ sequence: String, offset: UInt32, block: String, size: String, spacing: String) -> String {
        "01\(sequence)04" + "00" + file + octets(offset) + block + size + spacing
    }
    static func end(_ sequence: String, status: String = "00") -> String { "01\(sequence)06" + status + file }
    static let file = "3412" + "0100" + "02000000"

    private static func octets(_ value: UInt32) -> String {
        hex((0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) })
    }
}

extension LineConnection {
    /// Reads what has come, and takes the whole lines in it.
    func receiveLines() -> [String] {
        fill()
        var lines: [String] = []
        while let line = takeLine() { lines.append(line) }
        return lines
    }

    /// Sends a line without a line feed, and ends the sending side.
    func endSending(after line: String) {
        let octets = Array(line.utf8)
        let sent = unsafe Foundation.send(descriptor, octets, octets.count, Int32(MSG_NOSIGNAL))
        #expect(sent == octets.count)
        #expect(shutdown(descriptor, Int32(SHUT_WR)) == 0)
    }
}
