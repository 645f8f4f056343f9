import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import ZCLCodec

/// IF-1: the options that `update`, `serve` and `device` share.
struct UpdateOptions {
    /// Who the emulated devices are.
    static let identity: [OptionSyntax] = [
        .value("--manufacturer", as: "N", "the devices' manufacturer code (default: the file's, or 0x1234)"),
        .value("--image-type", as: "N", "their image type (default: the file's, or 0x0001)"),
        .value("--running-version", as: "N", "the version they run (default: one below the file's, or 1)"),
        .value("--hardware-version", as: "N", "their hardware version (default: the file's minimum, or 0x0101)"),
        .flag("--no-hardware-version", "leave the hardware version out of their queries"),
    ]

    /// How the hub bears with devices, and with large files.
    static let hub: [OptionSyntax] = [
        .value(
            "--stall-timeout", as: "DURATION",
            "how long a device may be silent in a transfer, such as 90s, 15m or 2d (default 30m, gsme 24h)"),
        .value(
            "--block-capacity", as: "OCTETS",
            "the largest image that a memory block holds, up to \(maximumCapacity) (default 768000)"),
        .value("--abort-at", as: "OCTET", "answer ABORT from this octet on, as for an image that was overwritten"),
    ]

    /// The most that ``hub``'s `--block-capacity` takes, in octets.
    static let maximumCapacity: UInt32 = 67_108_864
    /// The longest that `--stall-timeout` takes, in seconds: 400 days.
    static let maximumStallTimeout: UInt64 = 400 * 86_400

    /// HUB-27: `--stall-timeout` in seconds, if it is given.
    static func stallTimeout(_ arguments: Arguments) throws -> UInt64? {
        try arguments.value("--stall-timeout", "a duration from 1s to 400d such as 90s, 15m or 1h30m") { text in
            ActivationTime.seconds(text).flatMap { (1...maximumStallTimeout).contains($0) ? $0 : nil }
        }
    }

    /// `--block-capacity`, or the hub's default.
    static func capacity(_ arguments: Arguments) throws -> UInt32 {
        try arguments.integer("--block-capacity", in: 1...maximumCapacity)
            ?? UInt32(clamping: HubConfiguration().memoryBlockCapacity)
    }

    /// How the devices fetch.
    static let fetching: [OptionSyntax] = [
        .value("--block-size", as: "N", "the most image octets in a frame, 1 to 255 (default 50)"),
        .value("--page-size", as: "N", "fetch by pages of N octets, or by blocks with 0 (default: ihd 1000, others 0)"),
        .value("--page-spacing", as: "MS", "milliseconds between the blocks of a page (default 20)"),
    ]

    /// What is updated, and when.
    static let update: [OptionSyntax] = [
        .value(
            "--device", as: "TYPE[=EUI64]", isRepeatable: true,
            "a device: \(DeviceType.allCases.filter { $0.useCase != nil }.map(\.rawValue).joined(separator: ", ")) (default one ppmid)"
        ),
        .value("--activate", as: ActivationTime.syntax, "when the devices activate (default: the file's time, or now)"),
        .value("--size", as: "N", "octets of the sample image, which is built when no file is given (default 262144)"),
        .value("--seed", as: "N", "the number that the sample image, delays and losses follow from (default 1)"),
        .value(
            "--profile", as: "NAME",
            "modification-report (default), gbcs4 (no updates of IHDs), or gbcs3 (meters alone, no alerts)"),
    ]

    /// What is kept of a run.
    static let records: [OptionSyntax] = [
        .value("--pcapng", as: "FILE", "capture every frame for Wireshark"),
        .value("--trace", as: "FILE.jsonl", "write every frame and event, one JSON object on each line"),
        .value("--report", as: "FILE.html", "write what happened as a page"),
        .flag("--history", "print at the end what the hub remembers of each transfer"),
        .flag("--json", "one JSON object for each event, and one at the end"),
    ]

    /// The file's name, or nil for the sample image.
    let path: String?
    /// The OTA file, without what may follow it.
    let file: [UInt8]
    let header: OTAHeader
    /// What is ignored of the file.
    let warning: String?
    /// GBCS-5: SHA-256 of the Manufacturer Image for each use case that the devices have: without the signature
    /// for meters and switches, everything after the header for displays.
    let digests: [(useCase: UseCase, digest: ImageHash)]
    let activation: ActivationTime
    let devices: [SimulatedDevice]
    let profile: HubProfile
    let seed: UInt64
    let blockSize: UInt8

