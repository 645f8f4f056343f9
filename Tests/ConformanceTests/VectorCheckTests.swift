import Conformance
import HANModel
import Notation
import OrderedJSON
import TestSupport
import Testing
import ZCLCodec

/// The check itself is checked: it finds what is wrong.
@Suite("IF-4 the check of golden vectors")
struct VectorCheckTests {
    private func report(_ tests: String..., count: Int? = nil, type: String = "frame") -> VectorReport {
        let text =
            #"{"numberOfTests":\#(count ?? tests.count),"testGroups":[{"type":"\#(type)","tests":["#
            + tests.joined(separator: ",") + "]}]}"
        return checkVectors([UInt8](text.utf8), file: "x.json")
    }

    private func test(_ frame: String, fields: String = #""status":149"#, _ rest: String) -> String {
        #"{"tcId":7,"comment":"c","flags":[],"rules":["X-1"],"frame":"\#(frame)","command":"imageBlockResponse","#
            + #""frameControl":25,"sequence":1,"fields":{\#(fields)},\#(rest)}"#
    }

    private let truncated = #""result":"invalid","error":{"kind":"truncated","offset":3}"#

    @Test("IF-4: what is right passes")
    func passes() {
        #expect(report(test("19010595", #""result":"valid""#)).isPassed)
        let lenient = #""surplus":"ee","result":"lenient","error":{"kind":"trailingOctets","offset":4}"#
        #expect(report(test("19010595ee", lenient)).isPassed)
        #expect(report(test("190105", truncated)).isPassed)
    }

