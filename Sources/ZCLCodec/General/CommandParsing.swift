extension Command {
    /// Reads the payload that a header announces, to the last octet: OTA-1's commands of the OTA Upgrade cluster here,
    /// all others out of line.
    @inlinable @inline(__always)
    init(
        header: FrameHeader, cluster: ClusterIdentifier, parsing reader: inout ByteReader, tail: inout Extent
    ) throws(WireError) {
        guard header.frameType == .clusterSpecific, cluster == .otaUpgrade else {
            // Copies: the reader itself stays in registers for the cluster's commands.
            var (rest, place) = (reader, Extent())
            self =
                header.frameType == .profileWide
                ? try Command(profileWide: header, parsing: &rest, tail: &place)
                : try Command(otherCluster: cluster, header: header, parsing: &rest, tail: &place)
            (reader, tail) = (rest, place)
            return
        }
        // Each case ends its own payload: a shared end keeps the compiler from joining the case here to the
        // one that the caller looks for, which costs 5 % (chub-bench, Image Block Response).
        switch header.direction {
        case .clientToServer:
            switch header.commandIdentifier {
            case 0x01:
                self = .queryNextImageRequest(try QueryNextImageRequest(parsing: &reader))
                try reader.finish()
            case 0x03:
                self = .imageBlockRequest(try ImageBlockRequest(parsing: &reader))
                try reader.finish()
            case 0x04:
                self = .imagePageRequest(try ImagePageRequest(parsing: &reader))
                try reader.finish()
            case 0x06:
                self = .upgradeEndRequest(try UpgradeEndRequest(parsing: &reader))
                try reader.finish()
            case 0x08:
                self = .queryDeviceSpecificFileRequest(try QueryDeviceSpecificFileRequest(parsing: &reader))
                try reader.finish()
            default:
                throw Command.missing(header.commandIdentifier, before: reader.offset)
            }
        case .serverToClient:
            switch header.commandIdentifier {
            case 0x00:
                self = .imageNotify(try ImageNotify(parsing: &reader))
                try reader.finish()
            case 0x02:
                self = .queryNextImageResponse(try QueryNextImageResponse(parsing: &reader))
                try reader.finish()
            case 0x05:
                let command = try ImageBlockResponse(parsing: &reader)
                tail = try reader.readExtent(try command.dataSize(&reader))
                try reader.finish()
                self = .imageBlockResponse(command)
            case 0x07:
                self = .upgradeEndResponse(try UpgradeEndResponse(parsing: &reader))
                try reader.finish()
            case 0x09:
                self = .queryDeviceSpecificFileResponse(try QueryNextImageResponse(parsing: &reader))
                try reader.finish()
            default:
                throw Command.missing(header.commandIdentifier, before: reader.offset)
            }
        }
    }

    /// OTA-1: why the OTA Upgrade cluster has no command of this identifier in this direction; all of 00 to 09 go in the
    /// other one.
    @inline(never) @usableFromInline
    static func missing(_ identifier: UInt8, before payload: Int) -> WireError {
        WireError(
            identifier <= 0x09 ? .wrongDirection(command: identifier) : .unsupportedCommand(identifier),
            at: payload &- 1)
    }

    /// GBCS-3, GBCS-6: the commands of the other clusters; each has its own identifiers. Never inlined, as the
    /// profile-wide ones.
    @inline(never) @usableFromInline
    init(
        otherCluster cluster: ClusterIdentifier, header: FrameHeader, parsing reader: inout ByteReader,
        tail: inout Extent
    ) throws(WireError) {
        let commandOffset = reader.offset &- 1
        switch (cluster, header.commandIdentifier, header.direction) {
        case (.events, 0x00, .clientToServer):
            self = .getEventLog(try GetEventLog(parsing: &reader))
        case (.events, 0x01, .serverToClient):
            let log = try PublishEventLog(parsing: &reader)
            tail = try RecordList<EventLogEntry>.extent(in: &reader, count: log.count)
            self = .publishEventLog(log)
        case (.events, 0x01, .clientToServer):
            self = .clearEventLogRequest(try ClearEventLogRequest(parsing: &reader))
        case (.events, 0x02, .serverToClient):
            self = .clearEventLogResponse(try ClearEventLogResponse(parsing: &reader))
        case (.deviceManagement, 0x04, .clientToServer):
            let report = try ReportEventConfiguration(parsing: &reader)
            tail = try RecordList<EventConfiguration>.extent(in: &reader)
            self = .reportEventConfiguration(report)
        case (.deviceManagement, 0x04, .serverToClient):
            let command = try SetEventConfiguration(parsing: &reader)
            tail = try reader.readExtent(command.eventListSize)
            self = .setEventConfiguration(command)
        case (.deviceManagement, 0x05, .serverToClient):
            self = .getEventConfiguration(try GetEventConfiguration(parsing: &reader))
        case (.events, 0x00...0x02, _), (.deviceManagement, 0x05, _):
            throw WireError(.wrongDirection(command: header.commandIdentifier), at: commandOffset)
        default: throw WireError(.unsupportedCommand(header.commandIdentifier), at: commandOffset)
        }
        try reader.finish()
    }

    /// ZCL-2: the profile-wide commands. Never inlined: they are rare, and their code would crowd the
    /// registers of the cluster's.
    @inline(never) @usableFromInline
    init(profileWide header: FrameHeader, parsing reader: inout ByteReader, tail: inout Extent) throws(WireError) {
        switch header.commandIdentifier {
        case ProfileWide.readAttributes:
            tail = try ReadAttributes.extent(in: &reader)
            self = .readAttributes
        case ProfileWide.readAttributesResponse:
            tail = try ReadAttributesResponse.extent(in: &reader)
            self = .readAttributesResponse
        case ProfileWide.writeAttributes:
            tail = try WriteAttributes.extent(in: &reader)
            self = .writeAttributes
        case ProfileWide.writeAttributesResponse:
            let response = try WriteAttributesResponse(parsing: &reader)
            tail = try RecordList<WriteAttributeFailure>.extent(in: &reader)
            self = .writeAttributesResponse(response)
        case ProfileWide.defaultResponse:
            self = .defaultResponse(try DefaultResponse(parsing: &reader))
        default: throw WireError(.unsupportedCommand(header.commandIdentifier), at: reader.offset &- 1)
        }
        try reader.finish()
    }
}
