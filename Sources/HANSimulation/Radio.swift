public import HANModel
public import ZCLCodec

/// Where a frame goes.
public enum Destination: Equatable, Sendable {
    /// To the hub, from this device.
    case hub(from: Int)
    /// To this device, from the hub.
    case device(Int)
    /// To this device, from another one.
    case peer(Int, from: Int)
}

/// A frame in the air.
public struct FrameInFlight: Sendable {
    /// When it arrives.
    public let arrival: Instant
    /// Where.
    public let destination: Destination
    /// The cluster it belongs to.
    public let cluster: ClusterIdentifier
    /// The ZCL frame.
    public let octets: [UInt8]
}

/// A radio that loses and delays frames as a seed says. Frames of one link arrive in the order in which they
/// were sent.
public struct Radio: Sendable {
    /// How many frames of a link are in the air at once, each way; further ones are lost, and counted. It is a page of
    /// 65 535 octets in blocks of 16.
    public static let linkCapacity = 4_096

    /// How many frames were lost for that reason.
    public private(set) var framesDropped = 0
    private let latency: UInt64
    private let loss: Double
    private var random: SplitMix64
    /// Two of each device: from it to the hub, and to it.
    private var links: [Link]
    /// When the next frame of each link arrives.
    private var arrivals: Timetable
    private var sentFrames: UInt64 = 0

    /// Makes a radio for links between a hub and its devices.
    ///
    /// - Parameters:
    ///   - latency: the mean delay in milliseconds; each frame takes half of it to one and a half.
    ///   - loss: the share of frames that are lost, 0 to 1.
    ///   - seed: what delays and losses are drawn from.
    ///   - devices: how many there are.
    public init(latency: UInt64, loss: Double, seed: UInt64, devices: Int) {
        self.latency = latency
        self.loss = loss
        random = SplitMix64(seed: seed)
        links = [Link](repeating: Link(), count: devices * 2)
        arrivals = Timetable(count: devices * 2)
    }

    /// When the next frame arrives; nil when none is in the air.
    public var nextArrival: Instant? { arrivals.earliest }

    /// Sends a frame; false when it is lost.
    public mutating func send(
        _ octets: [UInt8], to destination: Destination, cluster: ClusterIdentifier, at now: Instant
    ) -> Bool {
        octets.withOctetView { send($0, to: destination, cluster: cluster, at: now) }
    }

    /// Sends a frame; false when it is lost. The octets are copied.
    public mutating func send(
        _ octets: OctetView, to destination: Destination, cluster: ClusterIdentifier, at now: Instant
    ) -> Bool {
        // Two draws a frame, whatever becomes of it, so that a loss does not shift the delays after it.
        let lossDraw = Double(random.next() >> 11) / 9_007_199_254_740_992
        let delayDraw = latency == 0 ? 0 : random.next(upTo: latency)
        guard lossDraw >= loss else { return false }
        let link = Self.link(destination)
        guard links[link].count < Self.linkCapacity else {
            framesDropped += 1
            return false
        }
        let arrival = max(links[link].lastArrival, now.adding(milliseconds: latency / 2 + delayDraw))
        if links[link].count == 0 { arrivals.set(arrival, rank: sentFrames, of: link) }
        links[link].append(
            Flight(
                arrival: arrival, number: sentFrames, destination: destination, cluster: cluster, size: octets.count),
            octets)
        sentFrames += 1
        return true
    }

    /// Takes the next frame that has arrived by now.
    public mutating func receive(by now: Instant) -> FrameInFlight? {
        guard let next = next(by: now) else { return nil }
        var octets: [UInt8] = []
        withNextOctets { octets = Array($0) }
        removeNext()
        return FrameInFlight(
            arrival: next.arrival, destination: next.destination, cluster: next.cluster, octets: octets)
    }

    // MARK: The same without a copy

    /// The next frame, if it has arrived by now.
    func next(by now: Instant) -> Flight? { arrivals.first(by: now).flatMap { links[$0].next } }

    /// Lends the octets of the next frame. (It changes nothing; a function that changes nothing is given a copy of a
    /// large value.)
    mutating func withNextOctets(_ body: (OctetView) -> Void) { links[arrivals.first].withNextOctets(body) }

    /// Takes the next frame out of the air.
    mutating func removeNext() {
        let link = arrivals.first
        links[link].removeNext()
        let next = links[link].next
        arrivals.set(next?.arrival ?? .never, rank: next?.number ?? 0, of: link)
    }

    private static func link(_ destination: Destination) -> Int {
        switch destination {
        case .hub(let device): device * 2
        case .device(let device), .peer(let device, _): device * 2 + 1
        }
    }
}
