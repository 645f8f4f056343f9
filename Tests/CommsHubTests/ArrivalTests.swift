import CommsHub
import GBCSCodec
import HANModel
import Testing
import TestSupport
import ZCLCodec

/// 30 days in seconds.
private let horizon: UInt32 = 2_592_000

@Suite("HUB-5 arrival of an Upgrade Image")
struct ArrivalTests {
    @Test("HUB-20, HUB-21: an accepted image records its targets, version and state")
    func accepted() throws {
        let harness = try HubHarness()
        try harness.update(SampleFile(size: 1_000), for: [Device.ppmid, Device.ihd])
        let targets = harness.hub.targets
        #expect(targets.map(\.device) == [Device.ppmid, Device.ihd])
        #expect(targets.map(\.file) == [Sample.file, Sample.file])
        #expect(targets.map(\.imageSize) == [1_000, 1_000])
        #expect(targets.map(\.state) == [.awaitingQuery, .awaitingQuery])
        #expect(targets.map(\.octetsServed) == [0, 0])
        #expect(harness.events().first == .imageStored(Sample.file, block: .gsme))
    }

    @Test(
        "HUB-5: an activation date-time lies at most 30 days ahead; zero and the past count as now",
        arguments: [0, 1, 799_999_999, 800_000_000, 800_000_000 + horizon] as [UInt32])
    func activation(seconds: UInt32) throws {
        let harness = try HubHarness()
        try harness.update(for: [Device.ppmid], activation: seconds)
        #expect(harness.states == [.awaitingQuery])
    }

    @Test("HUB-5: an activation date-time more than 30 days ahead is refused", arguments: [1, 86_400] as [UInt32])
    func activationTooFarAhead(seconds: UInt32) throws {
        let latest = Sample.start.adding(seconds: UInt64(horizon))
        let time = latest.adding(seconds: UInt64(seconds))
        try refusal(.activationTooFarAhead(time, latest: latest)) { harness in
            try harness.update(other, activation: time.rawValue)
        }
        try refusal(.activationTooFarAhead(.waitForCommand, latest: latest)) { harness in
            try harness.update(other, activation: 0xFFFF_FFFF)
        }
    }

    @Test("HUB-5: CS05c without its activation date-time is refused")
    func activationMissing() throws {
        try refusal(.activationMissing) { harness in
            try harness.perform(
                .updateFirmware(useCase: .cs05c, upgradeImage: other.octets, targets: [Device.ppmid]))
        }
    }

    @Test("HUB-5, GBCS-5: CS05b without a force-replace flag of 0 or 1, 40 and 64 octets at its end is refused")
    func signatureMissing() throws {
        let signed = SampleFile.signed(size: 1_000).octets
        var wrongFlag = signed
        wrongFlag[1_000 - 66] = 0x02
        var wrongLength = signed
        wrongLength[1_000 - 65] = 0x41
        // 65 octets after a header of 60 hold no trailer of 66.
        let tooShort = SampleFile(size: 125).octets
        for image in [SampleFile(size: 1_000).octets, wrongFlag, wrongLength, tooShort] {
            try refusal(.signatureMissing) { harness in
                try harness.perform(.updateFirmware(useCase: .cs05b, upgradeImage: image, targets: [Device.esme]))
            }
        }
    }

    @Test("HUB-5: a Manufacturer Image has at least one octet")
    func manufacturerImageMissing() throws {
        let header = SampleFile(size: 60)
        try refusal(.manufacturerImageMissing) { try $0.update(header) }
        for file in [header, SampleFile.signed(size: 126)] {
            try refusal(.manufacturerImageMissing) { try $0.updateMeters(file, for: [Device.esme]) }
        }
        let harness = try HubHarness()
        try harness.update(SampleFile(size: 61))
        try harness.updateMeters(SampleFile.signed(size: 127), for: [Device.esme])
    }

    @Test("HUB-5: the minimum hardware version is not above the maximum")
    func hardwareVersionsReversed() throws {
        var file = SampleFile(size: 400)
        file.optionalFields = "02 01 01 01"
        let versions = OTAHeader.HardwareVersions(minimum: 0x0102, maximum: 0x0101)
        try refusal(.hardwareVersionsReversed(versions)) { try $0.update(file) }
        file.isSigned = true
        try refusal(.hardwareVersionsReversed(versions)) { try $0.updateMeters(file, for: [Device.gsme]) }
        file.isSigned = false
        file.optionalFields = "01 01 01 01"
        try HubHarness().update(file)
    }

