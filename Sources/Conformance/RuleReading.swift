import OrderedJSON

extension JSONFields {
    /// IF-4: takes the identifiers of the rules that a test or a step stands for, one at least.
    mutating func rules() throws(NotationError) -> [String] {
        var rules: [String] = []
        for json in try array("rules") {
            guard case .string(let rule) = json else {
                throw wrong("rules", "\(json.typeName) stands in place of a string")
            }
            guard !rules.contains(rule) else { throw wrong("rules", "\(rule) stands there twice") }
            rules.append(rule)
        }
        guard !rules.isEmpty else { throw wrong("rules", "there is none") }
        return rules
    }

    /// IF-4: takes the reason for which a test or a scenario is withdrawn; nil where it is not.
    mutating func withdrawal() throws(NotationError) -> String? {
        guard has("withdrawn") else { return nil }
        let reason = try string("withdrawn")
        guard !reason.isEmpty else { throw wrong("withdrawn", "there is no reason") }
        return reason
    }
}
