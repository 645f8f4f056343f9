// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

import CMemory
public import CChub
import HANDevices
import HANModel
import Notation
import ZCLCodec

@c @implementation public func chub_device_create(
    _ options: UnsafePointer<chub_device_options>!, _ memory: UnsafePointer<chub_memory>!,
    _ device: UnsafeMutablePointer<OpaquePointer?>!, _ problem: UnsafeMutablePointer<chub_problem>!
) -> chub_error {
    guard let options, let device else {
        return refuse(CHUB_NULL_POINTER, problem, "the options and device must not be NULL")
    }
    device.pointee = nil
    let (arena, error) = makeArena(CHUB_ARENA_DEVICE, memory, problem)
    guard let arena else { return error }
    let status = run(in: arena) {
        guard let configuration = DeviceConfiguration(options.pointee) else {
            return refuse(CHUB_BAD_ARGUMENT, problem, "the options are not those of this library")
        }
        do throws(ConfigurationError) {
            let box = DeviceBox(try HANDevice(configuration))
            chub_arena_set_object(arena, Unmanaged.passRetained(box).toOpaque())
            return CHUB_DONE
        } catch {
            return refuse(CHUB_BAD_ARGUMENT, problem, error.description)
        }
    }
    guard status == CHUB_DONE else {
        chub_arena_destroy(arena)
        return status == CHUB_NO_MEMORY ? refuse(status, problem, "there is too little memory for the device") : status
    }
    device.pointee = arena
    return CHUB_DONE
}

@c @implementation public func chub_device_destroy(_ device: OpaquePointer!) {
    let status = chub_arena_check(device, CHUB_ARENA_DEVICE)
    guard status == CHUB_DONE || status == CHUB_NO_MEMORY else { return }
    chub_arena_destroy(device)
}

@c @implementation public func chub_device_set_time(
    _ device: OpaquePointer!, _ time: UInt32, _ now: UInt64
) -> chub_error {
    withDevice(device) { box in
        box.device.setTime(UTCTime(rawValue: time), at: box.instant(now))
        return CHUB_DONE
    }
}

@c @implementation public func chub_device_query_next_image(_ device: OpaquePointer!, _ now: UInt64) -> chub_error {
    withDevice(device) { box in
        box.device.queryNextImage(at: box.instant(now))
        return CHUB_DONE
    }
}

@c @implementation public func chub_device_record_event(
    _ device: OpaquePointer!, _ log: UInt8, _ eventID: UInt16, _ time: UInt32, _ octets: UnsafePointer<UInt8>!,
    _ size: Int, _ now: UInt64
) -> chub_error {
    guard octets != nil || size == 0 else { return CHUB_NULL_POINTER }
    // GBCS-6: the logs that a meter keeps, and what an entry holds.
    guard !isAbsurd(size, above: LoggedEvent.maximumSize), [3, 4].contains(log & 0x0F) else { return CHUB_BAD_ARGUMENT }
    return withDevice(device) { box in
        box.device.record(
            LoggedEvent(
                log: EventLogIdentifier(rawValue: log), eventID: eventID, time: UTCTime(rawValue: time),
                octets: [UInt8](UnsafeBufferPointer(start: octets, count: size))), at: box.instant(now))
        return CHUB_DONE
    }
}

@c @implementation public func chub_device_receive(
    _ device: OpaquePointer!, _ octets: UnsafePointer<UInt8>!, _ size: Int, _ cluster: UInt16, _ sender: chub_eui64,
    _ isBroadcast: Bool, _ now: UInt64
) -> chub_error {
    guard octets != nil || size == 0 else { return CHUB_NULL_POINTER }
    guard !isAbsurd(size) else { return CHUB_BAD_ARGUMENT }
    return withDevice(device) { box in
        box.device.receive(
            OctetView(UnsafeRawBufferPointer(start: octets, count: size)),
            cluster: ClusterIdentifier(rawValue: cluster), from: sender == 0 ? nil : EUI64(rawValue: sender),
            isBroadcast: isBroadcast, at: box.instant(now))
        return CHUB_DONE
    }
}

@c @implementation public func chub_device_receive_message(
    _ device: OpaquePointer!, _ octets: UnsafePointer<UInt8>!, _ size: Int, _ now: UInt64
) -> chub_error {
    guard octets != nil || size == 0 else { return CHUB_NULL_POINTER }
    guard !isAbsurd(size, above: largestMessage) else { return CHUB_BAD_ARGUMENT }
    return withDevice(device) { box in
        box.device.receive(
            message: [UInt8](UnsafeBufferPointer(start: octets, count: size)), at: box.instant(now))
        return CHUB_DONE
    }
}

