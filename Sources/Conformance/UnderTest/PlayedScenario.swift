import HANModel
import Notation
public import OrderedJSON
public import ZCLCodec

/// IF-4: a scenario that is played with a hub or a device elsewhere.
public struct PlayedScenario: Sendable {
    /// What a scenario is of.
    public enum Kind: Equatable, Sendable {
        /// A hub with these devices on its log.
        case hub([EUI64])
        /// A device.
        case device
    }

    /// What goes in, as the lines say it.
    struct Input: Sendable {
        /// The step in the scenario's own form, without moment, rules and comment.
        let json: JSONValue
        /// Who sends it, where it is a frame and nothing more.
        let frame: (LineFrame, sender: Output.Addressee)?
    }

    /// The file's name without its folder.
    public let name: String
    /// What the scenario is about.
    public let subject: String
    /// What it is of.
    public let kind: Kind
    /// Why it is withdrawn, or nil: what is withdrawn is not played.
    let withdrawn: String?

    /// Name, and what the hub or the device is.
    let setup: JSONValue
    let steps: [Step<Input>]
    /// What each step is, for people.
    let comments: [String]
    /// Until when nothing else comes out.
    let end: Instant

    /// Reads a scenario file.
    ///
    /// - Throws: `NotationError` where it is no scenario, with the place.
    public init(parsing contents: [UInt8], file name: String) throws(NotationError) {
        let fields = try JSONFields(try JSONValue(parsing: String(decoding: contents, as: UTF8.self)))
        if fields.has("device") {
            try self.init(DeviceUnderTest.self, fields, name)
        } else {
            try self.init(HubUnderTest.self, fields, name)
        }
    }

    private init<System: SystemUnderTest & ~Copyable>(
        _: System.Type, _ fields: JSONFields, _ name: String
    ) throws(NotationError) {
        var read = fields
        let scenario = try Scenario<System>(&read)
        var fields = fields
        self.name = name
        subject = try fields.string("subject")
        end = scenario.end
        withdrawn = scenario.withdrawn
        let title = JSONValue.string(name.hasSuffix(".json") ? String(name.dropLast(5)) : name)
        if fields.has("device") {
            kind = .device
            setup = .object(["scenario": title, "device": try fields.value("device")])
        } else {
            let hub = try fields.value("hub")
            let devices = try fields.value("devices")
            setup = .object(["scenario": title, "hub": hub, "devices": devices])
            var log: [EUI64] = []
            for var device in try JSONFields(setup).objects(of: "devices") { log.append(try device.address("device")) }
            kind = .hub(log)
        }
        var steps: [Step<Input>] = []
        var comments: [String] = []
        for (step, json) in zip(scenario.steps, try fields.array("steps")) {
            let content: Step<Input>.Content
            switch step.content {
            case .input: content = .input(try Input(json))
            case .output(let output): content = .output(output)
            }
            steps.append(Step(moment: step.moment, rules: step.rules, content: content))
            comments.append("at \(step.moment.milliseconds) ms, \(try Self.comment(on: json, content))")
        }
        self.steps = steps
        self.comments = comments
    }

    private static func comment(
        on json: JSONValue, _ content: Step<Input>.Content
    ) throws(NotationError) -> String {
        let said = try JSONFields(json).string(ifAny: "comment")
        switch content {
        case .input(let input): return said ?? "send \(input.frame.map { $0.0.line } ?? input.json.text)"
        case .output(let output): return said.map { "\($0): \(output)" } ?? "\(output)"
        }
    }
}

extension JSONFields {
    /// The objects of an array that must be there.
    fileprivate func objects(of key: String) throws(NotationError) -> [JSONFields] {
        var fields = self
        return try fields.objects(key)
    }
}

extension PlayedScenario.Input {
    fileprivate init(_ step: JSONValue) throws(NotationError) {
        guard case .object(var object) = step else { throw NotationError(.invalidValue, "a step is no object") }
        for key in ["at", "rules", "comment"] { _ = object.remove(key) }
        json = .object(object)
        var fields = try JSONFields(json)
        guard fields.has("frame"), try fields.optionalBoolean("broadcast") != true else {
            frame = nil
            return
        }
        let sender = try fields.addressee("from", ["hub": .hub])
        let octets = try fields.octets("frame")
        frame = (LineFrame(cluster: try fields.cluster(), octets: octets), sender)
    }
}

extension PlayedScenario {
    /// The rules that its steps stand for, each once, in the order in which they first appear.
    public var rules: [String] {
        steps.flatMap(\.rules).reduce(into: []) { rules, rule in
            if !rules.contains(rule) { rules.append(rule) }
        }
    }

    /// What became of it where it could not be played at all.
    public func suite(_ outcome: ConformanceReport.Outcome) -> ConformanceReport.Suite {
        var suite = ConformanceReport.Suite(name: name, subject: subject)
        suite.append(.init(name: "scenario", comment: subject, rules: [], outcome: outcome))
        return suite
    }

    /// For whom the connections are that it is played over: one whose other side may be anybody, or one for each device.
    public func connections(_ settings: PlaySettings) -> [EUI64?] {
        guard case .hub(let devices) = kind, settings.isPlain, settings.hasConnectionForEachDevice else { return [nil] }
        return devices
    }

    /// Whom a frame that a connection carries is from, or to, where it does not say so itself.
    func party(of connection: Int, _ settings: PlaySettings) -> Output.Addressee? {
        guard case .hub(let devices) = kind else { return .hub }
        if devices.count == 1 { return .device(devices[0]) }
        let connections = connections(settings)
        guard connections.indices.contains(connection) else { return nil }
        return connections[connection].map { .device($0) }
    }

    /// Why it is not played, or nil.
    public func reasonToSkip(_ settings: PlaySettings) -> String? {
        if let withdrawn { return "withdrawn: \(withdrawn)" }
        if settings.isPlain, let reason = reasonToSkipPlain(settings) { return reason }
        let duration = duration(settings)
        guard settings.pace == .told || duration <= Double(settings.longest) else {
            return "it takes \(Int(min(duration / 1_000, 1e12))) s, more than \(settings.longest / 1_000) s"
        }
        return nil
    }

    private func reasonToSkipPlain(_ settings: PlaySettings) -> String? {
        let parties = connections(settings).indices.compactMap { party(of: $0, settings) }
        for (index, step) in steps.enumerated() {
            guard case .input(let input) = step.content else { continue }
            guard let frame = input.frame else { return "step \(index + 1) is more than a frame: \(input.json.text)" }
            guard parties.contains(frame.sender) else {
                return "step \(index + 1) is a frame of \(frame.sender), for which there is no connection"
            }
        }
        return nil
    }

    /// How long it takes, in real milliseconds; without a clock, how long it waits for the other side's timers.
    private func duration(_ settings: PlaySettings) -> Double {
        guard settings.pace == .asked else { return Double(steps.last?.moment.milliseconds ?? 0) / settings.speed }
        var total: UInt64 = 0
        var last = Instant.start
        for step in steps {
            if case .output = step.content { total += step.moment.milliseconds(since: last) }
            last = step.moment
        }
        return Double(total)
    }
}
