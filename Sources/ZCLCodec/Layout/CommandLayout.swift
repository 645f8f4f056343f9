/// A command as a table: what stands in each of its fields, in wire order.
///
/// The command's struct decodes and encodes; this is for people, JSON and tests, which hold the one against the other.
public struct CommandLayout: Sendable {
    /// The name, as IF-2 has it.
    public let name: String
    /// The cluster that the command belongs to; nil for the profile's, which every cluster has.
    public let cluster: ClusterIdentifier?
    /// The octet in the frame header.
    public let identifier: UInt8
    /// Which way the command goes; nil for the profile's, which go both ways.
    public let direction: FrameHeader.Direction?
    /// The rule that the layout follows.
    public let rule: String
    /// The fields in wire order.
    public let fields: [FieldLayout]

    init(
        _ name: String, _ cluster: ClusterIdentifier?, _ identifier: UInt8, _ direction: FrameHeader.Direction?,
        _ rule: String, _ fields: [FieldLayout]
    ) {
        self.name = name
        self.cluster = cluster
        self.identifier = identifier
        self.direction = direction
        self.rule = rule
        self.fields = fields
    }

    /// The name that the specification gives the command: `Image Block Request` for `imageBlockRequest`.
    public var title: String {
        var title: [UInt8] = []
        for letter in name.utf8 {
            if title.isEmpty {
                title.append(letter & ~0x20)
            } else {
                title += (0x41...0x5A).contains(letter) ? [0x20, letter] : [letter]
            }
        }
        return String(decoding: title, as: UTF8.self)
    }

    /// Every command, cluster by cluster.
    public static let all = otaUpgrade + deviceManagement + events + profileWide

    /// The command of a name; nil where there is none.
    public init?(named name: String) {
        guard let layout = Self.all.first(where: { $0.name == name }) else { return nil }
        self = layout
    }

    /// The command that a header announces in a cluster; nil where there is none.
    public init?(of header: FrameHeader, in cluster: ClusterIdentifier) {
        let isProfileWide = header.frameType == .profileWide
        let layout = Self.all.first { layout in
            layout.cluster == (isProfileWide ? nil : cluster) && layout.identifier == header.commandIdentifier
                && (isProfileWide || layout.direction == header.direction)
        }
        guard let layout else { return nil }
        self = layout
    }

    /// The rule that lists the profile's commands, or a cluster's; ZCL-3 for a cluster without any.
    static func rule(ofCommands frameType: FrameHeader.FrameType, in cluster: ClusterIdentifier) -> String {
        all.first { $0.cluster == (frameType == .profileWide ? nil : cluster) }?.rule ?? "ZCL-3"
    }

    /// ZCL-1: profile-wide, or the cluster's.
    public var frameType: FrameHeader.FrameType { cluster == nil ? .profileWide : .clusterSpecific }
}
