import GBCSCodec
import HANModel
import ZCLCodec

/// GBCS-4, CS06: a future-dated activation. The image is looked for when its time has come.
struct PlannedActivation {
    let command: ActivateFirmware
    /// When, by the device's time, which may be set anew before it has come.
    let time: GeneralizedTime
    /// Who is told what became of it.
    let originator: EUI64
}

extension HANDevice {
    /// GBCS-4, CS06: activates now, or plans it, or cancels what is planned. A newer command takes the place of a
    /// planned one. **[project]**
    mutating func carryOut(_ command: ActivateFirmware, _ message: Message) {
        plannedActivation = nil
        guard let time = command.executionTime, time > GeneralizedTime(utc) else {
            let outcome = activate(command)
            send(message.response(content: outcome.content, sealing: .signature))
            return
        }
        if time == .never {
            report(.activationCancelled)
        } else {
            plannedActivation = PlannedActivation(command: command, time: time, originator: message.originator)
            report(.activationOrdered(at: plannedActivationDeadline))
        }
        send(message.response(content: ActivationOutcome.futureDatedContent, sealing: .signature))
    }

    /// GBCS-4: when the time of a planned activation comes; nil where nothing is planned, nobody told the device the
    /// time yet, or its clock cannot say that time.
    var plannedActivationDeadline: Instant? {
        guard let time = plannedActivation?.time.utcTime, let reference = clock ?? toldTime else { return nil }
        return max(now, reference.instant(of: time))
    }

    /// GBCS-4, CS06: the time of a planned activation has come; its outcome is an alert.
    mutating func carryOutPlannedActivation() {
        guard let planned = plannedActivation else { return }
        plannedActivation = nil
        let outcome = activate(planned.command)
        let alert = ActivationAlert(
            time: GeneralizedTime(utc), originatorCounter: planned.command.originatorCounter, outcome: outcome)
        self.alert(.activationAlert, to: planned.originator, content: alert.content)
    }

    /// GBCS-4: activates the image that the device holds, if it is the one that the command names. One that fails to
    /// activate is kept. **[project]**
    private mutating func activate(_ command: ActivateFirmware) -> ActivationOutcome {
        let code: ActivationOutcome.Code
        if download?.isVerified != true {
            code = .noImageHeld
        } else if download?.imageHash != command.imageHash {
            code = .hashMismatch
        } else if !configuration.activates || download?.judgement == .requiresMore {
            // OTA-1: an image that needs others cannot be activated by itself.
            code = .activationFailure
        } else {
            runDownloadedFirmware()
            code = .success
        }
        report(.activationEnded(code))
        return ActivationOutcome(code, fileVersion: runningFile.fileVersion)
    }
}
