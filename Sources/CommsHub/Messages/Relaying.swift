import GBCSCodec
public import HANModel
public import ZCLCodec

extension CommunicationsHub {
    /// The longest message that the hub relays, in octets: GBCS-3's response with any number of events is a component
    /// of at most 65 535 and what stands around it. **[project]**
    public static var maximumMessageSize: Int { 66_000 }

    /// HUB-42, HUB-53: takes a GBCS message of a device; it is relayed to the WAN unread, but that profile `gbcs4`
    /// ends an update with the PPMID's own version alert (CS09).
    public mutating func receive(message: [UInt8], from device: EUI64, at instant: Instant) {
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
        if configuration.profile == .gbcs4, isVersionAlert(message, of: device) { finishUpdate(of: index) }
        remind(index, spacing: configuration.notificationSpacing)
    }

    /// HUB-42, HUB-53: passes a message of the WAN side on to a device, unread; HUB-50: but that the hub itself carries
    /// out the command that reads the version of a PPMID or HCALCS (CS08).
    mutating func relay(_ message: [UInt8], to device: EUI64) throws(WANRequestError) {
        guard let entry = devices.first(where: { $0.entry.device == device })?.entry else {
            throw .unknownTarget(device)
        }
        guard message.count <= Self.maximumMessageSize else {
            throw .messageTooLong(size: message.count, limit: Self.maximumMessageSize)
        }
        if entry.type == .ppmid || entry.type == .hcalcs, try isVersionRead(message, of: device) {
            try requestVersion(of: device, command: message)
        } else {
            report(.messageForDevice(device, message))
        }
    }

    /// HUB-50: whether a message is CS08's command to this device, in whose name the hub answers; throws when it is one
    /// and its content does not decode.
    private func isVersionRead(_ octets: [UInt8], of device: EUI64) throws(WANRequestError) -> Bool {
        do throws(MessageError) {
            return try octets.withOctetView { (view) throws(MessageError) -> Bool in
                guard let message = try? Message(view), message.messageCode == .readFirmwareVersion,
                    message.cra == .command, message.recipient == device
                else { return false }
                _ = try message.decodedContent()
                return true
            }
        } catch {
            throw .message(error)
        }
    }

    /// GBCS-4: whether a message is CS09 from this device.
    private func isVersionAlert(_ octets: [UInt8], of device: EUI64) -> Bool {
        octets.withOctetView { view in
            guard let message = try? Message(view), case .versionAlert? = try? message.decodedContent() else {
                return false
            }
            return message.originator == device
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
