import HANModel
import TestSupport
import ZCLCodec

@testable import CommsHub
import GBCSCodec

extension HubModel {
    /// The end of every sequence: the devices fetch what is for them, report success, and tell their version,
    /// until nothing is pending.
    func drain() throws {
        try run(.setTime(0))
        for _ in 0..<500 {
            let pending = harness.hub.targets.filter { $0.state != .discarded }
            guard !pending.isEmpty || harness.hub.deferred != nil else { return }
            try run(.poll(10_000))
            for entry in Device.log { try run(.answerRead(entry.device, isSuccess: true)) }
            for target in pending { try fetch(target) }
            let deadline = harness.hub.nextDeadline?.milliseconds(since: harness.now) ?? 0
            try run(.advance(milliseconds: max(1_000, deadline)))
        }
        throw Violation("HUB-80: something stays pending: \(harness.hub.targets.map(\.state))")
    }

    private func fetch(_ target: TargetStatus) throws {
        switch target.state {
        case .awaitingQuery, .offered, .fetching, .stalled: break
        default: return
        }
        let file = target.file
        let model: Octets = "\(littleEndian(file.manufacturerCode)) \(littleEndian(file.imageType))"
        let fid: Octets = "\(model) \(littleEndian(file.fileVersion))"
        for frame in [
            SampleFrames.query(fid: "\(model) 00 00 00 00"), SampleFrames.blockRequest(fid: fid, offset: 0),
            SampleFrames.blockRequest(fid: fid, offset: target.imageSize - 1), SampleFrames.upgradeEnd(fid: fid),
        ] {
            try run(.frame(frame, from: target.device))
            try run(.poll(10_000))
        }
    }

    /// HUB-80: for every target of every image exactly one final transfer outcome, and after 0x8F8A of a PPMID or
    /// IHD exactly one 0x8F8B.
    func checkOutcomes() throws {
        for (delivery, tally) in tallies {
            let responses = alerts.filter {
                $0.code != .firmwareVersion && Delivery($0.device, $0.fileVersion) == delivery
            }.map(\.response)
            try check(
                responses, tally, "\(EUI64(rawValue: delivery.device)), version \(delivery.version): \(responses)")
        }
        for alert in alerts where alert.code != .firmwareVersion {
            guard tallies[Delivery(alert.device, alert.fileVersion)] != nil else {
                throw Violation("HUB-80: an alert of no image: \(alert)")
            }
        }
        for entry in Device.log {
            var unread = 0
            for alert in alerts where alert.device == entry.device {
                switch alert.code {
                case .firmwareTransferSuccess: unread += entry.type.useCase == .cs05c ? 1 : 0
                case .firmwareVersion: unread -= 1
                default: break
                }
                guard unread >= 0 else { throw Violation("HUB-80: 0x8F8B without 0x8F8A: \(alert)") }
            }
            guard unread == 0 else { throw Violation("HUB-80: 0x8F8A without 0x8F8B of \(entry.device)") }
        }
    }

    private func check(_ responses: [Alert.Response], _ tally: Tally, _ text: String) throws {
        let count = tally.accepted + tally.refused
        if count == 1 {
            // HUB-27: a stall may go before the outcome; HUB-26: or be all that a failure alerts.
            let isStallFirst = responses.count == 2 && responses[0] == .fileTransferFailure
            let outcome = isStallFirst ? Array(responses[1...]) : responses
            guard outcome.count == 1, !(isStallFirst && outcome == [.fileTransferFailure]) else {
                throw Violation("HUB-80: not one final outcome of \(text)")
            }
            guard tally.refused == 0 || responses == [.imageDiscarded] else {
                throw Violation("HUB-14: of a refused image \(text)")
            }
            return
        }
        // The same version came several times; its alerts tell no one from another.
        let final = responses.count { $0 != .fileTransferFailure }
        guard final <= count, responses.count - final <= tally.accepted, responses.count >= count else {
            throw Violation("HUB-80: not \(count) final outcomes of \(text)")
        }
    }
}
