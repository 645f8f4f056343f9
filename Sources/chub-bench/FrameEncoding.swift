import ZCLCodec

/// Each command's way from its fields to octets, as a hub or a device has it: never inlined, so that the fields come from
/// registers and memory and no constant is folded into the code.
enum FrameEncoding {
    @inline(never)
    static func encode(_ command: ImageNotify, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.imageNotify(command), sequence: sequence, disableDefaultResponse: true).encode(into: &writer)
    }

    @inline(never)
    static func encode(_ command: QueryNextImageRequest, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.queryNextImageRequest(command), sequence: sequence).encode(into: &writer)
    }

    @inline(never)
    static func encode(_ command: QueryNextImageResponse, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.queryNextImageResponse(command), sequence: sequence, disableDefaultResponse: true).encode(into: &writer)
    }

    @inline(never)
    static func encode(_ command: ImageBlockRequest, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.imageBlockRequest(command), sequence: sequence).encode(into: &writer)
    }

    @inline(never)
    static func encode(_ command: ImagePageRequest, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.imagePageRequest(command), sequence: sequence).encode(into: &writer)
    }

    @inline(never)
    static func encode(
        blockOf file: FileIdentifier, _ fileOffset: UInt32, data: OctetView, _ sequence: UInt8,
        into writer: inout ByteWriter
    ) -> Bool {
        Frame(
            .imageBlockResponse(.block(file, fileOffset: fileOffset)), sequence: sequence, disableDefaultResponse: true
        ).encode(tail: data, into: &writer)
    }

    @inline(never)
    static func encode(
        _ command: ImageBlockResponse.WaitForData, _ sequence: UInt8, into writer: inout ByteWriter
    ) -> Bool {
        Frame(.imageBlockResponse(.waitForData(command)), sequence: sequence, disableDefaultResponse: true)
            .encode(into: &writer)
    }

    @inline(never)
    static func encode(_ command: UpgradeEndRequest, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.upgradeEndRequest(command), sequence: sequence).encode(into: &writer)
    }

    @inline(never)
    static func encode(_ command: UpgradeEndResponse, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.upgradeEndResponse(command), sequence: sequence, disableDefaultResponse: true).encode(into: &writer)
    }

    @inline(never)
    static func encode(
        _ command: QueryDeviceSpecificFileRequest, _ sequence: UInt8, into writer: inout ByteWriter
    ) -> Bool {
        Frame(.queryDeviceSpecificFileRequest(command), sequence: sequence).encode(into: &writer)
    }

    @inline(never)
    static func encode(
        specificFile command: QueryNextImageResponse, _ sequence: UInt8, into writer: inout ByteWriter
    ) -> Bool {
        Frame(.queryDeviceSpecificFileResponse(command), sequence: sequence, disableDefaultResponse: true)
            .encode(into: &writer)
    }
}
