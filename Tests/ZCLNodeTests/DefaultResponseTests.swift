import TestSupport
import Testing
import ZCLCodec
import ZCLNode

@Suite("ZCL-2 Default Response")
struct DefaultResponseTests {
    @Test("ZCL-2: a unicast with bit 4 clear gets SUCCESS, one with bit 4 set gets none")
    func success() throws {
        #expect(try defaultResponse(to: "09 21 07", .success) == "10 21 0b 07 00")
        #expect(try defaultResponse(to: "01 22 06", .success) == "18 22 0b 06 00")
        #expect(try defaultResponse(to: "08 23 01", .success) == "10 23 0b 01 00")
        #expect(try defaultResponse(to: "00 24 04", .success) == "18 24 0b 04 00")
        for control in ["19", "11", "18", "10"] as [Octets] {
            #expect(try defaultResponse(to: "\(control) 21 07", .success) == nil, "\(control)")
        }
    }

    @Test(
        "ZCL-2: an error status is told whatever bit 4 says",
        arguments: [
            ("09 21 07", "10 21 0b 07"), ("19 21 07", "10 21 0b 07"), ("01 ff 03", "18 ff 0b 03"),
            ("11 00 03", "18 00 0b 03"), ("08 80 00", "10 80 0b 00"), ("18 80 00", "10 80 0b 00"),
            ("00 80 02", "18 80 0b 02"), ("10 80 02", "18 80 0b 02"),
        ] as [(Octets, Octets)])
    func error(frame: Octets, answer: Octets) throws {
        #expect(try defaultResponse(to: frame, .failure) == answer + "01")
        #expect(try defaultResponse(to: frame, .malformedCommand) == answer + "80")
        #expect(try defaultResponse(to: frame, .limitReached) == answer + "c4")
        #expect(try defaultResponse(to: frame, Status(rawValue: 0xEE)) == answer + "ee")
    }

    @Test("ZCL-2: the answer to a manufacturer's command carries its code")
    func manufacturerCode() throws {
        #expect(try defaultResponse(to: "0d 34 12 21 07", .failure) == "14 34 12 21 0b 07 01")
        #expect(try defaultResponse(to: "05 34 12 21 07", .failure) == "1c 34 12 21 0b 07 01")
        #expect(try defaultResponse(to: "0c cd ab 21 00", .success) == "14 cd ab 21 0b 00 00")
        #expect(try defaultResponse(to: "1c cd ab 21 00", .success) == nil)
    }

    @Test(
        "ZCL-2: a Default Response is never answered, with no status and from neither side",
        arguments: ["08 21 0b", "18 21 0b", "00 21 0b", "10 21 0b", "0c 34 12 21 0b", "14 34 12 21 0b"] as [Octets])
    func neverAnswered(frame: Octets) throws {
        #expect(try header(frame).isDefaultResponse)
        for status in 0...0xFF as ClosedRange<UInt8> {
            #expect(try defaultResponse(to: frame, Status(rawValue: status)) == nil)
        }
    }

    @Test("ZCL-2: a malformed Default Response, or one on an unknown cluster, is not answered either")
    func malformedDefaultResponse() {
        for payload in ["", "00", "00 00 00"] as [Octets] {
            #expect(answer(to: "18 21 0b \(payload)") == nil)
            #expect(answer(to: "08 21 0b \(payload)", isClusterSupported: false) == nil)
        }
    }

    @Test("ZCL-2: command 0B of a cluster is no Default Response, nor is another command of the profile")
    func otherCommands() throws {
        #expect(try !header("09 21 0b").isDefaultResponse)
        #expect(try !header("08 21 0a").isDefaultResponse)
        #expect(try defaultResponse(to: "09 21 0b", .unsupportedClusterCommand) == "10 21 0b 0b 81")
    }

    @Test(
        "ZCL-2: a broadcast gets no Default Response, whatever is wrong with it",
        arguments: ["09 21 00", "19 21 00", "01 21 03", "08 21 00", "0d 34 12 21 00"] as [Octets])
    func broadcast(frame: Octets) throws {
        for status in [.success, .failure, .malformedCommand, .unsupportedCluster] as [Status] {
            #expect(try defaultResponse(to: frame, status, isBroadcast: true) == nil)
        }
        // The same frame to one node is answered.
        #expect(try defaultResponse(to: frame, .failure) != nil)
    }

    @Test("OTA-1: Image Notify is command 00 of a server")
    func imageNotify() throws {
        for frame in ["09 21 00", "19 21 00"] as [Octets] { #expect(try header(frame).isImageNotify, "\(frame)") }
        // Read Attributes; Get Event Log goes the other way; Query Next Image Response.
        for frame in ["08 21 00", "18 21 00", "01 21 00", "09 21 02"] as [Octets] {
            #expect(try !header(frame).isImageNotify, "\(frame)")
        }
    }
}
