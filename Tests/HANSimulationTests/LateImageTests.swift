import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

@Suite("Images that arrive while another is on its way")
struct LateImageTests {
    private let newer = SampleImage.make(
        file: FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0007, fileVersion: 0x0000_0016),
        hardwareVersions: Home.hardware, size: 10_000, seed: 4)

    private func late(isForced: Bool, at moment: LateImage.Moment) -> [LateImage] {
        let target = Home.device(0, .ppmid).configuration.device
        let request = WANRequest.updateFirmware(
            useCase: .cs05c, upgradeImage: UpgradeImage.octets(file: newer, activation: .zero), targets: [target],
            forceReplace: isForced)
        return [LateImage(request, file: newer, at: moment)]
    }

    @Test("HUB-13: an image that is to replace another by force waits for its transfer, and both are installed")
    func forced() throws {
        var simulation = try Home.simulation()
        let outcome = try FirmwareUpdate.run(
            Home.image, activation: .zero, in: &simulation, late: late(isForced: true, at: .halfThrough))
        let covered = outcome.devices[0].alerts.filter { $0.response == .fileTransferSuccess }.map(\.fileVersion)
        #expect(covered == [0x15, 0x16])
        #expect(outcome.devices[0].runningVersion == 0x16)
        #expect(!outcome.isUnfinished)
    }

    @Test("HUB-7: an image of the same model replaces one that nobody has begun to fetch")
    func sameModel() throws {
        var simulation = try Home.simulation()
        let outcome = try FirmwareUpdate.run(
            Home.image, activation: .zero, in: &simulation, late: late(isForced: false, at: .atOnce))
        let alerts = outcome.devices[0].alerts
        #expect(alerts.contains { $0.response == .imageDiscarded && $0.fileVersion == 0x15 })
        #expect(alerts.contains { $0.response == .fileTransferSuccess && $0.fileVersion == 0x16 })
    }

    @Test("HUB-8, HUB-10: a newer image does not replace one that is being fetched: it takes the free block")
    func begun() throws {
        var simulation = try Home.simulation()
        let outcome = try FirmwareUpdate.run(
            Home.image, activation: .zero, in: &simulation, late: late(isForced: false, at: .halfThrough))
        #expect(outcome.devices[0].alerts.allSatisfy { $0.response != .imageDiscarded })
        #expect(outcome.devices[0].runningVersion == 0x16)
    }

    @Test("HUB-5: an image that the hub refuses changes nothing of the one before it, and its sender hears why")
    func refused() throws {
        var simulation = try Home.simulation()
        var errors: [WANRequestError] = []
        let request = WANRequest.updateFirmware(
            useCase: .cs05c, upgradeImage: UpgradeImage.octets(file: newer, activation: .zero), targets: [])
        let outcome = try FirmwareUpdate.run(
            Home.image, activation: .zero, in: &simulation,
            late: [LateImage(request, file: newer, at: .halfThrough) { errors.append($0) }])
        #expect(errors == [.noTargets])
        #expect(outcome.isSuccess)
    }

    @Test("An update is for the devices that are named")
    func targets() throws {
        var simulation = try Home.simulation([.ppmid, .ihd])
        let outcome = try FirmwareUpdate.run(
            Home.image, activation: .zero, in: &simulation, for: [Home.device(0, .ppmid)])
        #expect(outcome.devices.map(\.isUpdated) == [true, false])
        #expect(outcome.devices[1].alerts.isEmpty)
    }
}
