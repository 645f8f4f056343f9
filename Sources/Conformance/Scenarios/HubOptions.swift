import CommsHub
import OrderedJSON
import ZCLCodec

extension HubConfiguration {
    /// The defaults, but for the options that a scenario names.
    init(_ fields: inout JSONFields) throws(NotationError) {
        self.init()
        profile = try fields.choice(
            "profile", ["modificationReport": .modificationReport, "gbcs4": .gbcs4], else: profile)
        decodingMode = try fields.choice("decodingMode", ["strict": .strict, "lenient": .lenient], else: decodingMode)
        hub = try fields.optionalAddress("hub") ?? hub
        try fields.read("memoryBlockCapacity", into: &memoryBlockCapacity)
        try fields.read("deviceLogCapacity", into: &deviceLogCapacity)
        try fields.read("imageListCapacity", into: &imageListCapacity)
        try fields.read("alertOutboxCapacity", into: &alertOutboxCapacity)
        try fields.read("transmissionQueueCapacity", into: &transmissionQueueCapacity)
        try fields.read("othersUseESMEBlockOnly", into: &othersUseESMEBlockOnly)
        try fields.read("deferUntilTransferComplete", into: &deferUntilTransferComplete)
        try fields.read("overwriteDeferralLimit", into: &overwriteDeferralLimit)
        try fields.read("maximumDataSize", into: &maximumDataSize)
        try fields.read("minimumBlockPeriod", into: &minimumBlockPeriod)
        try fields.read("maximumConcurrentTransfers", into: &maximumConcurrentTransfers)
        try fields.read("busyDelay", into: &busyDelay)
        try fields.read("notificationInterval", into: &notificationInterval)
        try fields.read("notificationSpacing", into: &notificationSpacing)
        try fields.read("notifyMeters", into: &notifyMeters)
        try fields.read("transferStallTimeout", into: &transferStallTimeout)
        try fields.read("activationHorizon", into: &activationHorizon)
        try fields.read("versionReadDelay", into: &versionReadDelay)
        try fields.read("versionReadTimeout", into: &versionReadTimeout)
        try fields.read("versionReadAttempts", into: &versionReadAttempts)
        try fields.read("dutyCycleDelay", into: &dutyCycleDelay)
        try fields.finish()
    }
}

extension JSONFields {
    /// Takes a number that may be missing.
    fileprivate mutating func read<Value: FixedWidthInteger & UnsignedInteger>(
        _ key: String, into value: inout Value
    ) throws(NotationError) {
        value = try optionalInteger(key) ?? value
    }

    /// Takes a count that may be missing.
    fileprivate mutating func read(_ key: String, into value: inout Int) throws(NotationError) {
        value = try optionalInteger(key, as: UInt32.self).map { Int($0) } ?? value
    }

    /// Takes a truth value that may be missing.
    fileprivate mutating func read(_ key: String, into value: inout Bool) throws(NotationError) {
        value = try optionalBoolean(key) ?? value
    }

    /// Takes a truth value that may be missing.
    mutating func optionalBoolean(_ key: String) throws(NotationError) -> Bool? {
        guard has(key) else { return nil }
        guard case .boolean(let boolean) = try value(key) else { throw wrong(key, "is neither true nor false") }
        return boolean
    }

    /// Takes one of some names, which may be missing where there is a value for that.
    mutating func choice<Value>(
        _ key: String, _ values: KeyValuePairs<String, Value>, else missing: Value? = nil
    ) throws(NotationError) -> Value {
        if let missing, !has(key) { return missing }
        let name = try string(key)
        guard let value = values.first(where: { $0.key == name })?.value else {
            let names = values.map(\.key).joined(separator: ", ")
            throw wrong(key, "\"\(name)\" is none of \(names)")
        }
        return value
    }
}
