import CommsHub
import GBCSCodec
import HANModel
import TestSupport
import Testing
import ZCLCodec

/// 800 000 000 seconds after 2000 are 2025-05-08T06:13:20Z: "20250508061320Z".
private let start: Octets = "32303235 30353038 303631333230 5a"

/// GBCS-1: DF to the date-time of an alert of the tests' hub to the access control broker.
private func header(_ counter: Octets) -> Octets {
    "df 09 03 00000000000000 \(counter) 08 00db1234567890a0 08 90b3d51f30000002 00"
}

/// GBCS-4: CCS08 about the tests' PPMID at the start.
private func firmwareAlert(_ counter: Octets, _ code: Octets, _ version: Octets, _ response: Octets) -> Octets {
    """
    \(header(counter)) 02 0128 2b 30 29 02 03 00 \(code) 18 0f \(start) 04 08 00db1234567890a1 04 04 \(version)
    02 01 \(response)
    """
}

@Suite("GBCS-4: the hub's alerts as messages")
struct AlertMessageTests {
    @Test("GBCS-4, HUB-4: 0x8F8A leaves as CCS08, complete, with an empty signature where there is no key")
    func success() throws {
        let harness = try HubHarness.holding()
        _ = harness.complete()
        let alert = try #require(harness.alerts().first)
        #expect(Octets(alert.message) == firmwareAlert("01", "8f8a", "01020304", "00") + "00")
    }

    @Test(
        "GBCS-4: 0x8F89 has response 2 for a mismatch and 3 for a failure",
        arguments: [("01 51 01 01 34 12 78 56 01 03 02 01 00 02", "02"), ("01 51 06 95 34 12 78 56 04 03 02 01", "03")]
            as [(Octets, Octets)])
    func failure(frame: Octets, response: Octets) throws {
        let harness = try HubHarness.holding()
        harness.begin()
        harness.receive(frame)
        let alert = try #require(harness.alerts().last)
        #expect(Octets(alert.message) == firmwareAlert("01", "8f89", "01020304", response) + "00")
    }

    @Test("GBCS-4: 0x8F89 has response 1 for an image that was discarded")
    func discarded() throws {
        let harness = try HubHarness.holding()
        try harness.update(SampleFile(size: 900), for: [Device.ppmid])
        let alert = try #require(harness.alerts().last)
        #expect(Octets(alert.message) == firmwareAlert("01", "8f89", "01020304", "01") + "00")
    }

    @Test("GBCS-4: 0x8F8B leaves under message code 0x0128, ten minutes later, with the version that runs")
    func version() throws {
        let harness = try HubHarness.holding()
        _ = harness.complete()
        harness.advance(seconds: 600)
        let read = try #require(harness.frames().last)
        harness.receive("10 \(Octets([read.array[1]])) 01 02 00 00 23 78 56 34 12")
        let alert = try #require(harness.alerts().last)
        // "20250508062320Z"
        let octets: Octets = """
            \(header("02")) 02 0128 2b 30 29 02 03 00 8f8b 18 0f 32303235 30353038 303632333230 5a
            04 08 00db1234567890a1 04 04 12345678 02 01 00 00
            """
        #expect(Octets(alert.message) == octets)
    }

    @Test("GBCS-4: a version that was not read is 00000000 with response 1")
    func noVersion() throws {
        let harness = try HubHarness.holding()
        _ = harness.complete()
        harness.advance(seconds: 700)
        let alert = try #require(harness.alerts().last)
        #expect(Octets(Array(alert.message.suffix(10))) == "04 04 00000000 02 01 01 00")
    }

    @Test("GBCS-1: the signature covers all after DF to the end of the content, and stands after it")
    func signature() throws {
        let harness = try HubHarness.holding { configuration in
            configuration.keys = MessageKeys(sign: { octets in
                // What was signed, so that the test can see it.
                Array((octets + [UInt8](repeating: 0xEE, count: 64)).suffix(64))
            })
        }
        _ = harness.complete()
        let alert = try #require(harness.alerts().first)
        let unsigned = firmwareAlert("01", "8f8a", "01020304", "00")
        #expect(Octets(alert.message) == unsigned + "40" + Octets([UInt8](repeating: 0xEE, count: 64)))
    }

