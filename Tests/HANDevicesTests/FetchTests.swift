import GBCSCodec
import HANDevices
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("OTA-7 Image Block Response")
struct FetchTests {
    private let file = SampleFile(size: 1_000).octets

    @Test("OTA-7: block by block in rising offsets, then verified and reported with 06 SUCCESS")
    func wholeFile() {
        let harness = DeviceHarness.fetching()
        for offset in stride(from: 0, to: 950, by: 50) {
            harness.receive(SampleFrames.block(harness.sequence, offset: offset, count: 50, of: file))
            #expect(harness.requests() == [blockRequest(offset: UInt32(offset + 50))])
        }
        harness.receive(SampleFrames.block(harness.sequence, offset: 950, count: 50, of: file))
        #expect(harness.requests() == ["01 00 06 00 34 12 78 56 04 03 02 01"])
        #expect(harness.device.verifiedImage == file)
        let events = harness.events()
        guard events.count == 1, case .verified(Sample.file, .success, .some) = events[0] else {
            Issue.record("\(events)")
            return
        }
    }

    @Test("OTA-8: the device takes blocks of its own maximum, and shorter ones than it asked for")
    func sizes() {
        let harness = DeviceHarness.fetching { $0.maximumDataSize = 64 }
        harness.receive(SampleFrames.block(harness.sequence, offset: 0, count: 64, of: file))
        #expect(harness.requests() == ["01 00 03 00 34 12 78 56 04 03 02 01 40 00 00 00 40"])
        harness.receive(SampleFrames.block(harness.sequence, offset: 64, count: 1, of: file))
        #expect(harness.requests() == ["01 00 03 00 34 12 78 56 04 03 02 01 41 00 00 00 40"])
    }

    @Test("OTA-1: the device may name its address and its block period")
    func optionalFields() {
        let fid: Octets = "34 12 78 56 04 03 02 01"
        let address: Octets = "a1 90 78 56 34 12 db 00"
        for (hasAddress, hasPeriod, expected) in [
            (true, false, "01 00 03 01 \(fid) 00 00 00 00 32 \(address)"),
            (false, true, "01 00 03 02 \(fid) 00 00 00 00 32 2c 01"),
            (true, true, "01 00 03 03 \(fid) 00 00 00 00 32 \(address) 2c 01"),
        ] as [(Bool, Bool, Octets)] {
            let harness = DeviceHarness {
                $0.sendsNodeAddress = hasAddress
                $0.sendsMinimumBlockPeriod = hasPeriod
                $0.minimumBlockPeriod = 300
            }
            harness.device.queryNextImage(at: .start)
            _ = harness.frames()
            harness.receive(SampleFrames.offer(harness.sequence, size: 1_000))
            #expect(harness.requests() == [expected])
        }
    }

    @Test("OTA-7: an unexpected offset is dropped: a duplicate, a late one, one too far", arguments: [0, 50, 150, 950])
    func unexpectedOffset(offset: Int) {
        let harness = DeviceHarness.fetching()
        for offset in [0, 50] {
            harness.receive(SampleFrames.block(harness.sequence, offset: offset, count: 50, of: file))
            _ = harness.frames()
        }
        harness.advance(milliseconds: 4_999)
        #expect(harness.answers(to: SampleFrames.block(harness.sequence, offset: offset, count: 50, of: file)).isEmpty)
        #expect(harness.device.progress?.octets == 100)
        // And the wait is no longer for it.
        harness.advance(milliseconds: 1)
        #expect(harness.requests() == [blockRequest(offset: 100)])
    }

