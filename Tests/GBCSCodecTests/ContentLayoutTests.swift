import GBCSCodec
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-1, GBCS-2, GBCS-4: the tables of messages")
struct ContentLayoutTests {
    private static let cras: [Message.CRA] = [.command, .response, .alert]
    private static let codes: [MessageCode] = [
        .firmwareTransferAlert, .firmwareVersionAlert, .readFirmwareVersion, .activateFirmware, .activationAlert,
        .genericAlert, .genericNonCriticalAlert, .receiptAlertESME, .subGHzAlert, .messageDiscardedAlert,
        .readESMEFirmwareVersion, .setEventBehaviours,
    ]

    /// Each layout with the message codes and kinds that have it.
    private static var purposes: [(ContentLayout, MessageCode, Message.CRA)] {
        codes.flatMap { code in
            cras.flatMap { cra in ContentLayout.layouts(of: code, cra).map { ($0, code, cra) } }
        }
    }

    /// The nodes' names and values without what is computed or stands in records.
    private static func values(_ nodes: [FieldNode]) -> [String] {
        nodes.compactMap { node in
            guard !node.layout.isComputed else { return nil }
            switch node.value {
            case .number(let number): return "\(node.name) \(number)"
            case .octets(let octets): return node.count > 0 ? "\(node.name) \(octets)" : nil
            default: return nil
            }
        }
    }

    @Test("GBCS-4: every kind of content stands in the table, and no two share message code, kind and fields")
    func all() {
        #expect(ContentLayout.all.count == 19)
        #expect(Self.purposes.filter { $0.0.code != nil }.count == 15)
        for layout in ContentLayout.all where layout.code != nil {
            let same = ContentLayout.all.filter { other in
                other.code == layout.code && other.cra == layout.cra
                    && other.fields.map { $0.name } == layout.fields.map { $0.name }
            }
            #expect(same.count == 1)
        }
    }

    @Test("GBCS-2, GBCS-4: 200 random contents of each table decode, and their fields cover every octet once, in order")
    func coverage() throws {
        var generator = LayoutGenerator(seed: 11)
        var contents = 0
        for (layout, code, cra) in Self.purposes {
            for _ in 0..<200 {
                let content = generator.content(of: layout.fields)
                let fields = ContentFields(content, from: 0, count: content.count, code, cra)
                #expect(fields.error == nil, "\(code.rawValue) \(cra): \(Octets(content))")
                var offset = 0
                for node in fields.fields.flattened {
                    #expect(node.offset == offset, "\(code.rawValue) \(cra) \(node.name)")
                    offset += node.count
                }
                #expect(offset == content.count)
                contents += 1
            }
        }
        #expect(contents == 200 * Self.purposes.count && contents > 4_000)
    }

    @Test("GBCS-2, GBCS-4: each field of the table says what the struct's says, and the struct encodes to the same")
    func values() {
        var generator = LayoutGenerator(seed: 12)
        var compared = 0
        for (layout, code, cra) in Self.purposes {
            for _ in 0..<100 {
                let octets = generator.content(of: layout.fields)
                let fields = ContentFields(octets, from: 0, count: octets.count, code, cra)
                octets.withOctetView { view in
                    guard let content = try? MessageContent(view, code, cra) else { return }
                    let (expected, encoded) = Self.expected(content)
                    #expect(Self.values(fields.fields) == expected, "\(code.rawValue) \(cra)")
                    #expect(encoded == octets, "\(code.rawValue) \(cra)")
                    compared += 1
                }
            }
        }
        #expect(compared == 100 * Self.purposes.count)
    }

    /// What a struct says by name, and what it encodes to.
    private static func expected(_ content: MessageContent) -> ([String], [UInt8]?) {
        func text(_ time: GeneralizedTime) -> String { "\([UInt8](time.description.utf8))" }
        switch content {
        case .firmwareAlert(let alert):
            return (
                [
                    "alertCode \(alert.alertCode.rawValue)", "time \(text(alert.time))",
                    "device \(alert.device.rawValue)",
                    "firmwareVersion \(alert.fileVersion)", "responseCode \(alert.responseCode)",
                ], alert.content
            )
        case .versionAlert(let alert):
            return (
                [
                    "alertCode \(alert.alertCode.rawValue)", "time \(text(alert.time))",
                    "firmwareVersion \(alert.fileVersion)",
                    "responseCode \(alert.responseCode)",
                ], alert.content
            )
        case .versionResponse(let response):
            return (
                ["firmwareVersion \(response.fileVersion)", "responseCode \(response.responseCode)"], response.content
            )
        case .activateFirmware(let command):
            let time = command.executionTime.map { ["executionTime \(text($0))"] } ?? []
            return (
                ["imageHash \(command.imageHash.octets)", "originatorCounter \(command.originatorCounter)"] + time,
                command.content
            )
        case .activationOutcome(let outcome):
            return (
                ["responseCode \(outcome.responseCode)", "firmwareVersion \(outcome.fileVersion)"], outcome.content
            )
        case .activationAlert(let alert):
            return (
                [
                    "alertCode \(alert.alertCode.rawValue)", "time \(text(alert.time))",
                    "originatorCounter \(alert.originatorCounter)", "responseCode \(alert.outcome.responseCode)",
                    "firmwareVersion \(alert.outcome.fileVersion)",
                ], alert.content
            )
        case .plainAlert(let alert):
            return (["alertCode \(alert.alertCode.rawValue)", "time \(text(alert.time))"], alert.content)
        case .dlmsAlert(let alert):
            let subject: [String] =
                switch alert.subject {
                case .none: []
                case .image(let hash): ["imageHash \(hash.octets)"]
                case .device(let device): ["device \(device.rawValue)"]
                case .discarded(let message):
                    [
                        "discardedOriginator \(message.originator.rawValue)",
                        "discardedRecipient \(message.recipient.rawValue)", "discardedCRA \(message.cra.rawValue)",
                        "discardedCounter \(message.counter)",
                    ]
                }
            return (
                [
                    "profile [15]", "invokeID \(alert.invokeID)", "alertCode \(alert.alertCode.rawValue)",
                    "time \(alert.time.octets)",
                ] + subject, alert.content
            )
        case .dlmsVersionRequest(let request):
            return (["profile [217]", "invokeID \(request.invokeID)"], request.content)
        case .dlmsVersionResponse(let response):
            let outcome: [String] =
                switch response.outcome {
                case .read(let version): ["firmwareVersion \(version)", "responseCode 0"]
                case .failed(let failure): ["responseCode \(failure.result)"]
                }
            return (["profile [218]", "invokeID \(response.invokeID)"] + outcome, response.content)
        case .gbzAlert(let alert):
            let rest = [UInt8](alert.useCaseContent)
            let hash = alert.imageHash.map { ["imageHash \($0.octets)"] }
            return (
                [
                    "profile [1, 9]", "numberOfComponents \(alert.numberOfComponents)",
                    "alertCode \(alert.alertCode.rawValue)",
                    "time \(alert.time.rawValue)",
                ] + (hash ?? (rest.isEmpty ? [] : ["octets \(rest)"])), alert.content
            )
        case .gbz(let payload): return (["profile [1, 9]"], Sample.rebuilt(payload))
        case .null: return (["null []"], VersionResponse.commandContent)
        case .octets: return ([], nil)
        }
    }

