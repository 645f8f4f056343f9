import Foundation
import HANModel
import OrderedJSON
import ZCLCodec

/// What a published test means, as `vectors/pins.csv` keeps it: a line a test, a line a scenario.
struct Pin: Equatable {
    /// From the folder of the vectors.
    let file: String
    /// The `tcId`; nil of a scenario, which is pinned whole.
    let number: Int?
    /// The first 16 hexadecimal digits of the SHA-256 of what it means.
    let digest: String

    var key: String { number.map { "\(file) \($0)" } ?? file }
    var line: String { "\(file),\(number.map { "\($0)" } ?? ""),\(digest)" }

    init(file: String, number: Int?, digest: String) { (self.file, self.number, self.digest) = (file, number, digest) }

    init(line: Substring) throws {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 3, fields[2].count == 16, fields[1].isEmpty || Int(fields[1]) != nil else {
            throw NotationError(.invalidValue, "pins.csv: \(line)")
        }
        self.init(file: fields[0], number: Int(fields[1]), digest: fields[2])
    }

    // MARK: What is there

    /// The pins of a file of vectors: each test but for its number, comment, flags, rules and withdrawal, with the type
    /// and the cluster of its group.
    static func tests(of json: JSONValue, file: String) throws -> [Pin] {
        var fields = try JSONFields(json)
        return try fields.objects("testGroups").flatMap { group in
            var group = group
            let type = JSONValue.string(try group.string("type"))
            let cluster = try group.optionalInteger("cluster", as: UInt16.self).map { JSONValue.integer(UInt64($0)) }
            return try group.array("tests").map { test in
                let number = try JSONFields(test).number
                let meaning = test.without("tcId", "comment", "flags", "rules", "withdrawn")
                return Pin(
                    file: file, number: number, digest: digest(.array([type, cluster ?? .null, meaning])))
            }
        }
    }

    /// The pin of a scenario: its options and its steps, but for their comments and rules.
    static func scenario(_ json: JSONValue, file: String) throws -> Pin {
        var fields = try JSONFields(json)
        let steps = try fields.array("steps").map { $0.without("comment", "rules") }
        let rest = json.without("schema", "subject", "specification", "notes", "withdrawn", "steps")
        return Pin(file: file, number: nil, digest: digest(.array([rest, .array(steps)])))
    }

    private static func digest(_ meaning: JSONValue) -> String {
        let hash = Array(meaning.sorted.text.utf8).withOctetView { SHA256.hash($0) }
        return String("\(hash)".prefix(16))
    }

    // MARK: What is wrong

    /// What of the tests that are there goes against those that are pinned, in words that say what to do.
    static func problems(pinned: [Pin], found: [Pin]) -> [String] {
        var problems: [String] = []
        let known = Dictionary(pinned.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        let there = Dictionary(found.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var last: (file: String, number: Int) = ("", 0)
        for pin in found {
            if let number = pin.number {
                let expected = pin.file == last.file ? last.number + 1 : 1
                if number != expected {
                    problems.append("\(pin.key): numbers count from 1 without gaps, here should be \(expected)")
                }
                last = (pin.file, number)
            }
            guard let old = known[pin.key] else {
                problems.append("\(pin.key): has no pin; RECORD_PINS=1 swift test --filter PinTests appends it")
                continue
            }
            guard old.digest != pin.digest else { continue }
            let new = pin.number == nil ? "make a scenario of a new name" : "add a test at the end of the file"
            problems.append(
                "\(pin.key): means something else than when it was published; put it back as it was, mark it withdrawn "
                    + "with its reason, and \(new)")
        }
        for pin in pinned where there[pin.key] == nil {
            problems.append("\(pin.key): is pinned and gone; put it back, and mark it withdrawn with its reason")
        }
        if known.count != pinned.count { problems.append("pins.csv: something is pinned twice") }
        return problems
    }
}

extension JSONFields {
    fileprivate var number: Int {
        get throws {
            var fields = self
            return Int(try fields.integer("tcId", as: UInt32.self))
        }
    }
}

extension JSONValue {
    /// An object without some of its members.
    fileprivate func without(_ keys: String...) -> JSONValue {
        guard case .object(let object) = self else { return self }
        return .object(JSONObject(object.members.filter { !keys.contains($0.key) }))
    }

    /// The same with all keys in order: JSON gives their order no meaning.
    fileprivate var sorted: JSONValue {
        switch self {
        case .array(let values): .array(values.map(\.sorted))
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map { .init(key: $0.key, value: $0.value.sorted) }.sorted { $0.key < $1.key }))
        default: self
        }
    }
}
