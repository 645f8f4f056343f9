public import CommsHub
import HANDevices
public import ZCLCodec

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
        for request in requests(file, activation: activation, devices: simulation.configuration.devices) {
            try simulation.perform(request)
        }
        // HUB-40: a meter gets no Image Notify; it asks of its own accord.
        for (index, device) in simulation.configuration.devices.enumerated()
        where device.type.useCase == .cs05b && !simulation.configuration.hub.notifyMeters {
            simulation.queryNextImage(index)
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

    /// What the WAN side asks of the hub so that all these devices get a file: one request with CS05c for those
    /// that a date-time activates, one with CS05b for those that a command does.
    public static func requests(
        _ file: [UInt8], activation: UTCTime, devices: [SimulatedDevice]
    ) -> [WANRequest] {
        [UseCase.cs05c, .cs05b].compactMap { useCase in
            let targets = devices.filter { $0.type.useCase == useCase }.map(\.configuration.device)
            guard !targets.isEmpty else { return nil }
            return .updateFirmware(
                useCase: useCase,
                upgradeImage: useCase == .cs05c ? UpgradeImage.octets(file: file, activation: activation) : file,
                targets: targets)
        }
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
            case .failed, .discarded, .awaitingVersionAlert: continue
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
