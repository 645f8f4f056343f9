import GBCSCodec
import Notation
import OrderedJSON
import ZCLCodec

/// IF-4: what a vector of type `gbcsMessage` expects and does not get, one message a slip.
func checkMessage(_ vector: Vector) -> [String] {
    let (message, slips) = vectorOctets(vector, "message")
    guard slips.isEmpty else { return slips }
    let decode: Decoding = { (octets) throws(NotationError) in try json(ofMessage: octets) }
    switch vector.result {
    case .valid:
        guard let expected = vector.json("json") else { return ["there is no json"] }
        return checkDecoding(message, to: expected, decode, fieldLines(ofMessage:)) { $0.withoutErrorMessage }
            + checkEncoding(message, expected) + checkPrefixes(message, complete: contentEnd(message), decode)
    case .invalid: return checkRefusal(message, vector, decode)
    case .lenient: return ["a message is valid or invalid"]
    }
}

/// Encoding gives exactly the message, from its JSON and from itself.
private func checkEncoding(_ message: [UInt8], _ json: JSONValue) -> [String] {
    var slips = checkEncoding(message, from: json, messageOctets(fromJSON:))
    message.withOctetView { view in
        guard let decoded = try? Message(view) else { return }
        let parts = MessageParts(decoded, in: view)
        let size = decoded.encodedSize(parts)
        guard size == message.count else {
            slips.append("says that it takes \(size) octets, not \(message.count)")
            return
        }
        slips += checkWriting(message) { decoded.encode(parts, into: &$0) }
    }
    return slips
}

/// GBCS-1: a message without MAC header that is cut after its content is a Pre-Command.
private func contentEnd(_ message: [UInt8]) -> [Int] {
    let envelope = MessageFields(message).envelope
    guard envelope.first?.name != "macHeader", let content = envelope.first(where: { $0.name == "content" }) else {
        return []
    }
    return [content.offset + content.count]
}

extension JSONValue {
    /// IF-3: the message of a content's error is for people; its kind and offset count.
    var withoutErrorMessage: JSONValue {
        replacing("content") { content in
            content.replacing("error") { error in
                guard case .object(var object) = error else { return error }
                _ = object.remove("message")
                return .object(object)
            }
        }
    }

    /// The object with the value of a key put through `change`, where there is the key.
    private func replacing(_ key: String, _ change: (JSONValue) -> JSONValue) -> JSONValue {
        guard case .object(let object) = self else { return self }
        return .object(
            JSONObject(object.members.map { $0.key == key ? .init(key: key, value: change($0.value)) : $0 }))
    }
}
