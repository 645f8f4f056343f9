import Notation
public import OrderedJSON
import ZCLCodec

/// IF-4: the tests of a file of golden vectors, in its order, with the fields that the layouts find; those that are
/// withdrawn are left out.
///
/// The codec is held against the file first: what is exported is what both agree on.
///
/// - Throws: `invalidValue` where the file is none of golden vectors, or where the codec does not fulfil it.
public func exportedVectors(_ contents: [UInt8], file name: String) throws(NotationError) -> [ExportedVector] {
    let report = checkVectors(contents, file: name)
    if let problem = report.problem { throw NotationError(.invalidValue, problem) }
    if let failure = report.failures.first {
        throw NotationError(.invalidValue, "test \(failure.tcId) is not fulfilled: \(failure.message)")
    }
    guard report.unknown == 0 else {
        throw NotationError(.invalidValue, "\(report.unknown) tests are of an unknown type")
    }
    var file = try JSONFields(try JSONValue(parsing: String(decoding: contents, as: UTF8.self)))
    var vectors: [ExportedVector] = []
    for (index, var group) in try file.objects("testGroups").enumerated() {
        let subject: ExportedVector.Subject = try group.choice(
            "type", ["frame": .frame, "otaFile": .otaFile, "gbcsMessage": .gbcsMessage])
        let cluster: UInt16? = try group.optionalInteger("cluster")
        for (number, json) in try group.array("tests").enumerated() {
            let path = "testGroups[\(index)].tests[\(number)]."
            let vector = try Vector(json, path: path)
            guard vector.withdrawn == nil else { continue }
            let isFrame = subject == .frame
            vectors.append(
                try ExportedVector(
                    vector, subject, cluster: isFrame ? cluster ?? ClusterIdentifier.otaUpgrade.rawValue : nil,
                    file: name, path: path))
        }
    }
    return vectors
}

extension Vector {
    /// IF-3: why the content of a message that is valid does not decode.
    fileprivate func contentError(path: String) throws(NotationError) -> (kind: String, offset: Int)? {
        guard case .object(let message)? = json("json"), case .object(let content)? = message["content"],
            let error = content["error"]
        else { return nil }
        var fields = try JSONFields(error, path: "\(path)json.content.error.")
        return (try fields.string("kind"), Int(try fields.integer("offset", as: UInt32.self)))
    }
}

extension ExportedVector {
    /// Takes the octets of a vector apart.
    fileprivate init(
        _ vector: Vector, _ subject: Subject, cluster: UInt16?, file: String, path: String
    ) throws(NotationError) {
        let member =
            switch subject {
            case .frame: "frame"
            case .otaFile: "file"
            case .gbcsMessage: "message"
            }
        let octets = try OrderedJSON.octets(fromHex: vector.text(member) ?? "")
        let error = if let error = vector.error { error } else { try vector.contentError(path: path) }
        let isFrame = subject == .frame && vector.result != .invalid
        let frame = isFrame ? cluster.map { FrameFields(octets, in: $0, isLenient: vector.result == .lenient) } : nil
        self.file = file
        tcId = vector.tcId
        self.subject = subject
        self.cluster = cluster
        comment = vector.comment
        flags = vector.flags
        rules = vector.rules
        self.octets = octets
        self.error = try error.map { error throws(NotationError) in
            guard let kind = Failure.Kind(rawValue: error.kind) else {
                throw NotationError(.invalidValue, "\(path)error.kind: \"\(error.kind)\" is no kind of error")
            }
            return Failure(kind: kind, offset: error.offset)
        }
        command = frame?.layout?.name
        surplus = frame.map { octets.count - $0.end } ?? 0
        switch vector.result {
        case .valid: result = .valid
        case .lenient: result = .lenient
        case .invalid: result = .invalid
        }
        fields =
            switch (subject, result) {
            case (_, .invalid): []
            case (.frame, _): frame.map { ExportedField.rows(of: $0) } ?? []
            case (.otaFile, _): ExportedField.rows(ofFile: octets)
            case (.gbcsMessage, _): ExportedField.rows(ofMessage: octets)
            }
    }
}

extension FrameFields {
    /// The fields of a frame as its vector has it decoded.
    fileprivate init(_ octets: [UInt8], in cluster: UInt16, isLenient: Bool) {
        self.init(octets, cluster: ClusterIdentifier(rawValue: cluster), mode: isLenient ? .lenient : .strict)
    }
}
