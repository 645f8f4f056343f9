import HANModel
import ZCLCodec
import GBCSCodec

/// HUB-6: an Upgrade Image that comes over the WAN in pieces; it is served to nobody until it is whole.
struct WANDownload {
    let useCase: UseCase
    let size: Int
    let targets: [EUI64]
    let forceReplace: Bool
    var octets: [UInt8] = []
}

extension CommunicationsHub {
    /// HUB-6: how many octets of the download in progress have come, which is where it goes on after a break;
    /// nil when there is none.
    public var downloadedOctets: Int? { download?.octets.count }

    /// HUB-6: begins a download, or goes on with the same one.
    mutating func begin(_ newcomer: WANDownload) throws(WANRequestError) {
        if let known = download {
            guard known.useCase == newcomer.useCase, known.size == newcomer.size, known.targets == newcomer.targets,
                known.forceReplace == newcomer.forceReplace
            else { throw .downloadInProgress }
            return
        }
        try requireInProfile(newcomer.useCase)
        guard time != nil else { throw .timeNotSet }
        let indices = try indices(of: newcomer.targets, useCase: newcomer.useCase)
        // HUB-2: header, trailer and activation date-time have room beside the Manufacturer Image.
        let around = Int(OTAHeader.lengths.upperBound) + ManufacturerImage.trailerSize + UpgradeImage.activationSize
        guard newcomer.size > 0 else { throw .emptyDownload }
        guard newcomer.size <= configuration.memoryBlockCapacity + around else {
            // HUB-14: nobody knows its version yet. **[project]**
            guard hasRoom(forAlerts: indices.count) else {
                throw .alertOutboxFull(capacity: configuration.alertOutboxCapacity)
            }
            refuse(indices, fileVersion: Alert.noFirmwareVersion)
            throw .imageTooLarge(size: newcomer.size, capacity: configuration.memoryBlockCapacity)
        }
        download = newcomer
        // The pieces go where the whole image has room: a copy that grows would need three times as much.
        download?.octets.reserveCapacity(newcomer.size)
    }

    /// HUB-6: appends the next piece; the last one makes the image whole, and it arrives as any other.
    mutating func append(_ octets: [UInt8], at offset: Int) throws(WANRequestError) {
        // Numbers alone: a second owner of the octets would have them copied for each piece.
        guard let (expected, size) = download.map({ ($0.octets.count, $0.size) }) else { throw .noDownload }
        guard offset == expected else { throw .pieceOutOfOrder(expected: expected) }
        guard octets.count <= size - offset else { throw .pieceTooLong(end: size) }
        download?.octets += octets
        guard offset + octets.count == size, let whole = download else { return }
        download = nil
        try accept(
            whole.octets, useCase: whole.useCase, targets: whole.targets, forceReplace: whole.forceReplace)
    }
}
