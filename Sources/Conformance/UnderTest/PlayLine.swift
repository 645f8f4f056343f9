import HANModel
import Notation
import OrderedJSON
import ZCLCodec

/// IF-4: what a line of the other side says.
enum PlayLine {
    /// The scenario may begin.
    case ready
    /// It cannot be what the scenario needs, and why.
    case unsupported(String)
    /// Its clock has come so far, and all that comes out until then is told.
    case until(Instant)
    /// The lines that follow come out at this moment.
    case at(Instant)
    /// Something comes out; nil for the moment that was said last.
    case output(Output, at: Instant?)
    /// It cannot go on, and why.
    case error(String)

    /// Reads a line; `party` is whom a frame is for that does not say so.
    init(
        parsing line: String, _ kind: PlayedScenario.Kind, party: Output.Addressee?
    ) throws(NotationError) {
        guard line.hasPrefix("{") else {
            let frame = try LineFrame(parsing: line)
            guard let party else { throw NotationError(.invalidValue, "the frame does not say which device it is for") }
            self = .output(Output(addressee: party, content: .frame(frame.octets, frame.cluster)), at: nil)
            return
        }
        var fields = try JSONFields(try JSONValue(parsing: line))
        if fields.has("to") {
            let moment = try fields.optionalInteger("at").map { Instant(milliseconds: $0) }
            let output =
                kind == .device ? try DeviceUnderTest.output(&fields) : try HubUnderTest.output(&fields)
            self = .output(output, at: moment)
        } else if fields.has("at") {
            self = .at(Instant(milliseconds: try fields.integer("at")))
        } else if fields.has("until") {
            self = .until(Instant(milliseconds: try fields.integer("until")))
        } else if fields.has("unsupported") {
            self = .unsupported(try fields.string("unsupported"))
        } else if fields.has("error") {
            self = .error(try fields.string("error"))
        } else {
            guard try fields.boolean("ready") else { throw fields.wrong("ready", "is not true") }
            self = .ready
        }
        try fields.finish()
    }

    /// How far the other side's clock goes.
    static func text(until moment: Instant) -> String { JSONValue.object(["until": .count(moment.milliseconds)]).text }

    /// When the lines that follow come out.
    static func text(at moment: Instant) -> String { JSONValue.object(["at": .count(moment.milliseconds)]).text }
}
