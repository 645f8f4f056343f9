import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import Notation
import OrderedJSON
import ZCLCodec

extension SimulationConfiguration {
    /// The first object of a run: what it depends on.
    var json: JSONValue {
        var object = JSONObject()
        object.append("event", .string("start"))
        object.append("time", startTime.rawValue)
        object.append("seed", seed)
        object.append("latency", latency)
        object.append("loss", .number(loss))
        if let fault { object.append("fault", .string(fault.rawValue)) }
        object.append("devices", .array(devices.map(\.json)))
        return .object(object)
    }
}

extension SimulatedDevice {
    fileprivate var json: JSONValue {
        .object([
            "device": .string("\(configuration.device)"), "type": .string(type.rawValue),
            "firmwareVersion": .string(hexadecimalDigits(configuration.runningFile.fileVersion)),
            "hardwareVersion": .string(hexadecimalDigits(configuration.hardwareVersion)),
        ])
    }
}

extension UpdateOptions {
    /// The image that is to be installed.
    var json: JSONValue {
        var object = JSONObject()
        object.append("event", .string("image"))
        object.append("file", .string(path ?? "sample"))
        object.append("size", .integer(UInt64(file.count)))
        object.append("manufacturerCode", .string(hexadecimalDigits(header.file.manufacturerCode)))
        object.append("imageType", .string(hexadecimalDigits(header.file.imageType)))
        object.append("fileVersion", .string(hexadecimalDigits(header.file.fileVersion)))
        // GBCS-5: the one digest; with both kinds of devices the displays', and then the meters'.
        for (index, entry) in digests.reversed().enumerated() {
            object.append(index == 0 ? "sha256" : "sha256WithoutSignature", .string("\(entry.digest)"))
        }
        return .object(object)
    }
}

extension UpdateOutcome {
    /// The last object of a run.
    func json(realMilliseconds: Double) -> JSONValue {
        .object([
            "event": .string("outcome"), "success": .boolean(isSuccess), "finished": .boolean(!isUnfinished),
            "devices": .array(devices.map(\.json)), "simulatedMilliseconds": .integer(duration),
            "realMilliseconds": .number(realMilliseconds), "framesSent": .integer(UInt64(framesSent)),
            "framesLost": .integer(UInt64(framesLost)),
        ])
    }
}

extension DeviceOutcome {
    fileprivate var json: JSONValue {
        var object = JSONObject()
        object.append("device", .string("\(device)"))
        object.append("type", .string(type.rawValue))
        object.append("outcome", .string(verdict))
        object.append("transferred", .boolean(isTransferred))
        object.append("updated", .boolean(isUpdated))
        if let activation {
            object.append("activation", .string(activation.responseName ?? "\(activation.responseCode)"))
        }
        if let version = runningVersion { object.append("firmwareVersion", .string(hexadecimalDigits(version))) }
        object.append("alerts", .array(alerts.map { .string(hexadecimalDigits($0.code.rawValue)) }))
        return .object(object)
    }

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
