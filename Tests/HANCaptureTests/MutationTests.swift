import CommsHub
import HANCapture
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

/// What is planted in a clean capture is found: at its frame, by its rule, and nothing else.
@Suite("check-capture: planted violations")
struct MutationTests {
    @Test(
        "ZCL-1, ZCL-2, OTA-1 to OTA-7, HUB-24 to HUB-30, HUB-81: each planted violation, and no other",
        arguments: codec + control + correlation + blocks + tries + pages + ends + versions)
    func planted(_ mutation: Mutation) throws {
        let run = try CapturedRun([mutation.type], size: mutation.type == .ihd ? 1_400 : 1_000)
        #expect(run.violations().isEmpty)
        var plant = Plant(frames: run.frames.frames, end: run.frames.end ?? .start)
        try mutation.plant(&plant)
        let findings = CaptureCheck(CapturedFrames(plant.frames, end: plant.end)).violations
        #expect(findings.map(\.rule) == [mutation.rule], "\(findings.map(\.brief))")
        #expect(findings.map(\.party) == [mutation.party])
        #expect(findings.map(\.frame.number) == [plant.expected])
        if let offset = mutation.offset { #expect(findings.map(\.offset) == [offset]) }
    }
}
