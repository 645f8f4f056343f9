import CBaseline
import ZCLCodec

// The one place beside the codec's reader and writer that says `unsafe`: C takes pointers.

/// The C variants of the rows.
enum Yardstick {
    /// Decodes frames of one length that lie one after the other; returns a sum over their fields.
    static func decode(_ frames: [UInt8], length: Int) -> UInt64 {
        frames.withOctetView { view in
            unsafe view.withUnsafeBytes { buffer in
                guard let base = buffer.baseAddress, length > 0 else { return 0 }
                return unsafe baseline_decode(base, length, buffer.count / length)
            }
        }
    }

    /// Decodes messages of one length that lie one after the other; returns a sum over their fields.
    static func decodeMessages(_ messages: [UInt8], length: Int) -> UInt64 {
        messages.withOctetView { view in
            unsafe view.withUnsafeBytes { buffer in
                guard let base = buffer.baseAddress, length > 0 else { return 0 }
                return unsafe baseline_decode_messages(base, length, buffer.count / length)
            }
        }
    }

    /// Encodes blocks of an image over one buffer; returns a sum over their octets' ends.
    static func encodeBlocks(into buffer: inout [UInt8], image: [UInt8], size: UInt8, count: Int) -> UInt64 {
        image.withOctetView { view in
            unsafe view.withUnsafeBytes { source in
                let capacity = buffer.count
                return unsafe baseline_encode_blocks(&buffer, capacity, source.baseAddress, size, count)
            }
        }
    }

    /// How many allocations the process has made so far.
    static var allocations: UInt64 { baseline_allocations() }
}
