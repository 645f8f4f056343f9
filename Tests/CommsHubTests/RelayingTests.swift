import CommsHub
import TestSupport
import Testing
import ZCLCodec

@Suite("HUB-42, HUB-53 relaying")
struct RelayingTests {
    @Test("HUB-53: a message goes to its device and the answer back, unread")
    func bothWays() throws {
        let harness = try HubHarness()
        let request = [UInt8](repeating: 0xDD, count: 73)
        try harness.hub.perform(.relay(message: request, to: Device.gsme), at: harness.now)
        harness.hub.receive(message: [0x00, 0x01], from: Device.gsme, at: harness.now)
        #expect(
            harness.events() == [.messageForDevice(Device.gsme, request), .messageFromDevice(Device.gsme, [0, 1])])
    }

    @Test("HUB-1, HUB-53: messages from and for devices that are not on the log go nowhere")
    func unknown() throws {
        let harness = try HubHarness()
        let stranger = EUI64(rawValue: 0x0102_0304_0506_0708)
        #expect(throws: WANRequestError.unknownTarget(stranger)) {
            try harness.hub.perform(.relay(message: [1], to: stranger), at: harness.now)
        }
        harness.hub.receive(message: [1], from: stranger, at: harness.now)
        #expect(harness.events() == [.frameFromUnknownDevice(stranger)])
        let dropped = harness.hub.framesFromUnknownDevices
        #expect(dropped == 1)
    }

    @Test("HUB-53: 66 000 octets are relayed, one more is not")
    func limit() throws {
        let harness = try HubHarness()
        let longest = [UInt8](repeating: 1, count: 66_000)
        try harness.hub.perform(.relay(message: longest, to: Device.esme), at: harness.now)
        #expect(throws: WANRequestError.messageTooLong(size: 66_001, limit: 66_000)) {
            try harness.hub.perform(.relay(message: longest + [1], to: Device.esme), at: harness.now)
        }
        harness.hub.receive(message: longest + [1], from: Device.esme, at: harness.now)
        #expect(harness.events() == [.messageForDevice(Device.esme, longest), .messageDropped(Device.esme)])
    }
}