    @Test("HUB-5, OTA-5: a CRC-32 after an image is no activation date-time")
    func checksum() throws {
        let file = SampleFile(size: 400).octets
        let plain = file.withOctetView { CRC32.checksum(of: $0) }
        for number in [plain, ~plain] {
            let image = file + littleEndian(number).array
            try refusal(.activationMissing) { harness in
                try harness.perform(.updateFirmware(useCase: .cs05c, upgradeImage: image, targets: [Device.ppmid]))
            }
        }
        // After a signed image nothing stands, and after none a checksum and a date-time.
        let signed = SampleFile.signed(size: 400).octets
        let checksum = signed.withOctetView { CRC32.checksum(of: $0) }
        try refusal(.image(WireError(.trailingOctets(count: 4), at: 400))) { harness in
            try harness.perform(
                .updateFirmware(
                    useCase: .cs05b, upgradeImage: signed + littleEndian(checksum).array, targets: [Device.esme]))
        }
        try refusal(.image(WireError(.trailingOctets(count: 8), at: 400))) { harness in
            let image = file + littleEndian(plain).array + [0, 0, 0, 0]
            try harness.perform(.updateFirmware(useCase: .cs05c, upgradeImage: image, targets: [Device.ppmid]))
        }
    }

    @Test("HUB-5: there is at least one target")
    func noTargets() throws {
        try refusal(.noTargets) { try $0.update(other, for: []) }
        try refusal(.noTargets) { try $0.updateMeters(for: []) }
    }

    @Test("HUB-5: no target stands twice")
    func duplicateTarget() throws {
        try refusal(.duplicateTarget(Device.ihd)) { harness in
            try harness.update(other, for: [Device.ihd, Device.ppmid, Device.ihd])
        }
    }

    @Test("HUB-5: every target is on the device log")
    func unknownTarget() throws {
        try refusal(.unknownTarget(Device.stranger)) { harness in
            try harness.update(other, for: [Device.ppmid, Device.stranger])
        }
        try refusal(.unknownTarget(Device.stranger)) { try $0.updateMeters(for: [Device.stranger]) }
    }

    @Test(
        "HUB-5: CS05c is for PPMID and IHD alone",
        arguments: [(Device.esme, .esme), (Device.gsme, .gsme), (Device.hcalcs, .hcalcs)] as [(EUI64, DeviceType)])
    func wrongTargetOfCS05c(device: EUI64, type: DeviceType) throws {
        try refusal(.wrongTargetType(device, type)) { try $0.update(other, for: [Device.ppmid, device]) }
    }

    @Test(
        "HUB-5: CS05b is for ESME, GSME and HCALCS alone",
        arguments: [(Device.ppmid, .ppmid), (Device.ihd, .ihd)] as [(EUI64, DeviceType)])
    func wrongTargetOfCS05b(device: EUI64, type: DeviceType) throws {
        try refusal(.wrongTargetType(device, type)) { try $0.updateMeters(for: [Device.gsme, device]) }
    }

    @Test("HUB-5: CS05b reaches ESME, GSME and HCALCS")
    func targetsOfCS05b() throws {
        let harness = try HubHarness()
        try harness.updateMeters(for: [Device.esme, Device.gsme, Device.hcalcs])
        #expect(harness.hub.targets.map(\.device) == [Device.esme, Device.gsme, Device.hcalcs])
    }

    @Test("HUB-5: without a time no activation date-time can be judged")
    func timeNotSet() throws {
        let harness = try HubHarness(time: nil)
        #expect(throws: WANRequestError.timeNotSet) { try harness.update() }
        #expect(harness.hub.targets.isEmpty)
        #expect(harness.transmissions().isEmpty)
        #expect(harness.events().isEmpty)
    }
}

/// An image for another model than the one that a harness holds already.
private let other: SampleFile = {
    var file = SampleFile(size: 500)
    file.model = "34 12 79 56"
    return file
}()

/// HUB-5: a refusal is a typed error and leaves the state as it was.
func refusal(_ error: WANRequestError, of request: (HubHarness) throws -> Void) throws {
    let harness = try HubHarness.holding()
    let targets = harness.hub.targets
    let deadline = harness.hub.nextDeadline
    #expect(throws: error) { try request(harness) }
    #expect(harness.hub.targets == targets)
    #expect(harness.hub.nextDeadline == deadline)
    #expect(harness.hub.unacknowledgedAlerts.isEmpty)
    #expect(harness.events().isEmpty)
    #expect(harness.transmissions().isEmpty)
    // The other block is still free, so nothing was stored; and the held image is still whole.
    try harness.update(other, for: [Device.ihd])
    guard case .imageStored(_, block: .esme) = harness.events().first else {
        Issue.record("the refused image took a block")
        return
    }
    let block = harness.answers(to: SampleFrames.blockRequest(0x77, offset: 900))
    #expect(block == [SampleFrames.block(0x77, offset: 900, count: 50, of: SampleFile(size: 1_000).octets)])
}
