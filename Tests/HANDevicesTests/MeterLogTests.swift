import GBCSCodec
import HANDevices
import HANModel
import TestSupport
import Testing
import ZCLCodec

@Suite("GBCS-6 the logs of a meter")
struct MeterLogTests {
    private static let esme = EUI64(rawValue: 0x00DB_1234_5678_90C1)
    private static let ihd = EUI64(rawValue: 0x00DB_1234_5678_90C2)
    private static let ppmid = EUI64(rawValue: 0x00DB_1234_5678_90C3)
    private static let cad = EUI64(rawValue: 0x00DB_1234_5678_90C4)
    private static let stranger = EUI64(rawValue: 0x00DB_1234_5678_90C5)

    private static let deviceLog = [
        HANPeer(device: esme, type: .esme), HANPeer(device: ihd, type: .ihd), HANPeer(device: ppmid, type: .ppmid),
        HANPeer(device: cad, type: .cad),
    ]

    /// A meter that knows four devices and keeps a security event and a general one.
    private func meter(_ type: DeviceType = .gsme, isEmpty: Bool = false) -> DeviceHarness {
        let harness = DeviceHarness {
            $0.type = type
            $0.deviceLog = Self.deviceLog
        }
        guard !isEmpty else { return harness }
        harness.device.record(
            LoggedEvent(log: .security, eventID: 0x8154, time: UTCTime(rawValue: 1), octets: [0xAA]), at: .start)
        harness.device.record(LoggedEvent(log: .general, eventID: 0x8F42, time: UTCTime(rawValue: 2)), at: .start)
        return harness
    }

    /// Get Event Log of all events of all times.
    private func query(_ logControl: Octets) -> Octets {
        "01 31 00 \(logControl) 00 00 00 00 00 00 ff ff ff ff 00 00 00"
    }

    private func ask(_ harness: DeviceHarness, _ frame: Octets, from peer: EUI64?) -> [Octets] {
        harness.receive(frame, cluster: .events, from: peer)
        return harness.frames(of: .events, to: peer)
    }

    @Test(
        "HUB-52, GBCS-6: IHD, PPMID, CAD and a device that the meter does not know get NOT_AUTHORIZED for security logs",
        arguments: [ihd, ppmid, cad, stranger], ["04", "14", "07", "17"] as [Octets])
    func refused(peer: EUI64, logControl: Octets) {
        for type in [.esme, .gsme] as [DeviceType] {
            #expect(ask(meter(type), query(logControl), from: peer) == ["08 31 0b 00 7e"])
            #expect(ask(meter(type, isEmpty: true), query(logControl), from: peer) == ["08 31 0b 00 7e"])
        }
    }

    @Test("HUB-52: all logs are answered to these devices without the security logs", arguments: [ihd, cad, stranger])
    func allLogs(peer: EUI64) {
        #expect(
            ask(meter(), query("00"), from: peer) == ["19 31 01 01 00 00 01 10 03 42 8f 02 00 00 00 00"])
    }

    @Test("HUB-52: the hub and a meter on the device log get the security log", arguments: [nil, esme])
    func permitted(peer: EUI64?) {
        #expect(
            ask(meter(), query("14"), from: peer) == ["19 31 01 01 00 00 01 10 04 54 81 01 00 00 00 01 aa"])
        #expect(
            ask(meter(), query("00"), from: peer) == [
                "19 31 01 02 00 00 01 20 04 54 81 01 00 00 00 00 03 42 8f 02 00 00 00 00"
            ])
    }

    @Test("GBCS-6: an empty log is NOT_FOUND")
    func empty() {
        #expect(ask(meter(isEmpty: true), query("03"), from: Self.ihd) == ["08 31 0b 00 8b"])
        #expect(ask(meter(isEmpty: true), query("04"), from: nil) == ["08 31 0b 00 8b"])
    }

    @Test("ZCL-3, GBCS-6: a device that is no meter serves no logs, and keeps none")
    func noMeter() {
        for type in [.ppmid, .ihd, .cad, .hcalcs] as [DeviceType] {
            let harness = meter(type)
            #expect(harness.device.events(of: .all).isEmpty)
            #expect(ask(harness, query("03"), from: nil) == ["18 31 0b 00 c3"])
        }
    }

    @Test("ZCL-2, ZCL-3: what else arrives on the cluster: attributes, other commands, half a request, a broadcast")
    func others() {
        let harness = meter()
        #expect(ask(harness, "00 32 00 02 00", from: Self.ihd) == ["18 32 01 02 00 86"])
        #expect(ask(harness, "01 33 02", from: Self.ihd) == ["18 33 0b 02 81"])
        #expect(ask(harness, "01 34 00 04", from: Self.ihd) == ["18 34 0b 00 80"])
        #expect(ask(harness, "08 35 00 00 00", from: nil) == ["10 35 0b 00 c3"])
        harness.receive(query("03"), isBroadcast: true, cluster: .events, from: Self.ihd)
        #expect(harness.frames().isEmpty)
        #expect(harness.device.events(of: .security).map(\.eventID) == [0x8154])
    }

    @Test("HUB-82, GBCS-6: a meter keeps 400 events, and an answer has six commands")
    func limits() {
        let harness = meter(isEmpty: true)
        for number in 0..<500 as Range<UInt16> {
            harness.device.record(LoggedEvent(log: .general, eventID: number, time: .zero), at: .start)
        }
        #expect(harness.device.events(of: .general).first?.eventID == 100)
        #expect(ask(harness, query("03"), from: Self.ihd).count == 6)
        #expect(harness.events().isEmpty)
    }
}
