public import GBCSCodec
public import HANModel
public import ZCLCodec

/// GBCS-4: an alert, as a value and as the message that carries it.
public struct Alert: Equatable, Sendable {
    /// What an alert says.
    public typealias Response = AlertResponse

    /// GBCS-4: the version of a device that told none.
    public static let noFirmwareVersion: UInt32 = 0

    /// HUB-4: never repeats, and rises by one from alert to alert.
    public let counter: UInt64
    /// When it was raised.
    public let time: UTCTime
    /// The device it is about; GBCS-7: the hub itself where that is its band. **[project]**
    public let device: EUI64
    /// The Upgrade Image's version; with 0x8F8B the one that the device runs.
    public let fileVersion: UInt32
    /// What became of it.
    public let response: Response
    /// GBCS-1, GBCS-4: the complete message, from the hub to the access control broker.
    public let message: [UInt8]

    /// Makes an alert and its message.
    init(
        _ response: Response, counter: UInt64, time: UTCTime, device: EUI64, fileVersion: UInt32,
        configuration: HubConfiguration
    ) {
        self.counter = counter
        self.time = time
        self.device = device
        self.fileVersion = fileVersion
        self.response = response
        let isBand = response.messageCode == .subGHzAlert
        // GBCS-4: a firmware alert has the shape of CCS08 and is signed; GBCS-7: one about the band has a MAC.
        let content =
            isBand
            ? DLMSAlert(
                counter: counter, alertCode: response.alertCode, time: DLMSTime(time), subject: .device(device)
            ).content
            : FirmwareAlert(
                alertCode: response.alertCode, time: GeneralizedTime(time), device: device, fileVersion: fileVersion,
                responseCode: response.number
            ).content
        message = MessageDraft.alert(
            response.messageCode, counter: counter, from: configuration.hub, to: configuration.accessControlBroker,
            content: content, sealing: isBand ? .mac : .signature
        ).octets(configuration.keys)
    }

    /// Which alert, which its response says.
    public var code: AlertCode { response.alertCode }

    /// The alert as data, in the order of GBCS-4.
    public var description: EventDescription {
        let isBand = response.messageCode == .subGHzAlert
        return EventDescription(
            "alert", isBand ? "GBCS-7" : "GBCS-4",
            [
                "counter": .count(counter), "alertCode": .alertCode(code), "time": .time(time),
                "device": .device(device), "firmwareVersion": .version(fileVersion),
                "responseCode": .count(UInt64(response.number)), "response": .name(response.rawValue),
                "message": .octets(message),
            ],
            "alert {alertCode}: {device}, version {firmwareVersion}"
                + (response == .firmwareReadFailure ? " (none)" : "") + ", response {responseCode} {response}")
    }
}
