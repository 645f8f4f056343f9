import Testing
import ZCLCodec

@Suite("OTA-5 the file")
struct OTAFileTests {
    /// A file as OTA-5 lays it out, field by field.
    static func octets(
        length: UInt8 = 56, control: UInt8 = 0, total: UInt8 = 59, optional: [UInt8] = [],
        payload: [UInt8] = [0xD1, 0xD2, 0xD3]
    ) -> [UInt8] {
        let fixed: [UInt8] = [0x1E, 0xF1, 0xEE, 0x0B, 0x00, 0x01, length, 0x00, control, 0x00]
        let string = [UInt8]("GB image".utf8) + [UInt8](repeating: 0, count: 24)
        return fixed + SampleFrame.fileOctets + [0x02, 0x00] + string + [total, 0x00, 0x00, 0x00] + optional + payload
    }

    private func failure(_ octets: [UInt8]) -> WireError? {
        octets.withOctetView { view in
            #expect(throws: WireError.self) { _ = try OTAFile(view) }
        }
    }

    @Test("OTA-5: every field of the header, in its place")
    func everyField() throws {
        let optional: [UInt8] = [0x03] + SampleFrame.addressOctets + [0x01, 0x02, 0x03, 0x04]
        let octets = Self.octets(length: 69, control: 7, total: 72, optional: optional)
        try octets.lend { (view) throws in
            let file = try OTAFile(view)
            #expect(file.header.file == SampleFrame.file)
            #expect(file.header.stackVersion == 2)
            #expect(file.header.headerString.text == "GB image")
            #expect(file.header.totalImageSize == 72)
            #expect(file.header.securityCredentialVersion == 3)
            #expect(file.header.destination == SampleFrame.address)
            #expect(file.header.hardwareVersions == .init(minimum: 0x0201, maximum: 0x0403))
            #expect(file.header.encodedSize == 69)
            #expect(file.header.skippedOctets == 0)
            #expect([UInt8](file.payload) == [0xD1, 0xD2, 0xD3])
            #expect([UInt8](file.trailer) == [])
            #expect([UInt8](capacity: 69) { file.header.encode(into: &$0) } == [UInt8](octets.prefix(69)))
        }
    }

    @Test("OTA-5: a header made of its fields is the header that is read")
    func encode() throws {
        let string = try #require(HeaderString("GB image"))
        let header = OTAHeader(
            file: SampleFrame.file, headerString: string, totalImageSize: 63,
            hardwareVersions: .init(minimum: 0x0101, maximum: 0x01FF))
        let expected = Self.octets(
            length: 60, control: 4, total: 63, optional: [0x01, 0x01, 0xFF, 0x01], payload: [])
        #expect([UInt8](capacity: 60) { header.encode(into: &$0) } == expected)
    }

    @Test("OTA-5: a reader skips to the header length")
    func skipped() throws {
        let octets = Self.octets(length: 60, total: 63, optional: [9, 9, 9, 9])
        try octets.lend { (view) throws in
            let file = try OTAFile(view)
            #expect(file.header.skippedOctets == 4)
            #expect([UInt8](file.payload) == [0xD1, 0xD2, 0xD3])
        }
    }

    @Test("OTA-5: errors have the offset of their field")
    func errors() {
        let good = Self.octets()
        func with(_ index: Int, _ octet: UInt8) -> [UInt8] {
            var octets = good
            octets[index] = octet
            return octets
        }
        #expect(failure(with(0, 0x1F)) == WireError(.wrongFileIdentifier(0x0BEE_F11F), at: 0))
        #expect(failure(with(4, 0x01)) == WireError(.wrongHeaderVersion(0x0101), at: 4))
        #expect(failure(with(6, 55)) == WireError(.wrongHeaderLength(55), at: 6))
        #expect(failure(with(6, 70)) == WireError(.wrongHeaderLength(70), at: 6))
        #expect(failure(with(8, 0x01)) == WireError(.wrongHeaderLength(56), at: 6))
        #expect(failure(with(8, 0x08)) == WireError(.undefinedFieldControlBits(8), at: 8))
        #expect(failure(with(52, 55)) == WireError(.totalImageSizeBelowHeader(55), at: 52))
        #expect(failure(with(52, 60)) == WireError(.truncated, at: 59))
        #expect(failure(with(52, 58)) == WireError(.trailingOctets(count: 1), at: 58))
    }

