// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import GBCSCodec
import HANModel
import ZCLCodec

@c @implementation public func chub_file_decode(
    _ octets: UnsafePointer<UInt8>!, _ size: Int, _ useCase: chub_use_case,
    _ header: UnsafeMutablePointer<chub_file_header>!, _ imageOffset: UnsafeMutablePointer<Int>!,
    _ imageSize: UnsafeMutablePointer<Int>!, _ problem: UnsafeMutablePointer<chub_problem>!
) -> chub_error {
    guard let header, octets != nil || size == 0 else {
        return refuse(CHUB_NULL_POINTER, problem, "octets and header must not be NULL")
    }
    header.pointee = chub_file_header()
    imageOffset?.pointee = 0
    imageSize?.pointee = 0
    guard !isAbsurd(size), let useCase = UseCase(useCase) else {
        return refuse(CHUB_BAD_ARGUMENT, problem, "the size or the use case makes no sense")
    }
    let view = OctetView(UnsafeRawBufferPointer(start: octets, count: size))
    var reader = ByteReader(view)
    return runAlone(problem) {
        do throws(WireError) {
            let read = try OTAHeader(parsing: &reader)
            header.pointee = chub_file_header(read, in: view)
            imageOffset?.pointee = reader.offset
            guard let imageSize else { return CHUB_DONE }
            let file = try OTAFile(beginning: view)
            guard let image = ManufacturerImage(file.payload, for: useCase) else {
                return refuse(
                    CHUB_INVALID_VALUE, problem, at: reader.offset, rule: "GBCS-5",
                    "no force-replace flag, 40 and 64 octets of signature stand at the image's end")
            }
            imageSize.pointee = image.octets.count
            return CHUB_DONE
        } catch {
            return refuse(error, problem, rule: "OTA-5")
        }
    }
}

@c @implementation public func chub_file_encode_header(
    _ header: UnsafePointer<chub_file_header>!, _ octets: UnsafeMutablePointer<UInt8>!, _ capacity: Int,
    _ size: UnsafeMutablePointer<Int>!, _ problem: UnsafeMutablePointer<chub_problem>!
) -> chub_error {
    guard let header, let size, octets != nil || capacity == 0 else {
        return refuse(CHUB_NULL_POINTER, problem, "header, octets and size must not be NULL")
    }
    size.pointee = 0
    guard capacity >= 0 else { return refuse(CHUB_BAD_ARGUMENT, problem, "the capacity makes no sense") }
    guard let made = OTAHeader(header.pointee), let length = made.length(in: header.pointee) else {
        return refuse(
            CHUB_INVALID_VALUE, problem, rule: "OTA-5",
            "header version or length is not that of the fields, or too many octets are skipped")
    }
    guard Int(length) <= capacity else {
        size.pointee = Int(length)
        return refuse(CHUB_NO_SPACE, problem, "the header needs a larger buffer")
    }
    var writer = ByteWriter(UnsafeMutableRawBufferPointer(start: octets, count: capacity))
    made.encode(into: &writer)
    // The length counts what a reader skips, which the codec does not keep.
    octets[6] = UInt8(truncatingIfNeeded: length)
    octets[7] = UInt8(length >> 8)
    var skipped = header.pointee.skipped
    withUnsafeBytes(of: &skipped) { skipped in
        for octet in skipped.prefix(Int(header.pointee.skipped_size)) { writer.write(octet) }
    }
    size.pointee = writer.count
    return CHUB_DONE
}

@c @implementation public func chub_image_digest(
    _ image: UnsafePointer<UInt8>!, _ size: Int, _ digest: UnsafeMutablePointer<UInt8>!
) -> chub_error {
    guard let digest, image != nil || size == 0 else { return CHUB_NULL_POINTER }
    guard !isAbsurd(size) else { return CHUB_BAD_ARGUMENT }
    return runAlone {
        let hash = SHA256.hash(OctetView(UnsafeRawBufferPointer(start: image, count: size)))
        var index = 0
        for octet in hash.octets {
            digest[index] = octet
            index += 1
        }
        return CHUB_DONE
    }
}

extension UseCase {
    init?(_ useCase: chub_use_case) {
        switch useCase {
        case CHUB_CS05B: self = .cs05b
        case CHUB_CS05C: self = .cs05c
        default: return nil
        }
    }
}

extension chub_file_header {
    /// The header that octets begin with.
    init(_ header: OTAHeader, in octets: OctetView) {
        self.init()
        header_version = OTAHeader.version
        header_length = UInt16(truncatingIfNeeded: header.encodedSize)
        manufacturer_code = header.file.manufacturerCode
        image_type = header.file.imageType
        file_version = header.file.fileVersion
        stack_version = header.stackVersion
        withUnsafeMutableBytes(of: &header_string) { field in
            for (index, octet) in header.headerString.octets.enumerated() where index < field.count {
                field[index] = octet
            }
        }
        total_image_size = header.totalImageSize
        has_security_credential_version = header.securityCredentialVersion != nil
        security_credential_version = header.securityCredentialVersion ?? 0
        has_destination = header.destination != nil
        destination = header.destination?.rawValue ?? 0
        has_hardware_versions = header.hardwareVersions != nil
        minimum_hardware_version = header.hardwareVersions?.minimum ?? 0
        maximum_hardware_version = header.hardwareVersions?.maximum ?? 0
        skipped_size = UInt8(truncatingIfNeeded: header.skippedOctets)
        let start = header.encodedSize - header.skippedOctets
        withUnsafeMutableBytes(of: &skipped) { field in
            for index in 0..<min(header.skippedOctets, field.count) { field[index] = octets[start + index] ?? 0 }
        }
    }
}

extension OTAHeader {
    /// The header that the caller's fields describe, without what a reader skips; a version of 0 is left to the library.
    /// nil where it is another than there is.
    fileprivate init?(_ header: chub_file_header) {
        var header = header
        let string = withUnsafeBytes(of: &header.header_string) { HeaderString(OctetView($0)) }
        guard let string, header.header_version == 0 || header.header_version == OTAHeader.version else { return nil }
        self.init(
            file: FileIdentifier(
                manufacturerCode: header.manufacturer_code, imageType: header.image_type,
                fileVersion: header.file_version),
            stackVersion: header.stack_version, headerString: string, totalImageSize: header.total_image_size,
            securityCredentialVersion: header.has_security_credential_version
                ? header.security_credential_version : nil,
            destination: header.has_destination ? EUI64(rawValue: header.destination) : nil,
            hardwareVersions: header.has_hardware_versions
                ? HardwareVersions(
                    minimum: header.minimum_hardware_version, maximum: header.maximum_hardware_version) : nil)
    }

    /// OTA-5: the length with what a reader skips; nil where the caller's is another, or it is longer than any.
    fileprivate func length(in header: chub_file_header) -> UInt16? {
        let length = UInt16(truncatingIfNeeded: encodedSize) + UInt16(header.skipped_size)
        guard Self.lengths.contains(length), header.header_length == 0 || header.header_length == length else {
            return nil
        }
        return length
    }
}
