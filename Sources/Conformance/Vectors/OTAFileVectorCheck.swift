import Notation
import OrderedJSON
import ZCLCodec

/// IF-4: what a vector of type `otaFile` expects and does not get, one message a slip.
func checkOTAFile(_ vector: Vector) -> [String] {
    let (file, slips) = vectorOctets(vector, "file")
    return slips.isEmpty ? file.withOctetView { checkOTAFile($0, vector) } : slips
}

private func checkOTAFile(_ octets: OctetView, _ vector: Vector) -> [String] {
    let file: OTAFile
    do throws(WireError) {
        file = try OTAFile(octets)
    } catch {
        let found = NotationError(error)
        guard let expected = vector.error, vector.result != .valid else { return ["does not decode: \(found)"] }
        guard found.kind.rawValue == expected.kind, found.offset == expected.offset else {
            return ["\(found) in place of \(expected.kind) at offset \(expected.offset)"]
        }
        return []
    }
    guard vector.result == .valid, let expected = vector.json("fields") else {
        return ["decodes to \(file.json.text) in place of \(vector.error?.kind ?? "an error")"]
    }
    var slips: [String] = []
    if file.json != expected { slips.append("decodes to \(file.json.text) in place of \(expected.text)") }
    // OTA-5: octets between the last field and the header length are skipped, and written as zeros.
    let header = [UInt8](capacity: file.header.encodedSize) { file.header.encode(into: &$0) }
    let skipped = file.header.skippedOctets
    let expectedHeader =
        [UInt8](octets.slice(from: 0, count: header.count - skipped)) + [UInt8](repeating: 0, count: skipped)
    if header != expectedHeader { slips.append("the header encodes to \(hex(header))") }
    var encoded: [UInt8] = []
    file.elements.forEach { element, _ in
        encoded += [UInt8](capacity: element.encodedSize) { element.encode(into: &$0) }
    }
    if file.elements.areWhole, encoded != [UInt8](file.payload) {
        slips.append("the sub-elements encode to \(hex(encoded))")
    }
    for count in 0..<octets.count where (try? OTAFile(octets.slice(from: 0, count: count))) != nil {
        slips.append("its first \(count) octets decode")
    }
    return slips
}