    @Test("OTA-5: every strict prefix of a file is truncated at its end")
    func prefixes() {
        let octets = Self.octets(length: 60, control: 4, total: 63, optional: [1, 1, 2, 2])
        for count in 0..<octets.count {
            #expect(failure([UInt8](octets.prefix(count))) == WireError(.truncated, at: count))
        }
    }

    @Test("OTA-5: sub-elements are tag, length and data")
    func elements() throws {
        let payload: [UInt8] = [0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0xAA, 0xBB, 0x00, 0xF0, 0x00, 0x00, 0x00, 0x00]
        try Self.octets(total: 70, payload: payload).lend { (view) throws in
            let file = try OTAFile(view)
            var tags: [UInt16] = []
            var contents: [[UInt8]] = []
            var encoded: [[UInt8]] = []
            var offsets: [Int] = []
            file.elements.forEach { element, offset in
                offsets.append(offset)
                tags.append(element.tag.rawValue)
                contents.append([UInt8](element.data))
                encoded.append([UInt8](capacity: element.encodedSize) { element.encode(into: &$0) })
            }
            let areWhole = file.elements.areWhole
            #expect(areWhole)
            #expect(offsets == [6, 14])
            #expect(tags == [0x0000, 0xF000] && contents == [[0xAA, 0xBB], []])
            #expect(encoded.map(\.count) == [8, 6] && encoded.flatMap { $0 } == payload)
        }
    }

    @Test("OTA-5: a payload whose first sub-element does not parse, or says nothing, is a raw image")
    func noElements() throws {
        let payloads: [[UInt8]] = [
            [], [0x00], [0, 0, 2, 0, 0, 0, 0xAA], [0x07, 0, 0, 0, 0, 0], [UInt8](repeating: 0, count: 12),
            // An unknown tag, or a length that its tag has not, with something after it.
            [0x07, 0, 1, 0, 0, 0, 0xAA, 0xBB], [0x01, 0, 1, 0, 0, 0, 0xAA, 0xBB],
        ]
        for payload in payloads {
            try Self.octets(total: 56 + UInt8(payload.count), payload: payload).lend { (view) throws in
                let file = try OTAFile(view)
                let areWhole = file.elements.areWhole
                #expect(!areWhole)
                file.elements.forEach { _, _ in Issue.record("an element") }
            }
        }
    }

    @Test("OTA-5: tags have their lengths")
    func tags() {
        let lengths: [UInt16: Int] = [1: 50, 2: 48, 3: 16, 5: 80, 6: 74]
        for tag in 0...7 as ClosedRange<UInt16> {
            #expect(OTAElement.Tag(rawValue: tag).fixedLength == lengths[tag])
        }
        #expect(OTAElement.Tag(rawValue: 0xF123).name == "manufacturer specific")
        #expect(OTAElement.Tag(rawValue: 7).name == "unknown")
    }

    @Test("OTA-5: a header string has 32 octets, zero padded")
    func headerString() throws {
        let full = String(repeating: "x", count: 32)
        #expect(HeaderString(full)?.text == full)
        #expect(HeaderString(full + "x") == nil)
        #expect(HeaderString().text.isEmpty)
        #expect(try #require(HeaderString("é")).octets.prefix(3) == [0xC3, 0xA9, 0x00])
        [UInt8](repeating: 0x41, count: 31).withOctetView { #expect(HeaderString($0) == nil) }
    }

    @Test("OTA-5: hardware versions are a range with both ends")
    func hardwareVersions() {
        let versions = OTAHeader.HardwareVersions(minimum: 0x0101, maximum: 0x0203)
        #expect(versions.contains(0x0101) && versions.contains(0x0203) && versions.contains(0x0200))
        #expect(!versions.contains(0x0100) && !versions.contains(0x0204))
    }
}