    @Test("GBCS-2: each component of the table says what the struct's says")
    func components() throws {
        var generator = LayoutGenerator(seed: 13)
        let layout = try #require(ContentLayout.layouts(of: .setEventBehaviours, .command).first)
        var compared = 0
        for _ in 0..<200 {
            let octets = generator.content(of: layout.fields)
            let fields = ContentFields(octets, from: 0, count: octets.count, .setEventBehaviours, .command)
            guard case .records(let records)? = fields.fields.last?.value else { continue }
            octets.withOctetView { view in
                guard case .gbz(let payload)? = try? MessageContent(view, .setEventBehaviours, .command) else {
                    return
                }
                #expect(Int(payload.count) == records.count)
                var remaining = records[...]
                payload.forEach { component in
                    guard let nodes = remaining.popFirst() else { return }
                    compared += 1
                    var expected = ["control \(component.control)", "cluster \(component.cluster.rawValue)"]
                    if let time = component.fromDateTime { expected.append("fromDateTime \(time.rawValue)") }
                    if case .encrypted(let frame) = component.body {
                        expected += ["frameCounter \(frame.frameCounter)", "frameControl \(frame.header.frameControl)"]
                        if let code = frame.header.manufacturerCode {
                            expected.append("manufacturerSpecificCode \(code)")
                        }
                        expected += ["sequence \(frame.header.sequence)"]
                        expected += ["commandIdentifier \(frame.header.commandIdentifier)"]
                        let information = [UInt8](frame.cipheredInformation)
                        if !information.isEmpty { expected.append("cipheredInformation \(information)") }
                    }
                    #expect(Self.values(nodes) == expected)
                }
            }
        }
        #expect(compared > 200)
    }

    @Test("GBCS-1: random messages never trap; of those that decode the fields cover every octet once, in order")
    func messages() {
        var decoded = 0
        for octets in SampleMessage.noise(6_000, seed: 0x7AB1) + SampleMessage.all.map({ $0.octets }) {
            let fields = MessageFields(octets)
            guard octets.withOctetView({ (try? Message($0)) != nil }) else { continue }
            decoded += 1
            #expect(fields.all.flattened.reduce(0) { $0 + $1.count } == octets.count, "\(Octets(octets))")
            var offset = 0
            for node in fields.all.flattened {
                #expect(node.offset == offset)
                offset += node.count
            }
        }
        #expect(decoded > 3_000)
    }

    @Test("GBCS-1: what is missing of a message that is cut short is the field that stands there")
    func missing() {
        for sample in SampleMessage.all {
            let whole = MessageFields(sample.octets).envelope
            // Without an octet nobody knows whether there is a MAC header.
            for count in 1..<sample.octets.count {
                let octets = [UInt8](sample.octets.prefix(count))
                let error = octets.withOctetView { view in
                    do throws(MessageError) {
                        _ = try Message(view)
                        return nil as MessageError?
                    } catch { return error }
                }
                guard let error else { continue }
                let name = MessageFields(octets).name(ofFieldAt: error)
                #expect(name == whole.path(at: count), "\(sample.name), \(count) octets")
            }
        }
    }

    @Test("IF-3: a message says in one line what it is")
    func description() throws {
        let sample = try #require(SampleMessage.all.first { $0.name == "CS08 response" })
        let envelope =
            "cra: 2 response, counter: 1010, originator: 90-B3-D5-1F-30-00-00-07, recipient: 00-DB-12-34-56-78-90-B1, "
            + "messageCode: 0x0129 CS08, useCase: CS08"
        let text = sample.octets.withOctetView { (try? Message($0))?.description }
        #expect(text == envelope)
        let content = "firmwareVersion: 0x01020304, responseCode: 0 read, response: read"
        #expect(MessageFields(sample.octets).description == "\(envelope), \(content), signature: r and s")
    }
}
