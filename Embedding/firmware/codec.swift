import ZCLCodec

/// A frame of frames.c.
@_extern(c, "frame_octets") private func frameOctets(_ index: Int) -> UnsafePointer<UInt8>
@_extern(c, "frame_count") private func frameCount() -> Int
@_extern(c, "frame_size") private func frameSize(_ index: Int) -> Int
@_extern(c, "frame_cluster") private func frameCluster(_ index: Int) -> UInt16
/// Room for the largest frame.
@_extern(c, "frame_buffer") private func frameBuffer() -> UnsafeMutablePointer<UInt8>

/// Decodes a frame and encodes it again: whether the octets are the same. Decoding is inlined where it is called, so that
/// firmware calls it in one place.
private func roundTrip(
    _ octets: OctetView, cluster: ClusterIdentifier, mode: DecodingMode, into writer: inout ByteWriter
) -> Bool {
    guard let decoded = try? DecodedFrame(octets, cluster: cluster, mode: mode), decoded.deviations.isEmpty,
        recordsAreEncoded(of: decoded.frame, octets)
    else { return false }
    let frame = decoded.frame
    writer.restart()
    return frame.encode(tail: octets[frame.tail], into: &writer) && writer.written == octets
}

/// Reads the records of a list one by one: whether they have the size of the list.
private func recordsAreEncoded(of frame: Frame, _ octets: OctetView) -> Bool {
    var size = 0
    switch frame.command {
    case .readAttributes:
        frame.records(of: AttributeIdentifier.self, in: octets).forEach { size += $0.encodedSize }
    case .readAttributesResponse:
        frame.records(of: ReadAttributeRecord.self, in: octets).forEach { size += $0.encodedSize }
    case .writeAttributes:
        frame.records(of: WriteAttributeRecord.self, in: octets).forEach { size += $0.encodedSize }
    case .writeAttributesResponse:
        frame.records(of: WriteAttributeFailure.self, in: octets).forEach { size += $0.encodedSize }
    case .publishEventLog:
        frame.records(of: EventLogEntry.self, in: octets).forEach { size += $0.encodedSize }
    case .reportEventConfiguration:
        frame.records(of: EventConfiguration.self, in: octets).forEach { size += $0.encodedSize }
    default: return true
    }
    return size == frame.tail.count
}

/// What runtime.c calls: 0 where all is as it should be.
@c(run_program)
public func runProgram() -> Int32 {
    var writer = unsafe ByteWriter(
        UnsafeMutableRawBufferPointer(start: frameBuffer(), count: Frame.maximumSize))
    for index in 0..<frameCount() {
        let buffer = unsafe UnsafeRawBufferPointer(start: frameOctets(index), count: frameSize(index))
        let octets = unsafe OctetView(buffer)
        let cluster = ClusterIdentifier(rawValue: frameCluster(index))
        for pass in 0..<2 {
            let mode: DecodingMode = pass == 0 ? .strict : .lenient
            guard roundTrip(octets, cluster: cluster, mode: mode, into: &writer) else {
                put("wrong-frame ", index)
                return 1
            }
        }
    }
    put("frames ", frameCount())
    return 0
}
