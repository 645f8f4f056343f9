import TestSupport
import Testing
import ZCLCodec

@Suite("random octets")
struct RandomOctetsTests {
    @Test("ZCL-1, OTA-1: 100 000 random frames never trap, and those that decode encode to themselves")
    func frames() {
        var generator = Noise(seed: 0x0019_2026)
        var decodedCount = 0
        for round in 0..<100_000 {
            let count = Int.random(in: 0...48, using: &generator)
            var octets = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            // Most of them with a header that leads somewhere.
            if round % 4 != 0, count >= 3 {
                octets[0] &= 0x19
                octets[2] %= 0x0C
                if count >= 4, round % 2 == 0 { octets[3] = [0x00, 0x01, 0x03, 0x97][round / 4 % 4] }
            }
            octets.withOctetView { view in
                let strict = try? DecodedFrame(view, mode: .strict)
                let lenient = try? DecodedFrame(view, mode: .lenient)
                guard let strict else { return }
                decodedCount += 1
                #expect(strict.frame.encoded(anew: view) == octets)
                #expect(strict.deviations.isEmpty && lenient == strict)
            }
        }
        // Else the test tests nothing.
        #expect(decodedCount > 1_000)
    }

    @Test(
        "GBCS-3, GBCS-6: 50 000 random frames of another cluster never trap, and those that decode encode to themselves",
        arguments: [ClusterIdentifier.events, .deviceManagement, .time])
    func otherClusters(cluster: ClusterIdentifier) {
        var generator = Noise(seed: UInt64(cluster.rawValue))
        var decodedCount = 0
        for round in 0..<50_000 {
            let count = Int.random(in: 0...48, using: &generator)
            var octets = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            if round % 4 != 0, count >= 3 {
                octets[0] = octets[0] & 0x18 | 0x01
                octets[2] = [0x00, 0x01, 0x05, 0x01, 0x04][round / 4 % 5]
                // Few entries with short octets, so that some end where the frame does.
                if count >= 8 { octets[7] &= 0x2F }
                for index in stride(from: 15, to: count, by: 8) { octets[index] &= 0x81 }
            }
            octets.withOctetView { view in
                let strict = try? DecodedFrame(view, cluster: cluster, mode: .strict)
                let lenient = try? DecodedFrame(view, cluster: cluster, mode: .lenient)
                if let lenient {
                    #expect(lenient.frame.encoded(anew: view) == [UInt8](octets.dropLast(lenient.surplus.count)))
                }
                guard let strict else { return }
                decodedCount += strict.frame.header.frameType == .clusterSpecific ? 1 : 0
                #expect(strict.frame.encoded(anew: view) == octets)
                #expect(strict.frame.command.cluster == cluster || strict.frame.command.cluster == nil)
                #expect(strict.deviations.isEmpty && lenient == strict)
            }
        }
        // Else the test tests nothing.
        #expect(cluster == .time ? decodedCount == 0 : decodedCount > 100)
    }

    @Test("OTA-5: 20 000 damaged files never trap, and an undamaged header encodes to itself")
    func files() {
        var generator = Noise(seed: 5)
        let payload: [UInt8] = [0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0xAA, 0xBB, 0x04, 0x00, 0x01, 0x00, 0x00, 0x00, 1]
        let good = OTAFileTests.octets(length: 60, control: 4, total: 75, optional: [1, 1, 2, 2], payload: payload)
        var decodedCount = 0
        for _ in 0..<20_000 {
            var octets = good
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                octets[Int.random(in: 0..<octets.count, using: &generator)] = .random(in: 0...255, using: &generator)
            }
            octets.removeLast(Int.random(in: 0...1, using: &generator))
            octets.withOctetView { view in
                guard let file = try? OTAFile(beginning: view) else { return }
                decodedCount += 1
                file.elements.forEach { _, _ in }
                let header = [UInt8](capacity: file.header.encodedSize) { file.header.encode(into: &$0) }
                guard file.header.skippedOctets == 0 else { return }
                #expect(header == [UInt8](octets.prefix(file.header.encodedSize)))
            }
        }
        #expect(decodedCount > 100)
    }
}
