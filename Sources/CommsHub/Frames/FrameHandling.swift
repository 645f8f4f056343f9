import ZCLCodec

/// A request that is being answered: who sent it and with which header.
struct Request {
    let device: Int
    let cluster: ClusterIdentifier
    let header: FrameHeader
}

extension CommunicationsHub {
    /// ZCL-2, OTA-6: decodes a frame of a known device and answers it.
    mutating func handle(_ octets: OctetView, cluster: ClusterIdentifier, from index: Int) {
        var reader = ByteReader(octets)
        let header: FrameHeader
        do {
            header = try FrameHeader(parsing: &reader)
        } catch {
            // Without a header there is nobody's question to answer.
            reject(error, from: index)
            return
        }
        let request = Request(device: index, cluster: cluster, header: header)
        if let status = header.refusal(isClusterSupported: serves(cluster, header.direction)) {
            respond(to: request, status)
        } else {
            do {
                let decoded = try DecodedFrame(octets, cluster: cluster, mode: configuration.decodingMode)
                answer(decoded.frame.command, request)
            } catch {
                reject(error, from: index)
                respond(to: request, error.status(answering: header))
            }
        }
        if !header.isQuery(in: cluster), !header.isDefaultResponse {
            remind(index, spacing: configuration.notificationSpacing)
        }
    }

    /// A frame that makes no sense is counted and reported.
    private mutating func reject(_ error: WireError, from index: Int) {
        framesRejected += 1
        report(.frameRejected(devices[index].entry.device, error))
    }

    private mutating func answer(_ command: Command, _ request: Request) {
        switch command {
        case .queryNextImageRequest(let query): answer(query, request)
        case .imageBlockRequest(let block): answer(block, request)
        case .imagePageRequest(let page): answer(page, request)
        case .upgradeEndRequest(let end): answer(end, request)
        case .queryDeviceSpecificFileRequest:
            // OTA-6: the hub has no file for a single device.
            respond(to: request, .queryDeviceSpecificFileResponse(.unavailable(.noImageAvailable)))
        case .readAttributes(let identifiers):
            send(
                .attributes(Array(identifiers.prefix(Self.maximumRecords)), request.header), to: request.device,
                cluster: request.cluster)
        case .writeAttributes(let records):
            let identifiers = records.prefix(Self.maximumRecords).map(\.attribute)
            send(.notWritable(identifiers, request.header), to: request.device, cluster: request.cluster)
        case .readAttributesResponse(let records):
            receive(records, request)
            // ZCL-2: got no specific response, so a Default Response where bit 4 is clear.
            respond(to: request, .success)
        case .defaultResponse(let response):
            receive(response, request)
        case .writeAttributesResponse:
            respond(to: request, .success)
        case .getEventLog(let query): answer(query, request)
        case .imageNotify, .queryNextImageResponse, .imageBlockResponse, .upgradeEndResponse,
            .queryDeviceSpecificFileResponse, .publishEventLog, .getEventConfiguration, .setEventConfiguration,
            .reportEventConfiguration:
            // The decoder lets a server's command through from a server only, and a device is none.
            respond(to: request, .unsupportedClusterCommand)
        }
    }

    /// OTA-6, HUB-51, HUB-52: the clusters that the hub serves; HUB-40: of Metering it is the client.
    private func serves(_ cluster: ClusterIdentifier, _ direction: FrameHeader.Direction) -> Bool {
        switch cluster {
        case .otaUpgrade, .time, .events: true
        case .metering: direction == .serverToClient
        default: false
        }
    }

    /// As many records of three octets as one frame holds.
    private static var maximumRecords: Int { (maximumFrameSize - 3) / 3 }

    /// Answers with a command of the cluster and the request's sequence number (ZCL-1).
    mutating func respond(to request: Request, _ command: Command) {
        send(
            .frame(Frame(command, sequence: request.header.sequence, disableDefaultResponse: true)),
            to: request.device)
    }

    /// Answers with a Default Response, where ZCL-2 asks for one.
    mutating func respond(to request: Request, _ status: Status) {
        guard let frame = Frame(answering: request.header, status: status) else { return }
        send(.frame(frame), to: request.device, cluster: request.cluster)
    }
}

extension FrameHeader {
    /// HUB-22: a query needs no reminder.
    func isQuery(in cluster: ClusterIdentifier) -> Bool {
        cluster == .otaUpgrade && frameType == .clusterSpecific && commandIdentifier == 0x01
    }

    /// HUB-22: what answers an Image Notify must not bring the next one.
    var isDefaultResponse: Bool {
        frameType == .profileWide && commandIdentifier == DefaultResponse.identifier
    }
}
