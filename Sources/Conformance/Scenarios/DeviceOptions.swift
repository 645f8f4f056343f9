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
        try fields.finish()
    }
}
