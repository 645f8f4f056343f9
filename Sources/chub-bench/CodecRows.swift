import CBaseline
import ZCLCodec

/// A frame of the OTA Upgrade cluster that is decoded and encoded: the Swift side of a row.
protocol FrameCase {
    /// The C side's name for it.
    static var kind: FrameKind { get }
    /// What the C side encodes.
    static var fields: FrameFields { get }
    /// A sum over the fields of a frame of this kind; nil for any other.
    static func sum(_ frame: Frame, in octets: OctetView) -> UInt64?
    /// What the Swift side encodes: a command, or of a block its file.
    associatedtype Content
    static var command: Content { get }
    /// Writes the frame of an index; a block has the `size` octets of the image at its offset.
    static func encode(
        _ command: inout Content, _ index: Int, of image: OctetView, size: Int, into writer: inout ByteWriter
    ) -> Bool
}

/// OTA-1: every command of the OTA Upgrade cluster, decoded and encoded, against hand-written C compiled with -O3 that
/// makes the same checks. On both sides an operation is a call that is not inlined.
enum CodecRows {
    static let operations = 4_096
    /// The OTA commands are to come within so much of C.
    static let goal = 1.15

    static var plans: [RowPlan] {
        let both =
            plans(NotifyAll.self, "Image Notify, payload type 0")
            + plans(NotifyManufacturer.self, "Image Notify, payload type 1")
            + plans(NotifyModel.self, "Image Notify, payload type 2")
            + plans(NotifyFile.self, "Image Notify, payload type 3")
            + plans(Query.self, "Query Next Image Request")
            + plans(QueryWithHardware.self, "Query Next Image Request, hardware version")
            + plans(Offer.self, "Query Next Image Response, SUCCESS")
            + plans(NoImage.self, "Query Next Image Response, no image")
            + plans(BlockRequest.self, "Image Block Request")
            + plans(BlockRequestWithOptions.self, "Image Block Request, optional fields")
            + plans(PageRequest.self, "Image Page Request")
            + plans(Block.self, "Image Block Response, 50 octets", blockSize: 50)
            + plans(Block.self, "Image Block Response, 64 octets", blockSize: 64)
            + plans(Block.self, "Image Block Response, 255 octets", blockSize: 255)
            + plans(WaitForData.self, "Image Block Response, WAIT_FOR_DATA")
            + plans(EndRequest.self, "Upgrade End Request")
            + plans(EndResponse.self, "Upgrade End Response")
            + plans(SpecificFileRequest.self, "Query Device Specific File Request")
            + plans(SpecificFileResponse.self, "Query Device Specific File Response")
        return both.map(\.decode) + both.map(\.encode)
    }

    private static func plans<Case: FrameCase>(
        _ frame: Case.Type, _ name: String, blockSize: Int? = nil
    ) -> [(decode: RowPlan, encode: RowPlan)] {
        let decode = RowPlan(heading: "OTA commands, decoding", name: "decode \(name)") { name, divisor in
            decodeRow(frame, name, operations / divisor, blockSize)
        }
        let encode = RowPlan(heading: "OTA commands, encoding", name: "encode \(name)") { name, divisor in
            encodeRow(frame, name, operations / divisor, blockSize)
        }
        return [(decode, encode)]
    }

    private static func decodeRow<Case: FrameCase>(
        _ frame: Case.Type, _ name: String, _ operations: Int, _ blockSize: Int?
    ) -> Row {
        let size = blockSize ?? 50
        let frames = frames(frame, size: size, count: operations)
        let length = frames.count / operations
        var variants = [
            Row.Variant("swift") { decodeAll(frame, frames, length: length) },
            Row.Variant("c") { Yardstick.decode(Case.kind, frames, length: length) },
        ]
        if blockSize != nil {
            variants.append(
                Row.Variant("memcpy", isSameWork: false) {
                    Yardstick.copy(frames, stride: length, size: size, count: operations)
                })
        }
        return Row(name: name, operations: operations, octets: blockSize, goal: goal, variants: variants)
    }

    private static func encodeRow<Case: FrameCase>(
        _ frame: Case.Type, _ name: String, _ operations: Int, _ blockSize: Int?
    ) -> Row {
        let size = blockSize ?? 50
        let image = SampleFile.pattern(operations * size)
        var variants = [
            Row.Variant("swift") { encodeAll(frame, image: image, size: size, count: operations) },
            Row.Variant("c") {
                Yardstick.encode(Case.kind, Case.fields, image: image, size: size, count: operations)
            },
        ]
        if blockSize != nil {
            variants.append(
                Row.Variant("memcpy", isSameWork: false) {
                    Yardstick.copy(image, stride: size, size: size, count: operations)
                })
        }
        return Row(name: name, operations: operations, octets: blockSize, goal: goal, variants: variants)
    }

    /// Frames that differ in their sequence numbers, one after the other.
    private static func frames<Case: FrameCase>(_ frame: Case.Type, size: Int, count: Int) -> [UInt8] {
        let image = SampleFile.pattern(count * size)
        return [UInt8](capacity: count * Frame.maximumSize) { writer in
            image.withOctetView { view in
                var command = Case.command
                for index in 0..<count { _ = Case.encode(&command, index, of: view, size: size, into: &writer) }
            }
        }
    }

    @inline(never)
    static func decode(_ octets: OctetView) throws(WireError) -> Frame { try Frame(octets) }

    private static func decodeAll<Case: FrameCase>(_: Case.Type, _ frames: [UInt8], length: Int) -> UInt64 {
        frames.withOctetView { view in
            sum(view, length: length) { octets, total in
                guard let frame = try? decode(octets), let sum = Case.sum(frame, in: octets) else { return false }
                total &+= UInt64(frame.header.sequence) &+ sum
                return true
            }
        }
    }

    private static func encodeAll<Case: FrameCase>(
        _: Case.Type, image: [UInt8], size: Int, count: Int
    ) -> UInt64 {
        image.withOctetView { view in
            Yardstick.withBuffer { writer in
                var total: UInt64 = 0
                var command = Case.command
                for index in 0..<count {
                    writer.restart()
                    guard Case.encode(&command, index, of: view, size: size, into: &writer) else { return .max }
                    total &+= UInt64(writer.count)
                }
                return total &+ sum(writer.written)
            }
        }
    }

    /// What octets of one length, one after the other, add up to; always inlined, as the loops of the C side are.
    ///
    /// - Parameter add: adds one; false where it is wrong, and the sum then `.max`.
    @inline(__always)
    static func sum(_ octets: OctetView, length: Int, _ add: (OctetView, inout UInt64) -> Bool) -> UInt64 {
        var total: UInt64 = 0
        for index in 0..<(octets.count / length) {
            guard add(octets.slice(from: index &* length, count: length), &total) else { return .max }
        }
        return total
    }

    /// A sum over octets that notices one in the wrong place.
    static func sum(_ octets: OctetView) -> UInt64 {
        (0..<octets.count).reduce(0) { $0 &+ UInt64($1 + 1) &* UInt64(octets[$1] ?? 0) }
    }
}
