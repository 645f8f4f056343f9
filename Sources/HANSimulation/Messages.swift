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
        correspondents.insert(index)
        messageDues[index].append(now.adding(milliseconds: 2 * configuration.latency))
        report(.messageForDevice(device, message))
    }

    /// When the first of the devices can take a message that waits for it.
    var nextMessageDue: Instant? {
        var next: Instant?
        var index = correspondents.first(from: 0)
        while let device = index {
            if !isSilent(device) { next = .earlier(next, nextMessageDue(for: device)) }
            index = correspondents.first(from: device + 1)
        }
        return next
    }

    /// When a device can take the next message that waits for it; nil when it sleeps, when none waits, or when an
    /// answer would find no room.
    private func nextMessageDue(for index: Int) -> Instant? {
        guard let due = messageDues[index].first, hub.hasRoomForMessage, !devices[index].isAsleep else { return nil }
        return due
    }

    /// Passes messages on to the hub and to the devices; true when there was one.
    mutating func relayMessages() -> Bool {
        var isPassed = false
        var next = correspondents.first(from: 0)
        while let index = next {
            if !isSilent(index) { isPassed = relayMessages(of: index) || isPassed }
            next = correspondents.first(from: index + 1)
        }
        return isPassed
    }

    private mutating func relayMessages(of index: Int) -> Bool {
        var isPassed = passOnMessages(of: index)
        while let due = nextMessageDue(for: index), due <= now, let message = hub.pollMessage(for: addresses[index]) {
            messageDues[index].removeFirst()
            devices[index].receive(message: message, at: now)
            notice(index)
            _ = passOnMessages(of: index)
            isPassed = true
        }
        // Where the hub had room to the last, the device has no message left.
        if hub.hasRoomForMessage, messageDues[index].isEmpty { correspondents.remove(index) }
        return isPassed
    }

    /// Passes a device's messages on to the hub; what finds no room stays with the device.
    private mutating func passOnMessages(of index: Int) -> Bool {
        var isPassed = false
        while hub.hasRoomForMessage, let message = devices[index].pollMessage() {
            do throws(DeviceMessageError) {
                try hub.receive(message: message, from: addresses[index], at: now)
            } catch {
                report(.messageRefused(addresses[index], error))
            }
            hubNews += 1
            isPassed = true
        }
        return isPassed
    }

    /// Passes the hub's messages on to the WAN side; what finds no room stays with the hub.
    mutating func receiveMessages() {
        while receivedMessages.count < configuration.hub.wanMessageQueueCapacity, let message = hub.pollMessage() {
            receivedMessages.append(message)
            hubNews += 1
            report(.messageFromDevice(message))
        }
    }
}
