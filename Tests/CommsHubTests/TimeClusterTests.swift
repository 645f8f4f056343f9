import CommsHub
import GBCSCodec
import HANModel
import TestSupport
import Testing
import ZCLCodec

@Suite("HUB-51 Time cluster")
struct TimeClusterTests {
    private func ask(_ harness: HubHarness, _ octets: Octets, cluster: UInt16 = 0x000A) -> [Octets] {
        harness.receive(octets, cluster: ClusterIdentifier(rawValue: cluster))
        return harness.frames()
    }

    @Test("HUB-51: Time and TimeStatus are served, and run with the clock")
    func time() throws {
        let harness = try HubHarness()
        let start = harness.hub.time
        harness.advance(seconds: 5)
        let time = littleEndian(try #require(start).rawValue + 5)
        #expect(ask(harness, "00 07 00 00 00 01 00") == ["18 07 01 00 00 00 e2 \(time) 01 00 00 18 01"])
    }

    @Test("HUB-51: before the WAN side has set the time it is the invalid one, and the status says nothing")
    func notSet() throws {
        var hub = try CommunicationsHub(
            configuration: HubConfiguration(), deviceLog: [DeviceLogEntry(device: Device.ppmid, type: .ppmid)])
        let request: Octets = "00 07 00 00 00 01 00"
        request.array.withOctetView { hub.receive($0, cluster: .time, from: Device.ppmid, at: .start) }
        var buffer = [UInt8](repeating: 0, count: CommunicationsHub.maximumFrameSize)
        let sent = buffer.withByteWriter { hub.pollTransmission(into: &$0) }
        let transmission = try #require(sent)
        #expect(transmission.cluster == .time)
        let expected: Octets = "18 07 01 00 00 00 e2 ff ff ff ff 01 00 00 18 00"
        #expect(Array(buffer[..<transmission.size]) == expected.array)
    }

    @Test("HUB-51, ZCL-2: other attributes are unsupported, these are read only, the cluster has no commands")
    func others() throws {
        let harness = try HubHarness()
        #expect(ask(harness, "00 07 00 02 00") == ["18 07 01 02 00 86"])
        #expect(ask(harness, "00 08 02 00 00 e2 00 00 00 00") == ["18 08 04 88 00 00"])
        #expect(ask(harness, "01 09 00") == ["18 09 0b 00 81"])
    }

    @Test("ZCL-3: a cluster that the hub does not have is UNSUPPORTED_CLUSTER")
    func unknownCluster() throws {
        let harness = try HubHarness()
        #expect(ask(harness, "00 07 00 00 00", cluster: 0x0702) == ["18 07 0b 00 c3"])
    }
}