@c @implementation public func chub_device_advance(_ device: OpaquePointer!, _ now: UInt64) -> chub_error {
    withDevice(device) { box in
        box.device.advance(to: box.instant(now))
        return CHUB_DONE
    }
}

@c @implementation public func chub_device_next_deadline(_ device: OpaquePointer!) -> UInt64 {
    var deadline = UInt64.max
    _ = withDevice(device) { box in
        deadline = box.device.nextDeadline?.milliseconds ?? .max
        return CHUB_DONE
    }
    return deadline
}

@c @implementation public func chub_device_poll_transmission(
    _ device: OpaquePointer!, _ octets: UnsafeMutablePointer<UInt8>!, _ capacity: Int,
    _ size: UnsafeMutablePointer<Int>!, _ cluster: UnsafeMutablePointer<UInt16>!,
    _ destination: UnsafeMutablePointer<chub_eui64>!
) -> chub_error {
    guard let octets, let size, let cluster, let destination else { return CHUB_NULL_POINTER }
    guard capacity >= HANDevice.maximumFrameSize else {
        size.pointee = HANDevice.maximumFrameSize
        return CHUB_NO_SPACE
    }
    return withDevice(device) { box in
        var writer = ByteWriter(UnsafeMutableRawBufferPointer(start: octets, count: capacity))
        guard let sent = box.device.pollTransmission(into: &writer) else { return CHUB_NOTHING }
        size.pointee = sent.size
        cluster.pointee = sent.cluster.rawValue
        destination.pointee = sent.destination?.rawValue ?? 0
        return CHUB_DONE
    }
}

@c @implementation public func chub_device_poll_message(
    _ device: OpaquePointer!, _ octets: UnsafeMutablePointer<UInt8>!, _ capacity: Int,
    _ size: UnsafeMutablePointer<Int>!
) -> chub_error {
    guard size != nil else { return CHUB_NULL_POINTER }
    return withDevice(device) { box in
        guard let message = box.unfetched ?? box.device.pollMessage() else { return CHUB_NOTHING }
        let status = give(message, octets, capacity, size)
        box.unfetched = status == CHUB_DONE ? nil : message
        return status
    }
}

@c @implementation public func chub_device_poll_event(
    _ device: OpaquePointer!, _ event: UnsafeMutablePointer<chub_event>!
) -> chub_error {
    guard let event else { return CHUB_NULL_POINTER }
    return withDevice(device) { box in
        guard let next = box.device.pollEvent() else {
            event.pointee = chub_event()
            return CHUB_NOTHING
        }
        let description = next.description
        box.lastEvent = description
        event.pointee = chub_event(description)
        return CHUB_DONE
    }
}

@c @implementation public func chub_device_event_text(
    _ device: OpaquePointer!, _ text: UnsafeMutablePointer<CChar>!, _ capacity: Int, _ size: UnsafeMutablePointer<Int>!
) -> chub_error {
    withDevice(device) { box in
        guard let event = box.lastEvent else { return CHUB_NOTHING }
        return give(event.line, text, capacity, size)
    }
}

@c @implementation public func chub_device_event_json(
    _ device: OpaquePointer!, _ text: UnsafeMutablePointer<CChar>!, _ capacity: Int, _ size: UnsafeMutablePointer<Int>!
) -> chub_error {
    withDevice(device) { box in
        guard let event = box.lastEvent else { return CHUB_NOTHING }
        return give(event.line(at: box.now, from: "\(box.device.configuration.device)"), text, capacity, size)
    }
}

@c @implementation public func chub_device_get_status(
    _ device: OpaquePointer!, _ status: UnsafeMutablePointer<chub_device_status>!
) -> chub_error {
    guard let status else { return CHUB_NULL_POINTER }
    return withDevice(device) { box in
        let file = box.device.runningFile
        let progress = box.device.progress
        status.pointee = chub_device_status(
            manufacturer_code: file.manufacturerCode, image_type: file.imageType, running_version: file.fileVersion,
            octets_received: progress?.octets ?? 0, image_size: progress?.size ?? 0,
            is_asleep: box.device.isAsleep)
        return CHUB_DONE
    }
}

@c @implementation public func chub_device_received_octets(
    _ device: OpaquePointer!, _ octets: UnsafeMutablePointer<UInt8>!, _ capacity: Int,
    _ size: UnsafeMutablePointer<Int>!
) -> chub_error {
    withDevice(device) { box in give(box.device.receivedOctets, octets, capacity, size) }
}
