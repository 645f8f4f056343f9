// A program in Embedded Swift reads no JSON: there is no Foundation.
#if !hasFeature(Embedded)
    import Foundation
    import ZCLCodec

    extension JSONValue {
        /// The deepest that arrays and objects may lie in one another: far more than anything here has.
        public static let maximumDepth = 128

        /// Reads one JSON value from UTF-8 text, in time that grows with its length.
        ///
        /// - Throws: `invalidValue` with line and column where it is none, where it is deeper than ``maximumDepth``, and
        ///   where an object has a key twice.
        public init(parsing text: String) throws(NotationError) {
            var reader = JSONReader(text)
            self = try reader.document()
        }
    }

    /// One walk over the octets of a JSON text. Foundation's decoder knows no position, takes a key twice, and needs time
    /// that grows with the square of the depth.
    private struct JSONReader {
        private let octets: [UInt8]
        private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        private var position = 0
        private var depth = 0

        init(_ text: String) {
            octets = Array(text.utf8)
            // A byte order mark, which some editors put first.
            if octets.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        }

        mutating func document() throws(NotationError) -> JSONValue {
            guard next() != nil else { throw NotationError(.invalidValue, "there is no JSON") }
            let value = try value()
            guard next() == nil else { throw wrong("something follows the value") }
            return value
        }

        /// Skips white space; nil at the end.
        private mutating func next() -> UInt8? {
            while position < octets.count, [0x20, 0x09, 0x0A, 0x0D].contains(octets[position]) { position += 1 }
            return current
        }

        private var current: UInt8? { position < octets.count ? octets[position] : nil }

        /// Takes a character where it stands, after white space.
        private mutating func take(_ character: Character) -> Bool {
            guard next() == character.asciiValue else { return false }
            position += 1
            return true
        }

        private func wrong(_ reason: String, at offset: Int? = nil) -> NotationError {
            let before = octets[..<(offset ?? position)]
            let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
            let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
            // Octets that go on a character of UTF-8 are 10xxxxxx.
            let column = before[start...].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
            return NotationError(.invalidValue, "JSON, line \(line), column \(column): \(reason)")
        }

        private mutating func value() throws(NotationError) -> JSONValue {
            switch next() {
            case UInt8(ascii: "{"): return try nested { reader throws(NotationError) in try reader.object() }
            case UInt8(ascii: "["): return try nested { reader throws(NotationError) in try reader.array() }
            case UInt8(ascii: "\""): return .string(try string())
            case nil: throw wrong("a value is missing")
            case let octet? where octet == UInt8(ascii: "-") || Self.digits.contains(octet): return try number()
            default: return try word()
            }
        }

        private mutating func nested(
            _ body: (inout JSONReader) throws(NotationError) -> JSONValue
        ) throws(NotationError) -> JSONValue {
            guard depth < JSONValue.maximumDepth else {
                throw wrong("more than \(JSONValue.maximumDepth) arrays and objects lie in one another")
            }
            depth += 1
            position += 1
            let value = try body(&self)
            depth -= 1
            return value
        }

        private mutating func array() throws(NotationError) -> JSONValue {
            var values: [JSONValue] = []
            guard !take("]") else { return .array(values) }
            repeat { values.append(try value()) } while take(",")
            guard take("]") else { throw wrong("',' or ']' is missing") }
            return .array(values)
        }

        private mutating func object() throws(NotationError) -> JSONValue {
            var object = JSONObject()
            var keys: Set<String> = []
            guard !take("}") else { return .object(object) }
            repeat {
                guard next() == UInt8(ascii: "\"") else { throw wrong("a key in quotation marks is missing") }
                let start = position
                let key = try string()
                guard keys.insert(key).inserted else { throw wrong("the key \(quoted(key)) stands twice", at: start) }
                guard take(":") else { throw wrong("':' is missing") }
                object.append(key, try value())
            } while take(",")
            guard take("}") else { throw wrong("',' or '}' is missing") }
            return .object(object)
        }

        private mutating func string() throws(NotationError) -> String {
            let start = position
            var hasEscapes = false
            position += 1
            while let octet = current, octet != UInt8(ascii: "\"") {
                guard octet >= 0x20 else { throw wrong("a control character stands in a string") }
                if octet == UInt8(ascii: "\\") {
                    hasEscapes = true
                    position += 1
                }
                position += 1
            }
            guard current != nil else { throw wrong("the string that begins here does not end", at: start) }
            position += 1
            guard hasEscapes else { return String(decoding: octets[(start + 1)..<(position - 1)], as: UTF8.self) }
            do {
                return try JSONDecoder().decode(String.self, from: Data(octets[start..<position]))
            } catch {
                throw wrong("the string has an escape that JSON does not know", at: start)
            }
        }

        private mutating func digits() -> Bool {
            let start = position
            while let octet = current, Self.digits.contains(octet) { position += 1 }
            return position > start
        }

        private mutating func number() throws(NotationError) -> JSONValue {
            let start = position
            if current == UInt8(ascii: "-") { position += 1 }
            let isZero = current == UInt8(ascii: "0")
            if isZero { position += 1 }
            var isGood = isZero || digits()
            if current == UInt8(ascii: ".") {
                position += 1
                isGood = digits() && isGood
            }
            if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
                position += 1
                if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
                isGood = digits() && isGood
            }
            let text = String(decoding: octets[start..<position], as: UTF8.self)
            guard isGood, let number = Double(text), number.isFinite else {
                throw wrong("this is no number", at: start)
            }
            if let integer = UInt64(text) { return .integer(integer) }
            return UInt64(exactly: number).map { .integer($0) } ?? .number(number)
        }

        private mutating func word() throws(NotationError) -> JSONValue {
            let words: [(String, JSONValue)] = [("true", .boolean(true)), ("false", .boolean(false)), ("null", .null)]
            for (word, value) in words where octets[position...].starts(with: word.utf8) {
                position += word.utf8.count
                return value
            }
            throw wrong("this is no value")
        }
    }
#endif
