import Conformance
import Foundation
import Testing

/// What the scenarios of a device have to cover, and that each of them can fail.
@Suite("IF-4 what the scenarios of a device cover")
struct DeviceScenarioCoverageTests {
    /// What a client may do or meet, and the scenarios that show it: `device-` stands before each name.
    static let coverage: KeyValuePairs<String, [String]> = [
        "OTA-7 notify in all forms": ["notify-forms", "notify-lenient", "notify-malformed"],
        "OTA-7 notified while it asks, fetches or waits": [
            "notified-while-asking", "notified-while-fetching", "notified-while-waiting",
        ],
        "OTA-1 query with hardware version": ["success-blocks"],
        "OTA-1 query without hardware version": ["query-without-hardware-version", "notify-forms"],
        "OTA-7 query late, foreign, refused, unanswered": ["query-answers", "query-refused", "notified-while-asking"],
        "OTA-7 offer refused by the device": ["refused-offers"],
        "OTA-7 offer of any version, of a newer file": ["offer-of-any-version", "newer-offer-while-fetching"],
        "OTA-7 blocks": ["success-blocks", "short-blocks"],
        "OTA-7 blocks and requests lost": ["lost-blocks", "block-unanswered"],
        "OTA-7 duplicate, late and foreign responses": ["stray-responses", "wrong-offset", "lost-blocks"],
        "OTA-7 too much data, padding, none": [
            "block-too-long", "page-block-too-long", "padded-block-strict", "padded-block-lenient", "empty-blocks",
        ],
        "OTA-2 octets after a payload": ["trailing-octets-strict", "trailing-octets-lenient"],
        "OTA-7 another file": ["invalid-image", "invalid-header", "page-of-another-file"],
        "ZCL-2 Default Response for a block": ["default-response-for-block", "block-unanswered", "block-no-image"],
        "ZCL-2 frames that do not decode": ["malformed-frames"],
        "OTA-6 WAIT_FOR_DATA": ["wait-for-data", "wait-times", "wait-in-page", "wait-not-asked-for"],
        "OTA-2 WAIT_FOR_DATA in the short form": ["wait-short-form-strict", "wait-short-form-lenient"],
        "OTA-3 minimum block period": ["wait-for-data", "block-period-without-field"],
        "OTA-7 pages": ["success-pages", "page-trimmed", "page-with-long-spacing"],
        "OTA-7 page gaps": ["page-gaps", "page-out-of-order", "page-unanswered", "page-trimmed"],
        "OTA-7 page refused": ["page-refused", "page-refused-halfway"],
        "OTA-2 page with numbers of its own": ["page-own-numbers", "page-own-numbers-strict"],
        "OTA-7 resumption": [
            "resume-blocks", "resume-pages", "resume-whole-file", "resume-without-header", "resume-of-another-size",
        ],
        "OTA-7 ABORT at every stage": [
            "abort-of-blocks", "abort-of-pages", "abort-when-fetched", "page-stopped-when-over", "resume-blocks",
        ],
        "OTA-7 Upgrade End SUCCESS": [
            "success-blocks", "upgrade-end-default-response", "upgrade-end-refused", "upgrade-end-unanswered",
        ],
        "OTA-7 Upgrade End INVALID_IMAGE": ["invalid-image", "invalid-image-answered"],
        "OTA-7 Upgrade End REQUIRE_MORE_IMAGE": ["requires-more", "requires-more-refused"],
        "OTA-7 Upgrade End ABORT": ["abort-answered", "block-unanswered", "padded-block-strict"],
        "OTA-7 Upgrade End Response for another file": ["upgrade-end-default-response", "told-to-wait"],
        "OTA-1 Upgrade End Response with wildcards": ["upgrade-end-wildcards"],
        "OTA-4 activation now or past": ["success-blocks", "activation-in-the-past"],
        "OTA-4 activation later, without clock": ["success-pages", "activation-told-twice", "padded-block-lenient"],
        "OTA-7 told again": ["activation-told-twice", "success-blocks", "upgrade-end-wildcards"],
        "OTA-4 0xFFFFFFFF and hourly": ["told-to-wait", "wait-refused", "upgrade-end-unanswered"],
        "HUB-32 activation on its own": ["activation-after-two-hours"],
        "GBCS-4 CS09": ["version-told", "version-told-after-failure"],
        "OTA-3 attributes": ["attributes", "attribute-defaults"],
        "GBCS-5 split image": ["split-image-in-order", "split-image-out-of-order"],
        "HUB-40 a sleeping GSME": ["sleeping-meter", "sleeping-flags", "blocks-per-wake"],
        "GBCS-4 CS06 of an ESME": ["esme-activation", "esme-activation-fails", "activation-cancelled-by-command"],
        "GBCS-4 CS06 of a GSME": ["meter-activation", "gsme-activation-fails", "meter-activation-later"],
        "GBCS-4 CS06 of an HCALCS": [
            "hcalcs-activation", "hcalcs-activation-fails", "activation-replaced", "activation-at-this-second",
        ],
        "GBCS-4 CS06 without clock, image or answer": [
            "activation-without-clock", "activation-planned-without-image", "activation-before-the-answer",
        ],
        "GBCS-1 counters": ["command-counter"],
        "GBCS-4 messages for others": ["messages-not-for-it", "messages-to-a-display"],
        "GBCS-4 receipt alerts": [
            "esme-refused-image", "gsme-refused-image", "hcalcs-refused-image", "esme-signature-missing",
        ],
        "GBCS-8 ECS52, GBCS-4 GCS38": ["esme-version-read", "gsme-version-read"],
        "GBCS-3 GCS20r in all forms": ["gcs20r-events", "gcs20r-no-data", "gcs20r-unreadable"],
        "GBCS-3 GCS20": ["gcs20"],
        "GBCS-6 security log refused by a meter": ["gsme-security-log", "esme-security-log", "meter-all-logs"],
        "GBCS-6 CS10a and CS10b": ["remote-log-read"],
        "GBCS-6 refused to a display": ["display-asks-for-events", "cad"],
    ]

