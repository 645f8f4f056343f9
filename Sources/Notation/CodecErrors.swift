import GBCSCodec
public import OrderedJSON
public import ZCLCodec

extension NotationError {
    /// Takes over an error of the codec, with the name of the field that it is about.
    public init(_ error: WireError, field: String? = nil, rule: String? = nil) {
        self.init(Kind(error.kind), at: error.offset, error.message + (field.map { ": \($0)" } ?? ""), rule: rule)
    }

    /// Takes over an error of a message, with the name of the field that it is about.
    init(_ error: MessageError, field: String? = nil, rule: String? = nil) {
        self.init(Kind(error.kind), at: error.offset, error.message + (field.map { ": \($0)" } ?? ""), rule: rule)
    }
}

extension NotationError.Kind {
    /// IF-2: both are called the same.
    fileprivate init(_ kind: WireError.Kind) {
        switch kind {
        case .truncated: self = .truncated
        case .trailingOctets: self = .trailingOctets
        case .reservedValue: self = .reservedValue
        case .unsupportedCommand: self = .unsupportedCommand
        case .invalidValue: self = .invalidValue
        }
    }
}
