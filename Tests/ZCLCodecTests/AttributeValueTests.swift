import Testing
import ZCLCodec

/// A type and value written by hand, and what they say.
struct AttributeSample: Sendable {
    let octets: [UInt8]
    /// Lends the value.
    let lend: @Sendable ((AttributeValue) -> Void) -> Void

    init(octets: [UInt8], value: @escaping @Sendable ((AttributeValue) -> Void) -> Void) {
        self.octets = octets
        lend = value
    }
}

extension AttributeValue {
    /// The case and its value, of a type of fixed width.
    fileprivate var fixedWidth: String {
        switch self {
        case .boolean(let value): "boolean \(value.map { "\($0)" } ?? "none")"
        case .bitmap8(let value): "bitmap8 \(value)"
        case .uint8(let value): "uint8 \(value)"
        case .uint16(let value): "uint16 \(value)"
        case .uint32(let value): "uint32 \(value)"
        case .uint48(let value): "uint48 \(value)"
        case .enum8(let value): "enum8 \(value)"
        case .utcTime(let value): "utcTime \(value)"
        case .eui64(let value): "eui64 \(value)"
        case .octetString, .characterString, .other: "of no fixed width"
        }
    }
}

@Suite("ZCL-2 data types")
struct AttributeValueTests {
    static let samples = [
        AttributeSample(octets: [0x10, 0x00], value: { $0(.boolean(false)) }),
        AttributeSample(octets: [0x10, 0x01], value: { $0(.boolean(true)) }),
        AttributeSample(octets: [0x10, 0xFF], value: { $0(.boolean(nil)) }),
        AttributeSample(octets: [0x18, 0x81], value: { $0(.bitmap8(0x81)) }),
        AttributeSample(octets: [0x20, 0xFE], value: { $0(.uint8(0xFE)) }),
        AttributeSample(octets: [0x21, 0x34, 0x12], value: { $0(.uint16(0x1234)) }),
        AttributeSample(octets: [0x23, 0x04, 0x03, 0x02, 0xF1], value: { $0(.uint32(0xF102_0304)) }),
        AttributeSample(octets: [0x25, 0x06, 0x05, 0x04, 0x03, 0x02, 0xF1], value: { $0(.uint48(0xF102_0304_0506)) }),
        AttributeSample(octets: [0x30, 0x06], value: { $0(.enum8(6)) }),
        AttributeSample(octets: [0xE2, 0x80, 0x51, 0x01, 0x00], value: { $0(.utcTime(UTCTime(rawValue: 86_400))) }),
        AttributeSample(
            octets: [0xF0, 0x78, 0x56, 0x34, 0x12, 0x00, 0x6F, 0x0D, 0x00],
            value: { $0(.eui64(EUI64(rawValue: 0x000D_6F00_1234_5678))) }),
    ]

