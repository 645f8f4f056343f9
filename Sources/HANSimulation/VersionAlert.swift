import ZCLCodec

/// GBCS-4, profile `gbcs4`: CS09, with which a PPMID tells the version that it runs after an update.
///
/// The signature is empty: this project writes no elliptic-curve code (GBCS-1).
struct VersionAlert {
    /// GBCS-4: the message code.
    static let messageCode: UInt16 = 0x012B
    /// The access control broker's identifier, as in the industry's reference messages. **[project]**
    static let recipient = EUI64(rawValue: 0x90B3_D51F_3000_0002)

    let device: EUI64
    let counter: UInt64
    let time: UTCTime
    let fileVersion: UInt32

    /// GBCS-1: the grouping header of an alert, the content in DER, and the empty signature.
    var octets: [UInt8] {
        let header: [UInt8] =
            [0xDF, 0x09, 0x03] + bigEndian(counter) + [0x08] + bigEndian(device.rawValue) + [0x08]
            + bigEndian(Self.recipient.rawValue) + [0x00, 0x02] + bigEndian(Self.messageCode)
        // SEQUENCE { INTEGER 0x8F8B, GeneralizedTime, OCTET STRING(4) version, INTEGER 0 activated }
        let fields: [UInt8] =
            [0x02, 0x03, 0x00, 0x8F, 0x8B, 0x18, 0x0F] + Array(generalizedTime.utf8) + [0x04, 0x04]
            + bigEndian(fileVersion) + [0x02, 0x01, 0x00]
        let content = [0x30, UInt8(truncatingIfNeeded: fields.count)] + fields
        return header + [UInt8(truncatingIfNeeded: content.count)] + content + [0x00]
    }

    /// `YYYYMMDDhhmmssZ`.
    private var generalizedTime: String { time.description.filter { $0.isNumber || $0 == "Z" } }

    private func bigEndian<Value: FixedWidthInteger>(_ value: Value) -> [UInt8] {
        stride(from: Value.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> Value($0)) }
    }
}
