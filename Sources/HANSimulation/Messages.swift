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

    /// When the first of the devices can take a message that waits for it; nil when none waits, when those that messages
    /// wait for sleep, or when an answer would find no room.
    var nextMessageDue: Instant? {
        guard hub.hasRoomForMessage else { return nil }
        var earliest: Instant?
        var next = correspondents.first(from: 0)
        while let index = next {
            if let due = messageDues[index].first, !isSilent(index), !devices[index].isAsleep {
                earliest = .earlier(earliest, due)
            }
            next = correspondents.first(from: index + 1)
        }
        return earliest
    }

    /// Passes messages on to the hub and to the devices; true when there was one.
    mutating func relayMessages() -> Bool {
        var isPassed = false
        var hasRoom = hub.hasRoomForMessage
        var next = correspondents.first(from: 0)
        while let index = next {
            if !isSilent(index) { isPassed = relayMessages(of: index, &hasRoom) || isPassed }
            next = correspondents.first(from: index + 1)
        }
        return isPassed
    }

    private mutating func relayMessages(of index: Int, _ hasRoom: inout Bool) -> Bool {
        var isPassed = passOnMessages(of: index, &hasRoom)
        while let due = messageDues[index].first, due <= now, hasRoom, !devices[index].isAsleep,
            let message = hub.pollMessage(for: addresses[index])
        {
            messageDues[index].removeFirst()
            devices[index].receive(message: message, at: now)
            notice(index)
            _ = passOnMessages(of: index, &hasRoom)
            isPassed = true
        }
        // Where the hub had room to the last, the device has no message left.
        if hasRoom, messageDues[index].isEmpty { correspondents.remove(index) }
        return isPassed
    }

    /// Passes a device's messages on to the hub; what finds no room stays with the device.
    ///
    /// - Parameter hasRoom: whether the hub has room (``CommunicationsHub/hasRoomForMessage``).
    private mutating func passOnMessages(of index: Int, _ hasRoom: inout Bool) -> Bool {
        var isPassed = false
        while hasRoom, let message = devices[index].pollMessage() {
            do throws(DeviceMessageError) {
                try hub.receive(message: message, from: addresses[index], at: now)
            } catch {
                report(.messageRefused(addresses[index], error))
            }
            isHubUnpolled = true
            hasRoom = hub.hasRoomForMessage
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
