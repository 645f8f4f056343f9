import TestSupport
import Testing
import ZCLCodec

@Suite("ZCL-1, ZCL-2, OTA-1: the tables of commands")
struct LayoutTests {
    /// So many frames of each command.
    private static func frames(_ count: Int, seed: UInt64) -> [(CommandLayout, ClusterIdentifier, [UInt8])] {
        var generator = LayoutGenerator(seed: seed)
        return CommandLayout.all.flatMap { layout in
            (0..<count).map { _ in (layout, layout.cluster ?? .otaUpgrade, generator.frame(of: layout)) }
        }
    }

    @Test("ZCL-2, OTA-1, GBCS-3, GBCS-6: every command stands in one table, under one name")
    func unique() {
        #expect(CommandLayout.all.count == 22)
        for layout in CommandLayout.all {
            #expect(CommandLayout.all.filter { $0.name == layout.name }.count == 1)
            #expect(CommandLayout.all.filter { $0.title == layout.title }.count == 1)
            let same = CommandLayout.all.filter { other in
                other.cluster == layout.cluster && other.identifier == layout.identifier
                    && other.direction == layout.direction
            }
            #expect(same.count == 1, "\(layout.name)")
            #expect((layout.direction == nil) == (layout.cluster == nil))
            #expect(CommandLayout(named: layout.name)?.title == layout.title)
        }
        #expect(CommandLayout(named: "nope") == nil)
    }

    @Test("ZCL-2, OTA-1: every field has a meaning, and a name that no other field of its record has")
    func fields() {
        func check(_ fields: [FieldLayout], in name: String) {
            for field in fields {
                #expect(!field.meaning.isEmpty, "\(name): \(field.name)")
                #expect(fields.filter { $0.name == field.name }.count == 1, "\(name): \(field.name)")
                if case .list(_, let records) = field.kind { check(records, in: "\(name).\(field.name)") }
            }
        }
        for layout in CommandLayout.all {
            #expect(layout.rule.contains("-"))
            check(layout.fields, in: layout.name)
        }
        check(FrameHeader.layout, in: "header")
        check(OTAHeader.layout, in: "file")
    }

    @Test("OTA-5: the fields of a file's header stand where the rule has them, and say what the struct says")
    func fileHeader() throws {
        let header = OTAHeader(
            file: SampleFrame.file, headerString: try #require(HeaderString("GB")), totalImageSize: 1_000,
            securityCredentialVersion: 2, destination: SampleFrame.address,
            hardwareVersions: .init(minimum: 0x0100, maximum: 0x0203))
        var reader = LayoutReader([UInt8](capacity: header.encodedSize) { header.encode(into: &$0) })
        reader.read(OTAHeader.layout)
        let expected: [(String, Int, UInt64)] = [
            ("identifier", 0, 0x0BEE_F11E), ("headerVersion", 4, 0x0100), ("headerLength", 6, 69),
            ("fieldControl", 8, 7), ("manufacturerCode", 10, 0x1234), ("imageType", 12, 0x00A5),
            ("fileVersion", 14, 0x0102_0305), ("stackVersion", 18, 2), ("totalImageSize", 52, 1_000),
            ("securityCredentialVersion", 56, 2), ("destination", 57, SampleFrame.address.rawValue),
            ("minimumHardwareVersion", 65, 0x0100), ("maximumHardwareVersion", 67, 0x0203),
        ]
        for (name, offset, value) in expected {
            #expect(reader.nodes.first { $0.name == name }?.offset == offset)
            #expect(reader.nodes.number(name) == value, "\(name)")
        }
        #expect(reader.missing == nil && reader.remaining == 0)
    }

    @Test("OTA-3, HUB-40, HUB-51: an attribute of a side of a cluster stands in the table once")
    func attributes() {
        for layout in AttributeLayout.all {
            for isClients in [true, false] where layout.isClients != !isClients {
                let found = AttributeLayout.all.filter { other in
                    other.cluster == layout.cluster && other.identifier == layout.identifier
                        && other.isClients != !isClients
                }
                #expect(found.count == 1, "\(layout.name)")
            }
        }
    }

    @Test("ZCL-2, OTA-1, GBCS-3, GBCS-6: 200 random frames of each table decode and encode to themselves")
    func roundTrip() {
        for (layout, cluster, octets) in Self.frames(200, seed: 1) {
            octets.withOctetView { view in
                do throws(WireError) {
                    let frame = try Frame(view, cluster: cluster)
                    #expect(frame.encoded(anew: view) == octets, "\(layout.name)")
                    #expect(frame.command.identifier == layout.identifier)
                    #expect(frame.command.direction == layout.direction)
                    #expect(frame.command.cluster == layout.cluster)
                } catch {
                    // ZCL-2: SUCCESS is no failure to write.
                    #expect(error.reason == .successAmongFailures, "\(layout.name): \(error)")
                    #expect(layout.name == "writeAttributesResponse")
                }
            }
        }
    }

