public import ZCLCodec

extension CommunicationsHub {
    /// The longest message that the hub relays, in octets. **[project]**
    public static var maximumMessageSize: Int { 1_500 }

    /// HUB-42, HUB-53: takes a GBCS message of a device; it is relayed to the WAN unread, but that profile `gbcs4`
    /// ends an update with the PPMID's own version alert (CS09).
    public mutating func receive(message: [UInt8], from device: EUI64, at instant: HubInstant) {
        advance(to: instant)
        guard let index = devices.firstIndex(where: { $0.entry.device == device }) else {
            framesFromUnknownDevices += 1
            report(.frameFromUnknownDevice(device))
            return
        }
        restartSilence(of: index)
        guard message.count <= Self.maximumMessageSize else {
            report(.messageDropped(device))
            return
        }
        report(.messageFromDevice(device, message))
        if configuration.profile == .gbcs4, messageCode(of: message) == Self.versionAlertCode {
            finishUpdate(of: index)
        }
        remind(index, spacing: configuration.notificationSpacing)
    }

    /// HUB-42, HUB-53: passes a message of the WAN side on to a device.
    mutating func relay(_ message: [UInt8], to device: EUI64) throws(WANRequestError) {
        guard devices.contains(where: { $0.entry.device == device }) else { throw .unknownTarget(device) }
        guard message.count <= Self.maximumMessageSize else {
            throw .messageTooLong(size: message.count, limit: Self.maximumMessageSize)
        }
        report(.messageForDevice(device, message))
    }

    /// GBCS-4: CS09.
    private static var versionAlertCode: UInt16 { 0x012B }

    /// GBCS-1: the message code of a signed alert, whose grouping header has fixed places up to it: `DF 09 CRA
    /// counter 08 originator 08 recipient 00 length code`.
    private func messageCode(of message: [UInt8]) -> UInt16? {
        message.withOctetView { view in
            guard view[0] == 0xDF, view[1] == 0x09, view[11] == 0x08, view[20] == 0x08, view[29] == 0x00,
                let high = view[31], let low = view[32]
            else { return nil }
            return UInt16(high) << 8 | UInt16(low)
        }
    }

    /// Profile `gbcs4`: the device has told its version; its entry goes.
    private mutating func finishUpdate(of device: Int) {
        for image in images.indices.reversed() {
            images[image].targets.removeAll { $0.deviceIndex == device && $0.state == .awaitingVersionAlert }
            if images[image].targets.isEmpty, images[image].block == nil { images.remove(at: image) }
        }
    }
}
