import GBCSCodec
import HANModel
import ZCLCodec

extension HANDevice {
    /// OTA-7: the file is whole; the header is checked against the offer. GBCS-5: a meter or switch wants a
    /// signature after the Manufacturer Image. The rest is the manufacturer's judgement.
    mutating func verify() {
        guard let download else { return }
        var digest: ImageHash?
        let outcome = download.image.withOctetView { view -> ImageVerification.Outcome in
            guard let useCase = configuration.type.useCase,
                let upgrade = try? UpgradeImage(view, useCase: useCase, hasActivation: false),
                upgrade.file.header.file == download.file
            else { return .invalid }
            let image = upgrade.manufacturerImage
            let found = image.digest
            digest = found
            if let signature = image.signature, let verify = configuration.verifySignature {
                guard verify(image.octets, signature) else { return .invalid }
            }
            return configuration.verification.judge(upgrade.file, found)
        }
        report(.verified(download.file, outcome.status, digest))
        self.download?.judgement = outcome
        self.download?.imageHash = digest
        tellReceipt(isVerified: outcome != .invalid)
        end(outcome.status)
    }

    /// OTA-7: reports the end of the transfer.
    mutating func end(_ status: Status) { sendEnd(status, attempt: 1) }

    /// OTA-7: reports the end of the transfer for the `attempt`th time.
    mutating func sendEnd(_ status: Status, attempt: Int) {
        guard let download else { return }
        request(.upgradeEndRequest(UpgradeEndRequest(status: status, file: download.file)))
        state = .ending(
            status, attempt: attempt, deadline: answerDeadline)
    }

    /// OTA-7: when to activate; returns what is wrong with it, or SUCCESS.
    mutating func handle(_ response: UpgradeEndResponse) -> Status {
        guard let download else {
            defer { unansweredFile = nil }
            return response.file == unansweredFile ? .success : .invalidImage
        }
        guard response.file.matches(download.file) else { return .invalidValue }
        guard download.isVerified else { return .invalidImage }
        if response.currentTime != .zero { toldTime = UTCClock(response.currentTime, at: now) }
        if response.upgradeTime == .waitForCommand {
            var waits = 0
            if case .waiting(let earlier, _) = state { waits = earlier }
            state = .waiting(waits: waits, until: nextUpgradeEnd)
            report(.activationPlanned(download.file, at: nil))
        } else {
            let moment = instant(of: response.upgradeTime, current: response.currentTime)
            state = .countingDown(until: moment)
            report(.activationPlanned(download.file, at: moment))
        }
        return .success
    }

    /// The server has nothing more to say than this, to a request of the device.
    mutating func handle(_ response: DefaultResponse) {
        switch (response.commandIdentifier, state) {
        case (0x01, _) where query != nil && response.status != .success:
            query = nil
            if state == .idle { report(.stopped(.noImage(response.status))) }
        case (0x03, .fetching) where response.status == .noImageAvailable || response.status == .abort,
            (0x04, .fetching) where response.status == .noImageAvailable || response.status == .abort:
            stop(response.status)
        case (0x04, .fetching) where response.status == .unsupportedClusterCommand:
            // A server without pages: go on by blocks.
            pagesRefused = true
            fetchNext(attempt: 1)
        case (0x06, .ending(let status, _, _)) where status == .requireMoreImage:
            state = .waitingForMore
        case (0x06, .ending(let status, _, _)) where status != .success:
            giveUp(status)
        default:
            break
        }
    }

    /// The transfer failed, and the server knows or will not listen.
    mutating func giveUp(_ status: Status) {
        download = nil
        state = .idle
        report(.stopped(.failed(status)))
    }

    /// OTA-4: the time has come; one that does not activate keeps its old firmware.
    mutating func activate() {
        if configuration.activates {
            runDownloadedFirmware()
        } else {
            download = nil
            state = .idle
        }
        guard configuration.tellsVersion else { return }
        // GBCS-4, CS09.
        let alert = VersionAlert(
            time: GeneralizedTime(utc), fileVersion: runningFile.fileVersion,
            responseCode: configuration.activates ? 0 : 1)
        self.alert(.firmwareVersionAlert, content: alert.content)
    }

    /// The downloaded file is the running one from now on.
    mutating func runDownloadedFirmware() {
        guard let file = download?.file else { return }
        if case .ending = state { unansweredFile = file }
        runningFile = file
        download = nil
        state = .idle
        report(.activated(file))
    }

    /// GBCS-4: a GSME tells that it has verified an image or refused it; an ESME would in DLMS, which is out of scope.
    /// A file without a Manufacturer Image has a hash of zeros. **[project]**
    private mutating func tellReceipt(isVerified: Bool) {
        guard configuration.type == .gsme else { return }
        alert(
            .receiptAlertGSME,
            content: GBZAlert.receipt(isVerified: isVerified, time: utc, imageHash: download?.imageHash ?? .zero))
    }
}
