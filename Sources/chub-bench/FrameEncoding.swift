import ZCLCodec

/// A command that is written with no more than its fields and a sequence number.
///
/// Each command's way from its fields to octets, as a hub or a device has it, is a function that is never inlined, so that
/// no constant is folded into the code. The fields come from memory, as C's do: what is passed in registers is packed and
/// unpacked, which costs an enum with a payload ten times as much as to write it.
protocol PlainCommand {
    static func encode(_ command: inout Self, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool
}

extension FrameCase where Content: PlainCommand {
    @inline(__always)
    static func encode(
        _ command: inout Content, _ index: Int, of image: OctetView, size: Int, into writer: inout ByteWriter
    ) -> Bool {
        Content.encode(&command, index.sequence, into: &writer)
    }
}

extension ImageNotify: PlainCommand {
    @inline(never)
    static func encode(_ command: inout Self, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.imageNotify(command), sequence: sequence, disableDefaultResponse: true).encode(into: &writer)
    }
}

extension QueryNextImageRequest: PlainCommand {
    @inline(never)
    static func encode(_ command: inout Self, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.queryNextImageRequest(command), sequence: sequence).encode(into: &writer)
    }
}

extension QueryNextImageResponse: PlainCommand {
    @inline(never)
    static func encode(_ command: inout Self, _ sequence: UInt8, into writer: inout ByteWriter)
        -> Bool
    {
        Frame(.queryNextImageResponse(command), sequence: sequence, disableDefaultResponse: true).encode(into: &writer)
    }
}

extension ImageBlockRequest: PlainCommand {
    @inline(never)
    static func encode(_ command: inout Self, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.imageBlockRequest(command), sequence: sequence).encode(into: &writer)
    }
}

extension ImagePageRequest: PlainCommand {
    @inline(never)
    static func encode(_ command: inout Self, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.imagePageRequest(command), sequence: sequence).encode(into: &writer)
    }
}

extension ImageBlockResponse.WaitForData: PlainCommand {
    @inline(never)
    static func encode(
        _ command: inout Self, _ sequence: UInt8, into writer: inout ByteWriter
    ) -> Bool {
        Frame(.imageBlockResponse(.waitForData(command)), sequence: sequence, disableDefaultResponse: true)
            .encode(into: &writer)
    }
}

extension UpgradeEndRequest: PlainCommand {
    @inline(never)
    static func encode(_ command: inout Self, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.upgradeEndRequest(command), sequence: sequence).encode(into: &writer)
    }
}

extension UpgradeEndResponse: PlainCommand {
    @inline(never)
    static func encode(_ command: inout Self, _ sequence: UInt8, into writer: inout ByteWriter) -> Bool {
        Frame(.upgradeEndResponse(command), sequence: sequence, disableDefaultResponse: true).encode(into: &writer)
    }
}

/// The same of those that need more, or that share a type with another command.
enum FrameEncoding {
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
