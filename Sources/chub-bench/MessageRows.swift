import CBaseline
import GBCSCodec
import ZCLCodec

/// GBCS messages, and what they hold: against hand-written C that makes the same checks.
enum MessageRows {
    static var plans: [RowPlan] {
        [
            plan("decode a GBCS message, 44 events inside", decodeMessage),
            plan("encode a GBCS message, 44 events inside", encodeMessage),
            plan("decode a GBZ payload of three frames", decodePayload),
            plan("encode a GBZ payload of three frames", encodePayload),
            plan("decode a firmware alert (CCS08)", decodeAlert),
            plan("encode a firmware alert (CCS08)", encodeAlert),
        ]
    }

    private static let operations = 1_024
    private static let originator = EUI64(rawValue: 0x90B3_D51F_3000_0007)

    private static func plan(_ name: String, _ makeRow: @escaping (String, Int) -> Row) -> RowPlan {
        RowPlan(heading: "GBCS messages", name: name) { name, divisor in makeRow(name, operations / divisor) }
    }

    // MARK: The envelope

    /// GCS20r's response with 44 events.
    private static var events: [UInt8] {
        EventBehaviours.response(
            (0..<44).map { EventConfiguration(eventID: 0x8100 + UInt16($0), configuration: 0x18) })
    }

    private static func decodeMessage(_ name: String, _ operations: Int) -> Row {
        let content = events
        // They differ in their counter.
        let messages = (0..<operations).flatMap { index in
            MessageDraft.command(
                .readEventBehaviours, counter: UInt64(index), from: originator, to: SampleFile.device,
                content: content, sealing: .mac
            ).octets(.none)
        }
        let length = messages.count / operations
        return Row(
            name: name, operations: operations, octets: length,
            variants: [
                Row.Variant("swift") {
                    messages.withOctetView { view in
                        CodecRows.sum(view, length: length) { octets, total in
                            guard let message = try? decode(octets) else { return false }
                            total &+= message.counter &+ message.originator.rawValue &+ message.recipient.rawValue
                            total &+= UInt64(message.messageCode.rawValue) &+ UInt64(message.content.count)
                            total &+= UInt64(octets[message.content][message.content.count - 1] ?? 0)
                            if case .authenticated(let mac) = message.protection { total &+= mac.high >> 56 }
                            return true
                        }
                    }
                },
                Row.Variant("c") { Yardstick.decodeMessages(messages, length: length) },
            ])
    }

    @inline(never)
    static func decode(_ octets: OctetView) throws(MessageError) -> Message { try Message(octets) }

    private static func encodeMessage(_ name: String, _ operations: Int) -> Row {
        let content = events
        return Row(
            name: name, operations: operations, octets: content.count,
            variants: [
                Row.Variant("swift") {
                    content.withOctetView { content in
                        Yardstick.withBuffer { writer in
                            var total: UInt64 = 0
                            for index in 0..<operations {
                                writer.restart()
                                guard encode(UInt64(index), content: content, into: &writer) else { return .max }
                                total &+= UInt64(writer.count)
                            }
                            return total &+ CodecRows.sum(writer.written)
                        }
                    }
                },
                Row.Variant("c") {
                    Yardstick.encodeMessages(
                        MessageCode.readEventBehaviours.rawValue, from: originator, to: SampleFile.device,
                        content: content, count: operations)
                },
            ])
    }

    @inline(never)
    static func encode(_ counter: UInt64, content: OctetView, into writer: inout ByteWriter) -> Bool {
        let message = Message(
            cra: .command, counter: counter, originator: originator, recipient: SampleFile.device,
            otherInformation: OtherInformation(.readEventBehaviours), protection: .authenticated(mac: .zero))
        guard let parts = MessageParts(content: content, signature: OctetView()),
            message.encodedSize(parts) <= writer.free
        else { return false }
        message.encode(parts, into: &writer)
        return true
    }

    // MARK: Contents

    /// Three requests for a meter's events, which differ in their sequence numbers.
    private static func frames(_ index: Int) -> [[UInt8]] {
        (0..<3).map { number in
            let query = GetEventLog(
                logControl: 0x04, eventID: 0, start: .zero, end: .waitForCommand, numberOfEvents: 50, eventOffset: 0)
            return Frame(.getEventLog(query), sequence: (index + number).sequence).encoded()
        }
    }

