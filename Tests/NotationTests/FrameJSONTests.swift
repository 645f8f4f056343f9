import Notation
import OrderedJSON
import Testing
import ZCLCodec

@Suite("IF-2 frames as JSON")
struct FrameJSONTests {
    /// Frames and their JSON, both written by hand.
    static let pairs: [(String, String)] = [
        (
            "013003003412a500050302010000000030",
            #"{"command":"imageBlockRequest","frameControl":1,"sequence":48,"fields":{"manufacturerCode":4660,"#
                + #""imageType":165,"fileVersion":16909061,"fileOffset":0,"maximumDataSize":48}}"#
        ),
        (
            "013003033412a50005030201000000003078563412006f0d00f401",
            #"{"command":"imageBlockRequest","frameControl":1,"sequence":48,"fields":{"manufacturerCode":4660,"#
                + #""imageType":165,"fileVersion":16909061,"fileOffset":0,"maximumDataSize":48,"#
                + #""requestNodeAddress":"00-0D-6F-00-12-34-56-78","minimumBlockPeriod":500}}"#
        ),
        (
            "0901000364ffff010002000000",
            #"{"command":"imageNotify","frameControl":9,"sequence":1,"fields":{"payloadType":3,"queryJitter":100,"#
                + #""manufacturerCode":65535,"imageType":1,"newFileVersion":2}}"#
        ),
        (
            "09010001643412",
            #"{"command":"imageNotify","frameControl":9,"sequence":1,"fields":{"payloadType":1,"queryJitter":100,"#
                + #""manufacturerCode":4660}}"#
        ),
        (
            "090100026434120100",
            #"{"command":"imageNotify","frameControl":9,"sequence":1,"fields":{"payloadType":2,"queryJitter":100,"#
                + #""manufacturerCode":4660,"imageType":1}}"#
        ),
        (
            "090100000a",
            #"{"command":"imageNotify","frameControl":9,"sequence":1,"fields":{"payloadType":0,"queryJitter":10}}"#
        ),
        (
            "0101010134120100020000000302",
            #"{"command":"queryNextImageRequest","frameControl":1,"sequence":1,"fields":{"manufacturerCode":4660,"#
                + #""imageType":1,"currentFileVersion":2,"hardwareVersion":515}}"#
        ),
        (
            "1901020034120100030000000a000000",
            #"{"command":"queryNextImageResponse","frameControl":25,"sequence":1,"fields":{"status":0,"#
                + #""manufacturerCode":4660,"imageType":1,"fileVersion":3,"imageSize":10}}"#
        ),
        (
            "19010998",
            #"{"command":"queryDeviceSpecificFileResponse","frameControl":25,"sequence":1,"fields":{"status":152}}"#
        ),
        (
            "0101040034120100030000000a0000003200010500",
            #"{"command":"imagePageRequest","frameControl":1,"sequence":1,"fields":{"manufacturerCode":4660,"#
                + #""imageType":1,"fileVersion":3,"fileOffset":10,"maximumDataSize":50,"pageSize":256,"#
                + #""responseSpacing":5}}"#
        ),
        (
            "1901050034120100030000000a00000003aabbcc",
            #"{"command":"imageBlockResponse","frameControl":25,"sequence":1,"fields":{"status":0,"#
                + #""manufacturerCode":4660,"imageType":1,"fileVersion":3,"fileOffset":10,"imageData":"aabbcc"}}"#
        ),
        (
            "19010597000000003c000000f401",
            #"{"command":"imageBlockResponse","frameControl":25,"sequence":1,"fields":{"status":151,"#
                + #""currentTime":0,"requestTime":60,"minimumBlockPeriod":500}}"#
        ),
        (
            "19010595",
            #"{"command":"imageBlockResponse","frameControl":25,"sequence":1,"fields":{"status":149}}"#
        ),
        (
            "010106003412010003000000",
            #"{"command":"upgradeEndRequest","frameControl":1,"sequence":1,"fields":{"status":0,"#
                + #""manufacturerCode":4660,"imageType":1,"fileVersion":3}}"#
        ),
        (
            "1901073412010003000000010000000a000000",
            #"{"command":"upgradeEndResponse","frameControl":25,"sequence":1,"fields":{"manufacturerCode":4660,"#
                + #""imageType":1,"fileVersion":3,"currentTime":1,"upgradeTime":10}}"#
        ),
        (
            "01010878563412006f0d003412c0ff030000000200",
            #"{"command":"queryDeviceSpecificFileRequest","frameControl":1,"sequence":1,"fields":{"#
                + #""requestNodeAddress":"00-0D-6F-00-12-34-56-78","manufacturerCode":4660,"imageType":65472,"#
                + #""fileVersion":3,"currentStackVersion":2}}"#
        ),
        (
            "18010b0380",
            #"{"command":"defaultResponse","frameControl":24,"sequence":1,"fields":{"commandIdentifier":3,"#
                + #""status":128}}"#
        ),
        (
            "08010002000600",
            #"{"command":"readAttributes","frameControl":8,"sequence":1,"fields":{"attributes":[2,6]}}"#
        ),
        (
            "0c3412010002000600",
            #"{"command":"readAttributes","frameControl":12,"manufacturerSpecificCode":4660,"sequence":1,"#
                + #""fields":{"attributes":[2,6]}}"#
        ),
        (
            "10010102000023030000000600860700002134120000"
                + "00f078563412006f0d00",
            #"{"command":"readAttributesResponse","frameControl":16,"sequence":1,"fields":{"records":["#
                + #"{"attribute":2,"status":0,"type":35,"value":3},{"attribute":6,"status":134},"#
                + #"{"attribute":7,"status":0,"type":33,"value":4660},"#
                + #"{"attribute":0,"status":0,"type":240,"value":"00-0D-6F-00-12-34-56-78"}]}}"#
        ),
        (
            "000102090021f401",
            #"{"command":"writeAttributes","frameControl":0,"sequence":1,"fields":{"records":["#
                + #"{"attribute":9,"type":33,"value":500}]}}"#
        ),
        (
            "18010400",
            #"{"command":"writeAttributesResponse","frameControl":24,"sequence":1,"fields":{"records":[]}}"#
        ),
        (
            "180104880900",
            #"{"command":"writeAttributesResponse","frameControl":24,"sequence":1,"fields":{"records":["#
                + #"{"status":136,"attribute":9}]}}"#
        ),
    ]

