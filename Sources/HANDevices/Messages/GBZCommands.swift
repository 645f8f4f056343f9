import GBCSCodec
import ZCLCodec
import ZCLNode

extension HANDevice {
    /// GBCS-2: answers a command of a GSME, component by component, each with its own sequence number.
    mutating func answer(_ payload: GBZPayload) -> [UInt8] {
        settleEventBehaviours()
        return payload.answered { octets, cluster in answer(octets, cluster: cluster) }
    }

    /// ZCL-2: the answer to one frame; every frame has one, if only a Default Response.
    private mutating func answer(_ octets: OctetView, cluster: ClusterIdentifier) -> [UInt8] {
        do throws(FrameRefusal) {
            let frame = try Frame(octets, cluster: cluster, mode: .strict) { _ in nil }
            let header = frame.header
            switch frame.command {
            case .getEventConfiguration(let request): return answer(request, header)
            case .setEventConfiguration(let command):
                return defaultResponse(to: header, carryOut(command, frame.records(in: octets)))
            case .readAttributes: return answer(frame.records(in: octets), cluster: cluster, header)
            default: return defaultResponse(to: header, header.unsupportedCommand)
            }
        } catch {
            switch error {
            // Without a header there is no sequence number to repeat.
            case .withoutHeader: return defaultResponse(to: nil, .malformedCommand)
            case .refused(let header, let status), .malformed(let header, _, let status):
                return defaultResponse(to: header, status)
            }
        }
    }

    /// GBCS-3, GCS20r: the events that are asked for, or the alternate response where there is no data to return.
    private func answer(_ request: GetEventConfiguration, _ header: FrameHeader) -> [UInt8] {
        guard case .events(let events) = eventBehaviours else {
            return defaultResponse(to: header, .hardwareFailure)
        }
        let wanted = events.filter { request.asks(for: $0.eventID) }.prefix(EventBehaviours.maximumEvents)
        guard !wanted.isEmpty else { return defaultResponse(to: header, .notFound) }
        return EventBehaviours.report(Array(wanted), sequence: header.sequence)
    }

    /// GBCS-2: what a component holds, in octets.
    private static let maximumComponentSize = 0xFFFF

    /// GBCS-4, GCS38: the version that runs, four octets, the high one first; no other attribute is served.
    private func answer(
        _ identifiers: ReadAttributes, cluster: ClusterIdentifier, _ header: FrameHeader
    ) -> [UInt8] {
        ShortOctets { $0.writeBigEndian(runningFile.fileVersion) }.withOctetView { version in
            [UInt8](capacity: min(Self.maximumComponentSize, 3 + 9 * identifiers.count)) { writer in
                FrameHeader(
                    frameType: .profileWide, direction: header.direction.reversed, disableDefaultResponse: false,
                    sequence: header.sequence, commandIdentifier: ProfileWide.readAttributesResponse
                ).encode(into: &writer)
                var iterator = identifiers.makeIterator()
                while let identifier = iterator.next() {
                    var outcome = ReadAttributeRecord.Outcome.failure(.unsupportedAttribute)
                    if cluster == .metering, identifier == .meteringFirmwareVersion,
                        let string = AttributeValue.StringOctets(version)
                    {
                        outcome = .value(.octetString(string))
                    }
                    let record = ReadAttributeRecord(identifier, outcome)
                    guard record.encodedSize <= writer.free else { break }
                    record.encode(into: &writer)
                }
            }
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
