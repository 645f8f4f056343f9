import CommsHub
import HANDevices
import HANModel
import HANSimulation
import Notation
import ZCLCodec

/// The air between the hub and the connections.
extension LineServer {
    mutating func send(_ frame: LineFrame, to destination: Destination, device: Int, at now: Instant) {
        framesSent += 1
        let isLost =
            isTaken(frame, from: destination, device)
            || !radio.send(frame.octets, to: destination, cluster: frame.cluster, at: now)
        if isLost { framesLost += 1 }
        guard printer.records.wantsFrames else { return }
        printer.records.record(
            FrameRecord(
                instant: now, device: device, isFromHub: destination == .device(device), isLost: isLost,
                cluster: frame.cluster, octets: frame.octets))
    }

    /// Whether the fault takes a frame out of the air.
    private func isTaken(_ frame: LineFrame, from destination: Destination, _ device: Int) -> Bool {
        guard configuration.fault != nil else { return false }
        let served = target(configuration.devices[device].configuration.device)
        return configuration.fault.takes(
            frame.octets, isFromHub: destination == .device(device),
            isHalfThrough: served.map { $0.octetsServed >= $0.imageSize / 2 } ?? false)
    }

    mutating func deliver(_ frame: FrameInFlight, at now: Instant) {
        switch frame.destination {
        case .hub(let index):
            let device = configuration.devices[index].configuration.device
            frame.octets.withOctetView { hub.receive($0, cluster: frame.cluster, from: device, at: now) }
        case .device(let index), .peer(let index, _):
            // A device that is not connected hears nothing.
            let line = LineFrame(cluster: frame.cluster, octets: frame.octets).line
            if places.send(line, to: index, at: now) == false {
                framesLost += 1
                tell("a frame for \(printer.names.device(index)) is dropped, which does not read", at: now)
            }
        }
    }
}
