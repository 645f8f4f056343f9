import GBCSCodec
public import HANModel
public import ZCLCodec
import ZCLNode

extension CommunicationsHub {
    /// The longest message that the hub relays, in octets: GBCS-3's response with any number of events is a component
    /// of at most 65 535 and what stands around it. **[project]**
    public static var maximumMessageSize: Int { 66_000 }

    /// HUB-42, HUB-53: takes a GBCS message of a device for the WAN side, which polls it unread; but profile `gbcs4`
    /// ends an update with the PPMID's own version alert (CS09).
    ///
    /// - Throws: ``DeviceMessageError``; the message is not taken, though its device was heard (HUB-27).
    public mutating func receive(
        message: [UInt8], from device: EUI64, at instant: Instant
    ) throws(DeviceMessageError) {
        advance(to: instant)
        guard let index = index(of: device) else {
            dropFrame(fromUnknown: device)
            throw .unknownDevice(device)
        }
        _ = restartSilence(of: index)
        guard message.count <= Self.maximumMessageSize else {
            throw .messageTooLong(size: message.count, limit: Self.maximumMessageSize)
        }
        guard hasRoomForMessage else { throw .messageQueueFull(capacity: configuration.wanMessageQueueCapacity) }
        messages.forWAN.append(DeviceMessage(device: device, octets: message))
        if configuration.profile == .gbcs4, isVersionAlert(message, of: device) { finishUpdate(of: index) }
        remind(index)
    }

    /// HUB-42, HUB-53: passes a message of the WAN side on to a device, unread; but the hub itself carries out the
    /// command that reads the version of a PPMID, HCALCS or IHD (CS08, HUB-50), and those to its own functions.
    mutating func relay(_ message: [UInt8], to device: EUI64) throws(WANRequestError) {
        guard message.count <= Self.maximumMessageSize else {
            throw .messageTooLong(size: message.count, limit: Self.maximumMessageSize)
        }
        if let function = function(at: device) { return try carryOut(message, for: function, at: device) }
        guard let index = index(of: device) else { throw .unknownTarget(device) }
        if configuration.reads(devices[index].entry.type), let response = try acceptVersionCommand(message, for: index)
        {
            return readVersion(of: index, response: response)
        }
        guard messages.forDevices[index].append(message) else {
            throw .messageQueueFull(.device(device), capacity: configuration.messageQueueCapacity)
        }
    }

    /// GBCS-4: whether a message is CS09 from this device.
    private func isVersionAlert(_ octets: [UInt8], of device: EUI64) -> Bool {
        octets.withOctetView { view in
            guard let message = try? Message(view), case .versionAlert? = try? message.decodedContent(in: view) else {
                return false
            }
            return message.originator == device
        }
    }

    /// Profile `gbcs4`: the device has told its version; its entry goes.
    private mutating func finishUpdate(of device: Int) {
        for image in list.images {
            let target = TargetPlace(image: image, device: device)
            if list[target].state == .awaitingVersionAlert { list.move(target, to: .absent) }
        }
    }
}
