import GBCSCodec
import HANModel
import TestSupport
import Testing
import ZCLCodec

/// Messages whose octets are written from the rules, field by field.
enum Sample {
    static let device = EUI64(rawValue: 0x00DB_1234_5678_90B1)
    static let party = EUI64(rawValue: 0x90B3_D51F_3000_0007)

    /// GBCS-1: a message without MAC header; its content begins at 34, after a content length of one octet.
    static func message(cra: Octets, code: Octets, _ content: Octets) -> Octets {
        header(cra: cra, to: "00db1234567890b1") + "02 \(code)" + Octets([UInt8(content.array.count)]) + content + "00"
    }

    /// What a message's content says.
    static func content<Result>(
        _ octets: Octets, _ body: (MessageContent) throws -> Result
    ) throws -> Result {
        try octets.array.withOctetView { view in try body(try Message(view).decodedContent(in: view)) }
    }

    /// Why octets are no message, or their content does not decode; nil where all is well.
    static func failure(_ octets: Octets) -> MessageError? {
        octets.array.withOctetView { (view) -> MessageError? in
            do throws(MessageError) {
                _ = try Message(view).decodedContent(in: view)
                return nil
            } catch {
                return error
            }
        }
    }

    /// GBCS-2: a payload built anew, component by component.
    static func rebuilt(_ payload: GBZPayload) -> [UInt8]? {
        var builder = GBZBuilder()
        payload.forEach { component in
            switch component.body {
            case .frame(let frame):
                builder.append(
                    frame: [UInt8](frame), cluster: component.cluster, fromDateTime: component.fromDateTime)
            case .encrypted(let frame):
                builder.append(frame, cluster: component.cluster, fromDateTime: component.fromDateTime)
            }
        }
        return builder.content
    }

    /// GBCS-1: from DF to the date-time.
    static func header(cra: Octets, from originator: Octets = "90b3d51f30000007", to recipient: Octets) -> Octets {
        "df 09 \(cra) 00000000000003f2 08 \(originator) 08 \(recipient) 00"
    }
}

@Suite("GBCS-1: envelope")
struct EnvelopeTests {
    @Test("GBCS-1: a command inside a MAC header, field by field")
    func authenticatedCommand() throws {
        let octets: Octets = """
            dd 000000000000 41 11 00000000
            \(Sample.header(cra: "01", to: "00db1234567890b1")) 02 00f1 0d
            010901 01 0708 0005 090005 ff81 00 a1a2a3a4a5a6a7a8a9aaabac
            """
        try octets.array.withOctetView { view in
            let message = try Message(view)
            #expect(message.cra == .command)
            #expect(message.counter == 1_010)
            #expect(message.originator == Sample.party)
            #expect(message.recipient == Sample.device)
            #expect(message.dateTime == nil)
            #expect(message.otherInformation == OtherInformation(.readEventBehaviours))
            #expect(message.messageCode.useCaseName == "GCS20r")
            #expect([UInt8](view[message.content]) == EventBehaviours.command)
            #expect(message.content.offset == 47)
            #expect(message.counterOffset == 16)
            let mac = TwelveOctets(high: 0xA1A2_A3A4_A5A6_A7A8, low: 0xA9AA_ABAC)
            #expect(message.protection == .authenticated(mac: mac) && message.signature.isEmpty)
            #expect(message.encoded(MessageParts(message, in: view)) == octets.array)
        }
    }
}
