import GBCSCodec
import CommsHub
import TestSupport
import Testing
import ZCLCodec

@Suite("HUB-32 an end that comes again, whatever came in between")
struct RepeatedEndTests {
    /// Upgrade End with SUCCESS for the version 0x01020304 of the tests' model.
    private let end: Octets = "01 51 06 00 34 12 78 56 04 03 02 01"
    private let query: Octets = "01 50 01 00 34 12 78 56 01 00 00 00"

    /// An ESME that was told to wait for its command.
    private func waiting() throws -> HubHarness {
        let harness = try HubHarness()
        try harness.updateMeters(for: [Device.esme])
        _ = harness.answers(to: query, from: Device.esme)
        #expect(isWait(harness.answers(to: end, from: Device.esme)))
        #expect(harness.alerts().map(\.response) == [.fileTransferSuccess])
        return harness
    }

    /// Upgrade End Response with upgrade time 0xFFFFFFFF.
    private func isWait(_ answers: [Octets]) -> Bool {
        answers.count == 1 && answers[0].array.starts(with: [0x19, 0x51, 0x07])
            && answers[0].array.suffix(4) == [0xFF, 0xFF, 0xFF, 0xFF]
    }

    @Test("HUB-32, HUB-42: after the entry is gone")
    func entryGone() throws {
        let harness = try waiting()
        harness.advance(seconds: 3_600)
        #expect(isWait(harness.answers(to: end, from: Device.esme)))
        #expect(harness.alerts().isEmpty)
    }

    @Test("HUB-32: after a newer image was stored for the device")
    func newerImage() throws {
        let harness = try waiting()
        var newer = SampleFile.signed(size: 1_000)
        newer.version = 0x0102_0305
        try harness.updateMeters(newer, for: [Device.esme])
        #expect(isWait(harness.answers(to: end, from: Device.esme)))
        #expect(harness.alerts().isEmpty)
        #expect(harness.states == [.awaitingQuery])
    }

    @Test("HUB-32, HUB-14: after the same file was sent again while it was fetched")
    func sameFileAgain() throws {
        let harness = try HubHarness()
        try harness.updateMeters(for: [Device.esme])
        _ = harness.answers(to: query, from: Device.esme)
        _ = harness.answers(to: "01 52 03 00 34 12 78 56 04 03 02 01 00 00 00 00 32", from: Device.esme)
        try harness.updateMeters(for: [Device.esme])
        #expect(harness.alerts().map(\.response) == [.imageDiscarded])
        _ = harness.answers(to: query, from: Device.esme)
        #expect(isWait(harness.answers(to: end, from: Device.esme)))
        #expect(harness.alerts().map(\.response) == [.fileTransferSuccess])
        #expect(isWait(harness.answers(to: end, from: Device.esme)))
        #expect(harness.alerts().isEmpty)
    }
}
