import HANModel
import ZCLCodec

/// The blocks of a pcapng file. Source: the pcapng specification; blocks of other types are skipped.
struct PcapngReader {
    static let sectionHeader: UInt32 = 0x0A0D_0D0A

    private(set) var records: [CaptureRecord] = []
    private(set) var end: Instant?
    private var isBigEndian = false
    /// The interfaces of the section.
    private var interfaces: [Interface] = []

    private struct Interface {
        let linkType: UInt16
        /// The most octets of a packet that are captured; zero for all.
        let limit: UInt32
        /// How many ticks a second has.
        var ticks: UInt64 = 1_000_000
    }

    mutating func read(_ file: OctetView) throws(CaptureError) {
        var offset = 0
        while offset < file.count {
            let isSection = file.uint32(at: offset, isBigEndian: false) == Self.sectionHeader
            if isSection { try beginSection(file, at: offset) }
            guard let type = number(file, at: offset), let length = number(file, at: offset + 4),
                Int(length) <= file.count - offset
            else { throw CaptureError(reason: .truncated, offset: offset) }
            guard length >= 12, length % 4 == 0 else {
                throw CaptureError(reason: .wrongLength(length), offset: offset)
            }
            let last = number(file, at: offset + Int(length) - 4) ?? 0
            guard last == length else { throw CaptureError(reason: .lengthsDiffer(length, last), offset: offset) }
            let body = Extent(offset: offset + 8, count: Int(length) - 12)
            switch type {
            case 0x0000_0001: try addInterface(file, body)
            case 0x0000_0002: try addObsoletePacket(file, body)
            case 0x0000_0003: try addSimplePacket(file, body)
            case 0x0000_0005: addStatistics(file, body)
            case 0x0000_0006: try addPacket(file, body)
            default: break
            }
            offset += Int(length)
        }
    }

    private func number(_ file: OctetView, at offset: Int) -> UInt32? {
        file.uint32(at: offset, isBigEndian: isBigEndian)
    }

    /// A section has a byte order and interfaces of its own.
    private mutating func beginSection(_ file: OctetView, at offset: Int) throws(CaptureError) {
        guard let magic = file.uint32(at: offset + 8, isBigEndian: false) else {
            throw CaptureError(reason: .truncated, offset: offset)
        }
        guard magic == 0x1A2B_3C4D || magic.byteSwapped == 0x1A2B_3C4D else {
            throw CaptureError(reason: .wrongByteOrderMagic(magic), offset: offset)
        }
        isBigEndian = magic != 0x1A2B_3C4D
        interfaces = []
    }

    private mutating func addInterface(_ file: OctetView, _ body: Extent) throws(CaptureError) {
        guard body.count >= 8, let linkType = file.uint16(at: body.offset, isBigEndian: isBigEndian),
            let limit = number(file, at: body.offset + 4)
        else { throw tooShort(body) }
        var interface = Interface(linkType: linkType, limit: limit)
        // if_tsresol: a power of ten, or with the highest bit of two.
        if let value = option(9, file, body, from: 8), let resolution = file[value.offset] {
            interface.ticks = Self.ticks(resolution)
        }
        interfaces.append(interface)
    }

    /// As many as 64 bits hold.
    private static func ticks(_ resolution: UInt8) -> UInt64 {
        let exponent = Int(resolution & 0x7F)
        guard resolution & 0x80 == 0 else { return 1 << UInt64(min(exponent, 63)) }
        return (0..<min(exponent, 19)).reduce(1) { ticks, _ in ticks * 10 }
    }

    private func instant(high: UInt32, low: UInt32, _ ticks: UInt64) -> Instant {
        let time = UInt64(high) << 32 | UInt64(low)
        let (seconds, rest) = time.quotientAndRemainder(dividingBy: ticks)
        let (high, low) = rest.multipliedFullWidth(by: 1_000)
        let milliseconds = ticks.dividingFullWidth((high, low)).quotient
        return Instant.start.adding(seconds: seconds).adding(milliseconds: milliseconds)
    }

    private mutating func addPacket(_ file: OctetView, _ body: Extent) throws(CaptureError) {
        guard let number = number(file, at: body.offset), body.count >= 20 else { throw tooShort(body) }
        try addTimed(file, body, interface: number)
    }

