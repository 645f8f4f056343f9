import GBCSCodec
import CommsHub
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-25, HUB-81 blocks")
struct BlockTests {
    private let file = SampleFile(size: 1_000).octets

    @Test("HUB-25: a block carries the request's sequence number, frame control 0x19, offset, count and octets")
    func block() throws {
        let harness = try HubHarness.holding()
        // The first eight octets of every OTA file are known: identifier, header version and header length.
        #expect(
            harness.answers(to: "01 31 03 00 34 12 78 56 04 03 02 01 00 00 00 00 08")
                == ["19 31 05 00 34 12 78 56 04 03 02 01 00 00 00 00 08 1e f1 ee 0b 00 01 3c 00"])
        #expect(harness.states == [.fetching])
        #expect(harness.hub.targets.map(\.octetsServed) == [8])
        #expect(harness.events().contains(.transferStarted(Device.ppmid, Sample.file)))
    }

    @Test(
        "HUB-25, HUB-81: every size of block up to the hub's maximum, and the hub's maximum above it",
        arguments: 1...255)
    func sizes(maximum: Int) throws {
        let harness = try HubHarness.holding()
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x32, offset: 301, maximum: UInt8(maximum)))
                == [SampleFrames.block(0x32, offset: 301, count: min(maximum, 50), of: file)])
    }

    @Test("OTA-8: the hub's maximum is configurable from 1 to 255", arguments: [1, 40, 63, 254, 255] as [UInt8])
    func configuredMaximum(size: UInt8) throws {
        let harness = try HubHarness.holding { $0.maximumDataSize = size }
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x32, offset: 60, maximum: 255))
                == [SampleFrames.block(0x32, offset: 60, count: Int(size), of: file)])
    }

    @Test("HUB-25, OTA-6: the last block is as short as the file's end makes it", arguments: 1...50)
    func lastBlock(left: Int) throws {
        let harness = try HubHarness.holding()
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x33, offset: UInt32(1_000 - left)))
                == [SampleFrames.block(0x33, offset: 1_000 - left, count: left, of: file)])
    }

    @Test(
        "HUB-81: the octets served are the image's at that offset, block by block, to the last",
        arguments: [32, 40, 48, 50] as [UInt8])
    func wholeFile(size: UInt8) throws {
        let harness = try HubHarness.holding()
        var fetched: [UInt8] = []
        var sequence: UInt8 = 0
        for _ in 0..<file.count where fetched.count < file.count {
            let request = SampleFrames.blockRequest(sequence, offset: UInt32(fetched.count), maximum: size)
            let answer = try #require(harness.answers(to: request).first?.array)
            let count = min(Int(size), file.count - fetched.count)
            #expect(answer.count == 17 + count)
            fetched += answer.dropFirst(17)
            sequence &+= 1
        }
        #expect(fetched == file)
        #expect(harness.hub.targets.map(\.octetsServed) == [1_000])
    }

    @Test("HUB-81: what stands after the total image size is never served")
    func activationIsNotServed() throws {
        let harness = try HubHarness.holding(activation: 0x2FAF_0900)
        let answer = harness.answers(to: SampleFrames.blockRequest(0x34, offset: 990))
        #expect(answer == [SampleFrames.block(0x34, offset: 990, count: 10, of: file)])
        #expect(harness.answers(to: SampleFrames.blockRequest(0x35, offset: 1_000)) == ["18 35 0b 03 80"])
    }

    @Test("HUB-32: a block that was served before is served again, in any order")
    func again() throws {
        let harness = try HubHarness.holding()
        for offset in [0, 50, 0, 950, 50, 950, 0] {
            #expect(
                harness.answers(to: SampleFrames.blockRequest(0x36, offset: UInt32(offset)))
                    == [SampleFrames.block(0x36, offset: offset, count: 50, of: file)])
        }
        #expect(harness.hub.targets.map(\.octetsServed) == [1_000])
        #expect(harness.responses().isEmpty)
    }

    @Test("HUB-32: a covered device is served again while the image is there, and stays covered")
    func coveredDevice() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        _ = harness.complete()
        #expect(
            harness.answers(to: SampleFrames.blockRequest(0x37, offset: 100))
                == [SampleFrames.block(0x37, offset: 100, count: 50, of: file)])
        #expect(harness.states == [.transferred, .awaitingQuery])
        #expect(harness.responses() == [.fileTransferSuccess])
    }

    @Test("HUB-81: two images at once: each device gets its own image's octets")
    func twoImages() throws {
        let harness = try HubHarness.holding()
        var other = SampleFile(size: 700)
        other.model = "34 12 79 56"
        other.isSigned = true
        let otherFID: Octets = "34 12 79 56 04 03 02 01"
        try harness.updateMeters(other, for: [Device.hcalcs])
        for offset in stride(from: 0, to: 650, by: 50) {
            #expect(
                harness.answers(
                    to: SampleFrames.blockRequest(0x38, fid: otherFID, offset: UInt32(offset)), from: Device.hcalcs)
                    == [SampleFrames.block(0x38, fid: otherFID, offset: offset, count: 50, of: other.octets)])
            #expect(
                harness.answers(to: SampleFrames.blockRequest(0x39, offset: UInt32(offset)))
                    == [SampleFrames.block(0x39, offset: offset, count: 50, of: file)])
        }
    }

    @Test("OTA-1: a request with node address and block period is served like one without")
    func optionalFields() throws {
        let harness = try HubHarness.holding()
        let answer = [SampleFrames.block(0x3A, offset: 60, count: 16, of: file)]
        for tail: (control: Octets, fields: Octets) in [
            ("00", ""), ("01", "a1 90 78 56 34 12 db 00"), ("02", "00 00"), ("03", "a1 90 78 56 34 12 db 00 00 00"),
        ] {
            let request: Octets = "01 3a 03 \(tail.control) \(Sample.fid) 3c 00 00 00 10 \(tail.fields)"
            #expect(harness.answers(to: request) == answer)
        }
    }

    @Test("HUB-81: a block that waits to be sent when its image goes becomes ABORT, never other octets")
    func discardedMeanwhile() throws {
        let harness = try HubHarness.holding()
        harness.begin()
        harness.receive(SampleFrames.blockRequest(0x3B, offset: 50))
        harness.receive(SampleFrames.upgradeEnd(0x52, status: "95"))
        try harness.update(SampleFile.withoutHardwareVersions(size: 300), for: [Device.ihd])
        #expect(harness.frames().first == "19 3b 05 95")
    }
}
