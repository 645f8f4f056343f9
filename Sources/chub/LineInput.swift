import Notation
import OrderedJSON
import ZCLCodec

/// IF-1: lines as operands, in files, or on standard input.
enum LineInput {
    /// Turns each line into a result and prints it at once, in order, also for lines that fail.
    ///
    /// - Parameters:
    ///   - lines: nil for those of standard input.
    ///   - subject: what the lines hold, for a person at a terminal.
    ///   - isText: whether an empty line stands between results, and an error is words and no JSON.
    ///   - readsDocuments: whether a document on standard input counts as its messages.
    ///   - readable: what can be read, as text, of a line that fails.
    static func convert(
        _ lines: [String]?, of subject: String, isText: Bool, readsDocuments: Bool = false, _ console: Console,
        readable: (String) -> String = { _ in "" }, _ body: (String) throws(NotationError) -> String
    ) throws -> RunStatus {
        var status = RunStatus.done
        var isFirst = true
        let prompt = "\(subject), one a line, to the end of input"
        try forEach(lines, of: prompt, readsDocuments: readsDocuments, console) { line in
            if isText, !isFirst { try console.output("") }
            isFirst = false
            let result: String
            do throws(NotationError) {
                result = try body(line)
            } catch {
                status = .badData
                let fields = isText ? readable(line) : ""
                result = isText ? fields + (fields.isEmpty ? "" : "\n") + "error: \(error)" : error.json.text
            }
            try console.output(result)
        }
        return status
    }

    /// Turns each line of JSON on standard input into octets, in hexadecimal or with `--json` as the member `name`.
    static func encode(
        _ name: String, _ arguments: Arguments, _ console: Console,
        _ octets: (JSONValue) throws(NotationError) -> [UInt8]
    ) throws -> RunStatus {
        let isJSON = arguments.has("--json")
        return try convert(nil, of: "JSON objects", isText: false, console) { line throws(NotationError) in
            let result = hex(try octets(try JSONValue(parsing: line)))
            return isJSON ? JSONValue.object([name: .string(result)]).text : result
        }
    }

    /// Passes on each line; those of standard input where there are none.
    ///
    /// - Parameter readsDocuments: whether a document on standard input counts as its messages.
    static func forEach(
        _ lines: [String]?, of subject: String, readsDocuments: Bool, _ console: Console,
        _ body: (String) throws -> Void
    ) throws {
        if let lines { return try lines.forEach(body) }
        if console.isInputTerminal { console.diagnose("chub: reading \(subject)") }
        while let line = try console.nextLine() {
            guard readsDocuments, MessageText.isDocument(line) else {
                try body(line)
                continue
            }
            var document = line
            while let next = try console.nextLine() { document += "\n" + next }
            try MessageInput.messages(document).forEach(body)
        }
    }
}