    /// The packet block that came before the enhanced one: its interface has two octets, its drop count the others.
    private mutating func addObsoletePacket(_ file: OctetView, _ body: Extent) throws(CaptureError) {
        guard let number = file.uint16(at: body.offset, isBigEndian: isBigEndian), body.count >= 20 else {
            throw tooShort(body)
        }
        try addTimed(file, body, interface: UInt32(number))
    }

    private mutating func addTimed(_ file: OctetView, _ body: Extent, interface number: UInt32) throws(CaptureError) {
        guard interfaces.indices.contains(Int(number)) else {
            throw CaptureError(reason: .unknownInterface(number), offset: body.offset - 8)
        }
        guard let high = self.number(file, at: body.offset + 4), let low = self.number(file, at: body.offset + 8),
            let captured = self.number(file, at: body.offset + 12),
            let original = self.number(file, at: body.offset + 16),
            Int(captured) <= body.count - 20
        else { throw tooShort(body) }
        let interface = interfaces[Int(number)]
        let comment = option(1, file, body, from: 20 + (Int(captured) + 3) / 4 * 4)
        add(
            interface, instant(high: high, low: low, interface.ticks),
            Extent(offset: body.offset + 20, count: Int(captured)), isCut: captured < original,
            isLost: comment.map { file[$0] == Self.lost } ?? false)
    }

    /// A packet of the first interface without a time.
    private mutating func addSimplePacket(_ file: OctetView, _ body: Extent) throws(CaptureError) {
        guard let interface = interfaces.first else {
            throw CaptureError(reason: .unknownInterface(0), offset: body.offset - 8)
        }
        guard let original = number(file, at: body.offset), body.count >= 4 else { throw tooShort(body) }
        let limit = interface.limit == 0 ? Int(original) : min(Int(interface.limit), Int(original))
        let captured = min(limit, body.count - 4)
        add(
            interface, records.last?.instant ?? .start, Extent(offset: body.offset + 4, count: captured),
            isCut: captured < Int(original), isLost: false)
    }

    private mutating func add(_ interface: Interface, _ instant: Instant, _ octets: Extent, isCut: Bool, isLost: Bool) {
        records.append(
            CaptureRecord(
                number: records.count + 1, instant: instant, linkType: interface.linkType, octets: octets,
                isCut: isCut, isLost: isLost))
    }

    /// When the capture ended: isb_endtime, else the block's own time.
    private mutating func addStatistics(_ file: OctetView, _ body: Extent) {
        guard let number = number(file, at: body.offset), interfaces.indices.contains(Int(number)), body.count >= 12
        else { return }
        let place = option(3, file, body, from: 12).flatMap { $0.count == 8 ? $0.offset : nil } ?? body.offset + 4
        guard let high = self.number(file, at: place), let low = self.number(file, at: place + 4) else { return }
        let instant = instant(high: high, low: low, interfaces[Int(number)].ticks)
        end = max(end ?? instant, instant)
    }

    /// The value of a block's first option of a code.
    private func option(_ wanted: UInt16, _ file: OctetView, _ body: Extent, from start: Int) -> Extent? {
        var offset = body.offset + start
        let end = body.offset + body.count
        while offset + 4 <= end, let code = file.uint16(at: offset, isBigEndian: isBigEndian), code != 0,
            let length = file.uint16(at: offset + 2, isBigEndian: isBigEndian), offset + 4 + Int(length) <= end
        {
            if code == wanted { return Extent(offset: offset + 4, count: Int(length)) }
            offset += 4 + (Int(length) + 3) / 4 * 4
        }
        return nil
    }

    private func tooShort(_ body: Extent) -> CaptureError {
        CaptureError(reason: .wrongLength(UInt32(truncatingIfNeeded: body.count + 12)), offset: body.offset - 8)
    }

    /// OTA-9: the comment of a frame that did not arrive.
    private static let lost = Array("lost".utf8)
}

extension OctetView {
    static func == (left: OctetView, right: [UInt8]) -> Bool { right.withOctetView { left == $0 } }
}
