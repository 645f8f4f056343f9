extension CommandLayout {
    /// GBCS-3: the commands of the Device Management cluster.
    static let deviceManagement: [CommandLayout] = [
        CommandLayout(
            "reportEventConfiguration", .deviceManagement, 0x04, .clientToServer,
            "GBCS-3",
            [
                FieldLayout.commandIndex,
                FieldLayout.totalCommands,
                FieldLayout(
                    "events",
                    .list(
                        .rest,
                        [
                            FieldLayout.eventID("which event"),
                            FieldLayout("configuration", .number(1, .hexadecimal), "what becomes of it, bit by bit"),
                        ]),
                    "how events are treated"),
            ]),
        CommandLayout(
            "setEventConfiguration", .deviceManagement, 0x04, .serverToClient, "GBCS-3",
            [
                FieldLayout("issuerEventID", .number(4, .hexadecimal), "the issuer's number of the command"),
                FieldLayout("startTime", .number(4, .time), "from when on; zero for now"),
                FieldLayout("configuration", .number(1, .hexadecimal), "what becomes of the events, bit by bit"),
                FieldLayout("configurationControl", .number(1, .named(selections)), "how the events are named"),
                FieldLayout("numberOfEvents", .number(1), if: select(0), isComputed: true, "counts eventIDs"),
                FieldLayout(
                    "eventIDs", .list(.counted(by: "numberOfEvents"), [FieldLayout.eventID("an event")]), if: select(0),
                    "the events"),
                FieldLayout("eventGroupID", .number(2, .hexadecimal), if: select(1), "as in Get Event Configuration"),
                FieldLayout("logID", .number(1, .log), if: select(2), "those that go to the log"),
                FieldLayout(
                    "configurationMatch", .number(1, .hexadecimal), if: select(3), "those whose configuration it is"),
            ]),
        CommandLayout(
            "getEventConfiguration", .deviceManagement, 0x05, .serverToClient, "GBCS-3",
            [FieldLayout.eventID("a low octet 0xFF asks for all with the same high octet")]),
    ]

    private static let selections: [(UInt64, String)] = [
        (0, "a list of events"), (1, "a group of events"), (2, "the events of a log"),
        (3, "the events of a configuration"),
    ]

    private static func select(_ control: UInt64) -> Presence { .when("configurationControl", control...control) }

    /// GBCS-6: the commands of the Events cluster.
    static let events: [CommandLayout] = [
        CommandLayout(
            "getEventLog", .events, 0x00, .clientToServer, "GBCS-6",
            [
                FieldLayout("logControl", .number(1, .logControl), "low nibble log, high nibble event control"),
                FieldLayout.eventID("which event; 0 for any"),
                FieldLayout("start", .number(4, .time), "the earliest time"),
                FieldLayout("end", .number(4, .time), "the latest time"),
                FieldLayout("numberOfEvents", .number(1), "how many are wanted"),
                FieldLayout("eventOffset", .number(2), "how many matching events are passed over"),
            ]),
        CommandLayout(
            "publishEventLog", .events, 0x01, .serverToClient, "GBCS-6",
            [
                FieldLayout("totalMatchingEvents", .number(2), "how many match, in all commands together"),
                FieldLayout.commandIndex,
                FieldLayout.totalCommands,
                FieldLayout(
                    "numberOfEvents", .nibbles(low: "control"),
                    "counts entries, where 0 means entries to the end; and the event control"),
                FieldLayout(
                    "entries",
                    .list(
                        .countedOrRest(by: "numberOfEvents"),
                        [
                            FieldLayout("logID", .number(1, .log), "which log it is in"),
                            FieldLayout.eventID("what happened"),
                            FieldLayout("time", .number(4, .time), "when"),
                            FieldLayout("octets", .string(), "more about it"),
                        ]),
                    "the events"),
            ]),
        CommandLayout(
            "clearEventLogRequest", .events, 0x01, .clientToServer, "GBCS-6",
            [FieldLayout("logId", .number(1, .log), "which log is to be cleared")]),
        CommandLayout(
            "clearEventLogResponse", .events, 0x02, .serverToClient, "GBCS-6",
            [FieldLayout("clearedLogs", .number(1, .hexadecimal), "a bit for each log that was cleared")]),
    ]

    /// ZCL-2: the commands that every cluster has.
    static let profileWide: [CommandLayout] = [
        CommandLayout(
            "readAttributes", nil, 0x00, nil, "ZCL-2",
            [FieldLayout("attributes", .list(.rest, [FieldLayout.attribute]), "which are asked for")]),
        CommandLayout(
            "readAttributesResponse", nil, 0x01, nil, "ZCL-2",
            [
                FieldLayout(
                    "records",
                    .list(
                        .rest,
                        [FieldLayout.attribute, FieldLayout.status("SUCCESS, or why there is no value")]
                            + FieldLayout.value(.when("status", 0x00...0x00))), "what became of each")
            ]),
        CommandLayout(
            "writeAttributes", nil, 0x02, nil, "ZCL-2",
            [
                FieldLayout(
                    "records", .list(.rest, [FieldLayout.attribute] + FieldLayout.value(.always)), "the new values")
            ]),
        CommandLayout(
            "writeAttributesResponse", nil, 0x04, nil, "ZCL-2",
            [
                FieldLayout(
                    "records", .list(.restOrSuccess, [FieldLayout.status("why"), FieldLayout.attribute]),
                    "those that could not be written")
            ]),
        CommandLayout(
            "defaultResponse", nil, 0x0B, nil, "ZCL-2",
            [
                FieldLayout("commandIdentifier", .number(1, .hexadecimal), "the command that is answered"),
                FieldLayout.status("what became of it"),
            ]),
    ]
}

extension FieldLayout {
    fileprivate static let commandIndex = FieldLayout("commandIndex", .number(1), "which of the commands, from 0")
    fileprivate static let totalCommands = FieldLayout("totalCommands", .number(1), "how many commands there are")
    fileprivate static let attribute = FieldLayout("attribute", .number(2, .attribute), "which attribute")

    fileprivate static func eventID(_ meaning: String) -> FieldLayout {
        FieldLayout("eventID", .number(2, .hexadecimal), meaning)
    }

    /// ZCL-2: a type, and a value of it.
    fileprivate static func value(_ presence: Presence) -> [FieldLayout] {
        [
            FieldLayout("type", .number(1, .dataType), if: presence, "the data type"),
            FieldLayout("value", .typedValue, if: presence, "the value"),
        ]
    }
}
