import CommsHub
import GBCSCodec
import HANModel
import ZCLCodec

/// The WAN side: it prints each alert, and acknowledges it.
struct Alerts {
    /// How many have come of transfers that succeeded (0x8F8A).
    var transfers = 0
    /// How many have come of versions that were read, and are the image's (0x8F8B).
    var versions = 0
    /// How many were neither.
    var others = 0

    /// Takes what happened in the hub.
    mutating func take(from hub: inout CommunicationsHub, expecting fileVersion: UInt32, at now: Instant) {
        while let event = hub.pollEvent() {
            guard case .alert(let alert) = event else { continue }
            put("alert ")
            put(hexadecimal: UInt32(alert.code.rawValue))
            put(" version ")
            put(hexadecimal: alert.fileVersion)
            put("\n")
            switch alert.code {
            case .firmwareTransferSuccess: transfers += 1
            case .firmwareVersion where alert.fileVersion == fileVersion: versions += 1
            default: others += 1
            }
            do throws(WANRequestError) {
                try hub.perform(.acknowledgeAlert(counter: alert.counter), at: now)
            } catch {
                others += 1
            }
        }
    }
}
