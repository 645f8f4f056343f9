import Testing
import ZCLCodec

@Suite("ZCL-1 frame header")
struct FrameHeaderTests {
    @Test("ZCL-1: the frame control octet says type, manufacturer code, direction and bit 4")
    func frameControl() throws {
        let octets: [UInt8] = [0x1D, 0x34, 0x12, 0x07, 0x02, 0x98]
        try octets.withOctetView { view in
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
        [control, 0x00, 0x00].withOctetView { view in
            let error = #expect(throws: DecodingError.self) { try Frame(view) }
            #expect(error?.kind == .reservedValue)
            #expect(error?.offset == 0)
        }
    }
}
