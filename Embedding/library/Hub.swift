// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

import CMemory
public import CChub
import CommsHub
import HANModel
import ZCLCodec

@c @implementation public func chub_hub_create(
    _ options: UnsafePointer<chub_hub_options>!, _ deviceLog: UnsafePointer<chub_device_log_entry>!, _ count: Int,
    _ memory: UnsafePointer<chub_memory>!, _ hub: UnsafeMutablePointer<OpaquePointer?>!,
    _ problem: UnsafeMutablePointer<chub_problem>!
) -> chub_error {
    guard let hub, deviceLog != nil || count == 0 else {
        return refuse(CHUB_NULL_POINTER, problem, "the device log and hub must not be NULL")
    }
    hub.pointee = nil
    guard count >= 0, count <= 1_000_000 else {
        return refuse(CHUB_BAD_ARGUMENT, problem, "the number of devices makes no sense")
    }
    let (arena, error) = makeArena(CHUB_ARENA_HUB, memory, problem)
    guard let arena else { return error }
    let status = run(in: arena) {
        var configuration = HubConfiguration()
        if let options {
            guard let given = HubConfiguration(options.pointee) else {
                return refuse(CHUB_BAD_ARGUMENT, problem, "the options are not those of this library")
            }
            configuration = given
        }
        var log: [DeviceLogEntry] = []
        for index in 0..<count {
            guard let entry = DeviceLogEntry(deviceLog[index]) else {
                return refuse(CHUB_BAD_ARGUMENT, problem, rule: "HUB-1", "a device is of no known type")
            }
            guard entry.device.rawValue != 0 else {
                return refuse(CHUB_BAD_ARGUMENT, problem, rule: "HUB-1", "the address 0 stands for no device")
            }
            log.append(entry)
        }
        do throws(HubSetupError) {
            let box = HubBox(
                try CommunicationsHub(configuration: configuration, deviceLog: log), deviceCount: count,
                reserve: (options?.pointee ?? .usual).reserve(devices: count, memory: memory?.pointee.size ?? 0))
            chub_arena_set_object(arena, Unmanaged.passRetained(box).toOpaque())
            return CHUB_DONE
        } catch {
            return refuse(CHUB_BAD_ARGUMENT, problem, rule: "HUB-1", error.description)
        }
    }
    guard status == CHUB_DONE else {
        chub_arena_destroy(arena)
        return status == CHUB_NO_MEMORY ? refuse(status, problem, "there is too little memory for the hub") : status
    }
    hub.pointee = arena
    return CHUB_DONE
}

@c @implementation public func chub_hub_destroy(_ hub: OpaquePointer!) {
    let status = chub_arena_check(hub, CHUB_ARENA_HUB)
    guard status == CHUB_DONE || status == CHUB_NO_MEMORY else { return }
    // All that the hub has lies in its arena, and goes with it.
    chub_arena_destroy(hub)
}

@c @implementation public func chub_hub_receive(
    _ hub: OpaquePointer!, _ octets: UnsafePointer<UInt8>!, _ size: Int, _ cluster: UInt16, _ device: chub_eui64,
    _ now: UInt64
) -> chub_error {
    guard octets != nil || size == 0 else { return CHUB_NULL_POINTER }
    guard !isAbsurd(size) else { return CHUB_BAD_ARGUMENT }
    return withHub(hub) { box in
        box.hub.receive(
            OctetView(UnsafeRawBufferPointer(start: octets, count: size)),
            cluster: ClusterIdentifier(rawValue: cluster), from: EUI64(rawValue: device),
            at: box.instant(now))
        return CHUB_DONE
    }
}

@c @implementation public func chub_hub_receive_message(
    _ hub: OpaquePointer!, _ octets: UnsafePointer<UInt8>!, _ size: Int, _ device: chub_eui64, _ now: UInt64,
    _ problem: UnsafeMutablePointer<chub_problem>!
) -> chub_error {
    guard octets != nil || size == 0 else { return refuse(CHUB_NULL_POINTER, problem, "octets must not be NULL") }
    guard !isAbsurd(size) else { return refuse(CHUB_BAD_ARGUMENT, problem, "the size makes no sense") }
    return withHub(hub, problem) { box in
        do throws(DeviceMessageError) {
            guard size <= largestMessage else { throw .messageTooLong(size: size, limit: largestMessage) }
            guard box.hasRoom(in: hub, for: size) else {
                return refuse(CHUB_REFUSED, problem, rule: "HUB-53", name: "memoryFull", noRoom)
            }
            try box.hub.receive(
                message: [UInt8](UnsafeBufferPointer(start: octets, count: size)), from: EUI64(rawValue: device),
                at: box.instant(now))
            return CHUB_DONE
        } catch {
            return refuse(CHUB_REFUSED, problem, rule: error.rule, name: error.name, error.description)
        }
    }
}

@c @implementation public func chub_hub_hear(_ hub: OpaquePointer!, _ device: chub_eui64, _ now: UInt64) -> chub_error {
    withHub(hub) { box in
        box.hub.hear(from: EUI64(rawValue: device), at: box.instant(now))
        return CHUB_DONE
    }
}

@c @implementation public func chub_hub_lose_notifications(
    _ hub: OpaquePointer!, _ device: chub_eui64
) -> chub_error {
    withHub(hub) { box in
        box.hub.loseNotifications(to: EUI64(rawValue: device))
        return CHUB_DONE
    }
}

@c @implementation public func chub_hub_add_sub_ghz_traffic(
    _ hub: OpaquePointer!, _ microseconds: UInt64, _ now: UInt64
) -> chub_error {
    withHub(hub) { box in
        box.hub.addSubGHzTraffic(microseconds: microseconds, at: box.instant(now))
        return CHUB_DONE
    }
}

@c @implementation public func chub_hub_advance(_ hub: OpaquePointer!, _ now: UInt64) -> chub_error {
    withHub(hub) { box in
        box.hub.advance(to: box.instant(now))
        return CHUB_DONE
    }
}

@c @implementation public func chub_hub_next_deadline(_ hub: OpaquePointer!) -> UInt64 {
    var deadline = UInt64.max
    _ = withHub(hub) { box in
        deadline = box.hub.nextDeadline?.milliseconds ?? .max
        return CHUB_DONE
    }
    return deadline
}

extension DeviceMessageError {
    /// The name, as those of ``WANRequestError``.
    fileprivate var name: String {
        switch self {
        case .unknownDevice: "unknownDevice"
        case .messageTooLong: "messageTooLong"
        case .messageQueueFull: "messageQueueFull"
        }
    }
}

extension DeviceType {
    init?(_ type: chub_device_type) {
        switch type {
        case CHUB_ESME: self = .esme
        case CHUB_GSME: self = .gsme
        case CHUB_HCALCS: self = .hcalcs
        case CHUB_PPMID: self = .ppmid
        case CHUB_IHD: self = .ihd
        case CHUB_CAD: self = .cad
        default: return nil
        }
    }

    /// The type as `chub.h` has it.
    var number: chub_device_type {
        switch self {
        case .esme: CHUB_ESME
        case .gsme: CHUB_GSME
        case .hcalcs: CHUB_HCALCS
        case .ppmid: CHUB_PPMID
        case .ihd: CHUB_IHD
        case .cad: CHUB_CAD
        }
    }
}

extension DeviceLogEntry {
    fileprivate init?(_ entry: chub_device_log_entry) {
        guard let type = DeviceType(entry.type) else { return nil }
        self.init(
            device: EUI64(rawValue: entry.device), type: type,
            band: entry.is_sub_ghz ? .subGHz : .twoPointFourGHz)
    }
}
