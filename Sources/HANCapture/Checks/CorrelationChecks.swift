import HANModel
import ZCLCodec

extension Conversation {
    /// ZCL-1: the request that a response belongs to; nil, and reported, where there is none, or it has its answers.
    ///
    /// - Parameter commands: what it may answer.
    mutating func correlate(
        _ frame: CapturedFrame, _ header: FrameHeader, _ type: FrameHeader.FrameType, _ commands: [UInt8],
        _ isFromHub: Bool
    ) -> Int? {
        let log = isFromHub ? deviceRequests : hubRequests
        let party: Finding.Party = isFromHub ? .hub : .device
        guard let index = log.index(of: header.sequence, frame.cluster, type, commands) else {
            guard log.has(frame.cluster, type, commands) else {
                report(.note, "ZCL-1", party, frame, "answers a request that is not in the capture")
                return nil
            }
            report(
                "ZCL-1", party, frame, "answers no request: none has the sequence number \(header.sequence)",
                at: header.encodedSize - 2)
            excuseLast(frame, type, commands, isFromHub)
            return nil
        }
        if isFromHub {
            deviceRequests.answer(index, arrives: !frame.isLost)
        } else {
            hubRequests.answer(index, arrives: !frame.isLost)
        }
        // OTA-6: a page has many blocks.
        let request = isFromHub ? deviceRequests[index] : hubRequests[index]
        let isPage = request.command == 0x04 && frame.cluster == .otaUpgrade && type == .clusterSpecific
        if request.answers > request.tries, !isPage {
            report("ZCL-1", party, frame, "answers frame \(request.last.number) once more than it was asked")
        }
        return index
    }

    /// What was meant to answer the last open request leaves that without an answer.
    private mutating func excuseLast(
        _ frame: CapturedFrame, _ type: FrameHeader.FrameType, _ commands: [UInt8], _ isFromHub: Bool
    ) {
        let log = isFromHub ? deviceRequests : hubRequests
        guard let index = log.lastIndex(frame.cluster, type, commands, where: { $0.answers == 0 }) else { return }
        if isFromHub { excuse(index) } else { hubRequests[index].isExcused = true }
    }

    /// ZCL-2: a Default Response.
    mutating func take(
        _ response: DefaultResponse, _ header: FrameHeader, _ frame: CapturedFrame, _ isFromHub: Bool
    ) {
        guard frame.cluster == .otaUpgrade else { return }
        let party: Finding.Party = isFromHub ? .hub : .device
        let command = response.commandIdentifier
        let payload = header.encodedSize
        let others = isFromHub ? sentByDevice : sentByHub
        guard let sent = others[header.sequence, command] else {
            let text = "a Default Response to command \(hexadecimal(command)), number \(header.sequence)"
            guard !others.isEmpty else { return report(.note, "ZCL-1", party, frame, "\(text), is not in the capture") }
            report("ZCL-1", party, frame, "\(text), which was not sent", at: payload - 2)
            return excuseLast(frame, .clusterSpecific, [command], isFromHub)
        }
        awaitingDefault.removeAll {
            $0.isFromHub != isFromHub && $0.sequence == header.sequence && $0.command == command
        }
        if sent.header.frameType == .profileWide, command == ProfileWide.defaultResponse {
            return report("ZCL-2", party, frame, "a Default Response is never answered", at: payload)
        }
        if sent.isBroadcast {
            return report("ZCL-2", party, frame, "a broadcast is never answered by a Default Response", at: payload)
        }
        if response.status == .success, sent.header.disableDefaultResponse {
            report("ZCL-2", party, frame, "SUCCESS to a frame whose bit 4 wants no Default Response", at: payload + 1)
        }
        let log = isFromHub ? deviceRequests : hubRequests
        if let index = log.index(of: header.sequence, frame.cluster, sent.header.frameType, [command]) {
            if isFromHub {
                deviceRequests.answer(index, arrives: !frame.isLost)
                checkDefault(response, to: index, payload, frame)
            } else {
                hubRequests.answer(index, arrives: !frame.isLost)
                if command == ProfileWide.readAttributes { takeRefusedRead(response, header, frame) }
            }
        } else if !isFromHub, command == 0x02 {
            takeRefusedOffer(response, frame)
        }
    }

    /// OTA-6: which requests the hub may answer so.
    private mutating func checkDefault(
        _ response: DefaultResponse, to index: Int, _ payload: Int, _ frame: CapturedFrame
    ) {
        let request = deviceRequests[index]
        guard request.header.frameType == .clusterSpecific else { return }
        if response.status == .success, request.command != 0x06 {
            report(
                "OTA-6", .hub, frame, "SUCCESS is no answer to command \(hexadecimal(request.command))", at: payload + 1
            )
        }
        if request.command == 0x06 { checkDefaultToEnd(response, request, payload, frame) }
        if [0x03, 0x04].contains(request.command) { takeRefusedBlock(response, request, frame) }
    }

    /// ZCL-2: a response with bit 4 clear wants a Default Response of whom it is for.
    mutating func awaitDefault(_ header: FrameHeader, _ frame: CapturedFrame, _ isFromHub: Bool) {
        guard !header.disableDefaultResponse, !frame.isLost, !frame.isBroadcast else { return }
        awaitingDefault.append((frame, header.sequence, header.commandIdentifier, isFromHub))
    }

    mutating func checkDefaultResponses(at end: Instant) {
        for waiting in awaitingDefault
        where end.milliseconds(since: waiting.frame.instant) >= CheckSettings.responseWait {
            report(
                "ZCL-2", waiting.isFromHub ? .device : .hub, waiting.frame,
                "has bit 4 clear, and no Default Response followed", at: 0)
        }
    }

    /// OTA-6: every request of the OTA Upgrade cluster has an answer, and one of its tries at least has one that arrives.
    mutating func checkUnanswered(at end: Instant) {
        for (index, request) in deviceRequests.requests.enumerated()
        where request.cluster == .otaUpgrade && request.header.frameType == .clusterSpecific && !request.isExcused {
            let command = hexadecimal(request.command)
            if request.answers == 0, request.heard > 0, !request.wantsNoAnswer {
                guard end.milliseconds(since: request.last.instant) >= CheckSettings.responseWait else { continue }
                let tries = request.tries > 1 ? "\(request.tries) tries of " : ""
                report("OTA-6", .hub, request.last, "\(tries)command \(command) had no answer")
                excuse(index)
            } else if request.arrived == 0, request.heard > 0, request.tries >= CheckSettings.maximumTries {
                report("OTA-6", .hub, request.last, "no answer to \(request.tries) tries of command \(command) arrived")
                excuse(index)
            } else if request.tries > 1, request.arrived == request.tries {
                report(
                    .note, "OTA-7", .device, request.last,
                    "asked \(request.tries) times, though frame \(request.first.number) was answered")
            }
        }
    }
}

extension Request {
    /// ZCL-2: bit 4 is set, and the answer would be a Default Response with SUCCESS (OTA-6: the end of a transfer that
    /// failed).
    var wantsNoAnswer: Bool { command == 0x06 && header.disableDefaultResponse && isFailedEnd }

    private var isFailedEnd: Bool {
        guard let status = first.octets.dropFirst(header.encodedSize).first else { return false }
        return status != Status.success.rawValue
    }
}
