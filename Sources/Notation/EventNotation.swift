import GBCSCodec
public import HANModel
public import OrderedJSON
public import ZCLCodec

extension EventDescription {
    /// The event as one object for programs: `at` in milliseconds, `event`, `from` who says so, `rule`, and the fields.
    ///
    /// - Parameter brief: a message in a few words. A caller whose events have none may give others, and is then built
    ///   without the tables of the codec.
    public func json(
        at instant: Instant, from sender: String, brief: ([UInt8]) -> String = brief(ofMessage:)
    ) -> JSONValue {
        var object = JSONObject()
        object.append("at", .integer(instant.milliseconds))
        object.append("event", .string(name))
        object.append("from", .string(sender))
        object.append("rule", .string(rule))
        for field in fields {
            object.append(field.name, field.value.json)
            if case .message(let octets) = field.value { object.append("says", .string(brief(octets))) }
        }
        return .object(object)
    }

    /// The fields alone, for programs.
    public var fieldsJSON: JSONValue { .object(JSONObject(fields.map { .init(key: $0.name, value: $0.value.json) })) }

    /// The sentence that people read, or nil where there is none.
    ///
    /// - Parameters:
    ///   - name: what a device is called.
    ///   - brief: as of ``json(at:from:brief:)``.
    public func text(_ name: (EUI64) -> String, brief: ([UInt8]) -> String = brief(ofMessage:)) -> String? {
        sentence.map { sentence in
            var text = ""
            // Octets, and no characters: those need the tables of Unicode.
            let parts = sentence.utf8.split(separator: UInt8(ascii: "{"), omittingEmptySubsequences: false)
            for (index, part) in parts.enumerated() {
                let field = part.prefix { $0 != UInt8(ascii: "}") }
                // What stands before the first brace is no field.
                guard index > 0, field.count < part.count, let value = self[String(Substring(field))] else {
                    text += Substring(part)
                    continue
                }
                text += value.text(name, brief) + Substring(part.dropFirst(field.count + 1))
            }
            return text
        }
    }

    /// Name and fields, for people who compare two of them.
    public func listing(brief: ([UInt8]) -> String = brief(ofMessage:)) -> String {
        "\(name) (" + fields.map { "\($0.name) \($0.value.text({ "\($0)" }, brief))" }.joined(separator: ", ") + ")"
    }
}

extension EventDescription.Value {
    /// What programs read: a version has 8 upper-case hexadecimal digits, a code 4, octets are lower-case hexadecimal;
    /// a time is seconds since 2000, a moment milliseconds since the start, a status its number.
    public var json: JSONValue {
        switch self {
        case .device(let device): .string("\(device)")
        case .version(let version): .string(hexadecimalDigits(version))
        case .code(let code, _): .string(hexadecimalDigits(code))
        case .status(let status): .integer(UInt64(status.rawValue))
        case .time(let time): .integer(UInt64(time.rawValue))
        case .moment(let instant): .integer(instant.milliseconds)
        case .count(let count): .integer(count)
        case .octets(let octets), .message(let octets): .string(hex(octets))
        case .name(let text), .text(let text): .string(text)
        case .names(let names): .array(names.map { .string($0) })
        case .events(let events): .array(events.map(Self.json))
        }
    }

    /// GBCS-6: the fields of an event, in the order of an entry.
    private static func json(_ event: LoggedEvent) -> JSONValue {
        .object([
            "logID": .integer(UInt64(event.log.rawValue)), "eventID": .string(hexadecimalDigits(event.eventID)),
            "time": .integer(UInt64(event.time.rawValue)), "octets": .string(hex(event.octets)),
        ])
    }

    /// What people read: `0x00000002`, `0x8F8A firmware transfer success`, ISO 8601, `+HH:MM:SS.mmm`.
    func text(_ name: (EUI64) -> String, _ brief: ([UInt8]) -> String) -> String {
        switch self {
        case .device(let device): name(device)
        case .version(let version): hexadecimal(version)
        case .code(let code, let name): hexadecimal(code) + (name.map { " \($0)" } ?? "")
        case .status(let status): "\(status)"
        case .time(let time): "\(time)"
        case .moment(let instant): "+\(elapsed(instant.milliseconds))"
        case .count(let count): "\(count)"
        case .octets(let octets): octets.count > 8 ? hex(octets.prefix(8)) + "…" : hex(octets)
        case .message(let octets): brief(octets)
        case .name(let name): words(name)
        case .names(let names): names.map(words).joined(separator: ", ")
        case .text(let text): text
        case .events(let events): "\(events.count)"
        }
    }
}

/// A name in lower camel case as words: `fileTransferSuccess` is `file transfer success`.
public func words(_ name: String) -> String { MessageWords.words(name) }

/// A number of milliseconds as `HH:MM:SS.mmm`.
public func elapsed(_ milliseconds: UInt64) -> String {
    func digits(_ number: UInt64, _ count: Int) -> String {
        String(repeating: "0", count: max(0, count - "\(number)".utf8.count)) + "\(number)"
    }
    let seconds = milliseconds / 1_000
    return "\(digits(seconds / 3_600, 2)):\(digits(seconds / 60 % 60, 2)):\(digits(seconds % 60, 2))"
        + ".\(digits(milliseconds % 1_000, 3))"
}
