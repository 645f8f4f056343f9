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
    /// In the order of arrival; those before ``first`` have arrived.
    private var frames: [FrameInFlight] = []
    private var first = 0
    private var lastArrivals: [Instant]
    private var counts: [Int]

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
        lastArrivals = [Instant](repeating: .start, count: devices * 2)
        counts = [Int](repeating: 0, count: devices * 2)
    }

    /// When the next frame arrives; nil when none is in the air.
    public var nextArrival: Instant? { first < frames.count ? frames[first].arrival : nil }

    /// Sends a frame; false when it is lost.
    public mutating func send(
        _ octets: [UInt8], to destination: Destination, cluster: ClusterIdentifier, at now: Instant
    ) -> Bool {
        // Two draws a frame, whatever becomes of it, so that a loss does not shift the delays after it.
        let lossDraw = Double(random.next() >> 11) / 9_007_199_254_740_992
        let delayDraw = latency == 0 ? 0 : random.next(upTo: latency)
        guard lossDraw >= loss else { return false }
        let link = Self.link(destination)
        guard counts[link] < Self.linkCapacity else {
            framesDropped += 1
            return false
        }
        counts[link] += 1
        let arrival = max(lastArrivals[link], now.adding(milliseconds: latency / 2 + delayDraw))
        lastArrivals[link] = arrival
        // After all frames that arrive no later: nearly always at the end.
        let place = frames[first...].lastIndex { $0.arrival <= arrival }.map { $0 + 1 } ?? first
        frames.insert(
            FrameInFlight(arrival: arrival, destination: destination, cluster: cluster, octets: octets), at: place)
        return true
    }

    /// Takes the next frame that has arrived by now.
    public mutating func receive(by now: Instant) -> FrameInFlight? {
        guard let next = nextArrival, next <= now else { return nil }
        let frame = frames[first]
        counts[Self.link(frame.destination)] -= 1
        first += 1
        // Now and then what has arrived is let go.
        if first == frames.count || first > Self.linkCapacity {
            frames.removeFirst(first)
            first = 0
        }
        return frame
    }

    private static func link(_ destination: Destination) -> Int {
        switch destination {
        case .hub(let device): device * 2
        case .device(let device), .peer(let device, _): device * 2 + 1
        }
    }
}
