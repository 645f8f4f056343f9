public import ZCLCodec

/// The images that a capture carries: of each hub, device and file, in the order in which they first appear.
public struct CapturedImages: Sendable {
    /// What was found.
    public private(set) var images: [CapturedImage] = []

    /// Takes the blocks and offers of a capture. A frame that did not arrive counts as one that did: its octets were on
    /// the air.
    ///
    /// - Parameter mode: whether the peers' known deviations are accepted (OTA-2).
    public init(_ capture: CapturedFrames, mode: DecodingMode = .strict) {
        for frame in capture.frames where frame.cluster == .otaUpgrade {
            frame.octets.withOctetView { octets in
                guard let decoded = try? DecodedFrame(octets, mode: mode).frame else { return }
                switch decoded.command {
                case .queryNextImageResponse(.available(let file, let size)):
                    let place = place(frame, file)
                    if images[place].size == nil { images[place].size = size }
                case .imageBlockResponse(.block(let file, let offset)):
                    let place = place(frame, file)
                    _ = images[place].take(octets[decoded.tail], at: offset, frame: frame.number)
                default: break
                }
            }
        }
        images.removeAll { $0.count == 0 }
    }

    private mutating func place(_ frame: CapturedFrame, _ file: FileIdentifier) -> Int {
        let known = images.firstIndex {
            $0.server == frame.source && $0.client == frame.destination && $0.file == file
        }
        if let known { return known }
        images.append(CapturedImage(server: frame.source, client: frame.destination, file: file))
        return images.endIndex - 1
    }
}
