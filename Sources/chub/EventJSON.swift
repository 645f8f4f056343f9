import CommsHub
import HANModel
import Notation
import GBCSCodec
import HANDevices
import HANSimulation
import OrderedJSON
import ZCLCodec

extension EventNames {
    /// An event as one object: `at` in milliseconds, `event`, `from` who says so, and what it says.
    func json(_ event: SimulationEvent) -> JSONValue {
        var object = JSONObject()
        object.append("at", .integer(event.instant.milliseconds))
        switch event.source {
        case .hub(let event):
            object.append("from", .string("hub"))
            add(event, to: &object)
        case .device(let index, let event):
            object.append("from", .string("\(devices[index].configuration.device)"))
            add(event, to: &object)
        }
        return .object(object)
    }

    /// GBCS-4: the fields of an alert, in its order.
    static func add(_ alert: Alert, to object: inout JSONObject) {
        object.append("event", .string("alert"))
        object.append("counter", .integer(alert.counter))
        object.append("alertCode", .string(hexadecimalDigits(alert.code.rawValue)))
        object.append("time", .integer(UInt64(alert.time.rawValue)))
        object.append("device", .string("\(alert.device)"))
        object.append("firmwareVersion", .string(hexadecimalDigits(alert.fileVersion)))
        object.append("responseCode", .integer(UInt64(alert.response.number)))
        object.append("response", .string(alert.response.name))
        object.append("message", .string(hex(alert.message)))
    }

    private func add(_ event: HubEvent, to object: inout JSONObject) {
        func add(_ name: String, _ device: EUI64? = nil, _ file: FileIdentifier? = nil) {
            object.append("event", .string(name))
            if let device { object.append("device", .string("\(device)")) }
            if let file { object.append("fileVersion", .integer(UInt64(file.fileVersion))) }
        }
        switch event {
        case .alert(let alert): Self.add(alert, to: &object)
        case .frameFromUnknownDevice(let device): add("frameFromUnknownDevice", device)
        case .frameRejected(let device, let error):
            add("frameRejected", device)
            object.append("error", .string("\(error)"))
        case .imageStored(let file, let block):
            add("imageStored", nil, file)
            object.append("block", .string("\(block)"))
        case .imageDiscarded(let file, let block):
            add("imageDiscarded", nil, file)
            object.append("block", .string("\(block)"))
        case .imageOverwritten(let file, let block):
            add("imageOverwritten", nil, file)
            object.append("block", .string("\(block)"))
        case .imageDeferred(let file): add("imageDeferred", nil, file)
        case .notified(let device, let file): add("notified", device, file)
        case .offered(let device, let file, let size):
            add("offered", device, file)
            object.append("imageSize", .integer(UInt64(size)))
        case .transferStarted(let device, let file): add("transferStarted", device, file)
        case .activationTold(let device, let file, let time):
            add("activationTold", device, file)
            object.append("upgradeTime", .integer(UInt64(time.rawValue)))
        case .versionRead(let device, let attempt):
            add("versionRead", device)
            object.append("attempt", .integer(UInt64(attempt)))
        case .firmwareVersion(let device, let version, let isRead):
            add("firmwareVersion", device)
            object.append("firmwareVersion", .string(hexadecimalDigits(version)))
            object.append("read", .boolean(isRead))
        case .messageForDevice(let device, let message):
            add("messageForDevice", device)
            object.append("message", .string(hex(message)))
            object.append("says", .string(brief(ofMessage: message)))
        case .messageFromDevice(let device, let message):
            add("messageFromDevice", device)
            object.append("message", .string(hex(message)))
            object.append("says", .string(brief(ofMessage: message)))
        case .messageDropped(let device): add("messageDropped", device)
        case .alertDropped(let code):
            add("alertDropped")
            object.append("alertCode", .string(hexadecimalDigits(code.rawValue)))
        case .transmissionDropped(let device): add("transmissionDropped", device)
        case .eventsDropped(let count):
            add("eventsDropped")
            object.append("count", .integer(UInt64(count)))
        }
    }

