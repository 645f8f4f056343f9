public import OrderedJSON
public import ZCLCodec

/// IF-2: decodes a frame from hexadecimal digits to JSON.
public func json(
    ofFrameInHex text: String, cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict
) throws(NotationError) -> JSONValue {
    try json(ofFrame: try octets(fromHex: text), cluster: cluster, mode: mode)
}

/// IF-2: decodes a frame to JSON, its keys in order. After the fields stand the surplus and the names of the
/// deviations, where a lenient decoder met any.
///
/// - Throws: why the octets are no frame, and in which field.
public func json(
    ofFrame octets: [UInt8], cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict
) throws(NotationError) -> JSONValue {
    let (frame, deviations) = try fields(ofFrame: octets, cluster, mode)
    var object = JSONObject()
    object.append("command", .string(frame.layout?.name ?? ""))
    for member in frame.header.json(of: octets).members where member.key != "command" {
        object.append(member.key, member.value)
    }
    object.append("fields", .object(frame.fields.json(of: octets)))
    if frame.end < octets.count { object.append("surplus", .string(hex(octets.dropFirst(frame.end)))) }
    if !deviations.isEmpty { object.append("deviations", .array(deviations.map(JSONValue.string))) }
    return .object(object)
}

/// A frame as text for people: each field against its octets, one field a line, long ones over several.
///
/// - Throws: why the octets are no frame, and in which field.
public func text(
    ofFrame octets: [UInt8], cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict,
    showsRules: Bool = false
) throws(NotationError) -> String {
    FieldLine.table(try fieldLines(ofFrame: octets, cluster: cluster, mode: mode), showsRules: showsRules)
}

/// The fields of a frame against its octets, in wire order; together they cover every octet.
///
/// - Throws: why the octets are no frame, and in which field.
public func fieldLines(
    ofFrame octets: [UInt8], cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict
) throws(NotationError) -> [FieldLine] {
    let (frame, deviations) = try fields(ofFrame: octets, cluster, mode)
    var lines = FieldLine.lines(frame.header + frame.fields, of: octets)
    let surplus = [UInt8](octets.dropFirst(frame.end))
    if !surplus.isEmpty {
        let meaning = "after the payload, ignored"
        lines.append(FieldLine(offset: frame.end, octets: surplus, name: "surplus", meaning: meaning, rule: "OTA-2"))
    }
    return lines
        + deviations.map {
            FieldLine(offset: octets.count, octets: [], name: "deviation", meaning: $0, rule: "OTA-2")
        }
}

/// The fields of octets that decode, and the names of what deviates.
private func fields(
    ofFrame octets: [UInt8], _ cluster: ClusterIdentifier, _ mode: DecodingMode
) throws(NotationError) -> (FrameFields, deviations: [String]) {
    let frame = FrameFields(octets, cluster: cluster, mode: mode)
    do throws(WireError) {
        let deviations = try octets.withOctetView { (view) throws(WireError) -> [String] in
            try DecodedFrame(view, cluster: cluster, mode: mode).deviations.names
        }
        return (frame, deviations)
    } catch {
        throw NotationError(error, field: frame.name(ofFieldAt: error), rule: frame.rule(ofFieldAt: error))
    }
}

/// IF-2: encodes the JSON of a frame to its octets.
///
/// - Throws: which key is missing, unknown, or says what the wire cannot hold.
public func frameOctets(fromJSON json: JSONValue) throws(NotationError) -> [UInt8] {
    var members = try JSONFields(json)
    let name = try members.string("command")
    guard let layout = CommandLayout(named: name) else {
        throw members.wrong("command", "\"\(name)\" is not supported", kind: .unsupportedCommand)
    }
    var writer = LayoutWriter()
    try writer.write([FieldLayout](FrameHeader.layout.dropLast()), from: &members)
    let frameControl = writer.octets.first ?? 0
    // ZCL-1: the frame control agrees with the command.
    guard frameControl & 0x03 == layout.frameType.rawValue,
        layout.direction.map({ $0.rawValue == frameControl >> 3 & 1 }) ?? true
    else {
        let way = layout.direction.map { $0 == .clientToServer ? ", client to server" : ", server to client" } ?? ""
        throw members.wrong(
            "frameControl", "\(layout.name) has frame type \(layout.frameType.rawValue)\(way): not \(frameControl)")
    }
    var fields = try members.object("fields")
    for key in ["surplus", "deviations"] where members.has(key) {
        // OTA-2: "accept it, never send it".
        throw members.wrong(key, "a frame that deviates is accepted but never sent")
    }
    try members.finish()
    writer.write(UInt64(layout.identifier), size: 1)
    let headerSize = writer.octets.count
    try writer.write(layout.fields, from: &fields)
    try fields.finish()
    let cluster = layout.cluster ?? .otaUpgrade
    do throws(WireError) {
        try writer.octets.withOctetView { (view) throws(WireError) in _ = try Frame(view, cluster: cluster) }
    } catch {
        // The key of what the codec refuses.
        let key = FrameFields(writer.octets, cluster: cluster).name(ofFieldAt: error)
        let path = error.offset < headerSize ? "" : "fields."
        throw NotationError(.invalidValue, (key.map { "\(path)\($0): " } ?? "") + error.message)
    }
    return writer.octets
}
