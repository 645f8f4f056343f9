// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import GBCSCodec
import HANDevices
import HANModel
import ZCLCodec

@c @implementation public func chub_device_options_default(
    _ options: UnsafeMutablePointer<chub_device_options>!, _ type: chub_device_type
) {
    guard let options else { return }
    let file = FileIdentifier(manufacturerCode: 0, imageType: 0, fileVersion: 0)
    options.pointee = chub_device_options(
        DeviceConfiguration.usual(
            DeviceType(type) ?? .ppmid, device: EUI64(rawValue: 0), runningFile: file, hardwareVersion: 0))
    // A type that is none is told when the device is made.
    options.pointee.type = type
}

@c @implementation public func chub_device_memory_size(_ options: UnsafePointer<chub_device_options>!) -> Int {
    guard let options = options?.pointee else { return 0 }
    // The file that is fetched, its copy while it is judged, the first octets of one that was left, a page's gaps.
    let files: Int =
        3 * Int(options.image_capacity) + min(max(options.partial_image_size, 0), Int(options.image_capacity))
    // Each list, and its copy while it is changed.
    let peers: Int = 64 * min(max(options.device_log_size, 0), largestList)
    let events: Int = 64 * min(max(options.event_behaviours_size, 0), largestList)
    return files + peers + events + 262_144
}

/// The most entries of a device log, and the most events of a store: there are no more identifiers of events.
private var largestList: Int { 65_536 }

extension chub_device_options {
    fileprivate init(_ configuration: DeviceConfiguration) {
        self.init()
        size = MemoryLayout<chub_device_options>.size
        type = configuration.type.number
        device = configuration.device.rawValue
        manufacturer_code = configuration.runningFile.manufacturerCode
        image_type = configuration.runningFile.imageType
        running_version = configuration.runningFile.fileVersion
        hardware_version = configuration.hardwareVersion
        sends_hardware_version = configuration.sendsHardwareVersion
        server = configuration.server.rawValue
        stack_version = configuration.stackVersion
        image_stamp = configuration.imageStamp
        cluster_revision = configuration.clusterRevision
        image_capacity = configuration.imageCapacity
        if let split = configuration.splitImage {
            has_split_image = true
            split_image_first = split.first
            split_image_second = split.second
            split_image_is_first_held = split.isFirstHeld
        }
        maximum_data_size = configuration.maximumDataSize
        if case .pages(let pageSize, let spacing) = configuration.fetch {
            page_size = pageSize
            response_spacing = spacing
        }
        sends_node_address = configuration.sendsNodeAddress
        sends_minimum_block_period = configuration.sendsMinimumBlockPeriod
        minimum_block_period = configuration.minimumBlockPeriod
        response_timeout = configuration.responseTimeout
        attempts = UInt32(configuration.attempts)
        upgrade_end_interval = configuration.upgradeEndInterval
        activates_after_waits = configuration.activatesAfterWaits.map { UInt32(clamping: $0) } ?? .max
        activates = configuration.activates
        damages_image = configuration.damagesImage
        decoding_mode = configuration.decodingMode == .strict ? CHUB_STRICT : CHUB_LENIENT
        tells_version = configuration.tellsVersion
        alert_recipient = configuration.alertRecipient.rawValue
        wake_interval = configuration.wakeInterval ?? 0
        blocks_per_wake = UInt32(configuration.blocksPerWake ?? 0)
        seed = configuration.seed
    }
}

