import GBCSCodec
import HANModel
import ZCLCodec

/// HUB-40: a read of the Functional Notification Flags that waits for its answer.
struct FlagsRequest {
    let sequence: UInt8
    let deadline: Instant
}

extension HANDevice {
    /// HUB-40: whether the radio is off: the device sleeps, has nothing under way and waits for no answer.
    public var isAsleep: Bool {
        nextWaking != nil && flagsRequest == nil && query == nil && !isAnswerExpected
    }

    /// OTA-4, OTA-7: whether the update's state expects a frame of the server; one that waits for a command does so
    /// only for a while behind its hourly question.
    private var isAnswerExpected: Bool {
        guard case .waiting(_, let until) = state else { return isTransferUnderWay }
        return until.adding(milliseconds: configuration.responseTimeout) > nextUpgradeEnd
    }

    /// HUB-40: when a meter that sleeps wakes next, one interval after now. **[project]**
    func waking(after now: Instant) -> Instant? {
        guard isMeter, let interval = configuration.wakeInterval else { return nil }
        return now.adding(seconds: max(1, interval))
    }

    /// HUB-40: reads the hub's Functional Notification Flags. The meter is the server of Metering, the hub its
    /// client, whose attribute it is: frame control 0x08.
    mutating func wake() {
        nextWaking = waking(after: now)
        let sequence = takeSequence()
        let octets = [UInt8](capacity: 5) { writer in
            FrameHeader(
                frameType: .profileWide, direction: .serverToClient, disableDefaultResponse: false,
                sequence: sequence, commandIdentifier: 0x00
            ).encode(into: &writer)
            AttributeIdentifier.functionalNotificationFlags.encode(into: &writer)
        }
        send(.octets(octets), cluster: .metering, to: nil)
        flagsRequest = FlagsRequest(sequence: sequence, deadline: answerDeadline)
    }

    /// HUB-40: the hub tells its flags; an image that waits is asked for, unless a transfer is under way.
    mutating func take(flags records: ReadAttributesResponse, _ request: Request) {
        guard isAnswerToFlags(request) else { return }
        flagsRequest = nil
        for record in records where record.attribute == .functionalNotificationFlags {
            // Bit 0 of a bitmap32: New OTA Firmware.
            guard case .value(.other(let value)) = record.outcome, value.dataType == 0x1B,
                let lowOctet = value.octets[0], lowOctet & 0x01 != 0, !isTransferUnderWay
            else { continue }
            startQuery()
        }
    }

    /// HUB-40: the hub does not tell its flags; the device sleeps on.
    mutating func take(refusalOfFlags response: DefaultResponse, _ request: Request) {
        if response.commandIdentifier == 0x00, isAnswerToFlags(request) { flagsRequest = nil }
    }

    private func isAnswerToFlags(_ request: Request) -> Bool {
        request.sender == nil && flagsRequest?.sequence == request.header.sequence
    }

    private var isTransferUnderWay: Bool {
        switch state {
        case .fetching, .pausing, .ending: true
        case .idle, .waiting, .countingDown, .waitingForMore: false
        }
    }
}
