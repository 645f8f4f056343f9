import HANModel
import ZCLCodec

/// What a hub and one of its devices say to each other, frame by frame, held against the rules.
struct Conversation {
    let settings: CheckSettings
    let hub: NodeAddress
    let device: NodeAddress
    private(set) var findings: [Finding] = []

    /// ZCL-1: what each side asked, on any cluster.
    var deviceRequests = RequestLog()
    var hubRequests = RequestLog()
    /// ZCL-2: what each side sent on the OTA Upgrade cluster.
    var sentByHub = SentFrames()
    var sentByDevice = SentFrames()
    /// ZCL-2: frames with bit 4 clear that no other answer follows.
    var awaitingDefault: [(frame: CapturedFrame, sequence: UInt8, command: UInt8, isFromHub: Bool)] = []

    var offers = Offers()
    var transfer = Transfer()
    var files: [ServedFile] = []
    var ends: [UpgradeEnd] = []
    var activation = Activation()

    init(hub: NodeAddress, device: NodeAddress, _ settings: CheckSettings) {
        self.hub = hub
        self.device = device
        self.settings = settings
    }

    mutating func report(
        _ kind: Finding.Kind = .violation, _ rule: String, _ party: Finding.Party, _ frame: CapturedFrame,
        _ text: String, at offset: Int? = nil
    ) {
        findings.append(
            Finding(
                kind: kind, rule: rule, party: party, frame: frame, device: device, text: text, offset: offset))
    }

    /// Takes the next frame between the two, or a broadcast of the hub.
    mutating func take(_ frame: CapturedFrame, isFromHub: Bool) {
        if !isFromHub { noteSpeech(frame) }
        frame.octets.withOctetView { octets in
            do throws(WireError) {
                let decoded = try DecodedFrame(
                    octets, cluster: frame.cluster, mode: settings.isLenient ? .lenient : .strict)
                if decoded.deviations != [] {
                    let names = decoded.deviations.names.joined(separator: ", ")
                    report(.note, "OTA-2", isFromHub ? .hub : .device, frame, "differs from the rule: \(names)")
                }
                take(decoded.frame, octets, frame, isFromHub)
            } catch {
                takeBroken(error, octets, frame, isFromHub)
            }
        }
    }

    private mutating func take(_ decoded: Frame, _ octets: OctetView, _ frame: CapturedFrame, _ isFromHub: Bool) {
        let header = decoded.header
        checkFrameControl(decoded, frame, isFromHub)
        if frame.cluster == .otaUpgrade { noteSent(header, frame, isFromHub) }
        switch decoded.command {
        case .imageNotify(let notify): take(notify, frame)
        case .queryNextImageRequest(let query): take(query, header, frame)
        case .queryNextImageResponse(let response): take(response, header, frame)
        case .imageBlockRequest(let request): take(request, header, frame)
        case .imagePageRequest(let request): take(request, header, frame)
        case .imageBlockResponse(let response): take(response, octets[decoded.tail], header, frame)
        case .upgradeEndRequest(let end): take(end, header, frame)
        case .upgradeEndResponse(let response): take(response, header, frame)
        case .queryDeviceSpecificFileRequest: _ = deviceRequests.open(frame, header)
        case .queryDeviceSpecificFileResponse(let response):
            check(response, header, frame)
            _ = correlate(frame, header, .clusterSpecific, [0x08], isFromHub)
        case .readAttributes: takeRead(decoded.records(in: octets), header, frame, isFromHub)
        case .readAttributesResponse: takeAnswer(decoded.records(in: octets), header, frame, isFromHub)
        case .writeAttributes: open(frame, header, isFromHub)
        case .writeAttributesResponse: _ = correlate(frame, header, .profileWide, [0x02], isFromHub)
        case .defaultResponse(let response): take(response, header, frame, isFromHub)
        case .getEventLog, .publishEventLog, .clearEventLogRequest, .clearEventLogResponse, .getEventConfiguration,
            .setEventConfiguration, .reportEventConfiguration:
            break
        }
    }

