public import OrderedJSON
public import ZCLCodec

/// IF-1: a ZCL frame as a line: hexadecimal, after `CLUSTER:` in four digits where its cluster is not 0x0019.
public struct LineFrame: Equatable, Sendable {
    /// The cluster that the APS header names.
    public let cluster: ClusterIdentifier
    /// The frame.
    public let octets: [UInt8]

    /// A frame, of the OTA Upgrade cluster unless another is named.
    public init(cluster: ClusterIdentifier = .otaUpgrade, octets: [UInt8]) {
        self.cluster = cluster
        self.octets = octets
    }

    /// Reads a line without its end; the errors are those of hexadecimal digits.
    public init(parsing line: String) throws(NotationError) {
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        // A colon may also stand between two octets.
        guard parts.count == 2, parts[0].utf8.count == 4, let code = UInt16(parts[0], radix: 16), parts[0].first != "+"
        else {
            self.init(octets: try OrderedJSON.octets(fromHex: line))
            return
        }
        self.init(
            cluster: ClusterIdentifier(rawValue: code), octets: try OrderedJSON.octets(fromHex: String(parts[1])))
    }

    /// The line without its end.
    public var line: String {
        (cluster == .otaUpgrade ? "" : hexadecimalDigits(cluster.rawValue).lowercased() + ":") + hex(octets)
    }
}
