import GBCSCodec
import HANModel
import ZCLCodec

extension HANDevice {
    /// OTA-7: the file is whole; the header is checked against the offer. GBCS-5: a meter or switch wants a
    /// signature after the Manufacturer Image. The rest is the manufacturer's judgement.
    mutating func verify() {
        if configuration.damagesImage { download?.damage() }
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
            // GBCS-5: the second part of a split image needs the first.
            guard isFirstPartHeld || download.file.fileVersion != configuration.splitImage?.second else {
                return .invalid
            }
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
    mutating func end(_ status: Status) { sendEnd(status, sequence: nil, attempt: 1) }

    /// OTA-7: reports the end of the transfer for the `attempt`th time, under the number of the first (ZCL-1).
    mutating func sendEnd(_ status: Status, sequence: UInt8?, attempt: Int) {
        guard let download else { return }
        let sequence = request(
            .upgradeEndRequest(UpgradeEndRequest(status: status, file: download.file)), sequence: sequence)
        state = .ending(status, sequence: sequence, attempt: attempt, deadline: answerDeadline)
    }

    /// ZCL-1: the number of the Upgrade End Request that an answer may carry; nil while none is open.
    private var upgradeEndSequence: UInt8? {
        switch state {
        case .ending(_, let sequence, _, _): sequence
        case .waiting(_, let sequence, _): sequence
        default: nil
        }
    }

    /// OTA-7: when to activate; returns what is wrong with it, or SUCCESS; nil where it answers no request. ZCL-1: one
    /// with frame control 0x09 comes on its own.
    mutating func handle(_ response: UpgradeEndResponse, _ header: FrameHeader) -> Status? {
        // The answer to a request that a command's activation (CS06) overtook.
        if let (file, sequence) = unansweredFile, response.file.matches(file), header.sequence == sequence {
            unansweredFile = nil
            return .success
        }
        guard upgradeEndSequence == header.sequence || !header.disableDefaultResponse else { return nil }
        // A second one for an upgrade that was acted on changes nothing; OTA-1: wildcards name its file too.
        if download == nil, let upgradedFile, response.file.matches(upgradedFile) { return .success }
        guard let download else { return .invalidImage }
        guard response.file.matches(download.file) else { return .invalidValue }
        guard download.isVerified else { return .invalidImage }
        if response.currentTime != .zero { toldTime = UTCClock(response.currentTime, at: now) }
        if response.upgradeTime == .waitForCommand {
            var waits = 0
            if case .waiting(let earlier, _, _) = state { waits = earlier }
            state = .waiting(waits: waits, sequence: upgradeEndSequence, until: nextUpgradeEnd)
            report(.activationPlanned(download.file, at: nil))
        } else {
            let moment = instant(of: response.upgradeTime, current: response.currentTime)
            state = .countingDown(until: moment)
            report(.activationPlanned(download.file, at: moment))
        }
        return .success
    }

    /// OTA-7: what a Default Response says to an Upgrade End Request; false where it answers none. An error status ends
    /// the upgrade: the device keeps its old version, and does not ask again.
    mutating func handle(answerToEnd response: DefaultResponse, sequence: UInt8) -> Bool {
        guard upgradeEndSequence == sequence, response.commandIdentifier == 0x06 else { return false }
        switch (state, response.status) {
        case (.ending(.requireMoreImage, _, _, _), .success): state = .waitingForMore
        case (.ending(.success, _, _, _), .success), (.waiting, .success):
            // An Upgrade End Response has to follow.
            break
        case (.ending(let status, _, _, _), _) where status != .success && status != .requireMoreImage:
            giveUp(.failed(status))
        default: giveUp(.upgradeRefused(response.status))
        }
        return true
    }

    /// The transfer failed, and the server knows or will not listen.
    mutating func giveUp(_ reason: DeviceEvent.Reason) {
        leave()
        state = .idle
        report(.stopped(reason))
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

    /// The downloaded file is the running one from now on, or is kept as the first part of one.
    mutating func runDownloadedFirmware() {
        guard let file = download?.file else { return }
        if case .ending(_, let sequence, _, _) = state { unansweredFile = (file, sequence) }
        upgradedFile = file
        download = nil
        state = .idle
        // GBCS-5: the first part of a split image does not run.
        isFirstPartHeld = file.fileVersion == configuration.splitImage?.first
        guard !isFirstPartHeld else { return report(.partKept(file)) }
        runningFile = file
        report(.activated(file))
    }

    /// GBCS-4: a meter or switch tells that it has verified an image or refused it: a GSME in GBZ, an ESME in DLMS, an
    /// HCALCS with no more than the alert code in DER. A file without a Manufacturer Image has a hash of zeros.
    /// **[project]**
    private mutating func tellReceipt(isVerified: Bool) {
        let code = isVerified ? AlertCode.imageVerified : .imageRefused
        let hash = download?.imageHash ?? .zero
        switch configuration.type {
        case .gsme:
            alert(
                .receiptAlertGSME,
                content: GBZAlert.receipt(isVerified: isVerified, time: utc, imageHash: hash))
        case .esme:
            let time = DLMSTime(utc)
            alert(.receiptAlertESME) { counter in
                DLMSAlert(counter: counter, alertCode: code, time: time, subject: .image(hash)).content
            }
        case .hcalcs:
            alert(.genericAlert, content: PlainAlert(alertCode: code, time: GeneralizedTime(utc)).content)
        case .ppmid, .ihd, .cad: break
        }
    }
}
