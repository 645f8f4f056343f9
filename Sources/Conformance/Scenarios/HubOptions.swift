import CommsHub
import OrderedJSON
import ZCLCodec

extension HubConfiguration {
    /// The defaults, but for the options that a scenario names.
    init(_ fields: inout JSONFields) throws(NotationError) {
        self.init()
        profile = try fields.choice(
            "profile", ["modificationReport": .modificationReport, "gbcs4": .gbcs4, "gbcs3": .gbcs3], else: profile)
        try fields.read("decodingMode", into: &decodingMode)
        hub = try fields.optionalAddress("hub") ?? hub
        try fields.read("memoryBlockCapacity", into: &memoryBlockCapacity)
        try fields.read("deviceLogCapacity", into: &deviceLogCapacity)
        try fields.read("imageListCapacity", into: &imageListCapacity)
        try fields.read("alertOutboxCapacity", into: &alertOutboxCapacity)
        try fields.read("transmissionQueueCapacity", into: &transmissionQueueCapacity)
        try fields.read("othersUseESMEBlockOnly", into: &othersUseESMEBlockOnly)
        try fields.read("deferUntilTransferComplete", into: &deferUntilTransferComplete)
        try fields.read("forceReplacesMeters", into: &forceReplacesMeters)
        try fields.read("sameModelReplacesBegun", into: &sameModelReplacesBegun)
        eligibleAfter = try fields.optionalInteger("eligibleAfter")
        removeAfter = try fields.optionalInteger("removeAfter")
        try fields.read("overwriteDeferralLimit", into: &overwriteDeferralLimit)
        try fields.read("maximumDataSize", into: &maximumDataSize)
        try fields.read("minimumBlockPeriod", into: &minimumBlockPeriod)
        try fields.read("maximumConcurrentTransfers", into: &maximumConcurrentTransfers)
        try fields.read("busyDelay", into: &busyDelay)
        try fields.read("notificationInterval", into: &notificationInterval)
        try fields.read("notificationSpacing", into: &notificationSpacing)
        try fields.read("notifyMeters", into: &notifyMeters)
        try fields.read("transferStallTimeout", into: &transferStallTimeout)
        try fields.read("sleepyTransferStallTimeout", into: &sleepyTransferStallTimeout)
        try fields.read("activationHorizon", into: &activationHorizon)
        try fields.read("versionReadDelay", into: &versionReadDelay)
        try fields.read("versionReadTimeout", into: &versionReadTimeout)
        try fields.read("versionReadAttempts", into: &versionReadAttempts)
        try fields.read("dutyCycleDelay", into: &dutyCycleDelay)
        try fields.finish()
    }
}
