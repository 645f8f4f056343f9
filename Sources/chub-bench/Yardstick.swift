import CBaseline
import ZCLCodec

// The one place of this program that says `unsafe`: C takes pointers.

/// Which frame of the OTA Upgrade cluster a row is about.
typealias FrameKind = baseline_frame_kind

/// The fields of a frame, as C has them.
typealias FrameFields = baseline_frame

/// The C variants of the rows: each does its work so many times, and returns a sum over what came of it.
enum Yardstick {
    private static let capacity = 4_096

    /// Lends the buffer that the C side encodes into, from its first octet.
    @inline(__always)
    static func withBuffer(_ body: (inout ByteWriter) -> UInt64) -> UInt64 {
        var writer = unsafe ByteWriter(UnsafeMutableRawBufferPointer(start: baseline_buffer(), count: capacity))
        return body(&writer)
    }

    /// Decodes frames of one length that lie one after the other.
    static func decode(_ kind: FrameKind, _ frames: [UInt8], length: Int) -> UInt64 {
        unsafe baseline_decode_frames(kind, frames, length, frames.count / length)
    }

    /// Encodes frames; a block has the `size` octets of the image at its offset.
    static func encode(
        _ kind: FrameKind, _ fields: FrameFields, image: [UInt8], size: Int, count: Int
    ) -> UInt64 {
        unsafe withUnsafePointer(to: fields) { fields in
            unsafe baseline_encode_frames(kind, baseline_buffer(), capacity, fields, image, size, count)
        }
    }

    /// Copies octets from places that are a stride apart, and does nothing else.
    static func copy(_ octets: [UInt8], stride: Int, size: Int, count: Int) -> UInt64 {
        unsafe baseline_copy(baseline_buffer(), octets, stride, size, count)
    }

    /// Answers block requests with blocks of an image.
    static func serve(_ requests: [UInt8], length: Int, image: [UInt8]) -> UInt64 {
        unsafe baseline_serve(
            requests, length, requests.count / length, image, image.count, baseline_buffer(), capacity)
    }

    /// Takes blocks into an image, and asks for the next after each.
    static func fetch(_ responses: [UInt8], length: Int, image: inout [UInt8]) -> UInt64 {
        let size = image.count
        return unsafe baseline_fetch(
            responses, length, responses.count / length, &image, size, baseline_buffer(), capacity)
    }

    /// Asks for so many blocks of an image, answers, and copies them to the destination.
    static func transfer(
        _ image: [UInt8], to destination: inout [UInt8], size: Int, blocks: Int
    ) -> UInt64 {
        unsafe baseline_transfer(image, image.count, &destination, size, blocks, baseline_buffer(), capacity)
    }

    /// Decodes GBCS messages of one length.
    static func decodeMessages(_ messages: [UInt8], length: Int) -> UInt64 {
        unsafe baseline_decode_messages(messages, length, messages.count / length)
    }

    /// Encodes authenticated commands with one content.
    static func encodeMessages(
        _ code: UInt16, from originator: EUI64, to recipient: EUI64, content: [UInt8], count: Int
    ) -> UInt64 {
        unsafe baseline_encode_messages(
            baseline_buffer(), capacity, code, originator.rawValue, recipient.rawValue, content, content.count, count)
    }

    /// Decodes payloads of ZCL frames of one length.
    static func decodePayloads(_ payloads: [UInt8], length: Int) -> UInt64 {
        unsafe baseline_decode_payloads(payloads, length, payloads.count / length)
    }

    /// Encodes payloads of frames of one length, which lie one after the other.
    static func encodePayloads(
        _ frames: [UInt8], length: Int, cluster: ClusterIdentifier, count: Int
    ) -> UInt64 {
        unsafe baseline_encode_payloads(
            baseline_buffer(), capacity, frames, length, frames.count / length, cluster.rawValue, count)
    }

    /// Decodes firmware alerts of one length.
    static func decodeAlerts(_ alerts: [UInt8], length: Int) -> UInt64 {
        unsafe baseline_decode_alerts(alerts, length, alerts.count / length)
    }

    /// Encodes firmware alerts whose versions rise.
    static func encodeAlerts(_ alert: baseline_alert, count: Int) -> UInt64 {
        unsafe withUnsafePointer(to: alert) { alert in
            unsafe baseline_encode_alerts(baseline_buffer(), capacity, alert, count)
        }
    }

    /// The first eight octets of a SHA-256.
    static func digest(_ octets: [UInt8]) -> UInt64 { unsafe baseline_sha256(octets, octets.count) }

    // MARK: Counts

    /// Whether allocations are counted: not in a build with a sanitizer.
    static var countsAllocations: Bool { baseline_counts_allocations() }

    /// How many allocations this thread has made so far.
    static var allocations: UInt64 { baseline_allocations() }

    /// How many instructions this thread has done so far outside the kernel; nil where the machine does not count them.
    static var instructions: UInt64? {
        var count: UInt64 = 0
        return unsafe baseline_instructions(&count) ? count : nil
    }

    /// Whether valgrind runs this process.
    static var isUnderValgrind: Bool { baseline_is_under_valgrind() }

    /// Callgrind counts from zero again; nothing outside it.
    static func zeroStatistics() { baseline_zero_statistics() }

    /// Callgrind writes what it has counted under this name, and counts from zero again; nothing outside it.
    static func dumpStatistics(_ name: String) { unsafe name.withCString { unsafe baseline_dump_statistics($0) } }

    /// The C compiler and its version.
    static var compiler: String { unsafe String(cString: baseline_compiler()) }
}
