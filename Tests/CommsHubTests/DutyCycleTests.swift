import CommsHub
import GBCSCodec
import HANModel
import TestSupport
import Testing
import ZCLCodec

@Suite("HUB-60 duty cycle")
struct DutyCycleTests {
    /// A hub with one PPMID on each band, both targets of an image of 100 octets.
    private static let near = EUI64(rawValue: 0x00DB_1234_5678_9001)
    private static let far = EUI64(rawValue: 0x00DB_1234_5678_9002)

    /// What a hub sends, by device, and its alerts.
    private struct Home: ~Copyable {
        var hub: CommunicationsHub
        var buffer = [UInt8](repeating: 0, count: 512)

        init(_ change: (inout HubConfiguration) -> Void = { _ in }) throws {
            var configuration = HubConfiguration()
            change(&configuration)
            var hub = try CommunicationsHub(
                configuration: configuration,
                deviceLog: [
                    DeviceLogEntry(device: near, type: .ppmid),
                    DeviceLogEntry(device: far, type: .ppmid, band: .subGHz),
                ])
            try hub.perform(.setTime(UTCTime(rawValue: 800_000_000)), at: .start)
            self.hub = hub
        }

        mutating func update() throws {
            let image = SampleFile(size: 100).octets + [0, 0, 0, 0]
            try hub.perform(.updateFirmware(useCase: .cs05c, upgradeImage: image, targets: [near, far]), at: .start)
        }

        mutating func frames() -> [(EUI64, [UInt8])] {
            var frames: [(EUI64, [UInt8])] = []
            while let sent = buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) {
                frames.append((sent.device, Array(buffer[..<sent.size])))
            }
            return frames
        }

        mutating func alerts() -> [Alert] {
            var alerts: [Alert] = []
            while let event = hub.pollEvent() { if case .alert(let alert) = event { alerts.append(alert) } }
            return alerts
        }

