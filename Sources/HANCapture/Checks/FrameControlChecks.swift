import ZCLCodec

extension Conversation {
    /// ZCL-1: the frame control that each command of the OTA Upgrade cluster is sent with, and each read of it.
    mutating func checkFrameControl(_ decoded: Frame, _ frame: CapturedFrame, _ isFromHub: Bool) {
        guard frame.cluster == .otaUpgrade else { return }
        let header = decoded.header
        let party: Finding.Party = isFromHub ? .hub : .device
        let allowed: [UInt8]
        switch decoded.command {
        case .imageNotify: allowed = frame.isBroadcast ? [0x19] : [0x09]
        case .queryNextImageRequest, .imageBlockRequest, .imagePageRequest, .upgradeEndRequest,
            .queryDeviceSpecificFileRequest:
            allowed = [0x01, 0x11]
        case .queryNextImageResponse, .imageBlockResponse, .queryDeviceSpecificFileResponse: allowed = [0x19]
        case .upgradeEndResponse: allowed = [0x19, 0x09]
        case .readAttributes where isFromHub: allowed = [0x08]
        case .readAttributesResponse where !isFromHub: allowed = [0x10, 0x00]
        default:
            guard (header.direction == .serverToClient) != isFromHub else { return }
            return report("ZCL-1", party, frame, "the direction bit is the other side's", at: 0)
        }
        guard !allowed.contains(header.frameControl) else { return }
        let names = allowed.map { hexadecimal($0) }.joined(separator: " or ")
        report("ZCL-1", party, frame, "frame control \(hexadecimal(header.frameControl)) is not \(names)", at: 0)
    }

    mutating func report(
        _ rule: String, _ party: Finding.Party, _ frame: CapturedFrame, _ text: String, at offset: Int? = nil
    ) {
        report(.violation, rule, party, frame, text, at: offset)
    }
}
