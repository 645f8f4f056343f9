import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import ZCLCodec

/// The home that a run takes place in, and the images that come to it: as `chub update` makes them of the same settings.
struct PlayHome {
    let configuration: SimulationConfiguration
    /// The devices that the first image is for.
    let targets: [SimulatedDevice]
    let image: [UInt8]
    let file: FileIdentifier
    let late: [LateImage]

    static let maximumBlocks = 30_000
    /// How many blocks go to all devices, where each is sent once.
    let blockCount: Int

    private static let manufacturerCode: UInt16 = 0x1234
    private static let hardwareVersion: UInt16 = 0x0101
    private static let runningVersion: UInt32 = 1

    init(_ settings: PlaySettings) {
        file = Self.file(imageType: 1)
        image = Self.image(file, settings)
        var devices = settings.devices.enumerated().map { Self.device($1, $0, imageType: 1, settings) }
        targets = devices
        var late: [LateImage] = []
        switch settings.contention {
        case .newerImage?, .forcedImage?:
            let newer = Self.image(Self.file(imageType: 1, version: 3), settings)
            late = Self.late(
                newer, for: devices, at: .halfThrough, isForced: settings.contention == .forcedImage, settings)
        case .meterImage?, .noRoom?:
            // A display of another model has the other block; then a third image comes.
            let display = Self.device(.ihd, devices.count, imageType: 2, settings)
            let type: DeviceType = settings.contention == .noRoom ? .ihd : .esme
            let third = Self.device(type, devices.count + 1, imageType: 3, settings)
            devices += [display, third]
            let forDisplay = Self.image(Self.file(imageType: 2), settings)
            let forThird = Self.image(Self.file(imageType: 3), settings)
            late = Self.late(forDisplay, for: [display], at: .atOnce, isForced: false, settings)
            late += Self.late(forThird, for: [third], at: .halfThrough, isForced: false, settings)
        case nil: break
        }
        self.late = late
        let images = [image] + late.map { $0.file }
        for index in devices.indices {
            let digests = images.compactMap { Self.digest($0, for: devices[index].type) }
            devices[index].configuration.verification = .digest(oneOf: digests)
        }
        let (size, block) = (settings.value(PlaySettings.size), settings.value(PlaySettings.block))
        blockCount = devices.count * Int((size + block - 1) / block)
        var configuration = SimulationConfiguration(devices: devices, startTime: PlaySettings.start)
        configuration.hub.maximumDataSize = UInt8(truncatingIfNeeded: block)
        configuration.loss = Double(settings.value(PlaySettings.loss)) / 100
        configuration.seed = settings.value(PlaySettings.seed)
        configuration.fault = settings.fault
        self.configuration = configuration
    }

    /// GBCS-5: what the manufacturer publishes of the first image for devices of a type.
    func digest(for type: DeviceType) -> ImageHash? { Self.digest(image, for: type) }

    private static func digest(_ file: [UInt8], for type: DeviceType) -> ImageHash? {
        guard let useCase = type.useCase else { return nil }
        return file.withOctetView { view in
            guard let file = try? OTAFile(view) else { return nil }
            return ManufacturerImage(file.payload, for: useCase)?.digest
        }
    }

    private static func file(imageType: UInt16, version: UInt32 = 2) -> FileIdentifier {
        FileIdentifier(manufacturerCode: manufacturerCode, imageType: imageType, fileVersion: version)
    }

    private static func image(_ file: FileIdentifier, _ settings: PlaySettings) -> [UInt8] {
        SampleImage.make(
            file: file,
            hardwareVersions: OTAHeader.HardwareVersions(minimum: hardwareVersion, maximum: hardwareVersion),
            size: UInt32(truncatingIfNeeded: settings.value(PlaySettings.size)),
            seed: settings.value(PlaySettings.seed))
    }

    private static func device(
        _ type: DeviceType, _ index: Int, imageType: UInt16, _ settings: PlaySettings
    ) -> SimulatedDevice {
        var configuration = DeviceConfiguration.usual(
            type, device: EUI64(rawValue: 0x00DB_1234_5678_90A4 + UInt64(index)),
            runningFile: file(imageType: imageType, version: runningVersion), hardwareVersion: hardwareVersion)
        configuration.maximumDataSize = UInt8(truncatingIfNeeded: settings.value(PlaySettings.block))
        return SimulatedDevice(configuration: configuration)
    }

    private static func late(
        _ file: [UInt8], for devices: [SimulatedDevice], at moment: LateImage.Moment, isForced: Bool,
        _ settings: PlaySettings
    ) -> [LateImage] {
        FirmwareUpdate.requests(file, activation: settings.activation, devices: devices).map { request in
            var request = request
            if case .updateFirmware(let useCase, let image, let targets, _) = request {
                request = .updateFirmware(
                    useCase: useCase, upgradeImage: image, targets: targets, forceReplace: isForced)
            }
            return LateImage(request, file: file, at: moment) { error in
                // The rule at the end of its words is shown beside them.
                let words = Substring("\(error)".utf8.dropLast(error.rule.utf8.count + 3))
                emitNote("the hub refuses the other image: \(words)", rule: error.rule, [Lane.hub, Lane.supplier])
            }
        }
    }
}
