import HANModel
import ZCLCodec
import ZCLNode

/// HUB-40: a read of the Functional Notification Flags that waits for its answer.
struct FlagsRequest {
    let request: OpenRequest<EUI64?>
    let deadline: Instant
}

extension HANDevice {
    /// HUB-40: whether the radio is off: the device sleeps, has nothing under way and waits for no answer.
    public var isAsleep: Bool {
        nextWaking != nil && flagsRequest == nil && query == nil && !isAnswerExpected
    }

    /// OTA-4, OTA-7: whether the update's state expects a frame of the server; one that waits for a command does so
    /// only for a while after its hourly question.
    private var isAnswerExpected: Bool {
        guard case .waiting(_, _, let until) = state else { return isTransferUnderWay }
        return until.adding(milliseconds: configuration.responseTimeout) > nextUpgradeEnd
    }

    /// HUB-40: when a meter that sleeps wakes next, one interval after now. **[project]**
    static func waking(
        _ type: DeviceType, interval: UInt64?, after now: Instant, horizon: Instant
    ) -> Instant? {
        guard type.isMeter, let interval else { return nil }
        return now.recurring(seconds: interval, horizon: horizon)
    }

    /// HUB-40: reads the hub's Functional Notification Flags. The meter is the server of Metering, the hub its
    /// client, whose attribute it is: frame control 0x08.
    mutating func wake() {
        nextWaking = Self.waking(
            configuration.type, interval: configuration.wakeInterval, after: now, horizon: horizon)
        if state == .sleeping {
            download?.blocksSinceWaking = 0
            return fetchNext(attempt: 1)
        }
        let sequence = sequenceNumbers.next()
        send(
            .read([.functionalNotificationFlags], .serverToClient, sequence: sequence), cluster: .metering, to: nil)
        flagsRequest = FlagsRequest(
            request: OpenRequest(sequence: sequence, cluster: .metering, peer: nil), deadline: answerDeadline)
    }

    /// HUB-40: the hub tells its flags; an image that waits is asked for, unless a transfer is under way. False where
    /// it was not asked.
    mutating func handle(flags records: ReadAttributesResponse, _ request: Request) -> Bool {
        guard isAnswerToFlags(request) else { return false }
        flagsRequest = nil
        var iterator = records.makeIterator()
        while let record = iterator.next() {
            guard record.attribute == .functionalNotificationFlags else { continue }
            // Bit 0 of a bitmap32: New OTA Firmware.
            guard case .value(.other(let value)) = record.outcome, value.dataType == 0x1B,
                let lowOctet = value.octets[0], lowOctet & 0x01 != 0, !isTransferUnderWay
            else { continue }
            startQuery()
        }
        return true
    }

    /// HUB-40: the hub does not tell its flags; the device sleeps on. False where it was not asked.
    mutating func handle(refusalOfFlags response: DefaultResponse, _ request: Request) -> Bool {
        guard response.commandIdentifier == 0x00, isAnswerToFlags(request) else { return false }
        flagsRequest = nil
        return true
    }

    private func isAnswerToFlags(_ frame: Request) -> Bool { flagsRequest?.request.isAnswered(by: frame) == true }

    private var isTransferUnderWay: Bool {
        switch state {
        case .fetching, .pausing, .ending: true
        case .idle, .sleeping, .waiting, .countingDown, .waitingForMore: false
        }
    }
}
