import OrderedJSON

extension JSONFields {
    /// Takes the identifiers of the rules that a test or a step stands for; none where it names none.
    mutating func rules() throws(NotationError) -> [String] {
        guard has("rules") else { return [] }
        var rules: [String] = []
        for json in try array("rules") {
            guard case .string(let rule) = json else {
                throw wrong("rules", "\(json.typeName) stands in place of a string")
            }
            rules.append(rule)
        }
        return rules
    }
}
