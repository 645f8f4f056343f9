import CommsHub
import GBCSCodec
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("A hub's configuration, and the end of time")
struct ConfigurationTests {
    @Test("HUB-82: a value that makes no sense is refused with the field's name")
    func refused() {
        let changes: [(String, (inout HubConfiguration) -> Void)] = [
            ("memoryBlockCapacity", { $0.memoryBlockCapacity = 0 }),
            ("memoryBlockCapacity", { $0.memoryBlockCapacity = .max }),
            ("deviceLogCapacity", { $0.deviceLogCapacity = -1 }), ("imageListCapacity", { $0.imageListCapacity = 0 }),
            ("alertOutboxCapacity", { $0.alertOutboxCapacity = .max }),
            ("eventQueueCapacity", { $0.eventQueueCapacity = .max }),
            ("eventQueueCapacity", { $0.eventQueueCapacity = 0 }),
            ("transmissionQueueCapacity", { $0.transmissionQueueCapacity = .min }),
            ("messageQueueCapacity", { $0.messageQueueCapacity = 0 }),
            ("wanMessageQueueCapacity", { $0.wanMessageQueueCapacity = 0 }),
            ("maximumConcurrentTransfers", { $0.maximumConcurrentTransfers = 0 }),
            ("versionReadAttempts", { $0.versionReadAttempts = 0 }), ("maximumDataSize", { $0.maximumDataSize = 0 }),
            ("busyDelay", { $0.busyDelay = 0 }), ("dutyCycleDelay", { $0.dutyCycleDelay = 0xFFFF_FFFF }),
            ("notificationInterval", { $0.notificationInterval = 0 }),
            ("transferStallTimeout", { $0.transferStallTimeout = 0 }),
            ("sleepyTransferStallTimeout", { $0.sleepyTransferStallTimeout = 0 }),
            ("versionReadTimeout", { $0.versionReadTimeout = 0 }), ("removeAfter", { $0.removeAfter = 0 }),
            ("eligibleAfter", { $0.eligibleAfter = 0 }),
        ]
        for (field, change) in changes {
            do {
                _ = try HubHarness(change: change)
                Issue.record("\(field) is accepted")
            } catch {
                guard case HubSetupError.configuration(let error) = error else {
                    Issue.record("\(error)")
                    continue
                }
                #expect(error.field == field && error.description.hasPrefix("\(field): "))
            }
        }
    }

    @Test("HUB-22, HUB-27, HUB-30: no instant traps or takes for ever, whatever waits, with the greatest values too")
    func endOfTime() throws {
        for isExtreme in [false, true] {
            for moments in [[UInt64.max], [1, .max], [.max - 1, .max], [.max, .max]] {
                let harness = try HubHarness(
                    [
                        DeviceLogEntry(device: Device.ppmid, type: .ppmid, band: .subGHz),
                        DeviceLogEntry(device: Device.ihd, type: .ihd),
                        DeviceLogEntry(device: Device.esme, type: .esme),
                        DeviceLogEntry(device: Device.secondPPMID, type: .ppmid),
                    ]
                ) {
                    guard isExtreme else { return }
                    $0.notificationInterval = .max
                    $0.notificationSpacing = .max
                    $0.transferStallTimeout = .max
                    $0.versionReadDelay = .max
                    $0.versionReadTimeout = .max
                    $0.overwriteDeferralLimit = .max
                    $0.activationHorizon = .max
                    $0.removeAfter = .max
                    $0.eligibleAfter = .max
                    $0.minimumBlockPeriod = .max
                }
                try harness.update(for: [Device.ppmid, Device.ihd, Device.secondPPMID])
                harness.begin(Device.ihd)
                _ = harness.answers(to: SampleFrames.query(), from: Device.secondPPMID)
                for moment in moments {
                    let instant = Instant(milliseconds: moment)
                    harness.hub.addSubGHzTraffic(microseconds: .max, at: instant)
                    harness.hub.advance(to: instant)
                    harness.hub.hear(from: Device.ppmid, at: instant)
                    try? harness.hub.perform(.setTime(UTCTime(rawValue: 0xFFFF_FFFE)), at: instant)
                    try? harness.hub.perform(.readFirmwareVersion(Device.ppmid), at: instant)
                    _ = harness.transmissions()
                    _ = harness.events()
                }
                // Each sequence ends at the last moment there is, after which nothing is to come.
                #expect(harness.hub.nextDeadline == nil)
            }
        }
    }

    @Test("HUB-60: a page that is paused while the band is limited does not hold the hub up")
    func pausedPage() throws {
        let harness = try HubHarness([DeviceLogEntry(device: Device.ppmid, type: .ppmid, band: .subGHz)]) {
            $0.transferStallTimeout = 1
        }
        try harness.update()
        _ = harness.answers(to: SampleFrames.query())
        harness.receive(SampleFrames.pageRequest(offset: 0, pageSize: 1_000, spacing: 100))
        harness.hub.addSubGHzTraffic(microseconds: 3_600_000_000, at: harness.now)
        harness.advance(seconds: 3_000)
        #expect(harness.states == [.fetching])
    }
}
