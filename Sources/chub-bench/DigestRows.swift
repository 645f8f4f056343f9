import GBCSCodec
import HANModel
import ZCLCodec

/// GBCS-5: the hash of an image, against C compiled with -O3 that uses no special instructions either.
enum DigestRows {
    static var plans: [RowPlan] {
        [
            RowPlan(heading: "The hash of an image", name: "SHA-256 of 256 KB") { name, divisor in
                let image = SampleFile.pattern(256 * 1_024 / divisor)
                // Compared, since to look into a hash is an allocation.
                let hash = image.withOctetView { SHA256.hash($0) }
                let sum = hash.octets.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
                return Row(
                    name: name, operations: 1, octets: image.count, goal: 1.3,
                    variants: [
                        Row.Variant("swift") { image.withOctetView { SHA256.hash($0) } == hash ? sum : .max },
                        Row.Variant("c") { Yardstick.digest(image) },
                    ])
            }
        ]
    }
}
