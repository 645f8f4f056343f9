import HANModel
import ZCLCodec
import ZCLNode

/// A frame that is being answered; a sender of nil is the hub.
typealias Request = ReceivedFrame<EUI64?>

extension HANDevice {
    /// ZCL-2, OTA-7: decodes a frame and answers it.
    mutating func handle(_ octets: OctetView, cluster: ClusterIdentifier, from sender: EUI64?, isBroadcast: Bool) {
        let type = configuration.type
        do throws(FrameRefusal) {
            let frame = try Frame(octets, cluster: cluster, mode: configuration.decodingMode) { header in
                let isSupported = type.serves(cluster, header.direction)
                if let status = header.refusal(isClusterSupported: isSupported) { return status }
                // OTA-7: the hub alone is the server of its devices' firmware. **[project]**
                return cluster == .otaUpgrade && sender != nil ? .notAuthorized : nil
            }
            let request = Request(header: frame.header, cluster: cluster, sender: sender, isBroadcast: isBroadcast)
            switch handle(frame, in: octets, request) {
            case .answered: break
            case .status(let status): respond(to: request, status)
            case .stray:
                report(
                    .strayResponse(
                        sender, command: frame.header.commandIdentifier, sequence: frame.header.sequence))
                respond(to: request, .success)
            }
        } catch {
            refuse(error, cluster, sender, isBroadcast: isBroadcast)
        }
    }

    /// ZCL-1 to ZCL-3: what becomes of a frame that the device does not take.
    @inline(never)
    private mutating func refuse(
        _ refusal: FrameRefusal, _ cluster: ClusterIdentifier, _ sender: EUI64?, isBroadcast: Bool
    ) {
        func received(_ header: FrameHeader) -> Request {
            Request(header: header, cluster: cluster, sender: sender, isBroadcast: isBroadcast)
        }
        switch refusal {
        case .withoutHeader(let error):
            report(.frameRejected(error))
        case .refused(let header, let status):
            respond(to: received(header), status)
        case .malformed(let header, _, _) where !isBroadcast && cluster == .otaUpgrade && header.isImageNotify:
            // OTA-7: a unicast Image Notify is always answered with a query, whatever it says.
            startQuery()
        case .malformed(let header, let error, let status):
            report(.frameRejected(error))
            respond(to: received(header), status)
        }
    }

    /// What becomes of a command.
    private enum Outcome {
        /// It has an answer of its own, or is never answered.
        case answered
        /// A Default Response says so of it.
        case status(Status)
        /// ZCL-1: a response to no open request.
        case stray

        /// What a response comes to: nil where it answers no request.
        init(_ status: Status?) { self = status.map { .status($0) } ?? .stray }

        /// What a response comes to that answers a request, or does not.
        init(isAnswer: Bool, _ status: Status = .success) { self = isAnswer ? .status(status) : .stray }
    }

    /// Inlined, so that the compiler joins each command's decoding to what it does.
    @inline(__always)
    private mutating func handle(_ frame: Frame, in octets: OctetView, _ request: Request) -> Outcome {
        let sequence = request.header.sequence
        switch frame.command {
        case .imageNotify(let notify):
            if request.isBroadcast { handle(broadcast: notify) } else { startQuery() }
            return .answered
        case .imageBlockResponse(let response):
            return Outcome(handle(response, data: octets[frame.tail], sequence: sequence))
        case .queryNextImageResponse(let response): return Outcome(handle(response, sequence: sequence))
        case .upgradeEndResponse(let response): return Outcome(handle(response, request.header))
        case .defaultResponse(let response): return Outcome(isAnswer: handle(response, request))
        case .readAttributes:
            answer(read: frame.records(in: octets), request)
            return .answered
        case .writeAttributes:
            answer(write: frame.records(in: octets), request)
            return .answered
        case .getEventLog(let query):
            answer(query, request)
            return .answered
        case .publishEventLog(let log):
            return Outcome(isAnswer: handle(log, entries: frame.records(in: octets), request))
        case .readAttributesResponse:
            return Outcome(isAnswer: handle(flags: frame.records(in: octets), request))
        case .queryDeviceSpecificFileResponse, .clearEventLogResponse, .writeAttributesResponse:
            // Answers to what the device never asks.
            return .stray
        case .queryNextImageRequest, .imageBlockRequest, .imagePageRequest, .upgradeEndRequest,
            .queryDeviceSpecificFileRequest, .clearEventLogRequest, .getEventConfiguration, .setEventConfiguration,
            .reportEventConfiguration:
            return .status(.unsupportedClusterCommand)
        }
    }

    /// ZCL-2: the values of attributes, which are read of a copy of the device; so out of line.
    @inline(never)
    private mutating func answer(read attributes: ReadAttributes, _ request: Request) {
        reply(
            AttributeServer.answer(read: attributes, request.header) { identifier, body in
                body(value(of: identifier, request.cluster))
            }, to: request)
    }

    /// ZCL-2: all attributes are read only.
    @inline(never)
    private mutating func answer(write attributes: WriteAttributes, _ request: Request) {
        reply(
            AttributeServer.answer(write: attributes, request.header) { identifier, body in
                body(value(of: identifier, request.cluster))
            }, to: request)
    }

    /// ZCL-2: a request of the device has no other answer than this; false where it answers none.
    private mutating func handle(_ response: DefaultResponse, _ request: Request) -> Bool {
        let sequence = request.header.sequence
        return switch request.cluster {
        case .otaUpgrade:
            handle(refusalOfQuery: response, sequence: sequence) || handle(refusal: response, sequence: sequence)
                || handle(answerToEnd: response, sequence: sequence)
        case .events: handle(refusalOfEvents: response, request)
        case .metering: handle(refusalOfFlags: response, request)
        default: false
        }
    }

    /// Sends an answer to who asked, on the cluster that it asked on.
    mutating func reply(_ frame: OutgoingFrame, to request: Request) {
        send(frame, cluster: request.cluster, to: request.sender)
    }

    /// ZCL-2: answers a frame with a Default Response where one is asked for: never for a broadcast, SUCCESS only
    /// where bit 4 is clear.
    @inline(__always)
    private mutating func respond(to request: Request, _ status: Status) {
        if request.isSilent(status) { return }
        if let frame = request.defaultResponse(status) { reply(frame, to: request) }
    }
}

extension DeviceType {
    /// ZCL-3: the clusters that a device knows, and on which side; a CAD gets no firmware (GBCS-5), a meter serves its
    /// logs, and others read them (GBCS-6), and it is the server of Metering (HUB-40).
    @inline(__always)
    fileprivate func serves(_ cluster: ClusterIdentifier, _ direction: FrameHeader.Direction) -> Bool {
        switch cluster {
        case .otaUpgrade: useCase != nil
        case .events: direction == .clientToServer ? isMeter : readsLogs
        case .metering: direction == .clientToServer && isMeter
        default: false
        }
    }

    /// GBCS-6: whether it is a client of the Events cluster.
    @inline(__always)
    var readsLogs: Bool {
        switch self {
        case .ppmid, .ihd, .cad: true
        case .esme, .gsme, .hcalcs: false
        }
    }

    /// GBCS-6: whether it keeps logs that others ask for.
    @inline(__always)
    var isMeter: Bool { self == .esme || self == .gsme }
}