    private static func payload(_ frames: [[UInt8]]) -> [UInt8] {
        var builder = GBZBuilder()
        for frame in frames { builder.append(frame: frame, cluster: .events) }
        return builder.content ?? []
    }

    private static func decodePayload(_ name: String, _ operations: Int) -> Row {
        let payloads = (0..<operations).flatMap { payload(frames($0)) }
        let length = payloads.count / operations
        return Row(
            name: name, operations: operations, octets: length,
            variants: [
                Row.Variant("swift") {
                    payloads.withOctetView { view in
                        CodecRows.sum(view, length: length) { octets, total in
                            guard case .gbz(let payload)? = try? content(octets, .readEventLog, .command) else {
                                return false
                            }
                            total &+= UInt64(payload.count)
                            payload.forEach { component in
                                guard case .frame(let frame) = component.body else { return }
                                total &+=
                                    UInt64(component.cluster.rawValue) &+ UInt64(frame.count) &+ UInt64(frame[1] ?? 0)
                            }
                            return true
                        }
                    }
                },
                Row.Variant("c") { Yardstick.decodePayloads(payloads, length: length) },
            ])
    }

    private static func encodePayload(_ name: String, _ operations: Int) -> Row {
        let frames = frames(0)
        let octets = frames.flatMap { $0 }
        let length = frames[0].count
        return Row(
            name: name, operations: operations, octets: payload(frames).count,
            variants: [
                Row.Variant("swift") { sum(operations) { _ in encode(frames) } },
                Row.Variant("c") {
                    Yardstick.encodePayloads(octets, length: length, cluster: .events, count: operations)
                },
            ])
    }

    @inline(never)
    static func encode(_ frames: [[UInt8]]) -> [UInt8] { payload(frames) }

    private static func alert(_ index: Int) -> FirmwareAlert {
        FirmwareAlert(
            alertCode: .firmwareTransferSuccess, time: GeneralizedTime(FrameValues.currentTime),
            device: SampleFile.device, fileVersion: SampleFile.file.fileVersion + UInt32(index), responseCode: 0)
    }

    private static func decodeAlert(_ name: String, _ operations: Int) -> Row {
        let alerts = (0..<operations).flatMap { alert($0).content }
        let length = alerts.count / operations
        return Row(
            name: name, operations: operations, octets: length,
            variants: [
                Row.Variant("swift") {
                    alerts.withOctetView { view in
                        CodecRows.sum(view, length: length) { octets, total in
                            guard case .firmwareAlert(let alert)? = try? content(octets, .firmwareTransferAlert, .alert)
                            else { return false }
                            total &+=
                                UInt64(alert.alertCode.rawValue) &+ alert.device.rawValue &+ UInt64(alert.fileVersion)
                                &+ UInt64(alert.responseCode)
                            return true
                        }
                    }
                },
                Row.Variant("c") { Yardstick.decodeAlerts(alerts, length: length) },
            ])
    }

    private static func encodeAlert(_ name: String, _ operations: Int) -> Row {
        let first = alert(0)
        let time = first.time.description.dropLast().reduce(0) { $0 * 10 + UInt64($1.wholeNumberValue ?? 0) }
        let cAlert = baseline_alert(
            time: time, device: first.device.rawValue, file_version: first.fileVersion,
            alert_code: first.alertCode.rawValue, response_code: first.responseCode)
        return Row(
            name: name, operations: operations, octets: first.content.count,
            variants: [
                Row.Variant("swift") {
                    var next = first
                    return sum(operations) { index in
                        next.fileVersion = first.fileVersion &+ UInt32(truncatingIfNeeded: index)
                        return encode(next)
                    }
                },
                Row.Variant("c") { Yardstick.encodeAlerts(cAlert, count: operations) },
            ])
    }

    @inline(never)
    static func encode(_ alert: FirmwareAlert) -> [UInt8] { alert.content }

    @inline(never)
    @_lifetime(copy octets)
    static func content(
        _ octets: OctetView, _ code: MessageCode, _ cra: Message.CRA
    ) throws(MessageError) -> MessageContent { try MessageContent(octets, code, cra) }

    /// What the sizes of arrays and the octets of the last one add up to.
    @inline(__always)
    private static func sum(_ count: Int, of one: (Int) -> [UInt8]) -> UInt64 {
        var total: UInt64 = 0
        var last: [UInt8] = []
        for index in 0..<count {
            last = one(index)
            total &+= UInt64(last.count)
        }
        return total &+ last.withOctetView { CodecRows.sum($0) }
    }
}
