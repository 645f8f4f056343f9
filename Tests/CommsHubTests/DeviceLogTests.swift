import CommsHub
import GBCSCodec
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-1 device log")
struct DeviceLogTests {
    @Test("HUB-1: a frame from an unknown address is dropped, counted and recorded, and changes nothing else")
    func unknownDevice() throws {
        let harness = try HubHarness.holding()
        let targets = harness.hub.targets
        let deadline = harness.hub.nextDeadline
        harness.receive(SampleFrames.query(), from: Device.stranger)
        harness.receive("00 01 00 02 00", from: Device.stranger)
        harness.receive("ff", from: Device.stranger)
        #expect(harness.transmissions().isEmpty)
        #expect(harness.hub.framesFromUnknownDevices == 3)
        #expect(
            harness.events() == [HubEvent](repeating: .frameFromUnknownDevice(Device.stranger), count: 3))
        #expect(harness.hub.targets == targets)
        #expect(harness.hub.nextDeadline == deadline)
        #expect(harness.hub.unacknowledgedAlerts.isEmpty)
    }

    @Test("HUB-1: only the octets of the whole address make a device known")
    func nearlyKnown() throws {
        let harness = try HubHarness.holding()
        for bit in 0..<64 {
            harness.receive(
                SampleFrames.query(), from: EUI64(rawValue: Device.ihd.rawValue ^ 1 << UInt64(bit)))
        }
        #expect(harness.frames(to: Device.ihd).isEmpty)
        // 64 addresses less those of the PPMID (A1) and the GSME (F1), which differ from B1 in one bit too.
        #expect(harness.hub.framesFromUnknownDevices == 62)
    }

    @Test("HUB-5: the device log holds 16 devices and no more, unless it is told otherwise")
    func capacity() throws {
        let log = (0..<17).map { DeviceLogEntry(device: EUI64(rawValue: 0x1000 + $0), type: .ppmid) }
        _ = try CommunicationsHub(configuration: HubConfiguration(), deviceLog: Array(log[..<16]))
        #expect(throws: HubSetupError.tooManyDevices(count: 17, capacity: 16)) {
            _ = try CommunicationsHub(configuration: HubConfiguration(), deviceLog: log)
        }
        var wide = HubConfiguration()
        wide.deviceLogCapacity = 17
        _ = try CommunicationsHub(configuration: wide, deviceLog: log)
    }

    @Test("HUB-1: the device log names no device twice")
    func duplicate() {
        let entry = DeviceLogEntry(device: Device.ppmid, type: .ppmid)
        #expect(throws: HubSetupError.duplicateDevice(Device.ppmid)) {
            _ = try CommunicationsHub(
                configuration: HubConfiguration(),
                deviceLog: [entry, DeviceLogEntry(device: Device.ppmid, type: .esme)])
        }
    }
}
