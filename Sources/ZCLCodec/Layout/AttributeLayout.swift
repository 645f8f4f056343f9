/// An attribute: what it is called in its cluster, and how people read its value.
public struct AttributeLayout: Sendable {
    /// The cluster that it is in.
    public let cluster: ClusterIdentifier
    /// Its number.
    public let identifier: AttributeIdentifier
    /// Its name.
    public let name: String
    /// HUB-40: which side has it, where the other side has another of this number; nil where it does not matter.
    public let isClients: Bool?
    /// How people read a number in it.
    public let form: NumberForm
    /// What the number counts.
    public let unit: String?
    /// The rule that names it.
    public let rule: String

    private init(
        _ cluster: ClusterIdentifier, _ identifier: AttributeIdentifier, _ name: String, _ form: NumberForm = .decimal,
        isClients: Bool? = nil, unit: String? = nil, rule: String = "OTA-3"
    ) {
        self.cluster = cluster
        self.identifier = identifier
        self.name = name
        self.isClients = isClients
        self.form = form
        self.unit = unit
        self.rule = rule
    }

    /// OTA-3, HUB-51, HUB-40, GBCS-4: those that have something to do here.
    public static let all: [AttributeLayout] = [
        AttributeLayout(.otaUpgrade, .upgradeServerID, "UpgradeServerID"),
        AttributeLayout(.otaUpgrade, .fileOffset, "FileOffset"),
        AttributeLayout(.otaUpgrade, .currentFileVersion, "CurrentFileVersion", .hexadecimal),
        AttributeLayout(.otaUpgrade, .currentZigBeeStackVersion, "CurrentZigBeeStackVersion", .hexadecimal),
        AttributeLayout(.otaUpgrade, .downloadedFileVersion, "DownloadedFileVersion", .hexadecimal),
        AttributeLayout(.otaUpgrade, .downloadedZigBeeStackVersion, "DownloadedZigBeeStackVersion", .hexadecimal),
        AttributeLayout(.otaUpgrade, .imageUpgradeStatus, "ImageUpgradeStatus", .named(upgradeStates)),
        AttributeLayout(.otaUpgrade, .manufacturerID, "ManufacturerID", .hexadecimal),
        AttributeLayout(.otaUpgrade, .imageTypeID, "ImageTypeID", .hexadecimal),
        AttributeLayout(.otaUpgrade, .minimumBlockPeriod, "MinimumBlockPeriod", unit: "ms"),
        AttributeLayout(.otaUpgrade, .imageStamp, "ImageStamp", .hexadecimal),
        AttributeLayout(.otaUpgrade, .upgradeActivationPolicy, "UpgradeActivationPolicy"),
        AttributeLayout(.otaUpgrade, .upgradeTimeoutPolicy, "UpgradeTimeoutPolicy"),
        AttributeLayout(.otaUpgrade, .clusterRevision, "ClusterRevision"),
        AttributeLayout(.time, .time, "Time", .time, rule: "HUB-51"),
        AttributeLayout(.time, .timeStatus, "TimeStatus", .hexadecimal, rule: "HUB-51"),
        AttributeLayout(
            .metering, .functionalNotificationFlags, "FunctionalNotificationFlags", .notificationFlags,
            isClients: true, rule: "HUB-40"),
        AttributeLayout(.metering, .meteringFirmwareVersion, "FirmwareVersion", isClients: false, rule: "GBCS-4"),
    ]

    /// The attribute of a number in a cluster, on one side; nil where none is known.
    public init?(of identifier: AttributeIdentifier, in cluster: ClusterIdentifier, isClients: Bool) {
        let layout = Self.all.first { layout in
            layout.cluster == cluster && layout.identifier == identifier
                && (layout.isClients.map { $0 == isClients } ?? true)
        }
        guard let layout else { return nil }
        self = layout
    }

    private static let upgradeStates: [(UInt64, String)] = [
        (0, "normal"), (1, "download in progress"), (2, "download complete"), (3, "waiting to upgrade"),
        (4, "count down"), (5, "wait for more"), (6, "waiting to upgrade via external event"),
    ]
}

/// ZCL-2: a data type: what it is called, and how a value of it stands on the wire.
public struct DataType: Sendable {
    /// The name.
    public let name: String
    /// How a value stands on the wire.
    public let kind: FieldKind

    /// The type of an octet; nil where its length is not known.
    public init?(_ identifier: UInt8) {
        switch identifier {
        case 0x10: self.init("boolean", .number(1, .boolean))
        case 0x18: self.init("bitmap8", .number(1, .hexadecimal))
        case 0x1B: self.init("bitmap32", .octets(.fixed(4)))
        case 0x20: self.init("uint8", .number(1))
        case 0x21: self.init("uint16", .number(2))
        case 0x23: self.init("uint32", .number(4))
        case 0x25: self.init("uint48", .number(6))
        case 0x30: self.init("enum8", .number(1))
        case 0x41: self.init("octet string", .string())
        case 0x42: self.init("character string", .string(.text))
        case 0xE2: self.init("UTC time", .number(4, .time))
        case 0xF0: self.init("EUI-64", .eui64)
        default:
            guard let length = lengthOfOtherDataType(identifier) else { return nil }
            self.init("other", .octets(.fixed(length)))
        }
    }

    private init(_ name: String, _ kind: FieldKind) {
        self.name = name
        self.kind = kind
    }

    /// The kind with an attribute's own way to read a number.
    func kind(as form: NumberForm?) -> FieldKind {
        switch (kind, form) {
        case (.number(let size, .decimal), let form?): .number(size, form)
        case (.octets(.fixed(4), _), .notificationFlags?): .octets(.fixed(4), .number(.notificationFlags))
        default: kind
        }
    }
}
