import GBCSCodec
import HANDevices
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("ZCL-1 correlation of a device's requests")
struct CorrelationTests {
    private let file = SampleFile(size: 1_000).octets

    @Test("ZCL-1: one stray block does not corrupt an image: it is dropped, and reported with command and number")
    func strayBlock() {
        let harness = DeviceHarness.fetching()
        let good = harness.sequence
        let stray = SampleFrames.block(good &+ 1, offset: 0, count: 50, of: [UInt8](repeating: 0xEE, count: 1_000))
        #expect(harness.answers(to: stray).isEmpty)
        #expect(harness.events() == [.strayResponse(nil, command: 0x05, sequence: good &+ 1)])
        #expect(harness.device.progress?.octets == 0)
        harness.receive(SampleFrames.block(good, offset: 0, count: 50, of: file))
        #expect(harness.requests() == [blockRequest(offset: 50)])
        // Its doublet answers nothing any more.
        #expect(harness.answers(to: SampleFrames.block(good, offset: 0, count: 50, of: file)).isEmpty)
        #expect(harness.events() == [.strayResponse(nil, command: 0x05, sequence: good)])
    }

    @Test("ZCL-1: all tries of a request carry one number, so that a late answer to an earlier one counts")
    func tries() {
        let querying = DeviceHarness()
        querying.device.queryNextImage(at: .start)
        let first = querying.frames()
        querying.advance(seconds: 10)
        #expect(querying.frames() == first + first)
        querying.receive(SampleFrames.offer(querying.sequence, size: 1_000))
        let block = querying.frames()
        querying.advance(seconds: 5)
        #expect(querying.frames() == block)
        let ending = DeviceHarness.fetching(size: 200)
        ending.feed(SampleFile(size: 200).octets)
        let end = ending.frames()
        ending.advance(seconds: 5)
        #expect(ending.frames() == end)
    }

    @Test(
        "ZCL-1: a response or a refusal of another number changes nothing, whatever it says",
        arguments: [
            "19 70 02 00 34 12 78 56 04 03 02 01 e8 03 00 00", "19 70 02 98", "18 70 0b 01 98", "19 70 05 95",
            "19 70 05 97 00 00 00 00 3c 00 00 00 00 00", "18 70 0b 03 98", "18 70 0b 04 81", "18 70 0b 06 95",
            "19 70 07 34 12 78 56 04 03 02 01 00 00 00 00 00 00 00 00",
            "19 70 05 00 ff 12 78 56 04 03 02 01 00 00 00 00 02 aa bb",
        ] as [Octets])
    func strays(frame: Octets) {
        let querying = DeviceHarness()
        querying.device.queryNextImage(at: .start)
        for harness in [
            querying, .fetching(), .ending(), .fetching { $0.fetch = .pages(size: 200, responseSpacing: 9) },
        ] {
            _ = harness.frames()
            _ = harness.events()
            let deadline = harness.device.nextDeadline
            let progress = harness.device.progress?.octets
            #expect(harness.answers(to: frame).isEmpty)
            #expect(harness.events() == [.strayResponse(nil, command: frame.array[2], sequence: 0x70)])
            #expect(harness.device.nextDeadline == deadline && harness.device.progress?.octets == progress)
        }
    }

    @Test("OTA-7: a server that pads its last block: INVALID_VALUE, but lenient mode cuts the surplus off")
    func padded() {
        let file = SampleFile(size: 111).octets
        for mode in [.strict, .lenient] as [DecodingMode] {
            let harness = DeviceHarness.fetching(size: 111) { $0.decodingMode = mode }
            harness.receive(SampleFrames.block(harness.sequence, offset: 0, count: 50, of: file))
            #expect(harness.requests() == [blockRequest(offset: 50)])
            harness.receive(SampleFrames.block(harness.sequence, offset: 50, count: 50, of: file))
            // It asks for the 11 octets that are left.
            #expect(harness.requests() == [SampleFrames.blockRequest(0, offset: 100, maximum: 11)])
            let sequence = harness.sequence
            let padded = file + [UInt8](repeating: 0xFF, count: 39)
            let answers = harness.answers(to: SampleFrames.block(sequence, offset: 100, count: 50, of: padded))
            if mode == .strict {
                #expect(answers == ["10 \(littleEndian(sequence)) 0b 05 87"])
            } else {
                #expect(answers == [SampleFrames.upgradeEnd(harness.sequence)])
                #expect(harness.device.verifiedImage == file)
            }
        }
    }

    @Test("OTA-7: in lenient mode too a surplus within the file is INVALID_VALUE")
    func paddedWithin() {
        let harness = DeviceHarness.fetching { $0.decodingMode = .lenient }
        let sequence = harness.sequence
        #expect(
            harness.answers(to: SampleFrames.block(sequence, offset: 0, count: 51, of: file))
                == ["10 \(littleEndian(sequence)) 0b 05 87"])
    }

    @Test("OTA-7: Image Notify while a query is open: that one is not disturbed, and another follows its answer")
    func notifiedWhileQuerying() {
        let harness = DeviceHarness()
        harness.device.queryNextImage(at: .start)
        let query = harness.frames()
        for _ in 0..<3 { harness.receive("09 70 00 00 64") }
        #expect(harness.frames().isEmpty)
        harness.receive("19 \(littleEndian(harness.sequence)) 02 98")
        let following = harness.frames()
        #expect(following.map { Array($0.array.dropFirst(2)) } == query.map { Array($0.array.dropFirst(2)) })
        // One follows, however often it was notified.
        harness.receive("19 \(littleEndian(harness.sequence)) 02 98")
        #expect(harness.frames().isEmpty)
        #expect(harness.device.nextDeadline == nil)
    }

    @Test("OTA-7: an offer is taken, and the query that follows it finds the same image on its way")
    func notifiedBeforeOffer() {
        let harness = DeviceHarness()
        harness.device.queryNextImage(at: .start)
        _ = harness.frames()
        harness.receive("09 70 00 00 64")
        harness.receive(SampleFrames.offer(harness.sequence, size: 1_000))
        let frames = harness.requests()
        #expect(frames == [blockRequest(offset: 0), SampleFrames.query(0)])
        harness.receive(SampleFrames.offer(harness.sequence, size: 1_000))
        #expect(harness.frames().isEmpty)
    }
}
