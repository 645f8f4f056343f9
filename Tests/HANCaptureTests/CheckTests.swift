import CommsHub
import HANCapture
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

/// README, "A capture of yours": which violations each fault of `chub update` plants.
@Suite("check-capture: faults and clean runs")
struct CheckTests {
    struct Planted: Sendable {
        let fault: Fault
        let rule: String
        let party: Finding.Party
        /// Whether the file has to be at hand where no Image Notify told of it, and no flag.
        var needsImage = false
    }

    static let faults: [Planted] = [
        Planted(fault: .corruptImage, rule: "OTA-7", party: .device),
        Planted(fault: .hardwareMismatch, rule: "HUB-23", party: .device, needsImage: true),
        Planted(fault: .lostBlocks, rule: "OTA-6", party: .hub),
        Planted(fault: .silence, rule: "HUB-27", party: .device),
        Planted(fault: .keepsVersion, rule: "HUB-30", party: .device),
        Planted(fault: .noVersion, rule: "HUB-30", party: .device),
    ]

    @Test(
        "OTA-6, OTA-7, HUB-23, HUB-27, HUB-30: each fault is one violation a device, and nothing else",
        arguments: faults)
    func planted(_ planted: Planted) throws {
        for type in [DeviceType.ppmid, .ihd, .esme, .gsme, .hcalcs] {
            for seed in 1...2 as ClosedRange<UInt64> {
                let run = try CapturedRun([type], seed: seed) { $0.fault = planted.fault }
                var settings = CheckSettings()
                if planted.needsImage { settings.image = run.image }
                let found = run.violations(settings)
                // Meters are activated by messages, and the hub does not read their version.
                let isVersion = planted.rule == "HUB-30"
                let expected = isVersion && type.useCase == .cs05b ? [] : ["\(planted.rule) \(planted.party)"]
                #expect(
                    found.map { "\($0.rule) \($0.party)" } == expected, "\(type), seed \(seed): \(found.map(\.brief))")
                if !expected.isEmpty { #expect(!run.isSuccess) }
            }
        }
    }

    @Test("HUB-23: without the file at hand a mismatch shows where the hub told of a file first")
    func mismatchWithoutImage() throws {
        for (type, count) in [(DeviceType.ppmid, 1), (.ihd, 1), (.gsme, 1), (.esme, 0), (.hcalcs, 0)] {
            let run = try CapturedRun([type]) { $0.fault = .hardwareMismatch }
            #expect(run.violations().map(\.rule) == [String](repeating: "HUB-23", count: count), "\(type)")
        }
    }

    @Test("HUB-23 to HUB-30: with two devices each has its violation", arguments: faults)
    func twoDevices(_ planted: Planted) throws {
        let run = try CapturedRun([.ppmid, .ihd]) { $0.fault = planted.fault }
        let found = run.violations()
        #expect(found.map(\.rule) == [planted.rule, planted.rule], "\(found.map(\.brief))")
        #expect(Set(found.map(\.device.short)) == [1, 2])
    }

    @Test(
        "OTA-6, OTA-7: a run that keeps the rules has no violation, with losses or without",
        arguments: [DeviceType.ppmid, .ihd, .esme, .gsme, .hcalcs])
    func clean(_ type: DeviceType) throws {
        for seed in 1...20 as ClosedRange<UInt64> {
            for loss in [0, 0.05] {
                let run = try CapturedRun([type], size: 1_000, seed: seed) { $0.loss = loss }
                let found = run.violations()
                #expect(found.isEmpty, "seed \(seed), loss \(loss): \(found.map(\.brief))")
            }
        }
    }

    @Test("HUB-28, HUB-30, HUB-41: several devices, and a later activation")
    func later() throws {
        for seed in 1...5 as ClosedRange<UInt64> {
            for types in [[DeviceType.ppmid, .ihd], [.esme, .gsme, .hcalcs]] {
                let run = try CapturedRun(types, size: 1_000, seed: seed, activation: 32_400) { $0.loss = 0.02 }
                #expect(run.violations().map(\.brief) == [])
            }
        }
    }

    @Test(
        "OTA-6: pacing, by the client's period and by the hub's, is no violation", arguments: [300, 2_000] as [UInt16])
    func paced(_ period: UInt16) throws {
        for type in [DeviceType.ppmid, .esme, .ihd] {
            let run = try CapturedRun([type], size: 600) { $0.hub.minimumBlockPeriod = period }
            #expect(run.violations().map(\.brief) == [], "\(type)")
        }
    }

    @Test("HUB-14: ABORT of the hub is a note")
    func aborted() throws {
        let run = try CapturedRun([.ppmid]) { $0.abortsAt = 1_000 }
        #expect(run.violations().map(\.brief) == [])
        #expect(CaptureCheck(run.frames).findings.map(\.rule) == ["OTA-6"])
    }

    @Test("HUB-40: a GSME that fetches a little at each wake is not silent")
    func sleepy() throws {
        let run = try CapturedRun([.gsme], size: 600) { $0.devices[0].configuration.blocksPerWake = 2 }
        #expect(run.violations().map(\.brief) == [])
    }

    @Test("HUB-81: with the file at hand its octets are compared")
    func image() throws {
        let run = try CapturedRun([.ihd])
        var settings = CheckSettings()
        settings.image = run.image
        #expect(run.violations(settings).isEmpty)
        settings.image?[500] ^= 1
        #expect(run.violations(settings).map(\.rule) == ["HUB-81"])
        #expect(run.violations(settings).map(\.text) == ["octet 500 of the file is not that of the image"])
    }

    @Test("OTA-9: a capture that ends in the transfer, as a capture does that is stopped, is a note")
    func stopped() throws {
        let run = try CapturedRun([.ppmid])
        let frames = CapturedFrames(Array(run.frames.frames.prefix(21)))
        #expect(CaptureCheck(frames).violations.map(\.brief) == [])
        #expect(CaptureCheck(frames).findings.map(\.rule) == ["HUB-27"])
    }
}
