import Foundation
import OrderedJSON

/// Messages as operands: hexadecimal digits, or the name of a file that holds one on each line.
enum MessageInput {
    /// An operand that is hexadecimal is a message; any other one may name a file, each line of which is one. What looks
    /// like a name and is no file ends with status 66.
    static func lines(_ operand: String) throws -> [String] {
        guard (try? octets(fromHex: operand)) == nil else { return [operand] }
        let looksLikeName = operand.contains { $0 == "/" || $0 == "." }
        guard looksLikeName || FileManager.default.fileExists(atPath: operand) else { return [operand] }
        return String(decoding: try FileInput.read(operand), as: UTF8.self)
            .split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }
}
