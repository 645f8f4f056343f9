import GBCSCodec
import HANDevices
import Testing
import TestSupport
import ZCLCodec

@Suite("OTA-3 attributes")
struct AttributeTests {
    /// OTA-3: all that a device has.
    private let identifiers: [UInt16] = [
        0x0000, 0x0001, 0x0002, 0x0003, 0x0004, 0x0005, 0x0006, 0x0007, 0x0008, 0x0009, 0x000A, 0x000B, 0x000C, 0xFFFD,
    ]

    @Test("OTA-3: the defaults of a device that nobody has told anything")
    func defaults() throws {
        let harness = DeviceHarness()
        #expect(try harness.attribute(0x0000) == "f0 ff ff ff ff ff ff ff ff")
        #expect(try harness.attribute(0x0001) == "23 ff ff ff ff")
        #expect(try harness.attribute(0x0002) == "23 01 03 02 01")
        #expect(try harness.attribute(0x0003) == "21 02 00")
        #expect(try harness.attribute(0x0004) == "23 ff ff ff ff")
        #expect(try harness.attribute(0x0005) == "21 ff ff")
        #expect(try harness.attribute(0x0006) == "30 00")
        #expect(try harness.attribute(0x0007) == "21 34 12")
        #expect(try harness.attribute(0x0008) == "21 78 56")
        #expect(try harness.attribute(0x0009) == "21 00 00")
        #expect(try harness.attribute(0x000A)?.array.first == 0x23)
        #expect(try harness.attribute(0x000B) == "30 00")
        #expect(try harness.attribute(0x000C) == "30 00")
        #expect(try harness.attribute(0xFFFD)?.array.first == 0x21)
    }

    @Test("OTA-3: what the device was made with")
    func configured() throws {
        let harness = DeviceHarness {
            $0.server = EUI64(rawValue: 0x00DB_1234_5678_90A4)
            $0.stackVersion = 0x0304
            $0.minimumBlockPeriod = 0x0102
            $0.imageStamp = 0x0A0B_0C0D
            $0.clusterRevision = 0x0005
        }
        #expect(try harness.attribute(0x0000) == "f0 a4 90 78 56 34 12 db 00")
        #expect(try harness.attribute(0x0003) == "21 04 03")
        #expect(try harness.attribute(0x0009) == "21 02 01")
        #expect(try harness.attribute(0x000A) == "23 0d 0c 0b 0a")
        #expect(try harness.attribute(0xFFFD) == "21 05 00")
    }

    @Test("OTA-3: the stack version of the downloaded file is that of its header, not of the device")
    func downloadedStackVersion() throws {
        let harness = DeviceHarness.ending(SampleFile(size: 200).octets) { $0.stackVersion = 0x0304 }
        #expect(try harness.attribute(0x0003) == "21 04 03")
        #expect(try harness.attribute(0x0005) == "21 02 00")
    }

    @Test("ZCL-2: several at once are answered in order, one that is unknown with its status")
    func several() {
        let harness = DeviceHarness()
        #expect(
            harness.answers(to: "08 70 00 02 00 0d 00 06 00 fc ff")
                == ["10 70 01 02 00 00 23 01 03 02 01 0d 00 86 06 00 00 30 00 fc ff 86"])
        #expect(harness.answers(to: "00 71 00 06 00") == ["18 71 01 06 00 00 30 00"])
        #expect(harness.answers(to: "08 72 00") == ["10 72 01"])
        #expect(harness.answers(to: "08 73 00 02") == ["10 73 0b 00 80"])
    }

    @Test("ZCL-2: more attributes than a frame holds are answered as far as it holds them")
    func many() throws {
        let harness = DeviceHarness()
        var request: Octets = "08 70 00"
        for _ in 0..<60 { request = request + "00 00" }
        let answers = harness.answers(to: request)
        let answer = try #require(answers.first?.array)
        #expect(answers.count == 1)
        #expect(answer.count <= HANDevice.maximumFrameSize)
        // Whole records of twelve octets after the header.
        #expect((answer.count - 3) % 12 == 0)
        #expect(answer.count > 3)
    }

    @Test("OTA-3: state, offset and versions through an update")
    func states() throws {
        let file = SampleFile(size: 200).octets
        let harness = DeviceHarness.fetching(size: 200)
        #expect(try harness.attribute(0x0006) == "30 01")
        #expect(try harness.attribute(0x0001) == "23 00 00 00 00")
        harness.receive(SampleFrames.block(harness.sequence, offset: 0, count: 50, of: file))
        _ = harness.frames()
        #expect(try harness.attribute(0x0001) == "23 32 00 00 00")
        #expect(try harness.attribute(0x0004) == "23 ff ff ff ff")
        #expect(try harness.attribute(0x0005) == "21 ff ff")
        harness.receive("19 \(littleEndian(harness.sequence)) 05 97 00 00 00 00 3c 00 00 00 00 00")
        #expect(try harness.attribute(0x0006) == "30 01")
        harness.advance(seconds: 60)
        _ = harness.frames()
        harness.feed(file, from: 50)
        _ = harness.frames()
        #expect(try harness.attribute(0x0006) == "30 02")
        #expect(try harness.attribute(0x0001) == "23 c8 00 00 00")
        #expect(try harness.attribute(0x0002) == "23 01 03 02 01")
        #expect(try harness.attribute(0x0004) == "23 04 03 02 01")
        #expect(try harness.attribute(0x0005) == "21 02 00")
        harness.receive(SampleFrames.upgradeEndResponse(harness.sequence, currentTime: 0, upgradeTime: 0xFFFF_FFFF))
        #expect(try harness.attribute(0x0006) == "30 03")
        harness.receive(SampleFrames.upgradeEndResponse(harness.sequence, currentTime: 0, upgradeTime: 100))
        #expect(try harness.attribute(0x0006) == "30 04")
        harness.advance(seconds: 100)
        #expect(try harness.attribute(0x0006) == "30 00")
        #expect(try harness.attribute(0x0002) == "23 04 03 02 01")
        #expect(try harness.attribute(0x0001) == "23 ff ff ff ff")
        #expect(try harness.attribute(0x0004) == "23 ff ff ff ff")
    }

    @Test("OTA-3: a transfer that was given up is no download complete")
    func givenUp() throws {
        let harness = DeviceHarness.fetching()
        for _ in 0..<9 {
            harness.advance(seconds: 5)
            _ = harness.frames()
        }
        harness.advance(seconds: 5)
        #expect(harness.requests() == [upgradeEnd("95")])
        #expect(try harness.attribute(0x0006) != "30 02")
        harness.receive("18 \(littleEndian(harness.sequence)) 0b 06 00")
        #expect(try harness.attribute(0x0006) == "30 00")
        #expect(try harness.attribute(0x0001) == "23 ff ff ff ff")
    }

    @Test("OTA-3: all are read only")
    func readOnly() throws {
        let harness = DeviceHarness()
        for identifier in identifiers {
            let value = try harness.attribute(identifier)
            let written = try #require(value)
            let number = littleEndian(identifier)
            #expect(harness.answers(to: "08 70 02 \(number) \(written)") == ["10 70 04 88 \(number)"])
            #expect(try harness.attribute(identifier) == value)
        }
        #expect(
            harness.answers(to: "08 70 02 06 00 30 01 0d 00 20 01 02 00 23 01 00 00 00")
                == ["10 70 04 88 06 00 86 0d 00 88 02 00"])
    }
}
