public import ZCLCodec

extension HANDevice {
    /// OTA-3: a device has attributes of the OTA cluster alone. It changes nothing: what does not mutate is given a copy of
    /// the device here, which is a kilobyte.
    @_lifetime(immortal)
    mutating func value(of identifier: AttributeIdentifier, _ cluster: ClusterIdentifier) -> AttributeValue? {
        guard cluster == .otaUpgrade else { return nil }
        let downloaded = download.flatMap { $0.isComplete ? $0 : nil }
        return switch identifier {
        case .upgradeServerID: .eui64(configuration.server)
        case .fileOffset: .uint32(download?.offset ?? 0xFFFF_FFFF)
        case .currentFileVersion: .uint32(runningFile.fileVersion)
        case .currentZigBeeStackVersion: .uint16(configuration.stackVersion)
        case .downloadedFileVersion: .uint32(downloaded?.file.fileVersion ?? 0xFFFF_FFFF)
        case .downloadedZigBeeStackVersion: .uint16(downloaded?.stackVersion ?? 0xFFFF)
        case .imageUpgradeStatus: .enum8(upgradeStatus.rawValue)
        case .manufacturerID: .uint16(runningFile.manufacturerCode)
        case .imageTypeID: .uint16(runningFile.imageType)
        case .minimumBlockPeriod: .uint16(minimumBlockPeriod)
        case .imageStamp: .uint32(configuration.imageStamp)
        case .upgradeActivationPolicy, .upgradeTimeoutPolicy: .enum8(0)
        case .clusterRevision: .uint16(configuration.clusterRevision)
        default: nil
        }
    }

    /// OTA-3: attribute 0006.
    public var upgradeStatus: ImageUpgradeStatus {
        switch state {
        case .idle: .normal
        case .fetching, .pausing, .sleeping: .downloadInProgress
        // OTA-3: a transfer that was given up half way is no complete download.
        case .ending: download?.isComplete == true ? .downloadComplete : .normal
        case .waiting: .waitingToUpgrade
        case .countingDown: .countDown
        case .waitingForMore: .waitForMore
        }
    }
}
