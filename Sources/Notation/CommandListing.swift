import ZCLCodec

extension FieldListing {
    /// OTA-1, GBCS-3, GBCS-6: the payload of a command, field by field.
    mutating func add(_ command: Command) {
        switch command {
        case .imageNotify(let command): add(command)
        case .queryNextImageRequest(let command):
            addFieldControl(["hardware version": command.hardwareVersion != nil])
            add(command.runningFile, version: "currentFileVersion")
            if let version = command.hardwareVersion { add("hardwareVersion", 2, hardwareMeaning(version)) }
        case .queryNextImageResponse(let command), .queryDeviceSpecificFileResponse(let command): add(command)
        case .imageBlockRequest(let command): add(command)
        case .imagePageRequest(let command): add(command)
        case .imageBlockResponse(let command): add(command)
        case .upgradeEndRequest(let command):
            addStatus(command.status)
            if let file = command.file { add(file) }
        case .upgradeEndResponse(let command):
            add(command.file)
            addTimes(current: command.currentTime, "upgradeTime", command.upgradeTime)
        case .queryDeviceSpecificFileRequest(let command):
            addAddress(command.requestNodeAddress)
            add(command.file)
            add("currentStackVersion", 2, "\(command.currentStackVersion)")
        case .getEventLog(let command): add(command)
        case .publishEventLog(let command): add(command)
        case .getEventConfiguration(let command): addEventID(command.eventID)
        case .setEventConfiguration(let command): add(command)
        case .reportEventConfiguration(let command): add(command)
        case .readAttributes(let attributes):
            for attribute in attributes { add(attribute) }
        case .readAttributesResponse(let records):
            for record in records { add(record) }
        case .writeAttributes(let records):
            for record in records {
                add(record.attribute)
                add(record.value, of: record.attribute)
            }
        case .writeAttributesResponse(.success): add("status", 1, "0x00 SUCCESS, every attribute was written")
        case .writeAttributesResponse(.failures(let failures)):
            for failure in failures {
                addStatus(failure.status.status)
                add(failure.attribute)
            }
        case .defaultResponse(let command):
            add("commandIdentifier", 1, hexadecimal(command.commandIdentifier))
            addStatus(command.status)
        }
    }

    private mutating func add(_ command: ImageNotify) {
        let type = command.content.payloadType
        let contents = [
            "jitter alone", "with manufacturer", "with manufacturer and image type",
            "with manufacturer, image type and new version",
        ]
        add("payloadType", 1, "\(type), " + contents[Int(type)])
        add("queryJitter", 1, "\(command.queryJitter.percent) % of the clients ask")
        switch command.content {
        case .nothing:
            break
        case .manufacturer(let code):
            addManufacturer(code)
        case .model(let manufacturerCode, let imageType):
            addManufacturer(manufacturerCode)
            addImageType(imageType)
        case .file(let file):
            add(file, version: "newFileVersion")
        }
    }

    private mutating func add(_ command: QueryNextImageResponse) {
        switch command {
        case .available(let file, let imageSize):
            addStatus(.success)
            add(file)
            add("imageSize", 4, "\(imageSize) octets")
        case .unavailable(let failure):
            addStatus(failure.status)
        }
    }

    private mutating func add(_ command: ImageBlockRequest) {
        addFieldControl([
            "node address": command.requestNodeAddress != nil,
            "minimum block period": command.minimumBlockPeriod != nil,
        ])
        add(command.file)
        add("fileOffset", 4, "\(command.fileOffset)")
        add("maximumDataSize", 1, "\(command.maximumDataSize) octets")
        addAddress(command.requestNodeAddress)
        addPeriod(command.minimumBlockPeriod)
    }

    private mutating func add(_ command: ImagePageRequest) {
        addFieldControl(["node address": command.requestNodeAddress != nil])
        add(command.file)
        add("fileOffset", 4, "\(command.fileOffset)")
        add("maximumDataSize", 1, "\(command.maximumDataSize) octets")
        add("pageSize", 2, "\(command.pageSize) octets")
        add("responseSpacing", 2, "\(command.responseSpacing) ms")
        addAddress(command.requestNodeAddress)
    }

    private mutating func add(_ command: ImageBlockResponse) {
        switch command {
        case .block(let file, let fileOffset, let data):
            addStatus(.success)
            add(file)
            add("fileOffset", 4, "\(fileOffset)")
            add("dataSize", 1, "\(data.count) octets")
            if data.count > 0 {
                add("imageData", data.count, "octets \(fileOffset) to \(UInt64(fileOffset) + UInt64(data.count) - 1)")
            }
        case .waitForData(let wait):
            addStatus(.waitForData)
            addTimes(current: wait.currentTime, "requestTime", wait.requestTime)
            addPeriod(wait.minimumBlockPeriod)
        case .stopped(let status):
            addStatus(status)
        }
    }
}
