import TestSupport
import Testing
import ZCLCodec
import ZCLNode

extension OutgoingFrame {
    /// What goes on the air.
    var wire: Octets { Octets([UInt8](capacity: Frame.maximumSize) { writer in encode(into: &writer) }) }
}

/// Why a frame is not handed on, or nil where it is.
func refusal(
    of octets: Octets, cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict,
    _ refusal: (FrameHeader) -> Status? = { $0.refusal(isClusterSupported: true) }
) -> FrameRefusal? {
    octets.array.withOctetView { view in
        do throws(FrameRefusal) {
            _ = try Frame(view, cluster: cluster, mode: mode, refusal: refusal)
            return nil
        } catch {
            return error
        }
    }
}

/// The Default Response that a node sends to a frame of which it has this to say; nil for none.
func defaultResponse(to octets: Octets, _ status: Status, isBroadcast: Bool = false) throws -> Octets? {
    ReceivedFrame(header: try header(octets), cluster: .otaUpgrade, sender: 7, isBroadcast: isBroadcast)
        .defaultResponse(status)?.wire
}

/// The Default Response to a frame that is refused or malformed; nil where it is neither, or is not answered.
func answer(
    to octets: Octets, cluster: ClusterIdentifier = .otaUpgrade, isClusterSupported: Bool = true,
    isBroadcast: Bool = false
) -> Octets? {
    func respond(_ header: FrameHeader, _ status: Status) -> Octets? {
        ReceivedFrame(header: header, cluster: cluster, sender: 7, isBroadcast: isBroadcast)
            .defaultResponse(status)?.wire
    }
    switch refusal(of: octets, cluster: cluster, { $0.refusal(isClusterSupported: isClusterSupported) }) {
    case nil, .withoutHeader: return nil
    case .refused(let header, let status), .malformed(let header, _, let status): return respond(header, status)
    }
}

/// The header of a frame.
func header(_ octets: Octets) throws -> FrameHeader {
    try octets.array.withOctetView { (view) throws(WireError) -> FrameHeader in
        var reader = ByteReader(view)
        return try FrameHeader(parsing: &reader)
    }
}
