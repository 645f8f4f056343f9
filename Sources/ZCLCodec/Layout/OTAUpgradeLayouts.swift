extension CommandLayout {
    /// OTA-1: the commands of the OTA Upgrade cluster.
    static let otaUpgrade: [CommandLayout] = [
        CommandLayout(
            "imageNotify", .otaUpgrade, 0x00, .serverToClient, "OTA-1",
            [
                FieldLayout("payloadType", .number(1, .named(notifyContents)), "what the notification names"),
                FieldLayout("queryJitter", .number(1), unit: "% of the clients", "who answers a broadcast: 1 to 100"),
                FieldLayout.manufacturerCode(.when("payloadType", 1...3)),
                FieldLayout.imageType(.when("payloadType", 2...3)),
                FieldLayout.version("newFileVersion", .when("payloadType", 3...3)),
            ]),
        CommandLayout(
            "queryNextImageRequest", .otaUpgrade, 0x01, .clientToServer, "OTA-1",
            [FieldLayout.fieldControl(["hardware version"])]
                + FieldLayout.file(version: "currentFileVersion") + [
                    FieldLayout(
                        "hardwareVersion", .number(2, .hardwareVersion), if: .bit(0, of: "fieldControl"),
                        "the client's hardware: high octet version, low octet revision")
                ]),
        CommandLayout("queryNextImageResponse", .otaUpgrade, 0x02, .serverToClient, "OTA-1", offer),
        CommandLayout(
            "imageBlockRequest", .otaUpgrade, 0x03, .clientToServer, "OTA-1",
            [FieldLayout.fieldControl(["node address", "minimum block period"])] + FieldLayout.file() + [
                FieldLayout.fileOffset(),
                FieldLayout.maximumDataSize,
                FieldLayout.requestNodeAddress(.bit(0, of: "fieldControl")),
                FieldLayout.minimumBlockPeriod(.bit(1, of: "fieldControl")),
            ]),
        CommandLayout(
            "imagePageRequest", .otaUpgrade, 0x04, .clientToServer, "OTA-1",
            [FieldLayout.fieldControl(["node address"])] + FieldLayout.file() + [
                FieldLayout.fileOffset(),
                FieldLayout.maximumDataSize,
                FieldLayout("pageSize", .number(2), unit: "octets", "the whole page"),
                FieldLayout("responseSpacing", .number(2), unit: "ms", "the time between two responses"),
                FieldLayout.requestNodeAddress(.bit(0, of: "fieldControl")),
            ]),
        CommandLayout(
            "imageBlockResponse", .otaUpgrade, 0x05, .serverToClient, "OTA-1",
            [FieldLayout.status("SUCCESS with data, WAIT_FOR_DATA, or ABORT")] + FieldLayout.file(whenSuccess) + [
                FieldLayout.fileOffset(whenSuccess),
                FieldLayout(
                    "dataSize", .number(1), if: whenSuccess, isComputed: true, unit: "octets", "counts imageData"),
                FieldLayout(
                    "imageData", .octets(.counted(by: "dataSize"), .block(from: "fileOffset")), if: whenSuccess,
                    "octets of the file"),
                FieldLayout.currentTime(beside: "requestTime", whenWaiting),
                FieldLayout(
                    "requestTime", .number(4, .timeBesideCurrentTime(allOnes: nil)), if: whenWaiting,
                    "when to ask again",
                    rule: "OTA-4"),
                FieldLayout.minimumBlockPeriod(.unlessCutShort(whenWaiting)),
            ]),
        CommandLayout(
            "upgradeEndRequest", .otaUpgrade, 0x06, .clientToServer, "OTA-1",
            [FieldLayout.status("how the transfer ended: SUCCESS, INVALID_IMAGE, REQUIRE_MORE_IMAGE or ABORT")]
                + FieldLayout.file(.unlessCutShort(.always))),
        CommandLayout(
            "upgradeEndResponse", .otaUpgrade, 0x07, .serverToClient, "OTA-1",
            FieldLayout.file() + [
                FieldLayout.currentTime(beside: "upgradeTime", .always),
                FieldLayout(
                    "upgradeTime",
                    .number(4, .timeBesideCurrentTime(allOnes: "wait for another Upgrade End Response")),
                    "when to activate", rule: "OTA-4"),
            ]),
        CommandLayout(
            "queryDeviceSpecificFileRequest", .otaUpgrade, 0x08, .clientToServer,
            "OTA-1",
            [FieldLayout.requestNodeAddress(.always)] + FieldLayout.file() + [
                FieldLayout("currentStackVersion", .number(2), "the client's ZigBee stack")
            ]),
        CommandLayout(
            "queryDeviceSpecificFileResponse", .otaUpgrade, 0x09,
            .serverToClient, "OTA-1", offer),
    ]

    private static let notifyContents: [(UInt64, String)] = [
        (0, "jitter alone"), (1, "with manufacturer"), (2, "with manufacturer and image type"),
        (3, "with manufacturer, image type and new version"),
    ]
    private static let whenSuccess = Presence.when("status", 0x00...0x00)
    private static let whenWaiting = Presence.when("status", 0x97...0x97)

    /// OTA-1: commands 02 and 09.
    private static let offer =
        [FieldLayout.status("SUCCESS, NO_IMAGE_AVAILABLE or NOT_AUTHORIZED")] + FieldLayout.file(whenSuccess) + [
            FieldLayout("imageSize", .number(4), if: whenSuccess, unit: "octets", "the whole file, header included")
        ]
}

extension FieldLayout {
    /// OTA-1: the FID.
    static func file(_ presence: Presence = .always, version: String = "fileVersion") -> [FieldLayout] {
        [manufacturerCode(presence), imageType(presence), self.version(version, presence)]
    }

    static func manufacturerCode(_ presence: Presence) -> FieldLayout {
        FieldLayout("manufacturerCode", .number(2, .wildcard), if: presence, "the manufacturer, as ZigBee numbers them")
    }

    static func imageType(_ presence: Presence) -> FieldLayout {
        FieldLayout("imageType", .number(2, .wildcard), if: presence, "the manufacturer's number of the model")
    }

    static func version(_ name: String, _ presence: Presence) -> FieldLayout {
        FieldLayout(name, .number(4, .wildcard), if: presence, "the version of the firmware")
    }

    static func fieldControl(_ bits: [String]) -> FieldLayout {
        FieldLayout(
            "fieldControl", .number(1, .fieldControl(bits)), isComputed: true, "which optional fields follow")
    }

    static func fileOffset(_ presence: Presence = .always) -> FieldLayout {
        FieldLayout("fileOffset", .number(4), if: presence, "counted from the file's first octet, header included")
    }

    static let maximumDataSize = FieldLayout(
        "maximumDataSize", .number(1), unit: "octets", "the most that the client takes in one response")

    static func requestNodeAddress(_ presence: Presence) -> FieldLayout {
        FieldLayout("requestNodeAddress", .eui64, if: presence, "the client's own EUI-64")
    }

    static func minimumBlockPeriod(_ presence: Presence) -> FieldLayout {
        FieldLayout(
            "minimumBlockPeriod", .number(2), if: presence, unit: "ms", "the least time between two requests")
    }

    static func currentTime(beside name: String, _ presence: Presence) -> FieldLayout {
        FieldLayout(
            "currentTime", .number(4, .currentTime(beside: name)), if: presence, "the server's time", rule: "OTA-4")
    }

    static func status(_ meaning: String, _ presence: Presence = .always) -> FieldLayout {
        FieldLayout("status", .number(1, .status), if: presence, meaning, rule: "ZCL-3")
    }
}
