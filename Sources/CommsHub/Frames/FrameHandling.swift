import ZCLCodec
import ZCLNode

/// A request of a device that is being answered; the hub knows its devices by their places on the device log.
typealias Request = ReceivedFrame<Int>

extension ReceivedFrame where Sender == Int {
    /// The sender's place on the device log.
    var device: Int { sender }
}

extension CommunicationsHub {
    /// ZCL-2, OTA-6: decodes a frame of a known device and answers it.
    ///
    /// - Returns: whether it is a reason to remind the device of an image (HUB-22).
    mutating func handle(_ octets: OctetView, cluster: ClusterIdentifier, from index: Int) -> Bool {
        let header: FrameHeader
        do throws(FrameRefusal) {
            let frame = try Frame(octets, cluster: cluster, mode: configuration.decodingMode) { header in
                header.refusal(isClusterSupported: Self.serves(cluster, header.direction))
            }
            header = frame.header
            let request = Request(header: header, cluster: cluster, sender: index)
            answer(frame, in: octets, request)
        } catch {
            switch error {
            case .withoutHeader(let error):
                reject(error, from: index)
                return false
            case .refused(let refused, let status):
                header = refused
                refuse(Request(header: header, cluster: cluster, sender: index), status, .unsupported)
            case .malformed(let malformed, let error, let status):
                header = malformed
                reject(error, from: index)
                respond(to: Request(header: header, cluster: cluster, sender: index), status)
            }
        }
        return !header.isQuery(in: cluster) && !header.isDefaultResponse
    }

    /// A frame that makes no sense is counted and reported.
    private mutating func reject(_ error: WireError, from index: Int) {
        framesRejected += 1
        logRefusal(of: devices[index].entry.device)
        report(.frameRejected(devices[index].entry.device, error))
    }

    /// Inlined, so that the compiler joins each command's decoding to its answer.
    @inline(__always)
    private mutating func answer(_ frame: Frame, in octets: OctetView, _ request: Request) {
        switch frame.command {
        case .queryNextImageRequest(let query): answer(query, request)
        case .imageBlockRequest(let block): answer(block, request)
        case .imagePageRequest(let page): answer(page, request)
        case .upgradeEndRequest(let end): answer(end, request)
        case .queryDeviceSpecificFileRequest:
            // OTA-6: the hub has no file for a single device.
            respond(to: request, .queryDeviceSpecificFileResponse(.unavailable(.noImageAvailable)))
            report(.noDeviceFile, request, .noImageAvailable)
        case .readAttributes:
            let answer = AttributeServer.answer(read: frame.records(in: octets), request.header) { identifier, body in
                lend(identifier, to: request, body)
            }
            send(answer, to: request.device, cluster: request.cluster)
        case .writeAttributes:
            let answer = AttributeServer.answer(write: frame.records(in: octets), request.header) { identifier, body in
                lend(identifier, to: request, body)
            }
            send(answer, to: request.device, cluster: request.cluster)
        case .readAttributesResponse:
            if !receive(frame.records(in: octets), request) { reportStray(request) }
            // ZCL-2: got no specific response, so a Default Response where bit 4 is clear.
            respond(to: request, .success)
        case .defaultResponse(let response):
            receive(response, request)
        case .writeAttributesResponse:
            reportStray(request)
            respond(to: request, .success)
        case .getEventLog(let query): answer(query, request)
        case .imageNotify, .queryNextImageResponse, .imageBlockResponse, .upgradeEndResponse,
            .queryDeviceSpecificFileResponse, .publishEventLog, .clearEventLogRequest, .clearEventLogResponse,
            .getEventConfiguration, .setEventConfiguration, .reportEventConfiguration:
            // The decoder lets a server's command through from a server only, and a device is none.
            refuse(request, .unsupportedClusterCommand, .unsupported)
        }
    }

    /// A device says that all is well, or refuses what the hub sent: a read of its version (HUB-30), an offer (HUB-33),
    /// or anything else, which changes nothing.
    private mutating func receive(_ response: DefaultResponse, _ request: Request) {
        if receive(refusalOfRead: response, request) || receive(refusalOfOffer: response, request) { return }
        guard response.status != .success else { return }
        report(
            .answerRefused(
                devices[request.device].entry.device, command: response.commandIdentifier, response.status))
    }

    /// ZCL-1: a response to no open request is dropped.
    private mutating func reportStray(_ request: Request) {
        report(
            .strayResponse(
                devices[request.device].entry.device, command: request.header.commandIdentifier,
                sequence: request.header.sequence))
    }

    /// OTA-6, HUB-51, HUB-52: the clusters that the hub serves; HUB-40: of Metering it is the client.
    @inline(__always)
    private static func serves(_ cluster: ClusterIdentifier, _ direction: FrameHeader.Direction) -> Bool {
        switch cluster {
        case .otaUpgrade, .time, .events: true
        case .metering: direction == .serverToClient
        default: false
        }
    }

    /// Lends the value of an attribute that the hub has, or nil where it has none, in answer to a device.
    private func lend(_ identifier: AttributeIdentifier, to request: Request, _ body: (AttributeValue?) -> Void) {
        switch (request.cluster, identifier) {
        case (.metering, .functionalNotificationFlags):
            // HUB-40: a bitmap32.
            let flags = functionalNotificationFlags(of: devices[request.device].entry.device)
            ShortOctets { $0.write(flags) }.withOctetView { octets in
                guard let value = AttributeValue.OtherValue(dataType: 0x1B, octets: octets) else { return body(nil) }
                body(.other(value))
            }
        case (.time, .time):
            // HUB-51: before the WAN side has set the time, it is the invalid one.
            body(.utcTime(time ?? UTCTime(rawValue: 0xFFFF_FFFF)))
        case (.time, .timeStatus):
            // HUB-51: once it is set the hub is the network's master clock (bit 0).
            body(.bitmap8(time == nil ? 0x00 : 0x01))
        default:
            body(nil)
        }
    }

    /// Answers with a command of the cluster and the request's sequence number (ZCL-1).
    mutating func respond(to request: Request, _ command: Command) {
        send(
            OutgoingFrame(Frame(command, sequence: request.header.sequence, disableDefaultResponse: true)),
            to: request.device)
    }

    /// HUB-33: refuses a request with a Default Response, and says why.
    mutating func refuse(_ request: Request, _ status: Status, _ why: Refusal) {
        respond(to: request, status)
        report(why, request, status)
    }

    /// HUB-33: says why a request was refused, and how it was answered.
    mutating func report(_ why: Refusal, _ request: Request, _ status: Status) {
        report(
            .requestRefused(
                devices[request.device].entry.device, command: request.header.commandIdentifier, status, why))
    }

    /// Answers with a Default Response, where ZCL-2 asks for one.
    mutating func respond(to request: Request, _ status: Status) {
        guard let frame = request.defaultResponse(status) else { return }
        send(frame, to: request.device, cluster: request.cluster)
    }
}

extension FrameHeader {
    /// HUB-22: a query needs no reminder.
    fileprivate func isQuery(in cluster: ClusterIdentifier) -> Bool {
        cluster == .otaUpgrade && frameType == .clusterSpecific && commandIdentifier == 0x01
    }
}
