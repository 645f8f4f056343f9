import ZCLCodec

extension HANDevice {
    /// OTA-7: asks for an image; a query that waits for its answer is not doubled, and a CAD has none.
    mutating func startQuery() {
        guard query == nil, isOTAClient else { return }
        ask(attempt: 1)
    }

    /// OTA-7: asks for the `attempt`th time.
    mutating func ask(attempt: Int) {
        request(
            .queryNextImageRequest(
                QueryNextImageRequest(
                    runningFile: runningFile,
                    hardwareVersion: configuration.sendsHardwareVersion ? configuration.hardwareVersion : nil)))
        query = (attempt, answerDeadline)
        report(.queried(attempt: attempt))
    }

    /// OTA-7: a broadcast is ignored when it is for others or names the running version; else the device draws.
    mutating func handle(broadcast notify: ImageNotify) {
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

    /// OTA-7: an offer is taken, or refused with the reason that is returned.
    mutating func handle(_ response: QueryNextImageResponse) -> Status {
        // Late or doubled: nobody asked.
        guard query != nil else { return .success }
        query = nil
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
}
