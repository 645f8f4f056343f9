import Notation
import OrderedJSON
import ZCLCodec

/// OTA-5: what is wrong with a file, in a file's words.
enum FileDiagnosis {
    /// What speaks against octets as an OTA file with one of the known things after it; nil where nothing does.
    static func problem(of octets: OctetView) -> NotationError? {
        guard let offset = OTAFile.offset(in: octets), offset > 0 else { return problem(ofFile: octets) }
        let file = octets.slice(from: offset, count: octets.count)
        // What follows a file in a container is the container's.
        let inner = (try? OTAFile(beginning: file)) == nil ? problem(ofFile: file) : nil
        return NotationError(
            .invalidValue, at: 0,
            "a container; the file in it begins at offset \(offset), chub image --unwrap takes it out"
                + (inner.map { "; \(NotationError($0.kind, at: $0.offset, $0.message))" } ?? ""),
            rule: "OTA-5")
    }

    private static func problem(ofFile octets: OctetView) -> NotationError? {
        do throws(WireError) {
            let file = try OTAFile(beginning: octets)
            guard case .unknown = file.trailerContent else { return nil }
            throw file.surplus
        } catch {
            return explain(error, octets)
        }
    }

    /// An error in words that name the sizes.
    static func explain(_ error: WireError, _ octets: OctetView) -> NotationError {
        var reader = ByteReader(octets.slice(from: 52, count: 4))
        let total = try? reader.readUInt32()
        reader = ByteReader(octets.slice(from: 6, count: 2))
        let headerLength = (try? reader.readUInt16()) ?? 0
        let message =
            switch error.reason {
            case .truncated where (total ?? 0) > octets.count: "\(octets.count) of \(total ?? 0) octets"
            case .truncated: "\(octets.count) of at least \(max(56, headerLength)) octets"
            case .trailingOctets(let count):
                "total image size (offset 52) is \(error.offset), but the file has \(octets.count) octets, \(count) more"
            case .wrongFileIdentifier:
                "not an OTA file: \(error.message), and none stands in the first \(OTAFile.searchLimit) octets"
            default: error.message
            }
        return NotationError(NotationError(error).kind, at: error.offset, message, rule: "OTA-5")
    }

    /// HUB-5: why a hub refuses a file that is whole.
    static func warnings(_ header: OTAHeader, manufacturerImageSize: Int) -> [String] {
        var warnings: [String] = []
        if manufacturerImageSize == 0 { warnings.append("there is no Manufacturer Image; a hub refuses the file") }
        if let versions = header.hardwareVersions, versions.minimum > versions.maximum {
            warnings.append(
                "minimum hardware version \(hexadecimal(versions.minimum)) is above maximum "
                    + "\(hexadecimal(versions.maximum)); a hub refuses the file")
        }
        return warnings
    }

    /// The file that stands in a container, or after a first header in a file's payload; a file that stands alone is
    /// itself.
    ///
    /// - Throws: what is wrong with it, where it is not whole.
    static func unwrapped(_ octets: OctetView) throws(NotationError) -> Extent {
        let offset = OTAFile.offset(in: octets) ?? 0
        let rest = octets.slice(from: offset, count: octets.count)
        do throws(WireError) {
            let file = try OTAFile(beginning: rest)
            let isAlone = offset == 0 && file.trailer.isEmpty
            guard isAlone, let inner = innerHeader(in: file) else {
                return Extent(offset: offset, count: file.octets.count)
            }
            let payload = file.payload
            let innerFile = try OTAFile(beginning: payload.slice(from: inner.offset, count: payload.count))
            return Extent(offset: file.header.encodedSize + inner.offset, count: innerFile.octets.count)
        } catch {
            throw explain(error, rest)
        }
    }

    /// A second header in the payload, and where in it.
    static func innerHeader(in file: OTAFile) -> (offset: Int, header: OTAHeader)? {
        let payload = file.payload
        guard let offset = OTAFile.offset(in: payload) else { return nil }
        var reader = ByteReader(payload.slice(from: offset, count: payload.count))
        return (try? OTAHeader(parsing: &reader)).map { (offset, $0) }
    }
}
