import TestSupport
import Testing
import ZCLCodec
import ZCLNode

@Suite("ZCL-3 frames that are not handed on")
struct FrameReadingTests {
    @Test("ZCL-1: a good frame is handed on with its header and its tail")
    func good() throws {
        let octets: Octets = "19 31 05 00 \(Sample.fid) 64 00 00 00 03 a1 a2 a3"
        try octets.array.withOctetView { (view) throws(FrameRefusal) in
            let frame = try Frame(view, cluster: .otaUpgrade, mode: .strict) { _ in nil }
            #expect(frame.header.frameControl == 0x19 && frame.header.sequence == 0x31)
            #expect(frame.command == .imageBlockResponse(.block(Sample.file, fileOffset: 100)))
            let data = [UInt8](view[frame.tail])
            #expect(data == [0xA1, 0xA2, 0xA3])
        }
    }

    @Test("ZCL-1: without a header there is nobody's question to answer; reserved types and bits are errors")
    func withoutHeader() {
        let frames: [(Octets, WireError)] = [
            ("", WireError(.truncated, at: 0)), ("09", WireError(.truncated, at: 1)),
            ("09 21", WireError(.truncated, at: 2)), ("0d 34 12 21", WireError(.truncated, at: 4)),
            ("0a 21 00 00 64", WireError(.reservedFrameType(2), at: 0)),
            ("0b 21 00 00 64", WireError(.reservedFrameType(3), at: 0)),
            ("29 21 00 00 64", WireError(.reservedFrameControlBits(0x29), at: 0)),
            ("49 21 00 00 64", WireError(.reservedFrameControlBits(0x49), at: 0)),
            ("89 21 00 00 64", WireError(.reservedFrameControlBits(0x89), at: 0)),
        ]
        for (frame, error) in frames {
            #expect(refusal(of: frame) == .withoutHeader(error), "\(frame)")
            #expect(refusal(of: frame, { _ in .failure }) == .withoutHeader(error), "\(frame)")
            #expect(answer(to: frame, isClusterSupported: false) == nil)
        }
    }

    @Test("ZCL-3: what the node does not know is refused before its payload is read")
    func refusedFirst() throws {
        #expect(refusal(of: "09 21 00 04", { _ in .notAuthorized }) == .refused(try header("09 21 00"), .notAuthorized))
        #expect(answer(to: "09 21 00 04", isClusterSupported: false) == "10 21 0b 00 c3")
        #expect(answer(to: "01 21 7f", isClusterSupported: false) == "18 21 0b 7f c3")
        #expect(answer(to: "00 21 00 02", isClusterSupported: false) == "18 21 0b 00 c3")
        #expect(answer(to: "0d 34 12 21 00", isClusterSupported: false) == "14 34 12 21 0b 00 c3")
    }

    @Test("ZCL-3: a manufacturer's command is 83 of a cluster and 84 of the profile, in either direction")
    func manufacturer() {
        #expect(answer(to: "0d 34 12 21 00 00 64") == "14 34 12 21 0b 00 83")
        #expect(answer(to: "05 34 12 21 01") == "1c 34 12 21 0b 01 83")
        #expect(answer(to: "0c 34 12 21 00 02 00") == "14 34 12 21 0b 00 84")
        #expect(answer(to: "04 34 12 21 7f") == "1c 34 12 21 0b 7f 84")
        #expect(answer(to: "0d 34 12 21 00 00 64", isBroadcast: true) == nil)
    }

    @Test("OTA-6: a truncated command, or one with octets too many, is MALFORMED_COMMAND")
    func malformed() throws {
        let request: Octets = "01 31 03 00 \(Sample.fid) 64 00 00 00 32"
        #expect(refusal(of: request) == nil)
        for count in 3..<request.array.count {
            #expect(answer(to: Octets([UInt8](request.array.prefix(count)))) == "18 31 0b 03 80")
        }
        let short = Octets([UInt8](request.array.dropLast()))
        #expect(refusal(of: short) == .malformed(try header(request), WireError(.truncated, at: 16), .malformedCommand))
        #expect(answer(to: request + "00") == "18 31 0b 03 80")
        #expect(answer(to: "08 32 00 02") == "10 32 0b 00 80")
        #expect(answer(to: "11 33 06 00") == "18 33 0b 06 80")
        #expect(answer(to: "09 34 00 00", isBroadcast: true) == nil)
    }

    @Test("OTA-2: the lenient option keeps a command with octets too many")
    func lenient() {
        let request: Octets = "01 31 03 00 \(Sample.fid) 64 00 00 00 32 00"
        #expect(refusal(of: request, mode: .lenient) == nil)
        #expect(refusal(of: request, mode: .strict) != nil)
    }

    @Test("OTA-6: an unknown command of the cluster, or one of the other side, is UNSUP_CLUSTER_COMMAND")
    func unsupportedClusterCommand() {
        #expect(answer(to: "01 21 0a") == "18 21 0b 0a 81")
        #expect(answer(to: "11 21 ff 00") == "18 21 0b ff 81")
        #expect(answer(to: "09 21 01 00 \(Sample.fid)") == "10 21 0b 01 81")
        #expect(answer(to: "01 21 00 00 64") == "18 21 0b 00 81")
        #expect(answer(to: "01 21 05", cluster: .events) == "18 21 0b 05 81")
        #expect(answer(to: "01 21 00", cluster: .time) == "18 21 0b 00 81")
    }

    @Test("ZCL-3: an unknown command of the profile is UNSUP_GENERAL_COMMAND")
    func unsupportedGeneralCommand() {
        #expect(answer(to: "00 21 06") == "18 21 0b 06 82")
        #expect(answer(to: "18 21 ff 00 00") == "10 21 0b ff 82")
        #expect(answer(to: "00 21 03", cluster: .time) == "18 21 0b 03 82")
    }

    @Test("ZCL-3: reserved bits of a field control are RESERVED_FIELD_NOT_ZERO, a value that cannot be INVALID_FIELD")
    func fields() {
        #expect(answer(to: "01 21 01 02 \(Sample.fid)") == "18 21 0b 01 7f")
        #expect(answer(to: "01 21 03 80 \(Sample.fid) 64 00 00 00 32") == "18 21 0b 03 7f")
        #expect(answer(to: "09 21 00 04 64") == "10 21 0b 00 85")
        #expect(answer(to: "09 21 00 00 65") == "10 21 0b 00 85")
        #expect(answer(to: "00 21 02 09 00 10 02") == "18 21 0b 02 85")
    }
}
