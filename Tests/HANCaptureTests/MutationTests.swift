import CommsHub
import HANCapture
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

/// What is planted in a clean capture is found: at its frame, by its rule, and nothing else.
@Suite("check-capture: planted violations")
struct MutationTests {
    /// The frames of a clean run, to be changed.
    struct Plant {
        var frames: [CapturedFrame]
        var end: Instant
        /// The number of the frame where the violation is expected.
        var expected = 0

        /// The place of the `nth` frame, from 1, of a command of the cluster.
        func place(_ command: UInt8, _ nth: Int = 1, profileWide: Bool = false) throws -> Int {
            let type: FrameHeader.FrameType = profileWide ? .profileWide : .clusterSpecific
            let places = frames.indices.filter { index in
                guard let header = FrameHeader(frames[index].octets) else { return false }
                return header.frameType == type && header.commandIdentifier == command
                    && frames[index].cluster == .otaUpgrade
            }
            return try #require(places.dropFirst(nth - 1).first)
        }

        /// Changes the octets of a frame, where the violation is then.
        mutating func change(_ place: Int, _ change: (inout [UInt8]) -> Void) {
            var octets = frames[place].octets
            change(&octets)
            frames[place] = frames[place].with(octets: octets)
            expected = frames[place].number
        }

        /// Puts a frame after another one, so many milliseconds later; the violation is there then.
        mutating func insert(_ octets: [UInt8], after place: Int, by milliseconds: UInt64 = 1, fromHub: Bool) {
            let before = frames[place]
            let (hub, device) = (NodeAddress(pan: Capture.pan, short: 0), NodeAddress(pan: Capture.pan, short: 1))
            let number = 10_000 + frames.count
            frames.insert(
                CapturedFrame(
                    number: number, instant: before.instant.adding(milliseconds: milliseconds),
                    source: fromHub ? hub : device, destination: fromHub ? device : hub, octets: octets), at: place + 1)
            expected = number
        }

        /// Moves all frames from a place on in time.
        mutating func delay(from place: Int, by milliseconds: Int) {
            for index in frames.indices.dropFirst(place) {
                frames[index] = frames[index].with(instant: frames[index].instant.moved(milliseconds))
            }
            end = end.moved(milliseconds)
            expected = frames[place].number
        }
    }

    struct Mutation: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let type: DeviceType
        let rule: String
        let party: Finding.Party
        var offset: Int?
        let plant: @Sendable (inout Plant) throws -> Void

        init(
            _ name: String, of type: DeviceType = .ppmid, _ rule: String, _ party: Finding.Party, at offset: Int? = nil,
            _ plant: @escaping @Sendable (inout Plant) throws -> Void
        ) {
            testDescription = name
            self.type = type
            self.rule = rule
            self.party = party
            self.offset = offset
            self.plant = plant
        }
    }

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
            let place = try plant.place(0x08 - 0x07)
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
            plant.frames[try plant.place(0x03, 5)] = plant.frames[try plant.place(0x03, 5)].with(
                octets: [0x01] + plant.frames[try plant.place(0x03, 5)].octets.dropFirst())
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

    @Test(
        "ZCL-1, ZCL-2, OTA-1 to OTA-7, HUB-24 to HUB-30, HUB-81: each planted violation, and no other",
        arguments: codec + control + correlation + blocks + tries + pages + ends + versions)
    func planted(_ mutation: Mutation) throws {
        let run = try CapturedRun([mutation.type], size: mutation.type == .ihd ? 1_400 : 1_000)
        #expect(run.violations().isEmpty)
        var plant = Plant(frames: run.frames.frames, end: run.frames.end ?? .start)
        try mutation.plant(&plant)
        let findings = CaptureCheck(CapturedFrames(plant.frames, end: plant.end)).violations
        #expect(findings.map(\.rule) == [mutation.rule], "\(findings.map(\.brief))")
        #expect(findings.map(\.party) == [mutation.party])
        #expect(findings.map(\.frame.number) == [plant.expected])
        if let offset = mutation.offset { #expect(findings.map(\.offset) == [offset]) }
    }
}

extension MutationTests.Plant {
    /// The device ends the transfer with ABORT, and the hub says that it knows; the violation stays where it is.
    mutating func abort() throws {
        let before = expected
        insert(
            [0x01, 0xE8, 0x06, 0x95, 0x34, 0x12, 0x01, 0x00, 0x02, 0x00, 0x00, 0x00], after: frames.count - 1,
            by: 5_000,
            fromHub: false)
        insert([0x18, 0xE8, 0x0B, 0x06, 0x00], after: frames.count - 1, by: 20, fromHub: true)
        end = max(end, frames.last?.instant ?? end)
        expected = before
    }

    /// Asks for the octets of a block once more, and serves them.
    mutating func fetchAgain(_ nth: Int, number: UInt8, _ change: (inout [UInt8]) -> Void = { _ in }) throws {
        let clean = try CapturedRun([.ppmid], size: 1_000)
        let plant = MutationTests.Plant(frames: clean.frames.frames, end: end)
        var request = plant.frames[try plant.place(0x03, nth)].octets
        var block = plant.frames[try plant.place(0x05, nth)].octets
        (request[1], block[1]) = (number, number)
        change(&block)
        let before = expected
        let place = try place(0x03, nth + 1) - 1
        insert(request, after: place, by: 3, fromHub: false)
        insert(block, after: place + 1, by: 1, fromHub: true)
        if before != 0 { expected = before }
    }
}

extension CapturedFrame {
    var broadcast: CapturedFrame {
        CapturedFrame(
            number: number, instant: instant, source: source, destination: NodeAddress(pan: Capture.pan, short: 0xFFFD),
            isBroadcast: true, octets: octets)
    }

    func with(octets: [UInt8]? = nil, instant: Instant? = nil) -> CapturedFrame {
        CapturedFrame(
            number: number, instant: instant ?? self.instant, source: source, destination: destination,
            isBroadcast: isBroadcast, isLost: isLost, cluster: cluster, counter: counter, octets: octets ?? self.octets)
    }
}

extension Instant {
    func moved(_ milliseconds: Int) -> Instant {
        Instant(milliseconds: UInt64(clamping: Int64(clamping: self.milliseconds) + Int64(milliseconds)))
    }
}

extension [UInt8] {
    func replacing(_ index: Int, with octet: UInt8) -> [UInt8] {
        var octets = self
        octets[index] = octet
        return octets
    }
}
