import CBaseline
import Foundation

/// What the process uses, as Linux tells it.
struct ProcessFigures {
    /// The resident set in octets.
    var resident = 0
    /// Time spent outside the kernel in seconds, to a hundredth.
    var user = 0.0

    static func now() -> ProcessFigures {
        // proc(5): the second number of statm is the resident set in pages; of stat, after the name in parentheses, the
        // twelfth is the user time in ticks.
        let memory = text("statm").split(separator: " ")
        let times = text("stat").split(separator: ")").last?.split(separator: " ") ?? []
        return ProcessFigures(
            resident: (memory.count > 1 ? Int(memory[1]) ?? 0 : 0) * sysconf(Int32(_SC_PAGESIZE)),
            user: Double(times.count > 11 ? Int(times[11]) ?? 0 : 0) / Double(sysconf(Int32(_SC_CLK_TCK))))
    }

    /// The same after the allocator gave back what it holds and does not need, so that what comes next is seen to grow.
    static func releasingFreeMemory() -> ProcessFigures {
        baseline_release_free_memory()
        return now()
    }

    private static func text(_ name: String) -> String {
        (try? String(contentsOfFile: "/proc/self/\(name)", encoding: .utf8)) ?? ""
    }
}
