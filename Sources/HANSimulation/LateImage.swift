public import CommsHub
import HANDevices
import HANModel
import ZCLCodec

/// An image that arrives while another is on its way, and contends with it for the memory blocks (HUB-7 to HUB-13).
public struct LateImage {
    /// When it arrives.
    public enum Moment: Sendable {
        /// Right after the first image, before anything was sent.
        case atOnce
        /// When the first device has half of the first image.
        case halfThrough
    }

    /// What the WAN side asks of the hub: a `WANRequest.updateFirmware`.
    public var request: WANRequest
    /// The OTA file in it, without an activation date-time.
    public var file: [UInt8]
    /// When it arrives.
    public var moment: Moment
    /// Hears what the hub has against it.
    public var refused: (WANRequestError) -> Void

    /// Makes one.
    public init(
        _ request: WANRequest, file: [UInt8], at moment: Moment, refused: @escaping (WANRequestError) -> Void = { _ in }
    ) {
        self.refused = refused
        self.request = request
        self.file = file
        self.moment = moment
    }

    func isDue(_ simulation: borrowing Simulation) -> Bool {
        switch moment {
        case .atOnce: return true
        case .halfThrough:
            for index in simulation.devices.indices where simulation.isHalfThrough(index) { return true }
            return false
        }
    }
}