    @Test("GBCS-7, GBCS-8, HUB-60: 0x8F20 leaves as DBCH06 in DLMS about the hub itself, with a MAC and no signature")
    func band() throws {
        let harness = try HubHarness { configuration in
            configuration.keys = MessageKeys(
                sign: { _ in [UInt8](repeating: 0xEE, count: 64) },
                authenticate: { input in Array(input.additionalData.suffix(11)) + [UInt8(input.additionalData.count)] })
        }
        harness.hub.addSubGHzTraffic(microseconds: 46_800_000, at: harness.now)
        let alert = try #require(harness.alerts().first)
        let message: Octets = """
            \(header("01")) 02 0110 23
            0f 20000001 00 0203 12 8f20 090c 07e90508ff060d14008000ff 0908 00db1234567890a0 00
            """
        // What was authenticated: 110000000000 and the message to its empty signature.
        let mac: Octets = "0908 00db1234567890a0 00"
        #expect(Octets(alert.message) == "dd 000000000000 57 11 00000000" + message + mac + Octets([6 + 70]))
        #expect(alert.device == EUI64(rawValue: 0x00DB_1234_5678_90A0) && alert.description.rule == "GBCS-7")
    }

    @Test("GBCS-1: the recipient and the hub are those of the configuration")
    func parties() throws {
        let harness = try HubHarness.holding { configuration in
            configuration.hub = EUI64(rawValue: 0x0102_0304_0506_0708)
            configuration.accessControlBroker = EUI64(rawValue: 0x1112_1314_1516_1718)
        }
        _ = harness.complete()
        let alert = try #require(harness.alerts().first)
        #expect(Octets(Array(alert.message[11..<29])) == "08 0102030405060708 08 1112131415161718")
    }

    @Test("HUB-4, GBCS-1: counters of messages rise by one and never repeat")
    func counters() throws {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.secondPPMID])
        _ = harness.complete()
        _ = harness.complete(Device.secondPPMID)
        harness.advance(seconds: 800)
        let counters = harness.alerts().map { Octets(Array($0.message[3..<11])) }
        #expect(counters == ([1, 2, 3, 4] as [UInt8]).map { "00000000000000 \(Octets([$0]))" })
    }
}

@Suite("HUB-50, GBCS-4: CS08 as a message")
struct VersionCommandTests {
    /// CS08's command to the tests' PPMID, with a supplementary remote party and its counter.
    private static func command(_ counter: Octets, content: Octets = "02 05 00") -> [UInt8] {
        ("""
        dd 000000000000 46 11 00000000
        df 09 01 00000000000005 \(counter) 08 90b3d51f30000002 08 00db1234567890a1 00
        12 0129 90b3d51f30010000 00000000000003e8 \(content) 00 b1b2b3b4b5b6b7b8b9babbbc
        """ as Octets).array
    }

    /// CS08's response with this content, and a MAC of zeros.
    private static func response(_ counter: Octets, _ version: Octets, _ number: Octets) -> [UInt8] {
        ("""
        dd 000000000000 4f 11 00000000
        df 09 02 00000000000005 \(counter) 08 00db1234567890a1 08 90b3d51f30000002 00
        12 0129 90b3d51f30010000 00000000000003e8 0b 30 09 04 04 \(version) 02 01 \(number) 00
        000000000000000000000000
        """ as Octets).array
    }

    /// The response as the WAN side gets it, in the PPMID's name.
    private static func answer(_ counter: Octets, _ version: Octets, _ number: Octets) -> DeviceMessage {
        DeviceMessage(device: Device.ppmid, octets: response(counter, version, number))
    }

    @Test("HUB-50: the hub reads the version and answers the message with the device's parties and counter")
    func answered() throws {
        let harness = try HubHarness()
        try harness.perform(.relay(message: Self.command("14"), to: Device.ppmid))
        #expect(harness.frames() == ["08 00 00 02 00 07 00 08 00"])
        harness.receive("10 00 01 02 00 00 23 04 03 02 01")
        #expect(harness.messages() == [Self.answer("14", "01020304", "00")])
    }

    @Test("HUB-50: no answer within 30 s is answered with 00000000 and 1")
    func unanswered() throws {
        let harness = try HubHarness()
        try harness.perform(.relay(message: Self.command("14"), to: Device.ppmid))
        harness.advance(seconds: 30)
        #expect(harness.messages() == [Self.answer("14", "00000000", "01")])
    }

    @Test("HUB-50: CS08 for another type of device, and its response, go on unread")
    func relayed() throws {
        let harness = try HubHarness()
        try harness.perform(.relay(message: Self.command("14"), to: Device.esme))
        let response = Self.response("14", "01020304", "00")
        try harness.perform(.relay(message: response, to: Device.ppmid))
        #expect(harness.messages(for: Device.esme) == [Self.command("14")])
        #expect(harness.messages(for: Device.ppmid) == [response])
        #expect(harness.frames().isEmpty)
    }

