// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import CommsHub
import GBCSCodec
import HANModel
import ZCLCodec

@c @implementation public func chub_hub_options_default(_ options: UnsafeMutablePointer<chub_hub_options>!) {
    options?.pointee = .usual
}

@c @implementation public func chub_hub_memory_size(_ options: UnsafePointer<chub_hub_options>!, _ devices: Int) -> Int
{
    guard let options = options?.pointee, devices >= 0, devices <= 1_000_000 else { return 0 }
    // Two blocks, the image that waits beside them, and one that arrives; each with header and trailer around it.
    let images: Int = 4 * (Int(options.memory_block_capacity) + 1_024)
    let messages: Int = devices * Int(options.message_queue_capacity) + Int(options.wan_message_queue_capacity)
    // What the hub's work takes is there twice: taken, and kept free for it.
    return images + 448 * messages + 2 * options.work(devices: devices) + 131_072
}

extension chub_hub_options {
    /// The defaults.
    static var usual: chub_hub_options { chub_hub_options(HubConfiguration()) }

    /// How many octets the hub's own work takes at most, whatever comes: all but images, and the octets of messages.
    fileprivate func work(devices: Int) -> Int {
        let frames: Int = 64 * Int(transmission_queue_capacity)
        let messages: Int = 64 * Int(message_queue_capacity)
        let queues: Int = devices * (4_096 + frames + messages)
        let list: Int = Int(image_list_capacity) * (1_024 + 256 * devices)
        let waiting: Int = 512 * (Int(alert_outbox_capacity) + Int(event_queue_capacity))
        return queues + list + waiting + 64 * Int(wan_message_queue_capacity) + 65_536
    }

    /// How much of the memory that a caller provides is kept for the hub's work. In less than the hub needs that would
    /// leave nothing for an image.
    func reserve(devices: Int, memory: Int) -> Int {
        let isEnough = memory < 0 || withUnsafePointer(to: self) { memory >= chub_hub_memory_size($0, devices) }
        return isEnough ? work(devices: devices) : 16_384
    }
}

extension chub_hub_options {
    fileprivate init(_ configuration: HubConfiguration) {
        self.init()
        size = MemoryLayout<chub_hub_options>.size
        profile =
            switch configuration.profile {
            case .modificationReport: CHUB_MODIFICATION_REPORT
            case .gbcs4: CHUB_GBCS4
            case .gbcs3: CHUB_GBCS3
            }
        hub = configuration.hub.rawValue
        gas_proxy_function = configuration.gasProxyFunction.rawValue
        access_control_broker = configuration.accessControlBroker.rawValue
        decoding_mode = configuration.decodingMode == .strict ? CHUB_STRICT : CHUB_LENIENT
        memory_block_capacity = UInt32(configuration.memoryBlockCapacity)
        device_log_capacity = UInt32(configuration.deviceLogCapacity)
        image_list_capacity = UInt32(configuration.imageListCapacity)
        alert_outbox_capacity = UInt32(configuration.alertOutboxCapacity)
        event_queue_capacity = UInt32(configuration.eventQueueCapacity)
        transmission_queue_capacity = UInt32(configuration.transmissionQueueCapacity)
        message_queue_capacity = UInt32(configuration.messageQueueCapacity)
        wan_message_queue_capacity = UInt32(configuration.wanMessageQueueCapacity)
        others_use_esme_block_only = configuration.othersUseESMEBlockOnly
        defer_until_transfer_complete = configuration.deferUntilTransferComplete
        overwrite_deferral_limit = configuration.overwriteDeferralLimit
        force_replaces_meters = configuration.forceReplacesMeters
        same_model_replaces_begun = configuration.sameModelReplacesBegun
        eligible_after = configuration.eligibleAfter ?? 0
        remove_after = configuration.removeAfter ?? 0
        maximum_data_size = configuration.maximumDataSize
        minimum_block_period = configuration.minimumBlockPeriod
        maximum_concurrent_transfers = UInt32(configuration.maximumConcurrentTransfers)
        busy_delay = configuration.busyDelay
        notification_interval = configuration.notificationInterval
        notification_spacing = configuration.notificationSpacing
        notify_meters = configuration.notifyMeters
        transfer_stall_timeout = configuration.transferStallTimeout
        sleepy_transfer_stall_timeout = configuration.sleepyTransferStallTimeout
        activation_horizon = configuration.activationHorizon
        version_read_delay = configuration.versionReadDelay
        version_read_timeout = configuration.versionReadTimeout
        version_read_attempts = UInt32(configuration.versionReadAttempts)
        duty_cycle_delay = configuration.dutyCycleDelay
    }
}

extension HubConfiguration {
    /// The caller's options; nil where one has a value that its type does not have.
    init?(_ options: chub_hub_options) {
        guard options.size == MemoryLayout<chub_hub_options>.size else { return nil }
        self.init()
        switch options.profile {
        case CHUB_MODIFICATION_REPORT: profile = .modificationReport
        case CHUB_GBCS4: profile = .gbcs4
        case CHUB_GBCS3: profile = .gbcs3
        default: return nil
        }
        switch options.decoding_mode {
        case CHUB_STRICT: decodingMode = .strict
        case CHUB_LENIENT: decodingMode = .lenient
        default: return nil
        }
        hub = EUI64(rawValue: options.hub)
        gasProxyFunction = EUI64(rawValue: options.gas_proxy_function)
        accessControlBroker = EUI64(rawValue: options.access_control_broker)
        keys = MessageKeys(options.keys)
        memoryBlockCapacity = Int(options.memory_block_capacity)
        deviceLogCapacity = Int(options.device_log_capacity)
        imageListCapacity = Int(options.image_list_capacity)
        alertOutboxCapacity = Int(options.alert_outbox_capacity)
        eventQueueCapacity = Int(options.event_queue_capacity)
        transmissionQueueCapacity = Int(options.transmission_queue_capacity)
        messageQueueCapacity = Int(options.message_queue_capacity)
        wanMessageQueueCapacity = Int(options.wan_message_queue_capacity)
        othersUseESMEBlockOnly = options.others_use_esme_block_only
        deferUntilTransferComplete = options.defer_until_transfer_complete
        overwriteDeferralLimit = options.overwrite_deferral_limit
        forceReplacesMeters = options.force_replaces_meters
        sameModelReplacesBegun = options.same_model_replaces_begun
        eligibleAfter = options.eligible_after == 0 ? nil : options.eligible_after
        removeAfter = options.remove_after == 0 ? nil : options.remove_after
        maximumDataSize = options.maximum_data_size
        minimumBlockPeriod = options.minimum_block_period
        maximumConcurrentTransfers = Int(options.maximum_concurrent_transfers)
        busyDelay = options.busy_delay
        notificationInterval = options.notification_interval
        notificationSpacing = options.notification_spacing
        notifyMeters = options.notify_meters
        transferStallTimeout = options.transfer_stall_timeout
        sleepyTransferStallTimeout = options.sleepy_transfer_stall_timeout
        activationHorizon = options.activation_horizon
        versionReadDelay = options.version_read_delay
        versionReadTimeout = options.version_read_timeout
        versionReadAttempts = Int(options.version_read_attempts)
        dutyCycleDelay = options.duty_cycle_delay
    }
}
