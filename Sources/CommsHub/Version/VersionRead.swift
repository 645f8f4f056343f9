import GBCSCodec
import HANModel
import ZCLCodec
import ZCLNode

extension CommunicationsHub {
    /// HUB-30: asks a device for its CurrentFileVersion, for the `attempt`th time. All attempts carry one
    /// sequence number, so that a late answer to an earlier one counts.
    mutating func readVersion(_ target: TargetPlace, attempt: Int, sequence: UInt8) {
        let deadline = now.adding(seconds: configuration.versionReadTimeout)
        list.move(target, to: .readingVersion(attempt: attempt, sequence: sequence, deadline: deadline))
        send(.read([.currentFileVersion], .serverToClient, sequence: sequence), to: target.device)
        report(.versionRead(device(of: target), attempt: attempt))
    }

    /// HUB-30, HUB-50: a device answers a read; false where it was not asked under this number.
    mutating func receive(_ records: ReadAttributesResponse, _ request: Request) -> Bool {
        var answer = FirmwareAnswer()
        var hasVersion = false
        var iterator = records.makeIterator()
        while let record = iterator.next() {
            switch (record.attribute, record.outcome) {
            case (.currentFileVersion, .value(.uint32(let value))): answer.version = value
            case (.manufacturerID, .value(.uint16(let value))): answer.manufacturerCode = value
            case (.imageTypeID, .value(.uint16(let value))): answer.imageType = value
            default: break
            }
            if record.attribute == .currentFileVersion { hasVersion = true }
        }
        // One that does not speak of the version is no answer yet.
        guard hasVersion else { return isRead(request) }
        return finishRead(request, answer)
    }

    /// HUB-30: an error status instead of an answer; false where the device was not asked under this number.
    mutating func receive(refusalOfRead response: DefaultResponse, _ request: Request) -> Bool {
        guard response.commandIdentifier == 0x00, isRead(request) else { return false }
        return response.status == .success || finishRead(request, FirmwareAnswer())
    }

    /// ZCL-1: whether a read of the version is open under the number of an answer.
    private func isRead(_ request: Request) -> Bool {
        let sequence = request.header.sequence
        return request.cluster == .otaUpgrade
            && (versionRequests.contains { $0.device == request.device && $0.sequence == sequence }
                || list.readTarget(ofDevice: request.device, sequence: sequence) != nil)
    }

    /// HUB-30, HUB-50: the read that has the answer's sequence number.
    private mutating func finishRead(_ request: Request, _ answer: FirmwareAnswer) -> Bool {
        guard isRead(request) else { return false }
        let sequence = request.header.sequence
        if versionRequests.contains(where: { $0.device == request.device && $0.sequence == sequence }) {
            finishRequest(of: request.device, answer)
        } else if let target = list.readTarget(ofDevice: request.device, sequence: sequence) {
            finishRead(target, version: answer.version)
        }
        return true
    }

    /// HUB-30: the version is alerted, whatever it is, or that there was none; HUB-31: the entry is removed, and
    /// with the last one the list for its image.
    mutating func finishRead(_ target: TargetPlace, version: UInt32?) {
        if let version { list.remember(.versionRead(version), of: target) }
        let response = version == nil ? Alert.Response.firmwareReadFailure : .firmwareReadSuccess
        list.remember(.alerted(response), of: target)
        list.move(target, to: .absent)
        alert(response, device: device(of: target), fileVersion: version ?? Alert.noFirmwareVersion)
    }
}
