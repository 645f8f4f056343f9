import HANDevices
import OrderedJSON
import ZCLCodec

extension DeviceConfiguration {
    /// What the device is, and the defaults but for the options that a scenario names.
    init(_ fields: inout JSONFields) throws(NotationError) {
        self.init(
            type: try fields.deviceType(), device: try fields.address("device"),
            runningFile: FileIdentifier(
                manufacturerCode: try fields.integer("manufacturerCode"), imageType: try fields.integer("imageType"),
                fileVersion: try fields.hexadecimal("runningVersion")),
            hardwareVersion: try fields.integer("hardwareVersion"))
        try fields.read("decodingMode", into: &decodingMode)
        server = try fields.optionalAddress("server") ?? server
        alertRecipient = try fields.optionalAddress("alertRecipient") ?? alertRecipient
        if fields.has("partialImage") { partialImage = try fields.octets("partialImage") }
        if fields.has("pages") {
            var pages = try fields.object("pages")
            fetch = .pages(
                size: try pages.integer("size"), responseSpacing: try pages.integer("responseSpacing"))
            try pages.finish()
        }
        let judgement: ImageVerification.Outcome = try fields.choice(
            "verification", ["accepted": .accepted, "invalid": .invalid, "requiresMore": .requiresMore],
            else: .accepted)
        verification = ImageVerification { _, _ in judgement }
        try fields.read("sendsHardwareVersion", into: &sendsHardwareVersion)
        try fields.read("sendsNodeAddress", into: &sendsNodeAddress)
        try fields.read("sendsMinimumBlockPeriod", into: &sendsMinimumBlockPeriod)
        try fields.read("minimumBlockPeriod", into: &minimumBlockPeriod)
        try fields.read("maximumDataSize", into: &maximumDataSize)
        try fields.read("imageCapacity", into: &imageCapacity)
        try fields.read("stackVersion", into: &stackVersion)
        try fields.read("imageStamp", into: &imageStamp)
        try fields.read("clusterRevision", into: &clusterRevision)
        try fields.read("responseTimeout", into: &responseTimeout)
        try fields.read("attempts", into: &attempts)
        try fields.read("upgradeEndInterval", into: &upgradeEndInterval)
        activatesAfterWaits = try fields.optionalInteger("activatesAfterWaits", as: UInt32.self).map { Int($0) }
        try fields.read("activates", into: &activates)
        try fields.read("tellsVersion", into: &tellsVersion)
        wakeInterval = try fields.optionalInteger("wakeInterval")
        blocksPerWake = try fields.optionalInteger("blocksPerWake", as: UInt32.self).map { Int($0) }
        try fields.read("seed", into: &seed)
        if fields.has("splitImage") {
            var split = try fields.object("splitImage")
            splitImage = SplitImage(
                first: try split.hexadecimal("first"), second: try split.hexadecimal("second"),
                isFirstHeld: try split.optionalBoolean("isFirstHeld") ?? false)
            try split.finish()
        }
        if fields.has("deviceLog") {
            for var peer in try fields.objects("deviceLog") {
                deviceLog.append(HANPeer(device: try peer.address("device"), type: try peer.deviceType()))
                try peer.finish()
            }
        }
        eventBehaviours = try fields.eventBehaviours() ?? eventBehaviours
        try fields.finish()
    }
}

extension JSONFields {
    /// GBCS-3: how a GSME treats events, or that its store cannot be read; nil where the option is missing.
    fileprivate mutating func eventBehaviours() throws(NotationError) -> EventBehaviourStore? {
        guard has("eventBehaviours") else { return nil }
        guard string(ifAny: "eventBehaviours") == nil else {
            return try choice("eventBehaviours", ["unreadable": .unreadable])
        }
        var events: [EventConfiguration] = []
        for var event in try objects("eventBehaviours") {
            events.append(
                EventConfiguration(
                    eventID: try event.integer("eventID"), configuration: try event.integer("configuration")))
            try event.finish()
        }
        return .events(events)
    }
}
