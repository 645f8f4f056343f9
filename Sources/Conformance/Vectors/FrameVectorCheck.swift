import Notation
import OrderedJSON
import ZCLCodec

/// Every octet behind an encoded frame keeps this value: an encoder that writes too far is seen.
private let sentinel: UInt8 = 0xA5

/// IF-4: what a vector of type `frame`, in a cluster, expects and does not get, one message a slip.
func checkFrame(_ vector: Vector, _ cluster: ClusterIdentifier) -> [String] {
    guard let text = vector.frame else { return ["there is no frame"] }
    let frame: [UInt8]
    do throws(NotationError) {
        frame = try octets(fromHex: text)
    } catch {
        return ["the frame is no hexadecimal: \(error)"]
    }
    switch vector.result {
    case .valid:
        return checkDecoding(frame, cluster, .strict, vector) + checkDecoding(frame, cluster, .lenient, vector)
            + checkEncoding(frame, cluster, vector) + checkPrefixes(frame, cluster)
    case .lenient:
        return checkRefusal(frame, cluster, .strict, vector) + checkDecoding(frame, cluster, .lenient, vector)
    case .invalid:
        return checkRefusal(frame, cluster, .strict, vector) + checkRefusal(frame, cluster, .lenient, vector)
    }
}

private func checkDecoding(
    _ frame: [UInt8], _ cluster: ClusterIdentifier, _ mode: DecodingMode, _ vector: Vector
) -> [String] {
    guard case .object(let expected)? = vector.frameJSON else { return ["there are no fields"] }
    do throws(NotationError) {
        guard case .object(var decoded) = try json(ofFrame: frame, cluster: cluster, mode: mode) else {
            return ["no object"]
        }
        var slips: [String] = []
        let deviations = decoded.remove("deviations")
        if (deviations != nil) != (vector.result == .lenient) {
            slips.append("deviations are \(deviations?.text ?? "none")")
        }
        let surplus = decoded.remove("surplus")
        let expectedSurplus = vector.surplus.map(JSONValue.string)
        if surplus != expectedSurplus {
            slips.append("surplus \(surplus?.text ?? "none") in place of \(expectedSurplus?.text ?? "none")")
        }
        if decoded != expected {
            slips.append("decodes to \(JSONValue.object(decoded).text) in place of \(JSONValue.object(expected).text)")
        }
        let lines = try fieldLines(ofFrame: frame, cluster: cluster, mode: mode)
        if lines.flatMap(\.octets) != frame { slips.append("the text form does not cover every octet") }
        return slips
    } catch {
        return ["does not decode: \(error)"]
    }
}

private func checkRefusal(
    _ frame: [UInt8], _ cluster: ClusterIdentifier, _ mode: DecodingMode, _ vector: Vector
) -> [String] {
    guard let expected = vector.error else { return ["there is no error"] }
    do throws(NotationError) {
        return [
            "decodes to \(try json(ofFrame: frame, cluster: cluster, mode: mode).text) in place of \(expected.kind)"
        ]
    } catch {
        guard error.kind.rawValue != expected.kind || error.offset != expected.offset else { return [] }
        return ["\(error) in place of \(expected.kind) at offset \(expected.offset)"]
    }
}

/// Encoding gives exactly the frame, leaves the octets behind it alone, and writes nothing where there is no room.
private func checkEncoding(_ frame: [UInt8], _ cluster: ClusterIdentifier, _ vector: Vector) -> [String] {
    guard let json = vector.frameJSON else { return [] }
    var slips: [String] = []
    do throws(NotationError) {
        let encoded = try frameOctets(fromJSON: json)
        if encoded != frame { slips.append("encodes to \(hex(encoded)) in place of \(hex(frame))") }
    } catch {
        slips.append("does not encode: \(error)")
    }
    frame.withOctetView { view in
        guard let decoded = try? Frame(view, cluster: cluster) else { return }
        var buffer = [UInt8](repeating: sentinel, count: frame.count + 16)
        let isWritten = buffer.withByteWriter { decoded.encode(into: &$0) }
        if !isWritten || buffer != frame + [UInt8](repeating: sentinel, count: 16) {
            slips.append("encodes into a buffer as \(hex(buffer))")
        }
        var tight = [UInt8](repeating: sentinel, count: frame.count - 1)
        let isTightWritten = tight.withByteWriter { decoded.encode(into: &$0) }
        if isTightWritten || tight.contains(where: { $0 != sentinel }) {
            slips.append("writes into a buffer that is an octet too small")
        }
    }
    return slips
}

/// Every strict prefix of a valid frame is truncated at its own end, but for a list without a number of records:
/// that is complete behind each record, and says nowhere how many there are.
private func checkPrefixes(_ frame: [UInt8], _ cluster: ClusterIdentifier) -> [String] {
    let complete = recordBoundaries(frame, cluster)
    var slips: [String] = []
    for count in 0..<frame.count {
        do throws(NotationError) {
            _ = try json(ofFrame: [UInt8](frame.prefix(count)), cluster: cluster)
            if !complete.contains(count) { slips.append("its first \(count) octets decode") }
        } catch {
            if complete.contains(count) {
                slips.append("its first \(count) octets, which end with a record: \(error)")
            } else if error.kind != .truncated || error.offset != count {
                slips.append("its first \(count) octets: \(error) in place of truncated at offset \(count)")
            }
        }
    }
    return slips
}

private func recordBoundaries(_ frame: [UInt8], _ cluster: ClusterIdentifier) -> [Int] {
    frame.withOctetView { view in
        guard let decoded = try? Frame(view, cluster: cluster) else { return [] }
        let start = decoded.header.encodedSize
        switch decoded.command {
        case .readAttributes(let list): return boundaries(list.map(\.encodedSize), from: start)
        case .readAttributesResponse(let list): return boundaries(list.map(\.encodedSize), from: start)
        case .writeAttributes(let list): return boundaries(list.map(\.encodedSize), from: start)
        case .reportEventConfiguration(let command):
            return boundaries(command.events.map(\.encodedSize), from: start + 2)
        // Its empty list is not empty: it has an octet that says SUCCESS.
        case .writeAttributesResponse(.failures(let list)):
            return [Int](boundaries(list.map(\.encodedSize), from: start).dropFirst())
        default: return []
        }
    }
}

private func boundaries(_ sizes: [Int], from start: Int) -> [Int] {
    var boundaries = [start]
    for size in sizes { boundaries.append((boundaries.last ?? start) + size) }
    return boundaries
}
