import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

@Suite("The air, and an image that is gone")
struct AirTests {
    @Test("HUB-82: a link holds so many frames; further ones are lost and counted, and no other link is touched")
    func capacity() {
        var radio = Radio(latency: 1_000, loss: 0, seed: 1, devices: 2)
        let sent = (0..<10_000).count { _ in
            radio.send([1], to: .device(0), cluster: .otaUpgrade, at: .start)
        }
        #expect(sent == Radio.linkCapacity)
        #expect(radio.framesDropped == 10_000 - Radio.linkCapacity)
        let other = radio.send([2], to: .device(1), cluster: .otaUpgrade, at: .start)
        #expect(other)
        var arrived = 0
        while radio.receive(by: Instant(milliseconds: 10_000)) != nil { arrived += 1 }
        #expect(arrived == Radio.linkCapacity + 1 && radio.nextArrival == nil)
        let again = radio.send([1], to: .device(0), cluster: .otaUpgrade, at: Instant(milliseconds: 10_000))
        #expect(again)
    }

    @Test("HUB-14: from an octet on the answer is ABORT, the device stops, and the run ends with its alert")
    func abort() throws {
        var simulation = try Home.simulation { $0.abortsAt = 5_000 }
        let outcome = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect(!outcome.isSuccess && !outcome.isUnfinished)
        #expect(outcome.devices[0].alerts.map(\.response) == [.fileTransferFailure])
        #expect(simulation.devices[0].receivedOctets == Array(Home.image[..<5_000]))
    }

    @Test("HUB-27: a device whose transfer is aborted is silent for the stall timeout that was set")
    func stall() throws {
        var simulation = try Home.simulation {
            $0.abortsAt = 0
            $0.hub.transferStallTimeout = 90
        }
        let outcome = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect((90_000..<92_000).contains(outcome.duration))
    }
}
