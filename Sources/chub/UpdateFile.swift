import CommsHub
import HANModel
import HANSimulation
import ZCLCodec

/// An OTA file to be updated with, and what follows it.
struct UpdateFile {
    /// From the header to the total image size.
    let file: [UInt8]
    let header: OTAHeader
    /// What follows it.
    let trailer: FileTrailer

    /// Reads a file; a bad one ends with status 65 and says what is wrong and where.
    init(path: String) throws {
        let octets = try FileInput.read(path)
        let (header, trailer) = try Self.parse(octets, path)
        self.header = header
        self.trailer = trailer
        file = Array(octets.prefix(Int(header.totalImageSize)))
    }

    /// Builds the sample image, for the devices that the options describe.
    init(sample arguments: Arguments, seed: UInt64, capacity: UInt32) throws {
        let range = 61...max(61, capacity)
        let size: UInt32 = try arguments.integer("--size", in: range) ?? min(262_144, range.upperBound)
        let running: UInt32 = try arguments.integer("--running-version") ?? 1
        let hardware: UInt16 = try arguments.integer("--hardware-version") ?? 0x0101
        let identifier = FileIdentifier(
            manufacturerCode: try arguments.integer("--manufacturer") ?? 0x1234,
            imageType: try arguments.integer("--image-type") ?? 0x0001, fileVersion: running &+ 1)
        file = SampleImage.make(
            file: identifier, hardwareVersions: OTAHeader.HardwareVersions(minimum: hardware, maximum: hardware),
            size: size, seed: seed)
        (header, trailer) = try Self.parse(file, "sample image")
    }

    private static func parse(_ octets: [UInt8], _ name: String) throws -> (OTAHeader, FileTrailer) {
        try octets.withOctetView { view in
            if let problem = FileDiagnosis.problem(of: view) { throw Failure(.badData, "\(name): \(problem)") }
            let file = try OTAFile(beginning: view)
            return (file.header, file.trailerContent)
        }
    }

    /// OTA-5: what a person is told of octets that an update ignores.
    var warning: String? {
        switch trailer {
        case .checksum: "the 4 octets after the image are its CRC-32, and are ignored"
        case .padding(let count): "the \(count) octets FF after the image are ignored"
        case .nothing, .activation, .unknown: nil
        }
    }

    /// GBCS-5: the activation date-time after the file, if there is one.
    var activation: UTCTime? { if case .activation(let time) = trailer { time } else { nil } }
}
