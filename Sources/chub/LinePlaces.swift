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

    /// A connection that waits for a place.
    private final class Newcomer {
        let connection: LineConnection
        let number: Int
        let arrival: Double
        /// The place that it had before it said that it is another device.
        let origin: Int?
        /// The place that it gets when the lines of the connection before it are taken.
        var place: Int?

        init(_ connection: LineConnection, number: Int, arrival: Double, origin: Int? = nil, place: Int? = nil) {
            self.connection = connection
            self.number = number
            self.arrival = arrival
            self.origin = origin
            self.place = place
        }
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

    /// Whether lines wait to be taken, or a newcomer for its place.
    var hasLines: Bool {
        places.contains { $0.connection?.hasLine ?? false } || newcomers.contains { $0.place != nil }
    }

    /// The sockets from which something may come, and to which something is to go.
    var descriptors: (reading: [Int32], writing: [Int32]) {
        let connections = places.compactMap(\.connection)
        return (
            (connections + newcomers.map(\.connection)).filter { $0.isOpen && !$0.hasEnded }.map(\.descriptor),
            connections.filter(\.wantsToSend).map(\.descriptor)
        )
    }

    /// Reads what has come; nothing more of a connection that another is to replace.
    func fill() { for index in places.indices where !isClaimed(index) { places[index].connection?.fill() } }

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
            guard newcomers.count < Self.maximumNewcomers else {
                connection.close()
                changes.append(.refused)
                continue
            }
            count += 1
            newcomers.append(Newcomer(connection, number: count, arrival: seconds))
        }
        settle(seconds: seconds)
    }

    /// Gives newcomers their places. Lines of a connection that came before are taken before another replaces it.
    private mutating func settle(seconds: Double) {
        guard !newcomers.isEmpty else { return }
        // Whose connection has just ended may be free.
        fill()
        for newcomer in newcomers {
            newcomer.connection.fill()
            newcomer.place = newcomer.place ?? place(for: newcomer, seconds: seconds)
            if let place = newcomer.place {
                if !hasLine(place) { put(newcomer, in: place) }
            } else if !newcomer.connection.isOpen || newcomer.connection.hasEnded {
                newcomers.removeAll { $0 === newcomer }
            }
        }
    }

    /// The first line of a newcomer may say which device it is; else it is one that has no connection, or whose
    /// connection has ended and has nothing more to say; else the one whose connection is the oldest.
    private func place(for newcomer: Newcomer, seconds: Double) -> Int? {
        let line = newcomer.connection.takeLine()
        if let line, case .device(let device)? = try? Line(parsing: line), let index = devices.firstIndex(of: device) {
            return index
        }
        if let line { newcomer.connection.putBack(line) }
        let others = places.indices.filter { !isClaimed($0) }
        if let empty = others.first(where: { places[$0].connection == nil }) { return empty }
        if let ended = others.first(where: { !isConnected($0) && !hasLine($0) }) { return ended }
        guard places.count > 1 else { return 0 }
        let isPatient = seconds - newcomer.arrival < Self.patience || newcomer.connection.hasEnded
        guard line != nil || !isPatient else { return nil }
        return (others.isEmpty ? Array(places.indices) : others).min { places[$0].number < places[$1].number }
    }

    private func hasLine(_ index: Int) -> Bool { places[index].connection?.hasLine ?? false }

    /// Whether a newcomer is to have a place.
    private func isClaimed(_ index: Int) -> Bool { newcomers.contains { $0.place == index } }

    private mutating func put(_ newcomer: Newcomer, in index: Int) {
        newcomers.removeAll { $0 === newcomer }
        clear(index)
        places[index] = Place(connection: newcomer.connection, number: newcomer.number)
        changes.append(newcomer.origin.map { .moved($0, to: index) } ?? .connected(index))
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
        guard other != index, let connection = places[index].connection else { return true }
        let newcomer = Newcomer(connection, number: places[index].number, arrival: 0, origin: index, place: other)
        places[index] = Place()
        if hasLine(other) || isClaimed(other) { newcomers.append(newcomer) } else { put(newcomer, in: other) }
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
