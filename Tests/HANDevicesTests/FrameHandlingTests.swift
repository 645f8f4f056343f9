import GBCSCodec
import HANDevices
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("ZCL-2 frames that the device does not serve")
struct FrameHandlingTests {
    @Test("ZCL-3: unknown commands, and those of a client")
    func unknown() {
        let harness = DeviceHarness()
        #expect(harness.answers(to: "09 70 0a") == ["10 70 0b 0a 81"])
        #expect(harness.answers(to: "19 70 7f 00") == ["10 70 0b 7f 81"])
        #expect(harness.answers(to: "08 70 06") == ["10 70 0b 06 82"])
        #expect(harness.answers(to: "0d cd ab 70 00 00 64") == ["14 cd ab 70 0b 00 83"])
        #expect(harness.answers(to: "0c cd ab 70 00 02 00") == ["14 cd ab 70 0b 00 84"])
        #expect(harness.answers(to: SampleFrames.query(0x70)) == ["18 70 0b 01 81"])
        #expect(harness.answers(to: SampleFrames.blockRequest(0x70, offset: 0)) == ["18 70 0b 03 81"])
        #expect(harness.answers(to: SampleFrames.upgradeEnd(0x70)) == ["18 70 0b 06 81"])
    }

    @Test(
        "ZCL-2: a Default Response is never answered",
        arguments: ["00 00", "05 86", "ff ff", "", "00", "00 00 00"] as [Octets])
    func defaultResponse(payload: Octets) {
        let harness = DeviceHarness()
        #expect(harness.answers(to: "18 70 0b \(payload)").isEmpty)
        #expect(harness.answers(to: "08 70 0b \(payload)").isEmpty)
        #expect(harness.answers(to: "0c cd ab 70 0b \(payload)").isEmpty)
    }

    @Test(
        "ZCL-1: without a good header there is nobody's question to answer",
        arguments: ["", "09", "09 70", "0a 70 00", "29 70 00 00 64"] as [Octets])
    func noHeader(frame: Octets) {
        let harness = DeviceHarness()
        #expect(harness.answers(to: frame).isEmpty)
        #expect(harness.events().count == 1)
    }

    @Test("ZCL-2: a broadcast never gets a Default Response, whatever is wrong with it")
    func broadcast() {
        let file = SampleFile(size: 1_000).octets
        let frames: [Octets] = [
            "09 70 0a", "08 70 06", "0d cd ab 70 00 00 64", "09 70 00 04 64", "09 70 05 97", "09 70 07 00",
            SampleFrames.query(0x70), "08 70 0b 00 00",
            SampleFrames.offer(0x70, fid: "35 12 78 56 04 03 02 01", size: 1_000),
            SampleFrames.offer(0x70, size: 0), SampleFrames.offer(0x70, size: 0xFFFF_FFFF),
            SampleFrames.block(0x70, offset: 0, count: 51, of: file),
            SampleFrames.upgradeEndResponse(0x70, fid: "35 12 78 56 04 03 02 01", currentTime: 0, upgradeTime: 0),
            SampleFrames.upgradeEndResponse(0x70, currentTime: 0, upgradeTime: 0),
        ]
        for frame in frames {
            let querying = DeviceHarness()
            querying.device.queryNextImage(at: .start)
            for harness in [DeviceHarness(), querying, DeviceHarness.fetching()] {
                _ = harness.frames()
                harness.receive(frame, isBroadcast: true)
                #expect(harness.frames().isEmpty, "\(frame)")
            }
        }
    }

    @Test("ZCL-2: an answer of the server with bit 4 clear gets a Default Response SUCCESS, with bit 4 set none")
    func defaultResponseWanted() {
        func defaultResponses(_ harness: DeviceHarness, _ frame: Octets) -> [Octets] {
            harness.answers(to: frame).filter { $0.array[0] == 0x10 }
        }
        for (control, isWanted) in [("09", true), ("19", false)] as [(Octets, Bool)] {
            let querying = DeviceHarness()
            querying.device.queryNextImage(at: .start)
            _ = querying.frames()
            let offer = defaultResponses(querying, "\(control) 00 02 00 \(Sample.fid) e8 03 00 00")
            #expect(offer == (isWanted ? ["10 00 0b 02 00"] : []))
            let block = defaultResponses(querying, "\(control) 01 05 00 \(Sample.fid) 00 00 00 00 02 1e f1")
            #expect(block == (isWanted ? ["10 01 0b 05 00"] : []))
            #expect(querying.device.progress?.octets == 2)
            let ending = DeviceHarness.ending()
            let number = littleEndian(ending.sequence)
            let end = defaultResponses(ending, "\(control) \(number) 07 \(Sample.fid) 00 00 00 00 64 00 00 00")
            #expect(end == (isWanted ? ["10 \(number) 0b 07 00"] : []))
        }
    }

    @Test("ZCL-3: a frame on another cluster is UNSUPPORTED_CLUSTER")
    func otherCluster() {
        let harness = DeviceHarness()
        harness.receive("09 70 00 00 64", cluster: ClusterIdentifier(rawValue: 0x0702))
        #expect(harness.frames(of: ClusterIdentifier(rawValue: 0x0702)) == ["10 70 0b 00 c3"])
    }

