import GBCSCodec
import ZCLCodec

extension FieldListing {
    /// GBCS-2: profile, number of components, and each with its frame.
    mutating func add(_ payload: GBZPayload) {
        addProfile()
        add("components", 1, "\(payload.count)")
        for component in payload { add(component) }
    }

    /// GBCS-2: an alert, and what its use case adds.
    mutating func add(_ alert: GBZAlert) {
        addProfile()
        add("numberOfComponents", 1, "\(alert.numberOfComponents)")
        add("alertCode", 2, title(ofAlert: alert.alertCode))
        add("time", 4, "\(alert.time.rawValue), \(alert.time)")
        if alert.imageHash != nil {
            add("octetString", 2, "32 octets")
            add("imageHash", 32, "SHA-256 of the Manufacturer Image")
        } else if !alert.useCaseContent.isEmpty {
            add("octets", alert.useCaseContent.count, "of the use case")
        }
    }

    private mutating func addProfile() { add("profile", 2, "\(hexadecimal(GBZPayload.profile)), Smart Energy") }

    private mutating func add(_ component: GBZComponent) {
        let words = [
            component.isLast ? "last component" : "not the last component",
            component.isEncrypted ? "encrypted" : nil,
            component.fromDateTime == nil ? nil : "with From Date Time",
        ]
        add("control", 1, words.compactMap { $0 }.joined(separator: ", "))
        add("cluster", 2, component.cluster.title)
        let digits = [UInt8](ahead.prefix(2))
        add("length", 2, "\(digits.reduce(0) { $0 << 8 | Int($1) }) octets")
        if let time = component.fromDateTime { add("fromDateTime", 4, "\(time.rawValue), \(time)") }
        cluster = component.cluster
        switch component.body {
        case .frame(let octets): add(frame: octets)
        case .encrypted(let frame): add(frame)
        }
    }

    /// The frame's fields as they are listed for a frame by itself; as much of it as decodes.
    private mutating func add(frame octets: OctetView) {
        do throws(WireError) {
            let frame = try Frame(octets, cluster: cluster)
            add(frame.header, CommandName(frame.command))
            add(frame.command)
        } catch {
            // An offset counts from the start of the frame.
            let reason = "\(error) of the frame"
            var reader = ByteReader(octets)
            guard let header = try? FrameHeader(parsing: &reader) else {
                return add("frame", octets.count, "does not decode: \(reason)")
            }
            add(header, command: hexadecimal(header.commandIdentifier))
            add("payload", reader.remaining, "does not decode: \(reason)")
        }
    }

    private mutating func add(_ frame: EncryptedFrame) {
        add("reserved", 1, "0")
        add("frameCounter", 1, "\(frame.frameCounter)")
        add(frame.header, command: hexadecimal(frame.header.commandIdentifier))
        add("cipheredLength", 2, "\(frame.cipheredInformation.count) octets")
        if !frame.cipheredInformation.isEmpty {
            add("cipheredInformation", frame.cipheredInformation.count, "security control, ciphertext and tag")
        }
    }
}

extension ClusterIdentifier {
    /// The number, and the name where the cluster has something to do here.
    var title: String {
        let name: String? =
            switch rawValue {
            case 0x000A: "Time"
            case 0x0019: "OTA Upgrade"
            case 0x0702: "Metering"
            case 0x0708: "Device Management"
            case 0x0709: "Events"
            default: nil
            }
        return name.map { "\(hexadecimal(rawValue)) \($0)" } ?? hexadecimal(rawValue)
    }
}
