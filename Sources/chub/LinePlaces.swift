import HANModel
import ZCLCodec

/// IF-1: which connection is which device. The newest connection of a device wins.
struct LinePlaces {
    /// What became of a connection.
    enum Change: Equatable {
        case connected(Int)
        case disconnected(Int, hasLineTooLong: Bool)
        /// A connection that has a place already says that it is a device, and the other's place becomes its own.
        case moved(Int, to: Int)
        /// More wait for a place than may.
        case refused
    }

    private struct Place {
        var connection: LineConnection?
        /// In the order in which they came.
        var number = 0
        /// When a connection that sends no more is closed.
        var leaves: Instant?
    }

    /// A connection that has not said which device it is, while every device has one.
    private struct Newcomer {
        let connection: LineConnection
        let arrival: Double
    }

    /// As many wait for a place at most.
    static let maximumNewcomers = 64
    /// Real seconds in which a newcomer may say which device it is.
    static let patience = 1.0
    /// As many connections are taken in a turn.
    private static let accepted = 16

    /// What became of connections since this was emptied.
    var changes: [Change] = []
    private let devices: [EUI64]
    /// How long after its last frame a connection that sends no more is kept for answers, in milliseconds.
    private let grace: UInt64
    private var places: [Place]
    private var newcomers: [Newcomer] = []
    private var count = 0

    init(devices: [EUI64], latency: UInt64) {
        self.devices = devices
        grace = 3 * latency + 2_000
        places = devices.map { _ in Place() }
    }

    /// Whether a device can send.
    func isConnected(_ index: Int) -> Bool {
        places[index].connection.map { $0.isOpen && !$0.hasEnded } ?? false
    }

    /// Whether lines wait to be taken.
    var hasLines: Bool { places.contains { $0.connection?.hasLine ?? false } }

    /// The sockets from which something may come, and to which something is to go.
    var descriptors: (reading: [Int32], writing: [Int32]) {
        let connections = places.compactMap(\.connection)
        return (
            (connections + newcomers.map(\.connection)).filter { $0.isOpen && !$0.hasEnded }.map(\.descriptor),
            connections.filter(\.wantsToSend).map(\.descriptor)
        )
    }

    /// Reads what has come.
    func fill() { for place in places { place.connection?.fill() } }

    /// The next line of a device.
    func takeLine(of index: Int) -> String? { places[index].connection?.takeLine() }

    /// Sends a line to a device; false when it does not read, nil when there is nobody.
    mutating func send(_ line: String, to index: Int, at now: Instant) -> Bool? {
        guard let connection = places[index].connection, connection.isOpen else { return nil }
        if places[index].leaves != nil { places[index].leaves = now.adding(milliseconds: grace) }
        return connection.send(line)
    }

    /// Takes connections that have come, and gives those a place that have none.
    ///
    /// - Parameter seconds: real seconds since the start.
    mutating func accept(from listener: LineListener, seconds: Double) {
        for _ in 0..<Self.accepted {
            guard let connection = listener.accept() else { break }
            // Whose connection has just ended is free.
            fill()
            if let free = places.indices.first(where: { !isConnected($0) }) {
                put(connection, in: free)
            } else if places.count == 1 {
                put(connection, in: 0)
            } else if newcomers.count < Self.maximumNewcomers {
                newcomers.append(Newcomer(connection: connection, arrival: seconds))
            } else {
                connection.close()
                changes.append(.refused)
            }
        }
        settle(seconds: seconds)
    }

    /// The first line of a newcomer may say which device it is; else it is the one whose connection is the oldest.
    private mutating func settle(seconds: Double) {
        for newcomer in newcomers {
            newcomer.connection.fill()
            let line = newcomer.connection.takeLine()
            if let line, case .device(let device)? = try? Line(parsing: line),
                let index = devices.firstIndex(of: device)
            {
                put(newcomer.connection, in: index)
            } else if line != nil || (seconds - newcomer.arrival >= Self.patience && !newcomer.connection.hasEnded) {
                if let line { newcomer.connection.putBack(line) }
                put(newcomer.connection, in: places.indices.min { places[$0].number < places[$1].number } ?? 0)
            } else if newcomer.connection.isOpen, !newcomer.connection.hasEnded {
                continue
            }
            newcomers.removeAll { $0.connection === newcomer.connection }
        }
    }

    private mutating func put(_ connection: LineConnection, in index: Int) {
        clear(index)
        count += 1
        places[index] = Place(connection: connection, number: count)
        changes.append(.connected(index))
    }

    private mutating func clear(_ index: Int) {
        guard let old = places[index].connection else { return }
        old.flush()
        old.close()
        places[index] = Place()
        changes.append(.disconnected(index, hasLineTooLong: old.hasLineTooLong))
    }

    /// A connection says which device it is; false for one that there is not.
    mutating func identify(_ index: Int, as device: EUI64) -> Bool {
        guard let other = devices.firstIndex(of: device) else { return false }
        guard other != index else { return true }
        clear(other)
        places[other] = places[index]
        places[index] = Place()
        changes.append(.moved(index, to: other))
        return true
    }

    /// Sends what waits, and closes the connections that have ended and to which nothing more is due.
    mutating func flush(at now: Instant) {
        for index in places.indices {
            guard let connection = places[index].connection else { continue }
            connection.flush()
            if connection.isOpen, connection.hasEnded, places[index].leaves == nil {
                places[index].leaves = now.adding(milliseconds: grace)
            }
            let hasLeft = places[index].leaves.map { $0 <= now && !connection.wantsToSend } ?? !connection.isOpen
            if hasLeft || !connection.isOpen, !connection.hasLine { clear(index) }
        }
    }

    /// Sends the rest to those who read, and closes every connection.
    mutating func close() {
        for index in places.indices {
            places[index].connection?.finishSending()
            places[index].connection?.close()
        }
        for newcomer in newcomers { newcomer.connection.close() }
    }
}