    @Test("OTA-7: the hub alone is the server of a device's firmware; another's frame is NOT_AUTHORIZED")
    func otherServer() {
        let peer = EUI64(rawValue: 0x00DB_1234_5678_90B1)
        let harness = DeviceHarness()
        for (frame, answer) in [
            ("09 70 00 00 64", "10 70 0b 00 7e"), ("08 71 00 02 00", "10 71 0b 00 7e"),
        ] as [(Octets, Octets)] {
            harness.receive(frame, from: peer)
            #expect(harness.frames(to: peer) == [answer])
        }
        harness.receive("19 72 00 00 64", isBroadcast: true, from: peer)
        #expect(harness.frames().isEmpty)
    }
}

@Suite("GBCS-5 devices without firmware over the hub")
struct ConsumerAccessDeviceTests {
    @Test("ZCL-3, GBCS-5: a CAD serves no OTA cluster, and asks for no image")
    func cad() {
        let harness = DeviceHarness { $0.type = .cad }
        #expect(harness.answers(to: "09 70 00 00 64") == ["10 70 0b 00 c3"])
        #expect(harness.answers(to: "08 71 00 02 00") == ["10 71 0b 00 c3"])
        #expect(harness.answers(to: SampleFrames.offer(0x72, size: 1_000)) == ["10 72 0b 02 c3"])
        harness.receive("19 73 00 00 64", isBroadcast: true)
        harness.device.queryNextImage(at: .start)
        #expect(harness.frames().isEmpty)
        #expect(harness.events().isEmpty)
        #expect(harness.device.nextDeadline == nil)
    }
}

@Suite("No frame harms a device")
struct RobustnessTests {
    private static let frames: [Octets] = {
        let file = SampleFile(size: 1_000).octets
        return [
            "09 01 00 03 64 34 12 78 56 04 03 02 01", "19 02 00 00 32", SampleFrames.offer(0x03, size: 1_000),
            SampleFrames.offer(0x04, size: 120), SampleFrames.block(0x05, offset: 0, count: 50, of: file),
            SampleFrames.block(0x06, offset: 50, count: 50, of: file),
            SampleFrames.block(0x07, offset: 100, count: 20, of: file),
            "19 08 05 97 00 00 00 00 02 00 00 00 0a 00", "19 09 05 95", "19 09 02 98",
            SampleFrames.upgradeEndResponse(0x0A, currentTime: 0, upgradeTime: 0xFFFF_FFFF),
            SampleFrames.upgradeEndResponse(0x0B, currentTime: 5, upgradeTime: 9),
            "18 0c 0b 04 81", "18 0d 0b 06 00", "18 0e 0b 03 98", "08 0f 00 00 00 01 00 02 00 04 00 06 00 fd ff",
            "08 10 02 06 00 30 01",
        ]
    }()

    @Test("OTA-7: random and mutated frames never trap, and the queues stay bounded", arguments: [0, 1, 2] as [UInt64])
    func noise(kind: UInt64) {
        let harness = DeviceHarness {
            $0.imageCapacity = 5_000
            if kind == 1 { $0.fetch = .pages(size: 200, responseSpacing: 10) }
            if kind == 2 { $0.decodingMode = .lenient }
        }
        var noise = Noise(seed: 0xD0 + kind)
        for _ in 0..<70_000 {
            var frame = noise.frame(mutating: Self.frames)
            // ZCL-1: half of them claim to answer what the device has asked.
            if frame.count > 1, noise.next(below: 2) == 0 { frame[1] = harness.sequence }
            harness.receive(Octets(frame), isBroadcast: noise.next(below: 5) == 0)
            if noise.next(below: 8) == 0 {
                harness.advance(milliseconds: UInt64(noise.next(below: 3_000)))
                #expect(harness.frames().count <= HANDevice.transmissionQueueCapacity)
                #expect(harness.events().count <= HANDevice.eventQueueCapacity)
            }
            if let progress = harness.device.progress {
                #expect(progress.octets <= progress.size)
                #expect(progress.size <= 5_000)
            }
        }
    }

    @Test("OTA-7: a device that was flooded still takes an update")
    func updateAfterNoise() {
        let harness = DeviceHarness { $0.imageCapacity = 5_000 }
        var noise = Noise(seed: 0xAF)
        for _ in 0..<20_000 { harness.receive(Octets(noise.frame(mutating: Self.frames))) }
        _ = harness.frames()
        // Until nothing is under way any more.
        harness.advance(seconds: 600)
        _ = harness.frames()
        harness.receive("09 70 00 00 64")
        harness.receive("19 \(littleEndian(harness.sequence)) 05 95")
        _ = harness.frames()
        let file = SampleFile(size: 400).octets
        harness.receive(SampleFrames.offer(harness.sequence, size: 400))
        _ = harness.frames()
        harness.feed(file)
        #expect(harness.device.verifiedImage == file)
    }
}
