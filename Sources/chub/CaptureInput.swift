import HANCapture
import HANModel
import OrderedJSON
import ZCLCodec

/// What the commands that read a capture have in common.
enum CaptureInput {
    /// What the help of such a command says of captures.
    static let details = """
        FILE is pcap or pcapng, of IEEE 802.15.4 (link types 195, 230 and 283), - or a pipe. Secured frames cannot be
        read and are counted: decrypt them first, or capture an unsecured network.
        """

    /// Reads a capture. What is wrong with it comes after what could be read, as ``damage(of:_:)``.
    static func read(_ path: String) throws -> CapturedFrames {
        let octets = try FileInput.read(path)
        let capture = octets.withOctetView { CapturedFrames($0) }
        if capture.frames.isEmpty {
            if let damage = capture.damage { throw Failure(.badData, "\(path): \(damage)") }
            throw Failure(.badData, "\(path): \(emptiness(of: capture))")
        }
        return capture
    }

    /// Why there is nothing to read.
    private static func emptiness(of capture: CapturedFrames) -> String {
        guard capture.packets > 0 else { return "the capture has no packets" }
        if capture.foreign == capture.packets {
            return "the capture is not of IEEE 802.15.4: its link type is none of 195, 230 and 283"
        }
        guard capture.secured > 0 else { return "none of \(capture.packets) packets is a ZigBee Smart Energy frame" }
        return
            "\(capture.secured) of \(capture.packets) packets are secured, and none is readable: the capture must be "
            + "unsecured"
    }

    /// What ends a command whose capture could be read in part.
    static func damage(of capture: CapturedFrames, _ path: String) -> Failure? {
        capture.damage.map { Failure(.badData, "\(path): \($0); what stands before it was read") }
    }

    /// What was not read, each with its number; nothing where all was.
    static func unread(_ capture: CapturedFrames) -> [(name: String, key: String, count: Int)] {
        [
            ("secured", "secured", capture.secured), ("parts of longer frames", "fragments", capture.fragments),
            ("captured in part", "cut", capture.cut), ("repeated on the air", "repetitions", capture.repetitions),
            ("of other link types", "foreign", capture.foreign), ("of no interest", "others", capture.others),
        ].filter { $0.2 > 0 }
    }

    /// One line of how many packets there are, and what was not read.
    static func summary(_ capture: CapturedFrames) -> String {
        let unread = unread(capture).map { ", \($0.count) \($0.name)" }.joined()
        return "\(capture.packets) packets, \(capture.frames.count) ZCL frames\(unread)"
    }

    /// The same for programs.
    static func json(_ capture: CapturedFrames) -> JSONObject {
        var object = JSONObject()
        object.append("packets", .count(capture.packets))
        object.append("frames", .count(capture.frames.count))
        for (_, key, count) in unread(capture) { object.append(key, .count(count)) }
        return object
    }
}
