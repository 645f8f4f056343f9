import Notation
import OrderedJSON
import Testing
import ZCLCodec

@Suite("IF-2 JSON that is no frame")
struct FrameFromJSONTests {
    private func error(_ text: String) throws -> NotationError? {
        let value = try JSONValue(parsing: text)
        return #expect(throws: NotationError.self) { try frameOctets(fromJSON: value) }
    }

    private func frame(_ command: String, _ fields: String) -> String { frame(command, 1, "", fields) }

    private func frame(_ command: String, _ control: Int, _ fields: String) -> String {
        frame(command, control, "", fields)
    }

    private func frame(_ command: String, _ control: Int, _ more: String, _ fields: String) -> String {
        #"{"command":"\#(command)","frameControl":\#(control),\#(more)"sequence":1,"fields":{\#(fields)}}"#
    }

    private let upgradeEnd = #""status":0,"manufacturerCode":1,"imageType":2,"fileVersion":3"#

    @Test(
        "IF-2, ZCL-1: the frame control agrees with the command",
        arguments: [
            (0, "frame type"), (2, "frame type"), (9, "client to server"), (0x21, "reserved bits"), (5, "bit 2"),
        ])
    func frameControl(control: Int, reason: String) throws {
        let error = try error(frame("upgradeEndRequest", control, upgradeEnd))
        #expect(error?.kind == .invalidValue)
        #expect(error?.message.contains(reason) == true)
    }

    @Test("IF-2, ZCL-1: a manufacturer code stands where bit 2 is set, and nowhere else")
    func manufacturerBit() throws {
        let code = #""manufacturerSpecificCode":4660,"#
        #expect(try error(frame("upgradeEndRequest", 1, code, upgradeEnd))?.message.contains("bit 2") == true)
        let good = try JSONValue(parsing: frame("upgradeEndRequest", 5, code, upgradeEnd))
        #expect(hex(try frameOctets(fromJSON: good)) == "05341201060001000200" + "03000000")
    }

    @Test("IF-2, ZCL-1: bit 4 is as the JSON says")
    func bit4() throws {
        let good = try JSONValue(parsing: frame("upgradeEndRequest", 0x11, upgradeEnd))
        #expect(try frameOctets(fromJSON: good).first == 0x11)
    }

    @Test("IF-2: a missing member is named")
    func missing() throws {
        #expect(try error("{}")?.message == "command: is missing")
        #expect(try error(#"{"command":"imageNotify"}"#)?.message == "frameControl: is missing")
        #expect(
            try error(frame("upgradeEndRequest", #""status":0,"manufacturerCode":1,"imageType":2"#))?.message
                == "fields.fileVersion: is missing")
        #expect(try error(#"{"command":"imageNotify","frameControl":9,"sequence":0}"#)?.message == "fields: is missing")
    }

    @Test("IF-2: a member that nobody knows is named")
    func unknown() throws {
        #expect(
            try error(frame("upgradeEndRequest", upgradeEnd + #","colour":1"#))?.message
                == "fields.colour: has no place here")
        #expect(try error(frame("upgradeEndRequest", 1, #""x":1,"#, upgradeEnd))?.message == "x: has no place here")
        // What a status excludes is as unknown as anything else.
        #expect(
            try error(frame("queryNextImageResponse", 25, #""status":152,"imageSize":1"#))?.message
                == "fields.imageSize: has no place here")
        #expect(
            try error(frame("imageNotify", 9, #""payloadType":0,"queryJitter":1,"imageType":1"#))?.message
                == "fields.imageType: has no place here")
    }

    @Test("IF-2: wrong types and numbers out of range are named")
    func wrongTypes() throws {
        func status(_ value: String) throws -> String? {
            let error = try error(frame("imageBlockResponse", 25, #""status":\#(value)"#))
            #expect(error?.kind == .invalidValue)
            return error?.message
        }
        #expect(try status("256") == "fields.status: 256 is not 0 to 255")
        #expect(try status("-1") == "fields.status: -1.0 is not a whole number from 0 to 255")
        #expect(try status("true") == "fields.status: a boolean stands in place of a number")
        #expect(try status(#""0""#) == "fields.status: a string stands in place of a number")
        #expect(try error("[]")?.message == "the line: an array stands in place of an object")
        #expect(
            try error(#"{"command":"readAttributes","frameControl":8,"sequence":1,"fields":{"attributes":[65536]}}"#)?
                .message == "fields.attributes[0]: 65536 is not 0 to 65535")
    }

    @Test("IF-2: commands without a name there are unsupported", arguments: ["setEventconfiguration", "nope", ""])
    func unsupported(name: String) throws {
        #expect(try error(frame(name, ""))?.kind == .unsupportedCommand)
    }

    @Test("OTA-2: a WAIT_FOR_DATA without its period is accepted and never sent")
    func shortWaitForData() throws {
        let error = try error(frame("imageBlockResponse", 25, #""status":151,"currentTime":0,"requestTime":60"#))
        #expect(error?.kind == .invalidValue)
        #expect(error?.message == "fields.minimumBlockPeriod: is missing")
    }

    @Test("OTA-2: an Upgrade End Request of its status alone is accepted and never sent")
    func shortUpgradeEnd() throws {
        let error = try error(frame("upgradeEndRequest", #""status":149"#))
        #expect(error?.message == "fields.manufacturerCode: is missing")
    }

    @Test("OTA-2: a frame with surplus or deviations is accepted and never sent")
    func surplus() throws {
        for member in [#""surplus":"ee","#, #""deviations":["surplusOctets"],"#] {
            let error = try error(frame("upgradeEndRequest", 1, member, upgradeEnd))
            #expect(error?.message.hasSuffix("accepted but never sent") == true)
        }
    }

    @Test("OTA-1: values that the wire cannot hold are refused")
    func ranges() throws {
        #expect(
            try error(frame("imageNotify", 9, #""payloadType":4,"queryJitter":1"#))?.message.contains("0 to 3") == true)
        #expect(
            try error(frame("imageNotify", 9, #""payloadType":0,"queryJitter":0"#))?.message.contains("1 to 100")
                == true)
        let block = #""status":0,"manufacturerCode":1,"imageType":2,"fileVersion":3,"fileOffset":0,"imageData":"#
        let long = #""\#(String(repeating: "00", count: 256))""#
        #expect(try error(frame("imageBlockResponse", 25, block + long))?.message.contains("255") == true)
        let bad = try error(frame("imageBlockResponse", 25, block + #""00zz""#))
        #expect(bad?.kind == .invalidHex)
        #expect(bad?.message.hasPrefix("fields.imageData: ") == true)
        #expect(
            try error(
                frame(
                    "queryDeviceSpecificFileRequest",
                    #""requestNodeAddress":"00-0D-6F-00-12-34-56-78","manufacturerCode":1,"imageType":1,"#
                        + #""fileVersion":3,"currentStackVersion":2"#))?.message.hasPrefix("fields.imageType: ") == true
        )
        #expect(
            try error(frame("writeAttributesResponse", 24, #""records":[{"status":0,"attribute":1}]"#))?.message
                .hasPrefix("fields.records[0].status: ") == true)
    }
}
