/// OTA-5: an OTA file as a view: its header and what stands after it.
public struct OTAFile: ~Escapable, Sendable {
    /// OTA-5: how many octets of a container are searched for the beginning of a file.
    public static var searchLimit: Int { 4_096 }

    /// The header.
    public let header: OTAHeader
    /// The whole file, from its identifier to the total image size.
    public let octets: OctetView
    /// Octets after the total image size: none, unless they were allowed for.
    public let trailer: OctetView

    /// Reads a file whose size is its header's total image size.
    ///
    /// - Throws: an error of the header; `truncated` when the file is shorter than its total image size,
    ///   `trailingOctets` at the total image size when it is longer.
    @_lifetime(copy file)
    public init(_ file: OctetView) throws(WireError) {
        try self.init(beginning: file)
        guard trailer.isEmpty else { throw surplus }
    }

    /// Reads the file that octets begin with, whatever follows it; ``trailerContent`` says what does.
    ///
    /// - Throws: an error of the header; `truncated` when the octets are fewer than its total image size.
    @_lifetime(copy octets)
    public init(beginning octets: OctetView) throws(WireError) {
        var reader = ByteReader(octets)
        header = try OTAHeader(parsing: &reader)
        _ = try reader.readOctets(Int(clamping: header.totalImageSize) - header.encodedSize)
        self.octets = octets.slice(from: 0, count: reader.offset)
        trailer = reader.readRemainder()
    }

    /// Everything from the header's end to the total image size.
    public var payload: OctetView {
        @_lifetime(copy self) get { octets.slice(from: header.encodedSize, count: octets.count) }
    }

    /// OTA-5: what follows the total image size.
    public var trailerContent: FileTrailer { FileTrailer(trailer, after: octets) }

    /// What is wrong with a file that has octets after its total image size.
    public var surplus: WireError { WireError(.trailingOctets(count: trailer.count), at: octets.count) }

    /// The sub-elements that the payload begins with.
    public var elements: OTAElements {
        @_lifetime(copy self) get { OTAElements(payload) }
    }

    /// OTA-5: where a file begins in octets that may begin with a vendor's container: the first identifier within
    /// ``searchLimit`` that a header follows, else the first identifier; nil without one.
    public static func offset(in octets: OctetView) -> Int? {
        var first: Int?
        for offset in 0..<min(searchLimit, octets.count) where octets[offset] == 0x1E {
            var reader = ByteReader(octets.slice(from: offset, count: octets.count))
            guard (try? reader.readUInt32()) == OTAHeader.identifier else { continue }
            reader = ByteReader(octets.slice(from: offset, count: octets.count))
            if offset == 0 || (try? OTAHeader(parsing: &reader)) != nil { return offset }
            first = first ?? offset
        }
        return first
    }
}
