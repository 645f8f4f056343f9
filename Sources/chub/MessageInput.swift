import Foundation
import OrderedJSON

/// IF-1: messages as operands: a message, or the name of a file that holds some.
enum MessageInput {
    /// The messages of the operands; nil without operands.
    static func lines(_ arguments: Arguments) throws -> [String]? {
        arguments.operands.isEmpty ? nil : try arguments.operands.flatMap(lines)
    }

    /// The messages of an operand: itself, or those of a file or pipe. What looks like a name and is no file ends with status 66.
    private static func lines(_ operand: String) throws -> [String] {
        guard !isMessage(operand) else { return messages(operand) }
        let looksLikeName = operand.contains { $0 == "/" || $0 == "." }
        guard looksLikeName || operand == "-" || FileInput.exists(operand) else { return [operand] }
        return messages(String(decoding: try FileInput.read(operand), as: UTF8.self))
    }

    private static func isMessage(_ operand: String) -> Bool {
        MessageText.isDocument(operand) || operand.contains(MessageText.logMark)
            || MessageText.looksLikeBase64(operand) || (try? octets(fromText: operand)) != nil
    }

    /// The messages of a text: those of the `GBCSPayload` elements of an XML document, the lines of a log that have the
    /// mark, one message in base64 over several lines, or a message on each line that is not empty. XML without a
    /// message comes as it is, and does not decode.
    static func messages(_ text: String) -> [String] {
        if MessageText.isDocument(text) { return (try? DUISDocument.payloads(text)) ?? [text] }
        let lines = text.split(whereSeparator: \.isNewline)
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
        let logged = lines.filter { $0.contains(MessageText.logMark) }
        guard logged.isEmpty else { return logged }
        // Base64 that begins once, and in its first line.
        let isWrapped =
            lines.count > 1 && MessageText.looksLikeBase64(lines[0])
            && lines.dropFirst().allSatisfy { (try? octets(fromText: $0)) == nil }
            && !lines.dropFirst().contains(where: MessageText.looksLikeBase64)
        return isWrapped ? [lines.joined()] : lines
    }
}
