import Testing
import ZCLCodec

extension Array where Element == UInt8 {
    /// Lends the array as a view to a body that may throw; the closure says `throws` where only macros do.
    func lend(_ body: (OctetView) throws -> Void) throws {
        try withOctetView { (view) throws in try body(view) }
    }
}

extension Frame {
    /// The frame encoded anew, with the tail that it has in the octets it was decoded from.
    func encoded(anew octets: OctetView) -> [UInt8] { encoded(tail: octets[tail]) }

    /// Writes the frame anew, with the tail that it has in the octets it was decoded from.
    func encode(anew octets: OctetView, into writer: inout ByteWriter) -> Bool {
        encode(tail: octets[tail], into: &writer)
    }
}

/// A frame written by hand from the specification's tables: its octets and what they say.
struct SampleFrame: CustomTestStringConvertible, Sendable {
    let name: String
    let octets: [UInt8]
    let command: Command

    init(_ name: String, _ octets: [UInt8], _ command: Command) {
        self.name = name
        self.octets = octets
        self.command = command
    }

    var testDescription: String { name }

    static let file = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x00A5, fileVersion: 0x0102_0305)
    static let address = EUI64(rawValue: 0x000D_6F00_1234_5678)
    /// ``file`` and ``address`` as they stand on the wire, little-endian.
    static let fileOctets: [UInt8] = [0x34, 0x12, 0xA5, 0x00, 0x05, 0x03, 0x02, 0x01]
    static let addressOctets: [UInt8] = [0x78, 0x56, 0x34, 0x12, 0x00, 0x6F, 0x0D, 0x00]

    /// Every command of the cluster whose fields are not a view into the frame, in each of its forms.
    static let all = notifications + requests + responses

    static let notifications = [
        SampleFrame(
            "Image Notify, payload type 0", [0x09, 0x01, 0x00, 0x00, 0x64],
            .imageNotify(ImageNotify(queryJitter: .everybody, content: .nothing))),
        SampleFrame(
            "Image Notify, payload type 1", [0x09, 0x01, 0x00, 0x01, 0x64, 0x34, 0x12],
            .imageNotify(ImageNotify(queryJitter: .everybody, content: .manufacturer(code: 0x1234)))),
        SampleFrame(
            "Image Notify, payload type 2", [0x09, 0x01, 0x00, 0x02, 0x64, 0x34, 0x12, 0xA5, 0x00],
            .imageNotify(
                ImageNotify(
                    queryJitter: .everybody, content: .model(manufacturerCode: 0x1234, imageType: 0x00A5)))),
        SampleFrame(
            "Image Notify, payload type 3", [0x09, 0x01, 0x00, 0x03, 0x64] + fileOctets,
            .imageNotify(ImageNotify(queryJitter: .everybody, content: .file(file)))),
    ]

    static let requests = [
        SampleFrame(
            "Query Next Image Request", [0x01, 0x02, 0x01, 0x00] + fileOctets,
            .queryNextImageRequest(QueryNextImageRequest(runningFile: file))),
        SampleFrame(
            "Query Next Image Request with hardware version", [0x01, 0x02, 0x01, 0x01] + fileOctets + [0x02, 0x01],
            .queryNextImageRequest(QueryNextImageRequest(runningFile: file, hardwareVersion: 0x0102))),
        SampleFrame(
            "Image Block Request",
            [0x01, 0x03, 0x03, 0x00] + fileOctets + [0x40, 0xE2, 0x01, 0x00, 0x30],
            .imageBlockRequest(ImageBlockRequest(file: file, fileOffset: 123_456, maximumDataSize: 48))),
        SampleFrame(
            "Image Block Request with address and period",
            [0x01, 0x03, 0x03, 0x03] + fileOctets + [0x40, 0xE2, 0x01, 0x00, 0x30] + addressOctets + [0xF4, 0x01],
            .imageBlockRequest(
                ImageBlockRequest(
                    file: file, fileOffset: 123_456, maximumDataSize: 48, requestNodeAddress: address,
                    minimumBlockPeriod: 500))),
        SampleFrame(
            "Image Block Request with period",
            [0x01, 0x03, 0x03, 0x02] + fileOctets + [0x40, 0xE2, 0x01, 0x00, 0x30, 0xF4, 0x01],
            .imageBlockRequest(
                ImageBlockRequest(file: file, fileOffset: 123_456, maximumDataSize: 48, minimumBlockPeriod: 500))),
        SampleFrame(
            "Image Page Request",
            [0x01, 0x04, 0x04, 0x01] + fileOctets + [0x40, 0xE2, 0x01, 0x00, 0x30, 0x00, 0x02, 0x64, 0x00]
                + addressOctets,
            .imagePageRequest(
                ImagePageRequest(
                    file: file, fileOffset: 123_456, maximumDataSize: 48, pageSize: 512, responseSpacing: 100,
                    requestNodeAddress: address))),
        SampleFrame(
            "Upgrade End Request", [0x01, 0x05, 0x06, 0x96] + fileOctets,
            .upgradeEndRequest(UpgradeEndRequest(status: .invalidImage, file: file))),
    ]

    static let responses = [
        SampleFrame(
            "Query Next Image Response, SUCCESS", [0x19, 0x02, 0x02, 0x00] + fileOctets + [0x00, 0xB8, 0x0B, 0x00],
            .queryNextImageResponse(.available(file, imageSize: 768_000))),
        SampleFrame(
            "Query Next Image Response, NO_IMAGE_AVAILABLE", [0x19, 0x02, 0x02, 0x98],
            .queryNextImageResponse(.unavailable(.noImageAvailable))),
        SampleFrame(
            "Query Device Specific File Response", [0x19, 0x02, 0x09, 0x7E],
            .queryDeviceSpecificFileResponse(.unavailable(.notAuthorized))),
        SampleFrame(
            "Image Block Response, WAIT_FOR_DATA",
            [0x19, 0x03, 0x05, 0x97, 0x00, 0x00, 0x00, 0x00, 0x3C, 0x00, 0x00, 0x00, 0xF4, 0x01],
            .imageBlockResponse(
                .waitForData(.init(currentTime: .zero, requestTime: UTCTime(rawValue: 60), minimumBlockPeriod: 500)))
        ),
        SampleFrame(
            "Image Block Response, ABORT", [0x19, 0x03, 0x05, 0x95], .imageBlockResponse(.stopped(.abort))),
        SampleFrame(
            "Upgrade End Response",
            [0x19, 0x05, 0x07] + fileOctets + [0x01, 0x02, 0x03, 0x04, 0xFF, 0xFF, 0xFF, 0xFF],
            .upgradeEndResponse(
                UpgradeEndResponse(
                    file: file, currentTime: UTCTime(rawValue: 0x0403_0201), upgradeTime: .waitForCommand))),
        SampleFrame(
            "Default Response", [0x18, 0x06, 0x0B, 0x03, 0x80],
            .defaultResponse(DefaultResponse(commandIdentifier: 0x03, status: .malformedCommand))),
    ]
}