    @Test("IF-4: a wrong field, frame, result, kind, offset or surplus is found")
    func finds() {
        let trailing = #""error":{"kind":"trailingOctets","offset":4}"#
        let wrong = [
            test("19010594", #""result":"valid""#),
            test("19020595", #""result":"valid""#),
            test("19010595", fields: #""status":149,"x":1"#, #""result":"valid""#),
            test("190105", #""result":"valid""#),
            test("19010595", truncated),
            test("1901", truncated),
            test("190105", #""result":"invalid","error":{"kind":"invalidValue","offset":3}"#),
            // A lenient vector is not valid, an invalid one not lenient, and a surplus is what it is.
            test("19010595", #""result":"lenient",\#(trailing)"#),
            test("19010595ee", #""result":"invalid",\#(trailing)"#),
            test("19010595ee", #""surplus":"ef","result":"lenient",\#(trailing)"#),
            test("19010595ee", #""result":"lenient",\#(trailing)"#),
            test("zz", #""result":"valid""#),
        ]
        for test in wrong {
            let report = report(test)
            #expect(!report.isPassed && report.failures.allSatisfy { $0.tcId == 7 }, "\(test)")
            #expect(!report.failures.isEmpty, "\(test)")
        }
    }

    @Test("IF-4: a group's cluster decides what its frames mean")
    func cluster() {
        let test =
            #"{"tcId":7,"comment":"c","flags":[],"rules":["X-1"],"frame":"090005ff81","command":"getEventConfiguration","#
            + #""frameControl":9,"sequence":0,"fields":{"eventID":33279},"result":"valid"}"#
        func report(_ cluster: String) -> VectorReport {
            let text = #"{"numberOfTests":1,"testGroups":[{"type":"frame",\#(cluster)"tests":[\#(test)]}]}"#
            return checkVectors([UInt8](text.utf8), file: "x.json")
        }
        #expect(report(#""cluster":1800,"#).isPassed)
        for cluster in [#""cluster":1801,"#, #""cluster":25,"#, "", #""cluster":65536,"#] {
            #expect(!report(cluster).isPassed)
        }
    }

    @Test("IF-4: what is no file of vectors, counts wrongly or has an unknown type does not pass")
    func files() {
        let good = test("19010595", #""result":"valid""#)
        #expect(report(good, count: 2).problem != nil)
        let unknown = report(good, type: "gbcs")
        #expect(unknown.unknown == 1 && unknown.checked == 0 && !unknown.isPassed)
        for text in ["", "[]", "{}", #"{"numberOfTests":1,"testGroups":[{"type":"frame","tests":[{}]}]}"#] {
            let report = checkVectors([UInt8](text.utf8), file: "x.json")
            #expect(report.problem != nil && !report.isPassed)
        }
    }

    @Test("IF-4: what is withdrawn is read and counted, not checked")
    func withdrawn() {
        let good = test("19010595", #""result":"valid""#)
        let wrong = test("19010594", #""result":"valid""#)
        let old = wrong.replacing(#""frame""#, with: #""withdrawn":"the rule was corrected","frame""#)
        let both = report(good, old)
        #expect(both.isPassed && both.checked == 1 && both.withdrawn == 1)
        // Also of a type that is not known.
        #expect(report(old, type: "gbcs").isPassed)
        #expect(report(good, old, count: 1).problem == "numberOfTests is 1, there are 2")
        for reason in [#""""#, "7", "null"] {
            let report = report(wrong.replacing(#""frame""#, with: #""withdrawn":\#(reason),"frame""#))
            #expect(report.problem?.contains("testGroups[0].tests[0].withdrawn: ") == true, "\(reason)")
        }
    }

    @Test("IF-4: a test that names no rule is none")
    func rules() {
        let good = test("19010595", #""result":"valid""#)
        for (rules, problem) in [
            ("", "is missing"), (#""rules":[],"#, "there is none"), (#""rules":[1],"#, "a number"),
        ] {
            let report = report(good.replacing(#""rules":["X-1"],"#, with: rules))
            #expect(report.problem?.hasPrefix("no golden vectors: testGroups[0].tests[0].rules: \(problem)") == true)
        }
    }

    @Test("IF-4, OTA-5: files are checked too")
    func otaFile() {
        let invalid = #""result":"invalid","error":{"kind":"truncated","offset":3}"#
        let test = #"{"tcId":7,"comment":"c","flags":[],"rules":["X-1"],"file":"1ef1ee",\#(invalid)}"#
        #expect(report(test, type: "otaFile").isPassed)
        #expect(!report(test.replacing("1ef1ee", with: "1ef1"), type: "otaFile").isPassed)
        #expect(!report(test.replacing("invalid", with: "valid"), type: "otaFile").isPassed)
    }

    // MARK: Messages

    private func message(_ octets: String, _ rest: String) -> String {
        #"{"tcId":7,"comment":"c","flags":[],"rules":["X-1"],"message":"\#(octets)",\#(rest)}"#
    }

    private func sample(_ name: String) throws -> SampleMessage {
        try #require(SampleMessage.all.first { $0.name == name })
    }

    @Test("IF-3, IF-4: a message that is right passes", arguments: SampleMessage.all)
    func messagePasses(sample: SampleMessage) {
        let test = message(hex(sample.octets), #""json":\#(sample.json),"result":"valid""#)
        #expect(report(test, type: "gbcsMessage").isPassed)
    }

    @Test("IF-3, IF-4: an invalid message gives kind and offset")
    func invalidMessage() {
        let truncated = #""result":"invalid","error":{"kind":"truncated","offset":2}"#
        #expect(report(message("df09", truncated), type: "gbcsMessage").isPassed)
        #expect(!report(message("df0901", truncated), type: "gbcsMessage").isPassed)
        #expect(!report(message("df08", truncated), type: "gbcsMessage").isPassed)
    }

    @Test("IF-3, IF-4: inside the error of a content kind and offset count, not the words")
    func contentError() {
        let broken = SampleMessage(
            "", cra: ("01", "command"), code: ("0129", "0129"), useCase: "CS08", "0601",
            #"{"octets":"0601","error":{"kind":"invalidValue","offset":34}}"#)
        func report(_ json: String) -> VectorReport {
            self.report(message(hex(broken.octets), #""json":\#(json),"result":"valid""#), type: "gbcsMessage")
        }
        #expect(report(broken.json).isPassed)
        #expect(report(broken.json.replacing(#""offset":34"#, with: #""offset":34,"message":"x""#)).isPassed)
        for other in [#""offset":35"#, #""offset":34,"x":1"#] {
            #expect(!report(broken.json.replacing(#""offset":34"#, with: other)).isPassed)
        }
        #expect(!report(broken.json.replacing("invalidValue", with: "truncated")).isPassed)
        #expect(!report(broken.json.replacing(#/,"error":{[^}]*}/#, with: "")).isPassed)
    }

    @Test("IF-3, IF-4: a wrong octet, field, result, kind or offset of a message is found")
    func messageSlips() throws {
        let good = try sample("MAC header")
        let octets = hex(good.octets)
        let valid = #""json":\#(good.json),"result":"valid""#
        let truncated = #""error":{"kind":"truncated","offset":5}"#
        let deviating = try sample("GCS20r alternate response, wrong direction")
        let wrong = [
            // Each octet of the message may be the wrong one.
            message(octets.replacing("f2", with: "f3"), valid),
            message(octets.replacing("aaabac", with: "aaabad"), valid),
            message(octets.replacing("020500", with: "020501"), valid),
            message(octets + "00", valid),
            message(String(octets.dropLast(2)), valid),
            message("", valid),
            message("zz", valid),
            message(octets, valid.replacing("1010", with: "1011")),
            message(octets, valid.replacing("CS08", with: "CS06")),
            message(octets, valid.replacing(#""useCase":"CS08","#, with: "")),
            message(octets, valid.replacing(#"{"null":true}"#, with: #"{"octets":"0500"}"#)),
            message(octets, valid.replacing(#""signature":"","#, with: "")),
            message(octets, #""result":"valid""#),
            message(octets, valid.replacing(#""valid""#, with: #""lenient""#)),
            message(octets, #""result":"invalid",\#(truncated)"#),
            message("df09", #""result":"invalid",\#(truncated)"#),
            message("df09", #""result":"invalid""#),
            message(
                hex(deviating.octets),
                #""json":\#(deviating.json.replacing(#","deviations":["irp550Direction"]"#, with: "")),"result":"valid""#
            ),
            #"{"tcId":7,"comment":"c","flags":[],"rules":["X-1"],\#(valid)}"#,
        ]
        for test in wrong {
            let report = report(test, type: "gbcsMessage")
            #expect(report.problem == nil && !report.failures.isEmpty, "\(test)")
            #expect(report.failures.allSatisfy { $0.tcId == 7 && $0.message.hasPrefix("c: ") }, "\(test)")
        }
    }
}
