import OrderedJSON
import ZCLCodec

/// IF-4: one vector: octets, and what they must come to.
struct Vector {
    /// What becomes of the octets.
    enum Result {
        /// They decode, and encoding gives them again.
        case valid
        /// They decode with the lenient option only (OTA-2).
        case lenient
        /// They do not decode.
        case invalid
    }

    let tcId: Int
    let comment: String
    /// The rules that it stands for.
    let rules: [String]
    /// Why it is withdrawn, or nil: what is withdrawn is not checked.
    let withdrawn: String?
    let result: Result
    /// The error of a strict decode.
    let error: (kind: String, offset: Int)?
    private let members: JSONObject

    init(_ json: JSONValue, path: String) throws(NotationError) {
        var fields = try JSONFields(json, path: path)
        tcId = Int(truncatingIfNeeded: try fields.integer("tcId", as: UInt32.self))
        comment = try fields.string("comment")
        rules = try fields.rules()
        withdrawn = try fields.withdrawal()
        result = try fields.choice("result", ["valid": .valid, "lenient": .lenient, "invalid": .invalid])
        if fields.has("error") {
            var error = try fields.object("error")
            self.error = (try error.string("kind"), Int(try error.integer("offset", as: UInt32.self)))
        } else {
            error = nil
        }
        members = if case .object(let object) = json { object } else { JSONObject() }
    }

    /// The names of its flags.
    var flags: [String] {
        guard case .array(let flags)? = members["flags"] else { return [] }
        return flags.compactMap { flag in if case .string(let name) = flag { name } else { nil } }
    }

    /// The octets of a `frame`, `file` or `message`, or the `surplus`, in hexadecimal.
    func text(_ key: String) -> String? {
        if case .string(let text)? = members[key] { text } else { nil }
    }

    /// The fields of a file, or IF-3: a message as JSON.
    func json(_ key: String) -> JSONValue? { members[key] }

    /// IF-2: the frame as JSON, or nil where the vector gives none.
    var frameJSON: JSONValue? {
        guard members["fields"] != nil else { return nil }
        let keys = ["command", "frameControl", "manufacturerSpecificCode", "sequence", "fields"]
        return .object(JSONObject(keys.compactMap { key in members[key].map { .init(key: key, value: $0) } }))
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
    public internal(set) var checked = 0
    /// How many vectors were passed over, being of a type that this check does not know.
    public internal(set) var unknown = 0
    /// How many vectors are withdrawn: they were read, and not checked.
    public internal(set) var withdrawn = 0
    /// Why the file as a whole is none of golden vectors, or nil.
    public internal(set) var problem: String?
    /// Those that failed.
    public internal(set) var failures: [Failure] = []

    /// Whether everything was checked and nothing failed.
    public var isPassed: Bool { problem == nil && failures.isEmpty && unknown == 0 }
}

/// IF-4: checks a file of golden vectors against the codec.
public func checkVectors(_ contents: [UInt8], file name: String) -> VectorReport {
    var report = VectorReport(file: name)
    do throws(NotationError) {
        var file = try JSONFields(try JSONValue(parsing: String(decoding: contents, as: UTF8.self)))
        let expected = try file.integer("numberOfTests", as: UInt32.self)
        for (index, var group) in try file.objects("testGroups").enumerated() {
            try report.check(&group, path: "testGroups[\(index)].tests")
        }
        let count = report.checked + report.unknown + report.withdrawn
        if count != expected { report.problem = "numberOfTests is \(expected), there are \(count)" }
    } catch {
        report = VectorReport(file: name, problem: "no golden vectors: \(error.message)")
    }
    return report
}

extension VectorReport {
    /// Vectors of one type, and for frames of one cluster: OTA Upgrade where the group names none.
    fileprivate mutating func check(_ group: inout JSONFields, path: String) throws(NotationError) {
        let type = try group.string("type")
        let cluster = try group.optionalInteger("cluster").map { ClusterIdentifier(rawValue: $0) } ?? .otaUpgrade
        for (index, json) in try group.array("tests").enumerated() {
            let vector = try Vector(json, path: "\(path)[\(index)].")
            guard vector.withdrawn == nil else {
                withdrawn += 1
                continue
            }
            let slips: [String]
            switch type {
            case "frame": slips = checkFrame(vector, cluster)
            case "otaFile": slips = checkOTAFile(vector)
            case "gbcsMessage": slips = checkMessage(vector)
            default:
                unknown += 1
                continue
            }
            checked += 1
            failures += slips.map { Failure(tcId: vector.tcId, message: "\(vector.comment): \($0)") }
        }
    }
}
