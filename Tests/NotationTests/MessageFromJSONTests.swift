import HANModel
import Notation
import OrderedJSON
import TestSupport
import Testing

@Suite("IF-3 JSON that is no message")
struct MessageFromJSONTests {
    private static func sample(_ name: String) throws -> String {
        try #require(SampleMessage.all.first { $0.name == name }).json
    }

    private func error(_ text: String) throws -> NotationError? {
        let value = try JSONValue(parsing: text)
        return #expect(throws: NotationError.self, "\(text)") { try messageOctets(fromJSON: value) }
    }

    /// A sample, what is replaced in its JSON by what, and what the error's message begins with.
    static let slips: [(String, String, String, String)] = [
        ("Pre-Command", #""macHeader":false,"#, "", "macHeader: is missing"),
        ("Pre-Command", #""macHeader":false,"#, #""macHeader":0,"#, "macHeader: a number stands"),
        ("Pre-Command", #""macHeader":false"#, #""macHeader":true"#, "signature: is missing"),
        ("Pre-Command", #""cra":"command""#, #""cra":"order""#, "cra: \"order\" is none of"),
        ("Pre-Command", "1010", "-1", "counter: "),
        ("Pre-Command", "1010", #""1010""#, "counter: a string"),
        ("Pre-Command", "B1\"", "B\"", "recipient: "),
        ("Pre-Command", #""0129""#, #""129""#, "messageCode: "),
        ("Pre-Command", #""0129""#, #""+129""#, "messageCode: "),
        ("Pre-Command", #""CS08""#, #""CS06""#, "useCase: \"CS06\" stands in place of \"CS08\""),
        ("Pre-Command", #""content":{"null":true}"#, #""content":{}"#, "content.null: is missing"),
        ("Pre-Command", #"{"null":true}"#, #"{"null":false}"#, "content.null: is true"),
        ("Pre-Command", #"{"null":true}"#, #"{"null":true,"x":1}"#, "content.x: has no place here"),
        ("Pre-Command", #"{"null":true}}"#, #"{"null":true},"mac":""}"#, "mac: has no place here"),
        ("Pre-Command", #"{"null":true}}"#, #"{"null":true},"signature":"00"}"#, "signature: 1 octets are neither"),
        ("Pre-Command", #"{"null":true}}"#, #"{"null":true},"x":1}"#, "x: has no place here"),
        ("Pre-Command", #"{"null":true}"#, #"{"octets":"0"}"#, "content.octets: "),
        ("MAC header", "a1a2", "", "mac: 10 octets are not 12"),
        ("MAC header", #","mac":"a1a2a3a4a5a6a7a8a9aaabac""#, "", "mac: is missing"),
        ("date-time", "07e8", "", "dateTime: 10 octets are not 12"),
        ("a content of no known kind", #""content""#, #""useCase":"GCS20r","content""#, "useCase: has no place"),
        // GBCS-1: what stands after the message code needs what stands before it, and is told apart by its first octet.
        ("remote party and counter", #""supplementaryRemotePartyID":"90-B3-D5-1F-30-00-00-08","#, "", "supp"),
        ("originator counter", #""supplementaryRemotePartyCounter":258,"#, "", "supplementaryRemotePartyCounter: is"),
        ("certificate", "3002a1a2", "3102a1a2", "supplementaryRemotePartyKeyAgreementCertificate: cannot be told"),
        ("certificate", "3002a1a2", "3002a1a2a3a4a5a6", "supplementaryRemotePartyKeyAgreementCertificate: cannot"),
        ("certificate", "3002a1a2", "", "supplementaryRemotePartyKeyAgreementCertificate: cannot be told"),
        ("originator counter and certificate", "65535", "3458764513820540928", "supplementaryRemotePartyKey"),
        // GBCS-2: the control says what the fields of the component say.
        ("GCS20r command", #""control":1"#, #""control":0"#, "content.components[0].control: 0 stands"),
        ("GCS20r command", #""control":1"#, #""control":3"#, "content.components[0].control: 3 stands"),
        ("GCS20r command", #""control":1"#, #""control":17"#, "content.components[0].control: 17 stands"),
        ("GCS20r command", #""control":1,"#, "", "content.components[0].control: is missing"),
        ("GCS20r command", #""cluster":1800"#, #""cluster":25"#, "content.components[0].frame: is no frame of"),
        ("GCS20r command", #""cluster":1800"#, #""cluster":65536"#, "content.components[0].cluster: 65536"),
        ("GCS20r command", #""eventID":33279"#, #""x":1"#, "content.components[0].frame: fields.eventID: is missing"),
        ("GCS20r command", #""gbz""#, #""dlms""#, "content.profile: \"dlms\" is not gbz"),
        ("GCS20r command", #""sequence":0,"#, "", "content.components[0].frame: sequence: is missing"),
        // GBCS-8.
        ("sub-GHz alert", #""dlms""#, #""gbz""#, "content.profile: \"gbz\" is not dlms"),
        ("sub-GHz alert", #","device":"00-DB-12-34-56-78-90-A4""#, "", "content.device: is missing"),
        ("sub-GHz alert", "20260228", "20260229", "content.time: \"20260229235958Z\" is no time"),
        ("sub-GHz alert", "235958Z", "235958.00Z", "content.time: "),
        ("sub-GHz alert", #""invokeID":1010"#, #""invokeID":16777216"#, "content.invokeID: 16777216 is not"),
        ("sub-GHz alert", #""8F20""#, #""8F2""#, "content.alertCode: "),
        ("receipt alert of an ESME", "e3b0", "", "content.imageHash: 30 octets are not 32"),
        ("message discarded", #""command""#, #""order""#, "content.discardedCRA: \"order\" is none of"),
        (
            "generic alert in DLMS, with hundredths", "}", #","device":"00-DB-12-34-56-78-90-A4"}"#,
            "content.device: has no"
        ),
        (
            "ECS52 response", #""responseCode":0,"response":"read""#, #""responseCode":1"#,
            "content.responseCode: octet 01"
        ),
        (
            "ECS52 response", #""response":"read""#, #""response":"failed""#,
            "content.response: \"failed\" stands in place"
        ),
        (
            "ECS52 response, failed", #""responseCode":1,"response":"failed""#, #""responseCode":0"#,
            "content.responseCode: "
        ),
        ("ECS52 command", #""dlms","#, #""dlms","x":1,"#, "content.x: has no place here"),
        // GBCS-6: a number other than 0 counts the entries.
        (
            "CS10b response, uncounted", #""numberOfEvents":0"#, #""numberOfEvents":1"#,
            "content.components[0].frame: fields.numberOfEvents: 1 is not the number of entries, 2"
        ),
        ("components of each form", #""control":0"#, #""control":1"#, "content.components[0].control: 1 stands"),
        ("components of each form", #""manufacturerSpecificCode":4660,"#, "", "content.components[3].frameControl: "),
        ("components of each form", #""frameControl":29"#, #""frameControl":61"#, "content.components[3].frameControl"),
        ("components of each form", #""frameControl":29"#, #""frameControl":31"#, "content.components[3].frameControl"),
        ("GBZ alert", #""numberOfComponents":1,"#, "", "content.numberOfComponents: is missing"),
        ("GBZ alert", #""octets":"a1a2""#, #""components":[]"#, "content.octets: is missing"),
        ("receipt of an image", #""8F72""#, #""8F73""#, "content.imageHash: belongs to"),
        ("receipt of an image", #""e3b0"#, #"""#, "content.imageHash: 30 octets are not 32"),
        // GBCS-4.
        ("CCS08", "fileTransferSuccess", "imageDiscarded", "content.response: \"imageDiscarded\" stands"),
        ("CCS08", #""responseCode":0"#, #""responseCode":1"#, "content.response: has no place here"),
        ("CCS08", #""responseCode":0"#, #""responseCode":256"#, "content.responseCode: 256"),
        ("CCS08", "20150101", "20150229", "content.time: \"20150229000000Z\" is no time"),
        ("CCS08", "0123ABCD", "123ABCD", "content.firmwareVersion: "),
        ("CCS08", #""alertCode":"8F8A","#, "", "content.alertCode: is missing"),
        ("CS06 alert", "activationFailure", "failed", "content.response: \"failed\" stands"),
        ("sub-GHz alert", #""8F20""#, #""8F2""#, "content.alertCode: "),
        ("CCS08", #"{"alertCode""#, #"{"profile":"gbz","alertCode""#, "content.profile: has no place here"),
    ]

    @Test("IF-3, GBCS-1 to GBCS-4: every key is checked and named", arguments: slips)
    func slip(name: String, old: String, new: String, message: String) throws {
        let sample = try Self.sample(name)
        let text = sample.replacing(old, with: new)
        try #require(text != sample)
        let error = try error(text)
        #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "")")
        #expect(error?.kind == .invalidValue || error?.kind == .invalidHex)
        #expect(error?.offset == 0 || error?.kind == .invalidHex)
    }

    @Test("GBCS-3: the direction of IRP550 as first written is encoded by its name alone")
    func irp550() throws {
        let sample = try Self.sample("GCS20r alternate response, wrong direction")
        let named = #","deviations":["irp550Direction"]"#
        let reason = "content.deviations: a Default Response from server to client is not sent"
        #expect(try error(sample.replacing(named, with: ""))?.message.hasPrefix(reason) == true)
        for other in [#","deviations":[]"#, #","deviations":["irp550Direction","x"]"#, #","deviations":"x""#] {
            _ = try error(sample.replacing(named, with: other))
        }
        // As octets too, of the component or of the content.
        let octets = #"{"octets":"010901010708000508000b058b"}"#
        let start = try #require(sample.firstRange(of: #"{"profile"#)).lowerBound
        let content = String(sample[start...].prefix { $0 != "]" }) + "]" + named + "}"
        #expect(try error(sample.replacing(content, with: octets))?.message.hasPrefix(reason) == true)
        // Where nothing deviates the name has no place.
        let good = try Self.sample("GCS20r alternate response").replacing("}]}", with: "}]" + named + "}")
        #expect(try error(good)?.message == "content.deviations: has no place here")
        // In another message nobody wrote a rule about it.
        let other = sample.replacing(named, with: "").replacing("00F1", with: "00AD").replacing("GCS20r", with: "GCS20")
        #expect(try messageOctets(fromJSON: try JSONValue(parsing: other)).suffix(6) == [8, 0, 0x0B, 5, 0x8B, 0])
    }

    @Test("IF-3: names that follow from a number may be left out; the reason for octets is passed over")
    func leftOut() throws {
        for sample in SampleMessage.all {
            let text = sample.json.replacing(#/"(useCase|response)":"[^"]*",?/#, with: "").replacing(",}", with: "}")
            #expect(try messageOctets(fromJSON: try JSONValue(parsing: text)) == sample.octets)
        }
        let text = try Self.sample("no content").replacing(#""octets":"""#, with: #""octets":"","error":{"x":[]}"#)
        #expect(try messageOctets(fromJSON: try JSONValue(parsing: text)).suffix(3) == [0x5A, 0, 0])
    }
}
