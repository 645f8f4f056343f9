import Foundation
import OrderedJSON
import Testing

/// `vectors/pins.csv`: numbers, order and meaning of what is published stay as they are.
@Suite("IF-4 the pins of vectors and scenarios")
struct PinTests {
    private static let header = "file,tcId,digest"
    private static let file = GoldenVectorTests.folder.appendingPathComponent("pins.csv")

    private static func json(_ url: URL) throws -> JSONValue {
        try JSONValue(parsing: try String(contentsOf: url, encoding: .utf8))
    }

    private static func found() throws -> [Pin] {
        let tests = try GoldenVectorTests.files.flatMap { name in
            try Pin.tests(of: try json(GoldenVectorTests.folder.appendingPathComponent(name)), file: name)
        }
        let scenarios = try ScenarioFileTests.files.map { name in
            try Pin.scenario(
                try json(ScenarioFileTests.folder.appendingPathComponent(name)), file: "scenarios/\(name)")
        }
        return tests + scenarios
    }

    @Test("IF-4: every test and scenario means what it meant when it was published, under its number")
    func pinned() throws {
        let found = try Self.found()
        var text = try String(contentsOf: Self.file, encoding: .utf8)
        var pinned = try text.split(separator: "\n").dropFirst().map(Pin.init(line:))
        if ProcessInfo.processInfo.environment["RECORD_PINS"] != nil {
            // What is pinned stays: only lines for what is new are added.
            let known = Set(pinned.map(\.key))
            let new = found.filter { !known.contains($0.key) }
            text += new.map { $0.line + "\n" }.joined()
            try text.write(to: Self.file, atomically: true, encoding: .utf8)
            pinned += new
        }
        #expect(text.hasPrefix(Self.header + "\n"))
        #expect(pinned.count > 1_000)
        for problem in Pin.problems(pinned: pinned, found: found) { Issue.record("\(problem)") }
    }

    // MARK: The check itself

    private static let tests = [
        #"{"tcId":1,"comment":"a","flags":["A"],"rules":["ZCL-1"],"frame":"01","result":"invalid","error":{"kind":"truncated","offset":1}}"#,
        #"{"tcId":2,"comment":"b","flags":["A"],"rules":["ZCL-1"],"frame":"19010595","fields":{"status":149},"result":"valid"}"#,
    ]

    private static func pins(_ tests: [String], cluster: Int = 25) throws -> [Pin] {
        let text =
            #"{"testGroups":[{"type":"frame","cluster":\#(cluster),"tests":[\#(tests.joined(separator: ","))]}]}"#
        return try Pin.tests(of: try JSONValue(parsing: text), file: "x.json")
    }

    private static func problems(_ change: (String) -> String) throws -> [String] {
        Pin.problems(pinned: try pins(tests), found: try pins([tests[0], change(tests[1])]))
    }

    @Test("IF-4: comment, flags, rules, withdrawal and the order of keys are no part of what a test means")
    func same() throws {
        #expect(try Self.problems { $0.replacing(#""b""#, with: #""c""#) } == [])
        #expect(try Self.problems { $0.replacing(#"["A"]"#, with: #"["B"]"#) } == [])
        #expect(try Self.problems { $0.replacing("ZCL-1", with: "ZCL-2") } == [])
        #expect(try Self.problems { $0.replacing(#","frame""#, with: #","withdrawn":"no","frame""#) } == [])
        #expect(
            try Self.problems {
                $0.replacing(#","result":"valid""#, with: "").replacing(#""tcId""#, with: #""result":"valid","tcId""#)
            } == [])
    }

    @Test("IF-4: another octet, field, result, error, surplus, cluster or number is found, and what to do is said")
    func changed() throws {
        let changes = [
            ("0595", "0594"), ("149", "150"), (#""valid""#, #""lenient""#), (#","fields""#, #","surplus":"","fields""#),
        ]
        for (old, new) in changes {
            let problems = try Self.problems { $0.replacing(old, with: new) }
            #expect(problems.count == 1 && problems[0].hasPrefix("x.json 2: means something else"), "\(new)")
            #expect(problems[0].hasSuffix("mark it withdrawn with its reason, and add a test at the end of the file"))
        }
        let error = try Self.pins([Self.tests[0].replacing(#""offset":1"#, with: #""offset":2"#), Self.tests[1]])
        #expect(Pin.problems(pinned: try Self.pins(Self.tests), found: error).count == 1)
        let cluster = try Self.pins(Self.tests, cluster: 1801)
        #expect(Pin.problems(pinned: try Self.pins(Self.tests), found: cluster).count == 2)
        let renumbered = try Self.problems { $0.replacing(#""tcId":2"#, with: #""tcId":3"#) }
        #expect(renumbered.count == 3)
        #expect(renumbered[0] == "x.json 3: numbers count from 1 without gaps, here should be 2")
        #expect(renumbered[2].hasPrefix("x.json 2: is pinned and gone"))
    }

    @Test("IF-4: what is missing, new, in another order or pinned twice is found")
    func places() throws {
        let pins = try Self.pins(Self.tests)
        #expect(Pin.problems(pinned: pins, found: pins) == [])
        #expect(
            Pin.problems(pinned: pins, found: [pins[0]]).map { $0.prefix(30) } == ["x.json 2: is pinned and gone; "])
        #expect(Pin.problems(pinned: [pins[0]], found: pins).map { $0.prefix(24) } == ["x.json 2: has no pin; RE"])
        #expect(Pin.problems(pinned: pins, found: pins.reversed()).count == 2)
        #expect(Pin.problems(pinned: pins + [pins[0]], found: pins) == ["pins.csv: something is pinned twice"])
        for pin in pins { #expect(try Pin(line: Substring(pin.line)) == pin) }
    }

    @Test("IF-4: of a scenario the options and the steps count, their comments and rules do not")
    func scenario() throws {
        let text =
            #"{"subject":"a","hub":{},"devices":[],"steps":[{"at":1,"rules":["HUB-4"],"from":"wan","comment":"c","counter":1}]}"#
        func pin(_ old: String = "", _ new: String = "") throws -> Pin {
            try Pin.scenario(
                try JSONValue(parsing: old.isEmpty ? text : text.replacing(old, with: new)), file: "scenarios/x.json")
        }
        #expect(try pin("\"c\"", "\"d\"") == pin())
        #expect(try pin("HUB-4", "HUB-5") == pin())
        #expect(try pin("\"a\"", "\"b\"") == pin())
        for (old, new) in [("\"at\":1", "\"at\":2"), ("\"counter\":1", "\"counter\":2"), ("{}", "{\"x\":1}")] {
            let problems = Pin.problems(pinned: [try pin()], found: [try pin(old, new)])
            #expect(problems.count == 1 && problems[0].hasSuffix("and make a scenario of a new name"))
        }
    }
}
