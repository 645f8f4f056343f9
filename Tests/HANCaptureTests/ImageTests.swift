import HANCapture
import HANModel
import HANSimulation
import Testing
import ZCLCodec

@Suite("IF-1 images from captures")
struct ImageTests {
    @Test("IF-1: the image of a run is rebuilt, by blocks and by pages, whatever is lost on its way")
    func whole() throws {
        for type in [DeviceType.ppmid, .ihd, .gsme] {
            let run = try CapturedRun([type]) { $0.loss = 0.1 }
            let images = CapturedImages(run.frames).images
            #expect(images.count == 1)
            let image = try #require(images.first)
            #expect(image.isWhole)
            #expect(image.octets() == run.image)
            #expect(image.conflicts.isEmpty)
            #expect(image.header?.file == CapturedRun.file)
            #expect(image.firstDifference(from: run.image) == nil)
        }
    }

    @Test("IF-1: of two devices each has an image")
    func twoDevices() throws {
        let run = try CapturedRun([.ppmid, .ihd])
        let images = CapturedImages(run.frames).images
        #expect(Set(images.map(\.client.short)) == [1, 2])
        #expect(images.map { $0.octets() == run.image } == [true, true])
    }

    @Test("IF-1: what is missing is named, and filled")
    func missing() throws {
        let run = try CapturedRun([.ppmid], size: 1_000)
        var frames = run.frames.frames
        let blocks = frames.indices.filter { frames[$0].octets.count == 67 }
        for place in [blocks[9], blocks[4], blocks[3]] { frames.remove(at: place) }
        let image = try #require(CapturedImages(CapturedFrames(frames)).images.first)
        #expect(image.missing == [150..<250, 450..<500])
        #expect(!image.isWhole)
        #expect(image.count == 850)
        var expected = run.image
        for place in 150..<250 { expected[place] = 0xFF }
        for place in 450..<500 { expected[place] = 0xFF }
        #expect(image.octets(fill: 0xFF) == expected)
    }

    @Test("HUB-81: blocks that contradict one another, and a file that differs, are named with their frames")
    func conflicts() throws {
        let run = try CapturedRun([.ppmid], size: 1_000)
        var frames = run.frames.frames
        let place = try #require(frames.indices.filter { frames[$0].octets.count == 67 }.dropFirst(2).first)
        var octets = frames[place].octets
        octets[20] ^= 1
        let again = CapturedFrame(
            number: 9_999, instant: frames[place].instant, source: frames[place].source,
            destination: frames[place].destination, octets: octets)
        frames.insert(again, at: place + 1)
        let image = try #require(CapturedImages(CapturedFrames(frames)).images.first)
        #expect(image.conflicts.map(\.offset) == [103])
        #expect(image.conflicts.map(\.frames) == [[frames[place].number, 9_999]])
        #expect(image.octets() == run.image)
        var other = run.image
        other[345] ^= 1
        #expect(image.firstDifference(from: other) == 345)
        #expect(image.frame(at: 103) == frames[place].number)
        #expect(image.firstDifference(from: Array(run.image.dropLast())) == 999)
    }

    @Test("OTA-5: without an offer the size is the header's")
    func withoutOffer() throws {
        let run = try CapturedRun([.ppmid], size: 1_000)
        let frames = run.frames.frames.filter { $0.octets.dropFirst(2).first != 0x02 }
        let image = try #require(CapturedImages(CapturedFrames(frames)).images.first)
        #expect(image.size == 1_000)
        #expect(image.octets() == run.image)
    }
}
