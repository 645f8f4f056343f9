import Testing
import ZCLCodec

@Suite("OTA-1 commands")
struct CommandTests {
    @Test("OTA-1: each command has its fields in wire order, little-endian", arguments: SampleFrame.all)
    func decode(sample: SampleFrame) throws {
        try sample.octets.lend { (view) throws in
            let frame = try Frame(view)
            #expect(frame.command == sample.command)
            #expect(frame.header.sequence == sample.octets[1])
            #expect(frame.command.identifier == sample.octets[2])
        }
    }

    @Test("OTA-1: encoding gives the octets again", arguments: SampleFrame.all)
    func encode(sample: SampleFrame) {
        let frame = Frame(
            sample.command, sequence: sample.octets[1],
            direction: sample.octets[0] & 0x08 == 0 ? .clientToServer : .serverToClient,
            disableDefaultResponse: sample.octets[0] & 0x10 != 0)
        #expect(frame.encodedSize == sample.octets.count)
        #expect(frame.encoded() == sample.octets)
    }

    @Test("OTA-1: an encoder writes its octets and leaves those after them alone", arguments: SampleFrame.all)
    func sentinel(sample: SampleFrame) throws {
        try sample.octets.lend { (view) throws in
            let frame = try Frame(view)
            var buffer = [UInt8](repeating: 0xA5, count: 100)
            #expect(buffer.withByteWriter { frame.encode(into: &$0) })
            #expect(buffer == sample.octets + [UInt8](repeating: 0xA5, count: 100 - sample.octets.count))
        }
    }

    @Test("OTA-1: where a frame does not fit, nothing is written", arguments: SampleFrame.all)
    func tightBuffer(sample: SampleFrame) throws {
        try sample.octets.lend { (view) throws in
            let frame = try Frame(view)
            let size = sample.octets.count - 1
            var buffer = [UInt8](repeating: 0xA5, count: size)
            #expect(!buffer.withByteWriter { frame.encode(into: &$0) })
            #expect(buffer == [UInt8](repeating: 0xA5, count: size))
        }
    }

    @Test("OTA-1: every strict prefix of a valid frame is truncated at its end", arguments: SampleFrame.all)
    func prefixes(sample: SampleFrame) {
        for count in 0..<sample.octets.count {
            [UInt8](sample.octets.prefix(count)).withOctetView { view in
                let error = #expect(throws: WireError.self) { try Frame(view) }
                #expect(error == WireError(.truncated, at: count))
            }
        }
    }

    @Test("OTA-1: a block's data is the tail of its frame", arguments: [0, 1, 50, 255])
    func imageData(count: Int) throws {
        let data = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let octets =
            [0x19, 0x07, 0x05, 0x00] + SampleFrame.fileOctets + [0x40, 0xE2, 0x01, 0x00, UInt8(count)] + data
        try octets.lend { (view) throws in
            let frame = try Frame(view)
            #expect(frame.command == .imageBlockResponse(.block(SampleFrame.file, fileOffset: 123_456)))
            #expect([UInt8](view[frame.tail]) == data)
            #expect(frame.encoded(anew: view) == octets)
        }
    }

    @Test("OTA-1: a block has at most 255 octets")
    func countedOctets() {
        let frame = Frame(.imageBlockResponse(.block(SampleFrame.file, fileOffset: 0)), sequence: 0)
        [UInt8](repeating: 7, count: 256).withOctetView { view in
            #expect(frame.encoded(tail: view) == [])
            #expect(frame.encoded(tail: view.slice(from: 0, count: 255)).count == 17 + 255)
            var buffer = [UInt8](repeating: 0xA5, count: 300)
            #expect(!buffer.withByteWriter { frame.encode(tail: view, into: &$0) })
            #expect(buffer == [UInt8](repeating: 0xA5, count: 300))
        }
    }

    @Test("OTA-1: a command without a tail takes none", arguments: SampleFrame.all)
    func withoutTail(sample: SampleFrame) throws {
        try [0x00].lend { (view) throws in
            #expect(Frame(sample.command, sequence: 0).encoded(tail: view) == [])
            let decoded = try sample.octets.withOctetView { (view) throws(WireError) in try Frame(view) }
            #expect(decoded.tail.isEmpty)
            #expect(decoded.records(of: AttributeIdentifier.self, in: view).count == 0)
        }
    }

    @Test("OTA-1: query jitter is 1 to 100", arguments: [0, 101, 255] as [UInt8])
    func queryJitter(percent: UInt8) {
        #expect(ImageNotify.QueryJitter(percent: percent) == nil)
        #expect(failure([0x09, 0x01, 0x00, 0x00, percent]) == WireError(.queryJitterOutOfRange(percent), at: 4))
    }

    @Test("OTA-1: Image Notify payload types are 0 to 3")
    func payloadType() {
        #expect(failure([0x09, 0x01, 0x00, 0x04, 0x64]) == WireError(.undefinedPayloadType(4), at: 3))
    }

    @Test("OTA-1: a device specific file has an image type from 0xFFC0 to 0xFFFE")
    func deviceSpecificImageType() throws {
        func octets(_ low: UInt8, _ high: UInt8) -> [UInt8] {
            [0x01, 0x01, 0x08] + SampleFrame.addressOctets
                + [0x34, 0x12, low, high, 0x05, 0x03, 0x02, 0x01, 0x02, 0x00]
        }
        for low in [0xC0, 0xFE] as [UInt8] {
            let file = FileIdentifier(
                manufacturerCode: 0x1234, imageType: 0xFF00 | UInt16(low), fileVersion: 0x0102_0305)
            let request = try #require(
                QueryDeviceSpecificFileRequest(
                    requestNodeAddress: SampleFrame.address, file: file, currentStackVersion: 2))
            try octets(low, 0xFF).lend { (view) throws in
                #expect(try Frame(view).command == .queryDeviceSpecificFileRequest(request))
            }
            #expect(Frame(.queryDeviceSpecificFileRequest(request), sequence: 1).encoded() == octets(low, 0xFF))
        }
        #expect(failure(octets(0xBF, 0xFF)) == WireError(.imageTypeOutOfRange(0xFFBF), at: 13))
        #expect(failure(octets(0xFF, 0xFF)) == WireError(.imageTypeOutOfRange(0xFFFF), at: 13))
    }

    @Test("OTA-1: a command goes in one direction", arguments: SampleFrame.all.filter { $0.command.direction != nil })
    func direction(sample: SampleFrame) {
        var octets = sample.octets
        octets[0] ^= 0x08
        #expect(failure(octets) == WireError(.wrongDirection(command: octets[2]), at: 2))
    }

    @Test("OTA-1: wildcards match anything")
    func wildcards() {
        #expect(FileIdentifier.any.matches(SampleFrame.file))
        #expect(!SampleFrame.file.matches(.any))
        let anyVersion = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x00A5, fileVersion: 0xFFFF_FFFF)
        #expect(anyVersion.matches(SampleFrame.file))
        #expect(anyVersion.isSameModel(as: SampleFrame.file))
        let otherType = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x00A6, fileVersion: 0xFFFF_FFFF)
        #expect(!otherType.matches(SampleFrame.file))
        #expect(!otherType.isSameModel(as: SampleFrame.file))
    }
}

/// The error of a decode that must fail.
func failure(
    _ octets: [UInt8], cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict
) -> WireError? {
    octets.withOctetView { view in
        #expect(throws: WireError.self) { try DecodedFrame(view, cluster: cluster, mode: mode) }
    }
}