    @Test(
        "OTA-7: an offset after the file's end is an unexpected one too",
        arguments: [1_000, 1_001, 0xFFFF_FFFF] as [UInt32])
    func offsetAfterFile(offset: UInt32) {
        let harness = DeviceHarness.fetching()
        let fid = Sample.fid
        #expect(
            harness.answers(to: "19 \(littleEndian(harness.sequence)) 05 00 \(fid) \(littleEndian(offset)) 02 aa bb")
                .isEmpty)
        harness.advance(seconds: 5)
        #expect(harness.requests() == [blockRequest(offset: 0)])
    }

    @Test("OTA-7: more data than asked for is INVALID_VALUE", arguments: [51, 64, 255])
    func tooMuchData(count: Int) {
        let harness = DeviceHarness.fetching()
        let sequence = harness.sequence
        let answers = harness.answers(to: SampleFrames.block(sequence, offset: 0, count: count, of: file))
        #expect(answers == ["10 \(littleEndian(sequence)) 0b 05 87"])
        #expect(harness.device.progress?.octets == 0)
        harness.advance(seconds: 5)
        #expect(harness.requests() == [blockRequest(offset: 0)])
    }

    @Test("OTA-7: data beyond the file's end is INVALID_VALUE")
    func beyondTheEnd() {
        let harness = DeviceHarness.fetching(size: 120)
        for offset in [0, 50] {
            harness.receive(SampleFrames.block(harness.sequence, offset: offset, count: 50, of: file))
            _ = harness.frames()
        }
        let sequence = harness.sequence
        #expect(
            harness.answers(to: SampleFrames.block(sequence, offset: 100, count: 21, of: file))
                == ["10 \(littleEndian(sequence)) 0b 05 87"])
        #expect(harness.device.progress?.octets == 100)
    }

    @Test("OTA-6: an empty block brings the device no further")
    func emptyBlock() {
        let harness = DeviceHarness.fetching()
        #expect(harness.answers(to: SampleFrames.block(harness.sequence, offset: 0, count: 0, of: file)).isEmpty)
        harness.advance(seconds: 5)
        #expect(harness.requests() == [blockRequest(offset: 0)])
    }

    @Test(
        "OTA-7: a block of another file ends the transfer with 06 INVALID_IMAGE",
        arguments: ["35 12 78 56 04 03 02 01", "34 12 79 56 04 03 02 01", "34 12 78 56 05 03 02 01"] as [Octets])
    func otherFile(fid: Octets) {
        let harness = DeviceHarness.fetching()
        harness.receive(SampleFrames.block(harness.sequence, fid: fid, offset: 0, count: 50, of: file))
        #expect(harness.requests() == [upgradeEnd("96")])
        harness.receive("18 \(littleEndian(harness.sequence)) 0b 06 00")
        #expect(harness.events() == [.stopped(.failed(.invalidImage))])
        #expect(harness.device.nextDeadline == nil)
        #expect(harness.device.progress == nil)
    }

    @Test("OTA-7: ABORT and NO_IMAGE_AVAILABLE stop without 06, as an answer or as a Default Response")
    func stopped() {
        for rest: Octets in ["05 95", "05 98", "0b 03 95", "0b 03 98"] {
            let harness = DeviceHarness.fetching()
            let control: Octets = rest.array[0] == 0x05 ? "19" : "18"
            #expect(harness.answers(to: "\(control) \(littleEndian(harness.sequence)) \(rest)").isEmpty)
            #expect(harness.device.nextDeadline == nil)
            let status = Status(rawValue: rest.array.last ?? 0)
            #expect(harness.events() == [.stopped(.stoppedByServer(status))])
            harness.advance(seconds: 86_400)
            #expect(harness.frames().isEmpty)
            #expect(harness.device.progress == nil)
        }
    }

    @Test("OTA-7: five seconds without an answer, ten tries, then 06 ABORT")
    func tenTries() {
        let harness = DeviceHarness.fetching()
        harness.receive(SampleFrames.block(harness.sequence, offset: 0, count: 50, of: file))
        #expect(harness.requests() == [blockRequest(offset: 50)])
        for _ in 0..<9 {
            harness.advance(milliseconds: 4_999)
            #expect(harness.frames().isEmpty)
            harness.advance(milliseconds: 1)
            #expect(harness.requests() == [blockRequest(offset: 50)])
        }
        harness.advance(milliseconds: 4_999)
        #expect(harness.frames().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.requests() == [upgradeEnd("95")])
        harness.receive("18 \(littleEndian(harness.sequence)) 0b 06 00")
        #expect(harness.events() == [.stopped(.failed(.abort))])
        #expect(harness.device.nextDeadline == nil)
    }

    @Test("OTA-7: a block that comes at the tenth try carries on, and the tries count anew")
    func tenthTry() {
        let harness = DeviceHarness.fetching()
        harness.advance(seconds: 49)
        #expect(harness.frames().count == 8)
        harness.receive(SampleFrames.block(harness.sequence, offset: 0, count: 50, of: file))
        #expect(harness.requests() == [blockRequest(offset: 50)])
        harness.advance(seconds: 49)
        #expect(harness.requests() == [Octets](repeating: blockRequest(offset: 50), count: 8))
    }

    @Test("OTA-7: a block when none is asked for changes nothing")
    func unasked() {
        let idle = DeviceHarness()
        #expect(idle.answers(to: SampleFrames.block(0x70, offset: 0, count: 50, of: file)).isEmpty)
        let ending = DeviceHarness.ending()
        #expect(ending.answers(to: SampleFrames.block(0x70, offset: 0, count: 50, of: file)).isEmpty)
        #expect(ending.device.verifiedImage == SampleFile(size: 200).octets)
    }
}
