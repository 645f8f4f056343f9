public import OrderedJSON
import ZCLCodec

/// IF-4: a golden vector as a decoder under test meets it: a line that it is asked, and what it must answer.
public struct DecoderTest: Sendable {
    /// The type of a vector's group.
    public enum Kind: String, CaseIterable, Sendable {
        case frame
        case otaFile
        case gbcsMessage

        /// The member that has the octets.
        var key: String {
            switch self {
            case .frame: "frame"
            case .otaFile: "file"
            case .gbcsMessage: "message"
            }
        }
    }

    /// The number in its file.
    public let tcId: Int
    /// What it is about.
    public let comment: String
    /// The rules that it stands for.
    public let rules: [String]
    /// Its flags, each with what a failure means.
    public let flags: [ConformanceReport.Flag]
    /// What its octets are.
    public let kind: Kind
    /// What a decoder under test is asked: octets in hexadecimal, after `0709:` (the cluster of a frame, where it is not
    /// 0x0019), `file:` or `message:`.
    public let line: String
    /// Why it is no longer a test, or nil.
    public let withdrawn: String?

    let result: Vector.Result
    let octets: [UInt8]
    let error: (kind: String, offset: Int)?
    /// What it decodes to, in the lenient decoder's words; nil where it does not decode.
    let json: JSONValue?

    init(
        _ vector: Vector, _ kind: Kind, cluster: UInt16, notes: JSONObject, path: String
    ) throws(NotationError) {
        (tcId, comment, rules, self.kind, result) = (vector.tcId, vector.comment, vector.rules, kind, vector.result)
        error = vector.error
        withdrawn = vector.withdrawn
        flags = vector.flags.map { name in
            guard case .object(let note)? = notes[name], case .string(let effect)? = note["effect"] else {
                return ConformanceReport.Flag(name: name, effect: nil)
            }
            return ConformanceReport.Flag(name: name, effect: effect)
        }
        func wrong(_ reason: String) -> NotationError { NotationError(.invalidValue, "\(path)\(reason)") }
        let (octets, slips) = vectorOctets(vector, kind.key)
        if let slip = slips.first { throw wrong(slip) }
        self.octets = octets
        line = Self.prefix(kind, cluster) + hex(octets)
        switch kind {
        case .frame: json = Self.frame(vector)
        case .otaFile: json = vector.json("fields")
        case .gbcsMessage: json = vector.json("json")
        }
        guard withdrawn == nil else { return }
        guard result == .invalid || json != nil else { throw wrong("there is nothing that it decodes to") }
        guard result == .valid || error != nil else { throw wrong("there is no error") }
    }

    private static func prefix(_ kind: Kind, _ cluster: UInt16) -> String {
        switch kind {
        case .frame: cluster == 0x0019 ? "" : hex([UInt8(cluster >> 8), UInt8(cluster & 0xFF)]) + ":"
        case .otaFile, .gbcsMessage: kind.key + ":"
        }
    }

    /// IF-2: the frame, and its surplus where it has one.
    private static func frame(_ vector: Vector) -> JSONValue? {
        guard case .object(var frame)? = vector.frameJSON else { return nil }
        if let surplus = vector.text("surplus") { frame.append("surplus", .string(surplus)) }
        return .object(frame)
    }
}

/// IF-4: the tests of a file of golden vectors.
public struct DecoderSuite: Sendable {
    /// The file's name without its folder.
    public let name: String
    /// What the file is about.
    public let subject: String
    /// In the file's order.
    public private(set) var tests: [DecoderTest] = []

    /// Reads a file; groups of a type that is not known are passed over.
    ///
    /// - Throws: where it is no file of golden vectors, or a test says too little.
    public init(parsing contents: [UInt8], file name: String) throws(NotationError) {
        self.name = name
        var file = try JSONFields(try JSONValue(parsing: String(decoding: contents, as: UTF8.self)))
        subject = file.has("subject") ? try file.string("subject") : name
        var notes = JSONObject()
        if file.has("notes"), case .object(let object) = try file.value("notes") { notes = object }
        let expected = try file.integer("numberOfTests", as: UInt32.self)
        var count = 0
        for (index, var group) in try file.objects("testGroups").enumerated() {
            let kind = DecoderTest.Kind(rawValue: try group.string("type"))
            let cluster = try group.optionalInteger("cluster", as: UInt16.self) ?? 0x0019
            for (place, json) in try group.array("tests").enumerated() {
                count += 1
                guard let kind else { continue }
                let path = "testGroups[\(index)].tests[\(place)]."
                let vector = try Vector(json, path: path)
                tests.append(try DecoderTest(vector, kind, cluster: cluster, notes: notes, path: path))
            }
        }
        guard count == expected else {
            throw NotationError(.invalidValue, "numberOfTests is \(expected), there are \(count)")
        }
    }

    /// Keeps the tests that satisfy a condition.
    public mutating func keep(where isWanted: (DecoderTest) -> Bool) { tests.removeAll { !isWanted($0) } }
}
