import GBCSCodec
import Testing
import ZCLCodec

/// The contents of messages in `chub.h`, held against the tables of the codec.
struct ContentHeaderTests {
    let header: Header

    init() throws { header = try Header() }

    /// The structs, each with the layouts whose fields it has: of alerts in DLMS and in GBZ, those of several.
    static let structures: [(name: String, layouts: [(code: MessageCode?, cra: Message.CRA?)])] = [
        ("activate_firmware", [(.activateFirmware, .command)]),
        ("activation_outcome", [(.activateFirmware, .response)]),
        ("activation_alert", [(.activationAlert, .alert)]),
        ("firmware_alert", [(.firmwareTransferAlert, .alert)]),
        ("version_alert", [(.firmwareVersionAlert, .alert)]),
        ("version_response", [(.readFirmwareVersion, .response)]),
        ("plain_alert", [(.genericAlert, .alert)]),
        ("gbz_alert", [(nil, .alert)]),
        (
            "dlms_alert",
            [(.receiptAlertESME, .alert), (.subGHzAlert, .alert), (.messageDiscardedAlert, .alert)]
        ),
        ("dlms_version_request", [(.readESMEFirmwareVersion, .command)]),
        ("dlms_version_response", [(.readESMEFirmwareVersion, .response)]),
    ]

    @Test("GBCS-2, GBCS-4, GBCS-8: a content's struct has the fields of its layouts", arguments: structures.map(\.name))
    func fields(of name: String) throws {
        let layouts = try #require(Self.structures.first { $0.name == name }).layouts
        var expected: [Header.Member] = []
        for (code, cra) in layouts {
            let found = ContentLayout.all.filter { layout in
                // GBCS-8: an alert of two elements has no fields of its own.
                layout.code == code && layout.cra == cra && (code != nil || layout.rule != "GBCS-8")
            }
            #expect(!found.isEmpty)
            for member in found.flatMap(\.fields).flatMap(members) where !expected.contains(member) {
                expected.append(member)
            }
        }
        // What C adds: which of the fields there are.
        let flags = ["gbz_alert": ("image_hash", "bool", "has_image_hash")]
        if let (field, type, flag) = flags[name], let index = expected.firstIndex(where: { $0.name == field }) {
            expected.insert(Header.Member(type: type, name: flag), at: index)
        }
        if name == "dlms_alert", let index = expected.firstIndex(where: { $0.name == "image_hash" }) {
            expected.insert(Header.Member(type: "chub_alert_subject", name: "subject"), at: index)
        }
        #expect(header.members(of: "chub_" + name) == expected)
    }

    /// What a field is in C: what is always the same, or a name beside a number, is nothing.
    private func members(of field: FieldLayout) -> [Header.Member] {
        let name = snakeCase(field.name)
        var members: [Header.Member] = []
        if case .room = field.presence { members.append(Header.Member(type: "bool", name: "has_" + name)) }
        var kind = field.kind
        if case .tagged(_, let inner) = kind { kind = inner }
        switch kind {
        case .part(_, let fields): return fields.flatMap { self.members(of: $0) }
        case .number(let width, _):
            // There is no number of three octets.
            members.append(Header.Member(type: "uint\(width == 3 ? 32 : 8 * width)_t", name: name))
        case .eui64: members.append(Header.Member(type: "chub_eui64", name: name))
        case .octets(.fixed(32), _): members.append(Header.Member(type: "uint8_t", name: name))
        case .octets(.fixed, _): members.append(Header.Member(type: "chub_date_time", name: name))
        case .octets(.rest, _):
            members.append(Header.Member(type: "const uint8_t", name: name))
            members.append(Header.Member(type: "size_t", name: name + "_size"))
        default: return []
        }
        return members
    }

    @Test("GBCS-4: every layout of a content is a struct, GBZ, or NULL")
    func everyLayout() {
        let known = Self.structures.flatMap(\.layouts)
        for layout in ContentLayout.all where !layout.fields.flatMap(members).isEmpty {
            guard layout.rule != "GBCS-2" || layout.cra == .alert else { continue }
            #expect(known.contains { $0.code == layout.code && $0.cra == layout.cra }, "\(layout.fields.map(\.name))")
        }
    }

    @Test("GBCS-4: chub_content_kind has a value for each member of the union, in its order")
    func kinds() {
        let members = Self.structures.map(\.name)
        for name in members { #expect(header.text.contains("chub_\(name) \(name);")) }
        #expect(
            header.values(of: "chub_content_kind")
                == ["CHUB_CONTENT_OCTETS", "CHUB_CONTENT_GBZ", "CHUB_CONTENT_NULL"]
                + members.map { "CHUB_CONTENT_" + $0.uppercased() })
    }
}
