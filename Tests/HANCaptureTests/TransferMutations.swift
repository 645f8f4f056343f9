import CommsHub
import HANCapture
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

/// Wrong blocks and requests.
extension MutationTests {
    static let blocks: [Mutation] = [
        Mutation("another file", "OTA-6", .hub, at: 4) { plant in
            plant.change(try plant.place(0x05, 5)) { $0[11] ^= 1 }
            try plant.fetchAgain(5, number: 0xE0)
        },
        Mutation("another offset", "OTA-6", .hub, at: 12) { plant in
            // The octets of the image there are the same pattern, so that no octet is wrong.
            plant.change(try plant.place(0x05, 5)) { $0[14] = 0x01 }
            try plant.fetchAgain(5, number: 0xE0)
        },
        Mutation("an empty block", "OTA-6", .hub, at: 16) { plant in
            plant.change(try plant.place(0x05, 5)) {
                $0[16] = 0
                $0.removeSubrange(17...)
            }
            try plant.fetchAgain(5, number: 0xE0)
        },
        Mutation("an octet less than asked for", "OTA-6", .hub, at: 16) { plant in
            plant.change(try plant.place(0x05, 5)) {
                $0[16] -= 1
                $0.removeLast()
            }
            try plant.fetchAgain(5, number: 0xE0)
        },
        Mutation("an octet more than asked for", "OTA-6", .hub, at: 16) { plant in
            let next = plant.frames[try plant.place(0x05, 6)].octets[17]
            plant.change(try plant.place(0x05, 5)) {
                $0[16] += 1
                $0.append(next)
            }
        },
        Mutation("beyond the file's end", "OTA-6", .hub, at: 16) { plant in
            plant.change(try plant.place(0x05, 20)) {
                $0[16] += 1
                $0.append(0)
            }
        },
        Mutation("another octet the second time", "HUB-81", .hub, at: 20) { plant in
            try plant.fetchAgain(5, number: 0xE0) { $0[20] ^= 0x10 }
        },
        Mutation("a status that answers no block request", "OTA-1", .hub, at: 3) { plant in
            plant.insert(
                [0x01, 0xE1] + plant.frames[try plant.place(0x03, 6)].octets.dropFirst(2),
                after: try plant.place(0x05, 5),
                fromHub: false)
            plant.insert([0x19, 0xE1, 0x05, 0x96], after: try plant.place(0x03, 6), fromHub: true)
        },
        Mutation("a request beyond the file", "OTA-7", .device, at: 12) { plant in
            let place = try plant.place(0x05, 5)
            var request = plant.frames[try plant.place(0x03, 5)].octets
            request[1] = 0xE2
            request.replaceSubrange(12..<16, with: [0x00, 0x10, 0x00, 0x00])
            plant.insert(request, after: place, fromHub: false)
            let expected = plant.expected
            plant.insert([0x18, 0xE2, 0x0B, 0x03, 0x80], after: place + 1, by: 2, fromHub: true)
            plant.expected = expected
        },
        Mutation("a data size beyond the file's end", "OTA-7", .device, at: 16) { plant in
            plant.change(try plant.place(0x03, 20)) { $0[16] += 1 }
        },
        Mutation("a repetition after a second", "OTA-7", .device) { plant in
            let place = try plant.place(0x03, 5)
            plant.delay(from: place + 1, by: 2_000)
            plant.insert(plant.frames[place].octets, after: place, by: 1_000, fromHub: false)
        },
        Mutation("not waiting as long as told", "OTA-4", .device) { plant in
            let place = try plant.place(0x05, 5)
            let request = plant.frames[try plant.place(0x03, 6)].octets
            plant.insert([0x01, 0xE1] + request.dropFirst(2), after: place, fromHub: false)
            plant.insert(
                [0x19, 0xE1, 0x05, 0x97, 0, 0, 0, 0, 60, 0, 0, 0, 0, 0], after: place + 1, by: 1, fromHub: true)
            plant.expected = plant.frames[try plant.place(0x03, 7)].number
        },
        Mutation("a least time between two requests that is not kept", "OTA-6", .device) { plant in
            let place = try plant.place(0x03, 6)
            plant.change(place) {
                $0[3] |= 0x02
                $0.replaceSubrange(17..., with: [0xFF, 0x7F])
            }
        },
    ]

