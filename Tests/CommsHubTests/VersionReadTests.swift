import GBCSCodec
import CommsHub
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-29, HUB-30, HUB-31 the version after the activation")
struct VersionReadTests {
    /// A hub that has sent its first read, ten minutes after an activation at once, and the read's sequence number.
    private func reading() throws -> (HubHarness, sequence: Octets) {
        let harness = try HubHarness.holding()
        _ = harness.complete()
        _ = harness.events()
        harness.advance(seconds: 600)
        let read = try #require(harness.frames().first)
        _ = harness.events()
        return (harness, Octets(Array(read.array[1...1])))
    }

    @Test("HUB-29: the image goes when all are covered, the entry with its reminder stays; HUB-31: it goes at last")
    func discard() throws {
        let harness = try HubHarness.holding()
        _ = harness.complete()
        #expect(harness.events().contains(.imageDiscarded(Sample.file, block: .gsme)))
        #expect(harness.states == [.transferred])
        harness.advance(seconds: 600)
        #expect(harness.states == [.readingVersion])
        let read = try #require(harness.frames().first)
        harness.receive("10 \(Octets(Array(read.array[1...1]))) 01 02 00 00 23 04 03 02 01")
        #expect(harness.hub.targets.isEmpty)
        #expect(harness.hub.nextDeadline == nil)
    }

    @Test("HUB-31: with its last entry an image leaves the list, which then takes the next one")
    func listIsFree() throws {
        let harness = try HubHarness.holding { $0.imageListCapacity = 1 }
        for _ in 0..<3 {
            _ = harness.complete()
            #expect(throws: WANRequestError.imageListFull(capacity: 1)) { try harness.update() }
            harness.advance(seconds: 600 + 90)
            try harness.update()
            _ = harness.frames()
        }
    }

    @Test("HUB-30, ZCL-2: ten minutes after an activation at once CurrentFileVersion is read, frame control 0x08")
    func read() throws {
        let harness = try HubHarness.holding()
        harness.advance(seconds: 7)
        _ = harness.complete()
        harness.advance(milliseconds: 599_999)
        #expect(harness.frames().isEmpty)
        harness.advance(milliseconds: 1)
        let frames = harness.frames()
        let read = try #require(frames.first)
        #expect(frames == ["08 \(Octets(Array(read.array[1...1]))) 00 02 00"])
        #expect(harness.events().contains(.versionRead(Device.ppmid, attempt: 1)))
    }

    @Test("HUB-30: with an activation to come the ten minutes count from it")
    func future() throws {
        let harness = try HubHarness.holding(activation: 800_086_400)
        _ = harness.complete()
        #expect(harness.hub.nextDeadline == Instant(milliseconds: 87_000_000))
        harness.advance(seconds: 86_999)
        #expect(harness.frames().isEmpty)
        harness.advance(seconds: 1)
        #expect(harness.frames().count == 1)
    }

    @Test("HUB-30: a transfer that finishes after its activation counts from its Upgrade End Response")
    func late() throws {
        // 0x2FAF0864 is 100 seconds ahead; the transfer ends at 300 seconds, 0x2FAF092C.
        let harness = try HubHarness.holding(activation: 0x2FAF_0864)
        harness.advance(seconds: 300)
        #expect(harness.complete() == ["19 51 07 34 12 78 56 04 03 02 01 2c 09 af 2f 2c 09 af 2f"])
        harness.advance(seconds: 599)
        #expect(harness.frames().isEmpty)
        harness.advance(seconds: 1)
        #expect(harness.frames().count == 1)
    }

    @Test("HUB-30: the reminder follows UTC when the WAN side corrects it")
    func corrected() throws {
        let harness = try HubHarness.holding(activation: 800_010_000)
        _ = harness.complete()
        // The hub's clock was 5 000 seconds slow.
        try harness.perform(.setTime(UTCTime(rawValue: 800_005_000)))
        harness.advance(seconds: 5_599)
        #expect(harness.frames().isEmpty)
        harness.advance(seconds: 1)
        #expect(harness.frames().count == 1)
    }

