import CChub
import GBCSCodec
import ZCLCodec

/// The caller's functions; they may be called from the thread that uses the hub or the device, and from no other.
private struct KeyFunctions: @unchecked Sendable {
    let functions: chub_keys
}

extension MessageKeys {
    /// GBCS-1: closures around the caller's functions; a function that cannot leaves the message as it is.
    init(_ keys: chub_keys) {
        let keys = KeyFunctions(functions: keys)
        self.init()
        if keys.functions.sign != nil { sign = { keys.sign($0) } }
        if keys.functions.authenticate != nil { authenticate = { keys.authenticate($0) } }
        if keys.functions.verify != nil { verify = { keys.verify($0) } }
    }
}

extension KeyFunctions {
    func sign(_ octets: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: Message.signatureSize)
        let isSigned = octets.withUnsafeBufferPointer { octets in
            signature.withUnsafeMutableBufferPointer { signature in
                functions.sign?(functions.context, octets.baseAddress, octets.count, signature.baseAddress) ?? false
            }
        }
        return isSigned ? signature : []
    }

    func authenticate(_ input: MessageKeys.MACInput) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: 12)
        let vector = input.initialisationVector
        let data = input.additionalData
        let isMade = vector.withUnsafeBufferPointer { vector in
            data.withUnsafeBufferPointer { data in
                tag.withUnsafeMutableBufferPointer { tag in
                    functions.authenticate?(
                        functions.context, input.originator.rawValue, input.recipient.rawValue, vector.baseAddress,
                        vector.count, data.baseAddress, data.count, tag.baseAddress) ?? false
                }
            }
        }
        return isMade ? tag : []
    }

    func verify(_ message: [UInt8]) -> Bool {
        message.withUnsafeBufferPointer { functions.verify?(functions.context, $0.baseAddress, $0.count) ?? false }
    }
}