    /// Reads the options.
    ///
    /// - Parameter commandsMeters: whether meters and switches get a command to activate (CS06).
    init(_ arguments: Arguments, path: String?, commandsMeters: Bool) throws {
        self.path = path
        let profiles = ["modification-report": HubProfile.modificationReport, "gbcs4": .gbcs4, "gbcs3": .gbcs3]
        profile =
            try arguments.value("--profile", "modification-report, gbcs4 or gbcs3") { profiles[$0] }
            ?? .modificationReport
        seed = try arguments.integer("--seed") ?? 1
        blockSize = try arguments.integer("--block-size", in: 1...255) ?? 50
        let capacity = try Self.capacity(arguments)
        let input =
            try path.map { try UpdateFile(path: $0) }
            ?? UpdateFile(sample: arguments, seed: seed, capacity: capacity)
        file = input.file
        header = input.header
        warning = input.warning
        activation =
            try arguments.value("--activate", ActivationTime.syntax) { ActivationTime($0) }
            ?? input.activation.map { $0 == .zero ? .now : .at($0) } ?? .now
        devices = try Self.devices(arguments, header: header, blockSize: blockSize)
        digests = Self.digests(of: file, header: header, for: devices)
        let hasActivation = devices.contains { device in
            device.type.useCase == .cs05c ? profile == .modificationReport : commandsMeters
        }
        if arguments.has("--activate"), activation != .now, !hasActivation {
            throw arguments.usage(
                "none of the devices uses --activate: "
                    + (profile == .gbcs4
                        ? "in profile gbcs4 a PPMID activates at once" : "meters and switches wait for a command"))
        }
        // OTA-5: a date-time follows images for displays alone, and in one profile.
        let takesDateTime = devices.contains { $0.type.useCase == .cs05c } && profile == .modificationReport
        if input.activation != nil, !takesDateTime {
            throw Failure(
                .badData,
                "\(name): 4 octets stand after the total image size (offset 52), and none of the devices takes an "
                    + "activation date-time with its image")
        }
        if profile == .gbcs4, devices.contains(where: { $0.type == .ihd }) {
            throw arguments.usage("profile gbcs4 has no updates of IHDs")
        }
        if profile == .gbcs3, devices.contains(where: { $0.type != .esme && $0.type != .gsme }) {
            throw arguments.usage("profile gbcs3 has updates of esme and gsme alone: name one with --device")
        }
    }

    /// What messages call the file.
    var name: String { path == nil ? "sample image" : fileName }

    /// What the first lines of a run call the file.
    var fileName: String { path.map(FileName.printable) ?? "sample" }

    /// The hub does not take the file.
    func refused(_ error: WANRequestError) -> Failure { Failure(.badData, "\(name): the hub refuses it: \(error)") }

    /// The run that these options and those of the radio describe.
    func simulation(_ arguments: Arguments, startTime: UTCTime, latency: UInt64) throws -> SimulationConfiguration {
        var configuration = SimulationConfiguration(devices: devices, startTime: startTime)
        configuration.hub.profile = profile
        configuration.hub.maximumDataSize = blockSize
        let capacity = try Self.capacity(arguments)
        configuration.hub.memoryBlockCapacity = Int(capacity)
        for index in configuration.devices.indices {
            configuration.devices[index].configuration.imageCapacity = max(
                UInt32(clamping: HubConfiguration().memoryBlockCapacity), capacity)
        }
        if let stall = try Self.stallTimeout(arguments) {
            configuration.hub.transferStallTimeout = stall
            configuration.hub.sleepyTransferStallTimeout = stall
        }
        configuration.abortsAt = try arguments.integer("--abort-at")
        configuration.latency = try arguments.integer("--latency", in: 0...60_000) ?? latency
        configuration.loss =
            try arguments.value("--loss", "a number from 0 to 1") { text in
                Double(text).flatMap { (0...1).contains($0) ? $0 : nil }
            } ?? 0
        configuration.seed = seed
        configuration.fault = try arguments.fault()
        return configuration
    }

    /// GBCS-5: the digest that the manufacturer publishes for devices of this type; nil for a file that is none
    /// for them.
    func digest(for type: DeviceType) -> ImageHash? { digests.first { $0.useCase == type.useCase }?.digest }

    private static func digests(
        of file: [UInt8], header: OTAHeader, for devices: [SimulatedDevice]
    ) -> [(useCase: UseCase, digest: ImageHash)] {
        [UseCase.cs05b, .cs05c].filter { useCase in devices.contains { $0.type.useCase == useCase } }
            .compactMap { useCase in
                file.withOctetView { view in
                    let payload = view.slice(from: header.encodedSize, count: view.count)
                    guard let image = ManufacturerImage(payload, for: useCase) else { return nil }
                    return (useCase, image.digest)
                }
            }
    }

    /// The `--device` options, or one PPMID.
    private static func devices(
        _ arguments: Arguments, header: OTAHeader, blockSize: UInt8
    ) throws -> [SimulatedDevice] {
        let texts = arguments.strings("--device")
        let identity = try DeviceIdentity(arguments, header: header)
        var devices: [SimulatedDevice] = []
        for text in texts.isEmpty ? ["ppmid"] : texts {
            let (type, given) = try arguments.device(text, of: [.ppmid, .ihd, .hcalcs, .esme, .gsme])
            // Identifiers that count up from a well-known one of the reference messages.
            let address = given ?? EUI64(rawValue: 0x00DB_1234_5678_90A4 + UInt64(devices.count))
            guard !devices.contains(where: { $0.configuration.device == address }) else {
                throw arguments.usage("device \(address) is given twice")
            }
            devices.append(
                SimulatedDevice(
                    configuration: try identity.configuration(type, device: address, arguments, blockSize)))
        }
        let capacity = HubConfiguration().deviceLogCapacity
        guard devices.count <= capacity else { throw arguments.usage("a hub serves at most \(capacity) devices") }
        return devices
    }
}
