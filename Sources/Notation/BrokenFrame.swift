import GBCSCodec
public import ZCLCodec

/// IF-1: a frame that does not decode as text for people: each field that can be read against its octets, and a mark
/// below the octet at fault; empty where there is no octet, or the frame decodes.
public func text(
    ofBrokenFrame octets: [UInt8], cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict,
    showsRules: Bool = false
) -> String {
    do throws(WireError) {
        _ = try octets.withOctetView { (view) throws(WireError) in
            try DecodedFrame(view, cluster: cluster, mode: mode)
        }
        return ""
    } catch {
        let frame = FrameFields(octets, cluster: cluster, mode: mode)
        let fault = Fault(
            offset: error.offset, kind: error.kind, name: frame.name(ofFieldAt: error),
            rule: frame.rule(ofFieldAt: error))
        return fault.text(frame.header + frame.fields, of: octets, showsRules: showsRules)
    }
}

/// IF-1: the same of a GBCS message whose envelope does not decode.
public func text(ofBrokenMessage octets: [UInt8], showsRules: Bool = false) -> String {
    do throws(MessageError) {
        try octets.withOctetView { (view) throws(MessageError) in _ = try Message(view) }
        return ""
    } catch {
        let message = MessageFields(octets)
        let fault = Fault(
            offset: error.offset, kind: error.kind, name: message.name(ofFieldAt: error), rule: "GBCS-1")
        return fault.text(message.envelope, of: octets, showsRules: showsRules)
    }
}

/// Where octets go wrong.
private struct Fault {
    let offset: Int
    let kind: WireError.Kind
    /// The field that is about, where there is one.
    let name: String?
    /// The rule that speaks against the octets.
    let rule: String

    func text(_ nodes: [FieldNode], of octets: [UInt8], showsRules: Bool) -> String {
        guard !octets.isEmpty else { return "" }
        let lines = lines(FieldLine.lines(nodes, of: octets), of: octets)
        return FieldLine.table(lines, mark: offset, showsRules: showsRules)
    }

    /// The fields that end before the octet at fault, the one that has it, and what stands behind that, unread.
    private func lines(_ fields: [FieldLine], of octets: [UInt8]) -> [FieldLine] {
        var lines = fields.filter { $0.end <= offset }
        let start = lines.last?.end ?? 0
        if let faulty = fields.first(where: { $0.offset == start && $0.end > offset }) {
            lines.append(faulty)
        } else if kind == .truncated {
            // The octets of a field that are there.
            let part = [UInt8](octets.prefix(offset).dropFirst(start))
            let meaning = part.isEmpty ? "missing" : "the rest is missing"
            lines.append(FieldLine(offset: start, octets: part, name: name ?? "", meaning: meaning, rule: rule))
        } else {
            let rest = [UInt8](octets.dropFirst(start))
            lines.append(
                FieldLine(
                    offset: start, octets: rest, name: name ?? "surplus", meaning: "belongs to no field", rule: rule))
        }
        let end = lines.last?.end ?? 0
        let rest = [UInt8](octets.dropFirst(end))
        return rest.isEmpty ? lines : lines + [FieldLine(offset: end, octets: rest, name: "", meaning: "not read")]
    }
}

extension FieldLine {
    fileprivate var end: Int { offset + octets.count }
}
