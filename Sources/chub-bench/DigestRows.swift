import GBCSCodec
import HANModel
import ZCLCodec

/// GBCS-5: the hash of an image, against C compiled with -O3 that uses no special instructions either.
enum DigestRows {
    static var plans: [RowPlan] {
        [
            RowPlan(heading: "The hash of an image", name: "SHA-256 of 256 KB") { name, divisor in
                let image = SampleFile.pattern(256 * 1_024 / divisor)
                return Row(
                    name: name, operations: 1, octets: image.count, goal: 1.3,
                    variants: [
                        Row.Variant("swift") { image.withOctetView { SHA256.hash($0) }.start },
                        Row.Variant("c") { Yardstick.digest(image) },
                    ])
            }
        ]
    }
}

extension ImageHash {
    /// The first eight octets.
    fileprivate var start: UInt64 { octets.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
