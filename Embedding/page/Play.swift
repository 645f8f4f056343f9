import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import Notation
import OrderedJSON
import ZCLCodec

/// Who takes part: the WAN side, the hub, and the devices after them.
enum Lane {
    static let supplier = 0
    static let hub = 1
    static func device(_ index: Int) -> Int { index + 2 }
}

/// Runs an update to its end in virtual time. Each frame and event is a line, an event as `chub update --json` has it, with who
/// takes part and what people read.
func play(_ settings: PlaySettings) {
    let home = PlayHome(settings)
    // An address must not keep a page busy for minutes.
    let blocks = home.blockCount
    guard blocks <= PlayHome.maximumBlocks else {
        return emitFailure("\(blocks) blocks are too many for a page: at most \(PlayHome.maximumBlocks)")
    }
    do throws(HubSetupError) {
        var simulation = try Simulation(home.configuration)
        let names = EventNames(devices: home.configuration.devices)
        let causes = Causes()
        emitStart(settings, home, names)
        simulation.onFrame = { emit($0, names) }
        simulation.onEvent = { event in
            causes.list.note(event, devices: names.devices)
            emit(event, names)
        }
        do throws(WANRequestError) {
            let outcome = try FirmwareUpdate.run(
                home.image, activation: settings.activation, in: &simulation, for: home.targets, late: home.late)
            emit(outcome, home, causes.list, names)
        } catch {
            emitFailure("the hub refuses the image: \(error)")
        }
    } catch {
        emitFailure("\(error)")
    }
}

/// What the events of a run say about failures.
private final class Causes {
    var list = FailureCauses()
}

private func emitFailure(_ text: String) {
    emit(.object(["kind": .string("failure"), "text": .string(text)]))
}

private func emitStart(_ settings: PlaySettings, _ home: PlayHome, _ names: EventNames) {
    emit(
        .object(present: [
            "kind": .string("start"), "command": settings.command.map { .string($0) },
            "lanes": .array(
                [.string("WAN"), .string("hub")] + names.devices.indices.map { .string(names.device($0)) }),
        ]))
}

private func emit(_ frame: FrameRecord, _ names: EventNames) {
    let layout = frame.octets.withOctetView { view in
        var reader = ByteReader(view)
        return (try? FrameHeader(parsing: &reader)).flatMap { CommandLayout(of: $0, in: frame.cluster) }
    }
    let device = Lane.device(frame.device)
    let other = frame.peer.map { Lane.device($0) } ?? Lane.hub
    let blocks = ["imageBlockRequest", "imageBlockResponse"]
    emit(
        .object(present: [
            "kind": .string("frame"), "time": .string("+" + elapsed(frame.instant.milliseconds)),
            "text": .string(layout?.title ?? "frame"), "rule": .string(layout?.rule ?? "ZCL-1"),
            "lanes": lanes(frame.isFromHub ? [other, device] : [device, other]), "lost": .boolean(frame.isLost),
            "octets": .string(hex(frame.octets)), "cluster": .count(frame.cluster.rawValue),
            "isBlock": .boolean(blocks.contains(layout?.name ?? "") && !isEnd(frame.octets)),
        ]))
}

/// Whether a block response is the end of a transfer, or its pause, and no block.
private func isEnd(_ octets: [UInt8]) -> Bool {
    octets.withOctetView { view in
        guard let frame = try? Frame(view), case .imageBlockResponse(.block) = frame.command else {
            if let frame = try? Frame(view), case .imageBlockRequest = frame.command { return false }
            return true
        }
        return false
    }
}

private func emit(_ event: SimulationEvent, _ names: EventNames) {
    let description = event.description
    var isAlert = false
    let who: [Int]
    switch event.source {
    case .hub(.alert):
        isAlert = true
        who = [Lane.hub, Lane.supplier]
    case .hub: who = [Lane.hub]
    case .device(let index, _): who = [Lane.device(index)]
    case .messageForDevice(let device, _): who = [Lane.supplier, lane(of: device, names)]
    case .messageFromDevice(let message): who = [lane(of: message.device, names), Lane.supplier]
    case .messageRefused(let device, _): who = [lane(of: device, names), Lane.hub]
    }
    var message: [UInt8]?
    for field in description.fields {
        if case .message(let octets) = field.value { message = octets }
    }
    emit(
        .object(present: [
            "kind": .string("event"), "json": names.json(event),
            "time": .string("+" + elapsed(event.instant.milliseconds)),
            // What people need not read has no text.
            "text": description.text { names.short($0) }.map { .string($0) }, "rule": .string(description.rule),
            "lanes": lanes(who), "isAlert": .boolean(isAlert), "octets": message.map { .string(hex($0)) },
        ]))
}

func emitNote(_ text: String, rule: String, _ who: [Int]) {
    emit(
        .object([
            "kind": .string("note"), "text": .string(text), "rule": .string(rule), "lanes": lanes(who),
            "isAlert": .boolean(true),
        ]))
}

private func lanes(_ lanes: [Int]) -> JSONValue { .array(lanes.map { .count($0) }) }

private func lane(of device: EUI64, _ names: EventNames) -> Int {
    names.devices.firstIndex { $0.configuration.device == device }.map { Lane.device($0) } ?? Lane.hub
}

extension EventNames {
    /// A device by its type and the end of its identifier, where there is little room.
    fileprivate func short(_ address: EUI64) -> String {
        guard let device = devices.first(where: { $0.configuration.device == address }) else { return "\(address)" }
        return "\(device.type.rawValue) …\(Substring("\(address)".utf8.suffix(5)))"
    }
}

private func emit(_ outcome: UpdateOutcome, _ home: PlayHome, _ causes: FailureCauses, _ names: EventNames) {
    let devices = outcome.devices.enumerated().map { index, device in
        // Of several images the verdict would be about the first.
        let isJudged = home.late.isEmpty
        let cause =
            isJudged && !device.isUpdated
            ? causes.cause(of: device, file: home.file, digest: home.digest(for: device.type)) : nil
        return JSONValue.object(present: [
            "name": .string(names.device(index)), "isUpdated": isJudged ? .boolean(device.isUpdated) : nil,
            "verdict": isJudged ? .string(device.verdict) : nil,
            "runs": device.runningVersion.map { .string(hexadecimal($0)) },
            "alerts": .array(device.alerts.map { .string(hexadecimalDigits($0.code.rawValue)) }),
            "why": cause.map { .string($0.text) }, "details": cause.map { .array($0.details.map { .string($0) }) },
        ])
    }
    emit(
        .object([
            "kind": .string("outcome"), "isSuccess": .boolean(outcome.isSuccess), "devices": .array(devices),
            "isFinished": .boolean(!outcome.isUnfinished), "time": .string(elapsed(outcome.duration)),
            "framesSent": .count(outcome.framesSent), "framesLost": .count(outcome.framesLost),
        ]))
}
