import GBCSCodec
import Notation
import OrderedJSON
import ZCLCodec

/// Octets of a text that somebody pastes.
///
/// - Throws: what is wrong with it as hexadecimal, where it is no base64 either.
func octets(fromPasted text: String) throws(NotationError) -> [UInt8] {
    let line = String(decoding: text.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self)
    do throws(NotationError) {
        return try octets(fromHex: line)
    } catch {
        // A word in the wrong place is no base64: that is long, and whole.
        guard line.utf8.count >= 16, let octets = try? octets(fromBase64: line) else { throw error }
        return octets
    }
}

/// What octets say, field by field; of those that do not decode, what can be read, and what is wrong where.
func description(of octets: [UInt8], as kind: OctetKind) -> JSONValue {
    var object = JSONObject()
    object.append("kind", .string(name(of: kind)))
    object.append("count", .count(octets.count))
    object.append("title", .string(title(of: octets, as: kind)))
    if case .message = kind, octets.withOctetView({ (try? Message($0)) != nil }) {
        object.append("summary", .array(summary(ofMessage: octets).map { .string($0) }))
    }
    var problem: NotationError?
    do throws(NotationError) {
        object.append("lines", .array(try EditableLine.lines(of: octets, as: kind).map { json($0) }))
    } catch {
        problem = error
        object.append("lines", .array(brokenLines(of: octets, as: kind).map { json($0) }))
    }
    if case .file = kind {
        let image = octets.withOctetView { ImageDescription($0) }
        problem = image.problem
        object.append(
            "facts",
            .array(
                image.facts.map { name, value in
                    .object([
                        "name": .string(name), "meaning": .string(value),
                        "rule": .string(ImageDescription.rule(of: name)),
                    ])
                }))
    }
    if let problem {
        var details = JSONObject()
        if case .object(let object) = problem.details { details = object }
        if let rule = problem.rule { details.append("rule", .string(rule)) }
        object.append("error", .object(details))
    }
    return .object(object)
}

private func name(of kind: OctetKind) -> String {
    switch kind {
    case .frame: "frame"
    case .message: "message"
    case .file: "file"
    }
}

private func title(of octets: [UInt8], as kind: OctetKind) -> String {
    switch kind {
    case .frame(let cluster, let mode):
        guard let layout = FrameFields(octets, cluster: cluster, mode: mode).layout else { return "ZCL frame" }
        return "ZCL frame: \(layout.title)"
    case .message: return "GBCS message"
    case .file: return "OTA file"
    }
}

private func brokenLines(of octets: [UInt8], as kind: OctetKind) -> [FieldLine] {
    switch kind {
    case .frame(let cluster, let mode): fieldLines(ofBrokenFrame: octets, cluster: cluster, mode: mode)
    case .message: fieldLines(ofBrokenMessage: octets)
    case .file: []
    }
}

private func json(_ line: FieldLine) -> JSONValue {
    json(line, explanation: "", group: "", depth: 0, text: nil)
}

private func json(_ line: EditableLine) -> JSONValue {
    json(line.line, explanation: line.explanation, group: line.group, depth: line.depth, text: line.text)
}

private func json(_ line: FieldLine, explanation: String, group: String, depth: Int, text: String?) -> JSONValue {
    .object(present: [
        "offset": .count(line.offset), "count": .count(line.octets.count), "name": .string(line.name),
        "meaning": .string(line.meaning), "rule": .string(line.rule), "explanation": .string(explanation),
        "group": .string(group), "depth": .count(depth), "text": text.map { .string($0) },
    ])
}
