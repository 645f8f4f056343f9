public import CommsHub
import GBCSCodec
import HANDevices
import HANModel
public import ZCLCodec

/// One firmware update of all devices of a simulation, from the Upgrade Image's arrival to the last alert.
public enum FirmwareUpdate {
    /// A run that has not ended after so many steps is ended.
    public static let maximumSteps = 20_000_000
    /// A run that has not ended after so many days of virtual time, or so many after the activation, is ended.
    public static let maximumDays: UInt64 = 40

    /// Runs the update, and calls `observe` after every step.
    ///
    /// - Parameters:
    ///   - file: the OTA file, without an activation date-time after it.
    ///   - activation: when the devices activate; zero for now. PPMID and IHD are told by the hub, but for profile
    ///     `gbcs4`; ESME, GSME and HCALCS get a command (CS06) when they hold the image.
    ///   - devices: those of the simulation that the file is for; nil for all.
    ///   - late: images that arrive meanwhile, in the order in which they arrive.
    ///   - isInterrupted: asked before each step; a run that is interrupted ends unfinished.
    /// - Throws: what the hub has against the image.
    public static func run(
        _ file: [UInt8], activation: UTCTime, in simulation: inout Simulation,
        for devices: [SimulatedDevice]? = nil, late: [LateImage] = [],
        isInterrupted: @escaping () -> Bool = { false }, observe: ((borrowing Simulation) -> Void)? = nil
    ) throws(WANRequestError) -> UpdateOutcome {
        let start = simulation.now
        let (sentBefore, lostBefore) = (simulation.framesSent, simulation.framesLost)
        let now = simulation.hub.time ?? .zero
        let ahead = activation > now ? UInt64(activation.rawValue - now.rawValue) : 0
        var run = UpdateRun(
            limit: start.adding(seconds: maximumDays * 86_400 + ahead), isInterrupted: isInterrupted)
        var requests = requests(
            file, activation: activation, devices: devices ?? simulation.configuration.devices,
            profile: simulation.configuration.hub.profile)[...]
        let version = try? file.withOctetView { view throws(WireError) in try OTAFile(view).header.file.fileVersion }
        var (coming, arrived) = (late[...], [LateImage]())
        repeat {
            let request = requests.popFirst()
            if let request { try dispatch(request, in: &simulation) }
            run.collect(&simulation)
            observe?(simulation)
            repeat {
                while let next = coming.first, next.isDue(simulation) {
                    coming.removeFirst()
                    do throws(WANRequestError) {
                        try dispatch(next.request, in: &simulation)
                        arrived.append(next)
                    } catch {
                        next.refused(error)
                    }
                    run.collect(&simulation)
                }
                guard !run.isDone(&simulation), run.step(&simulation) else { break }
                observe?(simulation)
            } while true
            if let request { try run.activate(request, file: file, at: activation, in: &simulation) }
        } while !requests.isEmpty && run.isDone(&simulation)
        for image in arrived {
            try run.activate(image.request, file: image.file, at: activation, in: &simulation)
        }
        while !run.supplier.isDone, run.step(&simulation) { observe?(simulation) }
        var outcomes: [DeviceOutcome] = []
        for index in simulation.devices.indices {
            outcomes.append(outcome(of: index, simulation, run, version: version))
        }
        return UpdateOutcome(
            devices: outcomes, duration: simulation.now.milliseconds(since: start),
            framesSent: simulation.framesSent - sentBefore, framesLost: simulation.framesLost - lostBefore,
            isUnfinished: !run.isDone(&simulation) || !run.supplier.isDone)
    }

    /// What the WAN side asks of the hub so that all these devices get a file: a request for each type of meter
    /// and for HCALCS, one for PPMID and IHD. DCC-7: one is in progress at a time, meters come before others.
    public static func requests(
        _ file: [UInt8], activation: UTCTime, devices: [SimulatedDevice], profile: HubProfile = .modificationReport
    ) -> [WANRequest] {
        let groups: [(UseCase, [DeviceType])] = [
            (.cs05b, [.esme]), (.cs05b, [.gsme]), (.cs05b, [.hcalcs]), (.cs05c, [.ppmid, .ihd]),
        ]
        return groups.compactMap { useCase, types in
            let targets = devices.filter { types.contains($0.type) }.map { $0.configuration.device }
            guard !targets.isEmpty else { return nil }
            let hasActivation = useCase == .cs05c && profile == .modificationReport
            return .updateFirmware(
                useCase: useCase,
                upgradeImage: hasActivation ? UpgradeImage.octets(file: file, activation: activation) : file,
                targets: targets)
        }
    }

    private static func dispatch(_ request: WANRequest, in simulation: inout Simulation) throws(WANRequestError) {
        try simulation.perform(request)
        guard case .updateFirmware(.cs05b, _, let targets, _) = request, !simulation.configuration.hub.notifyMeters
        else { return }
        // HUB-40: a meter gets no Image Notify. It asks of its own accord, or when it wakes.
        for (index, device) in simulation.configuration.devices.enumerated()
        where targets.contains(device.configuration.device) && device.configuration.wakeInterval == nil {
            simulation.queryNextImage(index)
        }
    }

    private static func outcome(
        of index: Int, _ simulation: borrowing Simulation, _ run: UpdateRun, version: UInt32?
    ) -> DeviceOutcome {
        let type = simulation.configuration.devices[index].type
        let device = simulation.devices[index].configuration.device
        let own = run.alerts.filter { $0.device == device }
        let runningVersion = simulation.devices[index].runningFile.fileVersion
        let told = run.supplier.versionAlert(of: device)
        let isActivated =
            switch (type.useCase, simulation.configuration.hub.profile) {
            case (.cs05b, _): runningVersion == version
            case (_, .gbcs3): false
            case (_, .gbcs4): told?.responseCode == 0 && told?.fileVersion == version
            case (_, .modificationReport):
                own.contains { $0.response == .firmwareReadSuccess && $0.fileVersion == version }
            }
        return DeviceOutcome(
            device: device, type: type, alerts: own, runningVersion: runningVersion, isActivated: isActivated,
            activation: run.supplier.outcome(of: device), versionAlert: told,
            history: simulation.hub.history(of: device))
    }
}
