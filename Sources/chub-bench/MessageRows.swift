import GBCSCodec
import ZCLCodec

/// The rows of GBCS messages: the envelope against hand-written C that makes the same checks.
enum MessageRows {
    static var all: [Row] { [decodeMessage] }

    private static let operations = 1_024

    /// GCS20r's response with 44 events, in messages that differ in their counter, one after the other.
    private static var messages: [UInt8] {
        let events = (0..<44).map { EventConfiguration(eventID: 0x8100 + UInt16($0), configuration: 0x18) }
        let content = EventBehaviours.response(events)
        return (0..<operations).flatMap { index in
            let command = MessageDraft.command(
                .readEventBehaviours, counter: UInt64(index), from: EUI64(rawValue: 0x90B3_D51F_3000_0007),
                to: EUI64(rawValue: 0x00DB_1234_5678_90B1), content: content, sealing: .mac)
            return command.octets(.none)
        }
    }

    private static var decodeMessage: Row {
        let messages = messages
        let length = messages.count / operations
        return Row(
            name: "decode a GBCS message, 44 events inside", operations: operations,
            variants: [
                Row.Variant(name: "swift") { decodeAll(messages, length: length) },
                Row.Variant(name: "c") { Yardstick.decode(messages, length: length, areMessages: true) },
            ])
    }

    private static func decodeAll(_ messages: [UInt8], length: Int) -> UInt64 {
        messages.withOctetView { view in
            var total: UInt64 = 0
            var reader = ByteReader(view)
            while reader.remaining > 0 {
                guard let octets = try? reader.readOctets(length), let message = try? Message(octets) else {
                    return .max
                }
                total &+= message.counter &+ message.originator.rawValue &+ message.recipient.rawValue
                total &+= UInt64(message.messageCode.rawValue) &+ UInt64(message.content.count)
                total &+= UInt64(octets[message.content][message.content.count - 1] ?? 0)
                if case .authenticated(let mac) = message.protection { total &+= mac.high >> 56 }
            }
            return total
        }
    }
}
