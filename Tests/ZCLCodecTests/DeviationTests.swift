import Testing
import ZCLCodec

@Suite("OTA-2 what peers do that differs")
struct DeviationTests {
    private func lenient(_ octets: [UInt8], _ check: (DecodedFrame) throws -> Void) throws {
        try octets.lend { (view) throws in try check(try DecodedFrame(view, mode: .lenient)) }
    }

    @Test("OTA-2: an Upgrade End Request of one octet is accepted with the lenient option only")
    func shortUpgradeEndRequest() throws {
        let octets: [UInt8] = [0x01, 0x07, 0x06, 0x95]
        #expect(failure(octets) == WireError(.truncated, at: 4))
        try lenient(octets) { decoded in
            guard case .upgradeEndRequest(let request) = decoded.frame.command else {
                Issue.record("no Upgrade End Request")
                return
            }
            #expect(request.status == .abort)
            #expect(request.file == nil)
            #expect(decoded.deviations == .shortUpgradeEndRequest)
        }
    }

    @Test("OTA-2: an Upgrade End Request of one octet is no success, even leniently")
    func shortSuccess() {
        #expect(failure([0x01, 0x07, 0x06, 0x00], mode: .lenient) == WireError(.truncated, at: 4))
        #expect(failure([0x01, 0x07, 0x06, 0x95, 0x34], mode: .lenient) == WireError(.truncated, at: 5))
    }

    @Test("OTA-2: WAIT_FOR_DATA may lack its last two octets, lenient only")
    func shortWaitForData() throws {
        let octets: [UInt8] = [0x19, 0x07, 0x05, 0x97, 0, 0, 0, 0, 60, 0, 0, 0]
        #expect(failure(octets) == WireError(.truncated, at: 12))
        try lenient(octets) { decoded in
            guard case .imageBlockResponse(.waitForData(let wait)) = decoded.frame.command else {
                Issue.record("no WAIT_FOR_DATA")
                return
            }
            #expect(wait.requestTime.rawValue == 60)
            #expect(wait.minimumBlockPeriod == nil)
            #expect(decoded.deviations == .shortWaitForData)
        }
        #expect(failure(octets + [0xF4], mode: .lenient) == WireError(.truncated, at: 13))
    }

    @Test(
        "OTA-2: octets after a complete payload are an error with their offset, or leniently a surplus",
        arguments: SampleFrame.all)
    func surplus(sample: SampleFrame) throws {
        let octets = sample.octets + [0xEE, 0xFF]
        #expect(failure(octets) == WireError(.trailingOctets(count: 2), at: sample.octets.count))
        try lenient(octets) { decoded in
            #expect(decoded.frame.command == sample.command)
            #expect(decoded.surplus == Extent(offset: sample.octets.count, count: 2))
            #expect(decoded.deviations == .surplusOctets)
        }
    }

    @Test(
        "OTA-2: undefined field control bits are an error by default",
        arguments: [
            ([0x01, 0x02, 0x01, 0x02], 0), ([0x01, 0x03, 0x03, 0x04], 5), ([0x01, 0x04, 0x04, 0x02], 9),
        ] as [([UInt8], Int)])
    func fieldControl(start: [UInt8], count: Int) throws {
        let octets = start + SampleFrame.fileOctets + [UInt8](repeating: 0, count: count)
        #expect(failure(octets) == WireError(.undefinedFieldControlBits(UInt16(start[3])), at: 3))
        try lenient(octets) { decoded in
            #expect(decoded.deviations == .undefinedFieldControlBits)
            #expect(decoded.surplus.count == 0)
        }
    }

    @Test(
        "OTA-2: a query jitter of 0 or above 100 is an error, or leniently shown and reported",
        arguments: [0, 101, 255] as [UInt8])
    func queryJitter(percent: UInt8) throws {
        let octets: [UInt8] = [0x09, 0x01, 0x00, 0x03, percent, 0x34, 0x12, 0x01, 0x00, 0x02, 0x00, 0x00, 0x00]
        #expect(failure(octets) == WireError(.queryJitterOutOfRange(percent), at: 4))
        try lenient(octets) { decoded in
            guard case .imageNotify(let notify) = decoded.frame.command else {
                Issue.record("no Image Notify")
                return
            }
            #expect(notify.queryJitter.percent == percent && !notify.queryJitter.isInRange)
            let file = FileIdentifier(manufacturerCode: 0x1234, imageType: 1, fileVersion: 2)
            #expect(notify.content == .file(file))
            #expect(decoded.deviations == .queryJitterOutOfRange)
            #expect(decoded.deviations.names == ["queryJitterOutOfRange"])
        }
        // Nobody can make such a notification.
        #expect(ImageNotify.QueryJitter(percent: percent) == nil)
        // What is missing after it is still missing.
        #expect(failure([UInt8](octets.dropLast()), mode: .lenient) == WireError(.truncated, at: 12))
    }

    @Test("OTA-2: several deviations of one frame are all reported, in order")
    func several() throws {
        let octets = [0x01, 0x02, 0x01, 0x80] + SampleFrame.fileOctets + [0x01]
        try lenient(octets) { decoded in
            #expect(decoded.deviations.names == ["surplusOctets", "undefinedFieldControlBits"])
        }
        #expect(Deviations([.shortUpgradeEndRequest, .shortWaitForData]).names.count == 2)
    }

    @Test("OTA-2: a frame without deviations comes out of both modes alike", arguments: SampleFrame.all)
    func both(sample: SampleFrame) throws {
        try lenient(sample.octets) { decoded in
            #expect(decoded.frame.command == sample.command)
            #expect(decoded.deviations.isEmpty)
            #expect(decoded.surplus.count == 0)
        }
    }
}
