/// Why a capture file cannot be read any further; what came before stays read.
public struct CaptureError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Reason: Equatable, Sendable {
        /// The file begins with the magic number of neither format.
        case notACapture
        /// A record, or a block of this many octets, goes beyond the file's end.
        case truncated
        /// A length that no block or record has.
        case wrongLength(UInt32)
        /// The two lengths of a pcapng block differ.
        case lengthsDiffer(UInt32, UInt32)
        /// A packet names an interface that its section does not describe.
        case unknownInterface(UInt32)
        /// A pcapng section without its byte-order magic.
        case wrongByteOrderMagic(UInt32)
    }

    /// What is wrong.
    public let reason: Reason
    /// The offset in the file of the record or block at fault.
    public let offset: Int

    /// One line that names the offset.
    public var description: String {
        let text =
            switch reason {
            case .notACapture: "neither pcap nor pcapng"
            case .truncated: "a record goes beyond the file's end"
            case .wrongLength(let length): "a record cannot have the length \(length)"
            case .lengthsDiffer(let first, let last): "the two lengths of a block differ, \(first) and \(last)"
            case .unknownInterface(let number): "interface \(number) is not described"
            case .wrongByteOrderMagic(let magic): "a section begins with \(magic) in place of its byte-order magic"
            }
        return "\(text), at offset \(offset)"
    }
}
