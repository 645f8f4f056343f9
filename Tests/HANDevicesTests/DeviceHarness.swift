import GBCSCodec
import HANDevices
import HANModel
import Testing
import TestSupport
import ZCLCodec

/// A device and a moment that the test moves.
final class DeviceHarness {
    static let address = EUI64(rawValue: 0x00DB_1234_5678_90A1)

    /// The device.
    var device: HANDevice
    /// The moment.
    private(set) var now = Instant.start
    /// The sequence number of the device's last request, which a server's answer repeats.
    private(set) var sequence: UInt8 = 0
    private var buffer = [UInt8](repeating: 0xA5, count: 512)

    init(change: (inout DeviceConfiguration) -> Void = { _ in }) {
        var configuration = DeviceConfiguration(
            type: .ppmid, device: Self.address, runningFile: Sample.runningFile, hardwareVersion: 0x0101)
        change(&configuration)
        do {
            device = try HANDevice(configuration)
        } catch {
            preconditionFailure("the test's device makes no sense: \(error)")
        }
    }

    /// A device that has asked for its first block of a file; its frames and events are taken.
    static func fetching(
        size: UInt32 = 1_000, change: (inout DeviceConfiguration) -> Void = { _ in }
    ) -> DeviceHarness {
        let harness = DeviceHarness(change: change)
        harness.device.queryNextImage(at: harness.now)
        _ = harness.frames()
        harness.receive(SampleFrames.offer(harness.sequence, size: size))
        _ = harness.frames()
        _ = harness.events()
        return harness
    }

    /// A device that has fetched a file and reported its end, which is taken.
    static func ending(
        _ file: [UInt8] = SampleFile(size: 200).octets, change: (inout DeviceConfiguration) -> Void = { _ in }
    ) -> DeviceHarness {
        let harness = DeviceHarness.fetching(size: UInt32(file.count), change: change)
        harness.feed(file)
        _ = harness.frames()
        _ = harness.events()
        return harness
    }

    /// Answers with blocks of 50 octets from an offset to the file's end.
    func feed(_ file: [UInt8], from offset: Int = 0) {
        for offset in stride(from: offset, to: file.count, by: 50) {
            receive(
                SampleFrames.block(sequence, offset: offset, count: min(50, file.count - offset), of: file))
            if offset + 50 < file.count { _ = frames() }
        }
    }

    func receive(
        _ frame: Octets, isBroadcast: Bool = false, cluster: ClusterIdentifier = .otaUpgrade, from sender: EUI64? = nil
    ) {
        frame.array.withOctetView {
            device.receive($0, cluster: cluster, from: sender, isBroadcast: isBroadcast, at: now)
        }
    }

    func advance(milliseconds: UInt64) {
        now = now.adding(milliseconds: milliseconds)
        device.advance(to: now)
    }

    func advance(seconds: UInt64) { advance(milliseconds: seconds * 1_000) }

    /// Takes all frames that wait, which must be for the hub unless a peer is named.
    func frames(of cluster: ClusterIdentifier = .otaUpgrade, to destination: EUI64? = nil) -> [Octets] {
        var frames: [Octets] = []
        while let sent = buffer.withByteWriter({ device.pollTransmission(into: &$0) }) {
            #expect(sent.cluster == cluster && sent.destination == destination)
            frames.append(Octets(Array(buffer[..<sent.size])))
        }
        if let last = frames.last(where: { $0.array.first == 0x01 }), last.array.count > 1 { sequence = last.array[1] }
        return frames
    }

    /// Takes all frames that wait, with a sequence number of 00: a device chooses the numbers of its requests.
    func requests() -> [Octets] {
        frames().map { frame in
            var octets = frame.array
            if octets.count > 1 { octets[1] = 0 }
            return Octets(octets)
        }
    }

    /// Feeds a frame of the server, and takes what the device sends.
    func answers(to frame: Octets) -> [Octets] {
        receive(frame)
        return frames()
    }

    /// Takes all events.
    func events() -> [DeviceEvent] {
        var events: [DeviceEvent] = []
        while let event = device.pollEvent() { events.append(event) }
        return events
    }

    /// OTA-3: the value of an attribute as the device sends it, type first; nil for an error status.
    func attribute(_ identifier: UInt16) throws -> Octets? {
        let answers = answers(to: "08 7e 00 \(littleEndian(identifier))")
        let answer = try #require(answers.last?.array)
        #expect(answers.count == 1)
        #expect(Octets(Array(answer.prefix(5))) == "10 7e 01 \(littleEndian(identifier))")
        guard answer[5] == 0x00 else { return nil }
        return Octets(Array(answer.dropFirst(6)))
    }
}

/// OTA-1: a block request as the tests' device sends it, with sequence number 00.
func blockRequest(offset: UInt32) -> Octets { SampleFrames.blockRequest(0x00, offset: offset) }

/// OTA-1: an Upgrade End Request with sequence number 00.
func upgradeEnd(_ status: Octets) -> Octets { SampleFrames.upgradeEnd(0x00, status: status) }
