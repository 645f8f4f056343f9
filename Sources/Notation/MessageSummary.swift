import GBCSCodec
import HANModel
import ZCLCodec

/// What a GBCS message is and says, in one line without the parties; of octets that are none, why.
public func brief(ofMessage octets: [UInt8]) -> String {
    octets.withOctetView { view in
        do {
            let message = try Message(view)
            return "\(message.name): \(message.statement(isBrief: true))"
        } catch {
            return "\(octets.count) octets that are no message: \(error)"
        }
    }
}

extension Message {
    /// What the message is and says, in two lines, or in three with a deviation.
    var summary: [String] {
        var lines = [title, statement(isBrief: false)]
        if MessagePurpose(messageCode, cra).hasIRP550Direction(content) {
            lines.append(
                "\(MessagePurpose.irp550Direction): the Default Response goes from server to client, as IRP550 "
                    + "first had it")
        }
        return lines
    }

    /// Use case, kind, counter and parties.
    private var title: String { "\(name) from \(originator) to \(recipient)" }

    /// Use case, kind and counter.
    fileprivate var name: String {
        let useCase = messageCode.useCaseName ?? "message \(hexadecimal(messageCode.rawValue))"
        let kind = cra == .alert && useCase.contains("Alert") ? "" : " \(cra.name)"
        return "\(useCase)\(kind) \(counter)"
    }

    fileprivate func statement(isBrief: Bool) -> String {
        do {
            let content = try decodedContent()
            // GBCS-4: NULL answers an activation that is still to come.
            if content == .null, messageCode == .activateFirmware { return "accepted for later" }
            if content == .null { return "which version do you run?" }
            return content.statement(isBrief: isBrief)
        } catch {
            return "content does not decode: \(error)"
        }
    }
}

extension MessageContent {
    /// - Parameter isBrief: whether the first octets of a hash are enough.
    fileprivate func statement(isBrief: Bool) -> String {
        func words(_ hash: ImageHash) -> String { isBrief ? "\(hash.description.prefix(16))…" : "\(hash)" }
        switch self {
        case .gbz(let payload):
            if let response = EventBehavioursResponse(payload), case .alternate(let status) = response {
                return "no data to return: \(statusMeaning(status))"
            }
            return payload.statement
        case .gbzAlert(let alert):
            let hash = alert.imageHash.map { ", image \(words($0))" } ?? ""
            return "alert \(title(ofAlert: alert.alertCode)) at \(alert.time)\(hash)"
        case .firmwareAlert(let alert):
            return "alert \(hexadecimal(alert.alertCode)) at \(alert.time): "
                + "\(outcome(alert.responseCode, alert.responseName)), device \(alert.device), "
                + "version \(hexadecimal(alert.fileVersion))"
        case .versionAlert(let alert):
            return "alert \(hexadecimal(alert.alertCode)) at \(alert.time): "
                + "\(outcome(alert.responseCode, alert.responseName)), version \(hexadecimal(alert.fileVersion))"
        case .versionResponse(let response):
            return "\(outcome(response.responseCode, response.responseName)), "
                + "version \(hexadecimal(response.fileVersion))"
        case .activateFirmware(let command):
            return "image \(words(command.imageHash)), \(Self.activation(command.executionTime))"
        case .activationOutcome(let result): return Self.words(result)
        case .activationAlert(let alert):
            return "alert \(hexadecimal(alert.alertCode)) at \(alert.time), command "
                + "\(alert.originatorCounter): \(Self.words(alert.outcome))"
        case .plainAlert(let alert): return "alert \(title(ofAlert: alert.alertCode)) at \(alert.time)"
        case .null: return "no data"
        case .octets(let octets): return "content of \(octets.count) octets"
        }
    }

    private func outcome(_ code: UInt8, _ name: String?) -> String { name ?? "response code \(code)" }

    private static func activation(_ time: GeneralizedTime?) -> String {
        guard let time else { return "activated now" }
        return time == .never ? "activation cancelled" : "activated at \(time)"
    }

    private static func words(_ outcome: ActivationOutcome) -> String {
        "\(outcome.responseName ?? "response code \(outcome.responseCode)"), "
            + "version \(hexadecimal(outcome.fileVersion))"
    }
}

extension GBZPayload {
    /// The commands of the first components, and how many more there are.
    fileprivate var statement: String {
        guard count > 0 else { return "no component" }
        let words = prefix(3).map(\.statement).joined(separator: "; ")
        return count > 3 ? "\(words); and \(count - 3) more" : words
    }
}

extension GBZComponent {
    fileprivate var statement: String {
        switch body {
        case .encrypted(let frame):
            return "encrypted command \(hexadecimal(frame.header.commandIdentifier)) of \(cluster.title)"
        case .frame(let octets):
            guard let frame = try? Frame(octets, cluster: cluster) else {
                return "\(octets.count) octets for \(cluster.title)"
            }
            let title = CommandName(frame.command).title
            switch frame.command {
            case .defaultResponse(let response):
                return
                    "\(title) to command \(hexadecimal(response.commandIdentifier)): \(statusMeaning(response.status))"
            case .reportEventConfiguration(let report):
                let count = report.events.reduce(0) { count, _ in count + 1 }
                return "\(title), \(count) event\(count == 1 ? "" : "s")"
            default: return title
            }
        }
    }
}

/// GBCS-4, GBCS-7: an alert's number, and its name where it has one.
func title(ofAlert code: UInt16) -> String { hexadecimal(code) + (alertName(code).map { " \($0)" } ?? "") }
