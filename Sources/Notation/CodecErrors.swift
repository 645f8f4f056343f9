import GBCSCodec
public import OrderedJSON
public import ZCLCodec

extension NotationError {
    /// Takes over an error of the codec.
    public init(_ error: WireError) { self.init(Kind(error.kind), at: error.offset, error.message) }

    /// Takes over an error of a message.
    init(_ error: MessageError) { self.init(Kind(error.kind), at: error.offset, error.message) }
}

extension NotationError.Kind {
    fileprivate init(_ kind: WireError.Kind) {
        self =
            switch kind {
            case .truncated: .truncated
            case .trailingOctets: .trailingOctets
            case .reservedValue: .reservedValue
            case .unsupportedCommand: .unsupportedCommand
            case .invalidValue: .invalidValue
            }
    }
}
