import Testing
import ZCLCodec

@Suite("octets")
struct OctetTests {
    @Test("ZCL-1: a view answers nil after its end and slices within it")
    func view() {
        let octets: [UInt8] = [1, 2, 3]
        octets.withOctetView { view in
            #expect(view[0] == 1 && view[2] == 3)
            #expect(view[3] == nil && view[-1] == nil)
            #expect([UInt8](view.slice(from: 1, count: 9)) == [2, 3])
            #expect([UInt8](view.slice(from: 4, count: 1)) == [])
            #expect([UInt8](view.slice(from: 0, count: -1)) == [])
            let isSame = (view == view.slice(from: 0, count: 2), view == view.slice(from: 0, count: 9))
            #expect(!isSame.0 && isSame.1)
            #expect([UInt8](view[Extent(offset: 1, count: 2)]) == [2, 3])
            #expect([UInt8](view[Extent(offset: 2, count: 9)]) == [3] && view[Extent(offset: 4, count: 1)].isEmpty)
            var target: [UInt8] = [9, 9, 9, 9]
            #expect(view.copy(into: &target, at: 1))
            #expect(target == [9, 1, 2, 3])
            #expect(!view.copy(into: &target, at: 2))
            #expect(!view.copy(into: &target, at: -1))
            #expect(target == [9, 1, 2, 3])
        }
        #expect(OctetView().isEmpty && OctetView()[0] == nil)
    }

    @Test("ZCL-1: integers are little-endian, and a read beyond the end leaves the cursor where it was")
    func reader() throws {
        try [1, 2, 3, 4, 5, 6, 7, 8, 9].lend { (view) throws in
            var reader = ByteReader(view)
            #expect(try reader.readUInt64() == 0x0807_0605_0403_0201)
            #expect(throws: WireError(.truncated, at: 9)) { try reader.readUInt16() }
            #expect(reader.offset == 8 && reader.remaining == 1)
            #expect(reader.peekUInt8() == 9)
            #expect(try reader.readUInt8() == 9)
            #expect(reader.peekUInt8() == nil)
        }
        try [1, 2, 3, 4, 5, 6].lend { (view) throws in
            var reader = ByteReader(view)
            #expect(throws: WireError(.truncated, at: 6)) { _ = try reader.readOctets(7) }
            #expect(throws: WireError(.truncated, at: 6)) { _ = try reader.readOctets(-1) }
            #expect(try reader.readUInt48() == 0x0605_0403_0201)
        }
    }

    @Test("ZCL-1: a view of a slice begins with the slice's first octet")
    func slice() {
        let octets: [UInt8] = [1, 2, 3, 4, 5, 6]
        #expect(octets[2..<5].withOctetView { [UInt8]($0) } == [3, 4, 5])
        #expect(octets[3..<3].withOctetView { [UInt8]($0) } == [])
    }

    @Test("ZCL-1: a writer counts, and starts again at the first octet")
    func writer() {
        var buffer = [UInt8](repeating: 0xA5, count: 16)
        buffer.withByteWriter { writer in
            writer.write(0x0807_0605_0403_0201 as UInt64)
            writer.writeUInt48(0xFFFF_0605_0403_0201)
            #expect(writer.count == 14 && writer.free == 2 && writer.capacity == 16)
            #expect([UInt8](writer.written).suffix(6) == [1, 2, 3, 4, 5, 6])
            writer.restart()
            writer.write(0x0201 as UInt16)
        }
        #expect(buffer == [1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 0xA5, 0xA5])
    }

    @Test("IF-2: every error is one line and has a kind")
    func errors() {
        #expect(WireError(.truncated, at: 5).description == "octets are missing at offset 5")
        #expect(WireError(.trailingOctets(count: 1), at: 5).kind == .trailingOctets)
        #expect(WireError(.wrongDirection(command: 3), at: 2).kind == .unsupportedCommand)
        #expect(WireError(.undefinedPayloadType(4), at: 3).kind == .reservedValue)
        #expect(WireError(.booleanOutOfRange(2), at: 3).kind == .invalidValue)
    }
}
