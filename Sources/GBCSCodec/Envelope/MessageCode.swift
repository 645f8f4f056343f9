/// GBCS-1: the number of a use case.
public struct MessageCode: Equatable, Sendable, RawRepresentable {
    /// The number.
    public let rawValue: UInt16

    /// Makes a code of its number.
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// GBCS-4: CS06, activate firmware.
    public static let activateFirmware = MessageCode(rawValue: 0x0012)
    /// GBCS-6: CS10a, read an event log.
    public static let readEventLog = MessageCode(rawValue: 0x0014)
    /// GBCS-6: CS10b, read a security log.
    public static let readSecurityLog = MessageCode(rawValue: 0x00A1)
    /// GBCS-8: ECS52, read the version of an ESME.
    public static let readESMEFirmwareVersion = MessageCode(rawValue: 0x0059)
    /// GBCS-4: GCS38, read the version of a GSME.
    public static let readGSMEFirmwareVersion = MessageCode(rawValue: 0x0084)
    /// GBCS-3: GCS20, set how a GSME treats events.
    public static let setEventBehaviours = MessageCode(rawValue: 0x00AD)
    /// GBCS-4: the later outcome of CS06.
    public static let activationAlert = MessageCode(rawValue: 0x00CA)
    /// GBCS-4, GBCS-8: an ESME has verified or refused an image.
    public static let receiptAlertESME = MessageCode(rawValue: 0x00CE)
    /// GBCS-4: a GSME has verified or refused an image.
    public static let receiptAlertGSME = MessageCode(rawValue: 0x00CF)
    /// GBCS-3: GCS20r, read how a GSME treats events.
    public static let readEventBehaviours = MessageCode(rawValue: 0x00F1)
    /// GBCS-7: DBCH06, the hub's alerts about the sub-GHz band.
    public static let subGHzAlert = MessageCode(rawValue: 0x0110)
    /// GBCS-7: DBCH10, the hub has discarded a message.
    public static let messageDiscardedAlert = MessageCode(rawValue: 0x0114)
    /// GBCS-4: CCS08, the hub's firmware alerts.
    public static let firmwareTransferAlert = MessageCode(rawValue: 0x0128)
    /// GBCS-4: CS08, read the version of a PPMID or HCALCS.
    public static let readFirmwareVersion = MessageCode(rawValue: 0x0129)
    /// GBCS-4: CS09, a PPMID tells its version.
    public static let firmwareVersionAlert = MessageCode(rawValue: 0x012B)
    /// GBCS-4, GBCS-8: a critical alert that has no use case of its own.
    public static let genericAlert = MessageCode(rawValue: 0x1000)
    /// GBCS-8: an alert that is not critical and has no use case of its own.
    public static let genericNonCriticalAlert = MessageCode(rawValue: 0x1001)
}
