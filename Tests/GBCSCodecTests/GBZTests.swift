import GBCSCodec
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-2: GBZ")
struct GBZTests {
    /// A content that begins at 34, what is wrong, and where.
    static let slips: [(Octets, MessageError.Reason, Int)] = [
        ("0109", .truncated, 36),
        ("0109 00 00", .trailingOctets(count: 1), 37),
        ("0109 01", .truncated, 37),
        ("0109 01 01 0702 0003 0000", .truncated, 44),
        ("0109 01 01 0702 0003 000000 00", .trailingOctets(count: 1), 45),
        ("0109 02 01 0702 0003 000000 01 0702 0003 000100", .wrongLastBit, 37),
        ("0109 02 00 0702 0003 000000 00 0702 0003 000100", .wrongLastBit, 45),
        ("0109 01 00 0702 0003 000000", .wrongLastBit, 37),
        ("0109 01 05 0702 0003 000000", .reservedControlBits(0x05), 37),
        ("0109 01 09 0702 0003 000000", .reservedControlBits(0x09), 37),
        ("0109 01 21 0702 0003 000000", .reservedControlBits(0x21), 37),
        ("0109 01 41 0702 0003 000000", .reservedControlBits(0x41), 37),
        ("0109 01 81 0702 0003 000000", .reservedControlBits(0x81), 37),
        // What stands first is found first: the control before the length.
        ("0109 01 00 0702 0009 000000", .wrongLastBit, 37),
        // From Date Time.
        ("0109 01 11 0709 0003 2a2b2c", .truncated, 45),
        // Encrypted: the component begins at 42.
        ("0109 01 03 0702 0009 01 07 190100 0002 a1a2", .unexpectedOctet(found: 1, expected: 0), 42),
        ("0109 01 03 0702 0009 00 07 190100 0003 a1a2", .cipheredLength(found: 3, expected: 2), 47),
        ("0109 01 03 0702 0009 00 07 190100 0001 a1a2", .cipheredLength(found: 1, expected: 2), 47),
        ("0109 01 03 0702 0001 00", .truncated, 43),
        ("0109 01 03 0702 0003 00 07 19", .truncated, 45),
        ("0109 01 03 0702 0006 00 07 190100 00", .truncated, 48),
        ("0109 01 03 0702 0007 00 07 1a0100 0000", .frame(.reservedFrameType(2)), 44),
    ]

    @Test("GBCS-2: what is wrong, and where", arguments: slips)
    func slip(content: Octets, reason: MessageError.Reason, offset: Int) {
        let error = Sample.failure(Sample.message(cra: "01", code: "0084", content))
        #expect(error == MessageError(reason, at: offset), "\(content)")
    }

    @Test("GBCS-2: components in each form, their length counting everything after it")
    func components() throws {
        let content: Octets = """
            0109 03 00 0702 0005 000000 0602
            12 0709 000e 2a2b2c2d 00 07 010102 0003 31a1a2
            01 0708 0000
            """
        try Sample.content(Sample.message(cra: "01", code: "0084", content)) { decoded in
            guard case .gbz(let payload) = decoded else {
                Issue.record("another content")
                return
            }
            var controls: [UInt8] = []
            var lasts: [Bool] = []
            var clusters: [ClusterIdentifier] = []
            var fromDateTimes: [UTCTime?] = []
            var builder = GBZBuilder()
            payload.forEach { component in
                controls.append(component.control)
                lasts.append(component.isLast)
                clusters.append(component.cluster)
                fromDateTimes.append(component.fromDateTime)
                switch component.body {
                case .frame(let frame):
                    #expect([UInt8](frame) == (controls.count == 1 ? [0, 0, 0, 6, 2] : []))
                    builder.append(frame: [UInt8](frame), cluster: component.cluster)
                case .encrypted(let encrypted):
                    #expect(encrypted.frameCounter == 7 && encrypted.header.commandIdentifier == 2)
                    #expect([UInt8](encrypted.cipheredInformation) == [0x31, 0xA1, 0xA2])
                    builder.append(encrypted, cluster: component.cluster, fromDateTime: component.fromDateTime)
                }
            }
            #expect(payload.count == 3)
            #expect(controls == [0x00, 0x12, 0x01])
            #expect(lasts == [false, false, true])
            #expect(clusters == [.metering, .events, .deviceManagement])
            #expect(fromDateTimes == [nil, UTCTime(rawValue: 0x2A2B_2C2D), nil])
            #expect(builder.content.map(Octets.init) == content)
        }
    }

    @Test("GBCS-2: a content of no component; a content of no known kind")
    func empty() throws {
        try Sample.content(Sample.message(cra: "02", code: "0084", "0109 00")) { decoded in
            guard case .gbz(let payload) = decoded else {
                Issue.record("another content")
                return
            }
            #expect(payload.count == 0)
            payload.forEach { _ in Issue.record("a component") }
        }
        #expect(GBZBuilder().content == [0x01, 0x09, 0x00])
        try Sample.content(Sample.message(cra: "02", code: "0084", "0f00")) { decoded in
            guard case .octets = decoded else {
                Issue.record("another content")
                return
            }
        }
    }

    @Test("GBCS-2: sequence numbers count from 0, and the last component has bit 0")
    func builder() {
        var builder = GBZBuilder()
        for event in [0x8154, 0x8155] as [UInt16] {
            builder.append(
                .getEventConfiguration(GetEventConfiguration(eventID: event)), cluster: .deviceManagement,
                fromDateTime: event == 0x8155 ? UTCTime(rawValue: 0x0102_0304) : nil)
        }
        builder.append(
            .defaultResponse(DefaultResponse(commandIdentifier: 4, status: .success)), cluster: .deviceManagement,
            direction: .serverToClient, disableDefaultResponse: true)
        #expect(
            builder.content.map(Octets.init) == """
                0109 03 00 0708 0005 09 00 05 5481 10 0708 0009 01020304 09 01 05 5581 01 0708 0005 18 02 0b 04 00
                """)
    }

    @Test("GBCS-2: at most 255 components of at most 65 535 octets")
    func limits() {
        var builder = GBZBuilder()
        for _ in 0..<255 { builder.append(frame: [0, 0, 0], cluster: .events) }
        #expect(builder.content?.count == 3 + 255 * 8)
        builder.append(frame: [], cluster: .events)
        #expect(builder.content == nil)
        var long = GBZBuilder()
        long.append(frame: [UInt8](repeating: 0, count: 0xFFFF), cluster: .events)
        #expect(long.content?.count == 8 + 0xFFFF)
        long.append(frame: [UInt8](repeating: 0, count: 0xFFFF), cluster: .events, fromDateTime: .zero)
        #expect(long.content == nil)
    }

    @Test("GBCS-2: an alert: number of components, code, time, and what the use case adds")
    func alert() throws {
        let content: Octets = "0109 01 8154 2a2b2c2d a1a2"
        try Sample.content(Sample.message(cra: "03", code: "1001", content)) { decoded in
            guard case .gbzAlert(let alert) = decoded else {
                Issue.record("another content")
                return
            }
            #expect(alert.numberOfComponents == 1 && alert.alertCode.rawValue == 0x8154)
            #expect(alert.time == UTCTime(rawValue: 0x2A2B_2C2D) && alert.imageHash == nil)
            #expect([UInt8](alert.useCaseContent) == [0xA1, 0xA2])
            #expect(Octets(alert.content) == content)
        }
        let short = Sample.failure(Sample.message(cra: "03", code: "1001", "0109 01 8154 2a2b2c"))
        #expect(short == MessageError(.truncated, at: 42))
    }
}
