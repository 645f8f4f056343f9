import CommsHub
import GBCSCodec
import HANModel
import ZCLCodec

/// What the WAN side does and hears in the course of an update.
struct UpdateRun {
    /// HUB-4: the alerts in order.
    private(set) var alerts: [Alert] = []
    /// GBCS-4: who activates meters and switches.
    private(set) var supplier = Supplier()
    /// When the run ends, whatever is still to come.
    let limit: Instant
    /// Asked before each step.
    let isInterrupted: () -> Bool
    private(set) var steps = 0

    /// Goes one step on; false when nothing is to come, the run's bounds are reached, or it is interrupted.
    mutating func step(_ simulation: inout Simulation) -> Bool {
        guard simulation.now < limit, steps < FirmwareUpdate.maximumSteps, !isInterrupted(), simulation.step() else {
            return false
        }
        steps += 1
        collect(&simulation)
        return true
    }

    /// HUB-4, HUB-53: collects alerts and messages as they come.
    mutating func collect(_ simulation: inout Simulation) {
        let arrived = simulation.hub.unacknowledgedAlerts
        for alert in arrived { try? simulation.perform(.acknowledgeAlert(counter: alert.counter)) }
        alerts += arrived
        while let message = simulation.pollMessage() { supplier.hear(message) }
    }

    /// GBCS-4, HUB-42: those of a request's meters and switches that hold the image are commanded to activate it.
    mutating func activate(
        _ request: WANRequest, file: [UInt8], at activation: UTCTime, in simulation: inout Simulation
    ) throws(WANRequestError) {
        guard case .updateFirmware(.cs05b, _, let targets, _) = request else { return }
        // GBCS-5: a file that is none for meters has no such hash.
        let hash = file.withOctetView { view in
            (try? UpgradeImage(view, useCase: .cs05b, hasActivation: false))?.manufacturerImage.digest
        }
        guard let hash else { return }
        let holding = targets.filter { device in
            // HUB-75: a hub from before the change alerts nothing; the meter's own receipt alert says so.
            alerts.contains { $0.device == device && $0.response == .fileTransferSuccess }
                || simulation.hub.history(of: device).last?.endStatus == .success
        }
        let isNow = activation <= simulation.hub.time ?? .zero
        try supplier.activate(
            holding, imageHash: hash, time: isNow ? nil : GeneralizedTime(activation), in: &simulation)
        collect(&simulation)
    }
}
