import GBCSCodec
import HANDevices
import HANModel
import ZCLCodec

/// Asks a gas meter how it treats events (use case GCS20r), and returns the status that it answers with; nil where it
/// has events to tell.
///
/// - Parameter events: how the meter treats events, or that it cannot say.
/// - Throws: why the meter's answer does not decode.
func askGasMeter(_ events: EventBehaviourStore) throws -> Status? {
    let identifier = EUI64(rawValue: 0x00DB_1234_5678_90A5)
    let running = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x0001, fileVersion: 0x0000_0010)
    var configuration = DeviceConfiguration.usual(
        .gsme, device: identifier, runningFile: running, hardwareVersion: 0x0101)
    configuration.eventBehaviours = events
    var meter = try HANDevice(configuration)

    let command = MessageDraft.command(
        .readEventBehaviours, counter: 1, from: .supplier, to: identifier, content: EventBehaviours.command,
        sealing: .mac)
    meter.receive(message: command.octets(.none), at: .start)

    guard let answer = meter.pollMessage() else { return nil }
    return try answer.withOctetView { (view) throws(MessageError) -> Status? in
        guard case .gbz(let payload) = try Message(view).decodedContent(in: view),
            case .alternate(let status) = EventBehavioursResponse(payload)
        else { return nil }
        return status
    }
}
