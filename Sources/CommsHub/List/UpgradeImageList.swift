import HANModel
import ZCLCodec

/// HUB-3: the Upgrade Image List: the images that the hub holds, and how far each of their targets has come.
///
/// A place names an image or a target until it is removed, whatever else comes and goes. All that HUB-70 asks to
/// survive of an image or a target changes by the mutating methods below.
struct UpgradeImageList {
    /// How many images it holds, those included whose block is free again.
    private let capacity: Int
    private let deviceCount: Int
    /// By place; without targets where none is.
    private var entries: [UpgradeImageEntry] = []
    /// By place: a row for each image, in it the devices of the log.
    private var targets: [TargetEntry] = []
    private var deadlines = Deadlines()
    private var history: TransferHistory
    private var nextTargetNumber: UInt64 = 0

    /// The images in the order of their arrival.
    private(set) var images: [ImagePlace] = []
    /// UTC as the WAN side last set it: what reminders go by (HUB-30).
    private(set) var clock: UTCClock?
    /// OTA-6: how many targets are being served.
    private(set) var fetchingCount = 0

    init(deviceCount: Int, capacity: Int) {
        self.deviceCount = deviceCount
        self.capacity = capacity
        history = TransferHistory(deviceCount: deviceCount)
    }

    /// An image on the list.
    @inline(__always)
    subscript(image: ImagePlace) -> UpgradeImageEntry { _read { yield entries[image.index] } }

    /// A target on the list.
    @inline(__always)
    subscript(target: TargetPlace) -> TargetEntry { _read { yield targets[cell(of: target)] } }

    /// The targets of a device, in the order in which their images arrived.
    func targets(ofDevice device: Int) -> [TargetPlace] {
        images.map { TargetPlace(image: $0, device: device) }.filter { !self[$0].state.isAbsent }
    }

    /// No timer of a target is due before this moment.
    var quietUntil: Instant { deadlines.first?.instant ?? .never }

    /// The next target whose timer fires, and when; only right after ``settleDeadlines()``.
    var nextTimer: Deadlines.Entry? { deadlines.first }

    /// When the next timer of a target fires.
    var nextDeadline: Instant? {
        var next: Instant?
        // A timer is never due before the moment under which it is filed.
        for entry in deadlines.entries {
            if let next, next <= entry.instant { break }
            next = .earlier(next, self[entry.target].state.deadline(clock))
        }
        return next
    }

    /// Files the timers anew that come first and were put off since, until the first is due when it says.
    mutating func settleDeadlines() {
        while let first = deadlines.first {
            let due = self[first.target].state.deadline(clock)
            guard due != first.instant else { return }
            file(first.target, at: due)
        }
    }

    /// HUB-3: whether so many images more than those that must stay would still leave room for one.
    func hasRoom(beside waiting: Int) -> Bool {
        images.count { !isForgettable($0) } + waiting < capacity
    }

    /// HUB-14: only targets are left whose image was overwritten, or that have not told their version; the image may
    /// go when the list is full. **[project]**
    private func isForgettable(_ image: ImagePlace) -> Bool {
        let entry = self[image]
        return entry.block == nil && entry.targets.allSatisfy { self[$0].state.isForgettable }
    }

    @inline(__always)
    private func cell(of target: TargetPlace) -> Int { target.image.index &* deviceCount &+ target.device }

    // MARK: Images come and go

    /// HUB-20: records an image and its targets. A list that is full forgets the first image that it may.
    mutating func insert(_ update: CheckedUpdate, in block: MemoryBlockName) -> ImagePlace {
        if images.count >= capacity, let oldest = images.first(where: isForgettable) {
            for target in self[oldest].targets { move(target, to: .absent) }
        }
        let image = ImagePlace(index: entries.firstIndex { $0.targets.isEmpty } ?? entries.count)
        let places = update.devices.map { TargetPlace(image: image, device: $0) }
        let entry = UpgradeImageEntry(
            number: update.number, useCase: update.useCase, kind: update.kind, header: update.header,
            arrival: update.arrival, block: block, targets: places)
        if image.index < entries.count {
            entries[image.index] = entry
        } else {
            entries.append(entry)
            targets.append(contentsOf: repeatElement(TargetEntry(), count: deviceCount))
        }
        images.append(image)
        for place in places {
            history.begin(
                TransferRecord(
                    image: update.number, file: update.header.file, imageSize: update.header.totalImageSize,
                    arrival: update.arrival),
                device: place.device)
            targets[cell(of: place)] = TargetEntry(number: nextTargetNumber, activation: update.activation)
            move(place, to: .awaitingQuery(nextNotification: nil))
            nextTargetNumber += 1
        }
        return image
    }

