import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import ZCLCodec

/// What is asked of the hub, and what became of it.
extension LineServer {
    /// With `--stay`, how long after a failure the image is sent again, in seconds.
    static var pause: UInt64 { 60 }

    func requests(for devices: [SimulatedDevice]) -> [WANRequest] {
        FirmwareUpdate.requests(
            options.file, activation: options.activation.time(arrival: hub.time ?? configuration.startTime),
            devices: devices, profile: options.profile)
    }

    /// DCC-7: one request is in progress at a time. False when nothing is left to ask for.
    mutating func dispatch() throws -> Bool {
        if let failure { throw failure }
        guard isDone else { return true }
        let now = clock.now
        if requests.isEmpty {
            let lacking = configuration.devices.filter { !holdsImage($0) }
            guard stays, !lacking.isEmpty else { return false }
            guard let due = nextTry, due <= now else {
                nextTry = nextTry ?? now.adding(seconds: Self.pause)
                return true
            }
            nextTry = nil
            requests = requests(for: lacking.filter { target($0.configuration.device) == nil })
            if requests.isEmpty { return true }
        }
        do throws(WANRequestError) {
            try hub.perform(requests.removeFirst(), at: now)
        } catch {
            // What it took before it may refuse later on, for want of space.
            guard stays, !alerts.isEmpty else { throw options.refused(error) }
            tell("\(options.refused(error).message ?? "")", at: now)
        }
        // Who joins now is told of it then.
        advance(to: now)
        return true
    }

    /// Asks the hub for what is due; a failure ends the run after the turn.
    mutating func dispatchWithinTurn() {
        do { _ = try dispatch() } catch { failure = error }
    }

    private func holdsImage(_ device: SimulatedDevice) -> Bool {
        alerts.contains { $0.device == device.configuration.device && $0.response == .fileTransferSuccess }
    }

    /// Whether nothing more will come of any target: it left the list, failed, or stalled and is gone.
    private var isDone: Bool {
        hub.targets.allSatisfy { target in
            switch target.state {
            case .failed, .discarded, .awaitingVersionAlert: return true
            case .stalled:
                // HUB-27: it may come back.
                guard !stays else { return false }
                // HUB-14: it would be answered ABORT again.
                guard configuration.abortsAt == nil else { return true }
                return index(of: target.device).map { !places.isConnected($0) } ?? true
            default: return false
            }
        }
    }

    func outcome(isUnfinished: Bool) -> UpdateOutcome {
        let devices = configuration.devices.map { device in
            let own = alerts.filter { $0.device == device.configuration.device }
            let version = own.last { $0.response == .firmwareReadSuccess }?.fileVersion
            let isReadByHub = device.type.useCase == .cs05c && configuration.hub.profile == .modificationReport
            return DeviceOutcome(
                device: device.configuration.device, type: device.type, alerts: own, runningVersion: version,
                isActivated: !isReadByHub || version == options.header.file.fileVersion,
                history: hub.history(of: device.configuration.device))
        }
        return UpdateOutcome(
            devices: devices, duration: clock.now.milliseconds, framesSent: framesSent, framesLost: framesLost,
            isUnfinished: isUnfinished)
    }
}
