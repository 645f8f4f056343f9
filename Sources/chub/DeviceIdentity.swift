import HANDevices
import HANModel
import ZCLCodec

extension Arguments {
    /// A value of `--device`: one of these types, and the EUI-64 where one is given.
    func device(_ text: String, of types: [DeviceType]) throws -> (type: DeviceType, address: EUI64?) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let type = DeviceType(rawValue: parts[0].lowercased()), types.contains(type) else {
            let names = types.map(\.rawValue)
            throw usage(
                "--device takes \(names.dropLast().joined(separator: ", ")) or \(names.last ?? ""), not \(parts[0])")
        }
        guard parts.count == 2 else { return (type, nil) }
        guard let address = EUI64(parts[1]) else {
            throw usage("--device takes TYPE=EUI64 such as \(type.rawValue)=00-DB-12-34-56-78-90-A4, not \(text)")
        }
        return (type, address)
    }
}

/// IF-1: who an emulated device is: by option, else by the file's header, else by default.
struct DeviceIdentity {
    let runningFile: FileIdentifier
    let hardwareVersion: UInt16
    let sendsHardwareVersion: Bool

    init(_ arguments: Arguments, header: OTAHeader?) throws {
        let file = header?.file
        runningFile = FileIdentifier(
            manufacturerCode: try arguments.integer("--manufacturer") ?? file?.manufacturerCode ?? 0x1234,
            imageType: try arguments.integer("--image-type") ?? file?.imageType ?? 0x0001,
            fileVersion: try arguments.integer("--running-version") ?? file.map { $0.fileVersion &- 1 } ?? 1)
        hardwareVersion =
            try arguments.integer("--hardware-version") ?? header?.hardwareVersions?.minimum ?? 0x0101
        sendsHardwareVersion = !arguments.has("--no-hardware-version")
    }

    /// HUB-23: a hardware version that fits none of the files, for the fault that claims one. Without files it is another
    /// than the device's.
    static func mismatch(_ arguments: Arguments, headers: [OTAHeader], hardwareVersion: UInt16) throws -> UInt16 {
        guard !arguments.has("--no-hardware-version") else {
            throw arguments.usage("--fault hardware-mismatch needs the hardware version in the query")
        }
        let ranges = headers.compactMap(\.hardwareVersions)
        guard ranges.count == headers.count else {
            throw arguments.usage("--fault hardware-mismatch needs a file with hardware versions")
        }
        let others: [UInt16] = [0xFFFF, 0x0000] + ranges.map { $0.maximum &+ 1 } + ranges.map { $0.minimum &- 1 }
        let own =
            ranges.isEmpty ? [OTAHeader.HardwareVersions(minimum: hardwareVersion, maximum: hardwareVersion)] : ranges
        guard let version = others.first(where: { version in !own.contains { $0.contains(version) } }) else {
            throw arguments.usage("--fault hardware-mismatch: the file is for every hardware version")
        }
        return version
    }

    /// A device of this identity.
    func configuration(
        _ type: DeviceType, device: EUI64, _ arguments: Arguments, _ blockSize: UInt8
    ) throws -> DeviceConfiguration {
        var configuration = DeviceConfiguration.usual(
            type, device: device, runningFile: runningFile, hardwareVersion: hardwareVersion)
        configuration.sendsHardwareVersion = sendsHardwareVersion
        configuration.maximumDataSize = blockSize
        let spacing: UInt16? = try arguments.integer("--page-spacing")
        if let size: UInt16 = try arguments.integer("--page-size") {
            guard size == 0 || size >= UInt16(blockSize) else {
                throw arguments.usage("--page-size is less than the block size \(blockSize)")
            }
            configuration.fetch = size == 0 ? .blocks : .pages(size: size, responseSpacing: spacing ?? 20)
        } else if let spacing, case .pages(let size, _) = configuration.fetch {
            configuration.fetch = .pages(size: size, responseSpacing: spacing)
        }
        return configuration
    }
}
