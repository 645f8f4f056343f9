import CommsHub
import HANDevices
import HANModel
import HANSimulation
import ZCLCodec

/// An image that a device has fetched before anything else happens.
struct HeldImage {
    private let path: String
    private let file: [UInt8]
    let header: OTAHeader

    /// `--image`, or nil where it is not given.
    init?(_ arguments: Arguments, for type: DeviceType) throws {
        guard let path = arguments.string("--image") else { return nil }
        // HUB-28: others are told by the hub when to activate.
        guard type.useCase == .cs05b else {
            throw arguments.usage("--image is for an esme, gsme or hcalcs: no command activates a \(type.rawValue)")
        }
        let input = try UpdateFile(path: path)
        self.path = path
        file = input.file
        header = input.header
    }

    /// Lets the hub serve the image to the one device of a home, until the device holds it.
    func bring(to simulation: inout Simulation) throws {
        do throws(WANRequestError) {
            let devices = simulation.configuration.devices
            for request in FirmwareUpdate.requests(file, activation: .zero, devices: devices) {
                try simulation.perform(request)
            }
        } catch {
            throw Failure(.badData, "\(path): the hub refuses it: \(error)")
        }
        // HUB-40: one that sleeps asks when it wakes.
        if simulation.configuration.devices[0].configuration.wakeInterval == nil { simulation.queryNextImage(0) }
        let end = simulation.now.adding(seconds: 86_400)
        while !simulation.hub.targets.isEmpty, simulation.now < end, simulation.step() {
            // What the device tells of the image answers no message.
            while simulation.pollMessage() != nil {}
        }
        while simulation.pollMessage() != nil {}
        guard simulation.devices[0].verifiedImage != nil else {
            throw Failure(.badData, "\(path): the device did not get it, or judges it bad")
        }
    }
}
