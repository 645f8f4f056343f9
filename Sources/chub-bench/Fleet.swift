import CommsHub
import Foundation
import Synchronization

/// IF-5: a request to many homes that share one image, from its arrival to the last alert.
enum Fleet {
    /// What a run came to and what it cost.
    struct Result: Sendable {
        let homes: Int
        let threads: Int
        /// Those of all homes.
        var alerts = 0
        /// Over the outcomes of all homes in order; it depends on neither threads nor time.
        var digest = FleetDigest()
        /// Of the whole run, in seconds.
        var wall = 0.0
        /// What the process spent meanwhile outside the kernel, in seconds, all threads together.
        var user = 0.0
        /// Allocations of the whole run.
        var allocations: UInt64 = 0
        /// Resident octets a home, once all are made, and once each has its image.
        var created = 0
        var arrived = 0

        var nanosecondsPerHome: Double { wall * 1e9 / Double(max(1, homes)) }
    }

    /// Makes the homes, lets the image arrive at each, and runs one after another on each thread. A home that is done
    /// is freed, so that no more devices than threads hold what they have fetched.
    static func run(
        homes: Int, threads: Int, upgradeImage: [UInt8], progress: FleetProgress = FleetProgress(of: 0)
    ) throws -> Result {
        let configuration = HubConfiguration()
        let slices = (0..<threads).map { index in
            FleetSlice(index * homes / threads..<(index + 1) * homes / threads)
        }
        var result = Result(homes: homes, threads: threads)
        let before = ProcessFigures.releasingFreeMemory()
        let clock = ContinuousClock()
        let start = clock.now
        try FleetSlice.run(slices) { try $0.create(configuration) }
        let created = ProcessFigures.now()
        try FleetSlice.run(slices) { try $0.request(upgradeImage) }
        let arrived = ProcessFigures.now()
        try FleetSlice.run(slices) { try $0.runHomes(progress) }
        result.wall = (clock.now - start) / .seconds(1)
        result.user = ProcessFigures.now().user - before.user
        result.allocations = slices.reduce(0) { $0 + $1.allocations }
        result.created = (created.resident - before.resident) / max(1, homes)
        result.arrived = (arrived.resident - before.resident) / max(1, homes)
        for outcome in slices.flatMap(\.outcomes) {
            result.alerts += outcome.alerts.count
            result.digest.add(outcome.digest.value)
        }
        return result
    }
}

/// The homes of one thread. It is reached by one thread at a time: by its own, and by the caller between two steps.
final class FleetSlice: @unchecked Sendable {
    /// A place for a home, which an array cannot hold itself: a home cannot be copied.
    private final class Place {
        var home: FleetHome?

        init(_ home: consuming FleetHome) { self.home = consume home }
    }

    private let numbers: Range<Int>
    private var places: [Place] = []
    private(set) var outcomes: [HomeOutcome] = []
    /// Made by all steps; they are counted by thread.
    private(set) var allocations: UInt64 = 0
    private var failure: (any Error)?

    init(_ numbers: Range<Int>) { self.numbers = numbers }

    func create(_ configuration: HubConfiguration) throws {
        places.reserveCapacity(numbers.count)
        for number in numbers { places.append(Place(try FleetHome(number, configuration: configuration))) }
    }

    func request(_ upgradeImage: [UInt8]) throws {
        for place in places { try place.home?.request(upgradeImage) }
    }

    func runHomes(_ progress: FleetProgress) throws {
        var buffer = [UInt8](repeating: 0, count: 512)
        outcomes.reserveCapacity(places.count)
        for place in places {
            guard var home = place.home.take() else { continue }
            outcomes.append(try home.run(&buffer))
            progress.countHome()
        }
    }

    /// Does a step on every slice, each on a thread of its own, and waits; one slice stays on the caller's thread.
    static func run(_ slices: [FleetSlice], _ step: @escaping @Sendable (FleetSlice) throws -> Void) throws {
        let group = DispatchGroup()
        for slice in slices.dropFirst() {
            group.enter()
            Thread.detachNewThread {
                slice.attempt(step)
                group.leave()
            }
        }
        slices.first?.attempt(step)
        group.wait()
        for slice in slices { if let failure = slice.failure { throw failure } }
    }

    private func attempt(_ step: (FleetSlice) throws -> Void) {
        let before = Yardstick.allocations
        defer { allocations += Yardstick.allocations - before }
        do {
            try step(self)
        } catch {
            failure = error
        }
    }
}

/// Tells on standard error how many homes are done, where that is a terminal.
final class FleetProgress: Sendable {
    private let total: Int
    private let done = Atomic(0)

    init(of total: Int) { self.total = isatty(STDERR_FILENO) == 1 ? total : 0 }

    func countHome() {
        guard total > 0 else { return }
        let count = done.add(1, ordering: .relaxed).newValue
        guard count % max(1, total / 100) == 0 || count == total else { return }
        let end = count == total ? "\r\u{1B}[K" : ""
        FileHandle.standardError.write(Data("\rfleet: \(count) of \(total) homes\(end)".utf8))
    }
}
