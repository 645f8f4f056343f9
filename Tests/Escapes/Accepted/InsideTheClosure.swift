// What the programs of ../Refused do, done within the closure, with values of their own as results. It has to compile,
// or the refusals would prove nothing.
import GBCSCodec
import HANModel
import ZCLCodec

func view(_ octets: [UInt8]) -> Int {
    octets.withOctetView { view in
        let kept = view
        return kept.count
    }
}

func copy(_ octets: [UInt8]) -> [UInt8] {
    var kept: [[UInt8]] = []
    octets.withOctetView { kept.append([UInt8]($0)) }
    return kept.first ?? []
}

func closure(_ octets: [UInt8]) -> () -> Int {
    var later: () -> Int = { 0 }
    octets.withOctetView { view in
        let count = view.count
        later = { count }
    }
    return later
}

func reader(_ octets: [UInt8]) throws -> UInt8 {
    try octets.withOctetView { view in
        var reader = ByteReader(view)
        return try reader.readUInt8()
    }
}

func blockData(_ octets: [UInt8]) throws -> [UInt8] {
    try octets.withOctetView { view in
        let frame = try Frame(view)
        return [UInt8](view[frame.tail])
    }
}

func records(_ octets: [UInt8]) throws -> [WriteAttributeFailure] {
    var kept: [WriteAttributeFailure] = []
    try octets.withOctetView { view in
        var failures = try RecordList<WriteAttributeFailure>(view).makeIterator()
        while let failure = failures.next() { kept.append(failure) }
    }
    return kept
}

func recordsOfFrame(_ octets: [UInt8]) throws -> Int {
    try octets.withOctetView { try Frame($0).records(of: WriteAttributeFailure.self, in: $0).count }
}

func logEntry(_ octets: [UInt8]) throws -> UInt16? {
    try octets.withOctetView { view in
        var entries = try RecordList<EventLogEntry>(view).makeIterator()
        return entries.next()?.eventID
    }
}

func readRecord(_ octets: [UInt8]) throws -> AttributeIdentifier? {
    try octets.withOctetView { view in
        var records = try ReadAttributesResponse(view).makeIterator()
        return records.next()?.attribute
    }
}

func value(_ octets: [UInt8]) throws -> UInt8 {
    try octets.withOctetView { view in
        var reader = ByteReader(view)
        return try AttributeValue(parsing: &reader).dataType
    }
}

func file(_ octets: [UInt8]) throws -> Int {
    try octets.withOctetView { view in
        let file: OTAFile = try OTAFile(view)
        return file.payload.count
    }
}

func element(_ octets: [UInt8]) throws -> OTAElement.Tag {
    try octets.withOctetView { view in
        var reader = ByteReader(view)
        return try OTAElement(parsing: &reader).tag
    }
}

func upgradeImage(_ octets: [UInt8]) throws -> ImageHash {
    try octets.withOctetView { try UpgradeImage($0, useCase: .cs05b, hasActivation: false).manufacturerImage.digest }
}

func manufacturerImage(_ octets: [UInt8]) -> ImageHash? {
    octets.withOctetView { ManufacturerImage($0, for: .cs05c)?.digest }
}

func content(_ octets: [UInt8]) throws -> Bool {
    try octets.withOctetView { view in
        guard case .octets = try Message(view).decodedContent(in: view) else { return false }
        return true
    }
}

func parts(_ octets: [UInt8]) throws -> [UInt8] {
    try octets.withOctetView { view in
        let message = try Message(view)
        return message.encoded(MessageParts(message, in: view))
    }
}

func component(_ octets: [UInt8]) throws -> UInt8? {
    try octets.withOctetView { view in
        guard case .gbz(let payload) = try Message(view).decodedContent(in: view) else { return nil }
        var components = payload.makeIterator()
        return components.next()?.control
    }
}

func encryptedFrame(_ octets: [UInt8], _ header: FrameHeader) -> UInt8? {
    octets.withOctetView { view in
        EncryptedFrame(frameCounter: 1, header: header, cipheredInformation: view)?.frameCounter
    }
}

func alert(_ octets: [UInt8]) throws -> AlertCode? {
    try octets.withOctetView { view in
        guard case .gbzAlert(let alert) = try Message(view).decodedContent(in: view) else { return nil }
        return alert.alertCode
    }
}
