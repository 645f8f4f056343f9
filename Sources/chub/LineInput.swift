import Foundation
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
    static func convert(
        _ lines: [String]?, of subject: String, isText: Bool, _ console: Console,
        _ body: (String) throws(NotationError) -> String
    ) throws -> RunStatus {
        var status = RunStatus.done
        var isFirst = true
        try forEach(lines, of: "\(subject), one a line, to the end of input", console) { line in
            if isText, !isFirst { try console.output("") }
            isFirst = false
            let result: String
            do throws(NotationError) {
                result = try body(line)
            } catch {
                status = .badData
                result = isText ? "error: \(error)" : error.json.text
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
    static func forEach(
        _ lines: [String]?, of subject: String, _ console: Console, _ body: (String) throws -> Void
    ) throws {
        if let lines { return try lines.forEach(body) }
        if console.isInputTerminal { console.diagnose("chub: reading \(subject)") }
        while let line = try console.nextLine() { try body(line) }
    }

    /// An operand that is hexadecimal is a message; any other one may name a file, each line of which is one. What looks
    /// like a name and is no file ends with status 66. Nil without operands.
    static func messages(_ arguments: Arguments) throws -> [String]? {
        guard !arguments.operands.isEmpty else { return nil }
        return try arguments.operands.flatMap { operand in
            guard (try? octets(fromHex: operand)) == nil else { return [operand] }
            let looksLikeName = operand.contains { $0 == "/" || $0 == "." }
            guard looksLikeName || FileManager.default.fileExists(atPath: operand) else { return [operand] }
            return String(decoding: try FileInput.read(operand), as: UTF8.self)
                .split(whereSeparator: \.isNewline)
                .map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { !$0.isEmpty }
        }
    }
}
