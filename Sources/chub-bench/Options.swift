import Foundation

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
    var large = LargeMeasurement.names
    /// How many homes the fleet has.
    var homes = FleetRows.usualHomes
    /// Where the page goes; nil for none.
    var report: String?

    static let help = """
        Usage: chub-bench [--json] [--filter NAME] [--seconds S] [--list]
                          [--homes N] [--report FILE.html]
               chub-bench compare OLD.json NEW.json
               chub-bench --gate [--record]

        Measures codec, hub, device and simulation, most of them against hand-written C
        compiled with -O3. Each row runs its variants in turn and prints, for each, the
        minimum and the median per operation, allocations, instructions where the
        machine counts them, and the ratio of the minima, subject to yardstick. After
        the rows come a fleet of homes, and tables of how the cost of a block scales.
        Run it in release: swift run -c release chub-bench

          --json          one JSON object a line: a header, then each row
          --filter NAME   only rows whose name contains NAME, in any case
          --seconds S     how long each row runs (default 1.5)
          --list          the rows' names, and no measurement
          --homes N       how many homes the fleet has (default 300)
          --report FILE   writes the figures as a page too, with plots

        compare and --gate have a --help of their own.

        Exit status: 0 done, 1 variants came to different results or the work was not
        done, 64 wrong usage or a debug build, 74 output or page cannot be
        written.
        """

    init(_ arguments: [String]) throws(WrongUsage) {
        var rest = arguments[...]
        var isFleetWanted = false
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h": isHelpWanted = true
            case "--list": isListWanted = true
            case "--json": isJSON = true
            case "--filter":
                guard let name = rest.popFirst() else { throw WrongUsage(reason: "--filter takes a name") }
                plans = plans.filter { $0.name.localizedCaseInsensitiveContains(name) }
                large = large.filter { $0.localizedCaseInsensitiveContains(name) }
                guard !plans.isEmpty || !large.isEmpty else {
                    throw WrongUsage(reason: "no row's name contains \"\(name)\"; --list prints them")
                }
            case "--seconds":
                guard let value = rest.popFirst().flatMap(Double.init), value > 0, value <= 3_600 else {
                    throw WrongUsage(reason: "--seconds takes a number above 0 and at most 3600")
                }
                seconds = value
            case "--homes":
                guard let value = rest.popFirst().flatMap(Int.init), (2...1_000_000).contains(value) else {
                    throw WrongUsage(reason: "--homes takes a number from 2 to 1000000")
                }
                homes = value
                isFleetWanted = true
            case "--report":
                guard let file = rest.popFirst(), !file.hasPrefix("-") else {
                    throw WrongUsage(reason: "--report takes a file")
                }
                report = file
            default:
                throw WrongUsage(reason: "unknown argument \(argument)")
            }
        }
        if isListWanted, isJSON || report != nil {
            throw WrongUsage(reason: "--list measures nothing, so that there is no --json and no --report of it")
        }
        if isFleetWanted, !large.contains(FleetRows.name) {
            throw WrongUsage(reason: "--homes is for the fleet, which --filter leaves out")
        }
    }
}