    @Test("HUB-50: CS08 to another recipient is not answered in the device's name; it goes on unread")
    func otherRecipient() throws {
        let harness = try HubHarness()
        // The last octet of the recipient.
        var command = Self.command("14")
        command[41] ^= 0x01
        try harness.perform(.relay(message: command, to: Device.ppmid))
        #expect(harness.messages(for: Device.ppmid) == [command])
        #expect(harness.frames().isEmpty)
    }

    @Test("HUB-50, HUB-30: CS08 while the hub reads for an alert: each answer goes to its own read")
    func besideReminder() throws {
        let harness = try HubHarness.holding()
        harness.begin()
        _ = harness.complete()
        harness.advance(seconds: 600)
        let reminder = try #require(harness.frames().last).array[1]
        _ = harness.alerts()
        try harness.perform(.relay(message: Self.command("14"), to: Device.ppmid))
        let request = try #require(harness.frames().last).array[1]
        #expect(request != reminder)
        harness.receive("10 \(Octets([request])) 01 02 00 00 23 04 03 02 01")
        #expect(harness.messages() == [Self.answer("14", "01020304", "00")])
        #expect(harness.hub.targets.map(\.state) == [.readingVersion])
        harness.receive("10 \(Octets([reminder])) 01 02 00 00 23 05 03 02 01")
        #expect(harness.alerts().map(\.fileVersion) == [0x0102_0305])
        #expect(harness.hub.targets.isEmpty)
    }

    @Test("GBCS-1: a counter that does not rise is refused, at its offset; a refused command's does not count")
    func counter() throws {
        let harness = try HubHarness()
        try harness.perform(.relay(message: Self.command("14"), to: Device.ppmid))
        #expect(throws: WANRequestError.versionReadInProgress(Device.ppmid)) {
            try harness.perform(.relay(message: Self.command("15"), to: Device.ppmid))
        }
        harness.advance(seconds: 30)
        let refusal = MessageError(.counterNotRising(0x514, last: 0x514), at: 16)
        #expect(throws: WANRequestError.message(refusal)) {
            try harness.perform(.relay(message: Self.command("14"), to: Device.ppmid))
        }
        try harness.perform(.relay(message: Self.command("15"), to: Device.ppmid))
    }

    @Test("HUB-50, HUB-53: CS08 whose response would find no room is refused; its counter does not count")
    func noRoom() throws {
        let harness = try HubHarness { $0.wanMessageQueueCapacity = 2 }
        for octet: UInt8 in 0..<2 {
            try harness.hub.receive(message: [octet], from: Device.esme, at: harness.now)
        }
        #expect(throws: WANRequestError.messageQueueFull(.wan, capacity: 2)) {
            try harness.perform(.relay(message: Self.command("14"), to: Device.ppmid))
        }
        #expect(harness.frames().isEmpty)
        #expect(harness.messages().map(\.octets) == [[0], [1]])
        try harness.perform(.relay(message: Self.command("14"), to: Device.ppmid))
        #expect(harness.frames().count == 1)
    }

    @Test("HUB-50, HUB-53: an accepted CS08 keeps its place: another message is refused, the response comes")
    func reservedPlace() throws {
        let harness = try HubHarness { $0.wanMessageQueueCapacity = 2 }
        try harness.hub.receive(message: [0], from: Device.esme, at: harness.now)
        try harness.perform(.relay(message: Self.command("14"), to: Device.ppmid))
        #expect(throws: DeviceMessageError.messageQueueFull(capacity: 2)) {
            try harness.hub.receive(message: [1], from: Device.esme, at: harness.now)
        }
        harness.advance(seconds: 30)
        let fromESME = DeviceMessage(device: Device.esme, octets: [0])
        #expect(harness.messages() == [fromESME, Self.answer("14", "00000000", "01")])
        try harness.hub.receive(message: [1], from: Device.esme, at: harness.now)
    }

    @Test("GBCS-4: a command whose content is not NULL is refused with its offset")
    func content() throws {
        let harness = try HubHarness()
        let error = MessageError(.unexpectedTag(found: 0x30, expected: 0x05), at: 63)
        #expect(throws: WANRequestError.message(error)) {
            try harness.perform(.relay(message: Self.command("14", content: "02 30 00"), to: Device.ppmid))
        }
        #expect(harness.frames().isEmpty)
    }
}
