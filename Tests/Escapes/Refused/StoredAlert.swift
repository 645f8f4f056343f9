// An alert in GBZ, in a variable outside.
import GBCSCodec
import ZCLCodec

func leak(_ octets: [UInt8]) throws -> Int {
    var kept: GBZAlert?
    try octets.withOctetView { view in
        guard case .gbzAlert(let alert) = try Message(view).decodedContent(in: view) else { return }
        kept = alert
    }
    return kept?.useCaseContent.count ?? 0
}
