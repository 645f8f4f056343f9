import HANModel
public import ZCLCodec

/// An image for trying things out: a header like a GB one (GBCS-5) and octets from a seed.
public enum SampleImage {
    /// Makes an OTA file that serves every type of device: it ends, as CS05b asks, with `00 40` and 64 octets in
    /// the place of a signature, which are part of the image for a PPMID or IHD (GBCS-5).
    ///
    /// - Parameters:
    ///   - file: what it is.
    ///   - hardwareVersions: what it is for; nil for any.
    ///   - size: the octets of the whole file; at least the header's 60 (56 without hardware versions).
    ///   - seed: what the octets after the header are drawn from.
    public static func make(
        file: FileIdentifier, hardwareVersions: OTAHeader.HardwareVersions?, size: UInt32, seed: UInt64 = 0
    ) -> [UInt8] {
        let header = OTAHeader(
            file: file, headerString: HeaderString("sample image of the chub command") ?? HeaderString(),
            totalImageSize: max(size, hardwareVersions == nil ? 56 : 60), hardwareVersions: hardwareVersions)
        var random = SplitMix64(seed: seed)
        return [UInt8](capacity: Int(header.totalImageSize)) { writer in
            header.encode(into: &writer)
            while writer.free > 0 {
                if writer.free == 66 { writer.write(0x4000 as UInt16) }
                writer.write(UInt8(truncatingIfNeeded: random.next()))
            }
        }
    }
}
