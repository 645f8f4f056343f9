import CommsHub
import TestSupport
import Testing
import ZCLCodec

@Suite("HUB-42, HUB-53 relaying")
struct RelayingTests {
    /// A message that is none, and so differs from the others.
    private static func message(_ number: Int) -> [UInt8] { [UInt8(number >> 8), UInt8(number & 0xFF)] }

    @Test("HUB-53: a message goes to its device and the answer back, unread, and neither is an event")
    func bothWays() throws {
        let harness = try HubHarness()
        let request = [UInt8](repeating: 0xDD, count: 73)
        try harness.perform(.relay(message: request, to: Device.gsme))
        try harness.hub.receive(message: [0x00, 0x01], from: Device.gsme, at: harness.now)
        #expect(harness.messages(for: Device.esme) == [])
        #expect(harness.messages(for: Device.gsme) == [request])
        #expect(harness.messages() == [DeviceMessage(device: Device.gsme, octets: [0x00, 0x01])])
        #expect(harness.events().isEmpty)
    }

    @Test("HUB-1, HUB-53: messages from and for devices that are not on the log go nowhere")
    func unknown() throws {
        let harness = try HubHarness()
        #expect(throws: WANRequestError.unknownTarget(Device.stranger)) {
            try harness.perform(.relay(message: [1], to: Device.stranger))
        }
        #expect(throws: DeviceMessageError.unknownDevice(Device.stranger)) {
            try harness.hub.receive(message: [1], from: Device.stranger, at: harness.now)
        }
        #expect(harness.events() == [.frameFromUnknownDevice(Device.stranger)])
        #expect(harness.messages().isEmpty && harness.messages(for: Device.stranger).isEmpty)
        let dropped = harness.hub.framesFromUnknownDevices
        #expect(dropped == 1)
    }

    @Test("HUB-53: 66 000 octets are relayed, one more is not")
    func size() throws {
        let harness = try HubHarness()
        let longest = [UInt8](repeating: 1, count: 66_000)
        try harness.perform(.relay(message: longest, to: Device.esme))
        #expect(throws: WANRequestError.messageTooLong(size: 66_001, limit: 66_000)) {
            try harness.perform(.relay(message: longest + [1], to: Device.esme))
        }
        try harness.hub.receive(message: longest, from: Device.esme, at: harness.now)
        #expect(throws: DeviceMessageError.messageTooLong(size: 66_001, limit: 66_000)) {
            try harness.hub.receive(message: longest + [1], from: Device.esme, at: harness.now)
        }
        #expect(harness.messages(for: Device.esme) == [longest] && harness.messages().map(\.octets) == [longest])
    }

    @Test("HUB-53: of 300 messages that nobody polls 64 wait for a device, in order; the others are refused")
    func fullForDevice() throws {
        let harness = try HubHarness()
        var accepted: [[UInt8]] = []
        for number in 0..<300 {
            do {
                try harness.perform(.relay(message: Self.message(number), to: Device.gsme))
                accepted.append(Self.message(number))
            } catch let error as WANRequestError {
                #expect(error == .messageQueueFull(.device(Device.gsme), capacity: 64))
            }
        }
        #expect(accepted == (0..<64).map(Self.message))
        // Another device's queue is its own, and no message has become an event.
        try harness.perform(.relay(message: [1], to: Device.esme))
        #expect(harness.events().isEmpty)
        #expect(harness.hub.pollMessage(for: Device.gsme) == accepted[0])
        try harness.perform(.relay(message: [2], to: Device.gsme))
        #expect(harness.messages(for: Device.gsme) == accepted.dropFirst() + [[2]])
        #expect(harness.messages(for: Device.esme) == [[1]])
    }

    @Test("HUB-53: of 300 messages of devices 64 wait for the WAN side, in order; the others are refused")
    func fullForWAN() throws {
        let harness = try HubHarness()
        var accepted: [DeviceMessage] = []
        for number in 0..<300 {
            let device = [Device.gsme, Device.esme][number % 2]
            do {
                try harness.hub.receive(message: Self.message(number), from: device, at: harness.now)
                accepted.append(DeviceMessage(device: device, octets: Self.message(number)))
            } catch {
                #expect(error == .messageQueueFull(capacity: 64))
            }
        }
        #expect(accepted.map(\.octets) == (0..<64).map(Self.message))
        #expect(harness.events().isEmpty)
        #expect(harness.hub.pollMessage() == accepted[0])
        try harness.hub.receive(message: [2], from: Device.ppmid, at: harness.now)
        #expect(harness.messages() == accepted.dropFirst() + [DeviceMessage(device: Device.ppmid, octets: [2])])
    }

    @Test("HUB-53: each refusal says which limit it met, and the rule")
    func words() {
        #expect(
            WANRequestError.messageQueueFull(.device(Device.gsme), capacity: 64).description
                == "64 messages wait for 00-DB-12-34-56-78-90-F1 already (HUB-53)")
        #expect(
            WANRequestError.messageQueueFull(.wan, capacity: 64).description
                == "64 messages wait for the WAN side already (HUB-53)")
    }
}
