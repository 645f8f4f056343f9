import TestSupport
import Testing
import ZCLCodec

/// The fields of a struct by name, numbers as they are, octets one by one: what the table has to say too.
private struct Values: Equatable {
    var numbers: [String] = []

    mutating func add(_ name: String, _ number: some FixedWidthInteger) { numbers.append("\(name) \(number)") }

    mutating func add(_ name: String, _ octets: OctetView?) {
        guard let octets else { return numbers.append("\(name) none") }
        numbers.append("\(name) \([UInt8](octets))")
    }

    mutating func add(_ file: FileIdentifier, _ version: String = "fileVersion") {
        add("manufacturerCode", file.manufacturerCode)
        add("imageType", file.imageType)
        add(version, file.fileVersion)
    }

    mutating func add(_ address: EUI64?, _ period: UInt16? = nil) {
        if let address { add("requestNodeAddress", address.rawValue) }
        if let period { add("minimumBlockPeriod", period) }
    }

    mutating func add(_ value: AttributeValue) {
        add("type", value.dataType)
        switch value {
        case .boolean(let value): add("value", value.map { $0 ? 1 : 0 } ?? 255)
        case .bitmap8(let value), .uint8(let value), .enum8(let value): add("value", value)
        case .uint16(let value): add("value", value)
        case .uint32(let value): add("value", value)
        case .uint48(let value): add("value", value)
        case .octetString(let string), .characterString(let string): add("value", string.octets)
        case .utcTime(let time): add("value", time.rawValue)
        case .eui64(let address): add("value", address.rawValue)
        case .other(let value): add("value", value.octets)
        }
    }

    /// What the nodes say, without what is computed.
    init(_ nodes: [FieldNode]) {
        for node in nodes where !node.layout.isComputed {
            switch node.value {
            case .number(let number): add(node.name, number)
            case .octets(let octets): numbers.append("\(node.name) \(octets)")
            case .invalidString: add(node.name, nil as OctetView?)
            case .records(let records): for record in records { numbers += Values(record).numbers }
            }
        }
    }

    /// What the struct says, and what the lists and data of its frame.
    init(_ frame: Frame, in octets: OctetView) {
        switch frame.command {
        case .imageNotify(let command):
            add("payloadType", command.content.payloadType)
            add("queryJitter", command.queryJitter.percent)
            switch command.content {
            case .nothing: break
            case .manufacturer(let code): add("manufacturerCode", code)
            case .model(let code, let type):
                add("manufacturerCode", code)
                add("imageType", type)
            case .file(let file): add(file, "newFileVersion")
            }
        case .queryNextImageRequest(let command):
            add(command.runningFile, "currentFileVersion")
            if let version = command.hardwareVersion { add("hardwareVersion", version) }
        case .queryNextImageResponse(let command), .queryDeviceSpecificFileResponse(let command):
            switch command {
            case .available(let file, let imageSize):
                add("status", 0)
                add(file)
                add("imageSize", imageSize)
            case .unavailable(let failure): add("status", failure.status.rawValue)
            }
        case .imageBlockRequest(let command):
            add(command.file)
            add("fileOffset", command.fileOffset)
            add("maximumDataSize", command.maximumDataSize)
            add(command.requestNodeAddress, command.minimumBlockPeriod)
        case .imagePageRequest(let command):
            add(command.file)
            add("fileOffset", command.fileOffset)
            add("maximumDataSize", command.maximumDataSize)
            add("pageSize", command.pageSize)
            add("responseSpacing", command.responseSpacing)
            add(command.requestNodeAddress)
        case .imageBlockResponse(.block(let file, let fileOffset)):
            add("status", 0)
            add(file)
            add("fileOffset", fileOffset)
            add("imageData", octets[frame.tail])
        case .imageBlockResponse(.waitForData(let wait)):
            add("status", 0x97)
            add("currentTime", wait.currentTime.rawValue)
            add("requestTime", wait.requestTime.rawValue)
            add(nil, wait.minimumBlockPeriod)
        case .imageBlockResponse(.stopped(let status)): add("status", status.rawValue)
        case .upgradeEndRequest(let command):
            add("status", command.status.rawValue)
            if let file = command.file { add(file) }
        case .upgradeEndResponse(let command):
            add(command.file)
            add("currentTime", command.currentTime.rawValue)
            add("upgradeTime", command.upgradeTime.rawValue)
        case .queryDeviceSpecificFileRequest(let command):
            add(command.requestNodeAddress)
            add(command.file)
            add("currentStackVersion", command.currentStackVersion)
        case .defaultResponse(let command):
            add("commandIdentifier", command.commandIdentifier)
            add("status", command.status.rawValue)
        default: addOther(frame, in: octets)
        }
    }

