public import OrderedJSON
public import ZCLCodec

extension DecodedFrame {
    /// IF-2: the frame as JSON, its keys in order. Behind the fields stand the surplus and the names of the
    /// deviations, where a lenient decoder met any.
    public var json: JSONValue {
        var object = frame.jsonObject
        if !surplus.isEmpty { object.append("surplus", .string(hex(surplus))) }
        if !deviations.isEmpty { object.append("deviations", .array(deviations.names.map(JSONValue.string))) }
        return .object(object)
    }
}

extension Frame {
    /// IF-2: the frame as JSON, its keys in order.
    public var json: JSONValue { .object(jsonObject) }

    fileprivate var jsonObject: JSONObject {
        var object = JSONObject()
        object.append("command", .string(CommandName(command).rawValue))
        object.append("frameControl", header.frameControl)
        if let code = header.manufacturerCode { object.append("manufacturerSpecificCode", code) }
        object.append("sequence", header.sequence)
        object.append("fields", .object(command.jsonFields))
        return object
    }
}

/// IF-2: decodes a frame from hexadecimal digits to JSON.
public func json(
    ofFrameInHex text: String, cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict
) throws(NotationError) -> JSONValue {
    try json(ofFrame: try octets(fromHex: text), cluster: cluster, mode: mode)
}

/// IF-2: decodes a frame to JSON.
public func json(
    ofFrame octets: [UInt8], cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict
) throws(NotationError) -> JSONValue {
    do {
        return try octets.withOctetView { (view) throws(WireError) -> JSONValue in
            try DecodedFrame(view, cluster: cluster, mode: mode).json
        }
    } catch {
        throw NotationError(error)
    }
}
