import OrderedJSON
import ZCLCodec

/// What the other side of a played scenario does wrong on purpose, so that whoever plays sees a failure.
public enum PlayFault: String, CaseIterable, Sendable {
    /// A device repeats a request after four fifths of the time that it should wait for the answer.
    case repeatsEarly = "repeats-early"
    /// Default Responses have another status.
    case wrongStatus = "wrong-status"
    /// Each output comes twice.
    case twice
    /// It is ready, and says nothing from then on.
    case silent
}

extension PlayFault? {
    /// What a device is, with the fault.
    func device(_ options: JSONValue) throws(NotationError) -> JSONValue {
        guard self == .repeatsEarly, case .object(var object) = options else { return options }
        var fields = try JSONFields(options)
        let usual = try fields.optionalInteger("responseTimeout", as: UInt32.self) ?? 5_000
        _ = object.remove("responseTimeout")
        object.append("responseTimeout", usual / 5 * 4)
        return .object(object)
    }

    /// What comes out in the place of an output.
    func outputs(_ output: Output) -> [Output] {
        switch self {
        case .twice: return [output, output]
        case .silent: return []
        case .wrongStatus:
            // ZCL-2: the header, the command that is answered, the status.
            guard case .frame(var octets, let cluster) = output.content, octets.count == 5, octets[0] & 3 == 0,
                octets[2] == 0x0B
            else { return [output] }
            octets[4] = octets[4] == Status.failure.rawValue ? Status.success.rawValue : Status.failure.rawValue
            return [Output(addressee: output.addressee, content: .frame(octets, cluster))]
        case .repeatsEarly, nil: return [output]
        }
    }
}
