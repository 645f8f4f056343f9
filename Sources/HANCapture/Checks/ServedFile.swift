import ZCLCodec

/// What the device was served of a file.
struct ServedFile {
    /// Its octets, also those of frames that did not arrive.
    var image: CapturedImage
    /// OTA-9: which octets have arrived, in rising order.
    private(set) var arrived: [Range<UInt32>] = []
    /// HUB-81: octets were wrong.
    var isDamaged = false
    /// The first octet that was asked for.
    var firstOffset: UInt32?

    var file: FileIdentifier { image.file }
    var header: OTAHeader? { image.header }
    var size: UInt32? {
        get { image.size }
        set { image.size = newValue }
    }

    init(image: CapturedImage) { self.image = image }

    /// A block has arrived.
    mutating func note(_ offset: UInt32, _ count: Int) {
        let end = offset.addingReportingOverflow(UInt32(truncatingIfNeeded: count))
        guard !end.overflow else { return }
        arrived.insert(merging: offset..<end.partialValue)
    }
}
