public import OrderedJSON
import ZCLCodec

/// IF-2: encodes the JSON of a frame to its octets.
public func frameOctets(fromJSON json: JSONValue) throws(NotationError) -> [UInt8] {
    var members = try JSONFields(json)
    let name = try members.commandName("command")
    let envelope = try Envelope(for: name, from: &members)
    var fields = try members.object("fields")
    for key in ["surplus", "deviations"] where members.has(key) {
        // OTA-2: "accept it, never send it".
        throw members.wrong(key, "a frame that deviates is accepted but never sent")
    }
    try members.finish()
    return try envelope.frameOctets(name, &fields)
}

extension JSONFields {
    fileprivate mutating func commandName(_ key: String) throws(NotationError) -> CommandName {
        let text = try string(key)
        guard let name = CommandName(rawValue: text) else {
            throw wrong(key, "\"\(text)\" is not supported", kind: .unsupportedCommand)
        }
        return name
    }
}

/// ZCL-1: what stands around a command.
struct Envelope {
    let sequence: UInt8
    let direction: FrameHeader.Direction
    let disableDefaultResponse: Bool
    let manufacturerCode: UInt16?

    /// Reads `frameControl`, `manufacturerSpecificCode` and `sequence`, and checks that they fit each other and
    /// the command.
    init(for name: CommandName, from members: inout JSONFields) throws(NotationError) {
        let control: UInt8 = try members.integer("frameControl")
        manufacturerCode = try members.optionalInteger("manufacturerSpecificCode")
        sequence = try members.integer("sequence")
        direction = control & 0x08 == 0 ? .clientToServer : .serverToClient
        disableDefaultResponse = control & 0x10 != 0
        guard control & 0xE0 == 0 else {
            throw members.wrong("frameControl", "reserved bits 5 to 7 are set in \(hexadecimal(control))")
        }
        switch (control & 0x04 != 0, manufacturerCode) {
        case (true, nil):
            throw members.wrong("manufacturerSpecificCode", "is missing, and bit 2 of the frame control is set")
        case (false, .some):
            throw members.wrong("manufacturerSpecificCode", "has no place here, bit 2 of the frame control is clear")
        default: break
        }
        let frameType: FrameHeader.FrameType = name.direction == nil ? .profileWide : .clusterSpecific
        guard control & 0x03 == frameType.rawValue else {
            throw members.wrong(
                "frameControl", "\(name.rawValue) has frame type \(frameType.rawValue), not \(control & 0x03)")
        }
        if let fixed = name.direction, fixed != direction {
            let way = fixed == .clientToServer ? "client to server, bit 3 clear" : "server to client, bit 3 set"
            throw members.wrong("frameControl", "\(name.rawValue) goes from \(way)")
        }
    }

    /// The octets of the whole frame.
    func encode(_ command: Command) -> [UInt8] {
        Frame(
            command, sequence: sequence, direction: direction, disableDefaultResponse: disableDefaultResponse,
            manufacturerCode: manufacturerCode
        ).encoded()
    }
}

extension CommandName {
    /// OTA-1, GBCS-3, GBCS-6: which way a command of a cluster goes; nil for the profile's, which go both ways.
    var direction: FrameHeader.Direction? {
        switch self {
        case .queryNextImageRequest, .imageBlockRequest, .imagePageRequest, .upgradeEndRequest,
            .queryDeviceSpecificFileRequest, .getEventLog, .reportEventConfiguration:
            .clientToServer
        case .imageNotify, .queryNextImageResponse, .imageBlockResponse, .upgradeEndResponse,
            .queryDeviceSpecificFileResponse, .publishEventLog, .getEventConfiguration, .setEventConfiguration:
            .serverToClient
        case .readAttributes, .readAttributesResponse, .writeAttributes, .writeAttributesResponse, .defaultResponse:
            nil
        }
    }
}
