import CommsHub
import Testing
import TestSupport
import ZCLCodec
import HANModel

@Suite("OTA-6 pacing")
struct PacingTests {
    private let file = SampleFile(size: 1_000).octets

    /// A hub whose block period is 200 milliseconds, 0x00C8.
    private func harness() throws -> HubHarness {
        try HubHarness.holding { $0.minimumBlockPeriod = 200 }
    }

    @Test(
        "OTA-6: a period that is not the hub's gets WAIT_FOR_DATA with current 0, request 0 and the hub's, then blocks",
        arguments: [0, 199, 201, 0xFFFF] as [UInt16])
    func otherPeriod(period: UInt16) throws {
        let harness = try harness()
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x31, offset: 0, period: period))
                == ["19 31 05 97 00 00 00 00 00 00 00 00 c8 00"])
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x32, offset: 0, period: 200))
                == [SampleFrames.block(0x32, offset: 0, count: 50, of: file)])
    }

    @Test("OTA-6: a client that keeps its own period is told once and served then")
    func stubborn() throws {
        let harness = try harness()
        _ = harness.answers(to: SampleFrames.blockRequest(0x31, offset: 0, period: 0))
        for offset in [0, 50, 100] {
            #expect(
                harness.answers(to: SampleFrames.blockRequest(0x32, offset: UInt32(offset), period: 0))
                    == [SampleFrames.block(0x32, offset: offset, count: 50, of: file)])
        }
    }

    @Test("OTA-6: a client with the hub's period is served at once")
    func samePeriod() throws {
        let harness = try harness()
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x31, offset: 0, period: 200))
                == [SampleFrames.block(0x31, offset: 0, count: 50, of: file)])
    }

    @Test("OTA-6: a hub without a period asks a client with one for none")
    func noPeriod() throws {
        let harness = try HubHarness.holding()
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x31, offset: 0, period: 500))
                == ["19 31 05 97 00 00 00 00 00 00 00 00 00 00"])
        #expect(harness.answers(to: SampleFrames.blockRequest(0x31, offset: 0, period: 0)).count == 1)
    }

    @Test("OTA-6: without a period of its own a client is paced by the request time alone")
    func byRequestTime() throws {
        let harness = try HubHarness.holding { $0.minimumBlockPeriod = 2_500 }
        let first = SampleFrames.blockRequest(0x31, offset: 0)
        #expect(harness.answers(to: first) == [SampleFrames.block(0x31, offset: 0, count: 50, of: file)])
        // 2.5 seconds are left, then 1.5, which are told in whole seconds and never too few.
        let next = SampleFrames.blockRequest(0x32, offset: 50)
        let period = littleEndian(2_500 as UInt16)
        #expect(harness.answers(to: next) == ["19 32 05 97 00 00 00 00 03 00 00 00 \(period)"])
        harness.advance(seconds: 1)
        #expect(harness.answers(to: next) == ["19 32 05 97 00 00 00 00 02 00 00 00 \(period)"])
        harness.advance(seconds: 2)
        #expect(harness.answers(to: next) == [SampleFrames.block(0x32, offset: 50, count: 50, of: file)])
    }

    @Test("OTA-6: pacing one device does not pace another")
    func others() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd]) { $0.minimumBlockPeriod = 60_000 }
        let request = SampleFrames.blockRequest(0x31, offset: 0)
        let block = [SampleFrames.block(0x31, offset: 0, count: 50, of: file)]
        #expect(harness.answers(to: request) == block)
        #expect(harness.answers(to: request, from: Device.ihd) == block)
        #expect(harness.answers(to: request) != block)
    }

    @Test("OTA-6: a device that waits is not told to wait for ever: following the request times it gets the file")
    func wholeFile() throws {
        let harness = try HubHarness.holding { $0.minimumBlockPeriod = 1_700 }
        var fetched: [UInt8] = []
        var requests = 0
        while fetched.count < file.count, requests < 1_000 {
            requests += 1
            let request = SampleFrames.blockRequest(0x31, offset: UInt32(fetched.count))
            let answer = try #require(harness.answers(to: request).first?.array)
            if answer[3] == 0x97 {
                harness.advance(seconds: UInt64(answer[8]))
            } else {
                fetched += answer.dropFirst(17)
            }
        }
        #expect(fetched == file)
        // Twenty blocks with one wait between each two.
        #expect(requests == 39)
    }

    @Test("OTA-6: a period below a second is paced by holding the block back until it is due")
    func heldBack() throws {
        let harness = try HubHarness.holding { $0.minimumBlockPeriod = 700 }
        _ = harness.answers(to: SampleFrames.blockRequest(0x31, offset: 0))
        harness.advance(milliseconds: 100)
        #expect(harness.answers(to: SampleFrames.blockRequest(0x32, offset: 50)).isEmpty)
        #expect(harness.hub.nextDeadline == Instant(milliseconds: 700))
        harness.advance(milliseconds: 599)
        #expect(harness.frames().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.frames() == [SampleFrames.block(0x32, offset: 50, count: 50, of: file)])
        // One that asks when the period is over does not wait.
        harness.advance(milliseconds: 700)
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x33, offset: 100))
                == [SampleFrames.block(0x33, offset: 100, count: 50, of: file)])
    }

    @Test("OTA-6, HUB-14: a request that is held back when its image is overwritten is answered ABORT, when it is due")
    func heldBackAndDiscarded() throws {
        let displays = TestImage(0x01, for: Device.ppmid)
        let harness = try HubHarness { $0.minimumBlockPeriod = 700 }
        try harness.update(displays)
        harness.begin(displays)
        #expect(harness.block(displays, offset: 50) == [])
        try harness.update(TestImage(0x04, for: Device.esme))
        try harness.update(TestImage(0x05, for: Device.gsme))
        harness.advance(milliseconds: 700)
        #expect(harness.frames() == ["19 31 05 95"])
        harness.advance(seconds: 10)
        #expect(harness.frames().isEmpty)
    }

    @Test("OTA-6, HUB-82: of requests that wait the last one is answered, and a page takes their place")
    func heldBackOnce() throws {
        let harness = try HubHarness.holding { $0.minimumBlockPeriod = 700 }
        _ = harness.answers(to: SampleFrames.blockRequest(0x31, offset: 0))
        for sequence in 0x32...0x3F as ClosedRange<UInt8> {
            #expect(harness.answers(to: SampleFrames.blockRequest(sequence, offset: 50)).isEmpty)
        }
        harness.advance(milliseconds: 700)
        #expect(harness.frames() == [SampleFrames.block(0x3F, offset: 50, count: 50, of: file)])
        #expect(harness.answers(to: SampleFrames.blockRequest(0x40, offset: 100)).isEmpty)
        #expect(
            harness.answers(to: SampleFrames.pageRequest(0x41, offset: 100, pageSize: 50))
                == [SampleFrames.block(0x41, offset: 100, count: 50, of: file)])
        harness.advance(seconds: 10)
        #expect(harness.frames().isEmpty)
    }
}
