import Testing
import ZCLCodec

@Suite("ZCL-1 frame header")
struct FrameHeaderTests {
    @Test("ZCL-1: the frame control octet says type, manufacturer code, direction and bit 4")
    func frameControl() throws {
        let octets: [UInt8] = [0x1D, 0x34, 0x12, 0x07, 0x02, 0x98]
        try octets.lend { (view) throws in
            let frame = try Frame(view)
            #expect(frame.header.frameType == .clusterSpecific)
            #expect(frame.header.manufacturerCode == 0x1234)
            #expect(frame.header.direction == .serverToClient)
            #expect(frame.header.disableDefaultResponse)
            #expect(frame.header.sequence == 7)
            #expect(frame.command == .queryNextImageResponse(.unavailable(.noImageAvailable)))
            #expect(frame.encoded() == octets)
        }
    }

    @Test(
        "ZCL-1: a reserved type or bit is an error, never ignored",
        arguments: [0x02, 0x03, 0x21, 0x41, 0x81] as [UInt8])
    func reserved(control: UInt8) {
        let error = failure([control, 0x00, 0x00])
        #expect(error?.kind == .reservedValue)
        #expect(error?.offset == 0)
    }

    @Test("ZCL-1: the frame control that is sent for each command")
    func sentFrameControl() {
        let notify = Command.imageNotify(ImageNotify(queryJitter: .everybody, content: .nothing))
        #expect(Frame(notify, sequence: 0).header.frameControl == 0x09)
        #expect(Frame(notify, sequence: 0, disableDefaultResponse: true).header.frameControl == 0x19)
        let query = Command.queryNextImageRequest(QueryNextImageRequest(runningFile: .any))
        #expect(Frame(query, sequence: 0).header.frameControl == 0x01)
        // The direction of a command of the cluster is the command's, whatever is asked for.
        #expect(Frame(query, sequence: 0, direction: .serverToClient).header.frameControl == 0x01)
        let response = Command.queryNextImageResponse(.unavailable(.noImageAvailable))
        #expect(Frame(response, sequence: 0, disableDefaultResponse: true).header.frameControl == 0x19)
    }

    @Test("ZCL-1: both directions of a profile-wide command are encoded as asked")
    func profileWideDirection() {
        let command = Command.defaultResponse(DefaultResponse(commandIdentifier: 0x05, status: .notFound))
        #expect(Frame(command, sequence: 9).encoded() == [0x00, 0x09, 0x0B, 0x05, 0x8B])
        #expect(Frame(command, sequence: 9, direction: .serverToClient).encoded() == [0x08, 0x09, 0x0B, 0x05, 0x8B])
        #expect(FrameHeader.Direction.serverToClient.reversed == .clientToServer)
    }

    @Test("ZCL-1: with a manufacturer code every strict prefix of the header is truncated")
    func prefixes() {
        let octets: [UInt8] = [0x04, 0x34, 0x12, 0x07, 0x0B]
        for count in 0...octets.count {
            #expect(failure([UInt8](octets.prefix(count))) == WireError(.truncated, at: count))
        }
    }

    @Test("ZCL-1: commands of another cluster are not supported, the profile's are")
    func otherCluster() throws {
        let cluster = ClusterIdentifier(rawValue: 0x0702)
        [0x01, 0x00, 0x06].withOctetView { view in
            let error = #expect(throws: WireError.self) { try Frame(view, cluster: cluster) }
            #expect(error == WireError(.unsupportedCommand(6), at: 2))
        }
        try [0x08, 0x00, 0x00, 0x06, 0x02].lend { (view) throws in
            #expect(try Frame(view, cluster: cluster).header.commandIdentifier == 0)
        }
    }

    @Test(
        "ZCL-1: an undefined command is unsupported",
        arguments: [[0x01, 0x00, 0x0A], [0x00, 0x00, 0x03]] as [[UInt8]])
    func unsupported(octets: [UInt8]) {
        #expect(failure(octets) == WireError(.unsupportedCommand(octets[2]), at: 2))
        #expect(failure(octets)?.kind == .unsupportedCommand)
    }

    @Test("ZCL-1: each field of a header is set on its own, and a missing manufacturer code leaves nothing")
    func fields() {
        func wire(_ header: FrameHeader) -> [UInt8] {
            [UInt8](capacity: header.encodedSize) { writer in header.encode(into: &writer) }
        }
        let plain = FrameHeader(
            frameType: .profileWide, direction: .clientToServer, disableDefaultResponse: false, sequence: 0,
            commandIdentifier: 0)
        var header = plain
        #expect(wire(header) == [0x00, 0x00, 0x00])
        header.frameType = .clusterSpecific
        #expect(wire(header) == [0x01, 0x00, 0x00])
        header.direction = .serverToClient
        #expect(wire(header) == [0x09, 0x00, 0x00])
        header.disableDefaultResponse = true
        #expect(wire(header) == [0x19, 0x00, 0x00])
        header.sequence = 0xFE
        #expect(wire(header) == [0x19, 0xFE, 0x00])
        header.commandIdentifier = 0xA5
        #expect(wire(header) == [0x19, 0xFE, 0xA5])
        header.manufacturerCode = 0x10DE
        #expect(wire(header) == [0x1D, 0xDE, 0x10, 0xFE, 0xA5])
        header.manufacturerCode = nil
        (header.frameType, header.direction) = (.profileWide, .clientToServer)
        (header.disableDefaultResponse, header.sequence, header.commandIdentifier) = (false, 0, 0)
        #expect(header == plain)
    }

    @Test("OTA-1: fields that may be missing are set and taken away again, each on its own")
    func missingFields() {
        let file = FileIdentifier(manufacturerCode: 1, imageType: 2, fileVersion: 3)
        let address = EUI64(rawValue: 0x0102_0304_0506_0708)
        let plain = ImageBlockRequest(file: file, fileOffset: 4, maximumDataSize: 5)
        var block = plain
        block.requestNodeAddress = address
        block.minimumBlockPeriod = 6
        #expect(
            block
                == ImageBlockRequest(
                    file: file, fileOffset: 4, maximumDataSize: 5, requestNodeAddress: address, minimumBlockPeriod: 6))
        block.requestNodeAddress = nil
        #expect(block.requestNodeAddress == nil && block.minimumBlockPeriod == 6)
        block.minimumBlockPeriod = nil
        #expect(block == plain)
        var page = ImagePageRequest(
            file: file, fileOffset: 4, maximumDataSize: 5, pageSize: 6, responseSpacing: 7)
        page.requestNodeAddress = address
        #expect(page.requestNodeAddress == address)
        page.requestNodeAddress = nil
        #expect(page.requestNodeAddress == nil)
        var query = QueryNextImageRequest(runningFile: file, hardwareVersion: 0)
        #expect(query != QueryNextImageRequest(runningFile: file))
        query.hardwareVersion = nil
        #expect(query == QueryNextImageRequest(runningFile: file))
    }
}