    @Test("ZCL-2: a type octet and a value of its width", arguments: samples)
    func fixedWidth(sample: AttributeSample) throws {
        try sample.octets.lend { (view) throws in
            var reader = ByteReader(view)
            let value = try AttributeValue(parsing: &reader)
            #expect(reader.remaining == 0)
            sample.lend { #expect("\($0.fixedWidth)" == "\(value.fixedWidth)") }
        }
        sample.lend { value in
            #expect(value.encodedSize == sample.octets.count)
            #expect(value.dataType == sample.octets[0])
            #expect([UInt8](capacity: value.encodedSize) { value.encode(into: &$0) } == sample.octets)
        }
        for count in 0..<sample.octets.count {
            sample.octets.withOctetView { view in
                var reader = ByteReader(view.slice(from: 0, count: count))
                let error = #expect(throws: WireError.self) { _ = try AttributeValue(parsing: &reader) }
                #expect(error == WireError(.truncated, at: count))
            }
        }
    }

    @Test("ZCL-2: a string has its count before it, 0xFF for the invalid one", arguments: [0x41, 0x42] as [UInt8])
    func strings(type: UInt8) throws {
        let cases: [([UInt8], [UInt8]?)] = [
            ([0x00], []), ([0x02, 0x47, 0x42], [0x47, 0x42]), ([0xFF], nil),
            ([0xFE] + [UInt8](repeating: 1, count: 254), [UInt8](repeating: 1, count: 254)),
        ]
        for (rest, content) in cases {
            try ([type] + rest).lend { (view) throws in
                var reader = ByteReader(view)
                let value = try AttributeValue(parsing: &reader)
                switch value {
                case .octetString(let string) where type == 0x41, .characterString(let string) where type == 0x42:
                    if let octets = string.octets {
                        #expect([UInt8](octets) == content)
                    } else {
                        #expect(content == nil)
                    }
                default: Issue.record("no string")
                }
                #expect([UInt8](capacity: value.encodedSize) { value.encode(into: &$0) } == [type] + rest)
            }
        }
        [UInt8](repeating: 0, count: 255).withOctetView { view in
            let isTooLong = AttributeValue.StringOctets(view) == nil
            #expect(isTooLong)
        }
    }

    @Test("ZCL-2: a boolean is 0, 1 or 0xFF")
    func booleanOutOfRange() {
        #expect(failure([0x10, 0, 1, 0, 0, 0, 0x10, 0x02]) == WireError(.booleanOutOfRange(2), at: 7))
    }

    /// Type and length, from the data type table of the ZigBee Cluster Library.
    static let otherDataTypes: [(UInt8, Int)] =
        (0...7).map { (0x08 + UInt8($0), $0 + 1) } + (1...7).map { (0x18 + UInt8($0), $0 + 1) }
        + [(0x00, 0), (0x22, 3), (0x24, 5), (0x26, 7), (0x27, 8)] + (0...7).map { (0x28 + UInt8($0), $0 + 1) }
        + [
            (0x31, 2), (0x38, 2), (0x39, 4), (0x3A, 8), (0xE0, 4), (0xE1, 4), (0xE8, 2), (0xE9, 2), (0xEA, 4),
            (0xF1, 16),
        ]

    @Test("ZCL-2: a value of another type is skipped by its known length", arguments: otherDataTypes)
    func otherTypes(type: UInt8, length: Int) throws {
        let content = (0..<length).map { UInt8(0xA0 + $0) }
        let next: [UInt8] = [0x06, 0x00, 0x00, 0x30, 0x01]
        try ([0x10, 0, 1, 0x01, 0x40, 0x00, type] + content + next).lend { (view) throws in
            let frame = try Frame(view)
            let list = frame.records(of: ReadAttributeRecord.self, in: view)
            #expect(frame.command == .readAttributesResponse && list.count == 2)
            var records = list.makeIterator()
            guard case .value(.other(let value))? = records.next()?.outcome else {
                Issue.record("no other value")
                return
            }
            #expect(value.dataType == type)
            #expect([UInt8](value.octets) == content)
            #expect(frame.encoded(anew: view) == [UInt8](view))
        }
        content.withOctetView { view in
            let isAccepted = AttributeValue.OtherValue(dataType: type, octets: view) != nil
            #expect(isAccepted)
            if length > 0 {
                let short = view.slice(from: 1, count: length - 1)
                let isRefused = AttributeValue.OtherValue(dataType: type, octets: short) == nil
                #expect(isRefused)
            }
        }
    }

    @Test(
        "ZCL-2: a type without a known length ends the parse with an error that names it",
        arguments: [0x01, 0x43, 0x44, 0x48, 0x4C, 0x50, 0x51, 0xE3, 0xFF] as [UInt8])
    func unknownLength(type: UInt8) {
        let error = failure([0x10, 0, 1, 0x01, 0x40, 0x00, type, 0x00])
        #expect(error == WireError(.dataTypeOfUnknownLength(type), at: 6))
        #expect(error?.message.contains(hexadecimal(type)) == true)
    }
}
