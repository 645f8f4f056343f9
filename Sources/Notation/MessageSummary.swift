import GBCSCodec
import ZCLCodec

/// What a GBCS message is and says, in one line without the parties; of octets that are none, why.
public func brief(ofMessage octets: [UInt8]) -> String {
    do throws(MessageError) {
        try octets.withOctetView { (view) throws(MessageError) in _ = try Message(view) }
    } catch {
        return "\(octets.count) octets that are no message: \(error)"
    }
    let message = MessageFields(octets)
    return "\(message.name): \(message.statement(isBrief: true))"
}

/// What a message is and says, in two lines, or in three with a deviation.
public func summary(ofMessage octets: [UInt8]) -> [String] {
    let message = MessageFields(octets)
    let parties = "from \(message.word("originator")) to \(message.word("recipient"))"
    let lines = ["\(message.name) \(parties)", message.statement(isBrief: false)]
    guard message.content?.hasIRP550Direction == true else { return lines }
    return lines + ["\(irp550Direction): the Default Response goes from server to client, as IRP550 first had it"]
}

extension MessageFields {
    /// What people read in the first field of a name in the envelope.
    fileprivate func word(_ name: String) -> String { envelope.first { $0.name == name }?.text ?? "" }

    /// Use case, kind and counter.
    fileprivate var name: String {
        let code = hexadecimal(UInt16(truncatingIfNeeded: envelope.number("messageCode") ?? 0))
        let useCase = envelope.contains { $0.name == "useCase" } ? word("useCase") : "message \(code)"
        let kind = content?.purpose.cra.name ?? ""
        return useCase
            + (kind == "alert" && useCase.utf8.split(separator: UInt8(ascii: " ")).contains { Substring($0) == "Alert" }
                ? "" : " \(kind)")
            + " \(word("counter"))"
    }

    /// - Parameter isBrief: whether the first octets of a hash are enough.
    fileprivate func statement(isBrief: Bool) -> String {
        guard let content else { return "" }
        let rule = content.rule.map { " (\($0))" } ?? ""
        if let error = content.error { return "content does not decode: \(error)" + rule }
        if let status = content.alternateStatus {
            return "no data to return: \(NumberForm.status.text(UInt64(status.rawValue), size: 1))"
        }
        let count = envelope.first { $0.name == "content" }?.count ?? 0
        return content.fields.statement(isBrief: isBrief) ?? "content of \(count) octets"
    }
}

extension [FieldNode] {
    /// What people read in the field of a name; nil where there is none.
    private func word(_ name: String) -> String? { last { $0.name == name }?.text }

    /// What a content says; nil for octets of no known kind.
    fileprivate func statement(isBrief: Bool) -> String? {
        if let question = word("null") ?? word("attribute") { return question }
        if case .records(let components)? = last(where: { $0.name == "components" })?.value {
            guard !components.isEmpty else { return "no component" }
            let words = components.prefix(3).map { $0.componentStatement }.joined(separator: "; ")
            return components.count > 3 ? "\(words); and \(components.count - 3) more" : words
        }
        let image = hash(isBrief: isBrief).map { "image \($0)" }
        guard let alert = word("alertCode") else {
            return image.map { "\($0), \(activation)" } ?? outcome
        }
        let time = number("time").map { UTCTime(rawValue: UInt32(truncatingIfNeeded: $0)).description }
        let moment = "at \(time ?? word("time") ?? "")"
        guard let outcome else {
            return
                (["alert \(alert) \(moment)"]
                + [image, word("device").map { "device \($0)" }, discarded].compactMap { $0 })
                .joined(separator: ", ")
        }
        // The name of the response code says it better.
        let command = word("originatorCounter").map { ", command \($0)" } ?? ""
        return "alert \(Substring(alert.utf8.prefix(6))) \(moment)\(command): \(outcome)"
    }

    private func hash(isBrief: Bool) -> String? {
        guard case .octets(let hash)? = last(where: { $0.name == "imageHash" })?.value else { return nil }
        return isBrief ? hex(hash.prefix(8)) + "…" : hex(hash)
    }

    /// GBCS-4: when CS06 activates.
    private var activation: String {
        guard let time = word("executionTime") else { return "activated now" }
        return Substring(time.utf8.suffix(7)) == "cancels" ? "activation cancelled" : "activated at \(time)"
    }

    /// GBCS-4: response code, device and version.
    private var outcome: String? {
        guard let code = word("responseCode") else { return nil }
        let name =
            word("response").map(words) ?? "response code \(Substring(code.utf8.prefix { $0 != UInt8(ascii: ",") }))"
        return name + (word("device").map { ", device \($0)" } ?? "")
            + (word("firmwareVersion").map { ", version \($0)" } ?? "")
    }

    /// GBCS-7: the message that was discarded.
    private var discarded: String? {
        guard let originator = word("discardedOriginator"), let recipient = word("discardedRecipient"),
            let cra = word("discardedCRA"), let counter = word("discardedCounter")
        else { return nil }
        return "\(Substring(cra.utf8.dropFirst(2))) \(counter) from \(originator) to \(recipient)"
    }

    /// GBCS-2: the command of a component.
    private var componentStatement: String {
        let cluster = word("cluster") ?? ""
        if let command = word("commandIdentifier") { return "encrypted command \(command) of \(cluster)" }
        guard let node = last, case .records(let frames) = node.value, let frame = frames.first,
            !frame.contains(where: { $0.isBroken })
        else { return "\(last?.count ?? 0) octets for \(cluster)" }
        let title = Substring((frame.word("command") ?? "").utf8.prefix { $0 != UInt8(ascii: "(") }.dropLast())
        if let answered = frame.word("commandIdentifier"), let status = frame.word("status") {
            return "\(title) to command \(answered): \(status)"
        }
        let list = frame.last { $0.name == "events" || $0.name == "entries" }
        guard case .records(let events)? = list?.value else { return "\(title)" }
        return "\(title), \(events.count) event\(events.count == 1 ? "" : "s")"
    }
}
