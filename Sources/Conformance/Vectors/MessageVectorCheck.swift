import GBCSCodec
import Notation
import OrderedJSON
import ZCLCodec

/// Every octet behind an encoded message keeps this value: an encoder that writes too far is seen.
private let sentinel: UInt8 = 0xA5

/// IF-4: what a vector of type `gbcsMessage` expects and does not get, one message a slip.
func checkMessage(_ vector: Vector) -> [String] {
    guard let text = vector.message else { return ["there is no message"] }
    let message: [UInt8]
    do throws(NotationError) {
        message = try octets(fromHex: text)
    } catch {
        return ["the message is no hexadecimal: \(error)"]
    }
    switch vector.result {
    case .valid:
        return checkDecoding(message, vector) + checkEncoding(message, vector) + checkPrefixes(message)
    case .invalid: return checkRefusal(message, vector)
    case .lenient: return ["a message is valid or invalid"]
    }
}

private func checkDecoding(_ message: [UInt8], _ vector: Vector) -> [String] {
    guard let expected = vector.json else { return ["there is no json"] }
    do throws(NotationError) {
        let decoded = try json(ofMessage: message)
        var slips: [String] = []
        if decoded.withoutErrorMessage != expected.withoutErrorMessage {
            slips.append("decodes to \(decoded.text) in place of \(expected.text)")
        }
        if try fieldLines(ofMessage: message).flatMap(\.octets) != message {
            slips.append("the text form does not cover every octet")
        }
        return slips
    } catch {
        return ["does not decode: \(error)"]
    }
}

/// Encoding gives exactly the message, from its JSON and from itself, and leaves the octets behind it alone.
private func checkEncoding(_ message: [UInt8], _ vector: Vector) -> [String] {
    guard let json = vector.json else { return [] }
    var slips: [String] = []
    do throws(NotationError) {
        let encoded = try messageOctets(fromJSON: json)
        if encoded != message { slips.append("encodes to \(hex(encoded)) in place of \(hex(message))") }
    } catch {
        slips.append("does not encode: \(error)")
    }
    message.withOctetView { view in
        guard let decoded = try? Message(view) else { return }
        guard decoded.encodedSize == message.count else {
            slips.append("says that it takes \(decoded.encodedSize) octets, not \(message.count)")
            return
        }
        var buffer = [UInt8](repeating: sentinel, count: message.count + 16)
        buffer.withByteWriter { decoded.encode(into: &$0) }
        if buffer != message + [UInt8](repeating: sentinel, count: 16) {
            slips.append("encodes into a buffer as \(hex(buffer))")
        }
    }
    return slips
}

private func checkRefusal(_ message: [UInt8], _ vector: Vector) -> [String] {
    guard let expected = vector.error else { return ["there is no error"] }
    do throws(NotationError) {
        return ["decodes to \(try json(ofMessage: message).text) in place of \(expected.kind)"]
    } catch {
        guard error.kind.rawValue != expected.kind || error.offset != expected.offset else { return [] }
        return ["\(error) in place of \(expected.kind) at offset \(expected.offset)"]
    }
}

/// GBCS-1: every strict prefix of a message is truncated at its own end, but for a message without MAC header that
/// is cut behind its content: that is a Pre-Command.
private func checkPrefixes(_ message: [UInt8]) -> [String] {
    let contentEnd: Int? = message.withOctetView { view in
        guard let decoded = try? Message(view) else { return nil }
        if case .authenticated = decoded.protection { return nil }
        return decoded.contentOffset + decoded.content.count
    }
    var slips: [String] = []
    for count in 0..<message.count {
        do throws(NotationError) {
            _ = try json(ofMessage: [UInt8](message.prefix(count)))
            if count != contentEnd { slips.append("its first \(count) octets decode") }
        } catch {
            if count == contentEnd {
                slips.append("its first \(count) octets, a Pre-Command: \(error)")
            } else if error.kind != .truncated || error.offset != count {
                slips.append("its first \(count) octets: \(error) in place of truncated at offset \(count)")
            }
        }
    }
    return slips
}

extension JSONValue {
    /// IF-3: the message of a content's error is for people; its kind and offset count.
    fileprivate var withoutErrorMessage: JSONValue {
        guard case .object(let message) = self else { return self }
        return .object(
            message.replacing("content") { value in
                guard case .object(let content) = value else { return value }
                return .object(
                    content.replacing("error") { value in
                        guard case .object(var error) = value else { return value }
                        _ = error.remove("message")
                        return .object(error)
                    })
            })
    }
}

extension JSONObject {
    /// The object with the value of a key put through `change`, where there is the key.
    fileprivate func replacing(_ key: String, _ change: (JSONValue) -> JSONValue) -> JSONObject {
        JSONObject(members.map { $0.key == key ? Member(key: key, value: change($0.value)) : $0 })
    }
}
