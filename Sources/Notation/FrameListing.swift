public import OrderedJSON
public import ZCLCodec

/// A frame as text for people: each field against its octets, one field a line, long ones over several.
///
/// - Throws: why the octets are no frame.
public func text(
    ofFrame octets: [UInt8], cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict
) throws(NotationError) -> String {
    FieldLine.table(try fieldLines(ofFrame: octets, cluster: cluster, mode: mode))
}

/// The fields of a frame against its octets, in wire order; together they cover every octet.
public func fieldLines(
    ofFrame octets: [UInt8], cluster: ClusterIdentifier = .otaUpgrade, mode: DecodingMode = .strict
) throws(NotationError) -> [FieldLine] {
    do {
        return try octets.withOctetView { (view) throws(WireError) -> [FieldLine] in
            let decoded = try DecodedFrame(view, cluster: cluster, mode: mode)
            var listing = FieldListing(view, cluster: cluster)
            listing.add(decoded.frame.header, CommandName(decoded.frame.command))
            listing.add(decoded.frame.command)
            if listing.remaining > 0 {
                listing.add("surplus", listing.remaining, "behind the payload, ignored")
            }
            for name in decoded.deviations.names { listing.add("deviation", 0, name) }
            return listing.lines
        }
    } catch {
        throw NotationError(error)
    }
}

extension FieldListing {
    /// ZCL-1: the header, its frame control bit by bit.
    mutating func add(_ header: FrameHeader, _ name: CommandName) {
        // A request goes to the side whose attributes they are, an answer comes from it.
        let isAnswer = name == .readAttributesResponse || name == .writeAttributesResponse
        speaksOfClient = isAnswer == (header.direction == .clientToServer)
        add(header, command: "\(name.title) (\(name.rawValue))")
    }

    /// ZCL-1: the header of a frame whose command has no name, or cannot be read.
    mutating func add(_ header: FrameHeader, command: String) {
        let bits = [
            header.frameType == .profileWide ? "profile-wide" : "cluster-specific",
            header.manufacturerCode == nil ? nil : "manufacturer specific",
            header.direction == .clientToServer ? "client to server" : "server to client",
            header.disableDefaultResponse ? "default response disabled" : "default response enabled",
        ]
        add("frameControl", 1, bits.compactMap { $0 }.joined(separator: ", "))
        if let code = header.manufacturerCode { add("manufacturerSpecificCode", 2, hexadecimal(code)) }
        add("sequence", 1, "\(header.sequence)")
        add("command", 1, command)
    }

    /// Reads the field control octet from the frame: in a lenient decode it may have more bits than the command.
    mutating func addFieldControl(_ bits: KeyValuePairs<String, Bool>) {
        let present = bits.filter { $0.value }.map(\.key)
        var meaning = present.isEmpty ? "no optional field" : "with " + present.joined(separator: ", ")
        let defined = UInt8(truncatingIfNeeded: (1 << bits.count) - 1)
        if let octet = nextOctet, octet & ~defined != 0 { meaning += "; undefined bits are set" }
        add("fieldControl", 1, meaning)
    }

    mutating func add(_ file: FileIdentifier, version name: String = "fileVersion") {
        addManufacturer(file.manufacturerCode)
        addImageType(file.imageType)
        add(name, 4, hexadecimal(file.fileVersion) + (file.fileVersion == .max ? ", any" : ""))
    }

    mutating func addManufacturer(_ code: UInt16) {
        add("manufacturerCode", 2, hexadecimal(code) + (code == .max ? ", any" : ""))
    }

    mutating func addImageType(_ type: UInt16) {
        add("imageType", 2, hexadecimal(type) + (type == .max ? ", any" : ""))
    }

    mutating func addStatus(_ status: Status) { add("status", 1, statusMeaning(status)) }

    /// OTA-4: where the current time is zero, the other counts from receipt.
    mutating func addTimes(current: UTCTime, _ name: String, _ other: UTCTime) {
        add(
            "currentTime", 4,
            current == .zero ? "0, so \(name) counts from receipt" : "\(current.rawValue), \(current)")
        if other == .waitForCommand, name == "upgradeTime" {
            add(name, 4, "wait for another Upgrade End Response")
        } else if current == .zero {
            add(name, 4, "\(other.rawValue) s after receipt")
        } else {
            add(name, 4, "\(other.rawValue), \(other)")
        }
    }

    mutating func addAddress(_ address: EUI64?) {
        if let address { add("requestNodeAddress", 8, address.description) }
    }

    mutating func addPeriod(_ period: UInt16?) {
        if let period { add("minimumBlockPeriod", 2, "\(period) ms") }
    }
}

/// The octet and its name, or the octet alone where ZCL-3 has no name for it.
func statusMeaning(_ status: Status) -> String {
    let octet = hexadecimal(status.rawValue)
    return status.description == octet ? "\(octet), no name" : "\(octet) \(status)"
}

/// OTA-1: high octet version, low octet revision.
func hardwareMeaning(_ version: UInt16) -> String {
    "\(hexadecimal(version)), version \(version >> 8) revision \(version & 0xFF)"
}
