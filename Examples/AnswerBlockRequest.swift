import ZCLCodec

/// Answers a frame that asks for a block of a file, as an OTA server does: decodes the request, and encodes the
/// response with as many octets as are wanted and there.
///
/// - Returns: the response; nil where the frame asks for something else.
/// - Throws: why the frame does not decode, and at which octet.
func answerBlockRequest(_ request: [UInt8], from file: [UInt8]) throws(WireError) -> [UInt8]? {
    try request.withOctetView { (view) throws(WireError) -> [UInt8]? in
        let frame = try Frame(view)
        guard case .imageBlockRequest(let wanted) = frame.command else { return nil }
        let sequence = frame.header.sequence
        return file.withOctetView { octets in
            let block = octets.slice(from: Int(wanted.fileOffset), count: Int(wanted.maximumDataSize))
            let response = ImageBlockResponse.block(wanted.file, fileOffset: wanted.fileOffset)
            return Frame(.imageBlockResponse(response), sequence: sequence, disableDefaultResponse: true)
                .encoded(tail: block)
        }
    }
}
