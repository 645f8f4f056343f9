import CommsHub
import HANModel
import HANSimulation
import ZCLCodec

/// An OTA file to be updated with, and what follows it.
struct UpdateFile {
    /// From the header to the total image size.
    let file: [UInt8]
    let header: OTAHeader
    /// GBCS-5: the activation date-time after the file, if there is one.
    let activation: UTCTime?

    /// Reads a file; a bad one ends with status 65 and says what is wrong and where.
    init(path: String) throws {
        let octets = try FileInput.read(path)
        let (header, activation) = try Self.parse(octets, path)
        let capacity = HubConfiguration().memoryBlockCapacity
        guard Int(header.totalImageSize) <= capacity else {
            throw Failure(
                .badData,
                "\(path): image of \(header.totalImageSize) octets fits no memory block of \(capacity) octets (offset 52)"
            )
        }
        self.header = header
        self.activation = activation
        file = Array(octets.prefix(Int(header.totalImageSize)))
    }

    /// Builds the sample image, for the devices that the options describe.
    init(sample arguments: Arguments, seed: UInt64) throws {
        let capacity = UInt32(HubConfiguration().memoryBlockCapacity)
        let size: UInt32 = try arguments.integer("--size", in: 60...capacity) ?? 262_144
        let running: UInt32 = try arguments.integer("--running-version") ?? 1
        let hardware: UInt16 = try arguments.integer("--hardware-version") ?? 0x0101
        let identifier = FileIdentifier(
            manufacturerCode: try arguments.integer("--manufacturer") ?? 0x1234,
            imageType: try arguments.integer("--image-type") ?? 0x0001, fileVersion: running &+ 1)
        file = SampleImage.make(
            file: identifier, hardwareVersions: OTAHeader.HardwareVersions(minimum: hardware, maximum: hardware),
            size: size, seed: seed)
        (header, activation) = try Self.parse(file, "sample image")
    }

    private static func parse(_ octets: [UInt8], _ name: String) throws -> (OTAHeader, UTCTime?) {
        do throws(WireError) {
            return try octets.withOctetView { view throws(WireError) in
                let file = try OTAFile(view, trailerSize: UpgradeImage.activationSize)
                var reader = ByteReader(file.trailer)
                return (file.header, file.trailer.isEmpty ? nil : UTCTime(rawValue: try reader.readUInt32()))
            }
        } catch {
            throw Failure(.badData, "\(name): \(Self.explain(error, size: octets.count))")
        }
    }

    /// OTA-5: what is wrong with a file, in a file's words.
    static func explain(_ error: WireError, size: Int) -> String {
        switch error.reason {
        case .truncated: "the file ends at offset \(size), before its header or total image size says so"
        case .trailingOctets(let count):
            "total image size (offset 52) is \(error.offset), but the file has \(size) octets, \(count) more"
        case .wrongFileIdentifier: "not an OTA file: \(error)"
        default: "\(error)"
        }
    }
}
