import Foundation

/// IF-5: the fleet as rows: what a home costs on two threads against one, and what memory it needs.
enum FleetRows {
    /// What `--filter` looks in.
    static let name = "fleet: a home, from the request to 0x8F8B"
    static let memoryName = "fleet: memory of a home that has its image"
    /// Homes where `--homes` says nothing.
    static let usualHomes = 300
    static let imageSize = 256 * 1_024
    /// How many times as fast two threads are to be as one.
    static let speedUpGoal = 1.8
    /// How many octets a home with its image may need.
    static let memoryGoal = 2_048.0

    /// Two runs of the same homes that differ in what came of them.
    struct DifferentResults: Error {
        let results: [Fleet.Result]

        /// The alerts and the digest of each run.
        var text: String {
            results.map {
                "\($0.threads == 1 ? "1 thread" : "\($0.threads) threads"): \($0.alerts) alerts, digest \($0.digest.text)"
            }
            .joined(separator: "; ")
        }
    }

    /// Runs the fleet on one thread and on two; a small one three times, of which the fastest counts.
    static func measure(homes: Int, imageSize: Int = imageSize) throws -> FleetMeasurement {
        let image = SampleFile.upgradeImage(imageSize)
        // What the process needs once, of code and of its allocator, is not to be counted with the homes.
        _ = try Fleet.run(homes: 2, threads: 2, upgradeImage: image)
        var runs: [[Fleet.Result]] = [[], []]
        for _ in 0..<(homes > 1_000 ? 1 : 3) {
            for threads in 1...2 {
                runs[threads - 1].append(
                    try Fleet.run(
                        homes: homes, threads: threads, upgradeImage: image, progress: FleetProgress(of: homes)))
            }
        }
        let all = runs.flatMap(\.self)
        guard all.allSatisfy({ $0.digest == all[0].digest && $0.alerts == 2 * homes }) else {
            throw DifferentResults(results: all)
        }
        return FleetMeasurement(homes: homes, imageSize: imageSize, runs: runs)
    }
}

/// The runs of a fleet: the first list on one thread, the second on two.
struct FleetMeasurement {
    let homes: Int
    let imageSize: Int
    let runs: [[Fleet.Result]]

    /// The fastest run on one thread, and the one on two.
    var best: [Fleet.Result] { runs.compactMap { $0.min { $0.wall < $1.wall } } }

    /// How much faster two threads are than one.
    var speedUp: Double { best[0].wall / best[1].wall }

    /// What `--json` prints: the time of a home on two threads against one, and its memory in octets.
    var rows: [ResultRow] {
        let variants = zip(["two threads", "one thread"], runs.reversed()).map { name, runs in
            let times = runs.map(\.nanosecondsPerHome)
            return ResultVariant(
                name: name, minimum: times.min() ?? 0, median: Measurement.median(times),
                allocations: Double(runs[0].allocations) / Double(max(1, homes)))
        }
        let memory = runs[0][0]
        return [
            ResultRow(
                row: FleetRows.name, unit: "ns/home", operations: homes, octets: imageSize, variants: variants,
                ratio: 1 / speedUp, goal: (10_000 / FleetRows.speedUpGoal).rounded() / 10_000),
            ResultRow(
                row: FleetRows.memoryName, unit: "octets/home", operations: homes,
                variants: [("image held", memory.arrived), ("created", memory.created)].map { name, octets in
                    ResultVariant(name: name, minimum: Double(octets), median: Double(octets), allocations: 0)
                }, ratio: Double(memory.arrived) / FleetRows.memoryGoal, goal: 1),
        ]
    }

    var text: String {
        var lines = ["fleet: \(homes) homes, an image of \(imageSize) octets each"]
        for run in best {
            lines.append(
                String(
                    format: "  %d thread%@ %8.2f s wall %8.2f s user %8.0f homes/s %8.3f ms a home", run.threads,
                    run.threads == 1 ? " " : "s", run.wall, run.user, Double(homes) / run.wall,
                    run.nanosecondsPerHome / 1e6))
        }
        lines.append(
            String(
                format: "  two threads are %.2f times as fast (goal %g), user time %.2f of that of one", speedUp,
                FleetRows.speedUpGoal, best[1].user / max(0.01, best[0].user)))
        lines.append(
            String(
                format: "  memory a home: %d octets created, %d with its image (goal %g)", runs[0][0].created,
                runs[0][0].arrived, FleetRows.memoryGoal))
        lines.append("  \(best[0].alerts) alerts, digest \(best[0].digest.text), on one thread as on two")
        return lines.joined(separator: "\n")
    }
}
