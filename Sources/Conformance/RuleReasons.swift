extension RuleIndex {
    // By letters and number: a name in full is how a source says that it implements a rule.
    private static let reasons: [(letters: String, numbers: ClosedRange<Int>, reason: String)] = [
        ("OTA", 9...9, "the form of captures: Wireshark is asked about it, see Interoperability/README.md"),
        ("HUB", 34...34, "what a hub remembers is asked of its own interface, and crosses neither HAN nor WAN"),
        ("HUB", 70...71, "a reboot is no step of a scenario"),
        ("IF", 1...1, "the command of this project"),
        ("IF", 2...2, "the form in which every test of a frame gives its fields"),
        ("IF", 3...3, "the form in which every test of a message gives its content"),
        ("IF", 4...4, "the form of all these files"),
        ("IF", 5...5, "the benchmark of this project"),
        ("DCC", 7...7, "the order of requests before they reach a hub"),
    ]

    /// Why no vector, scenario or placement shows a rule; nil where there is no reason.
    public static func reason(_ rule: String) -> String? {
        let parts = rule.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, let number = Int(parts[1]) else { return nil }
        return reasons.first { $0.letters == parts[0] && $0.numbers.contains(number) }?.reason
    }
}
