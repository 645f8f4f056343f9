// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import CommsHub
import HANModel
import Notation
import ZCLCodec

@c @implementation public func chub_hub_poll_transmission(
    _ hub: OpaquePointer!, _ octets: UnsafeMutablePointer<UInt8>!, _ capacity: Int, _ size: UnsafeMutablePointer<Int>!,
    _ cluster: UnsafeMutablePointer<UInt16>!, _ device: UnsafeMutablePointer<chub_eui64>!
) -> chub_error {
    guard let octets, let size, let cluster, let device else { return CHUB_NULL_POINTER }
    guard capacity >= CommunicationsHub.maximumFrameSize else {
        size.pointee = CommunicationsHub.maximumFrameSize
        return CHUB_NO_SPACE
    }
    return withHub(hub) { box in
        var writer = ByteWriter(UnsafeMutableRawBufferPointer(start: octets, count: capacity))
        guard let sent = box.hub.pollTransmission(into: &writer) else { return CHUB_NOTHING }
        size.pointee = sent.size
        cluster.pointee = sent.cluster.rawValue
        device.pointee = sent.device.rawValue
        return CHUB_DONE
    }
}

@c @implementation public func chub_hub_poll_message(
    _ hub: OpaquePointer!, _ device: chub_eui64, _ octets: UnsafeMutablePointer<UInt8>!, _ capacity: Int,
    _ size: UnsafeMutablePointer<Int>!, _ sender: UnsafeMutablePointer<chub_eui64>!
) -> chub_error {
    guard let size else { return CHUB_NULL_POINTER }
    return withHub(hub) { box in
        let message: DeviceMessage
        if let index = box.unfetched.firstIndex(where: { $0.addressee == device }) {
            message = box.unfetched.remove(at: index).message
        } else if let next = box.poll(for: device) {
            message = next
        } else {
            return CHUB_NOTHING
        }
        let status = give(message.octets, octets, capacity, size)
        if status == CHUB_DONE {
            sender?.pointee = message.device.rawValue
        } else {
            box.unfetched.append((device, message))
        }
        return status
    }
}

extension HubBox {
    /// The next message for a device; for the WAN side where that is 0.
    fileprivate func poll(for device: UInt64) -> DeviceMessage? {
        guard device != 0 else { return hub.pollMessage() }
        let device = EUI64(rawValue: device)
        return hub.pollMessage(for: device).map { DeviceMessage(device: device, octets: $0) }
    }
}

@c @implementation public func chub_hub_poll_event(
    _ hub: OpaquePointer!, _ event: UnsafeMutablePointer<chub_event>!
) -> chub_error {
    guard let event else { return CHUB_NULL_POINTER }
    return withHub(hub) { box in
        guard let next = box.hub.pollEvent() else {
            event.pointee = chub_event()
            return CHUB_NOTHING
        }
        let description = next.description
        box.lastEvent = description
        box.lastMessage = if case .alert(let alert) = next { alert.message } else { [] }
        event.pointee = chub_event(description)
        event.pointee.message_size = box.lastMessage.count
        return CHUB_DONE
    }
}

@c @implementation public func chub_hub_event_text(
    _ hub: OpaquePointer!, _ text: UnsafeMutablePointer<CChar>!, _ capacity: Int, _ size: UnsafeMutablePointer<Int>!
) -> chub_error {
    withHub(hub) { box in
        guard let event = box.lastEvent else { return CHUB_NOTHING }
        return give(event.line, text, capacity, size)
    }
}

@c @implementation public func chub_hub_event_json(
    _ hub: OpaquePointer!, _ text: UnsafeMutablePointer<CChar>!, _ capacity: Int, _ size: UnsafeMutablePointer<Int>!
) -> chub_error {
    withHub(hub) { box in
        guard let event = box.lastEvent else { return CHUB_NOTHING }
        return give(event.line(at: box.now, from: "hub"), text, capacity, size)
    }
}

@c @implementation public func chub_hub_event_message(
    _ hub: OpaquePointer!, _ octets: UnsafeMutablePointer<UInt8>!, _ capacity: Int, _ size: UnsafeMutablePointer<Int>!
) -> chub_error {
    withHub(hub) { box in
        guard !box.lastMessage.isEmpty else { return CHUB_NOTHING }
        return give(box.lastMessage, octets, capacity, size)
    }
}
