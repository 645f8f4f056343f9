// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import CommsHub
import HANModel
import ZCLCodec

@c @implementation public func chub_hub_status(
    _ hub: OpaquePointer!, _ number: Int, _ status: UnsafeMutablePointer<chub_target_status>!
) -> chub_error {
    guard let status else { return CHUB_NULL_POINTER }
    return withHub(hub) { box in
        let targets = box.hub.targets
        guard targets.indices.contains(number) else {
            status.pointee = chub_target_status()
            return CHUB_NOTHING
        }
        status.pointee = chub_target_status(targets[number])
        return CHUB_DONE
    }
}

@c @implementation public func chub_hub_status_text(
    _ hub: OpaquePointer!, _ text: UnsafeMutablePointer<CChar>!, _ capacity: Int, _ size: UnsafeMutablePointer<Int>!
) -> chub_error {
    withHub(hub) { box in give(box.hub.status.description, text, capacity, size) }
}

@c @implementation public func chub_hub_history(
    _ hub: OpaquePointer!, _ device: chub_eui64, _ number: Int, _ transfer: UnsafeMutablePointer<chub_transfer>!
) -> chub_error {
    guard let transfer else { return CHUB_NULL_POINTER }
    return withHub(hub) { box in
        let records = box.hub.history(of: EUI64(rawValue: device))
        guard records.indices.contains(number) else {
            transfer.pointee = chub_transfer()
            return CHUB_NOTHING
        }
        transfer.pointee = chub_transfer(records[number])
        return CHUB_DONE
    }
}

extension chub_target_status {
    fileprivate init(_ target: TargetStatus) {
        self.init()
        device = target.device.rawValue
        type = target.type.number
        manufacturer_code = target.file.manufacturerCode
        image_type = target.file.imageType
        file_version = target.file.fileVersion
        image_size = target.imageSize
        state =
            switch target.state {
            case .awaitingQuery: CHUB_AWAITING_QUERY
            case .offered: CHUB_OFFERED
            case .fetching: CHUB_FETCHING
            case .stalled: CHUB_STALLED
            case .transferred: CHUB_TRANSFERRED
            case .readingVersion: CHUB_READING_VERSION
            case .failed: CHUB_FAILED
            case .discarded: CHUB_DISCARDED
            case .awaitingVersionAlert: CHUB_AWAITING_VERSION_ALERT
            }
        octets_served = target.octetsServed
        has_activation = target.activation != nil
        activation = target.activation?.rawValue ?? 0
        timer = target.timer?.milliseconds ?? .max
    }
}

extension chub_transfer {
    fileprivate init(_ record: TransferRecord) {
        self.init()
        manufacturer_code = record.file.manufacturerCode
        image_type = record.file.imageType
        file_version = record.file.fileVersion
        image_size = record.imageSize
        arrival = record.arrival.rawValue
        notifications = UInt32(clamping: record.notifications)
        queries = UInt32(clamping: record.queries)
        first_block_at = record.firstBlock?.milliseconds ?? .max
        last_block_at = record.lastBlock?.milliseconds ?? .max
        octets_served = record.octetsServed
        pauses = UInt32(clamping: record.pauses)
        has_end_status = record.endStatus != nil
        end_status = record.endStatus?.rawValue ?? 0
        alert_count = UInt32(clamping: record.alerts.count)
        has_firmware_version = record.firmwareVersion != nil
        firmware_version = record.firmwareVersion ?? 0
    }
}