    @Test(
        "HUB-30: the answer is alerted as 0x8F8B with the version that it names, changed or not",
        arguments: [0x0102_0304, 0x0102_0301, 0, 0xFFFF_FFFF] as [UInt32], ["10", "00"] as [Octets])
    func answer(version: UInt32, control: Octets) throws {
        let (harness, sequence) = try reading()
        harness.advance(seconds: 5)
        harness.receive("\(control) \(sequence) 01 02 00 00 23 \(littleEndian(version))")
        let alerts = harness.alerts()
        #expect(alerts.map(\.code.rawValue) == [0x8F8B])
        #expect(alerts.map(\.response) == [.firmwareReadSuccess])
        #expect(alerts.map(\.response.number) == [0])
        #expect(alerts.map(\.fileVersion) == [version])
        #expect(alerts.map(\.time.rawValue) == [800_000_605])
        #expect(harness.hub.targets.isEmpty)
    }

    @Test("HUB-30: without an answer three tries leave 30 seconds apart, then noFirmwareVersion is alerted")
    func noAnswer() throws {
        let (harness, _) = try reading()
        for _ in 0..<2 {
            harness.advance(milliseconds: 29_999)
            #expect(harness.frames().isEmpty)
            harness.advance(milliseconds: 1)
            let frames = harness.frames()
            let read = try #require(frames.first)
            #expect(frames == ["08 \(Octets(Array(read.array[1...1]))) 00 02 00"])
        }
        #expect(harness.responses().isEmpty)
        harness.advance(milliseconds: 29_999)
        #expect(harness.responses().isEmpty)
        harness.advance(milliseconds: 1)
        let alerts = harness.alerts()
        #expect(alerts.map(\.response) == [.firmwareReadFailure])
        #expect(alerts.map(\.response.number) == [1])
        #expect(alerts.map(\.code.rawValue) == [0x8F8B])
        #expect(alerts.map(\.fileVersion) == [0])
        #expect(harness.frames().isEmpty)
        #expect(harness.hub.targets.isEmpty)
        #expect(harness.hub.nextDeadline == nil)
    }

    @Test("HUB-30: an answer to the first try that comes after the second counts")
    func lateAnswer() throws {
        let (harness, sequence) = try reading()
        harness.advance(seconds: 45)
        #expect(harness.frames().count == 1)
        harness.receive("10 \(sequence) 01 02 00 00 23 04 03 02 01")
        #expect(harness.responses() == [.firmwareReadSuccess])
        harness.advance(seconds: 3_600)
        #expect(harness.frames().isEmpty)
        #expect(harness.responses().isEmpty)
    }

    @Test("HUB-30, HUB-80: an answer after the last try, or a second one, brings no second alert")
    func tooLate() throws {
        let (harness, sequence) = try reading()
        harness.advance(seconds: 90)
        #expect(harness.responses() == [.firmwareReadFailure])
        harness.receive("10 \(sequence) 01 02 00 00 23 04 03 02 01")
        #expect(harness.responses().isEmpty)
        let (answered, number) = try reading()
        for _ in 0..<2 { answered.receive("10 \(number) 01 02 00 00 23 04 03 02 01") }
        #expect(answered.responses() == [.firmwareReadSuccess])
    }

    @Test(
        "HUB-30: an error status is a failure at once",
        arguments: ["01 02 00 86", "01 02 00 01", "0b 00 82", "0b 00 84", "0b 00 c3"] as [Octets])
    func errorStatus(rest: Octets) throws {
        let (harness, sequence) = try reading()
        harness.receive("10 \(sequence) \(rest)")
        let alerts = harness.alerts()
        #expect(alerts.map(\.response) == [.firmwareReadFailure])
        #expect(alerts.map(\.fileVersion) == [0])
        #expect(harness.hub.targets.isEmpty)
        #expect(harness.frames().isEmpty)
    }

