import HANModel
import Notation
import OrderedJSON
import ZCLCodec

extension Output {
    /// The output as a step of a scenario says it; `moment` is left out where it is nil.
    func json(at moment: Instant?) -> JSONValue {
        var step = JSONObject()
        if let moment { step.append("at", moment.milliseconds) }
        step.append("to", .string(addressee.name))
        switch content {
        case .frame(let octets, let cluster):
            if cluster != .otaUpgrade { step.append("cluster", cluster.rawValue) }
            step.append("frame", .string(hex(octets)))
        case .message(let octets): step.append("message", .string(hex(octets)))
        case .error(let name): step.append("error", .string(name))
        case .told(let event):
            let key = addressee == .user ? "event" : event.name
            var fields = JSONObject()
            if addressee == .user { fields.append("name", .string(event.name)) }
            for field in event.fields where Self.fields(of: key).contains(field.name) {
                fields.append(field.name, field.value.json)
            }
            step.append(key, .object(fields))
        }
        return .object(step)
    }

    /// What a scenario says of an event; the rest is for people.
    private static func fields(of key: String) -> [String] {
        switch key {
        case "alert": ["alertCode", "counter", "time", "device", "firmwareVersion", "responseCode", "message"]
        case "firmwareVersion": ["device", "firmwareVersion", "responseCode"]
        default: ["fileVersion", "sha256", "reason", "status", "device", "total", "command", "sequence"]
        }
    }
}

extension Output.Addressee {
    /// As `from` and `to` say it.
    var name: String {
        switch self {
        case .wan: "wan"
        case .hub: "hub"
        case .user: "user"
        case .device(let device): "\(device)"
        }
    }
}
