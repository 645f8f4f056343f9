public import ZCLCodec

/// GBCS-2: an alert in GBZ: `01 09 | 01 | alert code u16 | time u32 | use-case content`.
public struct GBZAlert: ~Escapable, Sendable {
    /// 1, where the use case has no components.
    public var numberOfComponents: UInt8
    /// Which alert.
    public var alertCode: AlertCode
    /// When.
    public var time: UTCTime
    /// What the use case adds, as a view.
    public var useCaseContent: OctetView

    /// Makes an alert.
    @_lifetime(copy useCaseContent)
    public init(numberOfComponents: UInt8 = 1, alertCode: AlertCode, time: UTCTime, useCaseContent: OctetView) {
        self.numberOfComponents = numberOfComponents
        self.alertCode = alertCode
        self.time = time
        self.useCaseContent = useCaseContent
    }

    @_lifetime(copy reader)
    init(parsing reader: inout MessageReader) throws(MessageError) {
        _ = try reader.readUInt16()
        numberOfComponents = try reader.readUInt8()
        alertCode = AlertCode(rawValue: try reader.readUInt16())
        time = UTCTime(rawValue: try reader.readUInt32())
        useCaseContent = reader.readRemainder()
    }

    /// The message's content.
    public var content: [UInt8] {
        [UInt8](capacity: 9 + useCaseContent.count) { writer in
            writer.writeBigEndian(GBZPayload.profile)
            writer.write(numberOfComponents)
            writer.writeBigEndian(alertCode.rawValue)
            writer.writeBigEndian(time.rawValue)
            writer.write(useCaseContent)
        }
    }

    // MARK: The receipt of an image

    /// GBCS-4, message code 0x00CF: the content with which a GSME tells that an image came: `09 20 hash`.
    public static func receipt(isVerified: Bool, time: UTCTime, imageHash: ImageHash) -> [UInt8] {
        ([0x09, 0x20] + imageHash.octets).withOctetView { view in
            GBZAlert(
                alertCode: isVerified ? .imageVerified : .imageRefused, time: time, useCaseContent: view
            ).content
        }
    }

    /// GBCS-4: the hash of a receipt alert; nil for any other alert.
    public var imageHash: ImageHash? {
        guard alertCode == .imageVerified || alertCode == .imageRefused, useCaseContent[0] == 0x09,
            useCaseContent[1] == 0x20, useCaseContent.count == 34
        else { return nil }
        return ImageHash([UInt8](useCaseContent.slice(from: 2, count: 32)))
    }
}
