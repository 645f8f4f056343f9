import GBCSCodec
import HANDevices
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("OTA-7 verification")
struct VerificationTests {
    private let file = SampleFile(size: 200).octets

    /// SHA-256 of octets 60 to 199 of the file, by Python's hashlib.
    private func digest() throws -> ImageHash {
        let octets: Octets = "0a8dbe8338df65a957e452eb5862f67ba7b69b1ff7ce4352b5a798e4fa5303da"
        return try #require(ImageHash(octets.array))
    }

    /// What the device reports of a file under a judgement.
    private func report(_ file: [UInt8], _ verification: ImageVerification) -> (DeviceHarness, [Octets]) {
        let harness = DeviceHarness.fetching(size: UInt32(file.count)) { $0.verification = verification }
        harness.feed(file)
        return (harness, harness.requests())
    }

    @Test("OTA-7: an accepted file is reported with SUCCESS")
    func accepted() throws {
        let (harness, requests) = report(file, ImageVerification { _, _ in .accepted })
        #expect(requests == [upgradeEnd("00")])
        #expect(harness.device.verifiedImage == file)
        #expect(harness.events() == [.verified(Sample.file, .success, try digest())])
    }

    @Test("OTA-7: a file that is judged invalid is reported with INVALID_IMAGE")
    func invalid() throws {
        let (harness, requests) = report(file, ImageVerification { _, _ in .invalid })
        #expect(requests == [upgradeEnd("96")])
        #expect(harness.device.verifiedImage == nil)
        harness.receive("18 \(littleEndian(harness.sequence)) 0b 06 00")
        #expect(
            harness.events() == [.verified(Sample.file, .invalidImage, try digest()), .stopped(.failed(.invalidImage))])
        #expect(harness.device.nextDeadline == nil)
        #expect(harness.device.runningFile == Sample.runningFile)
    }

    @Test("OTA-7: a file that needs others is reported with REQUIRE_MORE_IMAGE")
    func requiresMore() throws {
        let (harness, requests) = report(file, ImageVerification { _, _ in .requiresMore })
        #expect(requests == [upgradeEnd("99")])
        harness.receive("18 \(littleEndian(harness.sequence)) 0b 06 00")
        #expect(harness.device.nextDeadline == nil)
        #expect(try harness.attribute(0x0006) == "30 05")
    }

    @Test(
        "OTA-7: an end that nobody answers is reported ten times, five seconds apart",
        arguments: ["00", "96"] as [Octets])
    func unanswered(status: Octets) {
        let (harness, requests) = report(
            file, ImageVerification { _, _ in status == "00" ? .accepted : .invalid })
        #expect(requests == [upgradeEnd(status)])
        for _ in 0..<9 {
            harness.advance(milliseconds: 4_999)
            #expect(harness.frames().isEmpty)
            harness.advance(milliseconds: 1)
            #expect(harness.requests() == [upgradeEnd(status)])
        }
        // OTA-4: a device that waits for its activation then asks once an hour; one that failed does not.
        harness.advance(seconds: 3_604)
        #expect(harness.frames().isEmpty)
        harness.advance(seconds: 1)
        #expect(harness.requests() == (status == "00" ? [upgradeEnd("00")] : []))
    }

    @Test("OTA-7: a file that is not the one offered is INVALID_IMAGE, whatever the manufacturer's judgement")
    func otherHeader() {
        var otherVersion = SampleFile(size: 200)
        otherVersion.version = 0x0102_0305
        var otherModel = SampleFile(size: 200)
        otherModel.model = "34 12 79 56"
        var tooLong = SampleFile(size: 200)
        tooLong.totalImageSize = 201
        var tooShort = SampleFile(size: 200)
        tooShort.totalImageSize = 199
        var noFile = SampleFile(size: 200)
        noFile.identifier = "00 00 00 00"
        for file in [otherVersion, otherModel, tooLong, tooShort, noFile] {
            let (harness, requests) = report(file.octets, .anyDigest)
            #expect(requests == [upgradeEnd("96")])
            #expect(harness.device.verifiedImage == nil)
        }
    }

    @Test("GBCS-5: the digest of all after the header decides")
    func expectedDigest() throws {
        let verification = ImageVerification.digest(oneOf: [try digest()])
        #expect(report(file, verification).1 == [upgradeEnd("00")])
        var changed = file
        changed[199] ^= 0x01
        #expect(report(changed, verification).1 == [upgradeEnd("96")])
        // A change of the header string is none of the image.
        changed = file
        changed[20] ^= 0x01
        #expect(report(changed, verification).1 == [upgradeEnd("00")])
        #expect(report(file, .digest(oneOf: [])).1 == [upgradeEnd("96")])
    }

    /// What a device of a type reports of a file, and the event that it tells.
    private func report(
        _ file: [UInt8], to type: DeviceType, change: (inout DeviceConfiguration) -> Void = { _ in }
    ) -> (requests: [Octets], event: DeviceEvent?) {
        let harness = DeviceHarness.fetching(size: UInt32(file.count)) {
            $0.type = type
            change(&$0)
        }
        harness.feed(file)
        return (harness.requests(), harness.events().first)
    }

    @Test("GBCS-5: for ESME, GSME and HCALCS the digest is over what stands between header and signature trailer")
    func signed() throws {
        let signed = SampleFile.signed(size: 200).octets
        // SHA-256 of octets 60 to 133, by Python's hashlib.
        let octets: Octets = "01f78a6558241d0d6bac1057c45b72ea6542fc2c57618b129e41ff718b6ad105"
        let alone = try #require(ImageHash(octets.array))
        for type in [.esme, .gsme, .hcalcs] as [DeviceType] {
            let (requests, event) = report(signed, to: type) { $0.verification = .digest(oneOf: [alone]) }
            #expect(requests == [upgradeEnd("00")])
            #expect(event == .verified(Sample.file, .success, alone))
            // A changed signature is none of the Manufacturer Image.
            var changed = signed
            changed[199] ^= 0x01
            #expect(
                report(changed, to: type) { $0.verification = .digest(oneOf: [alone]) }.requests == [upgradeEnd("00")])
            changed[133] ^= 0x01
            #expect(
                report(changed, to: type) { $0.verification = .digest(oneOf: [alone]) }.requests == [upgradeEnd("96")])
        }
        for type in [.ppmid, .ihd] as [DeviceType] {
            // To them the trailer is image like the rest.
            #expect(
                report(signed, to: type) { $0.verification = .digest(oneOf: [alone]) }.requests == [upgradeEnd("96")])
        }
    }

    @Test(
        "GBCS-5: without the trailer 00 40 and 64 octets a file is INVALID_IMAGE to a meter or switch, not to a display"
    )
    func unsigned() {
        var half = SampleFile.signed(size: 200).octets
        half[135] = 0x41
        for file in [SampleFile(size: 200).octets, half, SampleFile(size: 125).octets, SampleFile(size: 60).octets] {
            for type in [.esme, .gsme, .hcalcs] as [DeviceType] {
                let (requests, event) = report(file, to: type)
                #expect(requests == [upgradeEnd("96")])
                #expect(event == .verified(Sample.file, .invalidImage, nil))
            }
            for type in [.ppmid, .ihd] as [DeviceType] {
                #expect(report(file, to: type).requests == [upgradeEnd("00")])
            }
        }
    }

    @Test("GBCS-5: a signature is shown to the check that the device was given, with the image that it is over")
    func signatureCheck() {
        let signed = SampleFile.signed(size: 200).octets
        for isGood in [true, false] {
            let (requests, event) = report(signed, to: .esme) {
                $0.verifySignature = { image, signature in
                    [UInt8](image) == Array(signed[60..<134]) && [UInt8](signature) == Array(signed[136...]) && isGood
                }
            }
            #expect(requests == [upgradeEnd(isGood ? "00" : "96")])
            guard case .verified(_, let status, .some) = event else {
                Issue.record("not verified")
                continue
            }
            #expect(status == (isGood ? .success : .invalidImage))
        }
        // A display's image has no signature.
        #expect(report(signed, to: .ihd) { $0.verifySignature = { _, _ in false } }.requests == [upgradeEnd("00")])
    }

    @Test("OTA-7: the judgement sees the file as it was fetched")
    func judge() {
        let whole = file
        let verification = ImageVerification { file, _ in
            file.header.file == Sample.file && file.payload.count == 140
                && [UInt8](file.payload) == Array(whole[60...]) ? .accepted : .invalid
        }
        #expect(report(file, verification).1 == [upgradeEnd("00")])
    }
}