extension DeviceConfiguration {
    /// The caller's options; nil where one has a value that its type does not have.
    init?(_ options: chub_device_options) {
        guard options.size == MemoryLayout<chub_device_options>.size, let type = DeviceType(options.type),
            options.partial_image != nil || options.partial_image_size == 0,
            !isAbsurd(options.partial_image_size, above: Int(options.image_capacity)),
            options.device_log != nil || options.device_log_size == 0,
            !isAbsurd(options.device_log_size, above: largestList),
            options.event_behaviours != nil || options.event_behaviours_size == 0,
            !isAbsurd(options.event_behaviours_size, above: largestList),
            !options.event_behaviours_are_unreadable || options.event_behaviours_size == 0
        else { return nil }
        self.init(
            type: type, device: EUI64(rawValue: options.device),
            runningFile: FileIdentifier(
                manufacturerCode: options.manufacturer_code, imageType: options.image_type,
                fileVersion: options.running_version),
            hardwareVersion: options.hardware_version)
        switch options.decoding_mode {
        case CHUB_STRICT: decodingMode = .strict
        case CHUB_LENIENT: decodingMode = .lenient
        default: return nil
        }
        sendsHardwareVersion = options.sends_hardware_version
        server = EUI64(rawValue: options.server)
        stackVersion = options.stack_version
        imageStamp = options.image_stamp
        clusterRevision = options.cluster_revision
        imageCapacity = options.image_capacity
        if options.has_split_image {
            splitImage = SplitImage(
                first: options.split_image_first, second: options.split_image_second,
                isFirstHeld: options.split_image_is_first_held)
        }
        maximumDataSize = options.maximum_data_size
        partialImage = [UInt8](UnsafeBufferPointer(start: options.partial_image, count: options.partial_image_size))
        if options.page_size > 0 {
            fetch = .pages(size: options.page_size, responseSpacing: options.response_spacing)
        }
        sendsNodeAddress = options.sends_node_address
        sendsMinimumBlockPeriod = options.sends_minimum_block_period
        minimumBlockPeriod = options.minimum_block_period
        responseTimeout = options.response_timeout
        attempts = Int(options.attempts)
        upgradeEndInterval = options.upgrade_end_interval
        activatesAfterWaits = options.activates_after_waits == .max ? nil : Int(options.activates_after_waits)
        activates = options.activates
        damagesImage = options.damages_image
        tellsVersion = options.tells_version
        alertRecipient = EUI64(rawValue: options.alert_recipient)
        keys = MessageKeys(options.keys)
        wakeInterval = options.wake_interval == 0 ? nil : options.wake_interval
        blocksPerWake = options.blocks_per_wake == 0 ? nil : Int(options.blocks_per_wake)
        seed = options.seed
        if options.verification != nil { verification = ImageVerification(VerificationFunction(options)) }
        if options.verify_signature != nil {
            let function = SignatureFunction(options)
            verifySignature = { function.judge($0, $1) }
        }
        for index in 0..<options.device_log_size {
            guard let entry = options.device_log?[index], let type = DeviceType(entry.type) else { return nil }
            deviceLog.append(HANPeer(device: EUI64(rawValue: entry.device), type: type))
        }
        eventBehaviours =
            options.event_behaviours_are_unreadable
            ? .unreadable
            : .events(
                UnsafeBufferPointer(start: options.event_behaviours, count: options.event_behaviours_size).map {
                    EventConfiguration(eventID: $0.event_id, configuration: $0.configuration)
                })
    }
}

/// The caller's judgement; it may be called from the thread that uses the device, and from no other.
private struct VerificationFunction: @unchecked Sendable {
    private let function: chub_verification?
    private let context: UnsafeMutableRawPointer?

    init(_ options: chub_device_options) {
        function = options.verification
        context = options.verification_context
    }

    func judge(_ file: OTAFile, _ digest: ImageHash) -> ImageVerification.Outcome {
        var header = chub_file_header(file.header, in: file.octets)
        var octets = digest.octets
        let status = octets.withUnsafeMutableBufferPointer { octets in
            function?(context, &header, octets.baseAddress) ?? Status.success.rawValue
        }
        return switch Status(rawValue: status) {
        case .success: .accepted
        case .requireMoreImage: .requiresMore
        default: .invalid
        }
    }
}

extension ImageVerification {
    fileprivate init(_ function: VerificationFunction) { self.init { function.judge($0, $1) } }
}

/// The caller's check of a signature; it may be called from the thread that uses the device, and from no other.
private struct SignatureFunction: @unchecked Sendable {
    private let function: chub_signature_verification?
    private let context: UnsafeMutableRawPointer?

    init(_ options: chub_device_options) {
        function = options.verify_signature
        context = options.verify_signature_context
    }

    func judge(_ image: OctetView, _ signature: OctetView) -> Bool {
        guard let function, signature.count == 64 else { return false }
        return image.withUnsafeBytes { image in
            signature.withUnsafeBytes { signature in
                function(
                    context, image.baseAddress?.assumingMemoryBound(to: UInt8.self), image.count,
                    signature.baseAddress?.assumingMemoryBound(to: UInt8.self))
            }
        }
    }
}
