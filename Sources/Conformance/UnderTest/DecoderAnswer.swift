import OrderedJSON

/// IF-1: what a decoder under test says of a line, recognised by its form.
enum DecoderAnswer {
    /// A plain verdict, or an error of IF-2.
    case verdict(Vector.Result, Reason)
    /// IF-2, IF-3: what the octets decode to.
    case fields(JSONValue)
    /// What it decoded, encoded again.
    case octets([UInt8])
    /// Nothing of these, and why.
    case none(String)

    /// Why octets do not decode.
    struct Reason {
        var kind: String?
        var offset: Int?
        /// Whether it is an error of IF-2, which has both.
        var isObject = false
    }

    init(_ line: String) {
        let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
        guard let first = words.first else {
            self = .none("an empty line")
            return
        }
        switch first {
        case _ where first.hasPrefix("{"): self = Self.object(line)
        case "valid" where words.count == 1: self = .verdict(.valid, Reason())
        case "lenient": self = Self.verdict(.lenient, words)
        case "invalid": self = Self.verdict(.invalid, words)
        default: self = Self.octets(words)
        }
    }

    /// `invalid`, and after it a kind, an offset, or both.
    private static func verdict(_ result: Vector.Result, _ words: [String]) -> DecoderAnswer {
        var rest = words.dropFirst()
        var reason = Reason()
        if let last = rest.last, let offset = UInt32(last) {
            reason.offset = Int(offset)
            rest.removeLast()
        }
        reason.kind = rest.popFirst()
        return rest.isEmpty ? .verdict(result, reason) : .none("no answer of a known form")
    }

    private static func object(_ line: String) -> DecoderAnswer {
        let json: JSONValue
        do {
            json = try JSONValue(parsing: line)
        } catch {
            return .none("no JSON: \(error.message)")
        }
        guard case .object(let object) = json, case .object(let error)? = object["error"] else { return .fields(json) }
        var reason = Reason(isObject: true)
        if case .string(let kind)? = error["kind"] { reason.kind = kind }
        if case .integer(let offset)? = error["offset"] { reason.offset = Int(exactly: offset) }
        return .verdict(.invalid, reason)
    }

    /// Octets, with or without what stood before them in the question.
    private static func octets(_ words: [String]) -> DecoderAnswer {
        let parts = words[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let digits = String(parts.last ?? "")
        guard words.count == 1, !digits.contains(":"),
            let octets = try? OrderedJSON.octets(fromHex: digits)
        else { return .none("no answer of a known form") }
        return .octets(octets)
    }
}
