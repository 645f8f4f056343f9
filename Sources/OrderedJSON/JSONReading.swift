import Foundation

extension JSONValue {
    /// Reads one JSON value from UTF-8 text; throws `invalidValue` where it is none.
    public init(parsing text: String) throws(NotationError) {
        try self.init(parsing: Data(text.utf8))
    }

    /// Reads one JSON value; throws `invalidValue` where it is none.
    init(parsing data: Data) throws(NotationError) {
        guard !data.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D || $0 == 0x0A }) else {
            throw NotationError(.invalidValue, "there is no JSON")
        }
        do {
            self = try JSONDecoder().decode(JSONValue.self, from: data)
        } catch {
            throw NotationError(.invalidValue, "not JSON: \(Self.reason(error))")
        }
    }

    /// What Foundation has to say about an error, which it hides under one or two layers.
    private static func reason(_ error: any Error) -> String {
        guard case DecodingError.dataCorrupted(let context) = error else { return "\(error)" }
        if let underlying = context.underlyingError as NSError?,
            let description = underlying.userInfo["NSDebugDescription"] as? String
        {
            return description
        }
        return context.debugDescription
    }
}

extension JSONValue: Decodable {
    /// Decodes any value; the order of an object's keys is lost, they come sorted.
    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: AnyKey.self) {
            var object = JSONObject()
            for key in container.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) {
                object.append(key.stringValue, try container.decode(JSONValue.self, forKey: key))
            }
            self = .object(object)
        } else if var container = try? decoder.unkeyedContainer() {
            var values: [JSONValue] = []
            while !container.isAtEnd { values.append(try container.decode(JSONValue.self)) }
            self = .array(values)
        } else {
            self = try JSONValue(scalarFrom: try decoder.singleValueContainer())
        }
    }

    private init(scalarFrom container: any SingleValueDecodingContainer) throws {
        if let value = try? container.decode(UInt64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .boolean(value)
        } else if container.decodeNil() {
            self = .null
        } else {
            self = .number(try container.decode(Double.self))
        }
    }

    private struct AnyKey: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
