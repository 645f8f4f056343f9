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

    @Test("HUB-82: frames of all links arrive whole by their moments, those of one moment in the order they were sent")
    func order() {
        var radio = Radio(latency: 50, loss: 0, seed: 3, devices: 5)
        var random = SplitMix64(seed: 8)
        // A model: what is in the air, in the order in which it was sent. No link is ever idle.
        var sent: [(link: Int, octets: [UInt8])] = []
        var last = Instant.start
        func take(by now: Instant) {
            while let frame = radio.receive(by: now) {
                guard let place = sent.firstIndex(where: { $0.octets == frame.octets }) else {
                    Issue.record("a frame that was not sent")
                    return
                }
                let link: Int? = if case .device(let device) = frame.destination { device } else { nil }
                // Nothing that was sent before it on its link is still in the air.
                #expect(link == sent[place].link && !sent[..<place].contains { $0.link == link })
                #expect(frame.arrival >= last && frame.arrival <= now)
                last = frame.arrival
                sent.remove(at: place)
            }
        }
        for number in 0..<40_000 as Range<UInt32> {
            let link = Int(random.next(upTo: 5)) - 1
            let octets =
                (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
                + [UInt8](repeating: 0xA5, count: Int(random.next(upTo: 100)))
            let isSent = radio.send(
                octets, to: .device(link), cluster: .otaUpgrade, at: Instant(milliseconds: UInt64(number)))
            #expect(isSent)
            sent.append((link, octets))
            take(by: Instant(milliseconds: UInt64(number)))
        }
        take(by: Instant(milliseconds: 50_000))
        #expect(sent.isEmpty && radio.nextArrival == nil)

        // All at one moment.
        var even = Radio(latency: 0, loss: 0, seed: 1, devices: 5)
        for number in 0..<20 as Range<UInt8> {
            _ = even.send([number], to: .hub(from: Int(number * 3 % 5)), cluster: .otaUpgrade, at: .start)
        }
        var numbers: [UInt8] = []
        while let frame = even.receive(by: .start) { numbers += frame.octets }
        #expect(numbers == Array(0..<20))
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
