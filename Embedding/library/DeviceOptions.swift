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
    return files + 262_144
}

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
            !isAbsurd(options.partial_image_size, above: Int(options.image_capacity))
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
        activates = options.activates
        damagesImage = options.damages_image
        tellsVersion = options.tells_version
        alertRecipient = EUI64(rawValue: options.alert_recipient)
        keys = MessageKeys(options.keys)
        wakeInterval = options.wake_interval == 0 ? nil : options.wake_interval
        blocksPerWake = options.blocks_per_wake == 0 ? nil : Int(options.blocks_per_wake)
        seed = options.seed
        if options.verification != nil { verification = ImageVerification(VerificationFunction(options)) }
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
        var header = chub_file_header(file.header)
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
