import OrderedJSON
import ZCLCodec

extension Command {
    /// IF-2: the fields of the command, in order.
    var jsonFields: JSONObject {
        switch self {
        case .imageNotify(let command): command.jsonFields
        case .queryNextImageRequest(let command): command.jsonFields
        case .queryNextImageResponse(let command), .queryDeviceSpecificFileResponse(let command): command.jsonFields
        case .imageBlockRequest(let command): command.jsonFields
        case .imagePageRequest(let command): command.jsonFields
        case .imageBlockResponse(let command): command.jsonFields
        case .upgradeEndRequest(let command): command.jsonFields
        case .upgradeEndResponse(let command): command.jsonFields
        case .queryDeviceSpecificFileRequest(let command): command.jsonFields
        case .getEventLog(let command): command.jsonFields
        case .publishEventLog(let command): command.jsonFields
        case .getEventConfiguration(let command): command.jsonFields
        case .setEventConfiguration(let command): command.jsonFields
        case .reportEventConfiguration(let command): command.jsonFields
        case .readAttributes(let attributes): attributes.jsonFields
        case .readAttributesResponse(let records): JSONObject("records", records.map(\.json))
        case .writeAttributes(let records): JSONObject("records", records.map(\.json))
        case .writeAttributesResponse(let command): command.jsonFields
        case .defaultResponse(let command): command.jsonFields
        }
    }
}

extension JSONObject {
    init(_ key: String, _ values: [JSONValue]) {
        self.init([Member(key: key, value: .array(values))])
    }

    mutating func append(_ file: FileIdentifier, version key: String = "fileVersion") {
        append("manufacturerCode", file.manufacturerCode)
        append("imageType", file.imageType)
        append(key, file.fileVersion)
    }

    mutating func appendPresent(_ key: String, _ address: EUI64?) {
        if let address { append(key, .string(address.description)) }
    }

    mutating func appendPresent(_ key: String, _ value: UInt16?) {
        if let value { append(key, value) }
    }
}

extension ImageNotify {
    fileprivate var jsonFields: JSONObject {
        var fields = JSONObject()
        fields.append("payloadType", content.payloadType)
        fields.append("queryJitter", queryJitter.percent)
        switch content {
        case .nothing:
            break
        case .manufacturer(let code):
            fields.append("manufacturerCode", code)
        case .model(let manufacturerCode, let imageType):
            fields.append("manufacturerCode", manufacturerCode)
            fields.append("imageType", imageType)
        case .file(let file):
            fields.append(file, version: "newFileVersion")
        }
        return fields
    }
}

extension QueryNextImageRequest {
    fileprivate var jsonFields: JSONObject {
        var fields = JSONObject()
        fields.append(runningFile, version: "currentFileVersion")
        fields.appendPresent("hardwareVersion", hardwareVersion)
        return fields
    }
}

extension QueryNextImageResponse {
    fileprivate var jsonFields: JSONObject {
        var fields = JSONObject()
        switch self {
        case .available(let file, let imageSize):
            fields.append("status", Status.success.rawValue)
            fields.append(file)
            fields.append("imageSize", imageSize)
        case .unavailable(let failure):
            fields.append("status", failure.status.rawValue)
        }
        return fields
    }
}

extension ImageBlockRequest {
    fileprivate var jsonFields: JSONObject {
        var fields = JSONObject()
        fields.append(file)
        fields.append("fileOffset", fileOffset)
        fields.append("maximumDataSize", maximumDataSize)
        fields.appendPresent("requestNodeAddress", requestNodeAddress)
        fields.appendPresent("minimumBlockPeriod", minimumBlockPeriod)
        return fields
    }
}

extension ImagePageRequest {
    fileprivate var jsonFields: JSONObject {
        var fields = JSONObject()
        fields.append(file)
        fields.append("fileOffset", fileOffset)
        fields.append("maximumDataSize", maximumDataSize)
        fields.append("pageSize", pageSize)
        fields.append("responseSpacing", responseSpacing)
        fields.appendPresent("requestNodeAddress", requestNodeAddress)
        return fields
    }
}

extension ImageBlockResponse {
    fileprivate var jsonFields: JSONObject {
        var fields = JSONObject()
        switch self {
        case .block(let file, let fileOffset, let data):
            fields.append("status", Status.success.rawValue)
            fields.append(file)
            fields.append("fileOffset", fileOffset)
            fields.append("imageData", .string(hex(data.octets)))
        case .waitForData(let wait):
            fields.append("status", Status.waitForData.rawValue)
            fields.append("currentTime", wait.currentTime.rawValue)
            fields.append("requestTime", wait.requestTime.rawValue)
            fields.appendPresent("minimumBlockPeriod", wait.minimumBlockPeriod)
        case .stopped(let status):
            fields.append("status", status.rawValue)
        }
        return fields
    }
}

extension UpgradeEndRequest {
    fileprivate var jsonFields: JSONObject {
        var fields = JSONObject()
        fields.append("status", status.rawValue)
        if let file { fields.append(file) }
        return fields
    }
}

extension UpgradeEndResponse {
    fileprivate var jsonFields: JSONObject {
        var fields = JSONObject()
        fields.append(file)
        fields.append("currentTime", currentTime.rawValue)
        fields.append("upgradeTime", upgradeTime.rawValue)
        return fields
    }
}

extension QueryDeviceSpecificFileRequest {
    fileprivate var jsonFields: JSONObject {
        var fields = JSONObject()
        fields.append("requestNodeAddress", .string(requestNodeAddress.description))
        fields.append(file)
        fields.append("currentStackVersion", currentStackVersion)
        return fields
    }
}

extension DefaultResponse {
    fileprivate var jsonFields: JSONObject {
        var fields = JSONObject()
        fields.append("commandIdentifier", commandIdentifier)
        fields.append("status", status.rawValue)
        return fields
    }
}
