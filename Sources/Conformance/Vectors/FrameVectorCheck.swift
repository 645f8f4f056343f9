import Notation
import OrderedJSON
import ZCLCodec

/// IF-4: what a vector of type `frame`, in a cluster, expects and does not get, one message a slip.
func checkFrame(_ vector: Vector, _ cluster: ClusterIdentifier) -> [String] {
    let (frame, slips) = vectorOctets(vector, "frame")
    guard slips.isEmpty else { return slips }
    let strict: Decoding = { (octets) throws(NotationError) in try json(ofFrame: octets, cluster: cluster) }
    let lenient: Decoding = { (octets) throws(NotationError) in
        try json(ofFrame: octets, cluster: cluster, mode: .lenient)
    }
    switch vector.result {
    case .valid:
        return checkDecoding(frame, cluster, .strict, vector) + checkDecoding(frame, cluster, .lenient, vector)
            + checkEncoding(frame, cluster, vector)
            + checkPrefixes(frame, complete: recordBoundaries(frame, cluster), strict)
    case .lenient: return checkRefusal(frame, vector, strict) + checkDecoding(frame, cluster, .lenient, vector)
    case .invalid: return checkRefusal(frame, vector, strict) + checkRefusal(frame, vector, lenient)
    }
}

/// What deviates has a name, and the surplus is as expected.
private func checkDecoding(
    _ frame: [UInt8], _ cluster: ClusterIdentifier, _ mode: DecodingMode, _ vector: Vector
) -> [String] {
    guard case .object(var expected)? = vector.frameJSON else { return ["there are no fields"] }
    if let surplus = vector.text("surplus") { expected.append("surplus", .string(surplus)) }
    if vector.result == .lenient { expected.append("deviations", .null) }
    let decode: Decoding = { (octets) throws(NotationError) in
        try json(ofFrame: octets, cluster: cluster, mode: mode)
    }
    let lines = { (octets: [UInt8]) throws(NotationError) in
        try fieldLines(ofFrame: octets, cluster: cluster, mode: mode)
    }
    return checkDecoding(frame, to: .object(expected), decode, lines) { json in
        // Which names there are, the vectors do not say.
        guard case .object(var object) = json, object.remove("deviations") != nil else { return json }
        object.append("deviations", .null)
        return .object(object)
    }
}

/// Encoding gives exactly the frame, from its JSON and from itself, and writes nothing where there is no room.
private func checkEncoding(_ frame: [UInt8], _ cluster: ClusterIdentifier, _ vector: Vector) -> [String] {
    guard let json = vector.frameJSON else { return [] }
    var slips = checkEncoding(frame, from: json, frameOctets)
    frame.withOctetView { view in
        guard let decoded = try? Frame(view, cluster: cluster) else { return }
        let tail = view[decoded.tail]
        slips += checkWriting(frame) { _ = decoded.encode(tail: tail, into: &$0) }
        var tight = [UInt8](repeating: 0xA5, count: frame.count - 1)
        let isWritten = tight.withByteWriter { decoded.encode(tail: tail, into: &$0) }
        if isWritten || tight.contains(where: { $0 != 0xA5 }) {
            slips.append("writes into a buffer that is an octet too small")
        }
    }
    return slips
}

/// A list without a number of records is complete after each record, and says nowhere how many there are.
private func recordBoundaries(_ frame: [UInt8], _ cluster: ClusterIdentifier) -> [Int] {
    guard let list = FrameFields(frame, cluster: cluster).fields.last, case .list(let count, _) = list.layout.kind,
        case .records(let records) = list.value
    else { return [] }
    var boundaries = [list.offset]
    for record in records { boundaries.append(record.reduce(boundaries.last ?? 0) { $0 + $1.count }) }
    switch count {
    case .counted: return []
    // GBCS-6: so is one whose number is 0.
    case .countedOrRest(let name):
        return FrameFields(frame, cluster: cluster).fields.number(name) == 0 ? boundaries : []
    case .rest: return boundaries
    // Its empty list is not empty: it has an octet that says SUCCESS.
    case .restOrSuccess: return [Int](boundaries.dropFirst())
    }
}
