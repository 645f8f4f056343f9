import Foundation
import OrderedJSON
import ZCLCodec

/// IF-4: a file of golden vectors.
struct VectorFile: Decodable {
    let numberOfTests: Int
    let testGroups: [VectorGroup]
}

/// IF-4: vectors of one type.
struct VectorGroup: Decodable {
    let type: String
    /// The cluster of frames; OTA Upgrade where the group names none.
    let cluster: UInt16?
    let tests: [Vector]
}

/// IF-4: one vector: octets, and what they must come to.
struct Vector: Decodable {
    /// What becomes of the octets.
    enum Result: String, Decodable {
        /// They decode, and encoding gives them again.
        case valid
        /// They decode with the lenient option only (OTA-2).
        case lenient
        /// They do not decode.
        case invalid
    }

    /// The error of a strict decode.
    struct Failure: Decodable {
        let kind: String
        let offset: Int
    }

    let tcId: Int
    let comment: String
    let frame: String?
    let file: String?
    let message: String?
    /// IF-3: a message as JSON.
    let json: JSONValue?
    let command: JSONValue?
    let frameControl: JSONValue?
    let manufacturerSpecificCode: JSONValue?
    let sequence: JSONValue?
    let fields: JSONValue?
    let surplus: String?
    let result: Result
    let error: Failure?

    /// IF-2: the frame as JSON, or nil where the vector gives none.
    var frameJSON: JSONValue? {
        guard let fields else { return nil }
        let members = [
            ("command", command), ("frameControl", frameControl),
            ("manufacturerSpecificCode", manufacturerSpecificCode), ("sequence", sequence), ("fields", fields),
        ]
        var object = JSONObject()
        for case (let key, let value?) in members { object.append(key, value) }
        return .object(object)
    }
}

/// What became of one file of golden vectors.
public struct VectorReport: Sendable {
    /// A vector that the codec does not fulfil.
    public struct Failure: Sendable {
        /// The vector's number in its file.
        public let tcId: Int
        /// The vector's comment, and what was expected and came instead.
        public let message: String
    }

    /// The file's name without its folder.
    public let file: String
    /// How many vectors were checked.
    public let checked: Int
    /// How many vectors were passed over, being of a type that this check does not know.
    public let unknown: Int
    /// Why the file as a whole is none of golden vectors, or nil.
    public let problem: String?
    /// Those that failed.
    public let failures: [Failure]

    /// Whether everything was checked and nothing failed.
    public var isPassed: Bool { problem == nil && failures.isEmpty && unknown == 0 }
}

/// IF-4: checks a file of golden vectors against the codec.
public func checkVectors(_ contents: [UInt8], file name: String) -> VectorReport {
    let file: VectorFile
    do {
        file = try JSONDecoder().decode(VectorFile.self, from: Data(contents))
    } catch {
        return VectorReport(file: name, checked: 0, unknown: 0, problem: problem(error), failures: [])
    }
    var checked = 0
    var unknown = 0
    var failures: [VectorReport.Failure] = []
    for group in file.testGroups {
        let cluster = group.cluster.map(ClusterIdentifier.init(rawValue:)) ?? .otaUpgrade
        for vector in group.tests {
            let messages: [String]
            switch group.type {
            case "frame": messages = checkFrame(vector, cluster)
            case "otaFile": messages = checkOTAFile(vector)
            case "gbcsMessage": messages = checkMessage(vector)
            default:
                unknown += 1
                continue
            }
            checked += 1
            failures += messages.map { .init(tcId: vector.tcId, message: "\(vector.comment): \($0)") }
        }
    }
    let count = file.testGroups.reduce(0) { $0 + $1.tests.count }
    let problem = count == file.numberOfTests ? nil : "numberOfTests is \(file.numberOfTests), there are \(count)"
    return VectorReport(file: name, checked: checked, unknown: unknown, problem: problem, failures: failures)
}

/// Where in the file Foundation stopped, and why.
private func problem(_ error: any Error) -> String {
    let context: DecodingError.Context
    switch error {
    case DecodingError.keyNotFound(let key, let found):
        return "no golden vectors: \(path(found.codingPath))\(key.stringValue) is missing"
    case DecodingError.typeMismatch(_, let found), DecodingError.valueNotFound(_, let found),
        DecodingError.dataCorrupted(let found):
        context = found
    default: return "no golden vectors: \(error)"
    }
    return "no golden vectors: \(path(context.codingPath))\(context.debugDescription)"
}

private func path(_ keys: [any CodingKey]) -> String {
    keys.isEmpty ? "" : keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".") + ": "
}
