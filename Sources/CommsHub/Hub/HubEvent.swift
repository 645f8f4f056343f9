public import ZCLCodec

/// What the hub has to say to whoever drives it. Alerts are for the WAN side; the rest is for people.
public enum HubEvent: Equatable, Sendable {
    /// An alert; it stays in the outbox until it is acknowledged (HUB-4).
    case alert(Alert)
    /// HUB-1: a frame came from an address that is not on the device log, and was dropped.
    case frameFromUnknownDevice(EUI64)
    /// A frame did not decode; it was answered as ZCL says, or dropped.
    case frameRejected(EUI64, WireError)
    /// HUB-2: an image was stored.
    case imageStored(FileIdentifier, block: MemoryBlockName)
    /// HUB-29: an image was discarded and its block is free.
    case imageDiscarded(FileIdentifier, block: MemoryBlockName)
    /// HUB-14: an image was overwritten.
    case imageOverwritten(FileIdentifier, block: MemoryBlockName)
    /// HUB-13: an image waits beside the blocks for a transfer to end.
    case imageDeferred(FileIdentifier)
    /// HUB-22: an Image Notify is on its way.
    case notified(EUI64, FileIdentifier)
    /// HUB-23: a query was answered with the image.
    case offered(EUI64, FileIdentifier, imageSize: UInt32)
    /// HUB-25: the first block of a transfer was asked for.
    case transferStarted(EUI64, FileIdentifier)
    /// HUB-28: an Upgrade End Response is on its way; at `upgradeTime` the device activates.
    case activationTold(EUI64, FileIdentifier, upgradeTime: UTCTime)
    /// HUB-30: the hub asks for the running version, for the `attempt`th time.
    case versionRead(EUI64, attempt: Int)
    /// HUB-50: the version of a device, for the WAN side that asked; not read, it is 00000000.
    case firmwareVersion(EUI64, version: UInt32, isRead: Bool)
    /// HUB-53: a GBCS message goes on to a device.
    case messageForDevice(EUI64, [UInt8])
    /// HUB-53: a GBCS message of a device goes on to the WAN.
    case messageFromDevice(EUI64, [UInt8])
    /// A GBCS message of a device was dropped because it is too long.
    case messageDropped(EUI64)
    /// HUB-60: an alert about the band was dropped because the outbox is kept for firmware alerts.
    case alertDropped(Alert.Code)
    /// A frame was dropped because the device's queue was full.
    case transmissionDropped(EUI64)
    /// So many events were dropped because the event queue was full.
    case eventsDropped(count: Int)
}

/// Events other than alerts, in order, at most `capacity` of them; what comes on top is counted.
struct EventQueue {
    private struct Entry {
        let event: HubEvent
        let ordinal: UInt64
    }

    private var entries: [Entry] = []
    private var head = 0
    private var dropped = 0
    private let capacity: Int

    init(capacity: Int) {
        self.capacity = max(1, capacity)
        entries.reserveCapacity(self.capacity)
    }

    var nextOrdinal: UInt64? {
        if head < entries.count { return entries[head].ordinal }
        return dropped > 0 ? .max : nil
    }

    mutating func append(_ event: HubEvent, ordinal: UInt64) {
        if head == entries.count {
            entries.removeAll(keepingCapacity: true)
            head = 0
        } else if entries.count == capacity, head > 0 {
            entries.removeFirst(head)
            head = 0
        }
        guard entries.count < capacity, dropped == 0 else {
            dropped += 1
            return
        }
        entries.append(Entry(event: event, ordinal: ordinal))
    }

    mutating func next() -> HubEvent? {
        if head < entries.count {
            head += 1
            return entries[head - 1].event
        }
        guard dropped > 0 else { return nil }
        defer { dropped = 0 }
        return .eventsDropped(count: dropped)
    }
}
