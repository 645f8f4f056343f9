public import GBCSCodec
public import HANModel
import ZCLCodec
import ZCLNode

/// Why a device did not carry out a GBCS message, which it then does not answer.
public enum MessageRejection: Error, Equatable, Sendable {
    /// GBCS-1: it does not decode, or its counter does not rise.
    case malformed(MessageError)
    /// It is for somebody else, or is no command.
    case notACommandForThisDevice
    /// The device has no such use case.
    case unsupported(MessageCode)
}

extension HANDevice {
    /// How many messages wait to be polled; later ones are dropped and reported. **[project]**
    public static let messageQueueCapacity = 8

    /// HUB-42, HUB-53: takes a GBCS message that the hub relays. It never throws and never traps; what the device does
    /// not carry out is an event, and is not answered.
    ///
    /// HUB-40: whoever drives a device that is asleep (``isAsleep``) keeps the message until its radio is on.
    ///
    /// Signature and MAC are checked by ``DeviceConfiguration/keys``, where those can: this project writes no
    /// elliptic-curve or AES code (GBCS-1).
    public mutating func receive(message octets: [UInt8], at instant: Instant) {
        advance(to: instant)
        do throws(MessageRejection) {
            try octets.withOctetView { (view) throws(MessageRejection) in try handle(message: view) }
        } catch {
            report(.messageRejected(error))
        }
    }

    /// The next GBCS message for the WAN side, in order, or nil.
    public mutating func pollMessage() -> [UInt8]? { outgoingMessages.next() }

    private mutating func handle(message octets: OctetView) throws(MessageRejection) {
        let message: Message
        let content: MessageContent
        do throws(MessageError) {
            message = try Message(octets)
            content = try message.decodedContent(in: octets)
        } catch {
            throw .malformed(error)
        }
        guard message.cra == .command, message.recipient == configuration.device else {
            throw .notACommandForThisDevice
        }
        switch (content, configuration.type) {
        case (.activateFirmware(let command), .esme), (.activateFirmware(let command), .gsme),
            (.activateFirmware(let command), .hcalcs):
            try accept(counterOf: message, in: octets)
            carryOut(command, message)
        case (.dlmsVersionRequest, .esme):
            // GBCS-8, ECS52.
            try accept(counterOf: message, in: octets)
            let response = DLMSVersionResponse(counter: message.counter, version: runningFile.fileVersion)
            send(message.response(content: response.content, sealing: .mac))
        case (.gbz(let payload), .gsme):
            // Encrypted components are for the keys of the parties, which this project has not.
            guard !payload.isEncrypted else { throw .unsupported(message.messageCode) }
            try accept(counterOf: message, in: octets)
            send(message.response(content: answer(payload), sealing: .mac))
        default:
            throw .unsupported(message.messageCode)
        }
    }

    /// GBCS-1: the counter of a command has to rise, or it is a repeat.
    private mutating func accept(counterOf message: Message, in octets: OctetView) throws(MessageRejection) {
        do throws(MessageError) {
            let isVerified = try configuration.keys.check(octets)
            try commandCounters.accept(counterOf: message, isVerified: isVerified)
        } catch {
            throw .malformed(error)
        }
    }

    /// Queues a message under the device's keys.
    mutating func send(_ draft: MessageDraft) {
        guard outgoingMessages.append(draft.octets(configuration.keys)) else {
            report(.messageDropped(draft.messageCode))
            return
        }
    }

    /// Queues an alert under a counter that never repeats.
    mutating func alert(_ messageCode: MessageCode, to recipient: EUI64? = nil, content: [UInt8]) {
        alert(messageCode, to: recipient) { _ in content }
    }

    /// Queues an alert whose content has the counter in it.
    mutating func alert(
        _ messageCode: MessageCode, to recipient: EUI64? = nil, content: (_ counter: UInt64) -> [UInt8]
    ) {
        alertCounter += 1
        send(
            .alert(
                messageCode, counter: alertCounter, from: configuration.device,
                to: recipient ?? configuration.alertRecipient, content: content(alertCounter)))
    }

    /// UTC by the device's own clock, else by what the server last told; the year 2000 where nobody told.
    var utc: UTCTime {
        (clock ?? toldTime)?.time(at: now) ?? .zero
    }
}
