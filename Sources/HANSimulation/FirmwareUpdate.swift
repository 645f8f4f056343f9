public import CommsHub
import HANDevices
public import ZCLCodec

/// What became of one device in an update.
public struct DeviceOutcome: Sendable {
    /// The device.
    public let device: EUI64
    /// What it is.
    public let type: DeviceType
    /// The alerts about it, in order.
    public let alerts: [Alert]
    /// The version that it runs.
    public let runningVersion: UInt32
    /// Whether the image reached it, its version was read, and that is the image's; for a device that a command
    /// activates (HUB-41), whether the image reached it.
    public let isUpdated: Bool
}

/// What became of an update.
public struct UpdateOutcome: Sendable {
    /// The devices, in the simulation's order.
    public let devices: [DeviceOutcome]
    /// From the request to the last alert, in milliseconds.
    public let duration: UInt64
    /// How many frames were sent.
    public let framesSent: Int
    /// How many of them were lost.
    public let framesLost: Int
    /// Whether the run was ended by its bounds, before every device was done.
    public let isUnfinished: Bool

    /// Whether every device was updated.
    public var isSuccess: Bool { !isUnfinished && devices.allSatisfy(\.isUpdated) }
}

/// One firmware update of all devices of a simulation, from the Upgrade Image's arrival to the last alert.
public enum FirmwareUpdate {
    /// A run that has not ended after so many steps is ended.
    public static let maximumSteps = 20_000_000
    /// A run that has not ended after so many days of virtual time is ended.
    public static let maximumDays: UInt64 = 40

    /// Runs the update, and calls `observe` after every step.
    ///
    /// - Parameters:
    ///   - file: the OTA file, without an activation date-time behind it.
    ///   - activation: when PPMID and IHD activate; zero for now.
    /// - Throws: what the hub has against the image.
    public static func run(
        _ file: [UInt8], activation: UTCTime, in simulation: inout Simulation,
        observe: (borrowing Simulation) -> Void = { _ in }
    ) throws(WANRequestError) -> UpdateOutcome {
        let start = simulation.now
        var alerts: [Alert] = []
        for useCase in [UseCase.cs05c, .cs05b] {
            let targets = simulation.configuration.devices.filter { $0.type.useCase == useCase }
            guard !targets.isEmpty else { continue }
            let image = useCase == .cs05c ? UpgradeImage.octets(file: file, activation: activation) : file
            try simulation.perform(
                .updateFirmware(
                    useCase: useCase, upgradeImage: image, targets: targets.map(\.configuration.device)))
            // HUB-40: a meter gets no Image Notify; it asks of its own accord.
            for index in simulation.configuration.devices.indices
            where simulation.configuration.devices[index].type.useCase == .cs05b
                && !simulation.configuration.hub.notifyMeters
            {
                simulation.queryNextImage(index)
            }
        }
        let version = try? file.withOctetView { view throws(DecodingError) in try OTAFile(view).header.file.fileVersion
        }
        let limit = start.adding(seconds: maximumDays * 86_400)
        var steps = 0
        observe(simulation)
        while !isDone(simulation), simulation.now < limit, steps < maximumSteps, simulation.step() {
            steps += 1
            alerts += acknowledgeAlerts(&simulation)
            observe(simulation)
        }
        return outcome(simulation, alerts: alerts, since: start, version: version)
    }

    /// HUB-4: the WAN side takes the alerts as they come.
    private static func acknowledgeAlerts(_ simulation: inout Simulation) -> [Alert] {
        let alerts = simulation.hub.unacknowledgedAlerts
        for alert in alerts { try? simulation.perform(.acknowledgeAlert(counter: alert.counter)) }
        return alerts
    }

    /// Whether nothing more will come of any target: it left the list, failed, or stalled with nobody to go on.
    private static func isDone(_ simulation: borrowing Simulation) -> Bool {
        for target in simulation.hub.targets {
            switch target.state {
            case .failed: continue
            case .stalled:
                guard let index = simulation.devices.firstIndex(where: { $0.configuration.device == target.device })
                else { continue }
                if simulation.isSilent(index) || simulation.devices[index].nextDeadline == nil { continue }
                return false
            default: return false
            }
        }
        return true
    }

    private static func outcome(
        _ simulation: borrowing Simulation, alerts: [Alert], since start: Instant, version: UInt32?
    ) -> UpdateOutcome {
        var outcomes: [DeviceOutcome] = []
        for (index, device) in simulation.configuration.devices.enumerated() {
            let own = alerts.filter { $0.device == device.configuration.device }
            let isTransferred = own.contains { $0.code == .firmwareTransferSuccess }
            let isRead = own.contains { $0.response == .firmwareReadSuccess && $0.fileVersion == version }
            outcomes.append(
                DeviceOutcome(
                    device: device.configuration.device, type: device.type, alerts: own,
                    runningVersion: simulation.devices[index].runningFile.fileVersion,
                    isUpdated: isTransferred && (isRead || device.type.useCase == .cs05b)))
        }
        return UpdateOutcome(
            devices: outcomes, duration: simulation.now.milliseconds(since: start),
            framesSent: simulation.framesSent, framesLost: simulation.framesLost,
            isUnfinished: !isDone(simulation))
    }
}
