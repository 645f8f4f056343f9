import ZCLCodec

/// HUB-2: which of the two blocks.
public enum MemoryBlockName: Int, Sendable, CaseIterable {
    /// Nominally the ESME's.
    case esme = 0
    /// Nominally the GSME's.
    case gsme = 1

    /// HUB-8: the blocks in the order in which a newcomer of this type looks for a free one: a meter its
    /// own first, others the GSME's first (it is free 50 weeks a year).
    static func preferred(for type: DeviceType) -> [MemoryBlockName] {
        switch type {
        case .esme: [.esme, .gsme]
        case .gsme, .hcalcs, .ppmid, .ihd: [.gsme, .esme]
        }
    }
}

/// HUB-2: the two memory blocks, each empty or with an OTA file, from its header to its total image size.
struct MemoryBlocks {
    private var contents: [[UInt8]?] = [nil, nil]

    func isFree(_ name: MemoryBlockName) -> Bool { contents[name.rawValue] == nil }

    mutating func store(_ file: [UInt8], in name: MemoryBlockName) { contents[name.rawValue] = file }

    mutating func discard(_ name: MemoryBlockName) { contents[name.rawValue] = nil }

    /// HUB-81: lends the octets from an offset, at most `count` of them, without a copy.
    func withOctets<Result>(
        of name: MemoryBlockName, from offset: Int, count: Int, _ body: (OctetView) -> Result
    ) -> Result {
        guard let content = contents[name.rawValue] else { return body(OctetView()) }
        return content.withOctetView { body($0.slice(from: offset, count: count)) }
    }
}
