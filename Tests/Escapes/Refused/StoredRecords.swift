// The records of a frame, in a variable outside.
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Int {
    var kept = RecordList<WriteAttributeFailure>()
    try octets.withOctetView { kept = try Frame($0).records(of: WriteAttributeFailure.self, in: $0) }
    return kept.count
}
