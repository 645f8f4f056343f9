public import CommsHub
import HANDevices
import HANModel
import ZCLCodec

/// HUB-42, HUB-53: messages are no frames, and do not get lost: each waits where it is until there is room further on.
extension Simulation {
    /// HUB-53: the next message that has come to the WAN side, in order, or nil.
    public mutating func pollMessage() -> DeviceMessage? {
        guard !receivedMessages.isEmpty else { return nil }
        let message = receivedMessages.removeFirst()
        // There is room for one more.
        drain()
        return message
    }

    /// HUB-53: the hub has accepted a message of the WAN side. It gets to its device after every frame that is on its
    /// way already: those take one and a half latencies at most.
    mutating func noteRelayed(_ message: [UInt8], to device: EUI64) {
        // Else the hub answers it itself (HUB-50).
        guard let index = index(of: device), hub.messageCount(for: device) > messageDues[index].count else { return }
        messageDues[index].append(now.adding(milliseconds: 2 * configuration.latency))
        report(.messageForDevice(device, message))
    }

    /// When a device can take the next message that waits for it; nil when it sleeps, when none waits, or when an
    /// answer would find no room.
    func nextMessageDue(for index: Int) -> Instant? {
        devices[index].isAsleep || !hub.hasRoomForMessage ? nil : messageDues[index].first
    }

    /// Passes messages on to the hub and to the devices; true when there was one.
    mutating func relayMessages() -> Bool {
        var isPassed = false
        for index in devices.indices where !isSilent(index) {
            isPassed = passOnMessages(of: index) || isPassed
            let device = devices[index].configuration.device
            while let due = nextMessageDue(for: index), due <= now, let message = hub.pollMessage(for: device) {
                messageDues[index].removeFirst()
                devices[index].receive(message: message, at: now)
                _ = passOnMessages(of: index)
                isPassed = true
            }
        }
        return isPassed
    }

    /// Passes a device's messages on to the hub; what finds no room stays with the device.
    private mutating func passOnMessages(of index: Int) -> Bool {
        let device = devices[index].configuration.device
        var isPassed = false
        while hub.hasRoomForMessage, let message = devices[index].pollMessage() {
            do throws(DeviceMessageError) {
                try hub.receive(message: message, from: device, at: now)
            } catch {
                report(.messageRefused(device, error))
            }
            isPassed = true
        }
        return isPassed
    }

    /// Passes the hub's messages on to the WAN side; what finds no room stays with the hub.
    mutating func receiveMessages() {
        while receivedMessages.count < configuration.hub.wanMessageQueueCapacity, let message = hub.pollMessage() {
            receivedMessages.append(message)
            report(.messageFromDevice(message))
        }
    }
}
