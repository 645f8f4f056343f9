import CommsHub
import GBCSCodec
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-6 an image comes over the WAN in pieces")
struct DownloadTests {
    private let image = TestImage(0x01, for: Device.ppmid, Device.ihd, size: 300)

    /// A hub that was told of a download of as many octets as these.
    private func beginning(
        _ octets: [UInt8], useCase: UseCase = .cs05c, for targets: [EUI64] = [Device.ppmid, Device.ihd],
        change: (inout HubConfiguration) -> Void = { _ in }
    ) throws -> HubHarness {
        let harness = try HubHarness(change: change)
        try harness.perform(.beginDownload(useCase: useCase, size: octets.count, targets: targets))
        return harness
    }

    @Test("HUB-6, HUB-81: pieces of every size make the same image, to the octet")
    func everySize() throws {
        let octets = image.octets
        for size in 1...octets.count {
            let harness = try beginning(octets)
            for offset in stride(from: 0, to: octets.count, by: size) {
                #expect(harness.hub.downloadedOctets == offset)
                let piece = Array(octets[offset..<min(offset + size, octets.count)])
                try harness.perform(.downloadPiece(offset: offset, octets: piece))
            }
            #expect(harness.hub.downloadedOctets == nil)
            _ = harness.transmissions()
            let blocks = stride(from: 0, to: 300, by: 50)
            #expect(
                blocks.flatMap { harness.block(image, offset: UInt32($0)) }
                    == blocks.map {
                        SampleFrames.block(0x31, fid: image.fid, offset: $0, count: 50, of: image.file.octets)
                    })
        }
    }

    @Test("HUB-6: a partial image is served to nobody and notifies nobody, up to its last octet but one")
    func partial() throws {
        let octets = image.octets
        let harness = try beginning(octets)
        for (offset, octet) in octets.dropLast().enumerated() {
            try harness.perform(.downloadPiece(offset: offset, octets: [octet]))
            #expect(harness.hub.targets.isEmpty)
            #expect(harness.query(image) == ["19 21 02 98"])
            #expect(harness.block(image, offset: 0) == ["18 31 0b 03 98"])
        }
        // HUB-33: each of these requests was refused; HUB-82: not all of so many events are kept.
        let names = harness.events().map(\.description.name)
        #expect(!names.isEmpty && names.allSatisfy { ["requestRefused", "eventsDropped"].contains($0) })
        harness.advance(seconds: 40 * 86_400)
        #expect(harness.transmissions().isEmpty)
        #expect(harness.events().isEmpty)
        #expect(harness.hub.downloadedOctets == octets.count - 1)
        try harness.perform(.downloadPiece(offset: octets.count - 1, octets: octets.suffix(1)))
        #expect(
            harness.transmissions().map(\.device).sorted { $0.rawValue < $1.rawValue } == [Device.ppmid, Device.ihd])
        #expect(harness.states == [.awaitingQuery, .awaitingQuery])
    }

    @Test("HUB-6: a partial image overwrites nothing, and leaves what is stored in service")
    func overwritesNothing() throws {
        let stored = TestImage(0x01, version: 9, for: Device.ppmid)
        let harness = try HubHarness()
        try harness.update(stored)
        let octets = image.octets
        try harness.perform(.beginDownload(useCase: .cs05c, size: octets.count, targets: image.devices))
        try harness.perform(.downloadPiece(offset: 0, octets: octets.dropLast()))
        _ = harness.transmissions()
        #expect(harness.query(stored) == [SampleFrames.offer(0x21, fid: stored.fid, size: 500)])
        try harness.perform(.downloadPiece(offset: octets.count - 1, octets: octets.suffix(1)))
        #expect(harness.states == [.discarded, .awaitingQuery, .awaitingQuery])
    }

    @Test("HUB-6: after a break the same download goes on where it stood, however often it is begun")
    func resume() throws {
        let octets = image.octets
        let harness = try beginning(octets)
        try harness.perform(.downloadPiece(offset: 0, octets: Array(octets[..<100])))
        harness.advance(seconds: 7 * 86_400)
        for _ in 0..<2 {
            try harness.perform(.beginDownload(useCase: .cs05c, size: octets.count, targets: image.devices))
            #expect(harness.hub.downloadedOctets == 100)
        }
        try harness.perform(.downloadPiece(offset: 100, octets: []))
        try harness.perform(.downloadPiece(offset: 100, octets: Array(octets[100...])))
        #expect(harness.states == [.awaitingQuery, .awaitingQuery])
    }

    @Test("HUB-6: a piece out of order is a typed error that names the offset, and changes nothing")
    func outOfOrder() throws {
        let octets = image.octets
        let harness = try beginning(octets)
        try harness.perform(.downloadPiece(offset: 0, octets: Array(octets[..<100])))
        for offset in [0, 50, 99, 101, octets.count, Int.max, -1, Int.min] {
            #expect(throws: WANRequestError.pieceOutOfOrder(expected: 100)) {
                try harness.perform(.downloadPiece(offset: offset, octets: Array(octets[100...])))
            }
            #expect(harness.hub.downloadedOctets == 100)
        }
        try harness.perform(.downloadPiece(offset: 100, octets: Array(octets[100...])))
        #expect(harness.hub.targets.count == 2)
    }

    @Test("HUB-6: a piece that passes the announced size is a typed error, and changes nothing")
    func tooLong() throws {
        let octets = image.octets
        let harness = try beginning(octets)
        for (offset, piece) in [(0, octets + [0]), (100, Array(octets[100...]) + [0])] {
            #expect(throws: WANRequestError.pieceTooLong(end: octets.count)) {
                try harness.perform(.downloadPiece(offset: offset, octets: piece))
            }
            #expect(harness.hub.downloadedOctets == offset)
            if offset == 0 { try harness.perform(.downloadPiece(offset: 0, octets: Array(octets[..<100]))) }
        }
    }

    @Test("HUB-6: another download is refused while one is in progress, whatever it differs in")
    func another() throws {
        let size = image.octets.count
        let harness = try beginning(image.octets)
        try harness.perform(.downloadPiece(offset: 0, octets: [0x1E]))
        for request: WANRequest in [
            .beginDownload(useCase: .cs05c, size: size + 1, targets: image.devices),
            .beginDownload(useCase: .cs05c, size: size, targets: [Device.ppmid]),
            .beginDownload(useCase: .cs05c, size: size, targets: image.devices.reversed()),
            .beginDownload(useCase: .cs05c, size: size, targets: image.devices, forceReplace: true),
            .beginDownload(useCase: .cs05b, size: size, targets: [Device.esme]),
        ] {
            #expect(throws: WANRequestError.downloadInProgress) { try harness.perform(request) }
            #expect(harness.hub.downloadedOctets == 1)
        }
        // A whole image comes by another way meanwhile.
        try harness.update(TestImage(0x02, for: Device.esme))
        #expect(harness.hub.downloadedOctets == 1)
    }

    @Test("HUB-6: a download that is given up leaves nothing; without one there is none to go on with")
    func cancel() throws {
        let octets = image.octets
        let harness = try beginning(octets)
        try harness.perform(.downloadPiece(offset: 0, octets: Array(octets[..<100])))
        try harness.perform(.cancelDownload)
        #expect(harness.hub.downloadedOctets == nil)
        for request: WANRequest in [.cancelDownload, .downloadPiece(offset: 100, octets: Array(octets[100...]))] {
            #expect(throws: WANRequestError.noDownload) { try harness.perform(request) }
        }
        #expect(harness.hub.targets.isEmpty)
        #expect(harness.events().isEmpty)
        try harness.perform(.beginDownload(useCase: .cs05c, size: octets.count, targets: image.devices))
        #expect(harness.hub.downloadedOctets == 0)
    }

    @Test(
        "HUB-2, HUB-5, HUB-6: what cannot become an image is not begun",
        arguments: [
            (.beginDownload(useCase: .cs05c, size: 300, targets: []), .noTargets),
            (
                .beginDownload(useCase: .cs05c, size: 300, targets: [Device.ppmid, Device.ppmid]),
                .duplicateTarget(Device.ppmid)
            ),
            (
                .beginDownload(useCase: .cs05c, size: 300, targets: [Device.stranger]),
                .unknownTarget(Device.stranger)
            ),
            (
                .beginDownload(useCase: .cs05c, size: 300, targets: [Device.esme]),
                .wrongTargetType(Device.esme, .esme)
            ),
            (.beginDownload(useCase: .cs05c, size: 0, targets: [Device.ppmid]), .emptyDownload),
            (.beginDownload(useCase: .cs05c, size: -1, targets: [Device.ppmid]), .emptyDownload),
        ] as [(WANRequest, WANRequestError)])
    func notBegun(request: WANRequest, error: WANRequestError) throws {
        let harness = try HubHarness { $0.memoryBlockCapacity = 500 }
        #expect(throws: error) { try harness.perform(request) }
        #expect(harness.hub.downloadedOctets == nil)
        #expect(harness.events().isEmpty)
    }

    @Test("HUB-2, HUB-14: what is announced and fits no block, whatever stands around it, is alerted for each target")
    func announcedTooLarge() throws {
        let harness = try HubHarness { $0.memoryBlockCapacity = 500 }
        let targets = [Device.ppmid, Device.ihd]
        #expect(throws: WANRequestError.imageTooLarge(size: 640, capacity: 500)) {
            try harness.perform(.beginDownload(useCase: .cs05c, size: 640, targets: targets))
        }
        #expect(harness.hub.downloadedOctets == nil)
        #expect(harness.alerts().map(Told.init) == targets.map { Told(.imageDiscarded, $0, 0) })
    }

    @Test("HUB-2, HUB-6: an image that fills a block comes with header and activation date-time around it")
    func fullBlock() throws {
        let full = TestImage(0x01, for: Device.ppmid, size: 560)
        let harness = try beginning(full.octets, for: full.devices) { $0.memoryBlockCapacity = 500 }
        try harness.perform(.downloadPiece(offset: 0, octets: full.octets))
        #expect(harness.hub.targets.map(\.imageSize) == [560])
    }
}
