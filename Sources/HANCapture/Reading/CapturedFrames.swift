public import HANModel
public import ZCLCodec

/// A ZCL frame of ZigBee Smart Energy that a capture has.
public struct CapturedFrame: Equatable, Sendable {
    /// Which packet of the file, from 1, as Wireshark numbers it.
    public let number: Int
    /// When it was captured, since 1970.
    public let instant: Instant
    /// Who sent it; and to whom, where it was no broadcast.
    public let source: NodeAddress
    /// To whom.
    public let destination: NodeAddress
    /// To a broadcast address, a group, or endpoint 0xFF.
    public let isBroadcast: Bool
    /// OTA-9: the capture says that it did not arrive.
    public let isLost: Bool
    /// What the APS header names.
    public let cluster: ClusterIdentifier
    /// The APS header's.
    public let counter: UInt8
    /// The ZCL frame.
    public let octets: [UInt8]

    /// Makes a frame.
    public init(
        number: Int, instant: Instant, source: NodeAddress, destination: NodeAddress, isBroadcast: Bool = false,
        isLost: Bool = false, cluster: ClusterIdentifier = .otaUpgrade, counter: UInt8 = 0, octets: [UInt8]
    ) {
        self.number = number
        self.instant = instant
        self.source = source
        self.destination = destination
        self.isBroadcast = isBroadcast
        self.isLost = isLost
        self.cluster = cluster
        self.counter = counter
        self.octets = octets
    }
}

/// OTA-9: the ZCL frames of a pcap or pcapng file, and what else it has.
public struct CapturedFrames: Sendable {
    /// In the file's order.
    public private(set) var frames: [CapturedFrame] = []
    /// How many packets the file has.
    public private(set) var packets = 0
    /// How many of them are secured, which nothing here can read.
    public private(set) var secured = 0
    /// How many are parts of longer frames.
    public private(set) var fragments = 0
    /// How many were not captured whole.
    public private(set) var cut = 0
    /// How many are a frame again that was there before: on the next hop, or repeated for want of an acknowledgement.
    public private(set) var repetitions = 0
    /// How many are of another link type than IEEE 802.15.4.
    public private(set) var foreign = 0
    /// How many are nothing of interest: acknowledgements, beacons, other profiles.
    public private(set) var others = 0
    /// When the first packet was captured.
    public private(set) var start: Instant?
    /// When the capture ended: as the file says, else with its last packet.
    public private(set) var end: Instant?
    /// Why the rest of the file could not be read.
    public let damage: CaptureError?

    /// A frame on the next hop, or a repetition, follows within so many milliseconds. **[project]**
    private static let repetitionWindow: UInt64 = 3_000

    /// Takes frames that were read elsewhere.
    public init(_ frames: [CapturedFrame], end: Instant? = nil) {
        self.frames = frames
        packets = frames.last?.number ?? 0
        start = frames.first?.instant
        self.end = [frames.last?.instant, end].compactMap { $0 }.max()
        damage = nil
    }

    /// Reads a file, up to its end or to what cannot be read.
    public init(_ file: OctetView) {
        let capture = CaptureRecords(file)
        damage = capture.damage
        packets = capture.records.count
        start = capture.records.first?.instant
        end = [capture.records.last?.instant, capture.end].compactMap { $0 }.max()
        var latest: [Sender: CapturedFrame] = [:]
        for record in capture.records {
            do throws(UnreadFrame) {
                guard let frame = try frame(of: record, in: file) else { continue }
                let sender = Sender(source: frame.source, destination: frame.destination, counter: frame.counter)
                if let before = latest[sender], before.octets == frame.octets, before.cluster == frame.cluster,
                    frame.instant >= before.instant,
                    frame.instant.milliseconds(since: before.instant) <= Self.repetitionWindow
                {
                    repetitions += 1
                } else {
                    latest[sender] = frame
                    frames.append(frame)
                }
            } catch {
                switch error {
                case .secured: secured += 1
                case .fragmented: fragments += 1
                case .short where record.isCut: cut += 1
                case .other, .short: others += 1
                }
            }
        }
    }

    private struct Sender: Hashable {
        let source: NodeAddress
        let destination: NodeAddress
        let counter: UInt8
    }

    private mutating func frame(of record: CaptureRecord, in file: OctetView) throws(UnreadFrame) -> CapturedFrame? {
        guard let place = record.packet(in: file) else {
            foreign += 1
            return nil
        }
        let packet = file[place]
        let headers = try FrameHeaders(packet)
        guard !record.isCut else {
            cut += 1
            return nil
        }
        return CapturedFrame(
            number: record.number, instant: record.instant, source: headers.source, destination: headers.destination,
            isBroadcast: headers.isBroadcast, isLost: record.isLost, cluster: headers.cluster,
            counter: headers.counter, octets: [UInt8](packet[headers.payload]))
    }
}

extension CaptureRecord {
    /// The packet without what its link type puts around it; nil for a link type that is not of IEEE 802.15.4.
    func packet(in file: OctetView) -> Extent? {
        switch linkType {
        case 230: octets
        // With a frame check sequence of two octets, where it was captured.
        case 195: octets.dropping(last: isCut ? 0 : 2)
        case 283: octets.withoutTAP(in: file, isCut: isCut)
        default: nil
        }
    }
}

extension Extent {
    func dropping(first: Int = 0, last: Int = 0) -> Extent {
        Extent(offset: offset + min(first, count), count: max(0, count - first - last))
    }

    /// Link type 283: version, a reserved octet, the length of all that stands before the packet, then fields of type
    /// and length, padded to four octets; type 0 says what frame check sequence there is (1: two octets, 2: four).
    fileprivate func withoutTAP(in file: OctetView, isCut: Bool) -> Extent {
        let length = Int(file[self].uint16(at: 2, isBigEndian: false) ?? 4)
        var (sequence, place) = (0, 4)
        while place + 4 <= min(length, count), let type = file[self].uint16(at: place, isBigEndian: false),
            let size = file[self].uint16(at: place + 2, isBigEndian: false)
        {
            if type == 0, let kind = file[self][place + 4] { sequence = kind == 1 ? 2 : kind == 2 ? 4 : 0 }
            place += 4 + (Int(size) + 3) / 4 * 4
        }
        return dropping(first: length, last: isCut ? 0 : sequence)
    }
}
