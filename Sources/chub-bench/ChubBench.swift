import Foundation

@main
enum ChubBench {
    static let help = """
        Usage: chub-bench [--json] [--filter NAME] [--seconds S]

        Measures the codec against hand-written C compiled with -O3. Each row runs its variants in turn and
        prints, for each, the minimum and the median in nanoseconds per operation and the allocations per
        operation, and the median of the ratio subject to yardstick, round by round.
        Run it in release: swift run -c release chub-bench

          --json          one JSON object a row
          --filter NAME   only rows whose name contains NAME, in any case
          --seconds S     how long each row runs (default 1)

        Exit status: 0 done, 1 variants came to different results, 64 wrong usage.
        """

    static func main() {
        exit(run(Array(CommandLine.arguments.dropFirst())))
    }

    static func run(_ arguments: [String]) -> Int32 {
        var json = false
        var filter = ""
        var seconds = 1.0
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--help", "-h":
                print(help)
                return 0
            case "--json":
                json = true
            case "--filter":
                guard let name = rest.popFirst() else { return usage("--filter takes a name") }
                filter = name
            case "--seconds":
                guard let value = rest.popFirst().flatMap(Double.init), value > 0, value <= 3_600 else {
                    return usage("--seconds takes a number above 0 and at most 3600")
                }
                seconds = value
            default:
                return usage("unknown argument \(argument)")
            }
        }
        let rows = (CodecRows.all + MessageRows.all + HubRows.all).filter {
            filter.isEmpty || $0.name.localizedCaseInsensitiveContains(filter)
        }
        guard !rows.isEmpty else { return usage("no row's name contains \(filter)") }
        if !Yardstick.countsAllocations {
            FileHandle.standardError.write(Data("chub-bench: a build with a sanitizer counts no allocations\n".utf8))
        }
        for row in rows {
            do {
                let result = try Measurement.measure(row, seconds: seconds)
                print(json ? jsonLine(result) : text(result))
            } catch {
                FileHandle.standardError.write(Data("chub-bench: \(row.name): variants differ: \(error)\n".utf8))
                return 1
            }
        }
        return 0
    }

    private static func usage(_ message: String) -> Int32 {
        FileHandle.standardError.write(Data("chub-bench: \(message); see chub-bench --help\n".utf8))
        return 64
    }

    private static func text(_ result: RowResult) -> String {
        var lines = ["\(result.row.name)"]
        for (variant, figures) in zip(result.row.variants, result.figures) {
            lines.append(
                String(
                    format: "  %@  min %8.2f ns  median %8.2f ns  allocations %g",
                    variant.name.padding(toLength: 6, withPad: " ", startingAt: 0), figures.minimum, figures.median,
                    figures.allocations))
        }
        lines.append(String(format: "  ratio  %.2f", result.ratio))
        return lines.joined(separator: "\n")
    }

    private static func jsonLine(_ result: RowResult) -> String {
        let variants = zip(result.row.variants, result.figures).map { variant, figures in
            String(
                format: "{\"name\":\"%@\",\"minimum\":%.3f,\"median\":%.3f,\"allocations\":%g}",
                variant.name, figures.minimum, figures.median, figures.allocations)
        }
        return "{\"row\":\"\(result.row.name)\",\"unit\":\"ns/operation\",\"operations\":\(result.row.operations),"
            + "\"variants\":[\(variants.joined(separator: ","))],"
            + String(format: "\"ratio\":%.3f}", result.ratio)
    }
}
