import CommsHub
import HANDevices
import ZCLCodec

/// Frames on their way: from the radio to whom they are for, and from who has one to the radio.
extension Simulation {
    /// Delivers the radio's next frame.
    mutating func deliver(_ frame: Flight) {
        switch frame.destination {
        case .hub(let index):
            let device = addresses[index]
            radio.withNextOctets { hub.receive($0, cluster: frame.cluster, from: device, at: now) }
            isHubUnpolled = true
        case .device(let index):
            guard !isSilent(index) else { return }
            radio.withNextOctets { devices[index].receive($0, cluster: frame.cluster, at: now) }
            notice(index)
        case .peer(let index, let sender):
            guard !isSilent(index) else { return }
            let address = addresses[sender]
            radio.withNextOctets { devices[index].receive($0, cluster: frame.cluster, from: address, at: now) }
            notice(index)
        }
    }

    /// Sends what waits to be sent, and reports what happened, until nothing more comes of it.
    mutating func drain() {
        repeat {
            drainFrames()
        } while relayMessages()
    }

    private mutating func drainFrames() {
        while isHubUnpolled, let transmission = buffer.withByteWriter({ hub.pollTransmission(into: &$0) }) {
            guard let index = index(of: transmission.device) else { continue }
            send(size: transmission.size, to: .device(index), device: index, cluster: transmission.cluster)
        }
        while let index = unpolled.removeFirst() {
            guard !isSilent(index) else { continue }
            while let sent = buffer.withByteWriter({ devices[index].pollTransmission(into: &$0) }) {
                guard let destination = destination(of: sent, from: index) else { continue }
                send(size: sent.size, to: destination, device: index, cluster: sent.cluster)
            }
            while let event = devices[index].pollEvent() { report(.device(index, event)) }
        }
        receiveMessages()
        while isHubUnpolled, let event = hub.pollEvent() {
            hubNews += 1
            report(.hub(event))
        }
        isHubUnpolled = false
    }

    /// Where a device's frame goes: to the hub, or to a device; nil when that does not take part.
    private func destination(of transmission: DeviceTransmission, from sender: Int) -> Destination? {
        guard let addressee = transmission.destination else { return .hub(from: sender) }
        return index(of: addressee).map { .peer($0, from: sender) }
    }

    /// Sends what stands at the buffer's start.
    private mutating func send(
        size: Int, to destination: Destination, device: Int, cluster: ClusterIdentifier
    ) {
        var size = size
        let isFromHub = destination == .device(device)
        if isFromHub, discardedImage != nil {
            guard let frame = discardedImage?.frame(inPlaceOf: Array(buffer[..<size]), to: device) else { return }
            size = frame.count
            buffer.replaceSubrange(..<size, with: frame)
        }
        framesSent += 1
        let isTaken = configuration.fault.takes(buffer, isFromHub: isFromHub, isHalfThrough: isHalfThrough(device))
        let isLost =
            isTaken
            || !buffer.withOctetView {
                radio.send($0.slice(from: 0, count: size), to: destination, cluster: cluster, at: now)
            }
        if isLost { framesLost += 1 }
        guard let onFrame else { return }
        var peer: Int?
        if case .peer(let index, _) = destination { peer = index }
        onFrame(
            FrameRecord(
                instant: now, device: device, peer: peer, isFromHub: isFromHub, isLost: isLost, cluster: cluster,
                octets: Array(buffer[..<size])))
    }
}
