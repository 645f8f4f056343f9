import GBCSCodec
import HANDevices
import TestSupport
import ZCLCodec

/// GBCS messages to and from the tests' device, 00-DB-12-34-56-78-90-A1.
enum Messages {
    /// GBCS-1: DF to the date-time of a command of a supplier.
    static func commandHeader(_ counter: UInt8, from supplier: Octets = "90b3d51f30000007") -> Octets {
        "df 09 01 00000000000000 \(Octets([counter])) 08 \(supplier) 08 00db1234567890a1 00"
    }

    /// GBCS-1: DF to the date-time of what the device sends.
    static func deviceHeader(_ cra: Octets, _ counter: UInt8, to recipient: Octets = "90b3d51f30000007") -> Octets {
        "df 09 \(cra) 00000000000000 \(Octets([counter])) 08 00db1234567890a1 08 \(recipient) 00"
    }

    /// GBCS-1: a command with a MAC, whose content is shorter than 128 octets: 5 octets, 30 of the header, 3 of the
    /// code, a length, the content, a signature of one octet and 12 of the MAC.
    static func authenticated(_ header: Octets, _ code: Octets, _ content: Octets, mac: Octets? = nil) -> Octets {
        let size = UInt8(52 + content.array.count)
        let mac = mac ?? "000000000000000000000000"
        return """
            dd 000000000000 \(Octets([size])) 11 00000000 \(header) 02 \(code) \(Octets([UInt8(content.array.count)]))
            \(content) 00 \(mac)
            """
    }

    /// GBCS-1: a signed message whose signature is empty.
    static func signed(_ header: Octets, _ code: Octets, _ content: Octets) -> Octets {
        "\(header) 02 \(code) \(Octets([UInt8(content.array.count)])) \(content) 00"
    }

    /// GBCS-4, CS06: `SEQUENCE { OCTET STRING(32), INTEGER, [GeneralizedTime] }`.
    static func activate(_ counter: UInt8, hash: [UInt8], time: String? = nil) -> Octets {
        let time: Octets = time.map { "18 0f \(Octets(Array($0.utf8)))" } ?? Octets([])
        let size = UInt8(37 + time.array.count)
        return authenticated(
            commandHeader(counter), "0012",
            "30 \(Octets([size])) 04 20 \(Octets(hash)) 02 01 \(Octets([counter])) \(time)",
            mac: "a1a2a3a4a5a6a7a8a9aaabac")
    }

    /// GBCS-4, CS06: the response to a command that is not future-dated.
    static func outcome(_ counter: UInt8, _ code: Octets, version: Octets) -> Octets {
        signed(deviceHeader("02", counter), "0012", "30 09 02 01 \(code) 04 04 \(version)")
    }

    /// GBCS-4, CS06: the response to a future-dated command.
    static func futureDated(_ counter: UInt8) -> Octets { signed(deviceHeader("02", counter), "0012", "05 00") }
}

extension DeviceHarness {
    func receive(message: Octets) { device.receive(message: message.array, at: now) }

    /// Takes all messages that wait.
    func messages() -> [Octets] {
        var messages: [Octets] = []
        while let message = device.pollMessage() { messages.append(Octets(message)) }
        return messages
    }

    /// Feeds a message, and takes what the device sends.
    func answers(toMessage message: Octets) -> [Octets] {
        receive(message: message)
        return messages()
    }
}
