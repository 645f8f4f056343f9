import Testing
import ZCLCodec

@Suite("OTA-3 attributes")
struct AttributeIdentifierTests {
    @Test("OTA-3: identifiers and names")
    func identifiers() {
        let table: [(UInt16, String, AttributeIdentifier)] = [
            (0x0000, "UpgradeServerID", .upgradeServerID), (0x0001, "FileOffset", .fileOffset),
            (0x0002, "CurrentFileVersion", .currentFileVersion),
            (0x0003, "CurrentZigBeeStackVersion", .currentZigBeeStackVersion),
            (0x0004, "DownloadedFileVersion", .downloadedFileVersion),
            (0x0005, "DownloadedZigBeeStackVersion", .downloadedZigBeeStackVersion),
            (0x0006, "ImageUpgradeStatus", .imageUpgradeStatus), (0x0007, "ManufacturerID", .manufacturerID),
            (0x0008, "ImageTypeID", .imageTypeID), (0x0009, "MinimumBlockPeriod", .minimumBlockPeriod),
            (0x000A, "ImageStamp", .imageStamp), (0x000B, "UpgradeActivationPolicy", .upgradeActivationPolicy),
            (0x000C, "UpgradeTimeoutPolicy", .upgradeTimeoutPolicy), (0xFFFD, "ClusterRevision", .clusterRevision),
        ]
        for (number, name, identifier) in table {
            #expect(identifier.rawValue == number)
            #expect(identifier.description == name)
        }
        #expect(AttributeIdentifier(rawValue: 0x000D).description == "0x000D")
    }

    @Test("HUB-51: a number has another name in the Time cluster, and none in a third")
    func clusters() {
        #expect(AttributeIdentifier.time.rawValue == 0x0000)
        #expect(AttributeIdentifier.timeStatus.rawValue == 0x0001)
        #expect(AttributeIdentifier(rawValue: 0).name(in: .time) == "Time")
        #expect(AttributeIdentifier(rawValue: 1).name(in: .time) == "TimeStatus")
        #expect(AttributeIdentifier(rawValue: 2).name(in: .time) == nil)
        #expect(AttributeIdentifier(rawValue: 0).name(in: .otaUpgrade) == "UpgradeServerID")
        // HUB-40: Metering has one 0x0000 on the client and another on the server, which has no name here.
        #expect(AttributeIdentifier(rawValue: 0).name(in: .metering, isClients: true) == "FunctionalNotificationFlags")
        #expect(AttributeIdentifier(rawValue: 0).name(in: .metering) == nil)
        #expect(AttributeIdentifier(rawValue: 0).name(in: .events) == nil)
    }

    @Test("HUB-40, GBCS-4: of Metering 0x0206 has a name; 0x0000, another on each side, has none")
    func metering() {
        #expect(ClusterIdentifier.metering.rawValue == 0x0702)
        #expect(AttributeIdentifier.functionalNotificationFlags.rawValue == 0x0000)
        #expect(AttributeIdentifier.meteringFirmwareVersion.rawValue == 0x0206)
        #expect(AttributeIdentifier(rawValue: 0x0206).name(in: .metering) == "FirmwareVersion")
        #expect(AttributeIdentifier(rawValue: 0x0000).name(in: .metering) == nil)
    }

    @Test("OTA-3: ImageUpgradeStatus is 0 to 6")
    func imageUpgradeStatus() {
        #expect(ImageUpgradeStatus(rawValue: 0) == .normal)
        #expect(ImageUpgradeStatus(rawValue: 4) == .countDown)
        #expect(ImageUpgradeStatus(rawValue: 6) == .waitingToUpgradeViaExternalEvent)
        #expect(ImageUpgradeStatus(rawValue: 7) == nil)
    }
}
