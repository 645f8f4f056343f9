import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

@Suite("GBCS-6 security logs over the HAN, end to end")
struct EventLogTests {
    private static let security = LoggedEvent(
        log: .security, eventID: 0x8154, time: UTCTime(rawValue: 800_000_000), octets: [0xAA])
    private static let general = LoggedEvent(log: .general, eventID: 0x8F42, time: UTCTime(rawValue: 800_000_001))

    private static func query(_ logControl: UInt8) -> GetEventLog {
        GetEventLog(
            logControl: logControl, eventID: 0, start: .zero, end: .zero, numberOfEvents: 0, eventOffset: 0)
    }

    /// An ESME, an IHD, a CAD and a PPMID; ESME and hub keep a security event and a general one. The ESME has
    /// the CAD on its log as what `cadType` says.
    private func home(cadType: DeviceType = .cad) throws -> Simulation {
        var simulation = try Home.simulation([.esme, .ihd, .cad, .ppmid]) { configuration in
            let peers = configuration.devices.map { HANPeer(device: $0.configuration.device, type: $0.type) }
            configuration.devices[0].configuration.deviceLog = peers
            configuration.devices[0].configuration.deviceLog[2].type = cadType
        }
        for event in [Self.security, Self.general] {
            simulation.record(event)
            simulation.record(event, in: 0)
        }
        return simulation
    }

    /// What a device hears when it asks.
    private func ask(
        _ device: Int, _ logControl: UInt8, of server: Int?, in simulation: inout Simulation
    ) -> [DeviceEvent] {
        var heard: [DeviceEvent] = []
        simulation.onEvent = { event in
            if case .device(device, let event) = event.source { heard.append(event) }
        }
        simulation.requestEventLog(Self.query(logControl), of: server, by: device)
        simulation.run()
        return heard
    }

    @Test(
        "HUB-52, GBCS-6: IHD, CAD and PPMID ask ESME and hub for the security log and are refused",
        arguments: [1, 2, 3], [0, nil])
    func refused(device: Int, server: Int?) throws {
        var simulation = try home()
        #expect(ask(device, 0x14, of: server, in: &simulation) == [.eventLogRefused(.notAuthorized)])
        #expect(ask(device, 0x10, of: server, in: &simulation) == [.eventLog([Self.general], total: 1)])
    }

    @Test("HUB-52: a device that is permitted gets the security log")
    func permitted() throws {
        // The ESME knows it as a switch, which GBCS-6 does not name.
        var simulation = try home(cadType: .hcalcs)
        #expect(ask(2, 0x14, of: 0, in: &simulation) == [.eventLog([Self.security], total: 1)])
        #expect(ask(2, 0x14, of: nil, in: &simulation) == [.eventLogRefused(.notAuthorized)])
    }

    @Test("HUB-52: the hub has the GPF's copy of a GSME's logs, for remote parties and no display")
    func copy() throws {
        var simulation = try Home.simulation([.gsme, .ppmid, .esme])
        for event in [Self.security, Self.general] {
            simulation.record(event, in: 0)
            simulation.record(event, in: 2)
        }
        let copies = [Self.security.gpfCopy, Self.general.gpfCopy]
        let kept = simulation.hub.events(of: .all)
        #expect(kept == copies)
        var heard: [DeviceEvent] = []
        simulation.onEvent = { event in
            if case .device(1, let event) = event.source { heard.append(event) }
        }
        simulation.requestEventLog(Self.query(0x17), by: 1)
        // A GSME wakes for ever.
        simulation.run(until: 1_000)
        #expect(heard == [.eventLogRefused(.notAuthorized)])
    }

    @Test("OTA-9, GBCS-6: a frame between two devices names both, and its cluster")
    func frames() throws {
        var simulation = try home()
        var frames: [FrameRecord] = []
        simulation.onFrame = { frames.append($0) }
        _ = ask(1, 0x14, of: 0, in: &simulation)
        #expect(frames.map(\.octets[0]) == [0x01, 0x08])
        #expect(frames.map(\.device) == [1, 0])
        #expect(frames.map(\.peer) == [0, 1])
        #expect(frames.allSatisfy { $0.cluster == .events && !$0.isFromHub })
        var capture = Capture(startTime: Home.startTime)
        for frame in frames { capture.add(frame) }
        // The addresses of the MAC header: destination 1, source 2; APS: cluster 0709.
        #expect(capture.octets[81..<85] == [0x01, 0x00, 0x02, 0x00])
        #expect(capture.octets[95..<97] == [0x09, 0x07])
    }

    @Test("GBCS-6: a meter that does not take part does not answer")
    func nobody() throws {
        var simulation = try home()
        var heard: [DeviceEvent] = []
        simulation.onEvent = { event in
            if case .device(1, let event) = event.source { heard.append(event) }
        }
        simulation.requestEventLog(Self.query(0x14), of: 9, by: 1)
        simulation.run()
        #expect(heard.isEmpty)
    }
}
