import Foundation
import Testing

/// The abbreviations that the project uses, and the table that explains them.
private enum Glossary {
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Words in capitals that are no abbreviations: statuses of the ZCL, types of DER, files, placeholders of help texts,
    /// signals and parts of a clock; and the compiler's option -O3.
    static let words: Set<String> = [
        "ABORT", "SUCCESS", "TIMEOUT", "FAILURE",
        "INTEGER", "NULL", "OCTET", "SEQUENCE", "STRING",
        "ARCHITECTURE", "CHANGELOG", "CONTRIBUTING", "README", "RULES",
        "ARGUMENT", "CLUSTER", "COMMAND", "CONFIGURATION", "DIR", "DURATION", "EUI64", "FILE", "HEX", "HOST", "ID",
        "MESSAGE", "MS", "NAME", "OCTETS", "OPTION", "PORT", "RULE", "TAG", "TEXT", "TYPE", "MMMM", "TTTT", "VVVVVVVV",
        "HASH", "FORM", "LEVEL", "PROGRAM", "SECONDS", "VECTORS", "DEVICE", "RATE", "SCENARIOS",
        "DATA", "PRO", "O3", "TERM", "SIGINT", "SIGTERM", "HH", "MM", "SS",
    ]

    /// The first cells of the table, in its order.
    static func entries() throws -> [String] {
        try text(of: root.appending(path: "Documentation/Glossary.md")).split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 3, cells[0] != "abbreviation", !cells[0].hasPrefix("-") else { return nil }
            return cells[0]
        }
    }

    /// The abbreviations of a text: capitals and digits, with a small letter at the end where there is one. Octets in
    /// hexadecimal, and names with a low line such as NOT_FOUND, are none.
    static func abbreviations(in text: String) -> Set<String> {
        var found: Set<String> = []
        for match in text.matches(of: /(?<before>^|[^A-Za-z0-9_])(?<word>[A-Z][A-Z0-9]+[a-z]?)(?![A-Za-z0-9_])/) {
            let word = String(match.word)
            let isHexadecimal = word.allSatisfy { $0.isHexDigit && !$0.isLowercase }
            guard !isHexadecimal || (word.count > 2 && !word.contains(where: { $0.isNumber })) else { continue }
            found.insert(word)
        }
        return found
    }

    /// The forms in which an entry may appear: itself, more than one of it, and what stands before its number.
    static func isKnown(_ word: String, _ entries: Set<String>) -> Bool {
        let singular = word.hasSuffix("s") ? String(word.dropLast()) : word
        let letters = String(word.prefix { $0.isLetter && $0.isUppercase })
        return entries.contains(word) || entries.contains(singular) || entries.contains(letters)
            || words.contains(word) || words.contains(singular)
    }

    /// Markdown without its code.
    static func prose(ofMarkdown text: String) -> String {
        text.replacing(/```[^`]*```/, with: " ").replacing(/`[^`\n]*`/, with: " ")
    }

    /// The documentation comments of a source, and where `literals` says so its texts, without what is code in them.
    static func prose(ofSource text: String, literals: Bool) -> String {
        let comments = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { $0.hasPrefix("///") }.joined(separator: "\n")
        let quoted = literals ? text.replacing(/\\\([^)]*\)/, with: " ") : ""
        let texts = quoted.matches(of: /"""(?<long>[^"]*)"""|"(?<short>[^"\n]*)"/).map { match in
            String(match.long ?? match.short ?? "")
        }
        return prose(ofMarkdown: comments) + "\n" + texts.joined(separator: "\n")
    }

    /// Where each unknown abbreviation stands.
    static func unknown() throws -> [String] {
        let entries = Set(try entries())
        let known = entries.union(
            entries.map { $0.split(whereSeparator: { $0 == "-" || $0 == "." })[0] }.map(String.init))
        var unknown: [String] = []
        for (name, text) in try documents() {
            for word in abbreviations(in: text).sorted() where !isKnown(word, known) {
                unknown.append("\(name): \(word)")
            }
        }
        return unknown
    }

    private static func documents() throws -> [(name: String, text: String)] {
        var documents: [(String, String)] = []
        for folder in ["", "Documentation", "vectors", "Interoperability"] {
            let folder = root.appending(path: folder)
            let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            for file in files where file.pathExtension == "md" && file.lastPathComponent != "Glossary.md" {
                documents.append((file.lastPathComponent, prose(ofMarkdown: try text(of: file))))
            }
        }
        for folder in ["Sources", "Examples"] {
            let files = try #require(
                FileManager.default.enumerator(at: root.appending(path: folder), includingPropertiesForKeys: nil))
            for case let file as URL in files where ["md", "swift"].contains(file.pathExtension) {
                let name = file.lastPathComponent
                guard file.pathExtension == "swift" else {
                    documents.append((name, prose(ofMarkdown: try text(of: file))))
                    continue
                }
                // The help texts of the commands.
                let hasHelp =
                    name.hasSuffix("Command.swift")
                    || ["Chub.swift", "ChubBench.swift", "UpdateOptions.swift"].contains(name)
                documents.append((name, prose(ofSource: try text(of: file), literals: hasHelp)))
            }
        }
        return documents.sorted { $0.0 < $1.0 }
    }

    private static func text(of file: URL) throws -> String { try String(contentsOf: file, encoding: .utf8) }
}

