import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import Testing
import ZCLCodec

@Suite("All device types and both profiles, end to end")
struct DeviceTypeTests {
    @Test(
        "DCC-7, HUB-20, HUB-40 to HUB-42: meters before others, one after the other, the image reaches all five types and runs on them; PPMID and IHD are read"
    )
    func allTypes() throws {
        let types: [DeviceType] = [.ppmid, .ihd, .hcalcs, .esme, .gsme]
        var simulation = try Home.simulation(types)
        var finished: [EUI64] = []
        simulation.onEvent = { event in
            if case .hub(.alert(let alert)) = event.source, alert.response == .fileTransferSuccess {
                finished.append(alert.device)
            }
        }
        let outcome = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect(outcome.isSuccess)
        for device in outcome.devices {
            let isReadByHub = device.type == .ppmid || device.type == .ihd
            #expect(
                device.alerts.map(\.response)
                    == (isReadByHub ? [.fileTransferSuccess, .firmwareReadSuccess] : [.fileTransferSuccess]))
            #expect(device.runningVersion == 0x15)
            // GBCS-4: meters and switches activate on CS06.
            #expect(device.activation == (isReadByHub ? nil : ActivationOutcome(.success, fileVersion: 0x15)))
        }
        #expect(simulation.hub.targets.isEmpty)
        let order = finished.compactMap { device in outcome.devices.first { $0.device == device }?.type }
        #expect(order.prefix(3) == [.esme, .gsme, .hcalcs])
    }

    @Test("HUB-40: a GSME that sleeps reads the hub's flags when it wakes, 30 minutes after its start, and asks then")
    func sleepingGSME() throws {
        var simulation = try Home.simulation([.gsme])
        var frames: [FrameRecord] = []
        simulation.onFrame = { frames.append($0) }
        let outcome = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect(outcome.isSuccess)
        #expect(frames[0].instant == Instant(milliseconds: 1_800_000) && !frames[0].isFromHub)
        // Read Attributes of 0x0000, and the answer: a bitmap32 whose bit 0 is set.
        #expect(frames[0].octets == [0x08, 0x00, 0x00, 0x00, 0x00])
        #expect(frames[1].octets == [0x10, 0x00, 0x01, 0x00, 0x00, 0x00, 0x1B, 0x01, 0x00, 0x00, 0x00])
        #expect(frames[0...1].allSatisfy { $0.cluster == ClusterIdentifier(rawValue: 0x0702) })
        // Query Next Image Request.
        #expect(frames[2].octets.prefix(3) == [0x01, 0x01, 0x01] && frames[2].cluster == .otaUpgrade)
        #expect(frames[2].instant < Instant(milliseconds: 1_800_100))
    }

    @Test(
        "HUB-40: without an image a GSME reads the flags every 30 minutes and asks for nothing; asleep it hears nothing"
    )
    func nothingForGSME() throws {
        var simulation = try Home.simulation([.gsme, .ihd])
        var frames: [FrameRecord] = []
        simulation.onFrame = { frames.append($0) }
        simulation.run(until: 6_000_000)
        #expect(
            frames.filter { !$0.isFromHub }.map(\.instant.milliseconds) == [1_800_000, 3_600_000, 5_400_000, 7_200_000])
        // No flag is set.
        #expect(
            frames.filter { $0.isFromHub }.allSatisfy {
                $0.octets.dropFirst(2) == [0x01, 0x00, 0x00, 0x00, 0x1B, 0x00, 0x00, 0x00, 0x00]
            })
        var heard: [DeviceEvent] = []
        simulation.onEvent = { event in
            if case .device(1, let event) = event.source { heard.append(event) }
        }
        let query = GetEventLog(
            logControl: 0x13, eventID: 0, start: .zero, end: .zero, numberOfEvents: 0, eventOffset: 0)
        simulation.run { !$0.devices[0].isAsleep }
        simulation.requestEventLog(query, of: 0, by: 1)
        simulation.run { _ in heard.isEmpty }
        #expect(heard == [.eventLogRefused(.timeout)])
    }

    @Test("HUB-41: meters are told to wait for a command, upgrade time 0xFFFFFFFF")
    func waitForCommand() throws {
        var simulation = try Home.simulation([.esme])
        var told: [UTCTime] = []
        simulation.onEvent = { event in
            if case .hub(.activationTold(_, _, let time)) = event.source { told.append(time) }
        }
        _ = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect(told == [.waitForCommand])
    }

    @Test("gbcs4: the PPMID activates at once and its own version alert (CS09) is relayed and ends the update")
    func gbcs4() throws {
        var simulation = try Home.simulation { $0.hub.profile = .gbcs4 }
        var messages: [[UInt8]] = []
        simulation.onEvent = { event in
            if case .messageFromDevice(let message) = event.source { messages.append(message.octets) }
        }
        let outcome = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect(outcome.isSuccess)
        #expect(outcome.devices[0].alerts.map(\.response) == [.fileTransferSuccess])
        #expect(simulation.hub.targets.isEmpty)
        let message = try #require(messages.first)
        #expect(messages.count == 1)
        // GBCS-1: DF 09, alert, and after the counter the device; GBCS-4: code 012B, 31 octets of content.
        #expect(message[0..<3] == [0xDF, 0x09, 0x03])
        #expect(message[11..<20] == [0x08, 0x00, 0xDB, 0x12, 0x34, 0x56, 0x78, 0x90, 0x00])
        #expect(message[29..<34] == [0x00, 0x02, 0x01, 0x2B, 0x21])
        #expect(message[34..<43] == [0x30, 0x1F, 0x02, 0x03, 0x00, 0x8F, 0x8B, 0x18, 0x0F])
        // The version, the outcome "activated", and an empty signature.
        #expect(message.suffix(10) == [0x04, 0x04, 0x00, 0x00, 0x00, 0x15, 0x02, 0x01, 0x00, 0x00])
    }

    @Test("HUB-75: a hub of profile gbcs3 updates meters without an alert, and refuses a PPMID's image")
    func gbcs3() throws {
        var simulation = try Home.simulation([.esme, .gsme]) { $0.hub.profile = .gbcs3 }
        let outcome = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect(outcome.isSuccess)
        #expect(
            outcome.devices.allSatisfy { $0.alerts.isEmpty && $0.endStatus == .success && $0.runningVersion == 0x15 })
        var display = try Home.simulation { $0.hub.profile = .gbcs3 }
        #expect(throws: WANRequestError.notInProfile(.gbcs3)) {
            try FirmwareUpdate.run(Home.image, activation: .zero, in: &display)
        }
    }

    @Test("HUB-27, HUB-40: a GSME that fetches a little at each waking is updated over days, without a false alert")
    func blocksPerWake() throws {
        var simulation = try Home.simulation([.gsme]) { $0.devices[0].configuration.blocksPerWake = 20 }
        let outcome = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect(outcome.isSuccess)
        #expect(outcome.devices[0].alerts.map(\.response) == [.fileTransferSuccess])
    }

    @Test("gbcs4: a PPMID that does not activate says so, its entry goes, and the update has failed")
    func gbcs4Failure() throws {
        var simulation = try Home.simulation { configuration in
            configuration.hub.profile = .gbcs4
            configuration.fault = .keepsVersion
        }
        let outcome = try FirmwareUpdate.run(Home.image, activation: .zero, in: &simulation)
        #expect(!outcome.isSuccess && !outcome.isUnfinished)
        #expect(outcome.devices[0].alerts.map(\.response) == [.fileTransferSuccess])
        let told = try #require(outcome.devices[0].versionAlert)
        #expect(told.responseCode == 1 && told.fileVersion == 0x10)
        #expect(outcome.devices[0].isRead && !outcome.devices[0].isActivated)
        #expect(simulation.hub.targets.isEmpty)
    }

    @Test("HUB-60: OTA to a device on a limited sub-GHz band pauses, goes on by itself, and both are alerted")
    func dutyCycle() throws {
        var simulation = try Home.simulation([.ihd]) { configuration in
            configuration.devices[0].band = .subGHz
            // 60 blocks a second of some 100 octets: 1.3 % of an hour is used up long before the image is over.
            configuration.latency = 0
        }
        let large = SampleImage.make(file: Home.file, hardwareVersions: Home.hardware, size: 400_000)
        var alerts: [AlertCode] = []
        simulation.onEvent = { event in
            if case .hub(.alert(let alert)) = event.source { alerts.append(alert.code) }
        }
        let outcome = try FirmwareUpdate.run(large, activation: .zero, in: &simulation)
        #expect(outcome.isSuccess)
        #expect(alerts.first == .dutyCycleLimited)
        #expect(alerts.contains(.dutyCycleNormal))
        // 8 000 blocks of 67 octets and 33 around them take 64 s of transmit time, an hour allows 46.8 s.
        #expect(outcome.duration > 3_000_000)
    }
}
