import GBCSCodec
import OrderedJSON
import ZCLCodec

extension JSONFields {
    /// Takes true or false, which must be there.
    mutating func truth(_ key: String) throws(NotationError) -> Bool {
        let json = try value(key)
        guard case .boolean(let value) = json else {
            throw wrong(key, "\(json.typeName) stands in place of a boolean")
        }
        return value
    }

    /// IF-3: takes a number as so many hexadecimal digits as its type holds.
    mutating func hexNumber<Value: FixedWidthInteger & UnsignedInteger>(_ key: String) throws(NotationError) -> Value {
        let text = try string(key)
        let digits = Value.bitWidth / 4
        guard text.utf8.count == digits, text.allSatisfy(\.isHexDigit), let value = Value(text, radix: 16) else {
            throw wrong(key, "\"\(text)\" is not \(digits) hexadecimal digits")
        }
        return value
    }

    /// IF-3: takes a date-time or a MAC.
    mutating func twelveOctets(_ key: String) throws(NotationError) -> TwelveOctets {
        let octets = try octets(key)
        guard let value = TwelveOctets(octets) else { throw wrong(key, "\(octets.count) octets are not 12") }
        return value
    }

    /// IF-3: takes the SHA-256 of an image.
    mutating func imageHash(_ key: String) throws(NotationError) -> ImageHash {
        let octets = try octets(key)
        guard let hash = ImageHash(octets) else { throw wrong(key, "\(octets.count) octets are not 32") }
        return hash
    }

    /// GBCS-4: takes a time as `20150101000000Z`.
    mutating func generalizedTime(_ key: String) throws(NotationError) -> GeneralizedTime {
        let text = try string(key)
        guard let time = GeneralizedTime(text) else {
            throw wrong(key, "\"\(text)\" is no time such as 20150101000000Z")
        }
        return time
    }

    /// IF-3: takes a name that follows from a number beside it; it may be missing, and may not be another.
    mutating func checkName(_ key: String, is name: String?) throws(NotationError) {
        guard has(key) else { return }
        guard let name else { throw wrong(key, "has no place here, the code has no name") }
        let text = try string(key)
        guard text == name else { throw wrong(key, "\"\(text)\" stands in place of \"\(name)\"") }
    }
}
