import CommsHub
import GBCSCodec
import HANDevices
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
    /// How much the hub had told when its alerts and messages were collected last (``Simulation/hubNews``).
    private var collectedNews: Int?
    /// How much the hub had told when a target was seen that is under way.
    private var underWayNews: Int?

    init(limit: Instant, isInterrupted: @escaping () -> Bool) {
        self.limit = limit
        self.isInterrupted = isInterrupted
    }

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
        guard simulation.hubNews != collectedNews else { return }
        collectedNews = simulation.hubNews
        let arrived = simulation.hub.unacknowledgedAlerts
        for alert in arrived { try? simulation.perform(.acknowledgeAlert(counter: alert.counter)) }
        alerts += arrived
        while let message = simulation.pollMessage() { supplier.hear(message) }
    }

    /// Whether nothing more will come of any target: it left the list, failed, or stalled with nobody to go on. The list
    /// is looked at again only when something may have changed.
    mutating func isDone(_ simulation: inout Simulation) -> Bool {
        guard simulation.hubNews != underWayNews else { return false }
        var isAnyStalled = false
        for target in simulation.hub.targets {
            switch target.state {
            case .failed, .discarded: continue
            case .stalled: isAnyStalled = isAnyStalled || simulation.mayGoOn(target)
            default:
                underWayNews = simulation.hubNews
                return false
            }
        }
        return !isAnyStalled
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

extension Simulation {
    /// Whether something may still come of a target that has stalled.
    fileprivate func mayGoOn(_ target: TargetStatus) -> Bool {
        // HUB-14: it would be answered ABORT again.
        guard configuration.abortsAt == nil, let index = index(of: target.device) else { return false }
        // HUB-22: one that is not silent is notified again, if it is notified at all.
        return !isSilent(index) && (devices[index].nextDeadline != nil || target.timer != nil)
    }
}
