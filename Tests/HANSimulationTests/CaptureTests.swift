import HANModel
import HANSimulation
import Testing
import ZCLCodec

@Suite("OTA-9 captures")
struct CaptureTests {
    /// Image Notify from the hub to the first device, one second after the start, and its query, lost.
    private func capture() -> [UInt8] {
        var capture = Capture(startTime: UTCTime(rawValue: 0))
        capture.add(
            FrameRecord(
                instant: Instant(milliseconds: 1_000), device: 0, isFromHub: true, isLost: false,
                cluster: .otaUpgrade, octets: [0x09, 0x00, 0x00, 0x00, 0x64]))
        capture.add(
            FrameRecord(
                instant: Instant(milliseconds: 1_001), device: 0, isFromHub: false, isLost: true,
                cluster: .otaUpgrade, octets: [0x01, 0x07, 0x06]))
        return capture.octets
    }

    @Test("OTA-9: link type 230; a unicast in MAC, NWK and APS headers, octet for octet")
    func unicast() {
        let octets = capture()
        // pcapng: a section header of 28 octets, an interface of 20 with its link type.
        #expect(octets[0..<4] == [0x0A, 0x0D, 0x0D, 0x0A])
        #expect(octets[28..<36] == [0x01, 0, 0, 0, 20, 0, 0, 0])
        #expect(octets[36..<38] == [230, 0])
        // An enhanced packet: 946 684 801 s in microseconds (0x00035D01 3B472240), and 30 octets of packet.
        #expect(octets[48..<52] == [0x06, 0, 0, 0])
        #expect(octets[60..<64] == [0x01, 0x5D, 0x03, 0x00])
        #expect(octets[68..<76] == [30, 0, 0, 0, 30, 0, 0, 0])
        #expect(
            octets[76..<106] == [
                0x61, 0x88, 0x00, 0x62, 0x1A, 0x01, 0x00, 0x00, 0x00,  // MAC
                0x48, 0x00, 0x01, 0x00, 0x00, 0x00, 30, 0x00,  // NWK
                0x40, 0x01, 0x19, 0x00, 0x09, 0x01, 0x01, 0x00,  // APS
                0x09, 0x00, 0x00, 0x00, 0x64,  // ZCL
            ])
    }

    @Test("OTA-9: the way back has the addresses the other way round; a lost frame says so")
    func lost() {
        let octets = capture()
        // The first packet block ends at 48 + 12 + 20 + 32.
        let second = octets[112...]
        #expect(second.prefix(4) == [0x06, 0, 0, 0])
        let packet = second.dropFirst(28)
        #expect(packet.prefix(9) == [0x61, 0x88, 0x01, 0x62, 0x1A, 0x00, 0x00, 0x01, 0x00])
        // After 28 octets of packet the comment option: code 1, four octets.
        #expect(Array(packet.dropFirst(28).prefix(8)) == [0x01, 0x00, 0x04, 0x00] + Array("lost".utf8))
    }

    @Test("OTA-9: the end of a capture is an interface statistics block with its time")
    func end() {
        var capture = Capture(startTime: UTCTime(rawValue: 0))
        capture.end(at: Instant(milliseconds: 1_000))
        let block = Array(capture.octets[48...])
        // 946 684 801 s in microseconds, as the block's time and as its option 3.
        let time: [UInt8] = [0x01, 0x5D, 0x03, 0x00, 0x40, 0x22, 0x47, 0x3B]
        let body = [0, 0, 0, 0] + time + [3, 0, 8, 0] + time + [0, 0, 0, 0]
        #expect(block == [5, 0, 0, 0, 40, 0, 0, 0] + body + [40, 0, 0, 0])
    }
}