    /// HUB-14, HUB-29: an image leaves its block, and targets of which nothing more will come leave the list;
    /// HUB-31: the image goes with its last target.
    mutating func discard(_ image: ImagePlace) {
        entries[image.index].block = nil
        for target in self[image].targets where self[target].state.isFinished { move(target, to: .absent) }
    }

    // MARK: What becomes of a target

    /// Lets a target go from its state to another. A transition that ``TargetState/rule(to:)`` does not have is a mistake
    /// of the hub, and ends the program.
    mutating func move(_ target: TargetPlace, to state: TargetState) {
        let old = self[target]
        precondition(old.state.rule(to: state) != nil, "no rule has this transition")
        guard old.state != state else { return }
        var new = old
        new.state = state
        targets[cell(of: target)] = new
        fetchingCount += new.fetchingCount - old.fetchingCount
        file(target, at: state.deadline(clock))
        if state.isAbsent {
            history.update(new, image: self[target.image].number, device: target.device)
            remove(target)
        }
    }

    /// HUB-27: the silence of a device that fetches, or was offered an image, is counted from now: its timers are put off,
    /// which nothing needs to know before they fire.
    ///
    /// - Returns: whether the device is to be notified again of an image (HUB-22).
    @inline(__always)
    mutating func putOffStall(ofDevice device: Int, to stallDeadline: Instant) -> Bool {
        var isNotified = false
        var cell = device
        while cell < targets.count {
            if putOffStall(ofCell: cell, to: stallDeadline) { isNotified = true }
            cell &+= deviceCount
        }
        return isNotified
    }

    /// HUB-27: the same for one target.
    @discardableResult @inline(__always)
    mutating func putOffStall(of target: TargetPlace, to stallDeadline: Instant) -> Bool {
        putOffStall(ofCell: cell(of: target), to: stallDeadline)
    }

    @inline(__always)
    private mutating func putOffStall(ofCell cell: Int, to stallDeadline: Instant) -> Bool {
        switch targets[cell].state {
        case .fetching:
            targets[cell].state = .fetching(stallDeadline: stallDeadline)
            return false
        case .offered(_, let next):
            targets[cell].state = .offered(stallDeadline: stallDeadline, nextNotification: next)
            return next != nil
        case .awaitingQuery(let next), .stalled(let next): return next != nil
        case .absent, .transferred, .readingVersion, .failed, .discarded, .awaitingVersionAlert: return false
        }
    }

    private mutating func file(_ target: TargetPlace, at deadline: Instant?) {
        let cell = cell(of: target)
        // What never comes is not filed.
        let deadline = deadline?.orNil
        deadlines.refile(target, number: targets[cell].number, from: targets[cell].filed, to: deadline)
        targets[cell].filed = deadline
    }

    /// HUB-31: with its last target an image goes.
    private mutating func remove(_ target: TargetPlace) {
        entries[target.image.index].targets.removeAll { $0 == target }
        if self[target.image].targets.isEmpty { images.removeAll { $0 == target.image } }
    }

    /// Writes down what was done about a target.
    @inline(__always)
    mutating func note(_ note: TargetNote, of target: TargetPlace) {
        targets[cell(of: target)].take(note)
    }

    /// HUB-34: adds to the record of a target's transfer.
    mutating func remember(_ fact: TransferFact, of target: TargetPlace) {
        history.add(fact, image: self[target.image].number, device: target.device)
    }

    /// HUB-34: the last transfers of a device.
    func transfers(ofDevice device: Int) -> [TransferRecord] {
        var history = history
        for target in targets(ofDevice: device) {
            history.update(self[target], image: self[target.image].number, device: device)
        }
        return history[device]
    }

    /// HUB-30: the WAN side sets the time, and every reminder comes at another moment.
    mutating func set(_ clock: UTCClock) {
        self.clock = clock
        for image in images {
            for target in self[image].targets { file(target, at: self[target].state.deadline(clock)) }
        }
    }
}
