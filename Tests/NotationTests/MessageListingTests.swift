import Notation
import TestSupport
import Testing

@Suite("text form of messages")
struct MessageListingTests {
    private func sample(_ name: String) throws -> [UInt8] {
        try #require(SampleMessage.all.first { $0.name == name }).octets
    }

    private func lines(_ name: String) throws -> [FieldLine] { try fieldLines(ofMessage: try sample(name)) }

    private func summary(_ name: String) throws -> [String] {
        try text(ofMessage: try sample(name)).split(separator: "\n").prefix { !$0.hasPrefix("     0  ") }.map(
            String.init)
    }

    @Test("IF-1, IF-3: the lines cover every octet once, in order", arguments: SampleMessage.all)
    func coverage(sample: SampleMessage) throws {
        let lines = try fieldLines(ofMessage: sample.octets)
        #expect(lines.flatMap(\.octets) == sample.octets)
        var offset = 0
        for line in lines {
            #expect(line.offset == offset)
            offset += line.octets.count
        }
    }

    @Test("IF-1, IF-3: they do so for any content, and nothing traps")
    func noise() throws {
        var whole = 0
        for octets in SampleMessage.noise(3_000, seed: 0x7E87) {
            guard let lines = try? fieldLines(ofMessage: octets) else { continue }
            whole += 1
            #expect(lines.flatMap(\.octets) == octets, "\(Octets(octets))")
            #expect(try !text(ofMessage: octets).isEmpty)
        }
        // Half of them have a good envelope around any content.
        #expect(whole >= 1_500)
    }

    @Test("IF-1, GBCS-1, GBCS-2: use case, parties, counter and what it says, then field by field")
    func table() throws {
        #expect(
            try text(ofMessage: try sample("GCS20r command")) == """
                GCS20r command 1010 from 90-B3-D5-1F-30-00-00-07 to 00-DB-12-34-56-78-90-B1
                Get Event Configuration
                     0  df                       groupingHeader          a message
                     1  09                       transactionLength       9 octets
                     2  01                       cra                     1 command
                     3  00 00 00 00 00 00 03 f2  counter                 1010
                    11  08                       originatorLength        8 octets
                    12  90 b3 d5 1f 30 00 00 07  originator              90-B3-D5-1F-30-00-00-07
                    20  08                       recipientLength         8 octets
                    21  00 db 12 34 56 78 90 b1  recipient               00-DB-12-34-56-78-90-B1
                    29  00                       dateTimeLength          no date-time
                    30  02                       otherInformationLength  2 octets
                    31  00 f1                    messageCode             0x00F1 GCS20r
                    33  0d                       contentLength           13 octets
                    34  01 09                    profile                 0x0109, Smart Energy
                    36  01                       components              1
                    37  01                       control                 last component
                    38  07 08                    cluster                 0x0708 Device Management
                    40  00 05                    length                  5 octets
                    42  09                       frameControl            cluster-specific, server to client, default response enabled
                    43  00                       sequence                0
                    44  05                       command                 Get Event Configuration (getEventConfiguration)
                    45  ff 81                    eventID                 0x81FF
                    47  00                       signatureLength         not signed
                """)
    }

    @Test("IF-1, GBCS-4: DER stands field by field, from tag to end")
    func der() throws {
        let lines = try lines("CCS08").drop { $0.name != "sequence" }
        #expect(
            lines.map(\.name) == [
                "sequence", "alertCode", "time", "device", "firmwareVersion", "responseCode", "signatureLength",
            ])
        #expect(lines.map(\.octets.count) == [2, 5, 17, 10, 6, 3, 1])
        #expect(lines.last { $0.name == "alertCode" }?.meaning == "0x8F8A firmware transfer success")
        #expect(lines.last { $0.name == "responseCode" }?.meaning == "0 file transfer success")
    }

    @Test("IF-1: what a message says, in a line")
    func statements() throws {
        #expect(
            try summary("CCS08") == [
                "CCS08 alert 1010 from 90-B3-D5-1F-30-00-00-07 to 00-DB-12-34-56-78-90-B1",
                "alert 0x8F8A at 2015-01-01T00:00:00Z: file transfer success, "
                    + "device 00-DB-12-34-56-78-90-A4, version 0x0123ABCD",
            ])
        #expect(try summary("receipt alert of a switch")[0].hasPrefix("Generic Critical Alert 1010 from "))
        #expect(try summary("receipt alert of a switch")[1] == "alert 0x8F72 image verified at 2026-02-28T23:59:58Z")
        #expect(
            try summary("sub-GHz alert")[1]
                == "alert 0x8F20 limited duty cycle action taken at 2026-02-28T23:59:58Z, device 00-DB-12-34-56-78-90-A4"
        )
        #expect(
            try summary("message discarded")[1]
                == "alert 0x8F2C message discarded at 2026-02-28T23:59:58Z, command 72623859790382856 from "
                + "90-B3-D5-1F-30-00-00-07 to 00-DB-12-34-56-78-90-A4")
        #expect(
            try summary("receipt alert of an ESME")[1].hasPrefix(
                "alert 0x8F1C image refused at 2026-02-28T23:59:58Z, image e3b0c44298fc1c14"))
        #expect(try summary("ECS52 command")[1] == "which version do you run?")
        #expect(try summary("ECS52 response")[1] == "read, version 0x00000015")
        #expect(try summary("ECS52 response, failed")[1] == "failed")
        #expect(try summary("ECS52 response, another result")[1] == "response code 250")
        #expect(try summary("GCS20r alternate response")[1] == "no data to return: 0x8B NOT_FOUND")
        #expect(try summary("GCS20r response")[1] == "Report Event Configuration, 2 events")
        #expect(try summary("CS10b response, uncounted")[1] == "Publish Event Log, 2 events")
        #expect(try summary("CS11 command")[1] == "Clear Event Log Request")
        #expect(try summary("CS06 response")[1] == "hash mismatch, version 0x0000000A")
        #expect(try summary("a content of no known kind")[0].hasPrefix("message 0xFFFF command 1010"))
    }

    @Test("GBCS-3: the direction of IRP550 as first written is named")
    func irp550() throws {
        let name = "GCS20r alternate response, wrong direction"
        #expect(try lines(name).last.map { [$0.name, $0.meaning] } == ["deviation", "irp550Direction"])
        #expect(try summary(name).last?.hasPrefix("irp550Direction: ") == true)
        #expect(try summary("GCS20r alternate response").count == 2)
    }

    @Test("IF-1: a content that does not decode is shown with the reason")
    func broken() throws {
        var octets = try sample("CS08 command")
        octets[34] = 0x06
        let text = try text(ofMessage: octets)
        #expect(text.contains("content does not decode: tag 06 stands in place of 05 at offset 34"))
    }
}
