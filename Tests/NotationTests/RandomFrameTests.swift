import GBCSCodec
import Notation
import OrderedJSON
import TestSupport
import Testing
import ZCLCodec

@Suite("IF-2 random frames")
struct RandomFrameTests {
    @Test(
        "IF-2, ZCL-2, OTA-1: 100 random frames of a command: JSON and back gives the same octets",
        arguments: CommandLayout.all.map { $0.name })
    func roundTrip(name: String) throws {
        let layout = try #require(CommandLayout(named: name))
        let cluster = layout.cluster ?? .otaUpgrade
        var generator = LayoutGenerator(seed: UInt64(layout.identifier) + 29)
        var decoded = 0
        for _ in 0..<100 {
            let octets = generator.frame(of: layout)
            guard let value = try? json(ofFrame: octets, cluster: cluster) else { continue }
            decoded += 1
            #expect(value.text.hasPrefix(#"{"command":"\#(name)","frameControl":"#))
            let parsed = try JSONValue(parsing: value.text)
            #expect(Octets(try frameOctets(fromJSON: parsed)) == Octets(octets), "\(value.text)")
            #expect(try fieldLines(ofFrame: octets, cluster: cluster).flatMap(\.octets) == octets)
        }
        #expect(decoded > 25)
    }

    @Test("IF-2: an error of decoding names the field, with the records around it")
    func fieldNames() {
        func message(_ frame: String, _ cluster: ClusterIdentifier = .otaUpgrade) -> String? {
            #expect(throws: NotationError.self) { try json(ofFrameInHex: frame, cluster: cluster) }?.message
        }
        #expect(message("0130") == "octets are missing: command")
        #expect(message("013003003412a50005030201000000") == "octets are missing: fileOffset")
        #expect(message("18010102008609") == "octets are missing: records[1].attribute")
        #expect(message("1801010200001003") == "boolean 0x03 is not 0, 1 or 0xFF: records[0].value")
        #expect(message("190301020103042504", .events) == "octets are missing: entries[0].eventID")
        #expect(message("190301010000010004", .events) == "octets are missing: entries[0].eventID")
        #expect(message("0801000200f1") == "octets are missing: attributes[1]")
        #expect(message("19010595ee") == "1 octet too many after the payload")
    }
}

@Suite("IF-3 random contents")
struct RandomContentTests {
    @Test("IF-3, GBCS-2, GBCS-4: 100 random contents of each kind: JSON and back gives the same octets, field by field")
    func roundTrip() throws {
        var generator = LayoutGenerator(seed: 31)
        let codes: [MessageCode] = [
            .firmwareTransferAlert, .firmwareVersionAlert, .readFirmwareVersion, .activateFirmware, .activationAlert,
            .genericAlert, .genericNonCriticalAlert, .receiptAlertESME, .subGHzAlert, .messageDiscardedAlert,
            .readESMEFirmwareVersion, .setEventBehaviours,
        ]
        var contents = 0
        for code in codes {
            for cra in [Message.CRA.command, .response, .alert] {
                for layout in ContentLayout.layouts(of: code, cra) {
                    for _ in 0..<100 {
                        let octets = message(code, cra, generator.content(of: layout.fields))
                        let text = try json(ofMessage: octets).text
                        #expect(!text.contains(#""error":"#))
                        #expect(Octets(try messageOctets(fromJSON: try JSONValue(parsing: text))) == Octets(octets))
                        // A content that this project knows is no octets as a whole.
                        #expect(!text.contains(#""content":{"octets":"#), "\(text)")
                        contents += 1
                    }
                }
            }
        }
        #expect(contents > 2_000)
    }

    private func message(_ code: MessageCode, _ cra: Message.CRA, _ content: [UInt8]) -> [UInt8] {
        let message = Message(
            cra: cra, counter: 1, originator: EUI64(rawValue: 2), recipient: EUI64(rawValue: 3),
            otherInformation: OtherInformation(code), protection: .signed)
        return content.withOctetView { view in
            guard let parts = MessageParts(content: view, signature: OctetView()) else { return [] }
            return message.encoded(parts)
        }
    }
}