    @Test("IF-2: a frame's JSON, keys in order", arguments: pairs)
    func decode(frame: String, text: String) throws {
        #expect(try json(ofFrameInHex: frame).text == text)
    }

    @Test("IF-2: a JSON's frame", arguments: pairs)
    func encode(frame: String, text: String) throws {
        #expect(hex(try frameOctets(fromJSON: try JSONValue(parsing: text))) == frame)
    }

    @Test("IF-2: the text form covers every octet of a frame", arguments: pairs)
    func listing(frame: String, text: String) throws {
        let octets = try octets(fromHex: frame)
        #expect(try fieldLines(ofFrame: octets).flatMap(\.octets) == octets)
    }

    @Test("IF-2: there is a pair for every command")
    func complete() {
        let pairs = Self.pairs + EventNotationTests.pairs.map { ($0.frame, $0.json) }
        let names = Set(pairs.compactMap { $0.1.split(separator: "\"").dropFirst(3).first })
        #expect(names.count == 19)
    }

    @Test("IF-2, OTA-2: surplus and deviations stand after the fields")
    func deviations() throws {
        #expect(
            try json(ofFrameInHex: "19010595ee", mode: .lenient).text
                == #"{"command":"imageBlockResponse","frameControl":25,"sequence":1,"fields":{"status":149},"#
                + #""surplus":"ee","deviations":["surplusOctets"]}"#)
        #expect(
            try json(ofFrameInHex: "01010695", mode: .lenient).text
                == #"{"command":"upgradeEndRequest","frameControl":1,"sequence":1,"fields":{"status":149},"#
                + #""deviations":["shortUpgradeEndRequest"]}"#)
    }

    @Test("IF-2: a frame that does not decode says why and where")
    func errors() {
        func error(_ text: String, cluster: ClusterIdentifier = .otaUpgrade) -> NotationError? {
            #expect(throws: NotationError.self) { try json(ofFrameInHex: text, cluster: cluster) }
        }
        #expect(error("0130")?.json.text.contains(#""kind":"truncated","offset":2"#) == true)
        #expect(error("19010595ee")?.kind == .trailingOctets)
        #expect(error("020000")?.kind == .reservedValue)
        #expect(error("01000a")?.kind == .unsupportedCommand)
        #expect(error("0x0")?.kind == .invalidHex)
        #expect(error("0901000000")?.kind == .invalidValue)
        #expect(error("010006", cluster: ClusterIdentifier(rawValue: 0x0709))?.kind == .unsupportedCommand)
    }
}
