import GBCSCodec
import OrderedJSON
import ZCLCodec

extension JSONFields {
    /// GBCS-2: components.
    mutating func gbzPayload() throws(NotationError) -> [UInt8] {
        try takeProfile()
        let components = try objects("components")
        var builder = GBZBuilder()
        for (index, component) in components.enumerated() {
            var component = component
            try component.appendComponent(to: &builder, isLast: index == components.count - 1)
        }
        guard let content = builder.content else {
            throw wrong("components", "more than 255, or one that is longer than 65535 octets")
        }
        return content
    }

    /// GBCS-2: an alert, with the hash of a receipt or with octets.
    mutating func gbzAlert() throws(NotationError) -> [UInt8] {
        try takeProfile()
        let numberOfComponents: UInt8 = try integer("numberOfComponents")
        let alertCode: UInt16 = try hexNumber("alertCode")
        let time = try time("time")
        let rest: [UInt8]
        if has("imageHash") {
            guard alertCode == GBZAlert.imageVerified || alertCode == GBZAlert.imageRefused else {
                throw wrong("imageHash", "belongs to the alerts 8F72 and 8F1C")
            }
            rest = [0x09, 0x20] + (try imageHash("imageHash")).octets
        } else {
            rest = try octets("octets")
        }
        return rest.withOctetView { view in
            GBZAlert(
                numberOfComponents: numberOfComponents, alertCode: alertCode, time: time, useCaseContent: view
            ).content
        }
    }

    private mutating func takeProfile() throws(NotationError) {
        let profile = try string("profile")
        guard profile == "gbz" else { throw wrong("profile", "\"\(profile)\" is not gbz") }
    }

    private mutating func appendComponent(to builder: inout GBZBuilder, isLast: Bool) throws(NotationError) {
        let control: UInt8 = try integer("control")
        let cluster = ClusterIdentifier(rawValue: try integer("cluster"))
        let fromDateTime = has("fromDateTime") ? try time("fromDateTime") : nil
        let isEncrypted = has("frameCounter")
        // GBCS-2: bit 0 the last component, bit 1 encrypted, bit 4 From Date Time.
        let expected: UInt8 = (isLast ? 0x01 : 0) | (isEncrypted ? 0x02 : 0) | (fromDateTime == nil ? 0 : 0x10)
        guard control == expected else {
            throw wrong("control", "\(control) stands in place of \(expected), which the fields of this component say")
        }
        if isEncrypted {
            try appendEncrypted(to: &builder, cluster, fromDateTime)
        } else {
            let frame = has("octets") ? try octets("octets") : try frame(in: cluster)
            builder.append(frame: frame, cluster: cluster, fromDateTime: fromDateTime)
        }
        try finish()
    }

    /// IF-2: a frame, whose command is one of the component's cluster.
    private mutating func frame(in cluster: ClusterIdentifier) throws(NotationError) -> [UInt8] {
        let json = try value("frame")
        let octets: [UInt8]
        do {
            octets = try frameOctets(fromJSON: json)
        } catch {
            throw wrong("frame", error.message, kind: error.kind)
        }
        let name = octets.withOctetView { view in
            (try? Frame(view, cluster: cluster)).map { CommandName($0.command).rawValue }
        }
        guard let name, case .object(let object) = json, object["command"] == .string(name) else {
            throw wrong("frame", "is no frame of cluster \(hexadecimal(cluster.rawValue))")
        }
        return octets
    }

    private mutating func appendEncrypted(
        to builder: inout GBZBuilder, _ cluster: ClusterIdentifier, _ fromDateTime: UTCTime?
    ) throws(NotationError) {
        let frameCounter: UInt8 = try integer("frameCounter")
        let control: UInt8 = try integer("frameControl")
        let code: UInt16? = try optionalInteger("manufacturerSpecificCode")
        let sequence: UInt8 = try integer("sequence")
        let command: UInt8 = try integer("commandIdentifier")
        let information = try octets("cipheredInformation")
        guard let type = FrameHeader.FrameType(rawValue: control & 0x03) else {
            throw wrong("frameControl", "frame type \(control & 0x03) is reserved")
        }
        let header = FrameHeader(
            frameType: type, manufacturerCode: code, direction: control & 0x08 == 0 ? .clientToServer : .serverToClient,
            disableDefaultResponse: control & 0x10 != 0, sequence: sequence, commandIdentifier: command)
        guard header.frameControl == control else {
            throw wrong(
                "frameControl",
                "bits 5 to 7 of \(control) are not zero, or bit 2 does not say whether "
                    + "manufacturerSpecificCode stands here")
        }
        let isTaken = information.withOctetView { view in
            guard let frame = EncryptedFrame(frameCounter: frameCounter, header: header, cipheredInformation: view)
            else { return false }
            builder.append(frame, cluster: cluster, fromDateTime: fromDateTime)
            return true
        }
        guard isTaken else { throw wrong("cipheredInformation", "is longer than 65535 octets") }
    }
}
