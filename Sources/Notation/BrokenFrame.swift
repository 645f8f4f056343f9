import GBCSCodec
public import ZCLCodec

/// IF-1: a frame that does not decode as text for people: each field that can be read against its octets, and a mark
/// below the octet at fault; empty where there is no octet, or the frame decodes.
public func text(
    ofBrokenFrame octets: [UInt8], cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict,
    showsRules: Bool = false
) -> String {
    fault(ofFrame: octets, cluster, mode)?.text(octets, showsRules: showsRules) ?? ""
}

/// IF-1: a frame that does not decode as far as it can be read: the fields, then the octets at fault, then what is not
/// read; empty where the frame decodes.
public func fieldLines(
    ofBrokenFrame octets: [UInt8], cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict
) -> [FieldLine] {
    fault(ofFrame: octets, cluster, mode)?.lines(of: octets) ?? []
}

private func fault(ofFrame octets: [UInt8], _ cluster: ClusterIdentifier, _ mode: DecodingMode) -> Fault? {
    do throws(WireError) {
        _ = try octets.withOctetView { (view) throws(WireError) in
            try DecodedFrame(view, cluster: cluster, mode: mode)
        }
        return nil
    } catch {
        let frame = FrameFields(octets, cluster: cluster, mode: mode)
        return Fault(
            offset: error.offset, kind: error.kind, name: frame.name(ofFieldAt: error),
            rule: frame.rule(ofFieldAt: error), nodes: frame.header + frame.fields)
    }
}

/// IF-1: the same of a GBCS message whose envelope does not decode.
public func text(ofBrokenMessage octets: [UInt8], showsRules: Bool = false) -> String {
    fault(ofMessage: octets)?.text(octets, showsRules: showsRules) ?? ""
}

/// IF-1: the same of a message whose envelope does not decode, in lines.
public func fieldLines(ofBrokenMessage octets: [UInt8]) -> [FieldLine] {
    fault(ofMessage: octets)?.lines(of: octets) ?? []
}

private func fault(ofMessage octets: [UInt8]) -> Fault? {
    do throws(MessageError) {
        try octets.withOctetView { (view) throws(MessageError) in _ = try Message(view) }
        return nil
    } catch {
        let message = MessageFields(octets)
        return Fault(
            offset: error.offset, kind: error.kind, name: message.name(ofFieldAt: error), rule: "GBCS-1",
            nodes: message.envelope)
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
    /// The fields that can be read.
    let nodes: [FieldNode]

    func text(_ octets: [UInt8], showsRules: Bool) -> String {
        guard !octets.isEmpty else { return "" }
        return FieldLine.table(lines(of: octets), mark: offset, showsRules: showsRules)
    }

    /// The fields that end before the octet at fault, the one that has it, and what follows that, unread.
    func lines(of octets: [UInt8]) -> [FieldLine] {
        let fields = FieldLine.lines(nodes, of: octets)
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
