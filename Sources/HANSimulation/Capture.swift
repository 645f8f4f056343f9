import HANModel
public import ZCLCodec

/// OTA-9: frames of a simulation as a pcapng capture that Wireshark dissects as ZigBee Smart Energy: IEEE
/// 802.15.4 without FCS (link type 230), unsecured. Source of the container: the pcapng specification, its
/// section header, interface description and enhanced packet blocks.
public struct Capture {
    /// The capture so far, a whole file after every frame; without what was taken.
    public private(set) var octets: [UInt8] = []
    private let startMicroseconds: UInt64
    private var sequence: UInt8 = 0

    /// The PAN and the hub's short address; a device has its index plus one. **[project]**
    public static let pan: UInt16 = 0x1A62
    /// The endpoint of both sides. **[project]**
    public static let endpoint: UInt8 = 1

    /// Starts a capture at a time of day.
    public init(startTime: UTCTime) {
        startMicroseconds = UInt64(Int64(startTime.rawValue) + UTCTime.unixOffset) * 1_000_000
        // Section header: byte-order magic, version 1.0, section length unknown.
        add(block: 0x0A0D_0D0A, words([0x1A2B_3C4D, 0x0000_0001, 0xFFFF_FFFF, 0xFFFF_FFFF]))
        // Interface description: link type 230, no limit on the length; timestamps are microseconds by default.
        add(block: 0x0000_0001, words([230, 0]))
    }

    /// Adds a frame; one that was lost carries a comment that says so.
    public mutating func add(_ frame: FrameRecord) {
        let packet = encapsulate(frame)
        let time = startMicroseconds + frame.instant.milliseconds * 1_000
        var body = words([
            0, UInt32(truncatingIfNeeded: time >> 32), UInt32(truncatingIfNeeded: time),
            UInt32(truncatingIfNeeded: packet.count), UInt32(truncatingIfNeeded: packet.count),
        ])
        body += padded(packet)
        if frame.isLost {
            let comment = Array("lost".utf8)
            // Options: comment (1), then the end of options.
            body += words([UInt32(comment.count) << 16 | 1]) + padded(comment) + words([0])
        }
        add(block: 0x0000_0006, body)
        sequence &+= 1
    }

    /// Takes what there is, for whoever writes a capture while it grows.
    public mutating func takeOctets() -> [UInt8] {
        defer { octets.removeAll(keepingCapacity: true) }
        return octets
    }

    /// OTA-9: MAC, NWK and APS headers in front of a unicast ZCL frame.
    private func encapsulate(_ frame: FrameRecord) -> [UInt8] {
        let address = UInt16(truncatingIfNeeded: frame.device + 1)
        let peer = frame.peer.map { UInt16(truncatingIfNeeded: $0 + 1) }
        let destination = halves(frame.isFromHub ? address : peer ?? 0)
        let source = halves(frame.isFromHub ? 0 : address)
        let mac = [0x61, 0x88, sequence] + halves(Self.pan) + destination + source
        let network = [0x48, 0x00] + destination + source + [30, sequence]
        let application =
            [0x40, Self.endpoint] + halves(frame.cluster.rawValue) + [0x09, 0x01, Self.endpoint, sequence]
        return mac + network + application + frame.octets
    }

    private mutating func add(block type: UInt32, _ body: [UInt8]) {
        let length = UInt32(truncatingIfNeeded: body.count + 12)
        octets += words([type, length]) + body + words([length])
    }

    private func halves(_ value: UInt16) -> [UInt8] {
        [UInt8(truncatingIfNeeded: value), UInt8(truncatingIfNeeded: value >> 8)]
    }

    private func words(_ values: [UInt32]) -> [UInt8] {
        values.flatMap { halves(UInt16(truncatingIfNeeded: $0)) + halves(UInt16(truncatingIfNeeded: $0 >> 16)) }
    }

    private func padded(_ octets: [UInt8]) -> [UInt8] {
        octets + [UInt8](repeating: 0, count: (4 - octets.count % 4) % 4)
    }
}
