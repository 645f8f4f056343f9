import CBaseline
import ZCLCodec

// The frames of a transfer, each: what its fields add up to, and what is written.

enum BlockRequest: FrameCase {
    static let kind = FrameKind.blockRequest
    static var fields: FrameFields { FrameValues.fields() }
    static let command = ImageBlockRequest(
        file: SampleFile.file, fileOffset: FrameValues.fileOffset, maximumDataSize: FrameValues.maximumDataSize)

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .imageBlockRequest(let request) = frame.command, request.requestNodeAddress == nil,
            request.minimumBlockPeriod == nil
        else { return nil }
        return request.file.sum &+ UInt64(request.fileOffset) &+ UInt64(request.maximumDataSize)
    }
}

enum BlockRequestWithOptions: FrameCase {
    static let kind = FrameKind.blockRequestWithOptions
    static var fields: FrameFields { FrameValues.fields(options: 3) }
    static let command = ImageBlockRequest(
        file: SampleFile.file, fileOffset: FrameValues.fileOffset, maximumDataSize: FrameValues.maximumDataSize,
        requestNodeAddress: SampleFile.device, minimumBlockPeriod: FrameValues.minimumBlockPeriod)

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .imageBlockRequest(let request) = frame.command, let address = request.requestNodeAddress,
            let period = request.minimumBlockPeriod
        else { return nil }
        return request.file.sum &+ UInt64(request.fileOffset) &+ UInt64(request.maximumDataSize) &+ address.rawValue
            &+ UInt64(period)
    }
}

enum PageRequest: FrameCase {
    static let kind = FrameKind.pageRequest
    static var fields: FrameFields { FrameValues.fields() }
    static let command = ImagePageRequest(
        file: SampleFile.file, fileOffset: FrameValues.fileOffset, maximumDataSize: FrameValues.maximumDataSize,
        pageSize: FrameValues.pageSize, responseSpacing: FrameValues.responseSpacing)

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .imagePageRequest(let request) = frame.command else { return nil }
        return request.file.sum &+ UInt64(request.fileOffset) &+ UInt64(request.maximumDataSize)
            &+ UInt64(request.pageSize) &+ UInt64(request.responseSpacing)
    }
}

enum Block: FrameCase {
    static let kind = FrameKind.block
    static var fields: FrameFields { FrameValues.fields() }
    static let command = SampleFile.file

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .imageBlockResponse(.block(let file, let fileOffset)) = frame.command,
            let last = octets[frame.tail][frame.tail.count &- 1]
        else { return nil }
        return file.sum &+ UInt64(fileOffset) &+ UInt64(frame.tail.count) &+ UInt64(last)
    }

    @inline(__always)
    static func encode(
        _ command: inout FileIdentifier, _ index: Int, of image: OctetView, size: Int, into writer: inout ByteWriter
    ) -> Bool {
        FrameEncoding.encode(
            blockOf: &command, index.offset(size), data: image.slice(from: index &* size, count: size),
            index.sequence, into: &writer)
    }
}

enum WaitForData: FrameCase {
    static let kind = FrameKind.waitForData
    static var fields: FrameFields { FrameValues.fields(status: .waitForData) }
    static let command = ImageBlockResponse.WaitForData(
        currentTime: FrameValues.currentTime, requestTime: FrameValues.laterTime,
        minimumBlockPeriod: FrameValues.minimumBlockPeriod)

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .imageBlockResponse(.waitForData(let wait)) = frame.command, let period = wait.minimumBlockPeriod
        else { return nil }
        return UInt64(wait.currentTime.rawValue) &+ UInt64(wait.requestTime.rawValue) &+ UInt64(period)
    }
}

enum EndRequest: FrameCase {
    static let kind = FrameKind.endRequest
    static var fields: FrameFields { FrameValues.fields() }
    static let command = UpgradeEndRequest(status: .success, file: SampleFile.file)

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .upgradeEndRequest(let request) = frame.command, let file = request.file else { return nil }
        return file.sum &+ UInt64(request.status.rawValue)
    }
}

enum EndResponse: FrameCase {
    static let kind = FrameKind.endResponse
    static var fields: FrameFields { FrameValues.fields() }
    static let command = UpgradeEndResponse(
        file: SampleFile.file, currentTime: FrameValues.currentTime, upgradeTime: FrameValues.laterTime)

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .upgradeEndResponse(let response) = frame.command else { return nil }
        return response.file.sum &+ UInt64(response.currentTime.rawValue) &+ UInt64(response.upgradeTime.rawValue)
    }
}

enum SpecificFileRequest: FrameCase {
    static let kind = FrameKind.specificFileRequest
    static var fields: FrameFields { FrameValues.fields(of: FrameValues.specificFile) }
    static let command = QueryDeviceSpecificFileRequest(
        requestNodeAddress: SampleFile.device, file: FrameValues.specificFile,
        currentStackVersion: FrameValues.stackVersion)

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .queryDeviceSpecificFileRequest(let request) = frame.command else { return nil }
        return request.file.sum &+ request.requestNodeAddress.rawValue &+ UInt64(request.currentStackVersion)
    }

    @inline(__always)
    static func encode(
        _ command: inout QueryDeviceSpecificFileRequest?, _ index: Int, of image: OctetView, size: Int,
        into writer: inout ByteWriter
    ) -> Bool {
        FrameEncoding.encode(&command, index.sequence, into: &writer)
    }
}

enum SpecificFileResponse: FrameCase {
    static let kind = FrameKind.specificFileResponse
    static var fields: FrameFields { FrameValues.fields(of: FrameValues.specificFile) }
    static let command = QueryNextImageResponse.available(FrameValues.specificFile, imageSize: FrameValues.imageSize)

    @inline(__always)
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64? {
        guard case .queryDeviceSpecificFileResponse(.available(let file, let size)) = frame.command else { return nil }
        return file.sum &+ UInt64(size)
    }

    @inline(__always)
    static func encode(
        _ command: inout QueryNextImageResponse, _ index: Int, of image: OctetView, size: Int,
        into writer: inout ByteWriter
    ) -> Bool {
        FrameEncoding.encode(specificFile: &command, index.sequence, into: &writer)
    }
}
