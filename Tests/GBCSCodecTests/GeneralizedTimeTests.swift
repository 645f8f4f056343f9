import GBCSCodec
import Testing
import ZCLCodec

@Suite("GBCS-4: GeneralizedTime")
struct GeneralizedTimeTests {
    @Test("GBCS-4: dates that exist, leap years among them")
    func dates() {
        for text in [
            "20240229000000Z", "20000229235959Z", "24000229000000Z", "20231231235959Z", "00010101000000Z",
            "20230430000000Z", "20230131000000Z", "99991231235959Z",
        ] {
            #expect(GeneralizedTime(text)?.description == text)
        }
        for text in [
            "20230229000000Z", "21000229000000Z", "19000229000000Z", "20230431000000Z", "20230631000000Z",
            "20230931000000Z", "20231131000000Z", "20230132000000Z", "20230100000000Z", "20230001000000Z",
            "20231301000000Z", "20230101240000Z", "20230101006000Z", "20230101000060Z", "20230101000000z",
            "2023010100000Z", "202301010000000Z", "20230101000000", "", "2023010100000٣Z", "+2230101000000Z",
        ] {
            #expect(GeneralizedTime(text) == nil, "\(text)")
        }
    }

    @Test(
        "GBCS-4, OTA-4: seconds since 2000, both ways",
        arguments: [
            ("20000101000000Z", 0), ("20000229235959Z", 5_183_999), ("20000301000000Z", 5_184_000),
            ("20150101000000Z", 473_385_600), ("20991231235959Z", 3_155_759_999), ("21000228235959Z", 3_160_857_599),
            ("21000301000000Z", 3_160_857_600), ("21360207062814Z", 4_294_967_294),
        ] as [(String, UInt32)])
    func seconds(text: String, seconds: UInt32) {
        #expect(GeneralizedTime(text)?.utcTime?.rawValue == seconds)
        #expect(GeneralizedTime(UTCTime(rawValue: seconds)).description == text)
    }

    @Test("GBCS-4, OTA-4: a time of a clock comes back, through 136 years")
    func bothWays() {
        var last: GeneralizedTime?
        for seconds in stride(from: 0, to: 0xFFFF_FFFF as UInt64, by: 1_000_003) {
            let time = UTCTime(rawValue: UInt32(seconds))
            let general = GeneralizedTime(time)
            #expect(general.utcTime == time)
            #expect(GeneralizedTime(general.description) == general)
            if let last { #expect(last < general) }
            last = general
        }
    }

    @Test("GBCS-4: what seconds since 2000 cannot say is no time of a clock; 99991231235959Z cancels")
    func outside() {
        #expect(GeneralizedTime("19991231235959Z")?.utcTime == nil)
        #expect(GeneralizedTime("21360207062815Z")?.utcTime == nil)
        #expect(GeneralizedTime("21370101000000Z")?.utcTime == nil)
        #expect(GeneralizedTime.never.description == "99991231235959Z" && GeneralizedTime.never.utcTime == nil)
    }
}
