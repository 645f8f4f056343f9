/// The number of an attribute in its cluster.
public struct AttributeIdentifier: Equatable, Sendable, RawRepresentable {
    /// The number.
    public let rawValue: UInt16

    /// Makes an identifier of its number.
    @inlinable @inline(__always)
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    // HUB-51: the attributes of the Time cluster, on the server.
    /// HUB-51: 0x0000, a UTC time.
    @inlinable public static var time: Self { Self(rawValue: 0x0000) }
    /// HUB-51: 0x0001, a bitmap8.
    @inlinable public static var timeStatus: Self { Self(rawValue: 0x0001) }

    // HUB-40, GBCS-4: attributes of the Metering cluster.
    /// HUB-40: 0x0000 of the client, a bitmap32; the server's attribute of this number is another one.
    @inlinable public static var functionalNotificationFlags: Self { Self(rawValue: 0x0000) }
    /// GBCS-4: 0x0206 of the server, an octet string of 4 octets: the version of the firmware.
    @inlinable public static var meteringFirmwareVersion: Self { Self(rawValue: 0x0206) }
}

// swift-format-ignore: AllPublicDeclarationsHaveDocumentation
/// OTA-3: the attributes of the OTA Upgrade cluster, all on the client and read only.
extension AttributeIdentifier {
    @inlinable public static var upgradeServerID: Self { Self(rawValue: 0x0000) }
    @inlinable public static var fileOffset: Self { Self(rawValue: 0x0001) }
    @inlinable public static var currentFileVersion: Self { Self(rawValue: 0x0002) }
    @inlinable public static var currentZigBeeStackVersion: Self { Self(rawValue: 0x0003) }
    @inlinable public static var downloadedFileVersion: Self { Self(rawValue: 0x0004) }
    @inlinable public static var downloadedZigBeeStackVersion: Self { Self(rawValue: 0x0005) }
    @inlinable public static var imageUpgradeStatus: Self { Self(rawValue: 0x0006) }
    @inlinable public static var manufacturerID: Self { Self(rawValue: 0x0007) }
    @inlinable public static var imageTypeID: Self { Self(rawValue: 0x0008) }
    @inlinable public static var minimumBlockPeriod: Self { Self(rawValue: 0x0009) }
    @inlinable public static var imageStamp: Self { Self(rawValue: 0x000A) }
    @inlinable public static var upgradeActivationPolicy: Self { Self(rawValue: 0x000B) }
    @inlinable public static var upgradeTimeoutPolicy: Self { Self(rawValue: 0x000C) }
    @inlinable public static var clusterRevision: Self { Self(rawValue: 0xFFFD) }
}

extension AttributeIdentifier: ListRecord {
    /// ZCL-2: Read Attributes lists identifiers.
    @inlinable
    public static func isListed(by command: Command) -> Bool { command == .readAttributes }

    /// Two octets.
    @inlinable @inline(__always)
    public var encodedSize: Int { 2 }

    /// Reads a number.
    @inlinable @inline(__always)
    public init(parsing reader: inout ByteReader) throws(WireError) {
        rawValue = try reader.readUInt16()
    }

    /// Writes the number.
    @inlinable @inline(__always)
    public func encode(into writer: inout ByteWriter) { writer.write(rawValue) }
}

extension AttributeIdentifier: CustomStringConvertible {
    /// The name in the OTA Upgrade cluster, or the number in hexadecimal.
    public var description: String { name(in: .otaUpgrade) ?? hexadecimal(rawValue) }

    /// OTA-3, HUB-40, HUB-51, GBCS-4: the name in a cluster, or nil where it has none: the same number names another
    /// attribute in another cluster, and in Metering another on the client than on the server.
    public func name(in cluster: ClusterIdentifier, isClients: Bool = false) -> String? {
        AttributeLayout(of: self, in: cluster, isClients: isClients)?.name
    }
}

/// OTA-3: what an OTA client is doing, attribute 0006.
public enum ImageUpgradeStatus: UInt8, Sendable {
    case normal = 0
    case downloadInProgress = 1
    case downloadComplete = 2
    case waitingToUpgrade = 3
    case countDown = 4
    case waitForMore = 5
    case waitingToUpgradeViaExternalEvent = 6
}