    static let tries: [Mutation] = [
        Mutation("an eleventh try", "OTA-7", .device) { plant in
            let place = try plant.place(0x03, 5)
            let request = plant.frames[place].octets
            plant.delay(from: place + 1, by: 60_000)
            for attempt in 0..<10 { plant.insert(request, after: place + attempt, by: 5_000, fromHub: false) }
        },
        Mutation("ten tries without an answer, then ABORT", "OTA-6", .hub) { plant in
            let place = try plant.place(0x03, 5)
            let request = plant.frames[place].octets
            plant.frames.removeSubrange((place + 1)...)
            for attempt in 0..<9 { plant.insert(request, after: place + attempt, by: 5_000, fromHub: false) }
            try plant.abort()
        },
        Mutation("ten tries that are answered, then ABORT", "OTA-7", .device) { plant in
            let place = try plant.place(0x03, 5)
            let (request, block) = (plant.frames[place].octets, plant.frames[place + 1].octets)
            plant.frames.removeSubrange((place + 2)...)
            for _ in 0..<9 {
                plant.insert(request, after: plant.frames.count - 1, by: 5_000, fromHub: false)
                plant.insert(block, after: plant.frames.count - 1, by: 10, fromHub: true)
            }
            try plant.abort()
            plant.expected = plant.frames[plant.frames.count - 2].number
        },
        Mutation("ABORT after the hub's ABORT", "OTA-7", .device, at: 3) { plant in
            let place = try plant.place(0x05, 5)
            plant.frames.removeSubrange((place + 1)...)
            plant.change(place) { $0 = [$0[0], $0[1], $0[2], 0x95] }
            try plant.abort()
            plant.expected = plant.frames[plant.frames.count - 2].number
        },
        Mutation("a Default Response to a broadcast", "ZCL-2", .device, at: 3) { plant in
            let place = try plant.place(0x07)
            plant.insert([0x19, 0xD0, 0x00, 0x00, 0x64], after: place, fromHub: true)
            plant.frames[place + 1] = plant.frames[place + 1].broadcast
            plant.insert([0x10, 0xD0, 0x0B, 0x00, 0x01], after: place + 1, fromHub: false)
        },
        Mutation("a request that the hub sends", "ZCL-1", .hub, at: 2) { plant in
            plant.insert([0x09, 0xD0, 0x03, 0x00], after: try plant.place(0x07), fromHub: true)
        },
        Mutation("a command that there is none of", "OTA-1", .device, at: 2) { plant in
            plant.insert([0x01, 0xD0, 0x0A], after: try plant.place(0x07), fromHub: false)
        },
    ]

    static let pages: [Mutation] = [
        Mutation("a page that begins while another one is sent", of: .ihd, "OTA-6", .hub) { plant in
            // The first page's fifth block comes after the first one of the second page.
            let place = try plant.place(0x05, 20)
            let block = plant.frames[place]
            plant.frames.remove(at: place)
            plant.insert(block.octets, after: try plant.place(0x05, 20), by: 5, fromHub: true)
        },
        Mutation("a page's block that does not rise", of: .ihd, "OTA-6", .hub, at: 12) { plant in
            let place = try plant.place(0x05, 5)
            plant.insert(plant.frames[place].octets, after: place, by: 10, fromHub: true)
        },
        Mutation("a page's block is missing", of: .ihd, "OTA-6", .hub, at: 12) { plant in
            let place = try plant.place(0x05, 5)
            plant.expected = plant.frames[place + 1].number
            plant.frames.remove(at: place)
        },
        Mutation("a page's blocks too close", of: .ihd, "OTA-6", .hub) { plant in
            let place = try plant.place(0x05, 5)
            plant.frames[place] = plant.frames[place].with(instant: plant.frames[place].instant.moved(-15))
            plant.expected = plant.frames[place].number
        },
        Mutation("a page's last block is larger", of: .ihd, "OTA-6", .hub, at: 16) { plant in
            let next = plant.frames[try plant.place(0x05, 21)].octets[17]
            plant.change(try plant.place(0x05, 20)) {
                $0[16] += 1
                $0.append(next)
            }
        },
        Mutation("a page size beyond the file's end", of: .ihd, "OTA-7", .device, at: 17) { plant in
            plant.change(try plant.place(0x04, 2)) { $0[17] += 1 }
        },
    ]
}
