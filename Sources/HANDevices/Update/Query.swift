import HANModel
import ZCLCodec

/// OTA-7: a query that waits for its answer, whatever else the device does.
struct OpenQuery {
    let sequence: UInt8
    let attempt: Int
    let deadline: Instant
    /// The server has notified since: another query follows.
    var isNotified = false
}

extension HANDevice {
    /// OTA-7: asks for an image. A query that waits for its answer is not disturbed, and another follows it; a CAD has
    /// none.
    mutating func startQuery() {
        guard configuration.type.useCase != nil else { return }
        if query == nil { ask(attempt: 1) } else { query?.isNotified = true }
    }

    /// OTA-7: asks for the `attempt`th time, under the number of the first (ZCL-1).
    private mutating func ask(attempt: Int) {
        let sequence = request(
            .queryNextImageRequest(
                QueryNextImageRequest(
                    runningFile: runningFile,
                    hardwareVersion: configuration.sendsHardwareVersion ? configuration.hardwareVersion : nil)),
            sequence: query?.sequence)
        query = OpenQuery(
            sequence: sequence, attempt: attempt, deadline: answerDeadline, isNotified: query?.isNotified ?? false)
        report(.queried(attempt: attempt))
    }

    /// OTA-7: a query that nobody answers is repeated like a block request. **[project]**
    mutating func repeatQuery(_ attempt: Int) {
        guard attempt >= configuration.attempts else { return ask(attempt: attempt + 1) }
        if state == .idle { report(.stopped(.noServer)) }
        endQuery()
    }

    /// OTA-7: the query is over; one for which the server notified meanwhile follows.
    private mutating func endQuery() {
        let isNotified = query?.isNotified ?? false
        query = nil
        if isNotified { startQuery() }
    }

    /// OTA-7: a broadcast is ignored when its jitter is none, it is for others, or it names the running
    /// version; else the device draws.
    mutating func handle(broadcast notify: ImageNotify) {
        guard notify.queryJitter.isInRange else { return }
        let own = runningFile
        switch notify.content {
        case .nothing:
            break
        case .manufacturer(let code):
            guard code == own.manufacturerCode || code == 0xFFFF else { return }
        case .model(let manufacturerCode, let imageType):
            let model = FileIdentifier(
                manufacturerCode: manufacturerCode, imageType: imageType, fileVersion: own.fileVersion)
            guard model.matches(own) else { return }
        case .file(let file):
            let model = FileIdentifier(
                manufacturerCode: file.manufacturerCode, imageType: file.imageType, fileVersion: own.fileVersion)
            guard model.matches(own), file.fileVersion != own.fileVersion else { return }
        }
        if drawPercent() <= notify.queryJitter.percent { startQuery() }
    }

    /// OTA-7: an offer is taken, or refused with the reason that is returned; nil where it answers no query.
    mutating func handle(_ response: QueryNextImageResponse, sequence: UInt8) -> Status? {
        guard query?.sequence == sequence else { return nil }
        defer { endQuery() }
        switch response {
        case .unavailable(let failure):
            // A transfer that is under way goes on until the server stops it.
            if state == .idle { report(.stopped(.noImage(failure.status))) }
        case .available(let file, let size):
            guard file.isSameModel(as: runningFile), size > 0 else {
                report(.stopped(.unsuitableImage))
                return .invalidField
            }
            guard size <= configuration.imageCapacity else {
                report(.stopped(.insufficientSpace))
                return .insufficientSpace
            }
            start(file, size: size)
        }
        return .success
    }

    /// ZCL-2: the server refuses a query; false where the refusal answers none.
    mutating func handle(refusalOfQuery response: DefaultResponse, sequence: UInt8) -> Bool {
        guard query?.sequence == sequence, response.commandIdentifier == 0x01 else { return false }
        guard response.status != .success else { return true }
        if state == .idle { report(.stopped(.noImage(response.status))) }
        endQuery()
        return true
    }
}
