import GBCSCodec
import HANDevices
import HANModel
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-4: CS06 on a meter")
struct ActivationCommandTests {
    private static let file = SampleFile.signed(size: 500).octets
    /// GBCS-5: over the Manufacturer Image alone, without header and trailer.
    private static let hash = file[60..<434].withOctetView { SHA256.hash($0).octets }
    private static let oldVersion: Octets = "01020301"
    private static let newVersion: Octets = "01020304"

    /// An ESME at 2025-05-08T06:13:20Z that holds the file and waits for its command; what it sent is taken.
    private static func holding(
        _ type: DeviceType = .esme, change: (inout DeviceConfiguration) -> Void = { _ in }
    ) -> DeviceHarness {
        let harness = DeviceHarness.ending(file) { configuration in
            configuration.type = type
            change(&configuration)
        }
        harness.device.setTime(Sample.start, at: harness.now)
        harness.receive(
            SampleFrames.upgradeEndResponse(harness.sequence, currentTime: Sample.start.rawValue, upgradeTime: .max))
        _ = harness.messages()
        _ = harness.events()
        return harness
    }

    @Test(
        "GBCS-4: without a time the image is activated at once, and answered 0 with its version",
        arguments: [.esme, .gsme, .hcalcs] as [DeviceType])
    func now(type: DeviceType) {
        let harness = Self.holding(type)
        #expect(
            harness.answers(toMessage: Messages.activate(7, hash: Self.hash))
                == [Messages.outcome(7, "00", version: Self.newVersion)])
        #expect(harness.device.runningFile.fileVersion == 0x0102_0304)
        #expect(harness.events() == [.activated(Sample.file), .activationEnded(.success)])
        // The image is no longer held.
        #expect(
            harness.answers(toMessage: Messages.activate(8, hash: Self.hash))
                == [Messages.outcome(8, "01", version: Self.newVersion)])
    }

    @Test("GBCS-4, OTA-7: a command that comes before the answer to the transfer's end does not make that answer wrong")
    func beforeAnswer() {
        let harness = DeviceHarness.ending(Self.file) { $0.type = .esme }
        // Its receipt.
        _ = harness.messages()
        #expect(
            harness.answers(toMessage: Messages.activate(7, hash: Self.hash))
                == [Messages.outcome(7, "00", version: Self.newVersion)])
        let answer = SampleFrames.upgradeEndResponse(
            harness.sequence, currentTime: Sample.start.rawValue, upgradeTime: .max)
        #expect(harness.answers(to: answer) == [])
        #expect(harness.device.upgradeStatus == .normal)
        // ZCL-1: a second one answers nothing any more.
        #expect(harness.answers(to: answer) == [])
        #expect(harness.events().last == .strayResponse(nil, command: 0x07, sequence: harness.sequence))
    }

    @Test("GBCS-4: 1 where no image is held, with the version that runs")
    func noImage() {
        let harness = DeviceHarness { $0.type = .esme }
        #expect(
            harness.answers(toMessage: Messages.activate(7, hash: Self.hash))
                == [Messages.outcome(7, "01", version: Self.oldVersion)])
    }

    @Test("GBCS-4: 1 while the image is still being fetched")
    func fetching() {
        let harness = DeviceHarness.fetching { $0.type = .esme }
        #expect(
            harness.answers(toMessage: Messages.activate(7, hash: Self.hash))
                == [Messages.outcome(7, "01", version: Self.oldVersion)])
    }

    @Test("GBCS-4: 2 for another hash; the image stays and the right one activates it")
    func mismatch() {
        let harness = Self.holding()
        let other = [0xFF ^ Self.hash[0]] + Self.hash.dropFirst()
        #expect(
            harness.answers(toMessage: Messages.activate(7, hash: other))
                == [Messages.outcome(7, "02", version: Self.oldVersion)])
        #expect(
            harness.answers(toMessage: Messages.activate(8, hash: Self.hash))
                == [Messages.outcome(8, "00", version: Self.newVersion)])
    }

    @Test("GBCS-4: 3 for a device that does not activate")
    func failure() {
        let harness = Self.holding { $0.activates = false }
        #expect(
            harness.answers(toMessage: Messages.activate(7, hash: Self.hash))
                == [Messages.outcome(7, "03", version: Self.oldVersion)])
        #expect(harness.device.runningFile.fileVersion == 0x0102_0301)
    }

    @Test("GBCS-4, OTA-1: 3 for an image that needs others before it can be activated")
    func part() {
        let harness = DeviceHarness.ending(Self.file) { configuration in
            configuration.type = .hcalcs
            configuration.verification = ImageVerification { _, _ in .requiresMore }
        }
        _ = harness.messages()
        for counter in [7, 8] as [UInt8] {
            #expect(
                harness.answers(toMessage: Messages.activate(counter, hash: Self.hash))
                    == [Messages.outcome(counter, "03", version: Self.oldVersion)])
            // The server acknowledges the end of the transfer; the device waits for the others.
            harness.receive("18 \(littleEndian(harness.sequence)) 0b 06 00")
        }
        #expect(harness.device.runningFile.fileVersion == 0x0102_0301)
    }

    @Test("GBCS-4: a time that has come is now")
    func past() {
        let harness = Self.holding()
        let command = Messages.activate(7, hash: Self.hash, time: "20250508061320Z")
        #expect(harness.answers(toMessage: command) == [Messages.outcome(7, "00", version: Self.newVersion)])
    }

    @Test("GBCS-4: a future date is answered NULL, and its outcome alerted with 0x8F66 when it comes")
    func future() {
        let harness = Self.holding()
        let command = Messages.activate(7, hash: Self.hash, time: "20250508061420Z")
        #expect(harness.answers(toMessage: command) == [Messages.futureDated(7)])
        #expect(harness.device.nextDeadline == harness.now.adding(seconds: 60))
        harness.advance(milliseconds: 59_999)
        #expect(harness.messages().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.device.runningFile.fileVersion == 0x0102_0304)
        // The alert has the device's own counter, the second after its receipt, and the command's inside.
        let content: Octets = """
            30 24 02 03 00 8f66 18 0f \(Octets(Array("20250508061420Z".utf8))) 02 01 07
            30 09 02 01 00 04 04 01020304
            """
        #expect(harness.messages() == [Messages.signed(Messages.deviceHeader("03", 2), "00ca", content)])
    }

    @Test("GBCS-4: a future activation that fails is alerted with 0x8F67 and its reason")
    func futureFailure() {
        let harness = DeviceHarness { $0.type = .esme }
        harness.device.setTime(Sample.start, at: harness.now)
        let command = Messages.activate(7, hash: Self.hash, time: "20250508061420Z")
        #expect(harness.answers(toMessage: command) == [Messages.futureDated(7)])
        harness.advance(seconds: 60)
        let content: Octets = """
            30 24 02 03 00 8f67 18 0f \(Octets(Array("20250508061420Z".utf8))) 02 01 07
            30 09 02 01 01 04 04 01020301
            """
        #expect(harness.messages() == [Messages.signed(Messages.deviceHeader("03", 1), "00ca", content)])
    }

    @Test("GBCS-4: 99991231235959Z cancels")
    func cancellation() {
        let harness = Self.holding()
        harness.receive(message: Messages.activate(7, hash: Self.hash, time: "20250508061420Z"))
        _ = harness.messages()
        let cancellation = Messages.activate(8, hash: Self.hash, time: "99991231235959Z")
        #expect(harness.answers(toMessage: cancellation) == [Messages.futureDated(8)])
        harness.advance(seconds: 3_600)
        #expect(harness.messages().isEmpty)
        #expect(harness.device.runningFile.fileVersion == 0x0102_0301)
    }

    @Test("GBCS-4: a clock that is set anew moves a planned activation, back and forth")
    func clockSet() {
        let harness = Self.holding()
        harness.receive(message: Messages.activate(7, hash: Self.hash, time: "20250508061420Z"))
        _ = harness.messages()
        // An hour earlier, then half a minute before the time.
        harness.device.setTime(UTCTime(rawValue: Sample.start.rawValue - 3_600), at: harness.now)
        #expect(harness.device.nextDeadline == harness.now.adding(seconds: 3_600))
        harness.advance(seconds: 60)
        #expect(harness.messages().isEmpty)
        harness.device.setTime(UTCTime(rawValue: Sample.start.rawValue + 30), at: harness.now)
        #expect(harness.device.nextDeadline == harness.now.adding(seconds: 30))
        harness.advance(seconds: 30)
        #expect(harness.messages().count == 1)
        #expect(harness.device.runningFile.fileVersion == 0x0102_0304)
    }

    @Test("GBCS-4: a device that knows no time carries a future-dated command out when it was told one")
    func clockSetLater() {
        let harness = DeviceHarness { $0.type = .esme }
        let command = Messages.activate(7, hash: Self.hash, time: "20250508061420Z")
        #expect(harness.answers(toMessage: command) == [Messages.futureDated(7)])
        #expect(harness.events() == [.activationOrdered(at: nil)])
        #expect(harness.device.nextDeadline == nil)
        // The time has passed already.
        harness.device.setTime(UTCTime(rawValue: Sample.start.rawValue + 61), at: harness.now)
        #expect(harness.device.nextDeadline == harness.now)
        harness.advance(seconds: 0)
        #expect(harness.messages().count == 1)
        #expect(harness.device.nextDeadline == nil)
    }

    @Test("GBCS-4: a time that no clock here can say never comes", arguments: ["21360207062815Z", "99981231235959Z"])
    func beyondTheCalendar(time: String) {
        let harness = Self.holding()
        harness.advance(seconds: 3_599)
        _ = harness.frames()
        let next = harness.device.nextDeadline
        let command = Messages.activate(7, hash: Self.hash, time: time)
        #expect(harness.answers(toMessage: command) == [Messages.futureDated(7)])
        #expect(harness.events() == [.activationOrdered(at: nil)])
        #expect(harness.device.nextDeadline == next)
    }

    @Test("GBCS-4: a newer command takes the place of a planned one")
    func replaced() {
        let harness = Self.holding()
        harness.receive(message: Messages.activate(7, hash: Self.hash, time: "20250508061420Z"))
        harness.receive(message: Messages.activate(8, hash: Self.hash, time: "20250508061520Z"))
        _ = harness.messages()
        harness.advance(seconds: 60)
        #expect(harness.messages().isEmpty)
        harness.advance(seconds: 60)
        #expect(harness.messages().count == 1)
        #expect(harness.device.runningFile.fileVersion == 0x0102_0304)
    }

    @Test("GBCS-1: a counter that does not rise is not carried out, and not answered")
    func counter() {
        let harness = Self.holding()
        harness.receive(message: Messages.activate(7, hash: Self.hash, time: "20250508061420Z"))
        _ = harness.messages()
        _ = harness.events()
        for counter in [7, 6] as [UInt8] {
            #expect(harness.answers(toMessage: Messages.activate(counter, hash: Self.hash)) == [])
            let error = MessageError(.counterNotRising(UInt64(counter), last: 7), at: 16)
            #expect(harness.events() == [.messageRejected(.malformed(error))])
        }
        #expect(harness.device.runningFile.fileVersion == 0x0102_0301)
    }

    @Test("GBCS-4: CS06 is not for displays", arguments: [.ppmid, .ihd, .cad] as [DeviceType])
    func displays(type: DeviceType) {
        let harness = DeviceHarness { $0.type = type }
        #expect(harness.answers(toMessage: Messages.activate(7, hash: Self.hash)) == [])
        #expect(harness.events() == [.messageRejected(.unsupported(.activateFirmware))])
    }

    @Test("GBCS-1: a message for another device, a response and half a message are not carried out")
    func others() {
        let harness = Self.holding()
        var other = Messages.activate(7, hash: Self.hash).array
        // The last octet of the recipient.
        other[41] = 0xA2
        let half = Array(Messages.activate(7, hash: Self.hash).array.prefix(60))
        let rejections: [MessageRejection] = [
            .notACommandForThisDevice, .malformed(MessageError(.truncated, at: 60)), .notACommandForThisDevice,
        ]
        let response = Messages.signed(
            "df 09 02 0000000000000009 08 90b3d51f30000007 08 00db1234567890a1 00", "0012", "05 00")
        for message in [Octets(other), Octets(half), response] {
            #expect(harness.answers(toMessage: message) == [])
        }
        #expect(harness.events() == rejections.map { .messageRejected($0) })
    }

    @Test("GBCS-1: a command that does not verify is not carried out, and its counter does not count")
    func notVerified() {
        let genuine = Messages.activate(7, hash: Self.hash)
        let harness = DeviceHarness.ending(Self.file) {
            $0.type = .esme
            $0.keys.verify = { $0 == genuine.array }
        }
        // Its receipt alert.
        _ = harness.device.pollMessage()
        #expect(harness.answers(toMessage: Messages.activate(9, hash: Self.hash)) == [])
        let rejection = MessageRejection.malformed(MessageError(.notVerified, at: 0))
        #expect(harness.events() == [.messageRejected(rejection)])
        #expect(harness.answers(toMessage: genuine) == [Messages.outcome(7, "00", version: Self.newVersion)])
    }
}
