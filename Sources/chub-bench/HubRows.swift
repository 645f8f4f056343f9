import CommsHub
import ZCLCodec

/// The hub: how long it takes a request in and its block out. A row of one device has C's decoding and encoding as its
/// yardstick; what makes it harder is compared with that one device.
enum HubRows {
    static var plans: [RowPlan] {
        [
            plan("hub, 1 device") { name, operations in
                try againstC(name, operations, goal: 2.5) { try ServingHub(devices: 1, blocks: operations) }
            },
            // Sixteen may cost three tenths more than one.
            plan("hub, 16 devices") { name, operations in
                try againstC(name, operations, goal: 3.25) { try ServingHub(devices: 16, blocks: operations) }
            },
            plan("hub, 2 images") { name, operations in
                let hub = try ServingHub(devices: 2, images: 2, blocks: operations)
                return try againstPlain(name, operations, Row.Variant("two") { hub.serve() })
            },
            plan("hub, paced by 200 ms") { name, operations in
                let hub = try ServingHub(devices: 1, blocks: operations) { $0.minimumBlockPeriod = 200 }
                return try againstPlain(name, operations, Row.Variant("paced") { hub.servePaced() })
            },
            plan("hub, by pages of 16 blocks") { name, operations in
                let hub = try ServingHub(devices: 1, blocks: operations)
                return try againstPlain(name, operations, Row.Variant("pages") { hub.servePages() })
            },
        ]
    }

    private static func plan(_ name: String, _ makeRow: @escaping (String, Int) throws -> Row) -> RowPlan {
        RowPlan(heading: "The hub, a block", name: name) { name, divisor in
            try makeRow(name, CodecRows.operations / divisor)
        }
    }

    private static func againstC(
        _ name: String, _ operations: Int, goal: Double, _ makeHub: () throws -> ServingHub
    ) throws -> Row {
        let hub = try makeHub()
        let image = SampleFile.octets(operations * 50)
        return Row(
            name: name, operations: operations, goal: goal,
            variants: [
                Row.Variant("hub") { hub.serve() },
                Row.Variant("c") {
                    Yardstick.serve(hub.requests, length: hub.requests.count / operations, image: image)
                },
            ])
    }

    private static func againstPlain(_ name: String, _ operations: Int, _ variant: Row.Variant) throws -> Row {
        let plain = try ServingHub(devices: 1, blocks: operations)
        return Row(
            name: name, operations: operations, goal: 1.5,
            variants: [variant, Row.Variant("plain") { plain.serve() }])
    }
}
