import OrderedJSON

/// IF-1: what is asked of a decoder under test.
public struct DecoderDemands: Sendable {
    /// How much of an answer is compared.
    public enum Comparison: String, CaseIterable, Sendable {
        /// Fields, and of an error kind and offset.
        case all
        /// Fields, and of an error the kind.
        case kinds
        /// Whether it decodes.
        case verdicts
    }

    /// Whether it decodes what deviates too (OTA-2).
    public var isLenient: Bool
    /// How much of an answer is compared.
    public var comparison: Comparison

    /// A strict decoder whose whole answer is compared, by default.
    public init(isLenient: Bool = false, comparison: Comparison = .all) {
        self.isLenient = isLenient
        self.comparison = comparison
    }
}

extension DecoderTest {
    /// IF-4: holds an answer against the vector, as the table "Use" in `vectors/README.md` says.
    public func judge(_ answer: String, _ demands: DecoderDemands) -> ConformanceReport.Outcome {
        func failed(_ got: String) -> ConformanceReport.Outcome {
            .failed(expected: expectation(demands), got: got)
        }
        let said = Self.shortened(answer)
        switch DecoderAnswer(answer) {
        case .none(let why): return failed(answer.isEmpty ? why : "\(said), which is \(why)")
        case .verdict(.valid, _): return isToDecode(demands) ? .passed : failed(said)
        case .verdict(.lenient, let reason):
            return result == .lenient && isRight(reason, demands) ? .passed : failed(said)
        case .verdict(.invalid, let reason):
            return !isToDecode(demands) && isRight(reason, demands) ? .passed : failed(said)
        case .octets(let octets):
            guard isToDecode(demands) else { return failed(said) }
            return octets == self.octets || !isEncodingTested || demands.comparison == .verdicts
                ? .passed : failed("the octets \(said)")
        case .fields(let fields):
            guard isToDecode(demands) else { return failed(said) }
            guard demands.comparison != .verdicts, let json,
                let place = difference(essence(json), essence(fields))
            else { return .passed }
            return failed("\(said), which differs in \(place)")
        }
    }

    /// What a right answer says, for people.
    public func expectation(_ demands: DecoderDemands) -> String {
        guard isToDecode(demands) else {
            let reason = error.map { ": \($0.kind)" + (demands.comparison == .all ? " at offset \($0.offset)" : "") }
            return "invalid" + (demands.comparison == .verdicts ? "" : reason ?? "")
        }
        let word = result == .lenient ? "lenient" : "valid"
        return demands.comparison == .verdicts ? word : "\(word): \(json?.text ?? "")"
    }

    /// The test as a case of a report, of a decoder that was asked or was not.
    public func entry(
        _ outcome: ConformanceReport.Outcome, isAsked: Bool = true, answer: String? = nil, milliseconds: UInt64? = nil
    ) -> ConformanceReport.Case {
        let lines = isAsked ? [ConformanceReport.Line(isAnswer: false, text: line)] : []
        let answers = answer.map { [ConformanceReport.Line(isAnswer: true, text: Self.shortened($0))] } ?? []
        return ConformanceReport.Case(
            name: "tcId \(tcId)", comment: comment, rules: rules, outcome: outcome,
            exchange: lines + answers, milliseconds: milliseconds, flags: flags)
    }

    private func isToDecode(_ demands: DecoderDemands) -> Bool {
        result == .valid || result == .lenient && demands.isLenient
    }

    /// OTA-5: octets that a reader of a file skips do not come back.
    private var isEncodingTested: Bool { result == .valid && !flags.contains { $0.name == "SkippedOctets" } }

    /// A verdict need not say why; what it says must be right.
    private func isRight(_ reason: DecoderAnswer.Reason, _ demands: DecoderDemands) -> Bool {
        guard demands.comparison != .verdicts, let error else { return true }
        let isKindRight = reason.kind == error.kind || reason.kind == nil && !reason.isObject
        let isOffsetRight = reason.offset == error.offset || reason.offset == nil && !reason.isObject
        return isKindRight && (isOffsetRight || demands.comparison == .kinds)
    }

    /// What counts: the names of deviations are everybody's own (OTA-2), and the words of an error inside a message are
    /// for people (IF-3).
    private func essence(_ json: JSONValue) -> JSONValue {
        switch kind {
        case .gbcsMessage: return json.withoutErrorMessage
        case .frame, .otaFile:
            guard result == .lenient, case .object(var object) = json else { return json }
            _ = object.remove("deviations")
            return .object(object)
        }
    }

    /// As much of a line as somebody reads.
    private static func shortened(_ line: String) -> String {
        let limit = 4_000
        return line.count <= limit ? line : "\(line.prefix(limit))… (\(line.count) characters)"
    }
}

/// Where two values differ first, as `fields.records[1].value`; nil where they say the same.
private func difference(_ expected: JSONValue, _ got: JSONValue, at path: String = "") -> String? {
    guard expected != got else { return nil }
    switch (expected, got) {
    case (.object(let expected), .object(let got)):
        let keys = expected.members.map(\.key) + got.members.map(\.key)
        for key in keys where expected[key] != got[key] {
            let place = path.isEmpty ? key : "\(path).\(key)"
            guard let expected = expected[key] else { return "\(place), which has no place there" }
            guard let got = got[key] else { return "\(place), which is missing" }
            return difference(expected, got, at: place)
        }
        return "a key that is there twice"
    case (.array(let expected), .array(let got)):
        for (index, (left, right)) in zip(expected, got).enumerated() where left != right {
            return difference(left, right, at: "\(path)[\(index)]")
        }
        return "\(path), which has \(got.count) elements in place of \(expected.count)"
    default: return path.isEmpty ? "everything" : path
    }
}
