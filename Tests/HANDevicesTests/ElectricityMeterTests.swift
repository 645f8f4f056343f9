import GBCSCodec
import HANDevices
import HANModel
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-4, GBCS-8: firmware messages of an ESME and an HCALCS")
struct ElectricityMeterTests {
    private static let file = SampleFile.signed(size: 500).octets
    /// GBCS-5: over the Manufacturer Image alone.
    private static let hash = file[60..<434].withOctetView { Octets(SHA256.hash($0).octets) }
    private static let outcomes: [(ImageVerification, Octets)] = [
        (.anyDigest, "8f72"), (ImageVerification { _, _ in .invalid }, "8f1c"),
    ]
    /// GBCS-8: get attribute 2 of 0-0:0.2.1.255, with the counter 9.
    private static let command = Messages.authenticated(
        Messages.commandHeader(9), "0059", "d9 20000009 00 01 01 0001 0000000201ff 02 0100")

    private func messages(_ type: DeviceType, _ verification: ImageVerification) -> [Octets] {
        let harness = DeviceHarness.fetching(size: 500) { configuration in
            configuration.type = type
            configuration.verification = verification
        }
        // 2025-05-08T06:13:20Z.
        harness.device.setTime(Sample.start, at: harness.now)
        harness.feed(Self.file)
        return harness.messages()
    }

    @Test("GBCS-8, ECS52: an ESME tells the version that it runs, with a MAC and the command's counter")
    func version() {
        let harness = DeviceHarness { $0.type = .esme }
        let response = Messages.authenticated(
            Messages.deviceHeader("02", 9), "0059", "da 20000009 00 00 01 0904 01020301 010100")
        #expect(harness.answers(toMessage: Self.command) == [response])
        // GBCS-1: a repeat is not answered.
        #expect(harness.answers(toMessage: Self.command) == [])
    }

    @Test("GBCS-8: ECS52 is for an ESME", arguments: [.gsme, .hcalcs, .ppmid, .ihd, .cad] as [DeviceType])
    func others(type: DeviceType) {
        let harness = DeviceHarness { $0.type = type }
        #expect(harness.answers(toMessage: Self.command) == [])
        #expect(harness.events() == [.messageRejected(.unsupported(.readESMEFirmwareVersion))])
    }

    @Test("GBCS-4, GBCS-8: an ESME alerts 0x8F72 when it has verified an image, 0x8F1C when it has refused it")
    func receipt() {
        for (verification, code) in Self.outcomes {
            let content: Octets = """
                0f 20000001 00 0203 12 \(code) 090c 07e90508ff060d14008000ff 0920 \(Self.hash)
                """
            #expect(
                messages(.esme, verification) == [
                    Messages.signed(Messages.deviceHeader("03", 1, to: "90b3d51f30000002"), "00ce", content)
                ])
        }
    }

    @Test("GBCS-4: an HCALCS alerts the same in a generic critical alert, in DER")
    func receiptOfSwitch() {
        for (verification, code) in Self.outcomes {
            let content: Octets = "30 16 02 03 00 \(code) 18 0f \(Octets(Array("20250508061320Z".utf8)))"
            #expect(
                messages(.hcalcs, verification) == [
                    Messages.signed(Messages.deviceHeader("03", 1, to: "90b3d51f30000002"), "1000", content)
                ])
        }
    }
}
