import GBCSCodec
import ZCLCodec

extension HANDevice {
    /// GBCS-2: answers a command of a GSME, component by component, each with its own sequence number.
    mutating func answer(_ payload: GBZPayload) -> [UInt8] {
        settleEventBehaviours()
        var builder = GBZBuilder()
        for component in payload {
            guard case .frame(let octets) = component.body else { continue }
            builder.append(frame: answer(octets, cluster: component.cluster), cluster: component.cluster)
        }
        // As many components as came, and each is short enough.
        return builder.content ?? []
    }

    /// ZCL-2: the answer to one frame; every frame has one, if only a Default Response.
    private mutating func answer(_ octets: OctetView, cluster: ClusterIdentifier) -> [UInt8] {
        var reader = ByteReader(octets)
        guard let header = try? FrameHeader(parsing: &reader) else {
            // Without a header there is no sequence number to repeat.
            return defaultResponse(to: nil, .malformedCommand)
        }
        do {
            let frame = try Frame(octets, cluster: cluster)
            switch frame.command {
            case .getEventConfiguration(let request):
                return answer(request, header)
            case .setEventConfiguration(let command):
                return defaultResponse(to: header, carryOut(command))
            case .readAttributes(let identifiers):
                return answer(identifiers, cluster: cluster, header)
            default:
                return defaultResponse(
                    to: header,
                    header.frameType == .clusterSpecific ? .unsupportedClusterCommand : .unsupportedGeneralCommand)
            }
        } catch {
            return defaultResponse(to: header, error.status(answering: header))
        }
    }

    /// GBCS-3, GCS20r: the events that are asked for, or the alternate response where there is no data to return.
    private func answer(_ request: GetEventConfiguration, _ header: FrameHeader) -> [UInt8] {
        guard case .events(let events) = eventBehaviours else {
            return defaultResponse(to: header, .hardwareFailure)
        }
        let wanted = events.filter { request.asks(for: $0.eventID) }.prefix(EventBehaviours.maximumEvents)
        guard !wanted.isEmpty else { return defaultResponse(to: header, .notFound) }
        return Array(wanted).encodedRecords().withOctetView { view in
            guard let list = try? RecordList<EventConfiguration>(view) else { return [] }
            return Frame(
                .reportEventConfiguration(ReportEventConfiguration(events: list)), sequence: header.sequence
            ).encoded()
        }
    }

    /// GBCS-2: a component holds 65 535 octets, a record of the answer at most nine.
    private static let maximumAttributes = 7_000

    /// GBCS-4, GCS38: the version that runs, four octets, the high one first; no other attribute is served.
    private func answer(
        _ identifiers: ReadAttributes, cluster: ClusterIdentifier, _ header: FrameHeader
    ) -> [UInt8] {
        let version = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: runningFile.fileVersion >> $0) }
        let records = version.withOctetView { view in
            identifiers.prefix(Self.maximumAttributes).map { identifier -> ReadAttributeRecord in
                guard cluster == .metering, identifier == .meteringFirmwareVersion,
                    let string = AttributeValue.StringOctets(view)
                else { return ReadAttributeRecord(identifier, .failure(.unsupportedAttribute)) }
                return ReadAttributeRecord(identifier, .value(.octetString(string)))
            }.encodedRecords()
        }
        return records.withOctetView { view in
            guard let list = try? ReadAttributesResponse(view) else { return [] }
            return Frame(
                .readAttributesResponse(list), sequence: header.sequence, direction: header.direction.reversed
            ).encoded()
        }
    }

    /// GBCS-3: a Default Response inside a message has its default response allowed, and the direction reversed.
    private func defaultResponse(to header: FrameHeader?, _ status: Status) -> [UInt8] {
        Frame(
            .defaultResponse(DefaultResponse(commandIdentifier: header?.commandIdentifier ?? 0, status: status)),
            sequence: header?.sequence ?? 0, direction: header?.direction.reversed ?? .clientToServer
        ).encoded()
    }
}
