import CommsHub
import HANCapture
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

/// Wrong octets, and answers that answer nothing.
extension MutationTests {
    static let codec: [Mutation] = [
        Mutation("reserved frame type", "ZCL-1", .hub, at: 0) { try $0.change($0.place(0x00)) { $0[0] |= 0x02 } },
        Mutation("reserved bits", "ZCL-1", .device, at: 0) { plant in
            // A question by itself, which nothing answers.
            plant.insert([0x41, 0xF0, 0x01], after: try plant.place(0x00), fromHub: false)
        },
        Mutation("payload cut short", "OTA-1", .hub, at: 14) { try $0.change($0.place(0x02)) { $0.removeLast(2) } },
        Mutation("octets too many", "OTA-2", .hub, at: 67) { try $0.change($0.place(0x05, 3)) { $0.append(0) } },
        Mutation("undefined field control bits", "OTA-2", .device, at: 3) {
            try $0.change($0.place(0x03, 3)) { $0[3] |= 0x80 }
        },
        Mutation("query jitter 0", "OTA-1", .hub, at: 4) { try $0.change($0.place(0x00)) { $0[4] = 0 } },
        Mutation("query jitter 101", "OTA-1", .hub, at: 4) { try $0.change($0.place(0x00)) { $0[4] = 101 } },
        Mutation("a boolean of 5 in an answer", "ZCL-2", .device, at: 7) { plant in
            let octets: [UInt8] = [0x10, 0x01, 0x01, 0x02, 0x00, 0x00, 0x10, 0x05]
            plant.change(try plant.place(0x01, profileWide: true)) { $0 = octets }
        },
    ]

    static let control: [Mutation] = [
        Mutation("a block with bit 4 clear", "ZCL-1", .hub, at: 0) {
            try $0.change($0.place(0x05, 4)) { $0[0] = 0x09 }
        },
        Mutation("a unicast Image Notify with bit 4 set", "ZCL-1", .hub, at: 0) {
            try $0.change($0.place(0x00)) { $0[0] = 0x19 }
        },
        Mutation("an offer with bit 4 clear", "ZCL-1", .hub, at: 0) { try $0.change($0.place(0x02)) { $0[0] = 0x09 } },
        Mutation("a read with bit 4 set", "ZCL-1", .hub, at: 0) { plant in
            plant.change(try plant.place(0x00, profileWide: true)) { $0[0] = 0x18 }
        },
        Mutation("a version told with the hub's direction", "ZCL-1", .device, at: 0) { plant in
            plant.change(try plant.place(0x01, profileWide: true)) { $0[0] = 0x18 }
        },
    ]

    static let correlation: [Mutation] = [
        Mutation("an offer's sequence number", "ZCL-1", .hub, at: 1) { try $0.change($0.place(0x02)) { $0[1] &+= 77 } },
        Mutation("a block's sequence number", "ZCL-1", .hub, at: 1) {
            try $0.change($0.place(0x05, 5)) { $0[1] &+= 77 }
        },
        Mutation("an Upgrade End Response's sequence number", "ZCL-1", .hub, at: 1) {
            try $0.change($0.place(0x07)) { $0[1] &+= 77 }
        },
        Mutation("a block twice", "ZCL-1", .hub) { plant in
            let place = try plant.place(0x05, 5)
            plant.insert(plant.frames[place].octets, after: place, fromHub: true)
        },
        Mutation("a Default Response to nothing", "ZCL-1", .device, at: 1) { plant in
            plant.insert([0x10, 0x99, 0x0B, 0x05, 0x00], after: try plant.place(0x05, 5), fromHub: false)
        },
        Mutation("a Default Response to a Default Response", "ZCL-2", .hub, at: 3) { plant in
            // FAILURE to an offer is no refusal (HUB-33).
            let place = try plant.place(0x02)
            let number = plant.frames[place].octets[1]
            plant.insert([0x10, number, 0x0B, 0x02, 0x01], after: place, fromHub: false)
            plant.insert([0x18, number, 0x0B, 0x0B, 0x01], after: place + 1, by: 2, fromHub: true)
        },
        Mutation("SUCCESS to a block, which wants none", "ZCL-2", .device, at: 4) { plant in
            let place = try plant.place(0x05, 5)
            let number = plant.frames[place].octets[1]
            plant.insert([0x10, number, 0x0B, 0x05, 0x00], after: place, fromHub: false)
        },
        Mutation("an answer to a query is missing", "OTA-6", .hub) { plant in
            let place = try plant.place(0x01)
            let query = plant.frames[place].octets
            // A query of its own, long before the others.
            plant.insert([query[0], 0xF0] + query.dropFirst(2), after: place, by: 2, fromHub: false)
        },
        Mutation("a block is missing", "OTA-6", .hub) { plant in
            plant.expected = plant.frames[try plant.place(0x03, 5)].number
            plant.frames.remove(at: try plant.place(0x05, 5))
        },
        Mutation("SUCCESS in place of a block", "OTA-6", .hub, at: 4) { plant in
            let place = try plant.place(0x05, 5)
            let number = plant.frames[place].octets[1]
            plant.insert([0x18, number, 0x0B, 0x03, 0x00], after: place - 1, by: 2, fromHub: true)
            plant.frames.remove(at: place + 1)
            // The octets are asked for again, and come.
            try plant.fetchAgain(5, number: 0xE0)
        },
        Mutation("a bit-4-clear answer without its Default Response", "ZCL-2", .hub, at: 0) { plant in
            let place = try plant.place(0x01, profileWide: true)
            plant.change(place) { $0[0] = 0x00 }
            plant.end = plant.end.adding(seconds: 60)
        },
    ]
}
