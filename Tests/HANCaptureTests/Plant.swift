import CommsHub
import HANCapture
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

extension MutationTests {
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
