import GBCSCodec
import ZCLCodec

/// Says what became of a transfer, from a hub's firmware alert (use case CCS08).
///
/// - Returns: nil where the message is something else.
/// - Throws: why the message does not decode, and at which octet.
func readFirmwareAlert(_ message: [UInt8]) throws(MessageError) -> String? {
    try message.withOctetView { (view) throws(MessageError) -> String? in
        guard case .firmwareAlert(let alert) = try Message(view).decodedContent(in: view) else { return nil }
        let version = hexadecimal(alert.fileVersion)
        return "\(alert.device), version \(version): \(alert.responseName ?? "response \(alert.responseCode)")"
    }
}
