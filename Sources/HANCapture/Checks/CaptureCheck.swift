import HANModel
import ZCLCodec

/// The rules over a capture of hubs and devices.
public struct CaptureCheck: Sendable {
    /// Violations and notes, in the order of their frames.
    public let findings: [Finding]
    /// The devices that were found, each with its hub.
    public let pairs: [Pair]

    /// A hub and one of its devices.
    public struct Pair: Equatable, Sendable {
        /// The server.
        public let hub: NodeAddress
        /// The client.
        public let device: NodeAddress
    }

    /// The rules that are broken.
    public var violations: [Finding] { findings.filter { $0.kind == .violation } }

    /// Holds the frames of a capture against the rules.
    public init(_ capture: CapturedFrames, _ settings: CheckSettings = CheckSettings()) {
        pairs = Self.pairs(capture.frames)
        let end = capture.end ?? .start
        var findings: [Finding] = []
        for pair in pairs {
            var conversation = Conversation(hub: pair.hub, device: pair.device, settings)
            for frame in capture.frames {
                if frame.source == pair.hub, frame.isBroadcast || frame.destination == pair.device {
                    conversation.take(frame, isFromHub: true)
                } else if frame.source == pair.device, frame.destination == pair.hub {
                    conversation.take(frame, isFromHub: false)
                }
            }
            conversation.finish(at: end)
            findings += conversation.findings
        }
        // What is found of a broadcast is found once.
        var unique: [Finding] = []
        for finding in findings {
            let isKnown =
                finding.frame.isBroadcast
                && unique.contains { $0.frame == finding.frame && $0.rule == finding.rule && $0.text == finding.text }
            if !isKnown { unique.append(finding) }
        }
        self.findings = unique.enumerated().sorted {
            ($0.element.frame.number, $0.offset) < ($1.element.frame.number, $1.offset)
        }.map(\.element)
    }

    /// OTA-1: who is whose hub, by the directions of most of what the two say to each other on the OTA Upgrade cluster; by
    /// the devices' addresses. Where both say as much, the lower address is the hub's.
    private static func pairs(_ frames: [CapturedFrame]) -> [Pair] {
        var links: [Link] = []
        var places: [Pair.Key: Int] = [:]
        for frame in frames where frame.cluster == .otaUpgrade && !frame.isBroadcast {
            guard let control = frame.octets.first else { continue }
            let key = Pair.Key(low: min(frame.source, frame.destination), high: max(frame.source, frame.destination))
            let place = places[key] ?? links.endIndex
            if place == links.endIndex {
                links.append(Link(key: key))
                places[key] = place
            }
            let isFromServer = control & 0x08 != 0
            links[place].votes += (frame.source == key.low) == isFromServer ? 1 : -1
        }
        return links.map { link in
            link.votes >= 0
                ? Pair(hub: link.key.low, device: link.key.high) : Pair(hub: link.key.high, device: link.key.low)
        }.sorted { ($0.device, $0.hub) < ($1.device, $1.hub) }
    }

    private struct Link {
        let key: Pair.Key
        /// For the lower address to be the hub's.
        var votes = 0
    }
}

extension CaptureCheck.Pair {
    fileprivate struct Key: Hashable {
        let low: NodeAddress
        let high: NodeAddress
    }
}