    private mutating func addOther(_ frame: Frame, in octets: OctetView) {
        switch frame.command {
        case .getEventLog(let command):
            add("logControl", command.logControl)
            add("eventID", command.eventID)
            add("start", command.start.rawValue)
            add("end", command.end.rawValue)
            add("numberOfEvents", command.numberOfEvents)
            add("eventOffset", command.eventOffset)
        case .publishEventLog(let command):
            add("totalMatchingEvents", command.totalMatchingEvents)
            add("commandIndex", command.commandIndex)
            add("totalCommands", command.totalCommands)
            add("numberOfEvents", command.numberOfEvents)
            add("control", command.control)
            var entries = frame.records(of: EventLogEntry.self, in: octets).makeIterator()
            while let entry = entries.next() {
                add("logID", entry.log.rawValue)
                add("eventID", entry.eventID)
                add("time", entry.time.rawValue)
                add("octets", entry.octets.octets)
            }
        case .clearEventLogRequest(let command): add("logId", command.log.rawValue)
        case .clearEventLogResponse(let command): add("clearedLogs", command.clearedLogs)
        case .getEventConfiguration(let command): add("eventID", command.eventID)
        case .setEventConfiguration(let command):
            add("issuerEventID", command.issuerEventID)
            add("startTime", command.startTime.rawValue)
            add("configuration", command.configuration)
            switch command.selection {
            case .list(let count):
                add("configurationControl", 0)
                var listed: UInt8 = 0
                frame.records(of: EventIdentifier.self, in: octets).forEach { event in
                    add("eventID", event.rawValue)
                    listed += 1
                }
                #expect(listed == count)
            case .group(let group):
                add("configurationControl", 1)
                add("eventGroupID", group)
            case .log(let log):
                add("configurationControl", 2)
                add("logID", log)
            case .configuration(let configuration):
                add("configurationControl", 3)
                add("configurationMatch", configuration)
            }
        case .reportEventConfiguration(let command):
            add("commandIndex", command.commandIndex)
            add("totalCommands", command.totalCommands)
            frame.records(of: EventConfiguration.self, in: octets).forEach { event in
                add("eventID", event.eventID)
                add("configuration", event.configuration)
            }
        case .readAttributes:
            frame.records(of: AttributeIdentifier.self, in: octets).forEach { add("attribute", $0.rawValue) }
        case .readAttributesResponse:
            frame.records(of: ReadAttributeRecord.self, in: octets).forEach { record in
                add("attribute", record.attribute.rawValue)
                switch record.outcome {
                case .value(let value):
                    add("status", 0)
                    add(value)
                case .failure(let failure): add("status", failure.status.rawValue)
                }
            }
        case .writeAttributes:
            frame.records(of: WriteAttributeRecord.self, in: octets).forEach { record in
                add("attribute", record.attribute.rawValue)
                add(record.value)
            }
        case .writeAttributesResponse(.failures):
            frame.records(of: WriteAttributeFailure.self, in: octets).forEach { failure in
                add("status", failure.status.status.rawValue)
                add("attribute", failure.attribute.rawValue)
            }
        default: break
        }
    }
}

@Suite("ZCL-2, OTA-1: the tables of commands against the structs")
struct LayoutValueTests {
    @Test(
        "ZCL-2, OTA-1, GBCS-3, GBCS-6: each field of the table says what the struct's says",
        arguments: CommandLayout.all.map { $0.name })
    func values(name: String) throws {
        let layout = try #require(CommandLayout(named: name))
        let cluster = layout.cluster ?? .otaUpgrade
        var generator = LayoutGenerator(seed: UInt64(layout.identifier) + 17)
        var compared = 0
        for _ in 0..<200 {
            let octets = generator.frame(of: layout)
            octets.withOctetView { view in
                guard let frame = try? Frame(view, cluster: cluster) else { return }
                compared += 1
                #expect(Values(FrameFields(octets, cluster: cluster).fields) == Values(frame, in: view))
            }
        }
        #expect(compared > 50)
    }
}
