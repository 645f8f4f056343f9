import CommsHub
import HANCapture
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

/// Wrong ends, activations and versions.
extension MutationTests {
    static let ends: [Mutation] = [
        Mutation("a status that ends no transfer", "OTA-1", .device, at: 3) { plant in
            plant.change(try plant.place(0x06)) { $0[3] = 0x01 }
            let number = plant.frames[try plant.place(0x06)].octets[1]
            let place = try plant.place(0x07)
            plant.frames[place] = plant.frames[place].with(octets: [0x18, number, 0x0B, 0x06, 0x00])
            plant.frames.removeSubrange((place + 1)...)
        },
        Mutation("SUCCESS before the whole file", "OTA-7", .device) { plant in
            let places = (try plant.place(0x03, 11))..<(try plant.place(0x06))
            plant.frames.removeSubrange(places)
            plant.expected = plant.frames[try plant.place(0x06)].number
        },
        Mutation("INVALID_IMAGE of a whole file", "OTA-7", .device) { plant in
            plant.change(try plant.place(0x06)) { $0[3] = 0x96 }
            let number = plant.frames[try plant.place(0x06)].octets[1]
            let place = try plant.place(0x07)
            plant.frames[place] = plant.frames[place].with(octets: [0x18, number, 0x0B, 0x06, 0x00])
            plant.frames.removeSubrange((place + 1)...)
        },
        Mutation("an Upgrade End Response to ABORT", "OTA-6", .hub) { plant in
            let end = try plant.place(0x06)
            plant.frames[end] = plant.frames[end].with(octets: plant.frames[end].octets.replacing(3, with: 0x95))
            plant.expected = plant.frames[try plant.place(0x07)].number
        },
        Mutation("SUCCESS by Default Response to an end with SUCCESS", "OTA-6", .hub, at: 4) { plant in
            let place = try plant.place(0x07)
            plant.change(place) { $0 = [0x18, $0[1], 0x0B, 0x06, 0x00] }
            plant.frames.removeSubrange((place + 1)...)
        },
        Mutation("an Upgrade End Response of another file", "OTA-7", .hub, at: 3) { plant in
            let place = try plant.place(0x07)
            plant.change(place) { $0[7] = 0x09 }
            plant.frames.removeSubrange((place + 1)...)
            plant.end = plant.frames[place].instant
        },
        Mutation("an upgrade time in the past", "HUB-28", .hub, at: 15) { plant in
            plant.change(try plant.place(0x07)) { $0[16] -= 1 }
        },
        Mutation("a waiting device that asks again at once", of: .esme, "OTA-4", .device) { plant in
            let place = try plant.place(0x07)
            let question = plant.frames[try plant.place(0x06)].octets
            plant.insert(question, after: place, by: 600_000, fromHub: false)
            let expected = plant.expected
            plant.insert(plant.frames[place].octets, after: place + 1, fromHub: true)
            plant.expected = expected
        },
    ]

    static let versions: [Mutation] = [
        Mutation("a read a minute too early", "HUB-30", .hub) { plant in
            plant.delay(from: try plant.place(0x00, profileWide: true), by: -60_000)
        },
        Mutation("a read five minutes late", "HUB-30", .hub) { plant in
            plant.delay(from: try plant.place(0x00, profileWide: true), by: 300_000)
        },
        Mutation("no read", "HUB-30", .hub) { plant in
            plant.expected = plant.frames[try plant.place(0x07)].number
            plant.frames.removeSubrange((try plant.place(0x00, profileWide: true))...)
            plant.end = plant.end.adding(seconds: 3_600)
        },
        Mutation("another version", "HUB-30", .device) { plant in
            plant.change(try plant.place(0x01, profileWide: true)) { $0[7] = 0x07 }
        },
        Mutation("a status in place of the version", "HUB-30", .device) { plant in
            plant.change(try plant.place(0x01, profileWide: true)) { $0.replaceSubrange(5..., with: [0x86]) }
        },
        Mutation("three reads 10 s apart", "HUB-30", .hub) { plant in
            let place = try plant.place(0x00, profileWide: true)
            plant.delay(from: place + 1, by: 15_000)
            plant.insert(plant.frames[place].octets, after: place, by: 10_000, fromHub: true)
        },
        Mutation("no query after an Image Notify", "OTA-7", .device) { plant in
            plant.insert([0x09, 0xD0, 0x00, 0x00, 0x64], after: try plant.place(0x07), fromHub: true)
        },
        Mutation("no image after an Image Notify", "HUB-24", .hub) { plant in
            plant.frames.removeSubrange((try plant.place(0x02) + 1)...)
            plant.frames[try plant.place(0x02)] = plant.frames[try plant.place(0x02)].with(
                octets: [0x19, plant.frames[try plant.place(0x02)].octets[1], 0x02, 0x98])
            let query = try plant.place(0x01)
            plant.change(query) {
                $0[3] = 0
                $0.removeLast(2)
            }
        },
        Mutation("an offer for another model", "HUB-24", .hub, at: 4) { plant in
            plant.frames.removeSubrange((try plant.place(0x02) + 1)...)
            plant.change(try plant.place(0x02)) { $0[6] ^= 1 }
        },
        Mutation("another size in the offer than in the header", "OTA-5", .hub) { plant in
            plant.change(try plant.place(0x02)) { $0[12] &-= 50 }
            plant.expected = plant.frames[try plant.place(0x05, 2)].number
            // What goes on is a transfer of the smaller file.
            let last = try plant.place(0x03, 20)
            plant.frames.removeSubrange(last...(last + 1))
        },
        Mutation("silence for half an hour", "HUB-27", .device) { plant in
            let place = try plant.place(0x05, 5)
            plant.frames.removeSubrange((place + 1)...)
            plant.expected = plant.frames[place].number
            plant.end = plant.frames[place].instant.adding(seconds: 1_800)
        },
    ]
}
