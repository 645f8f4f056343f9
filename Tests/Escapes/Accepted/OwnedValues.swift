// Frames and messages are values of their own: they may be stored, returned and captured. What they have no fixed size
// for is fetched with the octets at hand.
import GBCSCodec
import ZCLCodec

struct Keeper {
    var frames: [Frame] = []
    var last: Command?
    let message: Message
}

enum Arrival {
    case frame(Frame)
    case message(Message)
}

func storedFrame(_ octets: [UInt8]) throws -> Int {
    var kept: Frame?
    try octets.withOctetView { kept = try Frame($0) }
    return kept?.encodedSize ?? 0
}

func storedCommand(_ octets: [UInt8]) throws -> Command? {
    var kept: Command?
    try octets.withOctetView { kept = try Frame($0).command }
    return kept
}

func storedDecodedFrame(_ octets: [UInt8]) throws -> Int {
    var kept: DecodedFrame?
    try octets.withOctetView { kept = try DecodedFrame($0, mode: .lenient) }
    return kept?.surplus.count ?? 0
}

func storedMessage(_ octets: [UInt8]) throws -> UInt64 {
    var kept: Message?
    try octets.withOctetView { kept = try Message($0) }
    return kept?.counter ?? 0
}

func storedInformation(_ octets: [UInt8]) throws -> OtherInformation {
    try octets.withOctetView { try Message($0).otherInformation }
}

func tailLater(_ octets: [UInt8]) throws -> [UInt8] {
    let frame = try octets.withOctetView { try Frame($0) }
    return octets.withOctetView { [UInt8]($0[frame.tail]) }
}

func contentLater(_ octets: [UInt8]) throws -> Bool {
    let message = try octets.withOctetView { try Message($0) }
    return try octets.withOctetView { view in
        guard case .null = try message.decodedContent(in: view) else { return false }
        return true
    }
}

func capturedFrame(_ octets: [UInt8]) throws -> () -> UInt8 {
    let frame = try octets.withOctetView { try Frame($0) }
    return { frame.header.sequence }
}
