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
        guard let place = placeOfRead(request) else { return }
        for record in records where record.attribute == .currentFileVersion {
            if case .value(.uint32(let version)) = record.outcome {
                finishRead(place, version: version)
            } else {
                finishRead(place, version: nil)
            }
            return
        }
    }

    /// HUB-30: an error status instead of an answer.
    mutating func receive(_ response: DefaultResponse, _ request: Request) {
        guard response.commandIdentifier == 0x00, response.status != .success, let place = placeOfRead(request)
        else { return }
        finishRead(place, version: nil)
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
