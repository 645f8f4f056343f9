public import ZCLCodec

/// The octets of one file that one device was served, and which frames carried them.
public struct CapturedImage: Sendable {
    /// A block as a frame carried it.
    struct Piece: Sendable {
        let octets: Range<UInt32>
        /// The frame's number.
        let frame: Int
    }

    /// Octets that have come without a gap.
    private struct Run {
        var start: UInt32
        var octets: [UInt8]

        var end: UInt32 { start + UInt32(truncatingIfNeeded: octets.count) }

        subscript(place: UInt32) -> UInt8 { octets[Int(place - start)] }
    }

    /// Two blocks that do not have the same octets for the same place.
    public struct Conflict: Equatable, Sendable {
        /// The first offset in the file at which they differ.
        public let offset: UInt32
        /// The frame that carried the octet first, and the frame that carried another.
        public let frames: [Int]
    }

    /// The hub.
    public let server: NodeAddress
    /// The device.
    public let client: NodeAddress
    /// Which file.
    public let file: FileIdentifier
    /// How large the file is: as the offer said, else as its header says; nil while neither was seen.
    public internal(set) var size: UInt32?
    /// What has come, in rising order, not touching.
    private var runs: [Run] = []
    /// The blocks in the order in which they came.
    private var pieces: [Piece] = []
    /// Which blocks contradict one another, in the order of the frames.
    public private(set) var conflicts: [Conflict] = []

    /// A file of which nothing has come.
    init(server: NodeAddress, client: NodeAddress, file: FileIdentifier) {
        self.server = server
        self.client = client
        self.file = file
    }

    /// No file is larger here; a block beyond is not kept. **[project]**
    static let maximumSize: UInt32 = 0x0800_0000

    /// Keeps a block; the octets that came first stay. Returns how it contradicts what came before.
    mutating func take(_ data: OctetView, at offset: UInt32, frame: Int) -> Conflict? {
        guard data.count > 0, offset < Self.maximumSize else { return nil }
        let octets = offset..<(offset + UInt32(truncatingIfNeeded: data.count))
        let conflict = conflict(data, octets, frame)
        if let conflict { conflicts.append(conflict) }
        pieces.append(Piece(octets: octets, frame: frame))
        store(data, octets)
        if size == nil { size = header?.totalImageSize }
        return conflict
    }

    private func conflict(_ data: OctetView, _ octets: Range<UInt32>, _ frame: Int) -> Conflict? {
        for run in runs where run.start < octets.upperBound && octets.lowerBound < run.end {
            for place in octets.clamped(to: run.start..<run.end)
            where data[Int(place - octets.lowerBound)] != run[place] {
                return Conflict(offset: place, frames: [self.frame(at: place) ?? frame, frame])
            }
        }
        return nil
    }

    private mutating func store(_ data: OctetView, _ octets: Range<UInt32>) {
        // Nearly always it follows what came before.
        if let last = runs.indices.last, runs[last].end == octets.lowerBound {
            return runs[last].octets += [UInt8](data)
        }
        let index = runs.firstIndex { $0.end >= octets.lowerBound } ?? runs.endIndex
        let touching = runs[index...].prefix { $0.start <= octets.upperBound }
        let start = min(octets.lowerBound, touching.first?.start ?? octets.lowerBound)
        let end = max(octets.upperBound, touching.last?.end ?? octets.upperBound)
        var merged = Run(start: start, octets: [UInt8](repeating: 0, count: Int(end - start)))
        _ = data.copy(into: &merged.octets, at: Int(octets.lowerBound - start))
        for run in touching {
            merged.octets.replaceSubrange(Int(run.start - start)..<Int(run.end - start), with: run.octets)
        }
        runs.replaceSubrange(touching.indices, with: CollectionOfOne(merged))
    }

    /// The frame that carried the octet at an offset first; nil where none did.
    public func frame(at place: UInt32) -> Int? { pieces.first { $0.octets.contains(place) }?.frame }

    /// The header, once it has come whole.
    public var header: OTAHeader? {
        guard let first = runs.first, first.start == 0 else { return nil }
        return first.octets.prefix(Int(OTAHeader.lengths.upperBound)).withOctetView { view in
            var reader = ByteReader(view)
            return try? OTAHeader(parsing: &reader)
        }
    }

    /// Which octets have come, in rising order.
    var ranges: [Range<UInt32>] { runs.map { $0.start..<$0.end } }

    /// Which octets are missing; of a file of unknown size, those before the last that came.
    public var missing: [Range<UInt32>] {
        var missing: [Range<UInt32>] = []
        var next: UInt32 = 0
        let end = size ?? runs.last?.end ?? 0
        for run in runs where run.start < end {
            if next < run.start { missing.append(next..<run.start) }
            next = max(next, run.end)
        }
        if next < end { missing.append(next..<end) }
        return missing
    }

    /// Whether every octet has come.
    public var isWhole: Bool { size != nil && missing.isEmpty }

    /// How many octets of the file have come.
    public var count: Int { runs.reduce(0) { $0 + $1.octets.count } }

    /// The file, with `fill` where octets are missing; nil where it would be larger than any file is here.
    public func octets(fill: UInt8 = 0xFF) -> [UInt8]? {
        let end = size ?? runs.last?.end ?? 0
        guard end <= Self.maximumSize else { return nil }
        var octets = [UInt8](repeating: fill, count: Int(end))
        for run in runs where run.start < end {
            let part = run.octets.prefix(Int(end - run.start))
            octets.replaceSubrange(Int(run.start)..<(Int(run.start) + part.count), with: part)
        }
        return octets
    }

    /// The first offset at which what has come differs from a file, or lies after its end.
    public func firstDifference(from other: [UInt8]) -> UInt32? {
        for run in runs {
            for place in run.start..<run.end where Int(place) >= other.count || run[place] != other[Int(place)] {
                return place
            }
        }
        return nil
    }
}

extension [Range<UInt32>] {
    /// Whether the ranges hold every place of another.
    func hold(_ other: Range<UInt32>) -> Bool {
        other.isEmpty || contains { $0.lowerBound <= other.lowerBound && other.upperBound <= $0.upperBound }
    }

    /// Adds a range, and keeps all in rising order, not touching.
    mutating func insert(merging new: Range<UInt32>) {
        guard !new.isEmpty else { return }
        let index = firstIndex { $0.upperBound >= new.lowerBound } ?? endIndex
        let touching = self[index...].prefix { $0.lowerBound <= new.upperBound }
        let lower = Swift.min(new.lowerBound, touching.first?.lowerBound ?? new.lowerBound)
        let upper = Swift.max(new.upperBound, touching.last?.upperBound ?? new.upperBound)
        replaceSubrange(touching.indices, with: CollectionOfOne(lower..<upper))
    }
}
