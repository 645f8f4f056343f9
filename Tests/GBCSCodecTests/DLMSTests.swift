import GBCSCodec
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-8 DLMS")
struct DLMSTests {
    private static let counter: UInt64 = 0x0123_4567_89AB_CDEF
    private static let time = UTCTime(rawValue: 770_553_000)
    private static let hash = ImageHash(words: (1, 2, 3, 4))
    private static let device = EUI64(rawValue: 0x00DB_0000_0000_00A1)

    private func content(_ octets: [UInt8], _ code: MessageCode, _ cra: Message.CRA) -> MessageError? {
        octets.withOctetView { view in
            do throws(MessageError) {
                _ = try MessageContent(view, from: 100, code, cra)
                return nil
            } catch { return error }
        }
    }

    private func alert(_ octets: [UInt8], _ code: MessageCode) -> DLMSAlert? {
        octets.withOctetView { view in
            guard case .dlmsAlert(let alert)? = try? MessageContent(view, code, .alert) else { return nil }
            return alert
        }
    }

    /// 770 553 000 s after 2000 are 2024-06-01 10:30:00 UTC.
    private static let head: Octets = "0f 20abcdef 00 0203 12 8f20 090c 07e80601ff0a1e00008000ff"

    @Test("GBCS-8: a data notification has the counter's low three octets, code, time and a third element")
    func notifications() throws {
        let forms: [(MessageCode, DLMSAlert.Subject, Octets)] = [
            (.subGHzAlert, .device(Self.device), "0908 00db0000000000a1"),
            (
                .receiptAlertESME, .image(Self.hash),
                "0920 0000000000000001 0000000000000002 0000000000000003 0000000000000004"
            ),
            (
                .messageDiscardedAlert,
                .discarded(
                    DiscardedMessage(
                        originator: Self.device, recipient: EUI64(rawValue: 0x90B3_D51F_3000_0002), cra: .response,
                        counter: 77)), "0919 00db0000000000a1 90b3d51f30000002 02 000000000000004d"
            ),
        ]
        for (code, subject, third) in forms {
            let made = DLMSAlert(
                counter: Self.counter, alertCode: .dutyCycleLimited, time: DLMSTime(Self.time), subject: subject)
            let octets = (Self.head + third).array
            #expect(made.content == octets)
            #expect(alert(octets, code) == made)
            for count in 0..<octets.count {
                // What is missing is missing at the end.
                let prefix = [UInt8](octets.prefix(count))
                #expect(content(prefix, code, .alert) == MessageError(.truncated, at: 100 + count))
            }
            #expect(
                content(octets + [0], code, .alert)
                    == MessageError(.trailingOctets(count: 1), at: 100 + octets.count))
        }
    }

    @Test(
        "GBCS-8: a generic alert has two elements; one of more stays octets", arguments: [0x1000, 0x1001] as [UInt16])
    func generic(code: UInt16) {
        let code = MessageCode(rawValue: code)
        let made = DLMSAlert(
            counter: 1, alertCode: .imageVerified, time: DLMSTime(Self.time), subject: .none)
        let octets: Octets = "0f 20000001 00 0202 12 8f72 090c 07e80601ff0a1e00008000ff"
        #expect(made.content == octets.array)
        #expect(alert(octets.array, code) == made)
        let three: Octets = "0f 20000001 00 0203 12 8f72 090c 07e80601ff0a1e00008000ff 00"
        #expect(content(three.array, code, .alert) == nil && alert(three.array, code) == nil)
    }

    @Test("GBCS-8: each octet that is always the same is refused where it is another, with its offset")
    func fixedOctets() throws {
        let octets = (Self.head + "0908 00db0000000000a1").array
        for index in [0, 1, 5, 6, 7, 8, 11, 12, 17, 22, 23, 24, 25, 26] {
            var other = octets
            other[index] ^= 0x40
            #expect(
                content(other, .subGHzAlert, .alert)
                    == MessageError(.unexpectedOctet(found: other[index], expected: octets[index]), at: 100 + index))
        }
        // CRA 4 in the message that was discarded.
        let discarded = (Self.head + "0919 00db0000000000a1 90b3d51f30000002 04 000000000000004d").array
        #expect(content(discarded, .messageDiscardedAlert, .alert) == MessageError(.undefinedCRA(4), at: 143))
    }

    @Test("GBCS-8: a date-time names a day and a time of it, with hundredths")
    func times() throws {
        #expect(DLMSTime(Self.time).description == "20240601103000Z")
        #expect(DLMSTime("20240229235958.07Z")?.octets == ("07e8021dff173b3a078000ff" as Octets).array)
        #expect(DLMSTime("99991231235959Z")?.octets == ("270f0c1fff173b3b008000ff" as Octets).array)
        for text in ["20240601103000.50Z", "20240601103000.05Z", "20240601103000Z"] {
            let time = try #require(DLMSTime(text))
            #expect(time.description == text && DLMSTime(time.octets) == time)
        }
        for text in [
            "", "20240601103000", "20230229000000Z", "20240601103000.5Z", "20240601103000.00Z", "20240601103000.Z",
        ] {
            #expect(DLMSTime(text) == nil, "\(text)")
        }
        for text in [
            "07e8061fff0a1e00008000ff", "07e80d01ff0a1e00008000ff", "07e80600ff0a1e00008000ff",
            "07e80601ff181e00008000ff", "07e80601ff0a3c00008000ff", "07e80601ff0a1e3c008000ff",
            "07e80601ff0a1e00648000ff", "27100601ff0a1e00008000ff", "07e86501ff0a1e00008000ff",
        ] as [Octets] {
            let octets = Self.head.array.prefix(13) + text.array + ("0908 00db0000000000a1" as Octets).array
            #expect(
                content([UInt8](octets), .subGHzAlert, .alert) == MessageError(.malformedDateTime, at: 113), "\(text)")
            #expect(DLMSTime(text.array) == nil)
        }
    }

    @Test("GBCS-8, ECS52: the command asks for attribute 2 of object 0-0:0.2.1.255")
    func versionRequest() {
        let octets: Octets = "d9 20abcdef 00 01 01 0001 0000000201ff 02 0100"
        #expect(DLMSVersionRequest(counter: Self.counter).content == octets.array)
        octets.array.withOctetView { view in
            guard case .dlmsVersionRequest(let request)? = try? MessageContent(view, .readESMEFirmwareVersion, .command)
            else {
                Issue.record("no request")
                return
            }
            #expect(request == DLMSVersionRequest(counter: 0xABCDEF))
        }
        for index in 0..<octets.array.count where !(2...4).contains(index) {
            var other = octets.array
            other[index] ^= 0x40
            #expect(
                content(other, .readESMEFirmwareVersion, .command)
                    == MessageError(
                        .unexpectedOctet(found: other[index], expected: octets.array[index]), at: 100 + index))
        }
    }

    @Test("GBCS-8, ECS52: the response has a version and result 0, or no data and another result")
    func versionResponse() {
        let read: Octets = "da 20abcdef 00 00 01 0904 00000015 010100"
        let failed: Octets = "da 20abcdef 00 00 0100 010101"
        #expect(DLMSVersionResponse(counter: Self.counter, version: 0x15).content == read.array)
        #expect(DLMSVersionResponse(counter: Self.counter, version: nil).content == failed.array)
        for (octets, expected) in [(read, 0x15), (failed, nil)] as [(Octets, UInt32?)] {
            octets.array.withOctetView { view in
                guard
                    case .dlmsVersionResponse(let response)? = try? MessageContent(
                        view, .readESMEFirmwareVersion, .response)
                else {
                    Issue.record("no response")
                    return
                }
                #expect(response == DLMSVersionResponse(counter: 0xABCDEF, version: expected))
            }
        }
        func error(_ octets: Octets) -> MessageError? { content(octets.array, .readESMEFirmwareVersion, .response) }
        #expect(
            error("da 20abcdef 00 00 01 0904 00000015 010101")
                == MessageError(.unexpectedOctet(found: 1, expected: 0), at: 116))
        #expect(
            error("da 20abcdef 00 00 0100 010100") == MessageError(.unexpectedOctet(found: 0, expected: 1), at: 111))
        #expect(
            error("da 20abcdef 00 00 01 0600000015 010100")
                == MessageError(.unexpectedTag(found: 6, expected: 9), at: 108))
        #expect(DLMSVersionResponse.Failure(result: 0) == nil)
    }

    @Test("GBCS-1, GBCS-8: the samples decode whole, to the last octet")
    func samples() throws {
        // Made up for this project, with the lengths that the industry's messages have.
        let response: Octets = """
            dd000000000000451100000000df0902000000000000004d0800db0000000000a00890b3d51f300000090002005911
            da2000004d00000109040000001501010000000000000000000000000000
            """
        let alert: Octets = """
            dd000000000000571100000000df0903000000000000004d0800db0000000000a20890b3d51f300000020002011023
            0f2000004d000203128f20090c07e80601ff0a1e00008000ff090800db0000000000a100000000000000000000000000
            """
        try response.array.withOctetView { view in
            let message = try Message(view)
            guard case .dlmsVersionResponse(let content) = try message.decodedContent(in: view) else {
                Issue.record("no response")
                return
            }
            #expect(content == DLMSVersionResponse(counter: message.counter, version: 0x15))
        }
        try alert.array.withOctetView { view in
            let message = try Message(view)
            guard case .dlmsAlert(let content) = try message.decodedContent(in: view) else {
                Issue.record("no alert")
                return
            }
            #expect(
                content
                    == DLMSAlert(
                        counter: message.counter, alertCode: .dutyCycleLimited, time: DLMSTime(Self.time),
                        subject: .device(Self.device)))
        }
    }
}
