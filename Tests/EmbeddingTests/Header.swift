import Foundation

/// `chub.h` with what it includes, as its readers see it: structs with their members, enumerations with their values.
struct Header {
    struct Member: Equatable {
        let type: String
        let name: String
    }

    let text: String

    init() throws {
        let folder = "Embedding/library/include/"
        let includes = try Repository.text(folder + "chub.h").matches(of: /#include "(.*)"/)
        text = try includes.map { try Repository.text(folder + $0.1) }.joined()
            .replacing(/\/\*(.|\n)*?\*\//, with: "")
    }

    /// The members of a struct, without functions and arrays' sizes.
    func members(of structure: String) -> [Member] {
        guard let body = body(of: "struct \(structure) {") else { return [] }
        return body.replacing(/\([^;]*;/, with: ";").split(separator: ";").compactMap { line in
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count >= 2, let last = words.last else { return nil }
            let name = last.drop { $0 == "*" }.prefix { $0 != "[" }
            return Member(type: words.dropLast().joined(separator: " "), name: String(name))
        }
    }

    /// The names of an enumeration's values, in their order.
    func values(of enumeration: String) -> [String] {
        guard let body = body(of: "enum \(enumeration) {") else { return [] }
        return body.split(separator: ",").map {
            $0.prefix { $0 != "=" }.trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    /// The size of a character array of a struct.
    func capacity(of field: String, in structure: String) -> Int? {
        guard let body = body(of: "struct \(structure) {"), let start = body.range(of: "char \(field)[") else {
            return nil
        }
        return Int(body[start.upperBound...].prefix { $0.isNumber })
    }

    private func body(of opening: String) -> Substring? {
        guard let start = text.range(of: opening) else { return nil }
        guard let end = text.range(of: "\n}", range: start.upperBound..<text.endIndex) else { return nil }
        return text[start.upperBound..<end.lowerBound]
    }
}

/// `imageBlockRequest` as `image_block_request`, `eventID` as `event_id`, `othersUseESMEBlockOnly` as
/// `others_use_esme_block_only`.
func snakeCase(_ name: String) -> String {
    let letters = Array(name)
    var result = ""
    for (index, letter) in letters.enumerated() {
        let before = index > 0 ? letters[index - 1] : nil
        let after = index + 1 < letters.count ? letters[index + 1] : nil
        let beginsWord =
            letter.isUppercase && before.map { !$0.isUppercase || after.map(\.isLowercase) ?? false } ?? false
        result += (beginsWord ? "_" : "") + letter.lowercased()
    }
    return result
}

/// Files of this repository.
enum Repository {
    static func text(_ path: String) throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return String(decoding: try Data(contentsOf: root.appending(path: path)), as: UTF8.self)
    }
}
