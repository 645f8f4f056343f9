import HANModel
import OrderedJSON
import ZCLCodec

extension JSONFields {
    /// Takes a number that may be missing.
    mutating func read<Value: FixedWidthInteger & UnsignedInteger>(
        _ key: String, into value: inout Value
    ) throws(NotationError) {
        value = try optionalInteger(key) ?? value
    }

    /// Takes a count that may be missing.
    mutating func read(_ key: String, into value: inout Int) throws(NotationError) {
        value = try optionalInteger(key, as: UInt32.self).map { Int($0) } ?? value
    }

    /// Takes a truth value that may be missing.
    mutating func read(_ key: String, into value: inout Bool) throws(NotationError) {
        value = try optionalBoolean(key) ?? value
    }

    /// Takes a truth value that may be missing.
    mutating func optionalBoolean(_ key: String) throws(NotationError) -> Bool? {
        has(key) ? try boolean(key) : nil
    }

    /// Takes the mode of decoding, which may be missing.
    mutating func read(_ key: String, into value: inout DecodingMode) throws(NotationError) {
        value = try choice(key, ["strict": .strict, "lenient": .lenient], else: value)
    }

    /// Takes one of some names, which may be missing where there is a value for that.
    mutating func choice<Value>(
        _ key: String, _ values: KeyValuePairs<String, Value>, else missing: Value? = nil
    ) throws(NotationError) -> Value {
        if let missing, !has(key) { return missing }
        let name = try string(key)
        guard let value = values.first(where: { $0.key == name })?.value else {
            let names = values.map(\.key).joined(separator: ", ")
            throw wrong(key, "\"\(name)\" is none of \(names)")
        }
        return value
    }

    /// Takes who stands at the other end: one of those that have names, or a device.
    mutating func addressee(
        _ key: String, _ names: KeyValuePairs<String, Output.Addressee>
    ) throws(NotationError) -> Output.Addressee {
        let name = try string(key)
        if let known = names.first(where: { $0.key == name })?.value { return known }
        guard let device = EUI64(name) else {
            let list = names.map(\.key).joined(separator: " nor ")
            throw wrong(key, "\"\(name)\" is neither \(list) nor an EUI-64")
        }
        return .device(device)
    }

    /// Takes what a device is.
    mutating func deviceType() throws(NotationError) -> DeviceType {
        let name = try string("type")
        guard let type = DeviceType(rawValue: name) else { throw wrong("type", "\"\(name)\" is no type of device") }
        return type
    }
}
