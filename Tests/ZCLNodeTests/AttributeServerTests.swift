import TestSupport
import Testing
import ZCLCodec
import ZCLNode

@Suite("ZCL-2 attributes of a node")
struct AttributeServerTests {
    /// A node with CurrentFileVersion (0002), ImageUpgradeStatus (0006) and a string of 4 octets (0206).
    private func lend(_ identifier: AttributeIdentifier, _ body: (AttributeValue?) -> Void) {
        switch identifier.rawValue {
        case 0x0002: body(.uint32(0x0102_0304))
        case 0x0006: body(.enum8(3))
        case 0x0206:
            [0xA1, 0xA2, 0xA3, 0xA4].withOctetView { octets in
                guard let string = AttributeValue.StringOctets(octets) else { return body(nil) }
                body(.octetString(string))
            }
        default: body(nil)
        }
    }

    private func answer(to request: Octets) throws -> Octets? {
        try request.array.withOctetView { (view) throws(WireError) -> Octets? in
            let frame = try Frame(view)
            return switch frame.command {
            case .readAttributes:
                AttributeServer.answer(read: frame.records(in: view), frame.header, values: lend).wire
            case .writeAttributes:
                AttributeServer.answer(write: frame.records(in: view), frame.header, values: lend).wire
            default: nil
            }
        }
    }

    /// `count` times the same octets.
    private func times(_ count: Int, _ octets: Octets) -> Octets { (0..<count).reduce("") { sum, _ in sum + octets } }

    @Test("ZCL-2: a read tells identifier, status 0, type and value, the way back, with the request's number")
    func read() throws {
        #expect(try answer(to: "08 21 00 02 00") == "10 21 01 02 00 00 23 04 03 02 01")
        #expect(try answer(to: "18 22 00 06 00") == "10 22 01 06 00 00 30 03")
        #expect(try answer(to: "00 ff 00 06 02") == "18 ff 01 06 02 00 41 04 a1 a2 a3 a4")
    }

    @Test("ZCL-2: an unknown attribute has UNSUPPORTED_ATTRIBUTE and neither type nor value, in its place")
    func unknown() throws {
        #expect(try answer(to: "08 21 00 fd ff") == "10 21 01 fd ff 86")
        #expect(
            try answer(to: "08 21 00 03 00 06 00 04 00 06 00")
                == "10 21 01 03 00 86 06 00 00 30 03 04 00 86 06 00 00 30 03")
    }

    @Test("ZCL-2: a read of nothing is answered with nothing")
    func readNothing() throws {
        #expect(try answer(to: "08 21 00") == "10 21 01")
        #expect(try answer(to: "00 21 00") == "18 21 01")
    }

    // OTA-8: the largest frame is 17 octets and 255 of data, 272; after the header of 3 there are 269.
    @Test("ZCL-2, OTA-8: a read of more than a frame holds is answered with the first whole records")
    func readMany() throws {
        let version: Octets = "02 00 00 23 04 03 02 01"
        // 33 records of 8 octets are 264; 5 are free, which one of 5 fills to the last.
        let full: Octets = "10 21 01 " + times(33, version)
        #expect(try answer(to: "08 21 00 " + times(33, "02 00")) == full)
        #expect(try answer(to: "08 21 00 " + times(34, "02 00")) == full)
        let filled = try answer(to: "08 21 00 " + times(33, "02 00") + "06 00 06 00")
        #expect(filled == full + "06 00 00 30 03")
        #expect(filled?.array.count == 272)
        // What comes after one that does not fit is not told either: the answer is in order, without gaps.
        #expect(try answer(to: "08 21 00 " + times(34, "02 00") + "06 00") == full)
        #expect(try answer(to: "08 21 00 " + times(200, "fd ff")) == "10 21 01 " + times(89, "fd ff 86"))
    }

    @Test("ZCL-2: a write is READ_ONLY of a known attribute and UNSUPPORTED_ATTRIBUTE of another, one record each")
    func write() throws {
        #expect(try answer(to: "08 21 02 06 00 30 01") == "10 21 04 88 06 00")
        #expect(try answer(to: "00 21 02 02 00 23 00 00 00 00") == "18 21 04 88 02 00")
        #expect(try answer(to: "18 21 02 0d 00 20 01") == "10 21 04 86 0d 00")
        #expect(
            try answer(to: "08 21 02 0d 00 20 01 06 00 30 01 06 02 41 01 a1 0e 00 10 00")
                == "10 21 04 86 0d 00 88 06 00 88 06 02 86 0e 00")
    }

    @Test("ZCL-2: a write of nothing is one octet SUCCESS")
    func writeNothing() throws {
        #expect(try answer(to: "08 21 02") == "10 21 04 00")
    }

    @Test("ZCL-2, OTA-8: a write of more than a frame holds is answered with the first whole records")
    func writeMany() throws {
        #expect(try answer(to: "08 21 02 " + times(89, "06 00 30 01")) == "10 21 04 " + times(89, "88 06 00"))
        #expect(try answer(to: "08 21 02 " + times(150, "06 00 30 01")) == "10 21 04 " + times(89, "88 06 00"))
    }

    @Test("ZCL-2: the hub reads a client's attribute with frame control 0x08, a device a server's with 0x00")
    func request() {
        #expect(OutgoingFrame.read([.currentFileVersion], .serverToClient, sequence: 0x21).wire == "08 21 00 02 00")
        #expect(OutgoingFrame.read([.clusterRevision], .clientToServer, sequence: 0xFF).wire == "00 ff 00 fd ff")
    }

    @Test("OTA-1: a frame that waits goes out octet by octet as it was made, whatever its length")
    func waiting() {
        let end = Frame(.upgradeEndRequest(UpgradeEndRequest(status: .success, file: Sample.file)), sequence: 0x51)
        #expect(OutgoingFrame(end).wire == SampleFrames.upgradeEnd(0x51))
        let long = [UInt8](0..<200)
        #expect(OutgoingFrame.octets(long).wire.array == long)
    }
}
