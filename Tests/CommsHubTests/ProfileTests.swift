import CommsHub
import GBCSCodec
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-75 a hub from before the change")
struct ProfileTests {
    private func harness() throws -> HubHarness { try HubHarness { $0.profile = .gbcs3 } }

    @Test("HUB-75: CS05c, HCALCS targets and reads of a version are refused with a typed error")
    func refused() throws {
        let harness = try harness()
        let refusal = WANRequestError.notInProfile(.gbcs3)
        #expect(throws: refusal) { try harness.update() }
        #expect(throws: refusal) { try harness.updateMeters(for: [Device.hcalcs]) }
        #expect(throws: refusal) {
            try harness.perform(.beginDownload(useCase: .cs05c, size: 500, targets: [Device.ppmid]))
        }
        #expect(throws: refusal) { try harness.perform(.readFirmwareVersion(Device.ppmid)) }
        #expect(harness.hub.targets.isEmpty && harness.events().isEmpty)
        #expect(refusal.rule == "HUB-75")
    }

    @Test("HUB-75: ESME and GSME are updated, and nothing is alerted", arguments: [Device.esme, Device.gsme])
    func meters(meter: EUI64) throws {
        let harness = try harness()
        try harness.updateMeters(for: [meter])
        #expect(harness.complete(meter).count == 1)
        #expect(harness.hub.targets.isEmpty)
        #expect(harness.responses().isEmpty)
        #expect(harness.hub.unacknowledgedAlerts.isEmpty)
        #expect(harness.hub.history(of: meter).first?.endStatus == .success)
        // HUB-34: nor does the history tell of an alert.
        #expect(harness.hub.history(of: meter).map(\.alerts) == [[]])
    }

    @Test("HUB-75: CS08 is not carried out, and goes to the device unread like any message")
    func readByMessage() throws {
        let harness = try harness()
        let message: Octets = """
            dd 00 00 00 00 00 00 46 11 00 00 00 00 df 09 01 00 00 00 00 00 00 05 dd 08 90 b3 d5 1f 30 00 00 02 \
            08 00 db 12 34 56 78 90 a1 00 12 01 29 90 b3 d5 1f 30 00 00 07 00 00 00 00 00 00 03 e8 02 05 00 00 \
            b1 b2 b3 b4 b5 b6 b7 b8 b9 ba bb bc
            """
        let command = message.array
        try harness.perform(.relay(message: command, to: Device.ppmid))
        #expect(harness.frames().isEmpty)
        #expect(harness.messages(for: Device.ppmid) == [command])
    }
}

@Suite("HUB-13 options to compare policies with")
struct OverwritingOptionTests {
    private let esme = TestImage(0x04, for: Device.esme)
    private let gsme = TestImage(0x05, for: Device.gsme)
    private let display = TestImage(0x01, for: Device.ppmid)

    @Test("HUB-13, AT-12.1: eligibleAfter: an image that is stored for longer may be overwritten by any other")
    func eligible() throws {
        let harness = try HubHarness { $0.eligibleAfter = 86_400 }
        try harness.update(esme)
        harness.advance(seconds: 10)
        try harness.update(gsme)
        harness.advance(seconds: 86_400 - 11)
        #expect(throws: WANRequestError.insufficientSpace) { try harness.update(display) }
        _ = harness.events()
        harness.advance(seconds: 1)
        try harness.update(display.next)
        #expect(
            harness.imageEvents() == [
                .imageOverwritten(esme.identifier, block: .esme, by: display.next.identifier),
                .imageStored(display.next.identifier, block: .esme),
            ])
    }

    @Test("HUB-13: removeAfter: an image that is pending for so long is removed, with imageDiscarded for its targets")
    func removed() throws {
        let harness = try HubHarness { $0.removeAfter = 86_400 }
        let image = TestImage(0x01, for: Device.ppmid, Device.ihd)
        try harness.update(image)
        #expect(harness.complete(image, Device.ihd).count == 1)
        _ = harness.events()
        harness.advance(seconds: 86_399)
        #expect(harness.imageEvents().isEmpty)
        harness.advance(seconds: 1)
        let events = harness.events()
        #expect(events.contains(.imageRemoved(image.identifier, block: .gsme)))
        #expect(
            events.compactMap { if case .alert(let alert) = $0 { Told(alert) } else { nil } }
                == [Told(.imageDiscarded, Device.ppmid)])
        #expect(harness.block(image, offset: 0).last == "19 31 05 95")
        // HUB-15: without the option there is no expiry.
        let patient = try HubHarness()
        try patient.update(image)
        patient.advance(seconds: 400 * 86_400)
        #expect(patient.states == [.awaitingQuery, .awaitingQuery])
    }

    @Test("HUB-9, HUB-13: forceReplacesMeters: a forced image of the others overwrites a meter's")
    func forcedOverMeters() throws {
        for isOpen in [false, true] {
            let harness = try HubHarness { $0.forceReplacesMeters = isOpen }
            try harness.update(esme)
            try harness.update(gsme)
            harness.begin(esme)
            _ = harness.events()
            guard isOpen else {
                #expect(throws: WANRequestError.insufficientSpace) { try harness.update(display, forceReplace: true) }
                continue
            }
            #expect(throws: WANRequestError.insufficientSpace) { try harness.update(display) }
            _ = harness.events()
            try harness.update(display, forceReplace: true)
            // The one that nobody has begun goes first.
            #expect(
                harness.imageEvents() == [
                    .imageOverwritten(gsme.identifier, block: .gsme, by: display.identifier),
                    .imageStored(display.identifier, block: .gsme),
                ])
        }
    }

    @Test("HUB-9, HUB-13: forceReplacesMeters: where both meters fetch, it waits until a transfer ends")
    func forcedAfterTransfer() throws {
        for (ending, block) in [(esme, MemoryBlockName.esme), (gsme, .gsme)] {
            let harness = try HubHarness { $0.forceReplacesMeters = true }
            try harness.update(esme)
            try harness.update(gsme)
            harness.begin(esme)
            harness.begin(gsme)
            _ = harness.events()
            try harness.update(display, forceReplace: true)
            #expect(harness.imageEvents() == [.imageDeferred(display.identifier)])
            #expect(harness.query(display) == ["19 21 02 98"])
            // ABORT ends the transfer; with its only target the image goes (HUB-26, HUB-42).
            _ = harness.end(ending, status: "95")
            #expect(
                harness.imageEvents() == [
                    .imageDiscarded(ending.identifier, block: block), .imageStored(display.identifier, block: block),
                ])
            // HUB-22: its device is notified.
            #expect(harness.frames(to: Device.ppmid).count == 1)
            #expect(harness.query(display) == [SampleFrames.offer(0x21, fid: display.fid, size: 500)])
        }
    }

    @Test("HUB-7, HUB-10: sameModelReplacesBegun: an image replaces its model's though a device has begun that")
    func sameModelBegun() throws {
        for isOpen in [false, true] {
            let harness = try HubHarness { $0.sameModelReplacesBegun = isOpen }
            try harness.update(display)
            harness.begin(display)
            _ = harness.events()
            try harness.update(display.next)
            let stored = HubEvent.imageStored(display.next.identifier, block: isOpen ? .gsme : .esme)
            #expect(harness.imageEvents().last == stored)
        }
    }
}