@Suite("Glossary")
struct GlossaryTests {
    @Test("The glossary has each abbreviation of the documents, documentation comments and help texts")
    func complete() throws {
        let unknown = try Glossary.unknown()
        #expect(unknown == [])
    }

    @Test("The README explains each of its abbreviations, once")
    func readme() throws {
        let text = try String(contentsOf: Glossary.root.appending(path: "README.md"), encoding: .utf8)
        let rows = text.components(separatedBy: "## Abbreviations")[1].components(separatedBy: "\n## ")[0]
            .split(separator: "\n").filter { $0.hasPrefix("|") }
        let cells = rows.flatMap { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        let explained = stride(from: 0, to: cells.count, by: 2).flatMap { cells[$0].components(separatedBy: ", ") }
        let letters = explained.map { $0.split(separator: "-").first.map(String.init) ?? "" }
        let entries = explained.filter { $0.contains(/^[A-Z]/) }
        #expect(entries.count > 20 && Set(entries).count == entries.count)
        let used = Glossary.abbreviations(in: Glossary.prose(ofMarkdown: text))
        #expect(used.filter { !Glossary.isKnown($0, Set(letters + explained)) }.sorted() == [])
    }

    @Test("The glossary is in alphabetical order, and has nothing twice")
    func order() throws {
        let entries = try Glossary.entries()
        #expect(entries.count > 50)
        #expect(entries == entries.sorted { $0.uppercased() < $1.uppercased() })
        #expect(Set(entries).count == entries.count)
    }

    @Test("The reader of abbreviations finds words in capitals, and no hexadecimal or code")
    func reader() {
        #expect(
            Glossary.abbreviations(in: "Two PPMIDs (GCS20r), NOT_FOUND, 0x8F89, D9, 8F8A, EUI-64, ZigBee.")
                == ["PPMIDs", "GCS20r", "EUI"])
        #expect(Glossary.isKnown("PPMIDs", ["PPMID"]))
        #expect(Glossary.isKnown("IRP550", ["IRP"]))
        #expect(!Glossary.isKnown("ESME", ["GSME"]))
        #expect(!Glossary.prose(ofMarkdown: "see `XYZ` and\n```\nABC\n```\n").contains("XYZ"))
        let source = "/// One DEF.\nlet GHI = \"a JKL\" // MNO"
        #expect(Glossary.abbreviations(in: Glossary.prose(ofSource: source, literals: true)) == ["DEF", "JKL"])
    }
}
