public import HANDevices
import ZCLCodec

/// What goes wrong on purpose, with every device of a simulation.
public enum Fault: String, Sendable, CaseIterable {
    /// An octet of the image is wrong when it has come, and the device judges it invalid: Upgrade End with INVALID_IMAGE.
    case corruptImage = "corrupt-image"
    /// The device's hardware version is outside the image's range.
    case hardwareMismatch = "hardware-mismatch"
    /// Half the image through, no more blocks reach the device: Upgrade End with ABORT.
    case lostBlocks = "lost-blocks"
    /// Half the image through, the device falls silent for good.
    case silence = "silence"
    /// The device activates nothing and keeps its old firmware.
    case keepsVersion = "keeps-version"
    /// The device does not answer the read of its version.
    case noVersion = "no-version"

    /// One line for people.
    public var summary: String {
        switch self {
        case .corruptImage: "an octet of the image is wrong when it arrives, and the device judges it invalid"
        case .hardwareMismatch: "the device's hardware version is outside the image's range"
        case .lostBlocks: "half the image through, no more blocks arrive"
        case .silence: "half the image through, the device falls silent"
        case .keepsVersion: "the device does not activate the image"
        case .noVersion: "the device does not answer the read of its version"
        }
    }
}

extension Optional where Wrapped == Fault {
    /// What a device becomes that the fault is part of.
    ///
    /// - Parameter mismatchedHardwareVersion: what it says of its hardware with ``Fault/hardwareMismatch``.
    public func behaviour(
        _ configuration: DeviceConfiguration, mismatchedHardwareVersion: UInt16 = 0xFFFF
    ) -> DeviceConfiguration {
        var configuration = configuration
        switch self {
        case .corruptImage:
            configuration.damagesImage = true
            configuration.verification = ImageVerification { _, _ in .invalid }
        case .hardwareMismatch: configuration.hardwareVersion = mismatchedHardwareVersion
        case .keepsVersion: configuration.activates = false
        case .lostBlocks, .silence, .noVersion, .none: break
        }
        return configuration
    }

    /// Whether the fault takes a frame out of the air.
    ///
    /// - Parameters:
    ///   - octets: what begins with the ZCL frame.
    ///   - isFromHub: whether the hub sent it.
    ///   - isHalfThrough: whether the device at the other end has half the image; asked where it matters.
    public func takes(_ octets: [UInt8], isFromHub: Bool, isHalfThrough: @autoclosure () -> Bool) -> Bool {
        switch self {
        case .silence: isHalfThrough()
        case .lostBlocks: isFromHub && octets.isCommand(0x05, .clusterSpecific) && isHalfThrough()
        case .noVersion: isFromHub && octets.isCommand(0x00, .profileWide)
        case .corruptImage, .hardwareMismatch, .keepsVersion, .none: false
        }
    }
}

extension [UInt8] {
    /// Whether a ZCL frame begins here that is a command.
    fileprivate func isCommand(_ identifier: UInt8, _ type: FrameHeader.FrameType) -> Bool {
        withOctetView { view in
            var reader = ByteReader(view)
            guard let header = try? FrameHeader(parsing: &reader) else { return false }
            return header.frameType == type && header.commandIdentifier == identifier
        }
    }
}
