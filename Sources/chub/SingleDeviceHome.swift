import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import ZCLCodec

/// A hub and one device, which is made when the first message says whom it is for.
struct SingleDeviceHome: ~Copyable {
    /// Why a message has no answer.
    struct Unanswered: Error, CustomStringConvertible {
        let description: String
    }

    private var configuration: DeviceConfiguration
    /// Nil until the first message says whom it is for.
    private var device: EUI64?
    private var simulation: Simulation?
    /// What the device is to hold before the first message; nil for nothing.
    private let image: HeldImage?

    init(_ arguments: Arguments) throws {
        // An IHD or a CAD carries out no GBCS message.
        let (type, address) = try arguments.device(
            arguments.string("--device") ?? "gsme", of: [.gsme, .esme, .hcalcs, .ppmid])
        let image = try HeldImage(arguments, for: type)
        let identity = try DeviceIdentity(arguments, header: image?.header)
        let events = try arguments.strings("--event").map { try Self.event($0, arguments) }
        let store = arguments.has("--unreadable") ? EventBehaviourStore.unreadable : .events(events)
        configuration = .usual(
            type, device: address ?? .unknown, runningFile: identity.runningFile,
            hardwareVersion: identity.hardwareVersion)
        configuration.eventBehaviours = store
        device = address
        self.image = image
    }

    private static func event(_ text: String, _ arguments: Arguments) throws -> EventConfiguration {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            throw arguments.usage("--event takes ID=CONFIGURATION such as 0x810D=0x18, not \(text)")
        }
        return EventConfiguration(
            eventID: try arguments.integer(parts[0], "--event"),
            configuration: try arguments.integer(parts[1], "--event"))
    }

    /// Sends a message, and waits for what comes of it: two hours at most, in which a sleeping meter wakes.
    mutating func send(_ octets: [UInt8]) throws -> [[UInt8]] {
        let recipient = try octets.withOctetView { try Message($0).recipient }
        let address = device ?? recipient
        device = address
        if simulation == nil {
            configuration.device = address
            var home = try Simulation(
                SimulationConfiguration(
                    devices: [SimulatedDevice(configuration: configuration)], startTime: .system))
            try image?.bring(to: &home)
            simulation = consume home
        }
        let names = EventNames(devices: [SimulatedDevice(configuration: configuration)])
        var rejection: String?
        simulation?.onEvent = { event in
            if case .device(_, .messageRejected) = event.source { rejection = names.text(event) }
        }
        guard let start = simulation?.now else { return [] }
        try simulation?.perform(.relay(message: octets, to: address))
        var answers: [[UInt8]] = []
        while answers.isEmpty, rejection == nil {
            while let answer = simulation?.pollMessage() { answers.append(answer.octets) }
            guard answers.isEmpty, let now = simulation?.now, now < start.adding(seconds: 7_200),
                simulation?.step() == true
            else { break }
        }
        if let rejection { throw Unanswered(description: rejection) }
        guard !answers.isEmpty else {
            throw Unanswered(description: "\(configuration.type.rawValue) \(address) does not answer")
        }
        return answers
    }
}
