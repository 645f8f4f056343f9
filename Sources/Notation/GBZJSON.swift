import GBCSCodec
import OrderedJSON
import ZCLCodec

extension GBZPayload {
    /// IF-3, GBCS-2: the profile and the components.
    var jsonObject: JSONObject {
        var object = JSONObject()
        object.append("profile", .string("gbz"))
        object.append("components", .array(map { .object($0.jsonObject) }))
        return object
    }
}

extension GBZComponent {
    /// IF-3, GBCS-2: control, cluster, From Date Time, and the frame in one of three forms.
    var jsonObject: JSONObject {
        var object = JSONObject()
        object.append("control", control)
        object.append("cluster", cluster.rawValue)
        if let fromDateTime { object.append("fromDateTime", fromDateTime.rawValue) }
        switch body {
        case .frame(let octets):
            if let json = exactJSON(ofFrame: octets) {
                object.append("frame", json)
            } else {
                object.append("octets", .string(hex(octets)))
            }
        case .encrypted(let frame):
            object.append("frameCounter", frame.frameCounter)
            object.append("frameControl", frame.header.frameControl)
            object.appendPresent("manufacturerSpecificCode", frame.header.manufacturerCode)
            object.append("sequence", frame.header.sequence)
            object.append("commandIdentifier", frame.header.commandIdentifier)
            object.append("cipheredInformation", .string(hex(frame.cipheredInformation)))
        }
        return object
    }

    /// IF-2: the frame as JSON; nil where it does not decode, or would not come back as it is.
    private func exactJSON(ofFrame octets: OctetView) -> JSONValue? {
        guard let json = try? Frame(octets, cluster: cluster).json else { return nil }
        return (try? frameOctets(fromJSON: json)) == [UInt8](octets) ? json : nil
    }
}

extension GBZAlert {
    /// IF-3, GBCS-2: an alert's fields; the hash of a receipt, or what the use case adds as octets.
    var jsonObject: JSONObject {
        var object = JSONObject()
        object.append("profile", .string("gbz"))
        object.append("numberOfComponents", numberOfComponents)
        object.append("alertCode", .string(hexadecimalDigits(alertCode)))
        object.append("time", time.rawValue)
        if let imageHash {
            object.append("imageHash", .string(imageHash.description))
        } else {
            object.append("octets", .string(hex(useCaseContent)))
        }
        return object
    }
}
