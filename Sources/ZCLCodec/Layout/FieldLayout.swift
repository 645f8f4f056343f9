/// One field of a command, a header or a message: what it is called, how it stands on the wire, and when it is there.
///
/// A table of them states a layout once; ``LayoutReader`` takes octets apart by it.
public struct FieldLayout: Sendable {
    /// The name, as IF-2 and IF-3 have it.
    public let name: String
    /// How the value stands on the wire.
    public let kind: FieldKind
    /// When the field is there.
    public let presence: Presence
    /// Whether the value follows from other fields, or is always the same: IF-2 leaves it out.
    public let isComputed: Bool
    /// What the number counts: octets, ms; nil where it counts nothing, or has no unit.
    public let unit: String?
    /// A line on what the field says.
    public let meaning: String
    /// The rule, where it is another than that of the whole layout.
    public let rule: String?

    /// Makes a field.
    public init(
        _ name: String, _ kind: FieldKind, if presence: Presence = .always, isComputed: Bool = false,
        unit: String? = nil, _ meaning: String, rule: String? = nil
    ) {
        self.name = name
        self.kind = kind
        self.presence = presence
        self.isComputed = isComputed
        self.unit = unit
        self.meaning = meaning
        self.rule = rule
    }

    /// The same field, which follows from others.
    var computed: FieldLayout {
        FieldLayout(name, kind, if: presence, isComputed: true, unit: unit, meaning, rule: rule)
    }

    /// The same field under another name.
    public func named(_ name: String) -> FieldLayout {
        FieldLayout(name, kind, if: presence, isComputed: isComputed, unit: unit, meaning, rule: rule)
    }
}

/// When a field is there.
public indirect enum Presence: Sendable {
    /// In every case.
    case always
    /// When this bit of the earlier field of this name is set.
    case bit(Int, of: String)
    /// When this bit of the earlier field of this name is clear.
    case bitClear(Int, of: String)
    /// When the earlier number of this name lies in the range.
    case when(String, ClosedRange<UInt64>)
    /// OTA-2: a peer may end its payload before the field, which the lenient option accepts and nobody here sends.
    case unlessCutShort(Presence)
    /// When octets are left; with an octet given, when eight are left, or more of which that is not the first.
    case room(unlessFirst: UInt8? = nil)
}
