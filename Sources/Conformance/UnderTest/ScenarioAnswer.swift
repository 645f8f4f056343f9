public import HANModel
import Notation
import OrderedJSON
import ZCLCodec

/// IF-4: the other side of a played scenario: this package's hub or device, with a clock that is told, or by the wall
/// clock with ``advance(to:)``.
public struct ScenarioAnswer: ~Copyable {
    private let fault: PlayFault?
    private var hub: AnsweringSystem<HubUnderTest>?
    private var device: AnsweringSystem<DeviceUnderTest>?

    /// Waits for the first scenario.
    public init(fault: PlayFault? = nil) { self.fault = fault }

    /// Takes a line of whoever plays, and returns the lines that answer it. What makes no sense is answered with an
    /// `error`, and changes nothing.
    public mutating func take(_ line: String) -> [String] {
        guard !line.isEmpty else { return [] }
        do throws(NotationError) {
            return try answer(line)
        } catch {
            return [Self.text(error)]
        }
    }

    private mutating func answer(_ line: String) throws(NotationError) -> [String] {
        guard line.hasPrefix("{") else {
            let frame = try LineFrame(parsing: line)
            guard isReady else { throw Self.nothingYet }
            guard let party = device == nil ? hub?.party : .hub else {
                throw NotationError(.invalidValue, "the frame does not say which device it is from")
            }
            return try take(
                .object([
                    "from": .string(party.name), "cluster": .integer(UInt64(frame.cluster.rawValue)),
                    "frame": .string(hex(frame.octets)),
                ]))
        }
        let json = try JSONValue(parsing: line)
        var fields = try JSONFields(json)
        if fields.has("scenario") { return try setUp(&fields) }
        guard fields.has("until") else { return try take(json) }
        let moment = Instant(milliseconds: try fields.integer("until"))
        try fields.finish()
        guard isReady else { throw Self.nothingYet }
        let lines = try advance(to: moment, tellsTime: true)
        return fault == .silent ? [] : lines + [PlayLine.text(until: moment)]
    }

    private mutating func advance(to moment: Instant, tellsTime: Bool) throws(NotationError) -> [String] {
        if hub != nil { return try hub?.advance(to: moment, fault, tellsTime: tellsTime) ?? [] }
        return try device?.advance(to: moment, fault, tellsTime: tellsTime) ?? []
    }

    /// Whether a scenario was named, whose clock may run.
    public var isReady: Bool {
        if hub != nil { return true }
        return device != nil
    }

    /// When it has something to do of its own accord.
    public mutating func nextDeadline() -> Instant? {
        if hub != nil { return hub?.nextDeadline }
        return device?.nextDeadline
    }

    /// Lets time pass that nobody tells, since the scenario was named, and returns the lines that come of it.
    public mutating func advance(to moment: Instant) -> [String] {
        do throws(NotationError) {
            return try advance(to: moment, tellsTime: false)
        } catch {
            return [Self.text(error)]
        }
    }

    private static func text(_ error: NotationError) -> String {
        JSONValue.object(["error": .string(error.message)]).text
    }

    private static var nothingYet: NotationError { NotationError(.invalidValue, "no scenario was named yet") }

    private mutating func setUp(_ fields: inout JSONFields) throws(NotationError) -> [String] {
        _ = try fields.string("scenario")
        hub = nil
        device = nil
        do throws(NotationError) {
            if fields.has("device") {
                let options = try fault.device(try fields.value("device"))
                try fields.finish()
                var setup = try JSONFields(.object(["device": options]))
                device = AnsweringSystem(try DeviceUnderTest(&setup), party: .hub)
            } else {
                let devices = try fields.array("devices")
                var setup = try JSONFields(.object(["hub": try fields.value("hub"), "devices": .array(devices)]))
                try fields.finish()
                var party: Output.Addressee?
                if devices.count == 1 { party = .device(try Self.address(devices[0])) }
                hub = AnsweringSystem(try HubUnderTest(&setup), party: party)
            }
        } catch {
            return [JSONValue.object(["unsupported": .string(error.message)]).text]
        }
        return [JSONValue.object(["ready": .boolean(true)]).text]
    }

    private static func address(_ device: JSONValue) throws(NotationError) -> EUI64 {
        var fields = try JSONFields(device)
        return try fields.address("device")
    }

    /// Puts a step in.
    private mutating func take(_ step: JSONValue) throws(NotationError) -> [String] {
        guard isReady else { throw Self.nothingYet }
        try hub?.put(step)
        try device?.put(step)
        return []
    }
}

/// A hub or a device that answers.
private struct AnsweringSystem<System: SystemUnderTest & ~Copyable>: ~Copyable {
    /// Whom frames are from and to that do not say so; nil where there is more than one.
    let party: Output.Addressee?
    private var system: DrivenSystem<System>
    /// The moment that was said last.
    private var said = Instant.start

    init(_ system: consuming System, party: Output.Addressee?) {
        self.party = party
        self.system = DrivenSystem(system)
    }

    /// Puts a step in; what comes of it is told when the clock is told to go on.
    mutating func put(_ step: JSONValue) throws(NotationError) {
        var fields = try JSONFields(step)
        let input = try System.input(&fields)
        try fields.finish()
        system.put(input)
    }

    var nextDeadline: Instant? { system.nextDeadline }

    /// Lets the clock go to a moment, and says all that comes out until then, and when where time is told.
    mutating func advance(
        to moment: Instant, _ fault: PlayFault?, tellsTime: Bool
    ) throws(NotationError) -> [String] {
        var lines: [String] = []
        do throws(DrivenSystem<System>.Stuck) {
            while let output = try system.output(until: moment) {
                for output in fault.outputs(output) { append(output, to: &lines, tellsTime) }
            }
        } catch {
            throw NotationError(.invalidValue, "the \(System.name) does not get past \(error.moment.milliseconds) ms")
        }
        said = moment
        return lines
    }

    private mutating func append(_ output: Output, to lines: inout [String], _ tellsTime: Bool) {
        guard case .frame(let octets, let cluster) = output.content, output.addressee == party else {
            return lines.append(output.json(at: tellsTime ? system.now : nil).text)
        }
        if tellsTime, said != system.now {
            lines.append(PlayLine.text(at: system.now))
            said = system.now
        }
        lines.append(LineFrame(cluster: cluster, octets: octets).line)
    }
}
