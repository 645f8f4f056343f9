public import ZCLCodec

/// OTA-2, IF-1: a frame that does not decode as text for people: each field that can be read against its octets, and a
/// mark below the octet at fault; empty where there is no octet, or the frame decodes.
public func text(
    ofBrokenFrame octets: [UInt8], cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict
) -> String {
    do throws(WireError) {
        _ = try octets.withOctetView { (view) throws(WireError) in
            try DecodedFrame(view, cluster: cluster, mode: mode)
        }
        return ""
    } catch {
        let frame = FrameFields(octets, cluster: cluster, mode: mode)
        let fields = FieldLine.lines(frame.header + frame.fields, of: octets)
        let name = frame.name(ofFieldAt: error)
        return octets.isEmpty
            ? "" : FieldLine.table(FieldLine.lines(fields, of: octets, upTo: error, name), mark: error.offset)
    }
}

extension FieldLine {
    /// The fields that end before the octet at fault, the one that has it, and what stands behind that, unread.
    fileprivate static func lines(
        _ fields: [FieldLine], of octets: [UInt8], upTo error: WireError, _ name: String?
    ) -> [FieldLine] {
        var lines = fields.filter { $0.end <= error.offset }
        let start = lines.last?.end ?? 0
        if let fault = fields.first(where: { $0.offset == start && $0.end > error.offset }) {
            lines.append(fault)
        } else {
            // A field whose octets are not all there, or octets that belong to none.
            let isCut = error.kind == .truncated
            lines.append(
                FieldLine(
                    offset: start, octets: [UInt8](octets.dropFirst(start)),
                    name: name ?? (isCut ? "" : "surplus"),
                    meaning: !isCut ? "after the payload" : start < octets.count ? "the rest is missing" : "missing"))
        }
        let end = lines.last?.end ?? 0
        let rest = [UInt8](octets.dropFirst(end))
        return rest.isEmpty ? lines : lines + [FieldLine(offset: end, octets: rest, name: "", meaning: "not read")]
    }

    private var end: Int { offset + octets.count }
}
