import ZCLCodec

/// HUB-2: which of the two blocks.
public enum MemoryBlockName: Int, Sendable, CaseIterable {
    /// Nominally the ESME's.
    case esme = 0
    /// Nominally the GSME's.
    case gsme = 1
}

/// HUB-2: the two memory blocks, each empty or with an OTA file, from its header to its total image size.
struct MemoryBlocks {
    private var contents: [[UInt8]?] = [nil, nil]

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
