import ZCLCodec

/// HUB-2: which of the two blocks.
public enum MemoryBlockName: Int, Sendable, CaseIterable {
    /// Nominally the ESME's.
    case esme = 0
    /// Nominally the GSME's.
    case gsme = 1
}

/// HUB-2: the two memory blocks, each empty or with an Upgrade Image. The octets are those that arrived, which hubs of
/// one program may share.
struct MemoryBlocks {
    private var esme: [UInt8] = []
    private var gsme: [UInt8] = []

    mutating func store(_ upgradeImage: [UInt8], in name: MemoryBlockName) {
        switch name {
        case .esme: esme = upgradeImage
        case .gsme: gsme = upgradeImage
        }
    }

    mutating func discard(_ name: MemoryBlockName) { store([], in: name) }

    /// HUB-81: lends the octets from an offset, at most `count` of them, without a copy.
    @inline(__always)
    func withOctets<Result>(
        of name: MemoryBlockName, from offset: Int, count: Int, _ body: (OctetView) -> Result
    ) -> Result {
        switch name {
        case .esme: esme.withOctetView { body($0.slice(from: offset, count: count)) }
        case .gsme: gsme.withOctetView { body($0.slice(from: offset, count: count)) }
        }
    }
}
