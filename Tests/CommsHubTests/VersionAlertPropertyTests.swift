import GBCSCodec
import HANModel
import TestSupport
import Testing
import ZCLCodec

@testable import CommsHub

@Suite("HUB-26, HUB-31 in profile gbcs4, after any sequence of operations")
struct VersionAlertPropertyTests {
    /// CS09 of a device, to a remote party: 0x8F8B, version 1, activated.
    private func versionAlert(of device: EUI64) -> [UInt8] {
        let content: Octets = "30 1f 02 03 008f8b 18 0f 3230323530353132313733303030 5a 04 04 00000001 02 01 00"
        return MessageDraft.alert(
            .firmwareVersionAlert, counter: 1, from: device, to: .accessControlBroker, content: content.array
        ).octets(.none)
    }

    @Test(
        "HUB-3, HUB-82: no frame and no message brings a target to a state that the table does not have",
        arguments: 0..<20 as Range<UInt64>)
    func operations(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let harness = try HubHarness { configuration in
            configuration.profile = .gbcs4
            configuration.memoryBlockCapacity = 1_000
            configuration.imageListCapacity = 3
        }
        var images = [TestImage(0, for: Device.ppmid)]
        var reached: [TargetStatus.State] = []
        for _ in 0..<400 {
            let image = images.suffix(4).randomElement(using: &random) ?? images[0]
            let device =
                [Device.ppmid, Device.secondPPMID, Device.hcalcs].randomElement(using: &random) ?? Device.ppmid
            switch Int.random(in: 0..<10, using: &random) {
            case 0:
                let targets = [[Device.ppmid], [Device.ppmid, Device.secondPPMID], [Device.hcalcs]]
                let newcomer = TestImage(
                    UInt8.random(in: 0..<3, using: &random), version: UInt32(images.count),
                    for: targets.randomElement(using: &random) ?? [], size: 300)
                images.append(newcomer)
                // HUB-10 refuses some of them.
                try? harness.perform(
                    .updateFirmware(
                        useCase: newcomer.useCase, upgradeImage: newcomer.file.octets, targets: newcomer.devices))
            case 1: try harness.hub.receive(message: versionAlert(of: device), from: device, at: harness.now)
            case 2: harness.advance(seconds: [1, 700, 2_000, 90_000].randomElement(using: &random) ?? 1)
            case 3, 4: _ = harness.query(image, from: device)
            case 5, 6: _ = harness.block(image, offset: 0, from: device)
            default:
                _ = harness.end(
                    image, device, status: (["00", "00", "96", "99"] as [Octets]).randomElement(using: &random) ?? "00")
            }
            reached += harness.states
            #expect(harness.hub.list.disagreement(deviceCount: Device.log.count) == nil)
            for alert in harness.alerts() {
                #expect(alert.code != .firmwareVersion, "the PPMID tells its version itself")
                try harness.perform(.acknowledgeAlert(counter: alert.counter))
            }
        }
        for state: TargetStatus.State in [.awaitingQuery, .offered, .fetching, .stalled, .awaitingVersionAlert] {
            #expect(reached.contains(state), "\(state)")
        }
        // HUB-31: with CS09 the entries go.
        for device in [Device.ppmid, Device.secondPPMID] {
            try harness.hub.receive(message: versionAlert(of: device), from: device, at: harness.now)
        }
        #expect(!harness.states.contains(.awaitingVersionAlert))
    }
}
