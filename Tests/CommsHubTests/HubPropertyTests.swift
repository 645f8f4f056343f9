import GBCSCodec
import Testing
import TestSupport

@testable import CommsHub

@Suite("HUB-80 to HUB-82 after any sequence of operations")
struct HubPropertyTests {
    /// What a sequence breaks; nil when all is well.
    private func violation(
        seed: UInt64, _ operations: [HubOperation], also invariant: (HubModel) throws -> Void = { _ in }
    ) -> String? {
        do {
            let model = try HubModel(hasTime: seed % 8 > 0) { HubOperationSource.configure(&$0, seed: seed) }
            for operation in operations {
                try model.run(operation)
                try invariant(model)
            }
            try model.drain()
            try model.checkOutcomes()
            return nil
        } catch {
            return "\(error)"
        }
    }

    private func operations(seed: UInt64, count: Int) -> [HubOperation] {
        var source = HubOperationSource(seed: seed)
        return source.operations(count: count)
    }

    @Test(
        "HUB-4, HUB-80, HUB-81, HUB-82: any frames, requests, times and polls leave the invariants standing",
        arguments: 0..<8 as Range<UInt64>)
    func invariants(group: UInt64) {
        for seed in (group * 50)..<(group * 50 + 50) {
            let operations = operations(seed: seed, count: 100)
            guard violation(seed: seed, operations) != nil else { continue }
            let short = shrunk(operations) { violation(seed: seed, $0) != nil }
            Issue.record(
                """
                seed \(seed): \(violation(seed: seed, short) ?? "")
                \(short.map { "  \($0)" }.joined(separator: "\n"))
                """)
            return
        }
    }

    @Test("HUB-80: the sequences reach every outcome, and every state of a target")
    func coverage() throws {
        var responses: [Alert.Response] = []
        var states: Set<TargetStatus.State> = []
        var isDeferred = false
        for seed in 0..<100 as Range<UInt64> {
            let model = try HubModel(hasTime: seed % 8 > 0) { HubOperationSource.configure(&$0, seed: seed) }
            for operation in operations(seed: seed, count: 100) {
                try model.run(operation)
                states.formUnion(model.harness.states)
                if model.harness.hub.deferred != nil { isDeferred = true }
            }
            responses += model.alerts.map(\.response)
        }
        let all: [Alert.Response] = [
            .fileTransferSuccess, .imageDiscarded, .hardwareVersionMismatch, .fileTransferFailure,
            .firmwareReadSuccess, .firmwareReadFailure,
        ]
        for response in all { #expect(responses.count { $0 == response } >= 5, "\(response)") }
        #expect(states.count == 8)
        #expect(isDeferred)
    }

    @Test("HUB-82: a false invariant is broken by a sequence that shrinks to an update and a query")
    func falseInvariant() throws {
        func isBroken(_ operations: [HubOperation]) -> Bool {
            violation(seed: 1, operations) { model in
                if model.harness.states.contains(.offered) { throw Violation("nothing is ever offered") }
            } == "nothing is ever offered"
        }
        let seeds = 0..<50 as Range<UInt64>
        let broken = try #require(seeds.lazy.map { operations(seed: $0, count: 100) }.first(where: isBroken))
        let short = shrunk(broken, fails: isBroken)
        #expect(short.count == 2)
        guard case .update = short.first, case .frame = short.last else {
            Issue.record("\(short)")
            return
        }
    }
}

@Suite("The shrinking of a failing sequence")
struct ShrinkingTests {
    @Test("What is left is what is needed, in order", arguments: [[17], [0, 99], [3, 4, 50], Array(20..<30)])
    func elements(needed: [Int]) {
        var calls = 0
        let short = shrunk(Array(0..<100)) { rest in
            calls += 1
            return needed.allSatisfy(rest.contains)
        }
        #expect(short == needed)
        #expect(calls < 1_000)
    }

    @Test("A sequence that fails when it is empty becomes empty")
    func empty() { #expect(shrunk([1, 2, 3]) { _ in true } == []) }

    @Test("What depends on another element goes after it")
    func dependent() {
        // Five matter, or one of them without its forerunner does not.
        let short = shrunk(Array(0..<64)) { rest in rest.count { $0 % 2 == 0 } >= 5 }
        #expect(short.count == 5)
        #expect(short.allSatisfy { $0 % 2 == 0 })
    }
}
