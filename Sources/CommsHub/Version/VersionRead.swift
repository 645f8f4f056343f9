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
        guard let read = openRead(request) else { return false }
        // An answer that does not speak of the version is none yet.
        if hasVersion { finish(read, of: request.device, answer) }
        return true
    }

    /// HUB-30: an error status instead of an answer; false where the device was not asked under this number.
    mutating func receive(refusalOfRead response: DefaultResponse, _ request: Request) -> Bool {
        guard response.commandIdentifier == 0x00, let read = openRead(request) else { return false }
        if response.status != .success { finish(read, of: request.device, FirmwareAnswer()) }
        return true
    }

    /// ZCL-1: the read of the version that is open under the number of an answer.
    private func openRead(_ request: Request) -> OpenVersionRead? {
        let (device, sequence) = (request.device, request.header.sequence)
        guard request.cluster == .otaUpgrade else { return nil }
        if versionRequests.contains(where: { $0.device == device && $0.sequence == sequence }) { return .request }
        return list.readTarget(ofDevice: device, sequence: sequence).map(OpenVersionRead.target)
    }

    private mutating func finish(_ read: OpenVersionRead, of device: Int, _ answer: FirmwareAnswer) {
        switch read {
        case .request: finishRequest(of: device, answer)
        case .target(let target): finishRead(target, version: answer.version)
        }
    }

    /// HUB-30: the version is alerted, whatever it is, or that there was none; HUB-31: the entry is removed, and
    /// with the last one the list for its image.
    mutating func finishRead(_ target: TargetPlace, version: UInt32?) {
        if let version { list.remember(.versionRead(version), of: target) }
        alert(
            version == nil ? .firmwareReadFailure : .firmwareReadSuccess, target,
            fileVersion: version ?? Alert.noFirmwareVersion)
        list.move(target, to: .absent)
    }
}

/// Who wants to know the version that a device was asked for.
private enum OpenVersionRead {
    /// HUB-50: a user, or a command of a remote party.
    case request
    /// HUB-30: the hub, after an activation.
    case target(TargetPlace)
}
