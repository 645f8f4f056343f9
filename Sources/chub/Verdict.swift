import CommsHub
import GBCSCodec
import HANModel
import HANSimulation
import Notation

extension DeviceOutcome {
    /// What became of the device, in words.
    var verdict: String {
        guard isTransferred else { return "not updated" }
        if isActivated, runningVersion != nil { return "updated" }
        if type.useCase == .cs05b {
            guard let activation else { return "has the image and waits for its command" }
            return "has the image and does not run it: "
                + (activation.responseName.map(words) ?? "response code \(activation.responseCode)")
        }
        if isActivated { return "has the image" }
        // HUB-30: who did not answer the hub may run it all the same.
        let isUnread = runningVersion == nil || alerts.contains { $0.response == .firmwareReadFailure }
        return "has the image and does not " + (isUnread ? "tell its version" : "run it")
    }
}
