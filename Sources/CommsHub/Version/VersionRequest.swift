import GBCSCodec
import HANModel
import ZCLCodec

/// HUB-50: a read of a device's version that the WAN side asked for.
struct VersionRequest {
    let sequence: UInt8
    let deadline: Instant
    /// CS08: the message that asked; nil where the WAN side asked without one.
    let command: [UInt8]?
}

extension CommunicationsHub {
    /// HUB-50, CS08: reads the version of a PPMID or HCALCS over the HAN.
    mutating func requestVersion(of device: EUI64, command: [UInt8]?) throws(WANRequestError) {
        guard let index = devices.firstIndex(where: { $0.entry.device == device }) else {
            throw .unknownTarget(device)
        }
        let type = devices[index].entry.type
        guard type == .ppmid || type == .hcalcs else { throw .wrongTargetType(device, type) }
        guard devices[index].versionRequest == nil else { throw .versionReadInProgress(device) }
        if let command { try takeCounter(of: command) }
        let sequence = takeSequence()
        devices[index].versionRequest = VersionRequest(
            sequence: sequence, deadline: now.adding(seconds: configuration.versionReadTimeout), command: command)
        send(.read(.currentFileVersion, sequence: sequence), to: index)
    }

    /// GBCS-1: the counter of a command has to rise, or it is a repeat.
    private mutating func takeCounter(of command: [UInt8]) throws(WANRequestError) {
        do throws(MessageError) {
            try command.withOctetView { (view) throws(MessageError) in try commandCounters.take(try Message(view)) }
        } catch {
            throw .message(error)
        }
    }

    /// HUB-50: the answer to the WAN side; without a version it is a failure with 00000000.
    mutating func finishRequest(of device: Int, version: UInt32?) {
        let command = devices[device].versionRequest?.command
        devices[device].versionRequest = nil
        let identifier = devices[device].entry.device
        if let response = command.flatMap({ response(to: $0, version: version) }) {
            report(.messageFromDevice(identifier, response))
        } else {
            report(
                .firmwareVersion(
                    identifier, version: version ?? Alert.noFirmwareVersion, isRead: version != nil))
        }
    }

    /// GBCS-4, CS08: the response to a command that decoded when it came.
    private func response(to command: [UInt8], version: UInt32?) -> [UInt8]? {
        command.withOctetView { view in
            guard let message = try? Message(view) else { return nil }
            return message.response(content: VersionResponse(version: version).content, sealing: .mac)
                .octets(configuration.keys)
        }
    }
}
