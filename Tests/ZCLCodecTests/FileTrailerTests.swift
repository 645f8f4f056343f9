import Testing
import ZCLCodec

@Suite("OTA-5 what stands around a file")
struct FileTrailerTests {
    private let file = OTAFileTests.octets()

    private func content(_ trailer: [UInt8]) throws -> FileTrailer {
        try (file + trailer).withOctetView { view in try OTAFile(beginning: view).trailerContent }
    }

    @Test("OTA-5: the CRC-32 of IEEE 802.3 has its published check value")
    func checkValue() {
        [UInt8]("123456789".utf8).withOctetView { #expect(CRC32.checksum(of: $0) == 0xCBF4_3926) }
        [UInt8]().withOctetView { #expect(CRC32.checksum(of: $0) == 0) }
    }

    @Test("OTA-5: four octets are a CRC-32 when they equal one, plain or inverted, and then never a date-time")
    func checksum() throws {
        // As zlib computes it.
        let plain: UInt32 = 0xA1BE_CDC6
        func octets(_ number: UInt32) -> [UInt8] { [UInt8](capacity: 4) { $0.write(number) } }
        #expect(try content(octets(plain)) == .checksum(isInverted: false))
        #expect(try content(octets(~plain)) == .checksum(isInverted: true))
        // Another order, or another number, is none.
        #expect(try content(octets(plain.byteSwapped)) == .activation(UTCTime(rawValue: plain.byteSwapped)))
        #expect(try content(octets(plain &+ 1)) == .activation(UTCTime(rawValue: plain &+ 1)))
    }

    @Test("OTA-5: nothing, a date-time of four octets, padding of FF, or so many octets of another kind")
    func others() throws {
        #expect(try content([]) == .nothing)
        #expect(try content([0, 0, 0, 0]) == .activation(.zero))
        #expect(try content([1, 2, 3, 4]) == .activation(UTCTime(rawValue: 0x0403_0201)))
        for count in [1, 3, 4, 5, 4_000] {
            #expect(try content([UInt8](repeating: 0xFF, count: count)) == .padding(count: count))
        }
        let others: [[UInt8]] = [
            [0xFF, 0xFE], [1, 2, 3], [1, 2, 3, 4, 5], [UInt8](repeating: 0, count: 8), [0xFF, 0xFF, 0xFF, 0xFF, 0],
        ]
        for trailer in others { #expect(try content(trailer) == .unknown(count: trailer.count)) }
    }

    @Test("OTA-5: a file alone has nothing after it; what stands there is an error that names how many octets")
    func alone() throws {
        for count in 1...5 {
            (file + [UInt8](repeating: 7, count: count)).withOctetView { view in
                let error = #expect(throws: WireError.self) { _ = try OTAFile(view) }
                #expect(error == WireError(.trailingOctets(count: count), at: 59))
            }
        }
    }

    @Test("OTA-5: a file is looked for in the first 4096 octets, and the first whose header decodes is taken")
    func container() {
        func offset(_ octets: [UInt8]) -> Int? { octets.withOctetView { OTAFile.offset(in: $0) } }
        let identifier: [UInt8] = [0x1E, 0xF1, 0xEE, 0x0B]
        #expect(offset([]) == nil)
        #expect(offset([0x1E, 0xF1, 0xEE]) == nil)
        for size in [0, 1, 4, 128, 4_095] {
            #expect(offset([UInt8](repeating: 0x1E, count: size) + file) == size)
        }
        #expect(offset([UInt8](repeating: 0x1E, count: 4_096) + file) == nil)
        // The identifier alone, as a vendor's own header may have it.
        #expect(offset([0] + identifier + [9, 9] + file) == 7)
        #expect(offset([0] + identifier + [9, 9]) == 1)
        // What begins with an identifier is a file, damaged or not.
        #expect(offset(identifier + [9, 9] + file) == 0)
    }

    @Test("OTA-5: sub-elements in part: those that parse, unknown tags among them, and where nothing does")
    func elementsInPart() throws {
        let image: [UInt8] = [0, 0, 2, 0, 0, 0, 0xAA, 0xBB]
        let unknown: [UInt8] = [7, 0, 1, 0, 0, 0, 0xCC]
        let short: [UInt8] = [3, 0, 2, 0, 0, 0, 1, 2]
        let cases: [(payload: [UInt8], tags: [UInt16], end: Int)] = [
            (image + unknown, [0, 7], 15), (unknown + image, [7, 0], 15), (image + short, [0, 3], 16), (short, [3], 8),
            (unknown, [7], 7), (image + [9, 9, 9], [0], 8), (image + unknown + [3, 0, 16, 0, 0, 0, 1], [0, 7], 15),
        ]
        for (payload, tags, end) in cases {
            payload.withOctetView { view in
                let elements = OTAElements(view)
                var found: [UInt16] = []
                elements.forEach { element, _ in found.append(element.tag.rawValue) }
                let (foundEnd, areWhole) = (elements.end, elements.areWhole)
                #expect(found == tags && foundEnd == end && areWhole == (end == payload.count), "\(payload)")
            }
        }
    }

    @Test("OTA-5: Telink's F000 has two octets of information between length and data, which the length does not count")
    func information() {
        let informed: [UInt8] = [0, 0xF0, 3, 0, 0, 0, 0xE1, 0xE2, 1, 2, 3]
        let image: [UInt8] = [0, 0, 1, 0, 0, 0, 0xAA]
        for payload in [informed, informed + image, image + informed, informed + informed + [9]] {
            payload.withOctetView { view in
                let elements = OTAElements(view)
                var encoded: [UInt8] = []
                elements.forEach { element, offset in
                    encoded += [UInt8](capacity: element.encodedSize) { element.encode(into: &$0) }
                    guard element.tag.rawValue == 0xF000 else { return }
                    #expect([UInt8](element.information) == [0xE1, 0xE2])
                    #expect([UInt8](element.data) == [1, 2, 3])
                    #expect(payload[offset] == 1)
                }
                #expect(encoded == Array(payload.prefix(payload.last == 9 ? payload.count - 1 : payload.count)))
            }
        }
        // The same tag without them.
        [0, 0xF0, 3, 0, 0, 0, 1, 2, 3].withOctetView { view in
            OTAElements(view).forEach { element, _ in
                #expect([UInt8](element.information) == [] && [UInt8](element.data) == [1, 2, 3])
            }
        }
    }
}
