import CommsHub
import GBCSCodec
import HANModel
import TestSupport
import ZCLCodec

/// An image of a model and a version, for some devices of one use case.
struct TestImage: Equatable {
    let model: UInt8
    let version: UInt32
    let devices: [EUI64]
    let activation: UInt32
    let size: Int

    init(_ model: UInt8, version: UInt32 = 1, for devices: EUI64..., activation: UInt32 = 0, size: Int = 500) {
        self.init(model, version: version, for: devices, activation: activation, size: size)
    }

    init(_ model: UInt8, version: UInt32 = 1, for devices: [EUI64], activation: UInt32 = 0, size: Int = 500) {
        self.model = model
        self.version = version
        self.devices = devices
        self.activation = activation
        self.size = size
    }

    /// The same model's next version.
    var next: TestImage { TestImage(model, version: version + 1, for: devices, activation: activation, size: size) }

    var useCase: UseCase {
        Device.log.first { devices.contains($0.device) }?.type.useCase ?? .cs05c
    }

    var file: SampleFile {
        var file = SampleFile(size: size)
        file.model = "34 12 \(littleEndian(model)) 56"
        file.version = version
        file.isSigned = useCase == .cs05b
        return file
    }

    /// As it comes over the WAN.
    var octets: [UInt8] { useCase == .cs05c ? file.octets(activation: activation) : file.octets }

    /// The same image with another size.
    func octets(size: Int) -> [UInt8] {
        TestImage(model, version: version, for: devices, activation: activation, size: size).octets
    }

    var fid: Octets { "34 12 \(littleEndian(model)) 56 \(littleEndian(version))" }

    var identifier: FileIdentifier {
        FileIdentifier(manufacturerCode: 0x1234, imageType: 0x5600 + UInt16(model), fileVersion: version)
    }
}

extension HubHarness {
    func update(_ image: TestImage, forceReplace: Bool = false) throws {
        try perform(
            .updateFirmware(
                useCase: image.useCase, upgradeImage: image.octets, targets: image.devices, forceReplace: forceReplace
            ))
    }

    /// The device queries for its model; the answers.
    func query(_ image: TestImage, from device: EUI64? = nil) -> [Octets] {
        answers(
            to: SampleFrames.query(fid: "34 12 \(littleEndian(image.model)) 56 00 00 00 00"),
            from: device ?? image.devices[0])
    }

    /// The device asks for a block; the answers.
    func block(_ image: TestImage, offset: UInt32, from device: EUI64? = nil) -> [Octets] {
        answers(to: SampleFrames.blockRequest(fid: image.fid, offset: offset), from: device ?? image.devices[0])
    }

    /// The device queries, and fetches its first block.
    func begin(_ image: TestImage, _ device: EUI64? = nil) {
        _ = query(image, from: device)
        _ = block(image, offset: 0, from: device)
    }

    /// The device reports what became of the transfer, after a query where it was not offered the image yet (HUB-26);
    /// the answers to the report.
    func end(_ image: TestImage, _ device: EUI64? = nil, status: Octets = "00") -> [Octets] {
        let targets = hub.targets.filter { $0.device == device ?? image.devices[0] && $0.file == image.identifier }
        if targets.allSatisfy({ $0.state == .awaitingQuery }) { _ = query(image, from: device) }
        return answers(to: SampleFrames.upgradeEnd(status: status, fid: image.fid), from: device ?? image.devices[0])
    }

    /// The device queries, fetches its first block and reports success; the answers to the report.
    func complete(_ image: TestImage, _ device: EUI64? = nil) -> [Octets] {
        begin(image, device)
        return end(image, device)
    }

    /// The device begins, and then falls silent for as long as counts as a stall.
    func stall(_ image: TestImage, _ device: EUI64? = nil) {
        begin(image, device)
        advance(seconds: 1_800)
    }

    /// Takes all events and returns those that tell of images.
    func imageEvents() -> [HubEvent] {
        events().filter { event in
            switch event {
            case .imageStored, .imageDiscarded, .imageOverwritten, .imageRemoved, .imageDeferred: true
            default: false
            }
        }
    }
}

/// An alert without its counter and time.
struct Told: Equatable {
    let response: Alert.Response
    let device: EUI64
    let version: UInt32

    init(_ response: Alert.Response, _ device: EUI64, _ version: UInt32 = 1) {
        self.response = response
        self.device = device
        self.version = version
    }

    init(_ alert: Alert) { self.init(alert.response, alert.device, alert.fileVersion) }
}
