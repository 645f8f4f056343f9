import ZCLCodec

/// Each command's way from its fields to octets, as a hub or a device has it: never inlined, so that no constant is folded
/// into the code. The fields come from memory, as C's do: what is passed in registers is packed and unpacked, which costs
/// an enum with a payload ten times as much as to write it.
enum FrameEncoding {
    @inline(never)
    static func encode(_ command: inout ImageNotify, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.imageNotify(command), sequence: sequence, disableDefaultResponse: true).encode(into: &writer)
    }

    @inline(never)
    static func encode(_ command: inout QueryNextImageRequest, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool
    {
        Frame(.queryNextImageRequest(command), sequence: sequence).encode(into: &writer)
    }

    @inline(never)
    static func encode(_ command: inout QueryNextImageResponse, _ sequence: UInt8, into writer: inout ByteWriter)
        -> Bool
    {
        Frame(.queryNextImageResponse(command), sequence: sequence, disableDefaultResponse: true).encode(into: &writer)
    }

    @inline(never)
    static func encode(_ command: inout ImageBlockRequest, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.imageBlockRequest(command), sequence: sequence).encode(into: &writer)
    }

    @inline(never)
    static func encode(_ command: inout ImagePageRequest, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.imagePageRequest(command), sequence: sequence).encode(into: &writer)
    }

    @inline(never)
    static func encode(
        blockOf file: inout FileIdentifier, _ fileOffset: UInt32, data: OctetView, _ sequence: UInt8,
        into writer: inout ByteWriter
    ) -> Bool {
        Frame(
            .imageBlockResponse(.block(file, fileOffset: fileOffset)), sequence: sequence, disableDefaultResponse: true
        ).encode(tail: data, into: &writer)
    }

    @inline(never)
    static func encode(
        _ command: inout ImageBlockResponse.WaitForData, _ sequence: UInt8, into writer: inout ByteWriter
    ) -> Bool {
        Frame(.imageBlockResponse(.waitForData(command)), sequence: sequence, disableDefaultResponse: true)
            .encode(into: &writer)
    }

    @inline(never)
    static func encode(_ command: inout UpgradeEndRequest, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.upgradeEndRequest(command), sequence: sequence).encode(into: &writer)
    }

    @inline(never)
    static func encode(_ command: inout UpgradeEndResponse, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.upgradeEndResponse(command), sequence: sequence, disableDefaultResponse: true).encode(into: &writer)
    }

    @inline(never)
    static func encode(
        _ command: inout QueryDeviceSpecificFileRequest?, _ sequence: UInt8, into writer: inout ByteWriter
    ) -> Bool {
        // Nil for a file that is not device specific.
        guard let command else { return false }
        return Frame(.queryDeviceSpecificFileRequest(command), sequence: sequence).encode(into: &writer)
    }

    @inline(never)
    static func encode(
        specificFile command: inout QueryNextImageResponse, _ sequence: UInt8, into writer: inout ByteWriter
    ) -> Bool {
        Frame(.queryDeviceSpecificFileResponse(command), sequence: sequence, disableDefaultResponse: true)
            .encode(into: &writer)
    }
}
