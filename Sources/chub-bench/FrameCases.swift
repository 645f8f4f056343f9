import CBaseline
import ZCLCodec

/// The values of the frames' fields, for both sides.
enum FrameValues {
    static let specificFile = FileIdentifier(manufacturerCode: 0x1234, imageType: 0xFFC0, fileVersion: 0x0203_0405)
    static let queryJitter: UInt8 = 100
    static let hardwareVersion: UInt16 = 0x0102
    static let imageSize: UInt32 = 262_144
    /// C has one field for both.
    static let fileOffset = imageSize
    static let maximumDataSize: UInt8 = 50
    static let minimumBlockPeriod: UInt16 = 200
    static let pageSize: UInt16 = 1_000
    static let responseSpacing: UInt16 = 20
    static let currentTime = UTCTime(rawValue: 800_000_000)
    static let laterTime = UTCTime(rawValue: 800_000_060)
    static let stackVersion: UInt16 = 2

    /// For C; `options` is a payload type or a field control.
    static func fields(
        options: UInt8 = 0, status: Status = .success, of file: FileIdentifier = SampleFile.file
    ) -> FrameFields {
        FrameFields(
            frame_control: 0, sequence: 0, command: 0, status: status.rawValue, options: options,
            query_jitter: queryJitter, maximum_data_size: maximumDataSize, data_size: 0,
            file: baseline_file(
                manufacturer_code: file.manufacturerCode, image_type: file.imageType, file_version: file.fileVersion),
            file_offset: imageSize, current_time: currentTime.rawValue, later_time: laterTime.rawValue,
            manufacturer_code: 0, hardware_version: hardwareVersion, minimum_block_period: minimumBlockPeriod,
            page_size: pageSize, response_spacing: responseSpacing, stack_version: stackVersion,
            node_address: SampleFile.device.rawValue, data_offset: 0)
    }
}

extension FileIdentifier {
    /// A sum over the fields.
    @inline(__always)
    var sum: UInt64 { UInt64(manufacturerCode) &+ UInt64(imageType) &+ UInt64(fileVersion) }
}

extension Int {
    /// The sequence number of the frame of this index.
    @inline(__always)
    var sequence: UInt8 { UInt8(truncatingIfNeeded: self) }

    /// The offset of the block of this index.
    @inline(__always)
    func offset(_ size: Int) -> UInt32 { UInt32(truncatingIfNeeded: self &* size) }
}

// A frame each: what its fields add up to, and what is written.

enum NotifyAll: FrameCase {
    static let kind = FrameKind.notifyAll
    static var fields: FrameFields { FrameValues.fields() }
    static let command = ImageNotify(queryJitter: .everybody, content: .nothing)

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .imageNotify(let notify) = frame.command, case .nothing = notify.content else { return nil }
        return UInt64(notify.queryJitter.percent)
    }
}

enum NotifyManufacturer: FrameCase {
    static let kind = FrameKind.notifyManufacturer
    static var fields: FrameFields { FrameValues.fields(options: 1) }
    static let command = ImageNotify(
        queryJitter: .everybody, content: .manufacturer(code: SampleFile.file.manufacturerCode))

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .imageNotify(let notify) = frame.command, case .manufacturer(let code) = notify.content else {
            return nil
        }
        return UInt64(notify.queryJitter.percent) &+ UInt64(code)
    }
}

enum NotifyModel: FrameCase {
    static let kind = FrameKind.notifyModel
    static var fields: FrameFields { FrameValues.fields(options: 2) }
    static let command = ImageNotify(
        queryJitter: .everybody,
        content: .model(
            manufacturerCode: SampleFile.file.manufacturerCode, imageType: SampleFile.file.imageType))

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .imageNotify(let notify) = frame.command,
            case .model(let manufacturer, let type) = notify.content
        else { return nil }
        return UInt64(notify.queryJitter.percent) &+ UInt64(manufacturer) &+ UInt64(type)
    }
}

enum NotifyFile: FrameCase {
    static let kind = FrameKind.notifyFile
    static var fields: FrameFields { FrameValues.fields(options: 3) }
    static let command = ImageNotify(queryJitter: .everybody, content: .file(SampleFile.file))

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .imageNotify(let notify) = frame.command, case .file(let file) = notify.content else { return nil }
        return UInt64(notify.queryJitter.percent) &+ file.sum
    }
}

enum Query: FrameCase {
    static let kind = FrameKind.query
    static var fields: FrameFields { FrameValues.fields() }
    static let command = QueryNextImageRequest(runningFile: SampleFile.file)

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .queryNextImageRequest(let query) = frame.command, query.hardwareVersion == nil else { return nil }
        return query.runningFile.sum
    }
}

enum QueryWithHardware: FrameCase {
    static let kind = FrameKind.queryWithHardware
    static var fields: FrameFields { FrameValues.fields(options: 1) }
    static let command = QueryNextImageRequest(
        runningFile: SampleFile.file, hardwareVersion: FrameValues.hardwareVersion)

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .queryNextImageRequest(let query) = frame.command, let hardware = query.hardwareVersion else {
            return nil
        }
        return query.runningFile.sum &+ UInt64(hardware)
    }
}

enum Offer: FrameCase {
    static let kind = FrameKind.offer
    static var fields: FrameFields { FrameValues.fields() }
    static let command = QueryNextImageResponse.available(SampleFile.file, imageSize: FrameValues.imageSize)

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .queryNextImageResponse(.available(let file, let size)) = frame.command else { return nil }
        return file.sum &+ UInt64(size)
    }
}

enum NoImage: FrameCase {
    static let kind = FrameKind.noImage
    static var fields: FrameFields { FrameValues.fields(status: .noImageAvailable) }
    static let command = QueryNextImageResponse.unavailable(.noImageAvailable)

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .queryNextImageResponse(.unavailable(let failure)) = frame.command else { return nil }
        return UInt64(failure.status.rawValue)
    }
}
