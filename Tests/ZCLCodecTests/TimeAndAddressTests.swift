import Testing
import ZCLCodec

@Suite("OTA-4 times, and EUI-64s")
struct TimeAndAddressTests {
    @Test(
        "OTA-4: seconds from 2000-01-01T00:00:00Z as ISO 8601",
        arguments: [
            (0, "2000-01-01T00:00:00Z"),
            (86_399, "2000-01-01T23:59:59Z"),
            // 2000 is a leap year: day 59 is 29 February.
            (59 * 86_400, "2000-02-29T00:00:00Z"),
            (60 * 86_400, "2000-03-01T00:00:00Z"),
            (366 * 86_400, "2001-01-01T00:00:00Z"),
            // Unix time 1 000 000 000 and 1 234 567 890, known dates.
            (1_000_000_000 - 946_684_800, "2001-09-09T01:46:40Z"),
            (1_234_567_890 - 946_684_800, "2009-02-13T23:31:30Z"),
            // The end of 32-bit Unix time.
            (2_147_483_647 - 946_684_800, "2038-01-19T03:14:07Z"),
            // 2100 is none: the last second of February is on the 28th.
            (4_107_542_399 - 946_684_800, "2100-02-28T23:59:59Z"),
            (4_107_542_400 - 946_684_800, "2100-03-01T00:00:00Z"),
            // The last second that the field can hold.
            (0xFFFF_FFFF, "2136-02-07T06:28:15Z"),
        ] as [(UInt32, String)])
    func text(seconds: UInt32, text: String) {
        #expect(UTCTime(rawValue: seconds).description == text)
    }

    @Test("OTA-4: a sum stays below 0xFFFFFFFF, which means wait")
    func adding() {
        #expect(UTCTime(rawValue: 5).adding(seconds: 600).rawValue == 605)
        #expect(UTCTime(rawValue: 0xFFFF_FFFD).adding(seconds: 1).rawValue == 0xFFFF_FFFE)
        #expect(UTCTime(rawValue: 0xFFFF_FFFD).adding(seconds: 2).rawValue == 0xFFFF_FFFE)
        #expect(UTCTime(rawValue: 1).adding(seconds: .max).rawValue == 0xFFFF_FFFE)
        #expect(UTCTime.waitForCommand.rawValue == 0xFFFF_FFFF)
        #expect(UTCTime.zero < UTCTime.waitForCommand)
    }

    @Test("OTA-1: an EUI-64 is little-endian on the wire and big-endian in text")
    func address() throws {
        let address = try #require(EUI64("00-DB-12-34-56-78-90-A4"))
        #expect(address.rawValue == 0x00DB_1234_5678_90A4)
        #expect(address.description == "00-DB-12-34-56-78-90-A4")
        let value = AttributeValue.eui64(address)
        let octets = [UInt8](capacity: 9) { value.encode(into: &$0) }
        #expect(octets == [0xF0, 0xA4, 0x90, 0x78, 0x56, 0x34, 0x12, 0xDB, 0x00])
        #expect(EUI64.unknown.description == "FF-FF-FF-FF-FF-FF-FF-FF")
    }

    @Test(
        "OTA-1: an EUI-64's text takes dashes, colons or none, and digits of either case",
        arguments: ["00DB1234567890A4", "00:db:12:34:56:78:90:a4", "00-db-12-34-56-78-90-A4"])
    func addressText(text: String) {
        #expect(EUI64(text)?.rawValue == 0x00DB_1234_5678_90A4)
    }

    @Test(
        "OTA-1: other texts are no EUI-64",
        arguments: [
            "", "00", "00-DB-12-34-56-78-90", "00-DB-12-34-56-78-90-A4-00", "0-0DB1234567890A4", "00DB1234567890G4",
            "-00DB1234567890A4",
        ])
    func badAddressText(text: String) {
        #expect(EUI64(text) == nil)
    }
}
