import HANDevices
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("A device's configuration, and the end of time")
struct ConfigurationTests {
    private func configuration(_ change: (inout DeviceConfiguration) -> Void) -> DeviceConfiguration {
        var configuration = DeviceConfiguration(
            type: .gsme, device: DeviceHarness.address, runningFile: Sample.runningFile, hardwareVersion: 0x0101)
        change(&configuration)
        return configuration
    }

    @Test("OTA-7: a value that makes no sense is refused with the field's name")
    func refused() {
        let changes: [(String, (inout DeviceConfiguration) -> Void)] = [
            ("maximumDataSize", { $0.maximumDataSize = 0 }), ("imageCapacity", { $0.imageCapacity = 0x8000_0000 }),
            ("fetch.size", { $0.fetch = .pages(size: 0, responseSpacing: 0) }),
            ("responseTimeout", { $0.responseTimeout = 0 }), ("attempts", { $0.attempts = 0 }),
            ("attempts", { $0.attempts = -1 }), ("attempts", { $0.attempts = .max }),
            ("upgradeEndInterval", { $0.upgradeEndInterval = 0 }),
            ("activatesAfterWaits", { $0.activatesAfterWaits = -1 }),
            ("wakeInterval", { $0.wakeInterval = 0 }), ("blocksPerWake", { $0.blocksPerWake = 0 }),
        ]
        for (field, change) in changes {
            #expect(field == (#expect(throws: ConfigurationError.self) { try HANDevice(configuration(change)) })?.field)
        }
    }

    @Test("OTA-7, HUB-40: no instant traps or takes for ever, whatever a sleeping device waits for")
    func endOfTime() throws {
        for moments in [[UInt64.max], [1, .max], [.max - 1, .max], [.max, .max]] {
            for interval in [1, 1_800, UInt64.max / 1_000, .max] {
                var device = try HANDevice(configuration { $0.wakeInterval = interval })
                for moment in moments {
                    device.advance(to: Instant(milliseconds: moment))
                    device.queryNextImage(at: Instant(milliseconds: moment))
                    device.advance(to: Instant(milliseconds: moment))
                }
                // Each sequence ends at the last moment there is, after which nothing is to come.
                #expect(device.nextDeadline == nil)
            }
        }
    }

    @Test("OTA-4: a device that waits for a command does so to the end of time")
    func waiting() {
        let harness = DeviceHarness.ending { $0.upgradeEndInterval = 1 }
        harness.receive(
            SampleFrames.upgradeEndResponse(harness.sequence, currentTime: 0, upgradeTime: 0xFFFF_FFFF))
        harness.device.advance(to: .never)
        #expect(harness.device.runningFile == Sample.runningFile)
    }

    @Test("HUB-40: a meter that fetches a few blocks at each waking goes on at the next")
    func blocksPerWake() throws {
        let file = SampleFile.signed(size: 400).octets
        for fetch in [DeviceConfiguration.Fetch.blocks, .pages(size: 100, responseSpacing: 0)] {
            let harness = DeviceHarness {
                $0.type = .gsme
                $0.wakeInterval = 1_800
                $0.blocksPerWake = 2
                $0.fetch = fetch
            }
            harness.device.queryNextImage(at: .start)
            _ = harness.frames()
            harness.receive(SampleFrames.offer(harness.sequence, size: 400))
            for waking in 0..<4 {
                for block in 0..<2 {
                    let offset = 100 * waking + 50 * block
                    if block == 0 || fetch == .blocks { #expect(harness.frames().count == 1) }
                    harness.receive(SampleFrames.block(harness.sequence, offset: offset, count: 50, of: file))
                }
                guard waking < 3 else { break }
                #expect(harness.frames().isEmpty)
                #expect(harness.device.isAsleep)
                #expect(harness.device.upgradeStatus == .downloadInProgress)
                harness.advance(milliseconds: UInt64(1_800_000 * (waking + 1)) - harness.now.milliseconds - 1)
                #expect(harness.frames().isEmpty)
                harness.advance(milliseconds: 1)
            }
            #expect(harness.requests() == [upgradeEnd("00")])
            #expect(harness.device.verifiedImage == file)
        }
    }
}
