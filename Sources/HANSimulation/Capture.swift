public import HANModel
public import ZCLCodec

/// OTA-9: frames of a simulation as a pcapng capture that Wireshark dissects as ZigBee Smart Energy: IEEE
/// 802.15.4 without FCS (link type 230), unsecured. Source of the container: the pcapng specification, its
/// section header, interface description, enhanced packet and interface statistics blocks.
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
        addBlock(0x0A0D_0D0A, size: 28) { capture in
            for word: UInt32 in [0x1A2B_3C4D, 0x0000_0001, 0xFFFF_FFFF, 0xFFFF_FFFF] { capture.add(word) }
        }
        // Interface description: link type 230, no limit on the length; timestamps are microseconds by default.
        addBlock(0x0000_0001, size: 20) { capture in
            capture.add(230 as UInt32)
            capture.add(0 as UInt32)
        }
    }

    /// Adds a frame; one that was lost carries a comment that says so.
    public mutating func add(_ frame: FrameRecord) {
        let size = Self.headersSize + frame.octets.count
        let time = microseconds(frame.instant)
        addBlock(0x0000_0006, size: 32 + Self.padded(size) + (frame.isLost ? 12 : 0)) { capture in
            capture.add(0 as UInt32)
            capture.add(UInt32(truncatingIfNeeded: time >> 32))
            capture.add(UInt32(truncatingIfNeeded: time))
            capture.add(UInt32(truncatingIfNeeded: size))
            capture.add(UInt32(truncatingIfNeeded: size))
            capture.addHeaders(of: frame)
            capture.octets += frame.octets
            capture.octets += repeatElement(0, count: Self.padded(size) - size)
            guard frame.isLost else { return }
            // Options: comment (1), four octets; then the end of options.
            capture.add(4 << 16 | 1 as UInt32)
            capture.octets += "lost".utf8
            capture.add(0 as UInt32)
        }
        sequence &+= 1
    }

    /// Says when the capture ended: what did not happen until then did not happen.
    public mutating func end(at instant: Instant) {
        let time = microseconds(instant)
        addBlock(0x0000_0005, size: 40) { capture in
            capture.add(0 as UInt32)
            capture.add(UInt32(truncatingIfNeeded: time >> 32))
            capture.add(UInt32(truncatingIfNeeded: time))
            // Options: the end's time (3), eight octets; then the end of options.
            capture.add(8 << 16 | 3 as UInt32)
            capture.add(UInt32(truncatingIfNeeded: time >> 32))
            capture.add(UInt32(truncatingIfNeeded: time))
            capture.add(0 as UInt32)
        }
    }

    private func microseconds(_ instant: Instant) -> UInt64 { startMicroseconds + instant.milliseconds * 1_000 }

    /// Takes what there is, for whoever writes a capture while it grows.
    public mutating func takeOctets() -> [UInt8] {
        defer { octets.removeAll(keepingCapacity: true) }
        return octets
    }

    /// The octets of the headers in front of a frame.
    private static let headersSize = 25

    /// OTA-9: MAC, NWK and APS headers in front of a unicast ZCL frame.
    private mutating func addHeaders(of frame: FrameRecord) {
        let address = UInt16(truncatingIfNeeded: frame.device + 1)
        let peer = frame.peer.map { UInt16(truncatingIfNeeded: $0 + 1) }
        let destination = frame.isFromHub ? address : peer ?? 0
        let source = frame.isFromHub ? 0 : address
        octets += [0x61, 0x88, sequence]
        add(Self.pan)
        add(destination)
        add(source)
        octets += [0x48, 0x00]
        add(destination)
        add(source)
        octets += [30, sequence, 0x40, Self.endpoint]
        add(frame.cluster.rawValue)
        octets += [0x09, 0x01, Self.endpoint, sequence]
    }

    /// Adds a block of so many octets, its frame of type and two lengths included.
    private mutating func addBlock(_ type: UInt32, size: Int, _ addBody: (inout Capture) -> Void) {
        add(type)
        add(UInt32(truncatingIfNeeded: size))
        addBody(&self)
        add(UInt32(truncatingIfNeeded: size))
    }

    private mutating func add(_ value: UInt16) {
        octets.append(UInt8(truncatingIfNeeded: value))
        octets.append(UInt8(truncatingIfNeeded: value >> 8))
    }

    private mutating func add(_ value: UInt32) {
        add(UInt16(truncatingIfNeeded: value))
        add(UInt16(truncatingIfNeeded: value >> 16))
    }

    private static func padded(_ size: Int) -> Int { (size + 3) / 4 * 4 }
}
