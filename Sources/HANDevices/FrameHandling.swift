import ZCLCodec

extension OTADevice {
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
        if let status = header.refusal(cluster: cluster) {
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
            take(decoded.frame.command, header)
        } catch {
            report(.frameRejected(error))
            if !isBroadcast { respond(to: header, error.status(answering: header)) }
        }
    }

    private mutating func take(_ command: Command, _ header: FrameHeader) {
        switch command {
        case .imageNotify(let notify): take(broadcast: notify)
        case .queryNextImageResponse(let response): take(response, header)
        case .imageBlockResponse(let response): take(response, header)
        case .upgradeEndResponse(let response): take(response, header)
        case .defaultResponse(let response): take(response)
        case .readAttributes(let identifiers):
            send(.attributes(Array(identifiers.prefix(64)), header))
        case .writeAttributes(let records):
            send(.notWritable(records.prefix(64).map(\.attribute), header))
        case .queryDeviceSpecificFileResponse, .readAttributesResponse, .writeAttributesResponse:
            // Answers to what the device never asks.
            break
        case .queryNextImageRequest, .imageBlockRequest, .imagePageRequest, .upgradeEndRequest,
            .queryDeviceSpecificFileRequest:
            respond(to: header, .unsupportedClusterCommand)
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