    static let devices: [String] = ScenarioFileTests.files.filter { $0.hasPrefix("device-") }

    static func text(_ file: String) throws -> String {
        String(decoding: try Data(contentsOf: ScenarioFileTests.folder.appendingPathComponent(file)), as: UTF8.self)
    }

    static func check(_ text: String, _ file: String) -> ScenarioReport {
        checkScenario([UInt8](text.utf8), file: file)
    }

    @Test("IF-4: every situation of a client has its scenarios, and every scenario its situation")
    func covered() {
        let named = Set(Self.coverage.flatMap(\.value).map { "device-\($0).json" })
        #expect(named.subtracting(Self.devices).sorted() == [])
        #expect(Set(Self.devices).subtracting(named).sorted() == [])
        #expect(Self.coverage.allSatisfy { !$0.value.isEmpty })
        #expect(Self.devices.count >= 50)
    }

    @Test("IF-4: a scenario of a device fails without one of its outputs, and when one comes later", arguments: devices)
    func outputs(file: String) throws {
        let lines = try Self.text(file).split(separator: "\n").map(String.init)
        let outputs = lines.indices.filter { lines[$0].contains(#", "to": "#) }
        let first = try #require(outputs.first)
        let last = try #require(outputs.last)
        for index in [first, last] {
            var fewer = lines
            fewer.remove(at: index)
            // The step before the end of the list has no comma.
            if !lines[index].hasSuffix(",") { fewer[index - 1].removeLast() }
            let report = Self.check(fewer.joined(separator: "\n"), file)
            #expect(report.problem == nil && report.difference != nil)
        }
        var later = lines
        later[last] = lines[last].replacing(/"at": (\d+)/) { match in "\"at\": \((Int(match.1) ?? 0) + 1)" }
        let report = Self.check(later.joined(separator: "\n"), file)
        #expect(later != lines && !report.isPassed)
    }

    @Test(
        "IF-4: another device fails the scenario",
        arguments: [
            ("query-without-hardware-version", #""sendsHardwareVersion": false"#, #""sendsHardwareVersion": true"#),
            ("notify-lenient", #""runningVersion": "00000080""#, #""runningVersion": "00000081""#),
            ("trailing-octets-lenient", #""lenient""#, #""strict""#),
            ("page-own-numbers-strict", #""maximumDataSize""#, #""decodingMode": "lenient", "maximumDataSize""#),
            ("wait-short-form-lenient", #""minimumBlockPeriod": 250"#, #""minimumBlockPeriod": 251"#),
            ("page-with-long-spacing", #""responseSpacing": 800"#, #""responseSpacing": 801"#),
            ("resume-whole-file", #""partialImage": "1ef1"#, #""partialImage": "1ef0"#),
            ("abort-answered", #""attempts": 3"#, #""attempts": 4"#),
            ("invalid-image-answered", #""verification": "invalid""#, #""verification": "accepted""#),
            ("requires-more-refused", #""verification": "requiresMore""#, #""verification": "invalid""#),
            ("activation-after-two-hours", #""activatesAfterWaits": 2"#, #""activatesAfterWaits": 3"#),
            ("version-told", #""tellsVersion": true"#, #""tellsVersion": false"#),
            ("version-told-after-failure", #""activates": false"#, #""activates": true"#),
            ("attribute-defaults", #""imageType": 59"#, #""imageType": 60"#),
            ("esme-activation", #""type": "esme""#, #""type": "hcalcs""#),
            ("hcalcs-activation", #""type": "hcalcs""#, #""type": "gsme""#),
            ("gsme-activation-fails", #""activates": false"#, #""activates": true"#),
            ("gcs20r-events", #""eventID": 33108"#, #""eventID": 33109"#),
            ("gcs20r-unreadable", #""unreadable""#, "[]"),
            ("gsme-security-log", #""type": "cad""#, #""type": "hcalcs""#),
            ("split-image-in-order", #""second": "00000020""#, #""second": "00000015""#),
            ("split-image-out-of-order", #""second": "00000020""#, #""second": "00000021""#),
            ("sleeping-flags", #""wakeInterval": 1800"#, #""wakeInterval": 1801"#),
        ])
    func anotherDevice(name: String, option: String, other: String) throws {
        let file = "device-\(name).json"
        let text = try Self.text(file)
        #expect(Self.check(text, file).isPassed)
        let changed = text.replacing(option, with: other, maxReplacements: 1)
        #expect(changed != text)
        let report = Self.check(changed, file)
        #expect(report.problem == nil && report.difference != nil)
    }
}
