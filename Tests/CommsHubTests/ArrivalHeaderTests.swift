import CommsHub
import GBCSCodec
import HANModel
import Testing
import TestSupport
import ZCLCodec

/// A change to a good file, and what HUB-5 has against the result.
struct HeaderFault: Sendable, CustomTestStringConvertible {
    let name: String
    let error: WireError
    let change: @Sendable (inout SampleFile) -> Void

    init(
        _ name: String, _ reason: WireError.Reason, at offset: Int,
        change: @escaping @Sendable (inout SampleFile) -> Void
    ) {
        self.name = name
        error = WireError(reason, at: offset)
        self.change = change
    }

    var testDescription: String { name }
}

@Suite("HUB-5 header of an Upgrade Image")
struct ArrivalHeaderTests {
    @Test(
        "HUB-5: a fault in the OTA header is refused with its field",
        arguments: [
            HeaderFault("identifier", .wrongFileIdentifier(0x0BEE_F11F), at: 0) { $0.identifier = "1f f1 ee 0b" },
            HeaderFault("header version", .wrongHeaderVersion(0x0101), at: 4) { $0.headerVersion = "01 01" },
            HeaderFault("header length below 56", .wrongHeaderLength(55), at: 6) { $0.headerLength = 55 },
            HeaderFault("header length above 69", .wrongHeaderLength(70), at: 6) { $0.headerLength = 70 },
            HeaderFault("header length without its fields", .wrongHeaderLength(59), at: 6) { $0.headerLength = 59 },
            HeaderFault("field control", .undefinedFieldControlBits(0x000C), at: 8) { $0.fieldControl = "0c 00" },
            HeaderFault("field control's high octet", .undefinedFieldControlBits(0x0104), at: 8) {
                $0.fieldControl = "04 01"
            },
            HeaderFault("size below the header", .totalImageSizeBelowHeader(59), at: 52) { $0.totalImageSize = 59 },
        ])
    func header(fault: HeaderFault) throws {
        var file = SampleFile(size: 400)
        fault.change(&file)
        try refusal(.image(fault.error)) { try $0.update(file) }
        var signed = SampleFile.signed(size: 400)
        fault.change(&signed)
        try refusal(.image(fault.error)) { try $0.updateMeters(signed, for: [Device.esme]) }
    }

    @Test("HUB-5: a total image size above what arrived is refused")
    func tooFewOctets() throws {
        // With CS05c four octets of activation date-time follow, so that 404 arrive.
        var file = SampleFile(size: 400)
        file.totalImageSize = 405
        try refusal(.image(WireError(.truncated, at: 404))) { try $0.update(file) }
        var signed = SampleFile.signed(size: 400)
        signed.totalImageSize = 401
        try refusal(.image(WireError(.truncated, at: 400))) {
            try $0.updateMeters(signed, for: [Device.gsme])
        }
    }

    @Test("HUB-5: a total image size below what arrived is refused", arguments: [1, 2, 5, 340] as [UInt32])
    func tooManyOctets(surplus: UInt32) throws {
        var file = SampleFile(size: 400)
        file.totalImageSize = 400 - surplus
        try refusal(
            .image(WireError(.trailingOctets(count: Int(surplus) + 4), at: 400 - Int(surplus)))
        ) { try $0.update(file) }
        var signed = SampleFile.signed(size: 400)
        signed.totalImageSize = 400 - surplus
        try refusal(.image(WireError(.trailingOctets(count: Int(surplus)), at: 400 - Int(surplus)))) {
            try $0.updateMeters(signed, for: [Device.gsme])
        }
    }

    @Test("HUB-5: an image that ends inside its header is refused, wherever it ends", arguments: 0..<60)
    func insideHeader(count: Int) throws {
        let octets = Array(SampleFile(size: 60).octets[..<count])
        try refusal(.image(WireError(.truncated, at: count))) { harness in
            try harness.perform(.updateFirmware(useCase: .cs05c, upgradeImage: octets, targets: [Device.ppmid]))
        }
    }

    @Test("HUB-5: a header with every optional field, and one with none, is accepted")
    func optionalFields() throws {
        let harness = try HubHarness()
        var full = SampleFile(size: 400)
        full.headerLength = 69
        full.fieldControl = "07 00"
        full.optionalFields = "00 a1 90 78 56 34 12 db 00 00 01 ff 01"
        try harness.update(full)
        var plain = SampleFile.withoutHardwareVersions(size: 57)
        plain.model = "34 12 79 56"
        try harness.update(plain, for: [Device.ihd])
        #expect(harness.hub.targets.map(\.imageSize) == [400, 57])
    }
}
