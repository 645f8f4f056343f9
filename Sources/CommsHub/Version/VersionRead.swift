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
        send(.read(.currentFileVersion, .serverToClient, sequence: sequence), to: target.device)
        report(.versionRead(device(of: target), attempt: attempt))
    }

    /// HUB-30: a device answers a read.
    mutating func receive(_ records: ReadAttributesResponse, _ request: Request) {
        var iterator = records.makeIterator()
        while let record = iterator.next() {
            guard record.attribute == .currentFileVersion else { continue }
            var version: UInt32?
            if case .value(.uint32(let value)) = record.outcome { version = value }
            finishRead(request, version: version)
            return
        }
    }

    /// HUB-30: an error status instead of an answer.
    mutating func receive(_ response: DefaultResponse, _ request: Request) {
        guard response.commandIdentifier == 0x00, response.status != .success else { return }
        finishRead(request, version: nil)
    }

    /// HUB-30, HUB-50: the read that has the answer's sequence number.
    private mutating func finishRead(_ request: Request, version: UInt32?) {
        guard request.cluster == .otaUpgrade else { return }
        let sequence = request.header.sequence
        if versionRequests.contains(where: { $0.device == request.device && $0.sequence == sequence }) {
            finishRequest(of: request.device, version: version)
        } else if let target = list.readTarget(ofDevice: request.device, sequence: sequence) {
            finishRead(target, version: version)
        }
    }

    /// HUB-30: the version is alerted, whatever it is, or that there was none; HUB-31: the entry is removed, and
    /// with the last one the list for its image.
    mutating func finishRead(_ target: TargetPlace, version: UInt32?) {
        list.move(target, to: .absent)
        alert(
            version == nil ? .firmwareReadFailure : .firmwareReadSuccess, device: device(of: target),
            fileVersion: version ?? Alert.noFirmwareVersion)
    }
}
