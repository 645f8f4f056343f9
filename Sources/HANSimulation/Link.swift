import HANModel
import ZCLCodec

/// A frame in the air, without its octets.
struct Flight {
    let arrival: Instant
    /// Of two frames that arrive at one moment the one with the lower number was sent first.
    let number: UInt64
    let destination: Destination
    let cluster: ClusterIdentifier
    let size: Int
}

/// The frames that are in the air one way between two ends; they arrive in the order in which they were sent. Their
/// octets lie one frame after the other, in room that is used again.
struct Link {
    /// When the last frame that was sent arrives, or arrived.
    private(set) var lastArrival = Instant.start
    /// The places from ``first`` up to ``end`` are in use.
    private var flights: [Flight] = []
    private var first = 0
    private var end = 0
    private var octets: [UInt8] = []
    private var firstOctet = 0
    private var endOctet = 0

    /// How many frames are in the air.
    var count: Int { end - first }

    /// The one that arrives next.
    var next: Flight? { first < end ? flights[first] : nil }

    mutating func append(_ flight: Flight, _ view: OctetView) {
        lastArrival = flight.arrival
        if end < flights.count { flights[end] = flight } else { flights.append(flight) }
        end += 1
        let missing = endOctet + view.count - octets.count
        if missing > 0 { octets += repeatElement(0, count: max(missing, octets.count)) }
        _ = view.copy(into: &octets, at: endOctet)
        endOctet += view.count
    }

    /// Lends the octets of the frame that arrives next.
    func withNextOctets(_ body: (OctetView) -> Void) {
        guard let next else { return }
        octets.withOctetView { body($0.slice(from: firstOctet, count: next.size)) }
    }

    mutating func removeNext() {
        guard let next else { return }
        first += 1
        firstOctet += next.size
        if first == end {
            (first, end, firstOctet, endOctet) = (0, 0, 0, 0)
        } else if first > Radio.linkCapacity {
            // A link that is never idle: now and then what has arrived is let go.
            flights.removeFirst(first)
            octets.removeFirst(firstOctet)
            end -= first
            endOctet -= firstOctet
            (first, firstOctet) = (0, 0)
        }
    }
}
