import Conformance
import HANModel

/// A scenario that is played with lines of a test, at moments of a test.
struct Table {
    static let device = "00-DB-12-34-56-78-90-AB"
    /// A device asks of its own accord, is told that there is nothing, and asks again when it is notified; frames of OTA-1.
    static let asking = [
        #"{"at":0,"from":"user","command":"queryNextImage","rules":["OTA-7"]}"#,
        #"{"at":0,"to":"hub","frame":"010001013412010001000000","rules":["OTA-1"],"comment":"the first query"}"#,
        #"{"at":1000,"from":"hub","frame":"19000298","rules":["OTA-4"]}"#,
        #"{"at":1000,"to":"user","event":{"name":"stopped","reason":"nothingNew"},"rules":["OTA-7"]}"#,
        #"{"at":3000,"to":"hub","frame":"010101013412010001000000","rules":["OTA-8"]}"#,
    ]

    var play: ScenarioPlay
    var now = Instant.start

    init(_ settings: PlaySettings) throws { try self.init(Self.asking, settings) }

    init(_ steps: [String], _ settings: PlaySettings) throws {
        play = ScenarioPlay(try Self.scenario(steps), settings, at: now)
    }

    static func scenario(_ steps: [String], of system: String? = nil) throws -> PlayedScenario {
        let identity =
            #""type":"ppmid","manufacturerCode":4660,"imageType":1,"runningVersion":"00000001","hardwareVersion":1"#
        // A step stands for a rule.
        let steps = steps.map { $0.contains(#""rules""#) ? $0 : $0.dropLast() + #","rules":["OTA-7"]}"# }
        let system = system ?? #""device":{"device":"\#(device)",\#(identity)}"#
        let text =
            #"{"schema":"","subject":"a","specification":"OTA-7","notes":"b",\#(system),"steps":[\#(steps.joined(separator: ","))]}"#
        return try PlayedScenario(parsing: [UInt8](text.utf8), file: "test.json")
    }

    /// The lines that are sent, each as its text.
    mutating func sent() -> [String] { play.takeLines().map(\.text) }

    /// The other side says lines.
    mutating func say(_ lines: String...) { lines.forEach { play.take($0, at: now) } }

    /// The wall clock goes on, by way of every deadline.
    mutating func wait(_ milliseconds: UInt64) {
        let end = now.adding(milliseconds: milliseconds)
        while let deadline = play.nextDeadline, deadline <= end {
            now = max(now, deadline)
            play.advance(to: now)
        }
        now = end
        play.advance(to: now)
    }

    /// The case of a name.
    func outcome(_ name: String) -> ConformanceReport.Outcome? {
        play.suite.cases.first { $0.name == name }?.outcome
    }

    /// What failed: the case, what was expected and what came; nil where nothing did.
    var failure: (name: String, rules: [String], expected: String, got: String)? {
        for entry in play.suite.cases {
            if case .failed(let expected, let got) = entry.outcome { return (entry.name, entry.rules, expected, got) }
        }
        return nil
    }
}
