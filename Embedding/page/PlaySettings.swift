import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import OrderedJSON
import ZCLCodec

/// What a run depends on, as the page's address has it: `devices=ppmid,ihd&fault=silence&loss=5`. What is not there, or
/// makes no sense, has its default.
struct PlaySettings {
    /// A number that can be set.
    struct Number {
        let name: String
        let label: String
        let unit: String
        let range: ClosedRange<UInt64>
        let usual: UInt64
    }

    static let size = Number(name: "size", label: "Image size", unit: "octets", range: 200...262_144, usual: 10_000)
    static let block = Number(name: "block", label: "Block size", unit: "octets", range: 1...255, usual: 50)
    static let loss = Number(name: "loss", label: "Frames lost", unit: "%", range: 0...50, usual: 0)
    static let activation = Number(
        name: "activate", label: "Activate after", unit: "minutes", range: 0...1_440, usual: 0)
    static let seed = Number(name: "seed", label: "Seed", unit: "", range: 0...999_999, usual: 1)
    static let numbers = [size, block, loss, activation, seed]

    /// 2026-01-05T03:00:00Z: a run of the page can be repeated.
    static let start = UTCTime(rawValue: 820_897_200)
    /// What a device can be.
    static let types = DeviceType.allCases.filter { $0.useCase != nil }

    private let pairs: [(key: String, value: String)]

    init(_ text: String) {
        // Octets, and no characters: those need the tables of Unicode.
        pairs = text.utf8.split(separator: UInt8(ascii: "&")).map { pair in
            let key = pair.prefix { $0 != UInt8(ascii: "=") }
            return (String(Substring(key)), String(Substring(pair.dropFirst(key.count + 1))))
        }
    }

    private func word(_ key: String) -> String { pairs.last { $0.key == key }?.value ?? "" }

    func value(_ number: Number) -> UInt64 {
        UInt64(word(number.name)).flatMap { number.range.contains($0) ? $0 : nil } ?? number.usual
    }

    /// The devices that are to be updated: at most five.
    var devices: [DeviceType] {
        let types = word("devices").utf8.split(separator: UInt8(ascii: ",")).compactMap {
            DeviceType(rawValue: String(Substring($0)))
        }
        let known = types.filter { $0.useCase != nil }.prefix(5)
        return known.isEmpty ? [.ppmid] : [DeviceType](known)
    }

    var fault: Fault? { Fault(rawValue: word("fault")) }
    var contention: Contention? { Contention(rawValue: word("contention")) }

    var activation: UTCTime {
        let minutes = value(Self.activation)
        return minutes == 0 ? .zero : Self.start.adding(seconds: minutes * 60)
    }

    /// The command line that gives the same run; nil where there is none.
    var command: String? {
        guard contention == nil else { return nil }
        var words = ["chub update"] + devices.map { "--device \($0.rawValue)" }
        words += ["--size \(value(Self.size))", "--block-size \(value(Self.block))", "--seed \(value(Self.seed))"]
        let loss = value(Self.loss)
        if loss > 0 { words.append("--loss 0.\(loss < 10 ? "0" : "")\(loss)") }
        if let fault { words.append("--fault \(fault.rawValue)") }
        if value(Self.activation) > 0 { words.append("--activate +\(value(Self.activation))m") }
        words.append("--start \(Self.start)")
        return words.joined(separator: " ")
    }
}

/// What contends for the hub's memory blocks (HUB-7 to HUB-13).
enum Contention: String, CaseIterable {
    case newerImage = "newer-image"
    case forcedImage = "forced-image"
    case meterImage = "meter-image"
    case noRoom = "no-room"

    var summary: String {
        switch self {
        case .newerImage: "halfway, a newer image comes"
        case .forcedImage: "halfway, a newer image comes that replaces by force"
        case .meterImage: "both blocks are in use, and a meter's image comes"
        case .noRoom: "both blocks are in use, and a display's image comes"
        }
    }
}

/// What the page lets people choose.
var pageOptions: JSONValue {
    let clusters: [UInt16] = [0x0019, 0x000A, 0x0702, 0x0708, 0x0709]
    return .object([
        "clusters": .array(
            clusters.map { .object(["value": .count($0), "label": .string(ClusterIdentifier(rawValue: $0).title)]) }),
        "samples": .array(
            samples.map { sample in
                var members = JSONObject()
                members.append("label", .string(sample.label))
                members.append("octets", .string(hex(sample.octets)))
                if let cluster = sample.cluster { members.append("cluster", cluster.rawValue) }
                return .object(members)
            }),
        "devices": .array(PlaySettings.types.map { .string($0.rawValue) }),
        "faults": .array(Fault.allCases.map { choice($0.rawValue, $0.summary) }),
        "contentions": .array(Contention.allCases.map { choice($0.rawValue, $0.summary) }),
        "numbers": .array(
            PlaySettings.numbers.map { number in
                .object([
                    "name": .string(number.name), "label": .string(number.label), "unit": .string(number.unit),
                    "minimum": .integer(number.range.lowerBound), "maximum": .integer(number.range.upperBound),
                    "usual": .integer(number.usual),
                ])
            }),
    ])
}

private func choice(_ value: String, _ label: String) -> JSONValue {
    .object(["value": .string(value), "label": .string(label)])
}
