import Notation
import OrderedJSON
import ZCLCodec

/// Decodes octets to JSON.
typealias Decoding = ([UInt8]) throws(NotationError) -> JSONValue

/// The octets of a vector, or why there are none.
func vectorOctets(_ vector: Vector, _ name: String) -> (octets: [UInt8], slips: [String]) {
    guard let text = vector.text(name) else { return ([], ["there is no \(name)"]) }
    do throws(NotationError) {
        return (try octets(fromHex: text), [])
    } catch {
        return ([], ["the \(name) is no hexadecimal: \(error)"])
    }
}

/// Octets decode to the JSON, or to what `essence` leaves of it, and the lines of their text form cover every octet.
func checkDecoding(
    _ octets: [UInt8], to expected: JSONValue, _ decode: Decoding,
    _ lines: ([UInt8]) throws(NotationError) -> [FieldLine], essence: (JSONValue) -> JSONValue
) -> [String] {
    do throws(NotationError) {
        let decoded = try decode(octets)
        let isCovered = try lines(octets).flatMap(\.octets) == octets
        return
            (essence(decoded) == essence(expected)
            ? [] : ["decodes to \(decoded.text) in place of \(expected.text)"])
            + (isCovered ? [] : ["the text form does not cover every octet"])
    } catch {
        return ["does not decode: \(error)"]
    }
}

/// Octets that do not decode: kind and offset are as expected.
func checkRefusal(_ octets: [UInt8], _ vector: Vector, _ decode: Decoding) -> [String] {
    guard let expected = vector.error else { return ["there is no error"] }
    do throws(NotationError) {
        return ["decodes to \(try decode(octets).text) in place of \(expected.kind)"]
    } catch {
        guard error.kind.rawValue != expected.kind || error.offset != expected.offset else { return [] }
        return ["\(error) in place of \(expected.kind) at offset \(expected.offset)"]
    }
}

/// JSON encodes to exactly these octets.
func checkEncoding(
    _ octets: [UInt8], from json: JSONValue, _ encode: (JSONValue) throws(NotationError) -> [UInt8]
) -> [String] {
    do throws(NotationError) {
        let encoded = try encode(json)
        return encoded == octets ? [] : ["encodes to \(hex(encoded)) in place of \(hex(octets))"]
    } catch {
        return ["does not encode: \(error)"]
    }
}

/// A value writes exactly its octets into a buffer, and leaves those after them alone.
func checkWriting(_ octets: [UInt8], _ write: (inout ByteWriter) -> Void) -> [String] {
    let sentinel = [UInt8](repeating: 0xA5, count: 16)
    var buffer = [UInt8](repeating: 0xA5, count: octets.count) + sentinel
    buffer.withByteWriter(write)
    return buffer == octets + sentinel ? [] : ["encodes into a buffer as \(hex(buffer))"]
}

/// Every strict prefix of valid octets is truncated at its own end, but for those that are complete.
func checkPrefixes(_ octets: [UInt8], complete: [Int], _ decode: Decoding) -> [String] {
    var slips: [String] = []
    for count in 0..<octets.count {
        do throws(NotationError) {
            _ = try decode([UInt8](octets.prefix(count)))
            if !complete.contains(count) { slips.append("its first \(count) octets decode") }
        } catch {
            if complete.contains(count) {
                slips.append("its first \(count) octets, which are complete: \(error)")
            } else if error.kind != .truncated || error.offset != count {
                slips.append("its first \(count) octets: \(error) in place of truncated at offset \(count)")
            }
        }
    }
    return slips
}
