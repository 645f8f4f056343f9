/// What stands in the way of a measurement, in words.
struct WrongUsage: Error {
    let reason: String
}

/// IF-5: what `chub-bench` is asked to do.
struct Options {
    var isHelpWanted = false
    var isListWanted = false
    var isJSON = false
    /// How long each row runs; all of them take two minutes.
    var seconds = 1.5
    /// Those that are wanted.
    var plans = RowPlan.all

    static let help = """
        Usage: chub-bench [--json] [--filter NAME] [--seconds S] [--list]

        Measures codec, hub, device and simulation, most of them against hand-written C
        compiled with -O3. Each row runs its variants in turn and prints, for each, the
        minimum and the median per operation, allocations, instructions where the
        machine counts them, and the ratio of the minima, subject to yardstick.
        Run it in release: swift run -c release chub-bench

          --json          one JSON object a line: a header, then each row
          --filter NAME   only rows whose name contains NAME, in any case
          --seconds S     how long each row runs (default 1.5)
          --list          the rows' names, and no measurement

        Exit status: 0 done, 1 variants came to different results, 64 wrong usage or a
        debug build.
        """

    init(_ arguments: [String]) throws(WrongUsage) {
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h": isHelpWanted = true
            case "--list": isListWanted = true
            case "--json": isJSON = true
            case "--filter":
                guard let name = rest.popFirst() else { throw WrongUsage(reason: "--filter takes a name") }
                plans = plans.filter { $0.name.lowercased().contains(name.lowercased()) }
                guard !plans.isEmpty else {
                    throw WrongUsage(reason: "no row's name contains \"\(name)\"; --list prints them")
                }
            case "--seconds":
                guard let value = rest.popFirst().flatMap(Double.init), value > 0, value <= 3_600 else {
                    throw WrongUsage(reason: "--seconds takes a number above 0 and at most 3600")
                }
                seconds = value
            default:
                throw WrongUsage(reason: "unknown argument \(argument)")
            }
        }
    }
}
