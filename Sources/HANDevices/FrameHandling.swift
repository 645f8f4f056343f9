import GBCSCodec
import ZCLCodec

extension HANDevice {
    /// ZCL-2, OTA-7: decodes a frame of the server and answers it.
    mutating func handle(_ octets: OctetView, cluster: ClusterIdentifier, isBroadcast: Bool) {
        var reader = ByteReader(octets)
        let header: FrameHeader
        do {
            header = try FrameHeader(parsing: &reader)
        } catch {
            report(.frameRejected(error))
            return
        }
        if let status = header.refusal(isClusterSupported: serves(cluster)) {
            if !isBroadcast { respond(to: header, status) }
            return
        }
        // OTA-7: a unicast Image Notify is always answered with a query, whatever it says.
        if !isBroadcast, header.isImageNotify {
            startQuery()
            return
        }
        do {
            let decoded = try DecodedFrame(octets, cluster: cluster, mode: configuration.decodingMode)
            let status = take(decoded.frame.command, header)
            // ZCL-2: never for a broadcast; SUCCESS only where bit 4 is clear.
            if let status, !isBroadcast { respond(to: header, status) }
        } catch {
            report(.frameRejected(error))
            if !isBroadcast { respond(to: header, error.status(answering: header)) }
        }
    }

    /// ZCL-3: the clusters that the device knows; a CAD gets no firmware (GBCS-5).
    private func serves(_ cluster: ClusterIdentifier) -> Bool { cluster == .otaUpgrade && isOTAClient }

    /// GBCS-5: whether there is a use case that brings firmware to it.
    var isOTAClient: Bool { configuration.type.useCase != nil }

    /// Takes a command; returns what a Default Response is to say of it, or nil where it has an answer of its own
    /// or is never answered.
    private mutating func take(_ command: Command, _ header: FrameHeader) -> Status? {
        switch command {
        case .imageNotify(let notify):
            take(broadcast: notify)
            return nil
        case .queryNextImageResponse(let response): return take(response)
        case .imageBlockResponse(let response): return take(response)
        case .upgradeEndResponse(let response): return take(response)
        case .defaultResponse(let response):
            take(response)
            return nil
        case .readAttributes(let identifiers):
            send(.attributes(Array(identifiers.prefix(64)), header))
            return nil
        case .writeAttributes(let records):
            send(.notWritable(records.prefix(64).map(\.attribute), header))
            return nil
        case .queryDeviceSpecificFileResponse, .readAttributesResponse, .writeAttributesResponse:
            // Answers to what the device never asks.
            return .success
        case .queryNextImageRequest, .imageBlockRequest, .imagePageRequest, .upgradeEndRequest,
            .queryDeviceSpecificFileRequest, .getEventLog, .publishEventLog, .getEventConfiguration,
            .reportEventConfiguration:
            return .unsupportedClusterCommand
        }
    }

    /// Answers a unicast frame with a Default Response, where ZCL-2 asks for one.
    mutating func respond(to header: FrameHeader, _ status: Status) {
        if let frame = Frame(answering: header, status: status) { send(.frame(frame)) }
    }
}

extension FrameHeader {
    /// OTA-1: command 00 of the server.
    var isImageNotify: Bool {
        frameType == .clusterSpecific && direction == .serverToClient && commandIdentifier == 0x00
    }
}
