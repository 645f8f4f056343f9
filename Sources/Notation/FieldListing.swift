import OrderedJSON
public import ZCLCodec

/// One field of a frame, file or message, for people: where it stands, its octets, its name and what it means.
public struct FieldLine: Equatable, Sendable {
    /// Counts octets from the start of the frame, file or message.
    public let offset: Int
    /// The field's octets.
    public let octets: [UInt8]
    /// The field's name, as IF-2 and IF-3 have it.
    public let name: String
    /// The value and what it stands for.
    public let meaning: String
}

/// Sets the fields of a frame, file or message against its octets, in wire order.
public struct FieldListing: Sendable {
    /// The lines so far.
    public private(set) var lines: [FieldLine] = []
    /// What an attribute is called depends on it; the components of a message have one each.
    var cluster: ClusterIdentifier
    /// And on whose attributes the frame speaks of.
    var speaksOfClient = false
    private let octets: [UInt8]
    private var offset = 0

    /// Starts at the first of the octets.
    public init(_ octets: OctetView, cluster: ClusterIdentifier = .otaUpgrade) {
        self.octets = [UInt8](octets)
        self.cluster = cluster
    }

    /// Names the next `count` octets.
    public mutating func add(_ name: String, _ count: Int, _ meaning: String) {
        let end = min(offset + count, octets.count)
        lines.append(FieldLine(offset: offset, octets: [UInt8](octets[offset..<end]), name: name, meaning: meaning))
        offset = end
    }

    /// The octet that the next line begins with, or nil at the end.
    var nextOctet: UInt8? { offset < octets.count ? octets[offset] : nil }

    /// The octets that have no name yet.
    var ahead: ArraySlice<UInt8> { octets[offset...] }

    /// How many octets have no name yet.
    var remaining: Int { octets.count - offset }
}

extension FieldLine {
    /// Lines in four columns: offset, octets, name, value. More than eight octets go on below.
    public static func table(_ lines: [FieldLine]) -> String {
        let nameWidth = lines.reduce(0) { max($0, $1.name.utf8.count) }
        var rows: [String] = []
        for line in lines {
            let chunks = stride(from: 0, to: max(line.octets.count, 1), by: 8).map { start in
                line.octets[start..<min(start + 8, line.octets.count)]
            }
            for (index, chunk) in chunks.enumerated() {
                let digits = chunk.map { hex(CollectionOfOne($0)) }.joined(separator: " ")
                var row = padded(String(line.offset + 8 * index), to: 6, right: true) + "  " + padded(digits, to: 23)
                if index == 0 { row += "  " + padded(line.name, to: nameWidth) + "  " + line.meaning }
                while row.last == " " { row.removeLast() }
                rows.append(row)
            }
        }
        return rows.joined(separator: "\n")
    }

    private static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
        let padding = String(repeating: " ", count: max(0, width - text.utf8.count))
        return right ? padding + text : text + padding
    }
}
