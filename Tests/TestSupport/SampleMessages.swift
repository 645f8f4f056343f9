/// A message and its JSON, both written by hand from the rules.
package struct SampleMessage: Sendable, CustomStringConvertible {
    /// What it is, in a few words.
    package let name: String
    /// The message.
    package let octets: [UInt8]
    /// IF-3.
    package let json: String

    /// The name.
    package var description: String { name }

    /// A message without MAC header, from 90-B3-… to 00-DB-…, counter 1010, not signed.
    package init(
        _ name: String, cra: (Octets, String), code: (Octets, String), useCase: String?, _ content: Octets,
        _ json: String
    ) {
        precondition(content.array.count < 0x80)
        let length = Octets([UInt8(content.array.count)])
        let header: Octets = "df 09 \(cra.0) 00000000000003f2 08 90b3d51f30000007 08 00db1234567890b1 00"
        self.name = name
        octets = (header + "02 \(code.0)" + length + content + "00").array
        self.json =
            #"{"macHeader":false,"cra":"\#(cra.1)","counter":1010,"originator":"90-B3-D5-1F-30-00-00-07","#
            + #""recipient":"00-DB-12-34-56-78-90-B1","messageCode":"\#(code.1)","#
            + (useCase.map { #""useCase":"\#($0)","# } ?? "") + #""content":\#(json),"signature":""}"#
    }

    /// A message by hand.
    package init(_ name: String, _ octets: Octets, _ json: String) {
        self.name = name
        self.octets = octets.array
        self.json = json
    }

    private static let command: (Octets, String) = ("01", "command")
    private static let response: (Octets, String) = ("02", "response")
    private static let alert: (Octets, String) = ("03", "alert")
    private static let hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    private static let dlmsTime: Octets = "07ea021cff173b3a008000ff"
    private static let time: Octets = "18 0f 3230323630323238323335393538 5a"

    /// One of each kind of content.
    package static let contents: [SampleMessage] = [
        SampleMessage(
            "GCS20r command", cra: command, code: ("00f1", "00F1"), useCase: "GCS20r",
            "010901 01 0708 0005 090005 ff81",
            #"{"profile":"gbz","components":[{"control":1,"cluster":1800,"frame":{"command":"getEventConfiguration","#
                + #""frameControl":9,"sequence":0,"fields":{"eventID":33279}}}]}"#),
        SampleMessage(
            "GCS20r response", cra: response, code: ("00f1", "00F1"), useCase: "GCS20r",
            "010901 01 0708 000b 010004 0001 548105 018207",
            #"{"profile":"gbz","components":[{"control":1,"cluster":1800,"frame":{"#
                + #""command":"reportEventConfiguration","frameControl":1,"sequence":0,"fields":{"commandIndex":0,"#
                + #""totalCommands":1,"events":[{"eventID":33108,"configuration":5},"#
                + #"{"eventID":33281,"configuration":7}]}}}]}"#),
        SampleMessage(
            "GCS20r alternate response", cra: response, code: ("00f1", "00F1"), useCase: "GCS20r",
            "010901 01 0708 0005 00 00 0b 05 8b",
            #"{"profile":"gbz","components":[{"control":1,"cluster":1800,"frame":{"command":"defaultResponse","#
                + #""frameControl":0,"sequence":0,"fields":{"commandIdentifier":5,"status":139}}}]}"#),
        SampleMessage(
            "GCS20r alternate response, wrong direction", cra: response, code: ("00f1", "00F1"), useCase: "GCS20r",
            "010901 01 0708 0005 08 00 0b 05 8b",
            #"{"profile":"gbz","components":[{"control":1,"cluster":1800,"frame":{"command":"defaultResponse","#
                + #""frameControl":8,"sequence":0,"fields":{"commandIdentifier":5,"status":139}}}],"#
                + #""deviations":["irp550Direction"]}"#),
        SampleMessage(
            "components of each form", cra: response, code: ("0084", "0084"), useCase: "GCS38",
            """
            010904 00 0702 000c 180001 0602 00 41 04 0a0b0c0d 10 0709 0006 2a2b2c2d 4243
            02 0702 0014 00 07 190100 000d 31 00000000 a1a2a3a4a5a6a7a8
            13 0709 000f 2a2b2c2d 00 08 1d 34 12 02 03 0002 c1c2
            """,
            #"{"profile":"gbz","components":[{"control":0,"cluster":1794,"frame":{"command":"readAttributesResponse","#
                + #""frameControl":24,"sequence":0,"fields":{"records":[{"attribute":518,"status":0,"type":65,"#
                + #""value":"0a0b0c0d"}]}}},{"control":16,"cluster":1801,"fromDateTime":707472429,"octets":"4243"},"#
                + #"{"control":2,"cluster":1794,"frameCounter":7,"frameControl":25,"sequence":1,"commandIdentifier":0,"#
                + #""cipheredInformation":"3100000000a1a2a3a4a5a6a7a8"},{"control":19,"cluster":1801,"#
                + #""fromDateTime":707472429,"frameCounter":8,"frameControl":29,"manufacturerSpecificCode":4660,"#
                + #""sequence":2,"commandIdentifier":3,"cipheredInformation":"c1c2"}]}"#),
        SampleMessage(
            "CS10b response, uncounted", cra: response, code: ("00a1", "00A1"), useCase: "CS10b",
            "010901 01 0709 0018 190001 0200 00 01 00 0401000100000000 0402000200000000",
            #"{"profile":"gbz","components":[{"control":1,"cluster":1801,"frame":{"command":"publishEventLog","#
                + #""frameControl":25,"sequence":0,"fields":{"totalMatchingEvents":2,"commandIndex":0,"#
                + #""totalCommands":1,"numberOfEvents":0,"control":0,"entries":[{"logID":4,"eventID":1,"time":1,"#
                + #""octets":""},{"logID":4,"eventID":2,"time":2,"octets":""}]}}}]}"#),
        SampleMessage(
            "CS11 command", cra: command, code: ("0015", "0015"), useCase: "CS11", "010901 01 0709 0004 010001 04",
            #"{"profile":"gbz","components":[{"control":1,"cluster":1801,"frame":{"command":"clearEventLogRequest","#
                + #""frameControl":1,"sequence":0,"fields":{"logId":4}}}]}"#),
        SampleMessage(
            "CS11 response", cra: response, code: ("0015", "0015"), useCase: "CS11", "010901 01 0709 0004 090002 10",
            #"{"profile":"gbz","components":[{"control":1,"cluster":1801,"frame":{"command":"clearEventLogResponse","#
                + #""frameControl":9,"sequence":0,"fields":{"clearedLogs":16}}}]}"#),
        SampleMessage(
            "no component", cra: command, code: ("0084", "0084"), useCase: "GCS38", "010900",
            #"{"profile":"gbz","components":[]}"#),
        SampleMessage(
            "GBZ alert", cra: alert, code: ("1001", "1001"), useCase: "Generic Non Critical Alert",
            "0109 01 8154 2a2b2c2d a1a2",
            #"{"profile":"gbz","numberOfComponents":1,"alertCode":"8154","time":707472429,"octets":"a1a2"}"#),
        SampleMessage(
            "receipt of an image", cra: alert, code: ("00cf", "00CF"),
            useCase: "Firmware Distribution Receipt Alert (GSME)",
            "0109 01 8f72 2a2b2c2d 09 20 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            #"{"profile":"gbz","numberOfComponents":1,"alertCode":"8F72","time":707472429,"imageHash":"\#(hash)"}"#),
        SampleMessage(
            "CCS08", cra: alert, code: ("0128", "0128"), useCase: "CCS08",
            """
            30 29 02 03 008f8a 18 0f 3230313530313031303030303030 5a 04 08 00db1234567890a4 04 04 0123abcd 02 01 00
            """,
            #"{"alertCode":"8F8A","time":"20150101000000Z","device":"00-DB-12-34-56-78-90-A4","#
                + #""firmwareVersion":"0123ABCD","responseCode":0,"response":"fileTransferSuccess"}"#),
        SampleMessage(
            "CCS08 without a name", cra: alert, code: ("0128", "0128"), useCase: "CCS08",
            "30 2a 02 03 008f89 \(time) 04 08 00db1234567890a4 04 04 0123abcd 02 02 00ff",
            #"{"alertCode":"8F89","time":"20260228235958Z","device":"00-DB-12-34-56-78-90-A4","#
                + #""firmwareVersion":"0123ABCD","responseCode":255}"#),
        SampleMessage(
            "CS09", cra: alert, code: ("012b", "012B"), useCase: "CS09",
            "30 1f 02 03 008f8b \(time) 04 04 0000000f 02 01 01",
            #"{"alertCode":"8F8B","time":"20260228235958Z","firmwareVersion":"0000000F","responseCode":1,"#
                + #""response":"failed"}"#),
        SampleMessage(
            "CS08 command", cra: command, code: ("0129", "0129"), useCase: "CS08", "05 00", #"{"null":true}"#),
        SampleMessage(
            "CS08 response", cra: response, code: ("0129", "0129"), useCase: "CS08", "30 09 04 04 01020304 02 01 00",
            #"{"firmwareVersion":"01020304","responseCode":0,"response":"read"}"#),
        SampleMessage(
            "CS06 command", cra: command, code: ("0012", "0012"), useCase: "CS06",
            """
            30 36 04 20 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            02 01 7f 18 0f 3939393931323331323335393539 5a
            """,
            #"{"imageHash":"\#(hash)","originatorCounter":127,"executionTime":"99991231235959Z"}"#),
        SampleMessage(
            "CS06 command for now", cra: command, code: ("0012", "0012"), useCase: "CS06",
            """
            30 2d 04 20 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            02 09 00ffffffffffffffff
            """,
            #"{"imageHash":"\#(hash)","originatorCounter":18446744073709551615}"#),
        SampleMessage(
            "CS06 response, future-dated", cra: response, code: ("0012", "0012"), useCase: "CS06", "05 00",
            #"{"null":true}"#),
        SampleMessage(
            "CS06 response", cra: response, code: ("0012", "0012"), useCase: "CS06", "30 09 02 01 02 04 04 0000000a",
            #"{"responseCode":2,"response":"hashMismatch","firmwareVersion":"0000000A"}"#),
        SampleMessage(
            "CS06 alert", cra: alert, code: ("00ca", "00CA"), useCase: "Future Dated Firmware Activation Alert",
            "30 25 02 03 008f67 \(time) 02 02 0080 30 09 02 01 03 04 04 0000000a",
            #"{"alertCode":"8F67","time":"20260228235958Z","originatorCounter":128,"responseCode":3,"#
                + #""response":"activationFailure","firmwareVersion":"0000000A"}"#),
        SampleMessage(
            "receipt alert of a switch", cra: alert, code: ("1000", "1000"), useCase: "Generic Critical Alert",
            "30 16 02 03 008f72 \(time)", #"{"alertCode":"8F72","time":"20260228235958Z"}"#),
        SampleMessage(
            "receipt alert of an ESME", cra: alert, code: ("00ce", "00CE"),
            useCase: "Firmware Distribution Receipt Alert (ESME)",
            """
            0f 200003f2 00 0203 12 8f1c 090c \(dlmsTime)
            0920 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            """,
            #"{"profile":"dlms","invokeID":1010,"alertCode":"8F1C","time":"20260228235958Z","imageHash":"\#(hash)"}"#),
        SampleMessage(
            "sub-GHz alert", cra: alert, code: ("0110", "0110"), useCase: "DBCH06",
            "0f 200003f2 00 0203 12 8f20 090c \(dlmsTime) 0908 00db1234567890a4",
            #"{"profile":"dlms","invokeID":1010,"alertCode":"8F20","time":"20260228235958Z","#
                + #""device":"00-DB-12-34-56-78-90-A4"}"#),
        SampleMessage(
            "message discarded", cra: alert, code: ("0114", "0114"), useCase: "DBCH10",
            """
            0f 200003f2 00 0203 12 8f2c 090c \(dlmsTime)
            0919 90b3d51f30000007 00db1234567890a4 01 0102030405060708
            """,
            #"{"profile":"dlms","invokeID":1010,"alertCode":"8F2C","time":"20260228235958Z","#
                + #""discardedOriginator":"90-B3-D5-1F-30-00-00-07","discardedRecipient":"00-DB-12-34-56-78-90-A4","#
                + #""discardedCRA":"command","discardedCounter":72623859790382856}"#),
        SampleMessage(
            "generic alert in DLMS, with hundredths", cra: alert, code: ("1001", "1001"),
            useCase: "Generic Non Critical Alert", "0f 20fffffe 00 0202 12 8154 090c 07ea021cff173b3a058000ff",
            #"{"profile":"dlms","invokeID":16777214,"alertCode":"8154","time":"20260228235958.05Z"}"#),
        SampleMessage(
            "generic alert in DLMS of three elements", cra: alert, code: ("1000", "1000"),
            useCase: "Generic Critical Alert", "0f 200003f2 00 0203 12 8154 090c \(dlmsTime) 1105",
            #"{"octets":"0f200003f200020312815409\#("0c07ea021cff173b3a008000ff1105")"}"#),
        SampleMessage(
            "ECS52 command", cra: command, code: ("0059", "0059"), useCase: "ECS52",
            "d9 200003f2 00 01 01 0001 0000000201ff 02 0100", #"{"profile":"dlms","invokeID":1010}"#),
        SampleMessage(
            "ECS52 response", cra: response, code: ("0059", "0059"), useCase: "ECS52",
            "da 200003f2 00 00 01 0904 00000015 010100",
            #"{"profile":"dlms","invokeID":1010,"firmwareVersion":"00000015","responseCode":0,"response":"read"}"#),
        SampleMessage(
            "ECS52 response, failed", cra: response, code: ("0059", "0059"), useCase: "ECS52",
            "da 200003f2 00 00 0100 010101",
            #"{"profile":"dlms","invokeID":1010,"responseCode":1,"response":"failed"}"#),
        SampleMessage(
            "ECS52 response, another result", cra: response, code: ("0059", "0059"), useCase: "ECS52",
            "da 200003f2 00 00 0100 0101fa", #"{"profile":"dlms","invokeID":1010,"responseCode":250}"#),
        SampleMessage(
            "a content of no known kind", cra: command, code: ("ffff", "FFFF"), useCase: nil, "0f01020304",
            #"{"octets":"0f01020304"}"#),
        SampleMessage(
            "no content", cra: command, code: ("005a", "005A"), useCase: "ECS57", "", #"{"octets":""}"#),
    ]

    private static let addressed =
        #""counter":1010,"originator":"90-B3-D5-1F-30-00-00-07","recipient":"00-DB-12-34-56-78-90-B1","#
    private static let header: Octets = "00000000000003f2 08 90b3d51f30000007 08 00db1234567890b1"
    private static let nullCommand = #""messageCode":"0129","useCase":"CS08","#
    private static let party = #""supplementaryRemotePartyID":"90-B3-D5-1F-30-00-00-08","#
    private static let counters =
        party + #""supplementaryRemotePartyCounter":258,"supplementaryOriginatorCounter":65535,"#
    private static let key = #""supplementaryRemotePartyKeyAgreementCertificate""#

    /// Every form of the envelope.
    package static let envelopes: [SampleMessage] = [
        SampleMessage(
            "MAC header",
            "dd 000000000000 36 11 00000000 df 09 01 \(header) 00 02 0129 02 0500 00 a1a2a3a4a5a6a7a8a9aaabac",
            #"{"macHeader":true,"cra":"command",\#(addressed)\#(nullCommand)"content":{"null":true},"signature":"","#
                + #""mac":"a1a2a3a4a5a6a7a8a9aaabac"}"#),
        SampleMessage(
            "Pre-Command", "df 09 01 \(header) 00 02 0129 02 0500",
            #"{"macHeader":false,"cra":"command",\#(addressed)\#(nullCommand)"content":{"null":true}}"#),
        SampleMessage(
            "date-time", "df 09 01 \(header) 0c 07e801020304050607080900 02 0129 02 0500",
            #"{"macHeader":false,"cra":"command",\#(addressed)"dateTime":"07e801020304050607080900","#
                + #"\#(nullCommand)"content":{"null":true}}"#),
        SampleMessage(
            "signature",
            """
            df 09 01 \(header) 00 02 0129 02 0500 40
            000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f
            202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f
            """,
            #"{"macHeader":false,"cra":"command",\#(addressed)\#(nullCommand)"content":{"null":true},"signature":"#
                + #""000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"#
                + #"202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"}"#),
        SampleMessage(
            "remote party", "df 09 01 \(header) 00 0a 0129 90b3d51f30000008 02 0500",
            #"{"macHeader":false,"cra":"command",\#(addressed)\#(nullCommand)\#(party)"content":{"null":true}}"#),
        SampleMessage(
            "remote party and counter", "df 09 01 \(header) 00 12 0129 90b3d51f30000008 0000000000000102 02 0500",
            #"{"macHeader":false,"cra":"command",\#(addressed)\#(nullCommand)\#(party)"#
                + #""supplementaryRemotePartyCounter":258,"content":{"null":true}}"#),
        SampleMessage(
            "originator counter",
            "df 09 01 \(header) 00 1a 0129 90b3d51f30000008 0000000000000102 000000000000ffff 02 0500",
            #"{"macHeader":false,"cra":"command",\#(addressed)\#(nullCommand)\#(counters)"content":{"null":true}}"#),
        SampleMessage(
            "certificate", "df 09 01 \(header) 00 16 0129 90b3d51f30000008 0000000000000102 3002a1a2 02 0500",
            #"{"macHeader":false,"cra":"command",\#(addressed)\#(nullCommand)\#(party)"#
                + #""supplementaryRemotePartyCounter":258,\#(key):"3002a1a2","content":{"null":true}}"#),
        SampleMessage(
            "originator counter and certificate",
            "df 09 01 \(header) 00 1e 0129 90b3d51f30000008 0000000000000102 000000000000ffff 3002a1a2 02 0500",
            #"{"macHeader":false,"cra":"command",\#(addressed)\#(nullCommand)\#(counters)\#(key):"3002a1a2","#
                + #""content":{"null":true}}"#),
    ]

    /// All of them.
    package static let all = contents + envelopes

    /// Random octets, samples with a few changes, and good envelopes around contents of both sorts.
    package static func noise(_ count: Int, seed: UInt64) -> [[UInt8]] {
        var noise = Noise(seed: seed)
        let messages = all.map { Octets($0.octets) }
        let contents = contents.map { Octets(Array($0.octets[34..<($0.octets.count - 1)])) }
        let codes: [UInt8] = [0x12, 0x28, 0x29, 0x2B, 0xF1, 0xCA, 0xCF, 0x00, 0x59, 0xCE, 0x10, 0x14]
        return (0..<count).map { index in
            guard index % 2 == 0 else { return noise.frame(mutating: messages) }
            let content = noise.frame(mutating: contents)
            let low = codes[noise.next(below: codes.count)]
            let high: UInt8 = [0x12, 0xF1, 0xCA, 0xCF, 0x59, 0xCE].contains(low) ? 0 : low == 0 ? 0x10 : 1
            let cra = UInt8(1 + noise.next(below: 3))
            let length: [UInt8] =
                content.count < 0x80
                ? [UInt8(content.count)]
                : content.count < 0x100
                    ? [0x81, UInt8(content.count)] : [0x82, UInt8(content.count >> 8), UInt8(content.count & 0xFF)]
            return [0xDF, 0x09, cra] + messages[0].array[3..<30] + [0x02, high, low] + length + content
        }
    }
}
