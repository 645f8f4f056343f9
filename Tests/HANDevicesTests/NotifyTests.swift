import GBCSCodec
import HANDevices
import HANModel
import Testing
import TestSupport
import ZCLCodec

/// OTA-1: the query of the tests' device, with sequence number 00.
private let query: Octets = "01 00 01 01 34 12 78 56 01 03 02 01 01 01"

@Suite("OTA-7 Image Notify")
struct NotifyTests {
    @Test(
        "OTA-7: a unicast is always answered with a query, whatever it says",
        arguments: [
            "00 64", "01 64 34 12", "02 64 34 12 78 56", "03 64 34 12 78 56 04 03 02 01",
            "01 64 35 12", "02 64 34 12 79 56", "03 64 34 12 78 56 01 03 02 01", "03 64 35 12 79 56 04 03 02 01",
            "00 00", "00 65", "03 ff 34 12 78 56 04 03 02 01", "00 01", "04 64", "ff 64 01 02", "", "03", "03 64 34",
            "00 64 00",
        ] as [Octets])
    func unicast(payload: Octets) {
        let harness = DeviceHarness()
        harness.receive("09 70 00 \(payload)")
        #expect(harness.requests() == [query])
        #expect(harness.events().first == .queried(attempt: 1))
    }

    @Test("HUB-23: a device may leave its hardware version out")
    func withoutHardwareVersion() {
        let harness = DeviceHarness { $0.sendsHardwareVersion = false }
        harness.receive("09 70 00 00 64")
        #expect(harness.requests() == ["01 00 01 00 34 12 78 56 01 03 02 01"])
    }

    @Test("OTA-7: a device asks of its own accord")
    func ownAccord() {
        let harness = DeviceHarness()
        harness.device.queryNextImage(at: .start)
        #expect(harness.requests() == [query])
    }

    @Test(
        "OTA-7: a broadcast that names the device, or everybody, is answered with a query",
        arguments: [
            "00 64", "01 64 34 12", "02 64 34 12 78 56", "03 64 34 12 78 56 04 03 02 01",
            "01 64 ff ff", "02 64 ff ff ff ff", "02 64 34 12 ff ff", "02 64 ff ff 78 56",
            "03 64 ff ff ff ff 04 03 02 01", "03 64 34 12 78 56 ff ff ff ff", "03 64 34 12 78 56 00 03 02 01",
        ] as [Octets])
    func broadcast(payload: Octets) {
        let harness = DeviceHarness()
        harness.receive("19 70 00 \(payload)", isBroadcast: true)
        #expect(harness.requests() == [query])
    }

    @Test(
        "OTA-7: a broadcast of a wrong type or jitter, for others, or with the running version is ignored",
        arguments: [
            "04 64 34 12 78 56 04 03 02 01", "ff 64", "00 00", "00 65", "00 ff", "03 00 34 12 78 56 04 03 02 01",
            "01 64 35 12", "02 64 35 12 78 56", "02 64 34 12 79 56", "02 64 ff ff 79 56", "02 64 35 12 ff ff",
            "03 64 35 12 78 56 04 03 02 01", "03 64 34 12 79 56 04 03 02 01",
            "03 64 34 12 78 56 01 03 02 01", "03 64 ff ff ff ff 01 03 02 01",
            "03 64 34 12 78 56 04 03 02", "00 64 00", "",
        ] as [Octets], ["09", "19"] as [Octets])
    func ignoredBroadcast(payload: Octets, control: Octets) {
        let harness = DeviceHarness()
        harness.receive("\(control) 70 00 \(payload)", isBroadcast: true)
        #expect(harness.frames().isEmpty)
        #expect(harness.device.nextDeadline == nil)
    }

    @Test(
        "OTA-2, OTA-7: the lenient option takes a unicast with a jitter outside 1 to 100, and ignores such a broadcast",
        arguments: ["00 00", "00 65", "00 ff", "03 00 34 12 78 56 04 03 02 01"] as [Octets])
    func lenientJitter(payload: Octets) {
        let harness = DeviceHarness { $0.decodingMode = .lenient }
        for _ in 0..<20 { harness.receive("19 70 00 \(payload)", isBroadcast: true) }
        #expect(harness.frames().isEmpty)
        harness.receive("09 70 00 \(payload)")
        #expect(harness.requests() == [query])
    }

    @Test(
        "OTA-7: of many devices as many per cent answer a broadcast as its jitter says",
        arguments: [(1, 50...150), (30, 2_850...3_150), (99, 9_850...9_950), (100, 10_000...10_000)])
    func jitter(percent: Int, share: ClosedRange<Int>) {
        var queries = 0
        for seed in 0..<10_000 as Range<UInt64> {
            let harness = DeviceHarness { $0.seed = seed }
            harness.receive("19 70 00 00 \(littleEndian(UInt8(percent)))", isBroadcast: true)
            queries += harness.frames().count
        }
        #expect(share.contains(queries), "\(queries) of 10 000")
    }

    @Test("OTA-7: a device draws anew for every broadcast")
    func drawsAnew() {
        let harness = DeviceHarness()
        var queries = 0
        for _ in 0..<1_000 {
            harness.receive("19 70 00 00 32", isBroadcast: true)
            guard !harness.frames().isEmpty else { continue }
            queries += 1
            harness.receive("19 \(littleEndian(harness.sequence)) 02 98")
        }
        #expect((420...580).contains(queries))
    }

    @Test("OTA-7: a query that nobody answers is repeated every five seconds, ten times in all")
    func unanswered() {
        let harness = DeviceHarness()
        harness.receive("09 70 00 00 64")
        #expect(harness.requests() == [query])
        for _ in 0..<9 {
            harness.advance(milliseconds: 4_999)
            #expect(harness.frames().isEmpty)
            harness.advance(milliseconds: 1)
            #expect(harness.requests() == [query])
        }
        harness.advance(seconds: 86_400)
        #expect(harness.frames().isEmpty)
        #expect(harness.events().last == .stopped(.noServer))
        #expect(harness.device.nextDeadline == nil)
        harness.receive("09 71 00 00 64")
        #expect(harness.requests() == [query])
    }

    @Test("ZCL-1: every request has a sequence number of its own")
    func sequenceNumbers() {
        let harness = DeviceHarness()
        var numbers: [UInt8] = []
        for _ in 0..<256 {
            harness.device.queryNextImage(at: harness.now)
            numbers += harness.frames().map { $0.array[1] }
            harness.receive("19 \(littleEndian(harness.sequence)) 02 98")
        }
        #expect(Set(numbers).count == 256)
    }
}
