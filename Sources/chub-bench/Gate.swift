import Foundation

/// IF-5: `--gate`: instructions and allocations against thresholds that are checked in. Time is not judged: it depends
/// on what else the machine does.
enum Gate {
    static let help = """
        Usage: chub-bench --gate [--record] [--filter NAME] [--thresholds FILE]

        Counts the instructions and the allocations of each row's subject, under
        valgrind, and compares them with the thresholds: more than 2 % more
        instructions, or any more allocations, fail. With another compiler, or on
        another processor, than the thresholds name, allocations alone are compared.

          --record              write the thresholds anew
          --filter NAME         only rows whose name contains NAME, in any case
          --thresholds FILE     default Documentation/benchmarks/thresholds.json

        Exit status: 0 within, 1 over a threshold, 64 wrong usage or a debug build,
        65 the file holds no thresholds, 66 it cannot be read, 69 valgrind is not
        installed or failed, 74 the thresholds cannot be written.
        """

    /// What makes the program count under valgrind, and is no option for people.
    static let childOption = "--gate-child"

    /// Whether the program is to be the gate, or the gate's child.
    static func isAsked(by arguments: [String]) -> Bool {
        arguments.contains("--gate") || arguments.first == childOption
    }

    /// The options; nil where they make no sense.
    struct Options: Equatable {
        var records = false
        var filter = ""
        var thresholds = "Documentation/benchmarks/thresholds.json"

        init?(_ arguments: [String]) {
            var rest = arguments[...]
            while let argument = rest.popFirst() {
                switch argument {
                case "--gate", Gate.childOption: break
                case "--record": records = true
                case "--filter":
                    guard let name = rest.popFirst() else { return nil }
                    filter = name
                case "--thresholds":
                    guard let file = rest.popFirst(), !file.hasPrefix("-") else { return nil }
                    thresholds = file
                default: return nil
                }
            }
        }

        /// Whether the filter lets a row through.
        func includes(_ name: String) -> Bool { filter.isEmpty || name.localizedCaseInsensitiveContains(filter) }
    }

    /// Runs the gate, or its child.
    ///
    /// - Parameters:
    ///   - arguments: those of the program.
    ///   - subjects: of all rows.
    static func run(_ arguments: [String], subjects: [GateSubject]) -> Int32 {
        if arguments.contains("--help") || arguments.contains("-h") {
            print(help)
            return 0
        }
        guard let options = Options(arguments) else {
            return Comparison.failure("--gate takes --record, --filter and --thresholds alone; see --gate --help", 64)
        }
        let subjects = subjects.filter { options.includes($0.name) }
        guard !subjects.isEmpty else {
            return Comparison.failure("no row's name contains \"\(options.filter)\"; --list prints them", 64)
        }
        let isChild = arguments.first == childOption
        guard isChild || Header.build == "release" else {
            return Comparison.failure("--gate counts a release build: swift run -c release chub-bench --gate", 64)
        }
        guard !isChild || Yardstick.isUnderValgrind else {
            return Comparison.failure("\(childOption) is for the gate's own run under valgrind; use --gate", 64)
        }
        do {
            guard !isChild else {
                try GateCallgrind.runChild(subjects)
                return 0
            }
            let counts = try GateCallgrind.count(arguments: [childOption, "--filter", options.filter])
            return options.records
                ? record(counts, options, Header.current) : judge(counts, options, Header.current)
        } catch let failure as GateCallgrind.Failure {
            return Comparison.failure("--gate: no counts: \(failure.text)", 69)
        } catch {
            return Comparison.failure("--gate: no counts: \(error)", 69)
        }
    }

    private static func judge(
        _ counts: [(row: String, counts: GateCounts)], _ options: Options, _ header: Header
    ) -> Int32 {
        guard let octets = FileManager.default.contents(atPath: options.thresholds) else {
            return Comparison.failure("cannot read \(options.thresholds); write it with --gate --record", 66)
        }
        guard var thresholds = try? GateThresholds(octets) else {
            return Comparison.failure("\(options.thresholds) holds no thresholds", 65)
        }
        thresholds.rows = thresholds.rows.filter { options.includes($0.key) }
        // The C library chooses how it copies octets by the processor.
        let isComparable = thresholds.compiler == header.compiler && thresholds.cpu == header.cpu
        if !isComparable {
            print(
                """
                The thresholds were counted with \(thresholds.compiler) on \(thresholds.cpu),
                this is \(header.compiler) on \(header.cpu):
                instructions are not compared.
                """)
        }
        let verdicts = GateVerdict.judge(counts, against: thresholds, comparesInstructions: isComparable)
        for verdict in verdicts { print(verdict.text) }
        let failures = verdicts.filter(\.isFailure).count
        print(failures == 0 ? "\(verdicts.count) rows within their thresholds" : "\(failures) rows failed")
        return failures == 0 ? 0 : 1
    }

    private static func record(
        _ counts: [(row: String, counts: GateCounts)], _ options: Options, _ header: Header
    ) -> Int32 {
        // With a filter the other rows keep theirs.
        let known = options.filter.isEmpty ? nil : FileManager.default.contents(atPath: options.thresholds)
        var thresholds =
            known.flatMap { try? GateThresholds($0) } ?? GateThresholds(compiler: "", cpu: "", rows: [:])
        thresholds.compiler = header.compiler
        thresholds.cpu = header.cpu
        for (row, counts) in counts { thresholds.rows[row] = counts }
        let file = URL(fileURLWithPath: options.thresholds)
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try thresholds.json.write(to: file)
        } catch {
            return Comparison.failure("cannot write \(options.thresholds): \(error.localizedDescription)", 74)
        }
        print("\(counts.count) thresholds are in \(options.thresholds)")
        return 0
    }
}
