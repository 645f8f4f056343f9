import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import Testing
import ZCLCodec

/// What `chub.h` says by hand, held against what the libraries say.
struct HeaderTests {
    let header: Header

    init() throws { header = try Header() }

    @Test("IF-2: chub_command has every command")
    func commands() {
        let names = header.values(of: "chub_command")
        #expect(names.count == CommandLayout.all.count)
        for layout in CommandLayout.all {
            #expect(names.contains("CHUB_" + snakeCase(layout.name).uppercased()), "\(layout.name)")
        }
    }

    @Test("OTA-1, GBCS-3, GBCS-6, ZCL-2: a command's struct has its fields", arguments: CommandLayout.all.map(\.name))
    func fields(of name: String) throws {
        let layout = try #require(CommandLayout(named: name))
        let expected = layout.fields.flatMap { members(of: $0) }
        // Command 09 has the fields of 02.
        let structure = name == "queryDeviceSpecificFileResponse" ? "queryNextImageResponse" : name
        #expect(header.members(of: "chub_" + snakeCase(structure)) == expected)
    }

    /// What a field is in C: the flag of one that is optional before it; a list and octets are the frame's tail.
    private func members(of field: FieldLayout) -> [Header.Member] {
        let name = snakeCase(field.name)
        var members: [Header.Member] = []
        if case .bit = field.presence { members.append(Header.Member(type: "bool", name: "has_" + name)) }
        switch field.kind {
        case .number(_, .fieldControl): return []
        case .number(let width, _): members.append(Header.Member(type: "uint\(8 * width)_t", name: name))
        case .eui64: members.append(Header.Member(type: "chub_eui64", name: name))
        case .nibbles(let low):
            members.append(Header.Member(type: "uint8_t", name: name))
            members.append(Header.Member(type: "uint8_t", name: snakeCase(low)))
        default: return []
        }
        return members
    }

    @Test("IF-2: every command with fields is in the frame's union")
    func union() {
        for layout in CommandLayout.all where !layout.fields.flatMap(members).isEmpty {
            let name = snakeCase(layout.name)
            guard layout.name != "queryDeviceSpecificFileResponse" else { continue }
            #expect(header.text.contains("chub_\(name) \(name);"), "\(name)")
        }
    }

    @Test("HUB-75: chub_hub_options has every property of HubConfiguration")
    func hubOptions() {
        let properties = Mirror(reflecting: HubConfiguration()).children.compactMap(\.label).map(snakeCase)
        let members = header.members(of: "chub_hub_options").map(\.name)
        #expect(properties.sorted() == members.filter { $0 != "size" }.sorted())
    }

    @Test("OTA-7: chub_device_options has every property of DeviceConfiguration")
    func deviceOptions() {
        let inOtherForm = [
            "running_file": ["manufacturer_code", "image_type", "running_version"],
            "fetch": ["page_size", "response_spacing"],
            "partial_image": ["partial_image", "partial_image_size"],
            "verification": ["verification", "verification_context"],
            "verify_signature": ["verify_signature", "verify_signature_context"],
            "split_image": [
                "has_split_image", "split_image_first", "split_image_second", "split_image_is_first_held",
            ],
            "device_log": ["device_log", "device_log_size"],
            "event_behaviours": [
                "event_behaviours", "event_behaviours_size", "event_behaviours_are_unreadable",
            ],
        ]
        let configuration = DeviceConfiguration.usual(
            .ppmid, device: EUI64(rawValue: 1),
            runningFile: FileIdentifier(manufacturerCode: 0, imageType: 0, fileVersion: 0), hardwareVersion: 0)
        let properties = Mirror(reflecting: configuration).children.compactMap(\.label).map(snakeCase)
        let expected = properties.flatMap { inOtherForm[$0] ?? [$0] }
        let members = header.members(of: "chub_device_options").map(\.name)
        #expect(expected.sorted() == members.filter { $0 != "size" }.sorted())
    }

    @Test("IF-2: the enumerations have the libraries' cases")
    func enumerations() {
        #expect(header.values(of: "chub_profile").count == HubProfile.allCases.count)
        #expect(
            header.values(of: "chub_device_type") == DeviceType.allCases.map { "CHUB_\($0.rawValue.uppercased())" })
    }

    @Test("HUB-4: rules' identifiers and the names of refusals fit their fields")
    func lengths() throws {
        let name = try #require(header.capacity(of: "name", in: "chub_problem"))
        let rule = try #require(header.capacity(of: "rule", in: "chub_problem"))
        let errors: [WANRequestError] = [
            .signatureMissing, .activationMissing, .manufacturerImageMissing, .timeNotSet, .noTargets,
            .insufficientSpace, .emptyDownload, .downloadInProgress, .noDownload,
            .hardwareVersionsReversed(OTAHeader.HardwareVersions(minimum: 2, maximum: 1)),
            .activationTooFarAhead(.zero, latest: .zero), .imageTooLarge(size: 1, capacity: 1),
            .versionReadInProgress(EUI64(rawValue: 1)), .messageQueueFull(.wan, capacity: 1),
        ]
        for error in errors {
            #expect(error.name.utf8.count < name, "\(error.name)")
            #expect(error.rule.utf8.count < rule, "\(error.rule)")
            #expect(error.description.utf8.count < (header.capacity(of: "text", in: "chub_problem") ?? 0))
        }
    }

    @Test("IF-1: CHUB_VERSION is the version of chub, which is the changelog's newest")
    func version() throws {
        let definition = /#define CHUB_VERSION 0x00([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})u/
        let match = try #require(header.text.firstMatch(of: definition))
        let numbers = try [match.1, match.2, match.3].map { try #require(Int($0, radix: 16)) }
        let version = numbers.map(String.init).joined(separator: ".")
        #expect(try Repository.text("Sources/chub/Chub.swift").contains("\"\(version)\""))
        #expect(
            try Repository.text("Documentation/Embedding.md").contains("`libchub.so.\(numbers[0]).\(numbers[1])`"))
    }
}
