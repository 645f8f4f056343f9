import Foundation

/// A row as the gate counts it: its subject alone.
struct GateSubject {
    /// What is run: `prepare` makes what a run uses up, and is not counted.
    struct Work {
        let operations: Int
        var prepare: (() -> Void)?
        let run: () -> UInt64
    }

    /// The row's name.
    let name: String
    let setUp: () throws -> Work
}

extension GateSubject {
    init(_ plan: RowPlan) {
        self.init(name: plan.name) {
            let row = try plan.row(divisor: GateCallgrind.divisor)
            guard let subject = row.variants.first else { return Work(operations: 1) { 0 } }
            return Work(operations: row.operations, prepare: subject.prepare, run: subject.run)
        }
    }
}

/// IF-5: counts of instructions under `valgrind --tool=callgrind`: this program runs itself, each row's subject a few
/// times, and asks valgrind for the counts of each by itself.
enum GateCallgrind {
    /// Why there are no counts.
    enum Failure: Error, Equatable {
        case notInstalled
        case failed(status: Int32)
        /// A row without counts.
        case notCounted(row: String)
        /// A row whose subject did not do its work: there is nothing to count.
        case notDone(row: String)

        var text: String {
            switch self {
            case .notInstalled: "valgrind is not installed (Debian: apt install valgrind)"
            case .failed(let status): "the run under valgrind ended with status \(status)"
            case .notCounted(let row): "valgrind wrote none of \(row)"
            case .notDone(let row): "\(row) did not do its work"
            }
        }
    }

    /// How often a row's subject runs while it is counted.
    static let runs = 2
    /// A row does one part in so many of its work, since valgrind takes fifty times as long.
    static let divisor = 4

    /// What the child says of a row on standard output, one line of JSON each.
    private struct ChildRow: Codable {
        let row: String
        let operations: Int
        let allocations: UInt64
    }

    /// What a file of callgrind says: what it was written for, and how many instructions.
    struct Dump: Equatable {
        let name: String
        let instructions: UInt64

        /// Reads the file; nil where it was not written for a request, or has no sum.
        init?(_ text: String) {
            var name: String?
            var sum: UInt64?
            for line in text.split(separator: "\n") {
                if let value = Self.value(of: "desc: Trigger: Client Request:", in: line) { name = value }
                if let value = Self.value(of: "summary:", in: line) ?? Self.value(of: "totals:", in: line) {
                    sum = value.split(separator: " ").first.flatMap { UInt64($0) }
                }
            }
            guard let name, let sum else { return nil }
            self.name = name
            instructions = sum
        }

        private static func value(of key: String, in line: Substring) -> String? {
            guard line.hasPrefix(key) else { return nil }
            return line.dropFirst(key.count).trimmingCharacters(in: .whitespaces)
        }
    }

    /// What the child does: each subject once, to warm it up, then counted, and written under the row's name each time.
    static func runChild(_ subjects: [GateSubject]) throws {
        for subject in subjects {
            let work = try subject.setUp()
            work.prepare?()
            let sum = work.run()
            var allocations: UInt64 = 0
            for _ in 0..<runs {
                work.prepare?()
                let before = Yardstick.allocations
                Yardstick.zeroStatistics()
                let again = work.run()
                Yardstick.dumpStatistics(subject.name)
                allocations += Yardstick.allocations - before
                guard again == sum, sum != .max else { throw Failure.notDone(row: subject.name) }
            }
            let child = ChildRow(row: subject.name, operations: work.operations * runs, allocations: allocations)
            print(String(decoding: try JSONEncoder().encode(child), as: UTF8.self))
        }
    }

    /// Runs this program again under valgrind; its rows' counts per operation, in their order.
    ///
    /// - Parameters:
    ///   - arguments: what makes the program a child.
    ///   - path: where valgrind is looked for, as in `PATH`.
    static func count(
        arguments: [String], path: String = ProcessInfo.processInfo.environment["PATH"] ?? ""
    ) throws -> [(row: String, counts: GateCounts)] {
        guard let valgrind = find("valgrind", in: path) else { throw Failure.notInstalled }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("chub-gate-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: valgrind)
        process.arguments =
            [
                "--quiet", "--tool=callgrind", "--callgrind-out-file=\(folder.path)/callgrind.out.%p",
                strippedProgram(in: folder, path: path),
            ] + arguments
        // Hash tables whose order changes from run to run would change the counts.
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_DETERMINISTIC_HASHING": "1"]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let lines = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure.failed(status: process.terminationStatus) }
        let dumps = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.lastPathComponent.hasPrefix("callgrind.out.") }
            .compactMap { (try? String(contentsOf: $0, encoding: .utf8)).flatMap(Dump.init) }
        return try lines.split(separator: 0x0A).map { line in
            let child = try JSONDecoder().decode(ChildRow.self, from: line)
            let counted = dumps.filter { $0.name == child.row }
            guard counted.count == runs else { throw Failure.notCounted(row: child.row) }
            let instructions = counted.reduce(0) { $0 + $1.instructions }
            let operations = Double(child.operations)
            return (
                child.row,
                GateCounts(
                    instructions: Double(instructions) / operations,
                    allocations: Double(child.allocations) / operations)
            )
        }
    }

    /// A copy of this program without debugging information, which valgrind needs not read, and cannot where it is older
    /// than the compiler; the program itself where there is nothing to strip it with.
    private static func strippedProgram(in folder: URL, path: String) -> String {
        let program =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        guard let strip = find("strip", in: path) ?? find("llvm-strip", in: path) else { return program }
        let copy = folder.appendingPathComponent("chub-bench").path
        let process = Process()
        process.executableURL = URL(fileURLWithPath: strip)
        process.arguments = ["-g", "-o", copy, program]
        guard (try? process.run()) != nil else { return program }
        process.waitUntilExit()
        return process.terminationStatus == 0 ? copy : program
    }

    private static func find(_ program: String, in path: String) -> String? {
        path.split(separator: ":").map { "\($0)/\(program)" }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }
}
