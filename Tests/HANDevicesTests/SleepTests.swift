import GBCSCodec
import HANDevices
import HANModel
import TestSupport
import Testing
import ZCLCodec

@Suite("HUB-40 a meter that sleeps")
struct SleepTests {
    /// A GSME that wakes every half hour and is given more by `change`.
    private func meter(change: (inout DeviceConfiguration) -> Void = { _ in }) -> DeviceHarness {
        DeviceHarness {
            $0.type = .gsme
            $0.wakeInterval = 1_800
            change(&$0)
        }
    }

    /// A meter that has woken and read the flags.
    private func awake() -> DeviceHarness {
        let harness = meter()
        harness.advance(seconds: 1_800)
        _ = harness.frames(of: .metering)
        return harness
    }

    @Test("HUB-40: it reads attribute 0x0000 of Metering with frame control 0x08 every half hour, and sleeps between")
    func wakes() {
        let harness = meter()
        #expect(harness.device.isAsleep)
        for number in 0..<3 as Range<UInt8> {
            harness.advance(milliseconds: number == 0 ? 1_799_999 : 1_794_999)
            #expect(harness.frames().isEmpty)
            harness.advance(milliseconds: 1)
            #expect(harness.frames(of: .metering) == ["08 \(littleEndian(number)) 00 00 00"])
            #expect(!harness.device.isAsleep)
            // Nobody answers.
            harness.advance(milliseconds: 5_000)
            #expect(harness.device.isAsleep)
        }
        #expect(harness.events().isEmpty)
    }

    @Test("HUB-40: bit 0 makes it ask for the image, other bits and an error do not")
    func flags() {
        for (answer, asks) in [
            ("10 00 01 00 00 00 1b 01 00 00 00", true), ("10 00 01 00 00 00 1b ff ff ff ff", true),
            ("10 00 01 00 00 00 1b fe ff ff ff", false), ("10 00 01 00 00 86", false), ("10 00 01", false),
            ("10 00 01 00 00 00 23 01 00 00 00", false), ("10 00 01 01 00 00 1b 01 00 00 00", false),
            ("10 00 0b 00 c3", false),
        ] as [(Octets, Bool)] {
            let harness = awake()
            harness.receive(answer, cluster: .metering)
            #expect(harness.device.isAsleep != asks, "\(answer)")
            #expect(harness.requests() == (asks ? [SampleFrames.query(0x00)] : []), "\(answer)")
        }
    }

    @Test("HUB-40: the answer to another read, of another device or to nothing is none")
    func otherAnswers() {
        let harness = awake()
        harness.receive("10 01 01 00 00 00 1b 01 00 00 00", cluster: .metering)
        harness.receive(
            "10 00 01 00 00 00 1b 01 00 00 00", cluster: .metering, from: EUI64(rawValue: 0x00DB_1234_5678_90B1))
        #expect(harness.frames().isEmpty)
        #expect(!harness.device.isAsleep)
        harness.receive("10 00 01 00 00 00 1b 00 00 00 00", cluster: .metering)
        #expect(harness.device.isAsleep)
    }

    @Test("HUB-40: asleep it hears nothing; awake, and while it fetches, it hears all")
    func radio() throws {
        let harness = meter()
        harness.receive("09 70 00 00 64")
        harness.receive("08 70 00 02 00")
        #expect(harness.frames().isEmpty)
        harness.advance(seconds: 1_800)
        _ = harness.frames(of: .metering)
        #expect(try harness.attribute(0x0002) == "23 01 03 02 01")
        harness.receive("10 00 01 00 00 00 1b 01 00 00 00", cluster: .metering)
        _ = harness.frames()
        harness.receive(SampleFrames.offer(harness.sequence, size: 200))
        #expect(!harness.device.isAsleep)
        _ = harness.frames()
        harness.feed(SampleFile(size: 200).octets)
        #expect(harness.device.progress?.octets == 200)
    }

    @Test("HUB-40: it wakes in the midst of a transfer too, and does not ask again")
    func fetching() {
        let harness = awake()
        harness.receive("10 00 01 00 00 00 1b 01 00 00 00", cluster: .metering)
        _ = harness.frames()
        harness.receive(SampleFrames.offer(harness.sequence, size: 1_000))
        _ = harness.frames()
        // Told to wait until a second after the next waking.
        harness.receive("19 02 05 97 00 00 00 00 09 07 00 00 00 00")
        harness.advance(seconds: 1_800)
        #expect(harness.frames(of: .metering) == ["08 03 00 00 00"])
        harness.receive("10 03 01 00 00 00 1b 01 00 00 00", cluster: .metering)
        #expect(harness.frames().isEmpty)
    }

    @Test("HUB-40: a device without an interval, or that is no meter, is always awake")
    func alwaysAwake() {
        for harness in [DeviceHarness { $0.type = .gsme }, meter { $0.type = .ppmid }, meter { $0.type = .hcalcs }] {
            #expect(!harness.device.isAsleep)
            harness.advance(seconds: 7_200)
            #expect(harness.frames().isEmpty)
        }
    }

    @Test("HUB-40: a gas meter wakes every 1 800 s, the others do not sleep")
    func usual() {
        for type in DeviceType.allCases {
            let configuration = DeviceConfiguration.usual(
                type, device: DeviceHarness.address, runningFile: Sample.runningFile, hardwareVersion: 0x0101)
            #expect(configuration.wakeInterval == (type == .gsme ? 1_800 : nil))
            #expect(configuration.type == type)
        }
    }
}
