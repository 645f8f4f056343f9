import CommsHub
public import GBCSCodec
import HANModel
public import ZCLCodec

/// The supplier of a home's meters and switches: it commands that an image be activated (CS06), and hears what became of
/// it.
public struct Supplier: Sendable {
    /// A command, and what became of it.
    private struct Activation {
        let device: EUI64
        let counter: UInt64
        var outcome: ActivationOutcome?
    }

    private var activations: [Activation] = []
    /// How many of them have no outcome.
    private var openActivations = 0
    /// GBCS-4, CS09: what PPMIDs told of their versions, in order.
    private var versionAlerts: [(device: EUI64, alert: VersionAlert)] = []

    /// Whether every command has its outcome.
    var isDone: Bool { openActivations == 0 }

    /// What became of a device's activation; nil where there was none, or nothing is known yet.
    func outcome(of device: EUI64) -> ActivationOutcome? { activations.last { $0.device == device }?.outcome }

    /// GBCS-4, CS09: what a device told of its version last.
    func versionAlert(of device: EUI64) -> VersionAlert? { versionAlerts.last { $0.device == device }?.alert }

    /// GBCS-4: CS06 for a device.
    ///
    /// - Parameters:
    ///   - counter: rises from command to command.
    ///   - time: when; nil for now.
    ///   - keys: a critical command is signed and authenticated; without keys its signature is empty and its MAC zeros.
    public static func activate(
        _ device: EUI64, imageHash: ImageHash, counter: UInt64, time: GeneralizedTime?, keys: MessageKeys = .none
    ) -> [UInt8] {
        let command = ActivateFirmware(imageHash: imageHash, originatorCounter: counter, executionTime: time)
        return MessageDraft.command(
            .activateFirmware, counter: counter, from: .supplier, to: device, content: command.content,
            sealing: .signatureAndMAC
        ).octets(keys)
    }

    /// Commands devices to activate.
    mutating func activate(
        _ devices: [EUI64], imageHash: ImageHash, time: GeneralizedTime?, in simulation: inout Simulation
    ) throws(WANRequestError) {
        for device in devices {
            let counter = simulation.nextCommandCounter()
            activations.append(Activation(device: device, counter: counter))
            openActivations += 1
            try simulation.perform(
                .relay(
                    message: Self.activate(device, imageHash: imageHash, counter: counter, time: time), to: device))
        }
    }

    /// Hears a device's response or later alert.
    mutating func hear(_ message: DeviceMessage) {
        message.octets.withOctetView { view in
            guard let decoded = try? Message(view), let content = try? decoded.decodedContent(in: view) else { return }
            switch content {
            case .activationOutcome(let outcome): end(message.device, decoded.counter, outcome)
            case .activationAlert(let alert): end(message.device, alert.originatorCounter, alert.outcome)
            case .versionAlert(let alert): versionAlerts.append((message.device, alert))
            default: break
            }
        }
    }

    private mutating func end(_ device: EUI64, _ counter: UInt64, _ outcome: ActivationOutcome) {
        guard let index = activations.firstIndex(where: { $0.device == device && $0.counter == counter }) else {
            return
        }
        if activations[index].outcome == nil { openActivations -= 1 }
        activations[index].outcome = outcome
    }
}
