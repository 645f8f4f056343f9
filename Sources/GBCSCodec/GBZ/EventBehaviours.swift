public import ZCLCodec

/// GBCS-3, GCS20r (0x00F1): how a GSME treats events and alerts. The GSME is the client of cluster 0x0708.
public enum EventBehaviours {
    /// GBCS-3: which events the command asks for: all 0x81xx.
    public static let allEvents: UInt16 = 0x81FF

    /// GBCS-3: the command Get Event Configuration.
    static let requestIdentifier: UInt8 = 0x05

    /// The command's content.
    public static var command: [UInt8] {
        payload(Frame(.getEventConfiguration(GetEventConfiguration(eventID: allEvents)), sequence: 0).encoded())
    }

    /// The normal response: any number of events, in the order of the list. 21 843 of them fit a component; of a
    /// longer list the rest is left out.
    public static func response(_ events: [EventConfiguration]) -> [UInt8] { payload(report(events, sequence: 0)) }

    /// The normal response's frame.
    public static func report(_ events: [EventConfiguration], sequence: UInt8) -> [UInt8] {
        Array(events.prefix(maximumEvents)).encodedRecords().withOctetView { view in
            Frame(.reportEventConfiguration(ReportEventConfiguration()), sequence: sequence).encoded(tail: view)
        }
    }

    /// A component's length is a u16: five octets before the events, three an event.
    public static let maximumEvents = (0xFFFF - 5) / 3

    /// GBCS-3, IRP550 as IRP604 corrects it: the alternate response of a GSME that has no data to return: a Default
    /// Response from client to server, its default response allowed.
    ///
    /// - Parameter status: NOT_FOUND where there is no data, HARDWARE_FAILURE where the store cannot be read.
    ///   **[project]**
    public static func alternateResponse(_ status: Status) -> [UInt8] {
        payload(defaultResponse(status, direction: .clientToServer))
    }

    /// IRP550 as first written, with the direction wrong: for tests of those who receive it. Nothing in this project
    /// sends it.
    public static func irp550Response(_ status: Status) -> [UInt8] {
        payload(defaultResponse(status, direction: .serverToClient))
    }

    private static func defaultResponse(_ status: Status, direction: FrameHeader.Direction) -> [UInt8] {
        let response = DefaultResponse(commandIdentifier: requestIdentifier, status: status)
        return Frame(.defaultResponse(response), sequence: 0, direction: direction).encoded()
    }

    /// One component of at most 65 535 octets always makes a payload.
    private static func payload(_ frame: [UInt8]) -> [UInt8] {
        var builder = GBZBuilder()
        builder.append(frame: frame, cluster: .deviceManagement)
        return builder.content ?? []
    }
}

/// GBCS-3: what the response to GCS20r says.
public enum EventBehavioursResponse: Equatable, Sendable {
    /// How the GSME treats events.
    case events([EventConfiguration])
    /// GBCS-3: it has no data to return.
    case alternate(Status)
    /// The same, in the direction of IRP550 as first written: recognised, reported, and not sent.
    case irp550Direction(Status)

    /// Reads the one component of a response; nil where it is none of the three.
    public init?(_ payload: GBZPayload) {
        var components = payload.makeIterator()
        guard payload.count == 1, let component = components.next(), component.cluster == .deviceManagement,
            case .frame(let octets) = component.body, let frame = try? Frame(octets, cluster: .deviceManagement)
        else { return nil }
        switch frame.command {
        case .reportEventConfiguration:
            self = .events(frame.records(of: EventConfiguration.self, in: octets).map { $0 })
        case .defaultResponse(let response) where response.commandIdentifier == EventBehaviours.requestIdentifier:
            self =
                frame.header.direction == .clientToServer
                ? .alternate(response.status) : .irp550Direction(response.status)
        default: return nil
        }
    }
}
