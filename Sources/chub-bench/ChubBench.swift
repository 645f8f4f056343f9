import Foundation

@main
enum ChubBench {
    static func main() {
        let status = run(Array(CommandLine.arguments.dropFirst()))
        guard fflush(nil) == 0 else {
            complain("cannot write the output")
            exit(74)
        }
        exit(status)
    }

    static func run(_ arguments: [String]) -> Int32 {
        if arguments.first == "compare" { return Comparison.run(Array(arguments.dropFirst())) }
        if Gate.isAsked(by: arguments) { return Gate.run(arguments, subjects: RowPlan.all.map(GateSubject.init)) }
        do {
            let options = try Options(arguments)
            if options.isHelpWanted {
                print(Options.help)
                return 0
            }
            if options.isListWanted {
                for name in options.plans.map(\.name) + options.large { print(name) }
                return 0
            }
            #if DEBUG
                throw WrongUsage(reason: "a debug build measures nothing; run it with swift run -c release chub-bench")
            #else
                return try measure(options)
            #endif
        } catch let error as WrongUsage {
            complain("\(error.reason); see chub-bench --help")
            return 64
        } catch let error as Measurement.DifferentResults {
            complain("\(error.row): the variants come to different results: \(error.sums)")
            return 1
        } catch let error as FleetRows.DifferentResults {
            complain("\(FleetRows.name): runs come to different results: \(error.text)")
            return 1
        } catch is FleetHome.Unfinished {
            complain("\(FleetRows.name): a home was not updated within a day")
            return 1
        } catch is ScalingHub.NotServed {
            complain("scaling: the hub did not answer each request with a block")
            return 1
        } catch is OutputFailed {
            complain("cannot write the output")
            return 74
        } catch {
            complain("\(error)")
            return 1
        }
    }

    /// Measures row by row, and prints each when it is done.
    private static func measure(_ options: Options) throws -> Int32 {
        if !Yardstick.countsAllocations { complain("a build with a sanitizer counts no allocations") }
        // Before two minutes of measuring rather than after.
        if let report = options.report, !ReportPage.canWrite(to: report) {
            return Comparison.failure("cannot write \(report)", 74)
        }
        let header = Header.current
        print(options.isJSON ? header.json : header.text + "\n" + Self.legend)
        var page = ReportPage()
        var heading = ""
        for plan in options.plans {
            if !options.isJSON, plan.heading != heading {
                heading = plan.heading
                print("\n\(heading)")
            }
            let result = try Measurement.measure(try plan.row(), seconds: options.seconds)
            print(options.isJSON ? ResultRow(result).json : result.text)
            page.rows.append(ResultRow(result))
            // A row takes a second: whoever reads along should not wait for the buffer to be full.
            try flush()
        }
        for name in options.large {
            let result = try LargeMeasurement.measure(name, homes: options.homes, seconds: options.seconds)
            print(options.isJSON ? result.json : "\n" + result.text)
            try flush()
            page.add(result)
        }
        return options.report.map { page.write(to: $0, header) } ?? 0
    }

    private static let legend = """
        Of each variant minimum/median per operation; the ratio is that of the first two
        minima, and a goal is the most that it may be.
        """

    /// What a full disk throws.
    private struct OutputFailed: Error {}

    private static func flush() throws {
        guard fflush(nil) == 0 else { throw OutputFailed() }
    }

    static func complain(_ message: String) {
        FileHandle.standardError.write(Data("chub-bench: \(message)\n".utf8))
    }
}