        mutating func receive(_ octets: Octets, from device: EUI64, at instant: Instant) {
            octets.array.withOctetView { hub.receive($0, from: device, at: instant) }
        }
    }

    /// 1.30 % of an hour in microseconds.
    private let limited: UInt64 = 46_800_000
    /// 2.20 % of an hour in microseconds.
    private let critical: UInt64 = 79_200_000

    private func minutes(_ count: UInt64) -> Instant { Instant(milliseconds: count * 60_000) }

    @Test("HUB-60, GBCS-7: 1.30 % is limited (0x8F20), 2.20 % critical (0x8F22); less by 0.10 % they end")
    func levels() throws {
        var home = try Home()
        home.hub.addSubGHzTraffic(microseconds: limited - 1, at: minutes(1))
        #expect(home.alerts().isEmpty)
        home.hub.addSubGHzTraffic(microseconds: 1, at: minutes(2))
        #expect(home.alerts().map(\.code.rawValue) == [0x8F20])
        home.hub.addSubGHzTraffic(microseconds: critical - limited, at: minutes(3))
        #expect(home.alerts().map(\.code.rawValue) == [0x8F22])
        // The first minute's traffic leaves the hour: next to nothing is left of it.
        home.hub.advance(to: minutes(61))
        #expect(home.alerts().map(\.code.rawValue) == [0x8F23, 0x8F21])
    }

    @Test("HUB-60: within the hysteresis of 0.10 % nothing changes")
    func hysteresis() throws {
        var home = try Home()
        home.hub.addSubGHzTraffic(microseconds: 3_600_000, at: minutes(1))
        home.hub.addSubGHzTraffic(microseconds: limited - 3_600_000, at: minutes(2))
        #expect(home.alerts().map(\.code.rawValue) == [0x8F20])
        // 1.20 % is left, not less.
        home.hub.advance(to: minutes(61))
        #expect(home.alerts().isEmpty)
        home.hub.advance(to: minutes(62))
        #expect(home.alerts().map(\.code.rawValue) == [0x8F21])
    }

    @Test(
        "HUB-60: a suspended device is told to wait with a delta and is served again by itself; 2.4 GHz is not touched")
    func blocks() throws {
        var home = try Home()
        try home.update()
        _ = home.frames()
        home.hub.addSubGHzTraffic(microseconds: limited, at: minutes(1))
        let request: Octets = "01 21 03 00 34 12 78 56 04 03 02 01 00 00 00 00 32"
        home.receive(request, from: Self.far, at: minutes(2))
        home.receive(request, from: Self.near, at: minutes(2))
        let frames = home.frames()
        let far = try #require(frames.first { $0.0 == Self.far }).1
        // WAIT_FOR_DATA, current time 0, 300 seconds, block period 0.
        let wait: Octets = "19 21 05 97 00 00 00 00 2c 01 00 00 00 00"
        #expect(far == wait.array)
        #expect(frames.first { $0.0 == Self.near }?.1.count == 17 + 50)
        home.receive(request, from: Self.far, at: minutes(62))
        #expect(home.frames().map(\.1.count) == [17 + 50])
    }

    @Test("HUB-60: no Image Notify leaves while the band is limited; it is sent when it is free")
    func notify() throws {
        var home = try Home()
        home.hub.addSubGHzTraffic(microseconds: limited, at: .start)
        try home.update()
        #expect(home.frames().map(\.0) == [Self.near])
        home.hub.advance(to: minutes(59))
        #expect(home.frames().isEmpty)
        home.hub.advance(to: minutes(65))
        #expect(home.frames().map(\.0) == [Self.far])
    }

    @Test("HUB-60: a page that is running pauses and goes on")
    func page() throws {
        var home = try Home()
        try home.update()
        _ = home.frames()
        // Two blocks of 50, ten seconds apart.
        home.receive("01 21 04 00 34 12 78 56 04 03 02 01 00 00 00 00 32 64 00 10 27", from: Self.far, at: minutes(1))
        #expect(home.frames().count == 1)
        home.hub.addSubGHzTraffic(microseconds: limited, at: minutes(1))
        home.hub.advance(to: minutes(30))
        #expect(home.frames().isEmpty)
        home.hub.advance(to: minutes(61))
        let frames = home.frames()
        #expect(frames.count == 1)
        #expect(Array(frames.first?.1[12..<16] ?? []) == [0x32, 0x00, 0x00, 0x00])
    }

    @Test("HUB-60, OTA-6: a request that is held back when the band becomes limited is told to wait, when it is due")
    func heldBack() throws {
        var home = try Home { $0.minimumBlockPeriod = 700 }
        try home.update()
        _ = home.frames()
        home.receive("01 21 03 00 34 12 78 56 04 03 02 01 00 00 00 00 32", from: Self.far, at: minutes(1))
        #expect(home.frames().count == 1)
        home.receive("01 22 03 00 34 12 78 56 04 03 02 01 32 00 00 00 32", from: Self.far, at: minutes(1))
        home.hub.addSubGHzTraffic(microseconds: limited, at: minutes(1))
        #expect(home.frames().isEmpty)
        let due = minutes(1).adding(milliseconds: 700)
        #expect(home.hub.nextDeadline == due)
        home.hub.advance(to: due)
        // OTA-6: 300 seconds, and the hub's block period.
        let wait: Octets = "19 22 05 97 00 00 00 00 2c 01 00 00 bc 02"
        #expect(home.frames().map(\.1) == [wait.array])
    }

    @Test("HUB-60: the hub counts its own frames to devices on the band, and no others")
    func ownFrames() throws {
        var home = try Home()
        try home.update()
        // A notification of 13 octets and 33 around them, 80 µs each: 3.68 ms of the hour are used up.
        _ = home.frames()
        home.hub.addSubGHzTraffic(microseconds: limited - 3_681, at: .start)
        #expect(home.alerts().isEmpty)
        home.hub.addSubGHzTraffic(microseconds: 1, at: .start)
        #expect(home.alerts().map(\.code.rawValue) == [0x8F20])
    }

    @Test("HUB-60: a notification and a block that wait to be sent when the band becomes limited do not leave")
    func queued() throws {
        var home = try Home()
        try home.update()
        home.hub.addSubGHzTraffic(microseconds: limited, at: .start)
        #expect(home.frames().map(\.0) == [Self.near])
        home.hub.advance(to: minutes(65))
        #expect(home.frames().map(\.0) == [Self.far])
        home.receive("01 21 03 00 34 12 78 56 04 03 02 01 00 00 00 00 32", from: Self.far, at: minutes(66))
        home.hub.addSubGHzTraffic(microseconds: limited, at: minutes(66))
        let wait: Octets = "19 21 05 97 00 00 00 00 2c 01 00 00 00 00"
        #expect(home.frames().map(\.1) == [wait.array])
    }
}
