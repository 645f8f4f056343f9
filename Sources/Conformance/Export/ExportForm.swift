/// The forms in which golden vectors are exported (IF-4).
public enum ExportForm: String, CaseIterable, Sendable {
    /// One header of C99 that is C++17 too.
    case c
    /// RFC 4180: a line a test, or with ``ExportOptions/hasLineForEachField`` a line a field.
    case csv
    /// A module of Rust that names nothing but `core`.
    case rust
    /// A module of Python 3.7 or later.
    case python

    /// The tests as text, with a line end after the last line; the same for the same tests.
    ///
    /// - Parameter vectors: at least one, since C has no empty arrays.
    public func text(of vectors: [ExportedVector], _ options: ExportOptions = ExportOptions()) -> String {
        let vectors = options.hasComments ? vectors : vectors.map(\.withoutComment)
        switch self {
        case .c: return CHeader.text(of: vectors)
        case .csv: return CSVTable.text(of: vectors, hasLineForEachField: options.hasLineForEachField)
        case .rust: return RustModule.text(of: vectors)
        case .python: return PythonModule.text(of: vectors)
        }
    }
}

/// What an export leaves out or adds.
public struct ExportOptions: Sendable {
    /// Whether tests have their comments; else these are empty.
    public var hasComments: Bool
    /// Whether a table in CSV has a line a field in place of a line a test.
    public var hasLineForEachField: Bool

    /// Makes options.
    public init(hasComments: Bool = true, hasLineForEachField: Bool = false) {
        self.hasComments = hasComments
        self.hasLineForEachField = hasLineForEachField
    }
}

extension ExportedVector {
    fileprivate var withoutComment: ExportedVector {
        ExportedVector(
            file: file, tcId: tcId, subject: subject, cluster: cluster, comment: "", flags: flags, rules: rules,
            result: result, error: error, command: command, octets: octets, surplus: surplus, fields: fields)
    }
}

/// Text as a literal of a language: printable ASCII as it is, anything else as its number.
enum ExportLiteral {
    /// C: an escaped `?` begins no trigraph, and three octal digits end by themselves. A literal has at most 4 095
    /// characters there; what is longer is cut.
    static func c(_ text: String) -> String {
        var literal = ""
        var size = 0
        for scalar in text.unicodeScalars {
            let octets = [UInt8](String(scalar).utf8)
            guard size + octets.count <= 4000 else { return "\"\(literal)...\"" }
            size += octets.count
            switch scalar {
            case "\"", "\\", "?": literal += "\\\(scalar)"
            case " "..."~": literal.unicodeScalars.append(scalar)
            default: literal += octets.map { "\\" + padded(String($0, radix: 8), to: 3) }.joined()
            }
        }
        return "\"\(literal)\""
    }

    /// Rust.
    static func rust(_ text: String) -> String {
        literal(text) { "\\u{\(String($0.value, radix: 16))}" }
    }

    /// Python.
    static func python(_ text: String) -> String {
        literal(text) { scalar in
            let digits = String(scalar.value, radix: 16)
            return digits.count > 4 ? "\\U" + padded(digits, to: 8) : "\\u" + padded(digits, to: 4)
        }
    }

    private static func literal(_ text: String, _ escaped: (Unicode.Scalar) -> String) -> String {
        let characters = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case " "..."~": String(scalar)
            default: escaped(scalar)
            }
        }
        return "\"\(characters.joined())\""
    }

    private static func padded(_ digits: String, to width: Int) -> String {
        String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