    private func add(_ event: DeviceEvent, to object: inout JSONObject) {
        func add(_ name: String, _ file: FileIdentifier? = nil) {
            object.append("event", .string(name))
            if let file { object.append("fileVersion", .integer(UInt64(file.fileVersion))) }
        }
        switch event {
        case .queried(let attempt):
            add("queried")
            object.append("attempt", .integer(UInt64(attempt)))
        case .started(let file, let size):
            add("started", file)
            object.append("imageSize", .integer(UInt64(size)))
        case .verified(let file, let status, let digest):
            add("verified", file)
            if let digest { object.append("sha256", .string("\(digest)")) }
            object.append("status", .integer(UInt64(status.rawValue)))
        case .stopped(let reason):
            add("stopped")
            object.append("reason", .string(text(.stopped(reason)) ?? ""))
        case .activationPlanned(let file, let instant):
            add("activationPlanned", file)
            if let instant { object.append("activationAt", .integer(instant.milliseconds)) }
        case .activated(let file): add("activated", file)
        case .activationOrdered(let instant):
            add("activationOrdered")
            if let instant { object.append("activationAt", .integer(instant.milliseconds)) }
        case .activationCancelled: add("activationCancelled")
        case .activationEnded(let code):
            add("activationEnded")
            object.append("responseCode", .integer(UInt64(code.rawValue)))
            object.append("response", .string("\(code)"))
        case .messageRejected(let reason):
            add("messageRejected")
            object.append("reason", .string(reason.text))
        case .messageDropped(let code):
            add("messageDropped")
            object.append("messageCode", .string(hexadecimalDigits(code.rawValue)))
        case .eventLog(let events, let total):
            add("eventLog")
            object.append("total", .integer(UInt64(total)))
            object.append("events", .array(events.map(json)))
        case .eventLogRefused(let status):
            add("eventLogRefused")
            object.append("status", .integer(UInt64(status.rawValue)))
        case .frameRejected(let error):
            add("frameRejected")
            object.append("error", .string("\(error)"))
        case .transmissionDropped: add("transmissionDropped")
        }
    }

    /// GBCS-6: the fields of an event, in the order of an entry.
    private func json(_ event: LoggedEvent) -> JSONValue {
        .object([
            "logID": .integer(UInt64(event.log.rawValue)), "eventID": .integer(UInt64(event.eventID)),
            "time": .integer(UInt64(event.time.rawValue)), "octets": .string(hex(event.octets)),
        ])
    }

    /// The first object of a run: what it depends on.
    func json(_ configuration: SimulationConfiguration) -> JSONValue {
        var object = JSONObject()
        object.append("event", .string("start"))
        object.append("start", .string("\(configuration.startTime)"))
        object.append("seed", .integer(configuration.seed))
        object.append("latency", .integer(configuration.latency))
        object.append("loss", .number(configuration.loss))
        if let fault = configuration.fault { object.append("fault", .string(fault.rawValue)) }
        object.append(
            "devices",
            .array(
                devices.map { device in
                    .object([
                        "device": .string("\(device.configuration.device)"), "type": .string(device.type.rawValue),
                        "runningVersion": .integer(UInt64(device.configuration.runningFile.fileVersion)),
                        "hardwareVersion": .integer(UInt64(device.configuration.hardwareVersion)),
                    ])
                }))
        return .object(object)
    }

    /// The last object of a run.
    func json(_ outcome: UpdateOutcome, realMilliseconds: Double) -> JSONValue {
        .object([
            "event": .string("outcome"), "success": .boolean(outcome.isSuccess),
            "finished": .boolean(!outcome.isUnfinished),
            "devices": .array(
                outcome.devices.map { device in
                    var object = JSONObject()
                    object.append("device", .string("\(device.device)"))
                    object.append("type", .string(device.type.rawValue))
                    object.append("outcome", .string(device.verdict))
                    object.append("transferred", .boolean(device.isTransferred))
                    object.append("updated", .boolean(device.isUpdated))
                    if let activation = device.activation {
                        object.append("activation", .string(activation.responseName ?? "\(activation.responseCode)"))
                    }
                    if let version = device.runningVersion {
                        object.append("runningVersion", .integer(UInt64(version)))
                    }
                    object.append(
                        "alerts", .array(device.alerts.map { .string(hexadecimalDigits($0.code.rawValue)) }))
                    return .object(object)
                }),
            "simulatedMilliseconds": .integer(outcome.duration), "realMilliseconds": .number(realMilliseconds),
            "framesSent": .integer(UInt64(outcome.framesSent)), "framesLost": .integer(UInt64(outcome.framesLost)),
        ])
    }
}
