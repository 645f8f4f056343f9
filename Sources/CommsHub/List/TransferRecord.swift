public import GBCSCodec
public import HANModel
public import ZCLCodec

/// HUB-34: what the hub remembers of one image's way to one device. Its fields are in an order that leaves little room
/// between them.
public struct TransferRecord: Equatable, Sendable {
    /// HUB-34: how many transfers of a device are remembered; the oldest goes for a new one. **[project]**
    public static var capacity: Int { 16 }

    /// The image's number on the Upgrade Image List.
    let image: UInt32
    /// The image.
    public let file: FileIdentifier
    /// Its size in octets, header included.
    public let imageSize: UInt32
    /// When it arrived, UTC.
    public let arrival: UTCTime
    /// The end of the farthest block that was served, in octets from the file's start.
    public internal(set) var octetsServed: UInt32 = 0
    @MomentOrNone var firstServed: Instant?
    @MomentOrNone var lastServed: Instant?
    /// How many Image Notify frames were sent.
    public internal(set) var notifications = 0
    /// How many queries were answered with the image, or refused it for the hardware version.
    public internal(set) var queries = 0
    /// How often the device was told to wait.
    public internal(set) var pauses = 0
    /// The version that the device told afterwards; nil where none was read.
    public internal(set) var firmwareVersion: UInt32?
    /// With which status the device ended the transfer, or refused the offer; nil where it did neither.
    public internal(set) var endStatus: Status?
    private var raised = RaisedAlerts()

    init(image: UInt32, file: FileIdentifier, imageSize: UInt32, arrival: UTCTime) {
        self.image = image
        self.file = file
        self.imageSize = imageSize
        self.arrival = arrival
    }

    /// When the first block was served; nil where none was.
    public var firstBlock: Instant? { firstServed }
    /// When the last one was.
    public var lastBlock: Instant? { lastServed }
    /// What was alerted about it, in order.
    public var alerts: [AlertResponse] { raised.inOrder }

    /// HUB-4: it was alerted.
    mutating func raise(_ response: AlertResponse) { raised.append(response) }

    /// The record as data: `Notation` makes JSON and text of it.
    public var description: EventDescription {
        EventDescription(
            "transfer", "HUB-34",
            [
                "fileVersion": .version(file.fileVersion), "imageSize": .count(UInt64(imageSize)),
                "arrival": .time(arrival), "notifications": .count(notifications), "queries": .count(queries),
                "firstBlockAt": firstBlock.map { .moment($0) }, "lastBlockAt": lastBlock.map { .moment($0) },
                "octetsServed": .count(UInt64(octetsServed)), "pauses": .count(pauses),
                "status": endStatus.map { .status($0) }, "alerts": .names(alerts.map { $0.rawValue }),
                "firmwareVersion": firmwareVersion.map { .version($0) },
            ],
            "version {fileVersion}, arrived {arrival}: {notifications} notification\(notifications == 1 ? "" : "s"), "
                + "{queries} quer\(queries == 1 ? "y" : "ies"), {pauses} pause\(pauses == 1 ? "" : "s"), "
                + "{octetsServed} of {imageSize} octets served"
                + (firstBlock == nil ? "" : " from {firstBlockAt} to {lastBlockAt}")
                + (endStatus == nil ? "" : ", ended with {status}") + (alerts.isEmpty ? "" : "; {alerts}")
                + (firmwareVersion == nil ? "" : "; runs {firmwareVersion}"))
    }
}

/// HUB-4: the alerts about one transfer: a stall, an outcome and a version at most (``TargetEntry/alertsToCome``). It
/// holds no array: there is one for each device of each image.
private struct RaisedAlerts: Equatable {
    private var first: AlertResponse?
    private var second: AlertResponse?
    private var third: AlertResponse?

    var inOrder: [AlertResponse] { [first, second, third].compactMap { $0 } }

    mutating func append(_ response: AlertResponse) {
        if first == nil {
            first = response
        } else if second == nil {
            second = response
        } else {
            third = response
        }
    }
}

/// HUB-34: what is added to the record of a transfer.
enum TransferFact {
    case notified
    case queried
    case paused
    case ended(Status)
    case alerted(AlertResponse)
    case versionRead(UInt32)
}

/// HUB-34: the last transfers of each device, in the order in which their images arrived.
struct TransferHistory {
    private var records: [[TransferRecord]]

    init(deviceCount: Int) { records = Array(repeating: [], count: deviceCount) }

    /// The records of a device.
    subscript(device: Int) -> [TransferRecord] { records[device] }

    /// An image arrived for a device.
    mutating func begin(_ record: TransferRecord, device: Int) {
        if records[device].count >= TransferRecord.capacity { records[device].removeFirst() }
        records[device].append(record)
    }

    /// Something happened to a transfer; one that is forgotten stays so.
    mutating func add(_ fact: TransferFact, image: UInt32, device: Int) {
        guard let index = records[device].lastIndex(where: { $0.image == image }) else { return }
        switch fact {
        case .notified: records[device][index].notifications += 1
        case .queried: records[device][index].queries += 1
        case .paused: records[device][index].pauses += 1
        case .ended(let status): records[device][index].endStatus = status
        case .alerted(let response): records[device][index].raise(response)
        case .versionRead(let version): records[device][index].firmwareVersion = version
        }
    }

    /// The blocks that were served, as the target has them while it is on the list.
    mutating func update(_ entry: TargetEntry, image: UInt32, device: Int) {
        guard let index = records[device].lastIndex(where: { $0.image == image }) else { return }
        records[device][index].firstServed = entry.firstBlock
        records[device][index].lastServed = entry.lastBlock
        records[device][index].octetsServed = entry.octetsServed
    }
}
