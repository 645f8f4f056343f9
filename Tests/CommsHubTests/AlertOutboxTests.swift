import GBCSCodec
import CommsHub
import HANModel
import Testing
import TestSupport
import ZCLCodec

@Suite("HUB-4 alert outbox")
struct AlertOutboxTests {
    /// A hub that refused three displays one after the other, so that three alerts wait.
    private func harness() throws -> HubHarness {
        let harness = try HubHarness.holding(for: [Device.ppmid, Device.secondPPMID, Device.ihd])
        for device in [Device.ihd, Device.ppmid, Device.secondPPMID] {
            harness.receive(SampleFrames.query(hardwareVersion: 0x0200), from: device)
            harness.advance(seconds: 10)
        }
        return harness
    }

    @Test("HUB-4: alerts leave in order, each with a counter of its own and the time at which it was raised")
    func order() throws {
        let alerts = try harness().alerts()
        #expect(alerts.map(\.device) == [Device.ihd, Device.ppmid, Device.secondPPMID])
        let counters = alerts.map(\.counter)
        #expect(counters == counters.sorted())
        #expect(Set(counters).count == 3)
        #expect(alerts.map(\.time.rawValue) == [800_000_000, 800_000_010, 800_000_020])
        #expect(alerts.allSatisfy { $0.code == .firmwareTransferFailure })
        #expect(alerts.map(\.code.rawValue) == [0x8F89, 0x8F89, 0x8F89])
    }

    @Test("HUB-4: alerts and other events come out in the order in which they happened, polled late or at once")
    func orderAmongEvents() throws {
        func name(_ event: HubEvent) -> String {
            if case .alert(let alert) = event { alert.response.rawValue } else { event.description.name }
        }
        let late = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        let prompt = try HubHarness.holding(for: [Device.ppmid, Device.ihd])
        var names: [String] = []
        for device in [Device.ihd, Device.ppmid] {
            _ = late.complete(device)
            for frame in [SampleFrames.query(), SampleFrames.blockRequest(offset: 0), SampleFrames.upgradeEnd()] {
                _ = prompt.answers(to: frame, from: device)
                names += prompt.events().map(name)
            }
        }
        let transfer = ["offered", "transferStarted", "transferEnded", "fileTransferSuccess", "activationTold"]
        #expect(names == transfer + transfer + ["imageDiscarded"])
        #expect(late.events().map(name) == names)
    }

    @Test("HUB-4: an alert stays in the outbox until it is acknowledged, delivered or not")
    func stays() throws {
        let harness = try harness()
        #expect(harness.hub.unacknowledgedAlerts.count == 3)
        let alerts = harness.alerts()
        #expect(harness.hub.unacknowledgedAlerts == alerts)
        harness.advance(seconds: 40 * 86_400)
        #expect(harness.hub.unacknowledgedAlerts == alerts)
        #expect(harness.alerts().isEmpty)
    }

    @Test("HUB-4: acknowledgements remove one alert each, in any order")
    func acknowledge() throws {
        let harness = try harness()
        let alerts = harness.alerts()
        try harness.perform(.acknowledgeAlert(counter: alerts[1].counter))
        #expect(harness.hub.unacknowledgedAlerts == [alerts[0], alerts[2]])
        try harness.perform(.acknowledgeAlert(counter: alerts[2].counter))
        try harness.perform(.acknowledgeAlert(counter: alerts[0].counter))
        #expect(harness.hub.unacknowledgedAlerts.isEmpty)
        #expect(harness.alerts().isEmpty)
    }

    @Test("HUB-4: acknowledging twice, or what was never sent, is a typed error and changes nothing")
    func wrongAcknowledgement() throws {
        let harness = try harness()
        let pending = harness.hub.unacknowledgedAlerts
        #expect(throws: WANRequestError.unknownAlert(counter: pending[0].counter)) {
            try harness.perform(.acknowledgeAlert(counter: pending[0].counter))
        }
        let alerts = harness.alerts()
        #expect(alerts == pending)
        try harness.perform(.acknowledgeAlert(counter: alerts[0].counter))
        for counter in [alerts[0].counter, 0, alerts[2].counter + 1, .max] {
            #expect(throws: WANRequestError.unknownAlert(counter: counter)) {
                try harness.perform(.acknowledgeAlert(counter: counter))
            }
        }
        #expect(harness.hub.unacknowledgedAlerts == [alerts[1], alerts[2]])
    }

    @Test("HUB-4: a counter never repeats, even when every earlier alert is acknowledged")
    func counters() throws {
        let harness = try harness()
        var counters: [UInt64] = []
        for alert in harness.alerts() {
            counters.append(alert.counter)
            try harness.perform(.acknowledgeAlert(counter: alert.counter))
        }
        for _ in 0..<3 {
            try harness.update()
            harness.receive(SampleFrames.query(hardwareVersion: 0x0001))
            let alert = try #require(harness.alerts().first)
            counters.append(alert.counter)
            try harness.perform(.acknowledgeAlert(counter: alert.counter))
        }
        #expect(Set(counters).count == 6)
        #expect(counters == counters.sorted())
    }

    @Test("HUB-4: an image whose alerts might not fit the outbox is refused, until alerts are acknowledged")
    func bound() throws {
        // A PPMID may bring a stall, an outcome and a version: three alerts.
        let harness = try HubHarness { $0.alertOutboxCapacity = 3 }
        #expect(throws: WANRequestError.alertOutboxFull(capacity: 3)) {
            try harness.update(for: [Device.ppmid, Device.ihd])
        }
        #expect(harness.hub.targets.isEmpty)
        try harness.update()
        harness.receive(SampleFrames.query(hardwareVersion: 0x0200))
        let alert = try #require(harness.alerts().first)
        _ = harness.transmissions()
        #expect(throws: WANRequestError.alertOutboxFull(capacity: 3)) { try harness.update() }
        #expect(harness.hub.targets.isEmpty)
        #expect(harness.transmissions().isEmpty)
        try harness.perform(.acknowledgeAlert(counter: alert.counter))
        try harness.update()
    }

    @Test("HUB-4: a full life of a device brings no more alerts than the outbox has room for")
    func fullLife() throws {
        let harness = try HubHarness.holding { $0.alertOutboxCapacity = 3 }
        harness.begin()
        harness.advance(seconds: 30 * 60)
        _ = harness.complete()
        harness.advance(seconds: 600 + 90)
        #expect(
            harness.hub.unacknowledgedAlerts.map(\.response) == [
                .fileTransferFailure, .fileTransferSuccess, .firmwareReadFailure,
            ])
    }
}