    /// Opens a profile-wide request of either side.
    mutating func open(_ frame: CapturedFrame, _ header: FrameHeader, _ isFromHub: Bool) {
        _ = isFromHub ? hubRequests.open(frame, header) : deviceRequests.open(frame, header)
    }

    private mutating func noteSent(_ header: FrameHeader, _ frame: CapturedFrame, _ isFromHub: Bool) {
        if isFromHub {
            sentByHub.add(header, isBroadcast: frame.isBroadcast)
        } else {
            sentByDevice.add(header, isBroadcast: frame.isBroadcast)
        }
    }

    /// A frame that does not decode still asks or answers, as its header says.
    private mutating func takeBroken(
        _ error: WireError, _ octets: OctetView, _ frame: CapturedFrame, _ isFromHub: Bool
    ) {
        var reader = ByteReader(octets)
        let header = try? FrameHeader(parsing: &reader)
        if let rule = error.rule(header, frame.cluster) {
            report(
                .violation, rule, isFromHub ? .hub : .device, frame, "does not decode: \(error.message)",
                at: error.offset)
        }
        guard frame.cluster == .otaUpgrade, let header else { return }
        // OTA-2: what a lenient decoder can read goes on as if it were right.
        if let decoded = try? DecodedFrame(octets, cluster: frame.cluster, mode: .lenient) {
            return take(decoded.frame, octets, frame, isFromHub)
        }
        noteSent(header, frame, isFromHub)
        switch (header.frameType, header.commandIdentifier, isFromHub) {
        case (.clusterSpecific, 0x01, false), (.clusterSpecific, 0x03, false), (.clusterSpecific, 0x04, false),
            (.clusterSpecific, 0x06, false), (.clusterSpecific, 0x08, false):
            _ = deviceRequests.open(frame, header)
        case (.clusterSpecific, 0x02, true): excuse(header, [0x01])
        case (.clusterSpecific, 0x05, true): excuse(header, [0x03, 0x04])
        case (.clusterSpecific, 0x07, true): excuse(header, [0x06])
        case (.clusterSpecific, 0x09, true): excuse(header, [0x08])
        default: break
        }
    }

    private mutating func excuse(_ header: FrameHeader, _ commands: [UInt8]) {
        guard let index = deviceRequests.index(of: header.sequence, .otaUpgrade, .clusterSpecific, commands) else {
            return
        }
        deviceRequests.answer(index, arrives: true)
        excuse(index)
    }

    /// The request's want of an answer is explained already, and so is that its octets did not come.
    mutating func excuse(_ index: Int) {
        deviceRequests[index].isExcused = true
        guard let file = deviceRequests[index].file, let octets = deviceRequests[index].octets else { return }
        transfer.excuse(octets, of: file)
    }

    /// Judges what only the whole capture shows.
    ///
    /// - Parameter end: when the capture ended.
    mutating func finish(at end: Instant) {
        checkUnanswered(at: end)
        checkDefaultResponses(at: end)
        checkOffers()
        checkEnds()
        checkSilence(at: end)
        checkVersionReads(at: end)
    }
}

extension WireError {
    /// The rule that octets break which do not decode; nil where other clusters have commands, and types, that are not
    /// known here.
    fileprivate func rule(_ header: FrameHeader?, _ cluster: ClusterIdentifier) -> String? {
        guard let header else { return "ZCL-1" }
        switch reason {
        case .dataTypeOfUnknownLength: return nil
        case .unsupportedCommand where cluster != .otaUpgrade || header.frameType == .profileWide: return nil
        case .wrongDirection where cluster == .otaUpgrade: return "ZCL-1"
        case .trailingOctets where cluster == .otaUpgrade, .undefinedFieldControlBits: return "OTA-2"
        default: break
        }
        guard header.frameType == .clusterSpecific else { return "ZCL-2" }
        switch cluster {
        case .otaUpgrade: return "OTA-1"
        case .deviceManagement: return "GBCS-3"
        case .events: return "GBCS-6"
        default: return nil
        }
    }
}
