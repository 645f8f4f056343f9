import CommsHub
import HANModel
import Notation
import GBCSCodec
import HANDevices
import HANSimulation
import ZCLCodec

/// What events are called, for people and as JSON.
struct EventNames {
    let devices: [SimulatedDevice]

    func device(_ index: Int) -> String {
        "\(devices[index].type.rawValue) \(devices[index].configuration.device)"
    }

    func device(_ address: EUI64) -> String {
        devices.firstIndex { $0.configuration.device == address }.map { device($0) } ?? "\(address)"
    }

    func text(_ event: SimulationEvent) -> String? {
        switch event.source {
        case .hub(let event): text(event)
        case .device(let index, let event): text(event).map { "\(device(index)): \($0)" }
        }
    }

    /// HUB-4, GBCS-4: an alert with its codes and names.
    func text(_ alert: Alert) -> String {
        let isVersionKnown = alert.response != .firmwareReadFailure
        return "alert \(hexadecimal(alert.code.rawValue)) \(alert.code.name): \(device(alert.device)), "
            + "version \(hexadecimal(alert.fileVersion))\(isVersionKnown ? "" : " (none)"), "
            + "response \(alert.response.number) \(alert.response.name)"
    }

    func text(_ event: HubEvent) -> String? {
        switch event {
        case .alert(let alert): text(alert)
        case .frameFromUnknownDevice(let address): "hub: a frame from \(address), which it does not know, is dropped"
        case .frameRejected(let address, let error): "hub: a frame from \(device(address)) does not decode: \(error)"
        case .imageStored(let file, let block):
            "hub: image version \(hexadecimal(file.fileVersion)) is stored in the \(block.name)"
        case .imageDiscarded(let file, let block):
            "hub: image version \(hexadecimal(file.fileVersion)) is discarded, the \(block.name) is free"
        case .imageOverwritten(let file, let block):
            "hub: image version \(hexadecimal(file.fileVersion)) is overwritten in the \(block.name)"
        case .imageDeferred(let file):
            "hub: image version \(hexadecimal(file.fileVersion)) waits for a transfer to end"
        case .notified(let address, let file):
            "hub → \(device(address)): Image Notify for version \(hexadecimal(file.fileVersion))"
        case .offered(let address, let file, let size):
            "hub → \(device(address)): version \(hexadecimal(file.fileVersion)) is available, \(size) octets"
        case .transferStarted(let address, _): "hub → \(device(address)): the first blocks"
        case .activationTold(let address, _, let time):
            "hub → \(device(address)): activate "
                + (time == .waitForCommand ? "when a command says so" : "at \(time)")
        case .versionRead(let address, let attempt):
            "hub → \(device(address)): which version do you run?" + (attempt > 1 ? " (try \(attempt))" : "")
        case .firmwareVersion(let address, let version, let isRead):
            "hub → WAN: \(device(address)) \(isRead ? "runs \(hexadecimal(version))" : "does not tell its version")"
        case .messageForDevice(let address, let message):
            "WAN → \(device(address)): \(brief(ofMessage: message))"
        case .messageFromDevice(let address, let message):
            "\(device(address)) → WAN: \(brief(ofMessage: message))"
        case .messageDropped(let address): "hub: a message of \(device(address)) is too long and is dropped"
        case .alertDropped(let code): "hub: alert \(hexadecimal(code.rawValue)) \(code.name) has no room"
        case .transmissionDropped(let address): "hub: a frame for \(device(address)) is dropped, its queue is full"
        case .eventsDropped(let count): "hub: \(count) events are dropped"
        }
    }

    func text(_ event: DeviceEvent) -> String? {
        switch event {
        case .queried(let attempt): "is there an image for me?" + (attempt > 1 ? " (try \(attempt))" : "")
        case .started(let file, let size): "fetches version \(hexadecimal(file.fileVersion)), \(size) octets"
        case .verified(_, let status, let digest):
            "has the whole image, SHA-256 \(digest.map { "\($0)".prefix(16) + "…" } ?? "none"): \(status)"
        case .stopped(let reason): "stops: \(text(reason))"
        case .activationPlanned(_, .some): nil
        case .activationPlanned(_, nil): "waits for the command to activate"
        case .activated(let file): "runs version \(hexadecimal(file.fileVersion))"
        case .activationOrdered(let instant?):
            "will activate at +\(UpdatePrinter.time(instant.milliseconds)), as a command says"
        case .activationOrdered(nil): "will activate at a time that its clock cannot say, as a command says"
        case .activationCancelled: "a command cancels the activation"
        case .activationEnded(.success): nil
        case .activationEnded(let code): "does not activate: \(code)"
        case .messageRejected(let reason): "a message is not carried out: \(reason.text)"
        case .messageDropped(let code): "a message \(hexadecimal(code.rawValue)) is dropped, the queue is full"
        case .eventLog(let events, let total): "reads \(events.count) of \(total) events"
        case .eventLogRefused(.timeout): "asked for events and is not answered"
        case .eventLogRefused(let status): "asked for events and is refused (\(status))"
        case .frameRejected(let error): "a frame does not decode: \(error)"
        case .transmissionDropped: "a frame is dropped, the queue is full"
        }
    }

    private func text(_ reason: DeviceEvent.Reason) -> String {
        switch reason {
        case .noServer: "nobody answers"
        case .noImage(let status): "there is no image (\(status))"
        case .unsuitableImage: "the image is for another model"
        case .insufficientSpace: "the image is too large"
        case .stoppedByServer(let status): "the hub ended the transfer (\(status))"
        case .failed(let status): "the transfer failed (\(status))"
        }
    }
}

extension MessageRejection {
    /// For people.
    var text: String {
        switch self {
        case .malformed(let error): "\(error)"
        case .notACommandForThisDevice: "it is no command for this device"
        case .unsupported(let code): "message code \(hexadecimal(code.rawValue)) is not supported"
        }
    }
}

extension MemoryBlockName {
    /// For people.
    var name: String {
        switch self {
        case .esme: "ESME's memory block"
        case .gsme: "GSME's memory block"
        }
    }
}

extension Alert.Response {
    /// GBCS-4's words.
    var name: String {
        switch self {
        case .fileTransferSuccess: "file transfer success"
        case .imageDiscarded: "image discarded"
        case .hardwareVersionMismatch: "hardware version mismatch"
        case .fileTransferFailure: "file transfer failure"
        case .firmwareReadSuccess: "firmware read success"
        case .firmwareReadFailure: "firmware read failure"
        case .dutyCycleLimited, .dutyCycleNormal, .dutyCycleCritical, .dutyCycleBelowCritical: code.name
        }
    }
}
