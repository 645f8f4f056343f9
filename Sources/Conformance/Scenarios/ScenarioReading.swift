import HANModel
import OrderedJSON
import ZCLCodec

extension Scenario where System: ~Copyable {
    /// How long a system is watched after the last step, in seconds, where the scenario does not say until when; longer
    /// than any of its timers. **[project]**
    private static var silence: UInt64 { 40 * 86_400 }

    /// Takes a scenario from JSON, and checks that its steps stand in order of time.
    init(_ fields: inout JSONFields) throws(NotationError) {
        for key in ["schema", "subject", "specification", "notes"] { _ = try fields.string(key) }
        let withdrawn = try fields.withdrawal()
        let system = try System(&fields)
        var read: [Step<System.Input>] = []
        var last = Instant.start
        for (index, var step) in try fields.objects("steps").enumerated() {
            let moment = Instant(milliseconds: try step.integer("at"))
            guard moment >= last else {
                throw NotationError(.invalidValue, "steps[\(index)].at: is earlier than the step before")
            }
            last = moment
            if step.has("comment") { _ = try step.string("comment") }
            read.append(
                Step(
                    moment: moment, rules: try step.rules(),
                    content: step.has("from") ? .input(try System.input(&step)) : .output(try System.output(&step))))
            try step.finish()
        }
        let end = try fields.optionalInteger("until").map { Instant(milliseconds: $0) }
        if let end, end < last { throw fields.wrong("until", "is earlier than the last step") }
        try fields.finish()
        self.init(
            system: system, steps: read, end: end ?? last.adding(seconds: Self.silence),
            withdrawn: withdrawn)
    }
}

extension JSONFields {
    /// The cluster of a frame, 0x0019 unless it is named.
    mutating func cluster() throws(NotationError) -> ClusterIdentifier {
        try optionalInteger("cluster", as: UInt16.self).map { ClusterIdentifier(rawValue: $0) } ?? .otaUpgrade
    }

    /// What is sent on the HAN: a message, or a frame.
    mutating func sent() throws(NotationError) -> Output.Content {
        has("message") ? .message(try octets("message")) : .frame(try octets("frame"), try cluster())
    }
}

extension JSONFields {
    /// GBCS-6: an event that a hub or a meter keeps in a log.
    mutating func loggedEvent() throws(NotationError) -> LoggedEvent {
        var event = try object("event")
        let logged = LoggedEvent(
            log: EventLogIdentifier(rawValue: try event.integer("log")), eventID: try event.integer("eventID"),
            time: UTCTime(rawValue: try event.integer("time")), octets: try event.octets("octets"))
        try event.finish()
        return logged
    }
}
