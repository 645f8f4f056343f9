import GBCSCodec
import HANModel
import ZCLCodec

/// A frame that is being answered: its header, its cluster, who sent it and whether to all.
struct Request {
    let header: FrameHeader
    let cluster: ClusterIdentifier
    /// Nil is the hub.
    let sender: EUI64?
    let isBroadcast: Bool
}

extension HANDevice {
    /// ZCL-2, OTA-7: decodes a frame and answers it.
    mutating func handle(_ octets: OctetView, cluster: ClusterIdentifier, from sender: EUI64?, isBroadcast: Bool) {
        var reader = ByteReader(octets)
        let header: FrameHeader
        do {
            header = try FrameHeader(parsing: &reader)
        } catch {
            report(.frameRejected(error))
            return
        }
        let request = Request(header: header, cluster: cluster, sender: sender, isBroadcast: isBroadcast)
        if let status = header.refusal(isClusterSupported: serves(cluster, header.direction)) ?? refusal(of: request) {
            respond(to: request, status)
            return
        }
        // OTA-7: a unicast Image Notify is always answered with a query, whatever it says.
        if !isBroadcast, cluster == .otaUpgrade, header.isImageNotify {
            startQuery()
            return
        }
        do {
            let decoded = try DecodedFrame(octets, cluster: cluster, mode: configuration.decodingMode)
            if let status = take(decoded.frame.command, request) { respond(to: request, status) }
        } catch {
            report(.frameRejected(error))
            respond(to: request, error.status(answering: header))
        }
    }

    /// ZCL-3: the clusters that the device knows, and on which side; a CAD gets no firmware (GBCS-5), a meter
    /// serves its logs, and others read them (GBCS-6), and it is the server of Metering (HUB-40).
    private func serves(_ cluster: ClusterIdentifier, _ direction: FrameHeader.Direction) -> Bool {
        switch cluster {
        case .otaUpgrade: isOTAClient
        case .events: direction == .clientToServer ? isMeter : readsLogs
        case .metering: direction == .clientToServer && isMeter
        default: false
        }
    }

    /// OTA-7: the hub alone is the server of its devices' firmware. **[project]**: another's frame is NOT_AUTHORIZED.
    private func refusal(of request: Request) -> Status? {
        request.cluster == .otaUpgrade && request.sender != nil ? .notAuthorized : nil
    }

    /// GBCS-5: whether there is a use case that brings firmware to it.
    var isOTAClient: Bool { configuration.type.useCase != nil }

    /// GBCS-6: whether it keeps logs that others ask for.
    var isMeter: Bool { configuration.type == .esme || configuration.type == .gsme }

    /// Takes a command; returns what a Default Response is to say of it, or nil where it has an answer of its own
    /// or is never answered.
    private mutating func take(_ command: Command, _ request: Request) -> Status? {
        switch command {
        case .imageNotify(let notify):
            take(broadcast: notify)
            return nil
        case .queryNextImageResponse(let response): return take(response)
        case .imageBlockResponse(let response): return take(response)
        case .upgradeEndResponse(let response): return take(response)
        case .defaultResponse(let response):
            take(response, request)
            return nil
        case .readAttributes(let identifiers):
            reply(.attributes(Array(identifiers.prefix(64)), request.header), to: request)
            return nil
        case .writeAttributes(let records):
            reply(.notWritable(records.prefix(64).map(\.attribute), request.header), to: request)
            return nil
        case .getEventLog(let query):
            answer(query, request)
            return nil
        case .publishEventLog(let log):
            take(log, request)
            return .success
        case .readAttributesResponse(let records):
            if request.cluster == .metering { take(flags: records, request) }
            return .success
        case .queryDeviceSpecificFileResponse, .writeAttributesResponse:
            // Answers to what the device never asks.
            return .success
        case .queryNextImageRequest, .imageBlockRequest, .imagePageRequest, .upgradeEndRequest,
            .queryDeviceSpecificFileRequest, .getEventConfiguration, .setEventConfiguration, .reportEventConfiguration:
            return .unsupportedClusterCommand
        }
    }

    /// ZCL-2: a request of the device has no other answer than this.
    private mutating func take(_ response: DefaultResponse, _ request: Request) {
        switch request.cluster {
        case .otaUpgrade: take(response)
        case .events: take(refusal: response, request)
        case .metering: take(refusalOfFlags: response, request)
        default: break
        }
    }

    /// Sends an answer to who asked, on the cluster that it asked on.
    mutating func reply(_ frame: OutgoingFrame, to request: Request) {
        send(frame, cluster: request.cluster, to: request.sender)
    }

    /// ZCL-2: answers a frame with a Default Response where one is asked for: never for a broadcast, SUCCESS only
    /// where bit 4 is clear.
    private mutating func respond(to request: Request, _ status: Status) {
        guard !request.isBroadcast, let frame = Frame(answering: request.header, status: status) else { return }
        reply(.frame(frame), to: request)
    }
}

extension FrameHeader {
    /// OTA-1: command 00 of the server.
    var isImageNotify: Bool {
        frameType == .clusterSpecific && direction == .serverToClient && commandIdentifier == 0x00
    }
}
