import OrderedJSON
import ZCLCodec

extension Envelope {
    /// IF-2: reads the fields of a command to the last one, and encodes the whole frame.
    func frameOctets(_ name: CommandName, _ fields: inout JSONFields) throws(NotationError) -> [UInt8] {
        let command: Command
        switch name {
        case .imageNotify: command = .imageNotify(try ImageNotify(from: &fields))
        case .queryNextImageRequest: command = .queryNextImageRequest(try QueryNextImageRequest(from: &fields))
        case .queryNextImageResponse: command = .queryNextImageResponse(try QueryNextImageResponse(from: &fields))
        case .imageBlockRequest: command = .imageBlockRequest(try ImageBlockRequest(from: &fields))
        case .imagePageRequest: command = .imagePageRequest(try ImagePageRequest(from: &fields))
        case .imageBlockResponse: return try imageBlockResponse(&fields)
        case .upgradeEndRequest: command = .upgradeEndRequest(try UpgradeEndRequest(from: &fields))
        case .upgradeEndResponse: command = .upgradeEndResponse(try UpgradeEndResponse(from: &fields))
        case .queryDeviceSpecificFileRequest:
            command = .queryDeviceSpecificFileRequest(try QueryDeviceSpecificFileRequest(from: &fields))
        case .queryDeviceSpecificFileResponse:
            command = .queryDeviceSpecificFileResponse(try QueryNextImageResponse(from: &fields))
        case .getEventLog: command = .getEventLog(try GetEventLog(from: &fields))
        case .publishEventLog: return try publishEventLog(&fields)
        case .getEventConfiguration:
            command = .getEventConfiguration(GetEventConfiguration(eventID: try fields.integer("eventID")))
        case .setEventConfiguration: return try setEventConfiguration(&fields)
        case .reportEventConfiguration: return try reportEventConfiguration(&fields)
        case .readAttributes: return try readAttributes(&fields)
        case .readAttributesResponse: return try readAttributesResponse(&fields)
        case .writeAttributes: return try writeAttributes(&fields)
        case .writeAttributesResponse: return try writeAttributesResponse(&fields)
        case .defaultResponse: command = .defaultResponse(try DefaultResponse(from: &fields))
        }
        try fields.finish()
        return encode(command)
    }

    /// Apart from the others: the command views the octets that the JSON holds.
    private func imageBlockResponse(_ fields: inout JSONFields) throws(NotationError) -> [UInt8] {
        let status = try fields.status("status")
        guard status == .success else {
            let response: ImageBlockResponse =
                status == .waitForData
                ? .waitForData(
                    // OTA-2: a WAIT_FOR_DATA without its period is accepted and never sent.
                    ImageBlockResponse.WaitForData(
                        currentTime: try fields.time("currentTime"), requestTime: try fields.time("requestTime"),
                        minimumBlockPeriod: try fields.integer("minimumBlockPeriod")))
                : .stopped(status)
            try fields.finish()
            return encode(.imageBlockResponse(response))
        }
        let file = try fields.file()
        let fileOffset: UInt32 = try fields.integer("fileOffset")
        let data = try fields.octets("imageData")
        guard data.count <= 255 else {
            throw fields.wrong("imageData", "\(data.count) octets are more than the 255 that a block can hold")
        }
        try fields.finish()
        return data.withOctetView { view in
            encode(.imageBlockResponse(.block(file, fileOffset: fileOffset, data: CountedOctets(prefixOf: view))))
        }
    }
}

extension JSONFields {
    mutating func status(_ key: String) throws(NotationError) -> Status {
        Status(rawValue: try integer(key))
    }

    mutating func time(_ key: String) throws(NotationError) -> UTCTime {
        UTCTime(rawValue: try integer(key))
    }

    mutating func file(version key: String = "fileVersion") throws(NotationError) -> FileIdentifier {
        FileIdentifier(
            manufacturerCode: try integer("manufacturerCode"), imageType: try integer("imageType"),
            fileVersion: try integer(key))
    }
}

extension ImageNotify {
    fileprivate init(from fields: inout JSONFields) throws(NotationError) {
        let payloadType: UInt8 = try fields.integer("payloadType")
        let percent: UInt8 = try fields.integer("queryJitter")
        guard let jitter = QueryJitter(percent: percent) else {
            throw fields.wrong("queryJitter", "\(percent) is not 1 to 100")
        }
        let content: Content
        switch payloadType {
        case 0: content = .nothing
        case 1: content = .manufacturer(code: try fields.integer("manufacturerCode"))
        case 2:
            content = .model(
                manufacturerCode: try fields.integer("manufacturerCode"), imageType: try fields.integer("imageType"))
        case 3: content = .file(try fields.file(version: "newFileVersion"))
        default: throw fields.wrong("payloadType", "\(payloadType) is not 0 to 3")
        }
        self.init(queryJitter: jitter, content: content)
    }
}

extension QueryNextImageRequest {
    fileprivate init(from fields: inout JSONFields) throws(NotationError) {
        self.init(
            runningFile: try fields.file(version: "currentFileVersion"),
            hardwareVersion: try fields.optionalInteger("hardwareVersion"))
    }
}

extension QueryNextImageResponse {
    fileprivate init(from fields: inout JSONFields) throws(NotationError) {
        if let failure = FailureStatus(try fields.status("status")) {
            self = .unavailable(failure)
        } else {
            self = .available(try fields.file(), imageSize: try fields.integer("imageSize"))
        }
    }
}

extension ImageBlockRequest {
    fileprivate init(from fields: inout JSONFields) throws(NotationError) {
        self.init(
            file: try fields.file(),
            fileOffset: try fields.integer("fileOffset"),
            maximumDataSize: try fields.integer("maximumDataSize"),
            requestNodeAddress: try fields.optionalAddress("requestNodeAddress"),
            minimumBlockPeriod: try fields.optionalInteger("minimumBlockPeriod"))
    }
}

extension ImagePageRequest {
    fileprivate init(from fields: inout JSONFields) throws(NotationError) {
        self.init(
            file: try fields.file(),
            fileOffset: try fields.integer("fileOffset"),
            maximumDataSize: try fields.integer("maximumDataSize"),
            pageSize: try fields.integer("pageSize"),
            responseSpacing: try fields.integer("responseSpacing"),
            requestNodeAddress: try fields.optionalAddress("requestNodeAddress"))
    }
}

extension UpgradeEndRequest {
    /// OTA-2: one without a file is accepted and never sent.
    fileprivate init(from fields: inout JSONFields) throws(NotationError) {
        self.init(status: try fields.status("status"), file: try fields.file())
    }
}

extension UpgradeEndResponse {
    fileprivate init(from fields: inout JSONFields) throws(NotationError) {
        self.init(
            file: try fields.file(),
            currentTime: try fields.time("currentTime"),
            upgradeTime: try fields.time("upgradeTime"))
    }
}

extension QueryDeviceSpecificFileRequest {
    fileprivate init(from fields: inout JSONFields) throws(NotationError) {
        let address = try fields.address("requestNodeAddress")
        let file = try fields.file()
        let stackVersion: UInt16 = try fields.integer("currentStackVersion")
        guard let request = Self(requestNodeAddress: address, file: file, currentStackVersion: stackVersion) else {
            throw fields.wrong("imageType", "\(file.imageType) is not 65472 to 65534 (0xFFC0 to 0xFFFE)")
        }
        self = request
    }
}

extension DefaultResponse {
    fileprivate init(from fields: inout JSONFields) throws(NotationError) {
        self.init(commandIdentifier: try fields.integer("commandIdentifier"), status: try fields.status("status"))
    }
}
