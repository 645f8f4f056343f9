import Notation
import OrderedJSON
import Testing
import ZCLCodec

@Suite("text form")
struct FrameListingTests {
    private func lines(_ frame: String, mode: DecodingMode = .strict) throws -> [FieldLine] {
        try fieldLines(ofFrame: try octets(fromHex: frame), mode: mode)
    }

    private func meaning(_ name: String, _ frame: String, mode: DecodingMode = .strict) throws -> String? {
        try lines(frame, mode: mode).first { $0.name == name }?.meaning
    }

    @Test("IF-1: each field against its octets, one a line")
    func table() throws {
        let frame = try octets(fromHex: "1901050034120100030000000a00000009a1a2a3a4a5a6a7a8a9")
        #expect(
            try text(ofFrame: frame) == """
                     0  19                       frameControl      cluster-specific, server to client, default response disabled
                     1  01                       sequence          1
                     2  05                       command           Image Block Response (imageBlockResponse)
                     3  00                       status            0x00 SUCCESS
                     4  34 12                    manufacturerCode  0x1234
                     6  01 00                    imageType         0x0001
                     8  03 00 00 00              fileVersion       0x00000003
                    12  0a 00 00 00              fileOffset        10
                    16  09                       dataSize          9 octets
                    17  a1 a2 a3 a4 a5 a6 a7 a8  imageData         octets 10 to 18
                    25  a9
                """)
    }

    @Test("ZCL-1: the frame control is spelled out")
    func frameControl() throws {
        #expect(
            try meaning("frameControl", "0c3412010002000600")
                == "profile-wide, manufacturer specific, server to client, default response enabled")
        #expect(try meaning("manufacturerSpecificCode", "0c3412010002000600") == "0x1234")
    }

    @Test("OTA-4: times are ISO 8601, or what they stand for")
    func times() throws {
        let file = "3412010003000000"
        #expect(try meaning("currentTime", "190107" + file + "8051010000520100") == "2000-01-02T00:00:00Z")
        #expect(try meaning("upgradeTime", "190107" + file + "8051010000520100") == "2000-01-02T00:02:08Z")
        #expect(try meaning("upgradeTime", "190107" + file + "000000000a000000") == "10 s after receipt")
        #expect(
            try meaning("upgradeTime", "190107" + file + "00000000ffffffff")
                == "wait for another Upgrade End Response")
    }

    @Test("OTA-1: wildcards and hardware versions are named")
    func words() throws {
        let query = "01010101ffffffffffffffff0302"
        #expect(try meaning("manufacturerCode", query) == "0xFFFF, any")
        #expect(try meaning("imageType", query) == "0xFFFF, any")
        #expect(try meaning("currentFileVersion", query) == "0xFFFFFFFF, any")
        #expect(try meaning("hardwareVersion", query) == "0x0203, version 2 revision 3")
        #expect(try meaning("fieldControl", query) == "with hardware version")
    }

    @Test("OTA-3: attributes are named, ImageUpgradeStatus by its state")
    func attributes() throws {
        let frame = "100101" + "0600003001" + "09000021f401" + "0a4000420247420a"
        let response = try lines(String(frame.dropLast(2)))
        #expect(
            response.map(\.name) == [
                "frameControl", "sequence", "command", "attribute", "status", "type", "value", "attribute", "status",
                "type", "value", "attribute", "status", "type", "count", "value",
            ])
        #expect(response[3].meaning == "0x0006 ImageUpgradeStatus")
        #expect(response[6].meaning == "1 download in progress")
        #expect(response[10].meaning == "500 ms")
        #expect(response[15].meaning == "\"GB\"")
    }

    @Test("ZCL-3: a status without a name is its octet")
    func status() throws {
        #expect(try meaning("status", "18010b0342") == "0x42, no name")
        #expect(try meaning("status", "18010b037e") == "0x7E NOT_AUTHORIZED")
    }

    @Test("OTA-2: surplus octets and deviations stand at the end")
    func deviations() throws {
        let lenient = try lines("19010595eeff", mode: .lenient)
        #expect(lenient.map(\.name).suffix(3) == ["status", "surplus", "deviation"])
        #expect(lenient[4].octets == [0xEE, 0xFF])
        #expect(
            try meaning("fieldControl", "010101823412010003000000", mode: .lenient)
                == "no optional field; undefined bits are set")
    }

    @Test("OTA-5: a file's header, field by field")
    func header() throws {
        let string = try #require(HeaderString("line\n"))
        let header = OTAHeader(
            file: .any, headerString: string, totalImageSize: 69, securityCredentialVersion: 2,
            destination: EUI64(rawValue: 1), hardwareVersions: .init(minimum: 0x0100, maximum: 0x0203))
        let octets = [UInt8](capacity: header.encodedSize) { header.encode(into: &$0) }
        let lines = fieldLines(ofOTAHeader: octets)
        #expect(lines.flatMap(\.octets) == octets)
        // A control character stays out of the terminal.
        #expect(lines.first { $0.name == "headerString" }?.meaning == #""line\n""#)
    }
}
