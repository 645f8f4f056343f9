import ZCLCodec

/// What a check of a capture takes for granted.
public struct CheckSettings: Sendable {
    /// OTA-2: whether the peers' known deviations are accepted; they are notes then.
    public var isLenient = false
    /// The file that was served, octet for octet; nil where it is not known.
    public var image: [UInt8]?
    /// HUB-27: how long a device may be silent in a transfer, in seconds; nil for the rule's 30 minutes, and 24 hours of a
    /// device that reads the hub's flags when it wakes (HUB-40).
    public var stallTimeout: UInt64?
    /// HUB-30: whether the hub reads the version after the activation; not in profile `gbcs4`.
    public var readsVersion = true

    /// OTA-7: how long an answer is waited for, in milliseconds, and how often a client asks.
    static let responseWait: UInt64 = 5_000
    static let maximumTries = 10
    /// Captured times are those of the sniffer: so many milliseconds earlier is not too early. **[project]**
    static let tolerance: UInt64 = 250
    /// OTA-4: whole seconds are counted. **[project]**
    static let secondsTolerance: UInt64 = 1_500

    /// OTA-5: the header of the file at hand.
    var header: OTAHeader? {
        image?.prefix(Int(OTAHeader.lengths.upperBound)).withOctetView { view in
            var reader = ByteReader(view)
            return try? OTAHeader(parsing: &reader)
        }
    }

    /// The rules' own values, strictly.
    public init() {}
}
