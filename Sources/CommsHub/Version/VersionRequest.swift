import GBCSCodec
import HANModel
import ZCLCodec
import ZCLNode

/// HUB-50: a read of a device's version that the WAN side asked for.
struct VersionRequest {
    let device: Int
    let sequence: UInt8
    let deadline: Instant
    /// CS08: the response to the command that asked, still without its content; it has its place in the queue
    /// (HUB-53). Nil where the WAN side asked without a message.
    let response: MessageDraft?
}

/// HUB-50: what a device tells of its firmware; nil where it does not.
struct FirmwareAnswer {
    var version: UInt32?
    var manufacturerCode: UInt16?
    var imageType: UInt16?
}

extension HubConfiguration {
    /// HUB-50, HUB-75: whether the hub reads the version of a device of this type for the WAN side.
    func reads(_ type: DeviceType) -> Bool {
        switch type {
        case .ppmid, .hcalcs: profile != .gbcs3
        case .ihd: profile == .modificationReport
        case .esme, .gsme, .cad: false
        }
    }
}

extension CommunicationsHub {
    /// HUB-50: reads the version of a PPMID or HCALCS over the HAN, for a WAN side that asks without a message.
    mutating func requestVersion(of device: EUI64) throws(WANRequestError) {
        guard let index = index(of: device) else { throw .unknownTarget(device) }
        let type = devices[index].entry.type
        guard configuration.profile != .gbcs3 else { throw .notInProfile(.gbcs3) }
        guard configuration.reads(type) else { throw .wrongTargetType(device, type) }
        guard !isVersionRequested(of: index) else { throw .versionReadInProgress(device) }
        readVersion(of: index, response: nil)
    }

    /// HUB-50: the response, still without its content, to a message that is CS08's command to this device, in whose
    /// name the hub answers; nil for any other message. GBCS-1: the command's counter counts from then on.
    ///
    /// - Throws: why the hub does not carry the command out; then its counter does not count.
    mutating func acceptVersionCommand(
        _ octets: [UInt8], for index: Int
    ) throws(WANRequestError) -> MessageDraft? {
        try octets.withOctetView { (view) throws(WANRequestError) -> MessageDraft? in
            let device = devices[index].entry.device
            guard let message = try? Message(view), message.messageCode == .readFirmwareVersion,
                message.cra == .command, message.recipient == device
            else { return nil }
            do throws(MessageError) {
                _ = try message.decodedContent(in: view)
            } catch {
                throw .message(error)
            }
            guard !isVersionRequested(of: index) else { throw .versionReadInProgress(device) }
            guard hasRoomForMessage else {
                throw .messageQueueFull(.wan, capacity: configuration.wanMessageQueueCapacity)
            }
            do throws(MessageError) {
                let isVerified = try configuration.keys.check(view)
                try commandCounters.accept(counterOf: message, isVerified: isVerified)
            } catch {
                throw .message(error)
            }
            return message.response(content: [], sealing: .mac)
        }
    }

    private func isVersionRequested(of device: Int) -> Bool { versionRequests.contains { $0.device == device } }

    /// HUB-50: asks the device; what it answers goes into the response.
    mutating func readVersion(of index: Int, response: MessageDraft?) {
        let sequence = sequenceNumbers.next()
        let deadline = now.adding(seconds: configuration.versionReadTimeout)
        let next = versionRequests.firstIndex { ($0.deadline, $0.device) > (deadline, index) }
        versionRequests.insert(
            VersionRequest(device: index, sequence: sequence, deadline: deadline, response: response),
            at: next ?? versionRequests.endIndex)
        send(
            .read([.currentFileVersion, .manufacturerID, .imageTypeID], .serverToClient, sequence: sequence), to: index)
    }

    /// HUB-50: the answer to the WAN side; without a version it is a failure with 00000000.
    mutating func finishRequest(of device: Int, _ answer: FirmwareAnswer) {
        guard let index = versionRequests.firstIndex(where: { $0.device == device }) else { return }
        let response = versionRequests.remove(at: index).response
        let identifier = devices[device].entry.device
        report(
            .firmwareVersion(
                identifier, answer.version, manufacturerCode: answer.manufacturerCode, imageType: answer.imageType))
        guard var response else { return }
        response.content = VersionResponse(version: answer.version).content
        messages.forWAN.append(DeviceMessage(device: identifier, octets: response.octets(configuration.keys)))
    }
}
