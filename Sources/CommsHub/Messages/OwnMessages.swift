import GBCSCodec
import HANModel
import ZCLCodec
import ZCLNode

/// HUB-1, HUB-52: a function of the hub that remote parties send messages to.
enum HubFunction {
    /// The Communications Hub Function, which keeps the hub's own security log.
    case communicationsHub
    /// The Gas Proxy Function, which keeps copies of the GSME's logs.
    case gasProxy
}

extension CommunicationsHub {
    /// The function of an address; nil where it is no function's.
    func function(at address: EUI64) -> HubFunction? {
        switch address {
        case configuration.hub: .communicationsHub
        case configuration.gasProxyFunction: .gasProxy
        default: nil
        }
    }

    /// GBCS-6: carries out a command to a function of the hub: CS10a and CS10b, which read its logs. The response waits
    /// for the WAN side.
    mutating func carryOut(
        _ octets: [UInt8], for function: HubFunction, at address: EUI64
    ) throws(WANRequestError) {
        guard hasRoomForMessage else {
            throw .messageQueueFull(.wan, capacity: configuration.wanMessageQueueCapacity)
        }
        let response = try octets.withOctetView { (view) throws(WANRequestError) -> MessageDraft in
            do throws(MessageError) {
                let message = try Message(view)
                guard message.cra == .command, message.recipient == address,
                    message.messageCode == .readEventLog || message.messageCode == .readSecurityLog,
                    case .gbz(let payload) = try message.decodedContent(in: view), !payload.isEncrypted
                else { throw MessageError(.unsupportedCommand(message.messageCode), at: 0) }
                let isVerified = try configuration.keys.check(view)
                try commandCounters.accept(counterOf: message, isVerified: isVerified)
                return message.response(content: answer(payload, for: function), sealing: .mac)
            } catch {
                throw .message(error)
            }
        }
        messages.forWAN.append(DeviceMessage(device: address, octets: response.octets(configuration.keys)))
    }

    /// GBCS-2, GBCS-6: answers a payload, component by component.
    private func answer(_ payload: GBZPayload, for function: HubFunction) -> [UInt8] {
        payload.answered { octets, cluster in answer(octets, cluster, for: function) }
    }

    private func answer(_ octets: OctetView, _ cluster: ClusterIdentifier, for function: HubFunction) -> [UInt8] {
        do throws(FrameRefusal) {
            let frame = try Frame(octets, cluster: cluster, mode: .strict) { _ in nil }
            guard case .getEventLog(let query) = frame.command else {
                throw .refused(frame.header, frame.header.unsupportedCommand)
            }
            return EventLog.answer(remote: query, frame.header, of: events(of: query.log, for: function))
        } catch {
            switch error {
            // Without a header there is no sequence number to repeat.
            case .withoutHeader: return EventLog.refuse(command: 0x00, sequence: 0x00, .malformedCommand)
            case .refused(let header, let status), .malformed(let header, _, let status):
                return EventLog.refuse(command: header.commandIdentifier, sequence: header.sequence, status)
            }
        }
    }

    /// HUB-52: the entries of a function's log; the GPF's copies go by the log that they are copies of. **[project]**
    private func events(of log: EventLogIdentifier, for function: HubFunction) -> [LoggedEvent] {
        switch function {
        case .communicationsHub: events(of: log).filter { $0.gpfOriginal == nil }
        case .gasProxy: events(of: .all).compactMap { $0.gpfOriginal }.filter { $0.log == log }
        }
    }

    // MARK: HUB-1

    /// HUB-1: writes a frame that was dropped, or refused as malformed or not authorised, into the hub's own security
    /// log: one entry a device and hour.
    mutating func logRefusal(of device: EUI64) {
        securityLog.tally(.frameRefused, of: device, at: time ?? .zero)
    }
}
