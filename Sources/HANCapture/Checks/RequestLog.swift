import HANModel
import ZCLCodec

/// A request and what answered it.
struct Request {
    let header: FrameHeader
    let cluster: ClusterIdentifier
    /// OTA-1: which octets of which file an Image Block Request or Image Page Request asks for.
    let file: FileIdentifier?
    let octets: Range<UInt32>?
    let first: CapturedFrame
    /// ZCL-1: the last try.
    var last: CapturedFrame
    var tries = 1
    /// OTA-9: how many tries arrived.
    var heard: Int
    var answers = 0
    /// OTA-9: how many answers arrived.
    var arrived = 0
    /// An answer has arrived since the last try.
    var isAnswered = false
    /// Something else says already why it has no answer.
    var isExcused = false

    var command: UInt8 { header.commandIdentifier }
}

/// ZCL-1: what one side asked, so that answers find their questions.
struct RequestLog {
    private(set) var requests: [Request] = []
    /// The last request under each sequence number.
    private var latest = [Int?](repeating: nil, count: 256)

    subscript(index: Int) -> Request {
        get { requests[index] }
        set { requests[index] = newValue }
    }

    /// Opens a request, or counts another try of one: the same command, file and octets under the same number.
    mutating func open(
        _ frame: CapturedFrame, _ header: FrameHeader, file: FileIdentifier? = nil, octets: Range<UInt32>? = nil
    ) -> (index: Int, before: CapturedFrame?, wasAnswered: Bool) {
        if let index = latest[Int(header.sequence)], requests[index].cluster == frame.cluster,
            requests[index].header == header, requests[index].file == file, requests[index].octets == octets
        {
            let (before, wasAnswered) = (requests[index].last, requests[index].isAnswered)
            requests[index].last = frame
            requests[index].tries += 1
            requests[index].heard += frame.isLost ? 0 : 1
            requests[index].isAnswered = false
            return (index, before, wasAnswered)
        }
        requests.append(
            Request(
                header: header, cluster: frame.cluster, file: file, octets: octets, first: frame, last: frame,
                heard: frame.isLost ? 0 : 1))
        latest[Int(header.sequence)] = requests.endIndex - 1
        return (requests.endIndex - 1, nil, false)
    }

    /// ZCL-1: the request that an answer belongs to.
    func index(
        of sequence: UInt8, _ cluster: ClusterIdentifier, _ type: FrameHeader.FrameType, _ commands: [UInt8]
    ) -> Int? {
        guard let index = latest[Int(sequence)] else { return nil }
        let request = requests[index]
        let isMeant =
            request.cluster == cluster && request.header.frameType == type && commands.contains(request.command)
        return isMeant ? index : nil
    }

    /// Whether such a request was seen at all.
    func has(_ cluster: ClusterIdentifier, _ type: FrameHeader.FrameType, _ commands: [UInt8]) -> Bool {
        lastIndex(cluster, type, commands) != nil
    }

    /// The last such request.
    func lastIndex(
        _ cluster: ClusterIdentifier, _ type: FrameHeader.FrameType, _ commands: [UInt8],
        where isMeant: (Request) -> Bool = { _ in true }
    ) -> Int? {
        requests.lastIndex {
            $0.cluster == cluster && $0.header.frameType == type && commands.contains($0.command) && isMeant($0)
        }
    }

    /// An answer has come.
    mutating func answer(_ index: Int, arrives: Bool) {
        requests[index].answers += 1
        if arrives {
            requests[index].arrived += 1
            requests[index].isAnswered = true
        }
    }
}

/// ZCL-2: a frame that a Default Response may speak of.
struct SentFrame {
    let header: FrameHeader
    let isBroadcast: Bool
}

/// ZCL-2: what one side sent last under each sequence number and command.
struct SentFrames {
    private var frames: [Int: SentFrame] = [:]
    private(set) var isEmpty = true

    mutating func add(_ header: FrameHeader, isBroadcast: Bool) {
        isEmpty = false
        frames[key(header.sequence, header.commandIdentifier)] = SentFrame(header: header, isBroadcast: isBroadcast)
    }

    subscript(sequence: UInt8, command: UInt8) -> SentFrame? { frames[key(sequence, command)] }

    private func key(_ sequence: UInt8, _ command: UInt8) -> Int { Int(sequence) << 8 | Int(command) }
}
