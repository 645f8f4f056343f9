import Notation
import OrderedJSON
import TestSupport
import Testing
import ZCLCodec

@Suite("Fields that can be changed")
struct EditableLineTests {
    private let frame = OctetKind.frame(cluster: .otaUpgrade, mode: .strict)

    private func change(_ hex: String, _ name: String, to text: String, as kind: OctetKind) throws -> String {
        let octets = try octets(fromHex: hex)
        let lines = try EditableLine.lines(of: octets, as: kind)
        let index = try #require(lines.firstIndex { $0.line.name == name })
        return ZCLCodec.hex(try kind.octets(octets, changing: index, to: text))
    }

    @Test("IF-2: a field changes, the others stay, and what counts it follows")
    func frames() throws {
        // Image Block Response with a block of 2 octets.
        let block = "19300500341202010503020140e2010002dead"
        #expect(
            try change(block, "fileVersion", to: "0xAABBCCDD", as: frame) == "1930050034120201ddccbbaa40e2010002dead")
        #expect(try change(block, "imageData", to: "beefed", as: frame) == "19300500341202010503020140e2010003beefed")
        #expect(try change(block, "sequence", to: "255", as: frame) == "19ff0500341202010503020140e2010002dead")
    }

    @Test("IF-2: a value that the wire cannot hold is refused, with the name of its field")
    func refused() throws {
        let block = "19300500341202010503020140e2010002dead"
        for (name, text) in [("imageType", "65536"), ("imageType", "many"), ("imageData", "0"), ("sequence", "-1")] {
            let error = #expect(throws: NotationError.self) { try change(block, name, to: text, as: frame) }
            #expect(error?.message.contains(name) == true, "\(name) \(text)")
        }
        // What follows from others is not for changing.
        let octets = try octets(fromHex: block)
        let lines = try EditableLine.lines(of: octets, as: frame)
        #expect(lines.first { $0.line.name == "dataSize" }?.text == nil)
        #expect(throws: NotationError.self) { try frame.octets(octets, changing: lines.count, to: "1") }
        #expect(throws: NotationError.self) { try frame.octets(octets, changing: -1, to: "1") }
    }

    @Test("IF-2: every field that can be changed gives the same octets when it is set to what it is")
    func same() throws {
        // Two records of Read Attributes Response, a list of single values, a file's header.
        for (hex, kind) in [
            ("10120102000023040302010a00860600003001", frame), ("08050002000600", frame),
            ("0112010134120201040302010105", frame),
        ] {
            let octets = try octets(fromHex: hex)
            let lines = try EditableLine.lines(of: octets, as: kind)
            #expect(lines.contains { $0.text != nil })
            for (index, line) in lines.enumerated() {
                guard let text = line.text else { continue }
                #expect(try kind.octets(octets, changing: index, to: text) == octets, "\(line.line.name)")
            }
        }
    }

    @Test("OTA-2: of a frame that deviates no field can be changed, since it is never sent")
    func deviating() throws {
        // An Upgrade End Request of one octet; Image Notify with jitter 0; an octet too many.
        for hex in ["01010695", "0901000000", "19010595ff"] {
            let octets = try octets(fromHex: hex)
            let lines = try EditableLine.lines(of: octets, as: .frame(cluster: .otaUpgrade, mode: .lenient))
            #expect(lines.flatMap(\.line.octets) == octets && lines.allSatisfy { $0.text == nil })
        }
    }

    @Test("OTA-5: a file's header changes, and what follows it stays")
    func files() throws {
        let header =
            "1ef1ee0b" + "0001" + "3800" + "0000" + "3412" + "0100" + "02000000" + "0200"
            + String(repeating: "00", count: 32) + "3a000000"
        let hex = header + "abcd"
        #expect(OctetKind(try octets(fromHex: hex)) == .file)
        #expect(
            try change(hex, "fileVersion", to: "0x00000003", as: .file)
                == hex.replacing("02000000", with: "03000000", maxReplacements: 1))
    }

    @Test("GBCS-1, OTA-5: octets are what they begin like; a block that holds a file's header is a frame")
    func kinds() throws {
        #expect(OctetKind([0xDF, 0x09, 0x01]) == .message)
        #expect(OctetKind([0xDD, 0x00]) == .message)
        #expect(OctetKind([0x1E, 0xF1, 0xEE, 0x0B]) == .file)
        #expect(OctetKind(try octets(fromHex: "19320500341202010503020100000000041ef1ee0b")) == frame)
        #expect(OctetKind([]) == frame)
    }
}
