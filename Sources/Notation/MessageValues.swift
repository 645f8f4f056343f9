import GBCSCodec
import OrderedJSON
import ZCLCodec

/// What the content of a message is for: which fields it has depends on both.
typealias MessagePurpose = (code: MessageCode, cra: Message.CRA)

extension JSONFields {
    /// IF-2, IF-3: takes a number of so many octets: as its name, as its hexadecimal digits, or as a number.
    mutating func number(_ key: String, size: Int, _ form: NumberForm) throws(NotationError) -> UInt64 {
        switch form {
        case .word(let names):
            let text = try string(key)
            if let name = names.first(where: { $0.1 == text }) { return name.0 }
            throw wrong(key, "\"\(text)\" is none of \(names.map { $0.1 }.joined(separator: ", "))")
        case .code: return try hexadecimal(key, octets: size)
        default: return try number(key, upTo: .max >> UInt64(64 - 8 * size))
        }
    }

    /// GBCS-4: takes a time as `20150101000000Z`.
    mutating func generalizedTime(_ key: String) throws(NotationError) -> [UInt8] {
        let text = try string(key)
        guard GeneralizedTime(text) != nil else { throw wrong(key, "\"\(text)\" is no time such as 20150101000000Z") }
        return [UInt8](text.utf8)
    }

    /// GBCS-8: takes a time as `20150101000000Z`, or with hundredths as `20150101000000.50Z`.
    mutating func dlmsTime(_ key: String) throws(NotationError) -> [UInt8] {
        let text = try string(key)
        guard let time = DLMSTime(text) else { throw wrong(key, "\"\(text)\" is no time such as 20150101000000Z") }
        return time.octets
    }

    /// IF-3: takes what stands for NULL.
    mutating func takeTrue(_ key: String) throws(NotationError) {
        guard try boolean(key) else { throw wrong(key, "is true where it stands") }
    }

    /// IF-3: takes a name that follows from a number beside it; it may be missing, and may not be another.
    mutating func checkName(_ key: String, is name: String?) throws(NotationError) {
        guard has(key) else { return }
        guard let name else { throw wrong(key, "has no place here, the code has no name") }
        let text = try string(key)
        guard text == name else { throw wrong(key, "\"\(text)\" stands in place of \"\(name)\"") }
    }

    /// IF-2: takes a frame, whose command is one of the cluster.
    mutating func frame(_ key: String, in cluster: ClusterIdentifier) throws(NotationError) -> [UInt8] {
        let json = try value(key)
        let octets: [UInt8]
        do {
            octets = try frameOctets(fromJSON: json)
        } catch {
            throw wrong(key, error.message, kind: error.kind)
        }
        guard let name = FrameFields(octets, cluster: cluster).layout?.name, case .object(let object) = json,
            object["command"] == .string(name)
        else { throw wrong(key, "is no frame of cluster \(cluster.title)") }
        return octets
    }

    /// IF-3: takes the fields of a content to the last one, and encodes it.
    mutating func messageContent(_ purpose: MessagePurpose) throws(NotationError) -> [UInt8] {
        let content: [UInt8]
        let isOctets = has("octets") && !has("profile")
        let hasHash = has("imageHash")
        if isOctets {
            // IF-3: why it does not decode is found out anew.
            if has("error") { _ = try value("error") }
            content = try octets("octets")
        } else {
            var writer = LayoutWriter(content: purpose)
            try writer.write(layout(purpose).fields, from: &self)
            content = writer.octets
        }
        let fields = ContentFields(content, from: 0, count: content.count, purpose.code, purpose.cra)
        try takeDeviation(fields)
        try finish()
        guard !hasHash || fields.error != nil || fields.fields.contains(where: { $0.name == "imageHash" }) else {
            throw wrong("imageHash", "belongs to the alerts 8F72 and 8F1C")
        }
        if !isOctets, let error = fields.error {
            throw NotationError(.invalidValue, "content." + (fields.errorField.map { "\($0): " } ?? "") + error.message)
        }
        return content
    }

    /// The layout whose keys these are, as far as they tell layouts of one purpose apart.
    private func layout(_ purpose: MessagePurpose) throws(NotationError) -> ContentLayout {
        let layouts = ContentLayout.layouts(of: purpose.code, purpose.cra)
        let profile = string(ifAny: "profile")
        let suited = layouts.first { layout in
            layout.profile == profile
                && ["null", "imageHash", "firmwareVersion"].allSatisfy { layout.names.contains($0) == has($0) }
        }
        guard let layout = suited ?? layouts.last else { throw wrong("octets", "is missing") }
        return layout
    }

    /// GBCS-3: the direction of IRP550 as first written is sent by its name alone.
    private mutating func takeDeviation(_ fields: ContentFields) throws(NotationError) {
        guard fields.hasIRP550Direction else { return }
        guard has("deviations"), try array("deviations") == [.string(irp550Direction)] else {
            throw wrong(
                "deviations",
                "a Default Response from server to client is not sent unless \"\(irp550Direction)\" alone stands here")
        }
    }
}

extension ContentLayout {
    /// The names of the fields, those of parts too.
    fileprivate var names: [String] { Self.names(of: fields) }

    private static func names(of fields: [FieldLayout]) -> [String] {
        fields.flatMap { field in
            if case .part(_, let fields) = field.kind { [field.name] + names(of: fields) } else { [field.name] }
        }
    }

    /// IF-3: the word in `profile`; nil for DER.
    fileprivate var profile: String? {
        if case .constant(_, let word)? = fields.first?.kind { word } else { nil }
    }
}

/// GBCS-3: the name of the one deviation that a message may have.
let irp550Direction = "irp550Direction"
