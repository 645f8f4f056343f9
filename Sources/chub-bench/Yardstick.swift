import CBaseline
import ZCLCodec

// The one place of this program that says `unsafe`: C takes pointers.

/// The C variants of the rows.
enum Yardstick {
    /// Decodes frames, or messages, of one length that lie one after the other; returns a sum over their fields.
    static func decode(_ octets: [UInt8], length: Int, areMessages: Bool = false) -> UInt64 {
        octets.withOctetView { view in
            unsafe view.withUnsafeBytes { buffer in
                guard let base = buffer.baseAddress, length > 0 else { return 0 }
                let count = buffer.count / length
                return areMessages
                    ? unsafe baseline_decode_messages(base, length, count) : unsafe baseline_decode(base, length, count)
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

    /// Whether allocations are counted: not in a build with a sanitizer.
    static var countsAllocations: Bool { baseline_counts_allocations() }

    /// How many allocations the process has made so far.
    static var allocations: UInt64 { baseline_allocations() }
}
