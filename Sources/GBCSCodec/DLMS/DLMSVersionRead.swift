import ZCLCodec

/// GBCS-8, ECS52: which firmware does an ESME run? An access request of DLMS: get attribute 2 of object 0-0:0.2.1.255.
///
/// `D9 | 20 and the counter's low 3 octets | 00 | 01 01 0001 0000000201FF 02 | 01 00`
public struct DLMSVersionRequest: Equatable, Sendable {
    /// The low three octets of the message's counter.
    public let invokeID: UInt32

    /// Makes a request of the message's counter.
    public init(counter: UInt64) { invokeID = UInt32(truncatingIfNeeded: counter & 0xFF_FFFF) }

    init(parsing reader: inout MessageReader) throws(MessageError) {
        try reader.expect(Self.tag)
        invokeID = try reader.readInvokeID()
        for octet in Self.attribute + Self.noData { try reader.expect(octet) }
    }

    /// The message's content.
    public var content: [UInt8] {
        [UInt8](capacity: 19) { writer in
            writer.write(Self.tag)
            writer.writeInvokeID(invokeID)
            for octet in Self.attribute + Self.noData { writer.write(octet) }
        }
    }

    static let tag: UInt8 = 0xD9
    /// One request: get, class 1, the object, attribute 2.
    static let attribute: [UInt8] = [0x01, 0x01, 0x00, 0x01, 0x00, 0x00, 0x00, 0x02, 0x01, 0xFF, 0x02]
    /// One datum, null.
    static let noData: [UInt8] = [0x01, 0x00]
}

/// GBCS-8, ECS52: the firmware that an ESME runs. An access response of DLMS.
///
/// `DA | 20 and the counter's low 3 octets | 00 | 00 | 01 09 04 version4 | 01 01 00`; failed `01 00 | 01 01 01`.
public struct DLMSVersionResponse: Equatable, Sendable {
    /// What became of the request.
    public enum Outcome: Equatable, Sendable {
        /// Result 0, and the version.
        case read(UInt32)
        /// Any other result, and no data.
        case failed(Failure)
    }

    /// A result that is not 0.
    public struct Failure: Equatable, Sendable {
        /// 1 to 255.
        public let result: UInt8

        /// Nil for 0, which is success.
        public init?(result: UInt8) {
            guard result != 0 else { return nil }
            self.result = result
        }

        private init() { result = 1 }

        /// GBCS-8: the result of a read that failed.
        public static let usual = Failure()
    }

    /// The low three octets of the message's counter.
    public let invokeID: UInt32
    /// What became of the request.
    public var outcome: Outcome

    /// Makes a response; a version of nil is a failure.
    ///
    /// - Parameter counter: the message's, which is the command's.
    public init(counter: UInt64, version: UInt32?) {
        invokeID = UInt32(truncatingIfNeeded: counter & 0xFF_FFFF)
        outcome = version.map { .read($0) } ?? .failed(.usual)
    }

    init(parsing reader: inout MessageReader) throws(MessageError) {
        try reader.expect(Self.tag)
        invokeID = try reader.readInvokeID()
        try reader.expect(0x00)
        try reader.expect(0x01)
        let start = reader.offset
        let type = try reader.readUInt8()
        var version: UInt32?
        if type == 0x09 {
            try reader.expect(0x04)
            version = try reader.readUInt32()
        } else if type != 0x00 {
            throw MessageError(.unexpectedTag(found: type, expected: 0x09), at: start)
        }
        try reader.expect(0x01)
        try reader.expect(0x01)
        let resultOffset = reader.offset
        let result = try reader.readUInt8()
        switch (version, Failure(result: result)) {
        case (let version?, nil): outcome = .read(version)
        case (nil, let failure?): outcome = .failed(failure)
        // GBCS-8: data with success, none without.
        default:
            throw MessageError(
                .unexpectedOctet(found: result, expected: version == nil ? Failure.usual.result : 0x00),
                at: resultOffset)
        }
    }

    /// The message's content.
    public var content: [UInt8] {
        [UInt8](capacity: 17) { writer in
            writer.write(Self.tag)
            writer.writeInvokeID(invokeID)
            writer.write(0x00 as UInt8)
            writer.write(0x01 as UInt8)
            var result: UInt8 = 0
            switch outcome {
            case .read(let version):
                writer.write(0x09 as UInt8)
                writer.write(0x04 as UInt8)
                writer.writeBigEndian(version)
            case .failed(let failure):
                writer.write(0x00 as UInt8)
                result = failure.result
            }
            writer.write(0x01 as UInt8)
            writer.write(0x01 as UInt8)
            writer.write(result)
        }
    }

    static let tag: UInt8 = 0xDA
}

extension MessageReader {
    /// GBCS-8: `20`, the low three octets of a counter, and `00` for no date-time.
    mutating func readInvokeID() throws(MessageError) -> UInt32 {
        try expect(0x20)
        let high = UInt32(try readUInt8())
        let identifier = high << 16 | UInt32(try readUInt16())
        try expect(0x00)
        return identifier
    }
}

extension ByteWriter {
    /// GBCS-8: `20`, the low three octets of a counter, and `00` for no date-time.
    mutating func writeInvokeID(_ identifier: UInt32) {
        writeBigEndian(0x2000_0000 | identifier & 0xFF_FFFF)
        write(0x00 as UInt8)
    }
}
