import GBCSCodec
import HANDevices
import Testing
import TestSupport
import ZCLCodec

@Suite("OTA-4, OTA-6 WAIT_FOR_DATA")
struct WaitForDataTests {
    private let file = SampleFile(size: 1_000).octets

    /// WAIT_FOR_DATA with these fields.
    private func wait(_ harness: DeviceHarness, current: UInt32, request: UInt32, period: UInt16 = 0) -> Octets {
        """
        19 \(littleEndian(harness.sequence)) 05 97 \(littleEndian(current)) \(littleEndian(request)) \
        \(littleEndian(period))
        """
    }

    @Test("OTA-4: with current time 0 the request time counts from receipt", arguments: [1, 60, 86_400] as [UInt32])
    func offset(seconds: UInt32) {
        let harness = DeviceHarness.fetching()
        #expect(harness.answers(to: wait(harness, current: 0, request: seconds)).isEmpty)
        harness.advance(milliseconds: UInt64(seconds) * 1_000 - 1)
        #expect(harness.frames().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.requests() == [blockRequest(offset: 0)])
    }

    @Test("OTA-6: a block that comes late is kept, and does not shorten the wait")
    func lateBlock() {
        let harness = DeviceHarness.fetching()
        harness.receive(wait(harness, current: 0, request: 20))
        harness.advance(milliseconds: 100)
        harness.receive(SampleFrames.block(harness.sequence, offset: 0, count: 50, of: file))
        #expect(harness.frames().isEmpty)
        harness.advance(milliseconds: 19_899)
        #expect(harness.frames().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.requests() == [blockRequest(offset: 50)])
    }

    @Test("OTA-4: otherwise the difference counts, so that a device without a clock needs none")
    func difference() {
        let harness = DeviceHarness.fetching()
        #expect(harness.answers(to: wait(harness, current: 800_000_000, request: 800_000_090)).isEmpty)
        harness.advance(milliseconds: 89_999)
        #expect(harness.frames().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.requests() == [blockRequest(offset: 0)])
    }

    @Test(
        "OTA-4: a request time that is past asks again at once", arguments: [0, 799_999_999, 800_000_000] as [UInt32])
    func past(request: UInt32) {
        let harness = DeviceHarness.fetching()
        harness.receive(wait(harness, current: 800_000_000, request: request))
        harness.advance(milliseconds: 0)
        #expect(harness.requests() == [blockRequest(offset: 0)])
    }

    @Test("OTA-6: current 0, request 0 and a period: the device asks again with the server's period")
    func period() throws {
        let harness = DeviceHarness.fetching { $0.sendsMinimumBlockPeriod = true }
        harness.receive(wait(harness, current: 0, request: 0, period: 300))
        harness.advance(milliseconds: 300)
        #expect(harness.requests() == ["01 00 03 02 34 12 78 56 04 03 02 01 00 00 00 00 32 2c 01"])
        #expect(try harness.attribute(0x0009) == "21 2c 01")
    }

    @Test("OTA-3: the period is the least time between two requests, also of a device that does not send it")
    func pacing() {
        let harness = DeviceHarness.fetching()
        harness.receive(wait(harness, current: 0, request: 1, period: 300))
        harness.advance(seconds: 1)
        #expect(harness.requests() == [blockRequest(offset: 0)])
        for offset in [0, 50, 100] {
            let block = SampleFrames.block(harness.sequence, offset: offset, count: 50, of: file)
            #expect(harness.answers(to: block).isEmpty)
            harness.advance(milliseconds: 299)
            #expect(harness.frames().isEmpty)
            harness.advance(milliseconds: 1)
            #expect(harness.requests() == [blockRequest(offset: UInt32(offset + 50))])
        }
    }

    @Test("OTA-7: a wait is an answer: the ten tries begin anew")
    func tries() {
        let harness = DeviceHarness.fetching()
        for _ in 0..<3 {
            harness.advance(seconds: 49)
            _ = harness.frames()
            harness.receive(wait(harness, current: 0, request: 10))
            harness.advance(seconds: 10)
            #expect(harness.requests() == [blockRequest(offset: 0)])
        }
    }

    @Test("OTA-2: a wait without its last two octets is malformed, and accepted with the lenient option")
    func short() {
        let strict = DeviceHarness.fetching()
        #expect(strict.answers(to: "19 70 05 97 00 00 00 00 3c 00 00 00") == ["10 70 0b 05 80"])
        let lenient = DeviceHarness.fetching { $0.decodingMode = .lenient }
        #expect(lenient.answers(to: "19 \(littleEndian(lenient.sequence)) 05 97 00 00 00 00 3c 00 00 00").isEmpty)
        lenient.advance(seconds: 59)
        #expect(lenient.frames().isEmpty)
        lenient.advance(seconds: 1)
        #expect(lenient.requests() == [blockRequest(offset: 0)])
    }
}
