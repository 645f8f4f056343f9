public import ZCLCodec

extension FieldListing {
    /// OTA-5: the header of a file, field by field.
    public mutating func add(_ header: OTAHeader) {
        add("identifier", 4, hexadecimal(OTAHeader.identifier))
        add("headerVersion", 2, hexadecimal(OTAHeader.version))
        add("headerLength", 2, "\(header.encodedSize) octets")
        let present = [
            header.securityCredentialVersion == nil ? nil : "security credential version",
            header.destination == nil ? nil : "destination",
            header.hardwareVersions == nil ? nil : "hardware versions",
        ].compactMap { $0 }
        add("fieldControl", 2, present.isEmpty ? "no optional field" : "with " + present.joined(separator: ", "))
        add(header.file)
        let isPRO = header.stackVersion == OTAHeader.stackVersionPRO
        add("stackVersion", 2, "\(header.stackVersion)" + (isPRO ? ", ZigBee PRO" : ""))
        add("headerString", 32, printable(header.headerString.text))
        add("totalImageSize", 4, "\(header.totalImageSize) octets")
        if let version = header.securityCredentialVersion { add("securityCredentialVersion", 1, "\(version)") }
        if let destination = header.destination { add("destination", 8, destination.description) }
        if let versions = header.hardwareVersions {
            add("minimumHardwareVersion", 2, hardwareMeaning(versions.minimum))
            add("maximumHardwareVersion", 2, hardwareMeaning(versions.maximum))
        }
        if header.skippedOctets > 0 { add("skipped", header.skippedOctets, "up to the header length") }
    }
}