    @Test("HUB-30: what does not answer the read leaves it open")
    func noAnswers() throws {
        let (harness, sequence) = try reading()
        let other: Octets = littleEndian(sequence.array[0] &+ 1)
        for frame: Octets in [
            "10 \(other) 01 02 00 00 23 04 03 02 01",  // another read's number
            "10 \(other) 0b 00 86",
            "10 \(sequence) 0b 00 00",  // says nothing of the version
            "10 \(sequence) 0b 01 86",  // of another command
            "10 \(sequence) 01 04 00 00 23 09 09 09 09",  // of another attribute
            "10 \(sequence) 01",
            "10 \(sequence) 01 02 00 00 23 04 03 02",  // truncated
        ] {
            harness.receive(frame)
        }
        harness.receive("10 \(sequence) 01 02 00 00 23 09 09 09 09", from: Device.ihd)
        #expect(harness.responses().isEmpty)
        #expect(harness.states == [.readingVersion])
        harness.receive("10 \(sequence) 01 02 00 00 23 04 03 02 01")
        #expect(harness.alerts().map(\.fileVersion) == [0x0102_0304])
    }

    @Test("HUB-30, ZCL-2: the version is found after other attributes, values of known length skipped")
    func behindOthers() throws {
        let (harness, sequence) = try reading()
        harness.receive(
            """
            10 \(sequence) 01 01 00 00 23 ff ff ff ff 05 00 86 00 00 00 f0 01 02 03 04 05 06 07 08 \
            06 00 00 19 05 06 02 00 00 23 04 03 02 01
            """)
        #expect(harness.alerts().map(\.fileVersion) == [0x0102_0304])
    }

    @Test("HUB-32: an Upgrade End Request while the version is read gets its answer, and the read goes on")
    func endWhileReading() throws {
        let (harness, _) = try reading()
        let answer = try #require(harness.answers(to: SampleFrames.upgradeEnd()).first)
        #expect(answer.array.prefix(3) == [0x19, 0x51, 0x07])
        #expect(harness.responses().isEmpty)
        harness.advance(seconds: 90)
        #expect(harness.responses() == [.firmwareReadFailure])
    }

    @Test("HUB-30: a reminder that is overdue, because the clock was set on, is carried out at that moment")
    func overdue() throws {
        let harness = try HubHarness.holding(activation: 800_010_000)
        #expect(harness.complete().count == 1)
        _ = harness.events()
        harness.advance(seconds: 100)
        // 800 010 000 and ten minutes are long past.
        try harness.perform(.setTime(UTCTime(rawValue: 800_020_000)))
        harness.advance(milliseconds: 0)
        #expect(harness.frames() == ["08 01 00 02 00"])
        // The tries count from now.
        harness.advance(milliseconds: 29_999)
        #expect(harness.frames().isEmpty)
        harness.advance(milliseconds: 1)
        #expect(harness.frames() == ["08 01 00 02 00"])
    }

    @Test("GBCS-4, HUB-31, profile gbcs4: CS09 ends the update of its originator, and of nobody else")
    func originator() throws {
        let harness = try HubHarness { $0.profile = .gbcs4 }
        try harness.perform(
            .updateFirmware(
                useCase: .cs05c, upgradeImage: SampleFile(size: 1_000).octets,
                targets: [Device.ppmid, Device.secondPPMID]))
        for device in [Device.ppmid, Device.secondPPMID] { #expect(harness.complete(device).isEmpty == false) }
        #expect(harness.states == [.awaitingVersionAlert, .awaitingVersionAlert])
        let content = VersionAlert(time: GeneralizedTime(Sample.start), fileVersion: 2, responseCode: 0).content
        func alert(from originator: EUI64) -> [UInt8] {
            MessageDraft.alert(
                .firmwareVersionAlert, counter: 1, from: originator, to: .accessControlBroker, content: content
            ).octets(.none)
        }
        try harness.hub.receive(message: alert(from: Device.secondPPMID), from: Device.ppmid, at: harness.now)
        #expect(harness.states == [.awaitingVersionAlert, .awaitingVersionAlert])
        try harness.hub.receive(message: alert(from: Device.ppmid), from: Device.ppmid, at: harness.now)
        #expect(harness.hub.targets.map(\.device) == [Device.secondPPMID])
    }
}