    @Test("ZCL-1, ZCL-2, OTA-1: the fields cover every octet of a frame once, in order")
    func coverage() {
        for (layout, cluster, octets) in Self.frames(200, seed: 2) {
            let frame = FrameFields(octets, cluster: cluster)
            #expect(frame.layout?.name == layout.name)
            var offset = 0
            for node in (frame.header + frame.fields).flattened {
                #expect(node.offset == offset, "\(layout.name): \(node.name)")
                offset += node.count
            }
            #expect(offset == octets.count && frame.end == octets.count, "\(layout.name)")
        }
    }

    @Test("IF-2: what is missing of a frame that is cut short is the field that stands there")
    func missing() {
        var named = 0
        for (layout, cluster, octets) in Self.frames(20, seed: 3) {
            let whole = FrameFields(octets, cluster: cluster)
            for count in 0..<octets.count {
                let error = [UInt8](octets.prefix(count)).withOctetView { view in
                    do throws(WireError) {
                        _ = try Frame(view, cluster: cluster)
                        return nil as WireError?
                    } catch { return error }
                }
                guard let error, error.kind == .truncated else { continue }
                let name = FrameFields([UInt8](octets.prefix(count)), cluster: cluster).name(ofFieldAt: error)
                let expected = (whole.header + whole.fields).path(at: count)
                // A string's count and its octets are one field.
                if expected?.hasSuffix("count") != true { #expect(name == expected, "\(layout.name), \(count) octets") }
                named += name == nil ? 0 : 1
            }
        }
        #expect(named > 2_000)
    }

    @Test("OTA-2: the lenient option accepts two layouts that end early")
    func cutShort() {
        for octets in [[0x01, 0x01, 0x06, 0x95], [0x19, 0x01, 0x05, 0x97, 0, 0, 0, 0, 60, 0, 0, 0]] as [[UInt8]] {
            let lenient = FrameFields(octets, mode: .lenient)
            #expect((lenient.header + lenient.fields).reduce(0) { $0 + $1.count } == octets.count)
            let error = WireError(.truncated, at: octets.count)
            #expect(lenient.name(ofFieldAt: error) == nil)
            #expect(FrameFields(octets).name(ofFieldAt: error) != nil)
        }
        #expect(
            FrameFields([0x01, 0x01, 0x06, 0x95]).name(ofFieldAt: WireError(.truncated, at: 4)) == "manufacturerCode")
    }

    @Test("ZCL-1: random octets never trap")
    func noise() {
        var generator = Noise(seed: 4)
        for round in 0..<50_000 {
            var octets = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            if octets.count >= 3, round % 4 != 0 {
                octets[0] &= 0x1D
                octets[2] %= 0x0C
            }
            let cluster = [ClusterIdentifier.otaUpgrade, .events, .deviceManagement][round % 3]
            for mode in [DecodingMode.strict, .lenient] {
                let frame = FrameFields(octets, cluster: cluster, mode: mode)
                #expect((frame.header + frame.fields).reduce(0) { $0 + $1.count } <= octets.count)
            }
        }
    }

    @Test("IF-2: a frame and a command say in one line what they are")
    func descriptions() throws {
        let answer: [UInt8] = [0x18, 0x06, 0x0B, 0x03, 0x80]
        let words = "defaultResponse(commandIdentifier: 0x03, status: 0x80 MALFORMED_COMMAND)"
        try answer.lend { view in
            let frame = try Frame(view)
            #expect(frame.description == "sequence 6, \(words)")
            #expect(frame.command.description == words)
        }
        #expect(FrameFields(answer).description == "sequence 6, \(words)")
        for sample in SampleFrame.all {
            #expect(sample.command.description.hasSuffix(")"))
            #expect(CommandLayout.all.contains { sample.command.description.hasPrefix($0.name + "(") })
        }
    }

    @Test("IF-2: what a frame alone says in one line has no tail, and what its octets say has it")
    func tails() throws {
        let read: [UInt8] = [0x08, 0x01, 0x00, 0x02, 0x00, 0x06, 0x00]
        try read.lend { view in
            let text = try Frame(view).description
            #expect(text == "sequence 1, readAttributes()")
        }
        #expect(
            FrameFields(read).description
                == "sequence 1, readAttributes(attributes: [(attribute: 0x0002 CurrentFileVersion), (attribute: 0x0006 "
                + "ImageUpgradeStatus)])")
        let log = PublishEventLog(
            totalMatchingEvents: 5, commandIndex: 0, totalCommands: 1, numberOfEvents: 2, control: 0)
        let text =
            "publishEventLog(totalMatchingEvents: 5, commandIndex: 0, totalCommands: 1, numberOfEvents: 2, control 0, "
            + "control: 0)"
        #expect(log.map { Command.publishEventLog($0).description } == text)
    }
}
