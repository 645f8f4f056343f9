import HANModel
import ZCLCodec

extension CommunicationsHub {
    /// HUB-30: asks a device for its CurrentFileVersion, for the `attempt`th time. All attempts carry one
    /// sequence number, so that a late answer to an earlier one counts.
    mutating func readVersion(_ place: TargetPlace, attempt: Int, sequence: UInt8) {
        let entry = images[place.image].targets[place.target]
        images[place.image].targets[place.target].state = .readingVersion(
            attempt: attempt, sequence: sequence, deadline: now.adding(seconds: configuration.versionReadTimeout))
        send(.read(.currentFileVersion, sequence: sequence), to: entry.deviceIndex)
        report(.versionRead(entry.device, attempt: attempt))
    }

    /// HUB-30: a device answers a read.
    mutating func receive(_ records: ReadAttributesResponse, _ request: Request) {
        for record in records where record.attribute == .currentFileVersion {
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
        if devices[request.device].versionRequest?.sequence == request.header.sequence {
            finishRequest(of: request.device, version: version)
        } else if let place = placeOfRead(request) {
            finishRead(place, version: version)
        }
    }

    private func placeOfRead(_ request: Request) -> TargetPlace? {
        for image in images.indices {
            for (target, entry) in images[image].targets.enumerated() where entry.deviceIndex == request.device {
                if case .readingVersion(_, request.header.sequence, _) = entry.state {
                    return TargetPlace(image: image, target: target)
                }
            }
        }
        return nil
    }

    /// HUB-30: the version is alerted, whatever it is, or that there was none; HUB-31: the entry is removed, and
    /// with the last one the list for its image.
    mutating func finishRead(_ place: TargetPlace, version: UInt32?) {
        let device = images[place.image].targets[place.target].device
        images[place.image].targets.remove(at: place.target)
        if images[place.image].targets.isEmpty, images[place.image].block == nil { images.remove(at: place.image) }
        if let version {
            alert(.firmwareReadSuccess, device: device, fileVersion: version)
        } else {
            alert(.firmwareReadFailure, device: device, fileVersion: Alert.noFirmwareVersion)
        }
    }
}
