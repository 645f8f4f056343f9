import GBCSCodec
import ZCLCodec

/// HUB-50: a read of a device's version that the WAN side asked for.
struct VersionRequest {
    let sequence: UInt8
    let deadline: HubInstant
}

extension CommunicationsHub {
    /// HUB-50, CS08: reads the version of a PPMID or HCALCS over the HAN.
    mutating func requestVersion(of device: EUI64) throws(WANRequestError) {
        guard let index = devices.firstIndex(where: { $0.entry.device == device }) else {
            throw .unknownTarget(device)
        }
        let type = devices[index].entry.type
        guard type == .ppmid || type == .hcalcs else { throw .wrongTargetType(device, type) }
        guard devices[index].versionRequest == nil else { throw .versionReadInProgress(device) }
        let sequence = takeSequence()
        devices[index].versionRequest = VersionRequest(
            sequence: sequence, deadline: now.adding(seconds: configuration.versionReadTimeout))
        send(.read(.currentFileVersion, sequence: sequence), to: index)
    }

    /// HUB-50: the answer to the WAN side; without a version it is a failure with 00000000.
    mutating func finishRequest(of device: Int, version: UInt32?) {
        devices[device].versionRequest = nil
        report(
            .firmwareVersion(
                devices[device].entry.device, version: version ?? Alert.noFirmwareVersion, isRead: version != nil))
    }
}
