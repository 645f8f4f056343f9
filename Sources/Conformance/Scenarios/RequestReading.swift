import CommsHub
import HANModel
import OrderedJSON
import ZCLCodec

extension WANRequest {
    /// Reads a request of the WAN side with its arguments.
    init(_ fields: inout JSONFields) throws(NotationError) {
        let command = try fields.string("command")
        switch command {
        case "setTime": self = .setTime(UTCTime(rawValue: try fields.integer("time")))
        case "updateFirmware":
            let useCase = try fields.useCase()
            var image = try fields.octets("file")
            // GBCS-5: the activation date-time stands after the file.
            if let activation = try fields.optionalInteger("activation", as: UInt32.self) {
                image = UpgradeImage.octets(file: image, activation: UTCTime(rawValue: activation))
            }
            self = .updateFirmware(
                useCase: useCase, upgradeImage: image, targets: try fields.targets(),
                forceReplace: try fields.optionalBoolean("forceReplace") ?? false)
        case "beginDownload":
            self = .beginDownload(
                useCase: try fields.useCase(), size: Int(try fields.integer("size", as: UInt32.self)),
                targets: try fields.targets(), forceReplace: try fields.optionalBoolean("forceReplace") ?? false)
        case "downloadPiece":
            self = .downloadPiece(
                offset: Int(try fields.integer("offset", as: UInt32.self)), octets: try fields.octets("octets"))
        case "cancelDownload": self = .cancelDownload
        case "readFirmwareVersion": self = .readFirmwareVersion(try fields.address("device"))
        case "relay": self = .relay(message: try fields.octets("message"), to: try fields.address("device"))
        case "acknowledgeAlert": self = .acknowledgeAlert(counter: try fields.integer("counter"))
        default: throw fields.wrong("command", "\"\(command)\" is no request of the WAN side")
        }
    }
}

extension JSONFields {
    fileprivate mutating func useCase() throws(NotationError) -> UseCase {
        try choice("useCase", ["cs05b": .cs05b, "cs05c": .cs05c])
    }

    fileprivate mutating func targets() throws(NotationError) -> [EUI64] {
        try array("targets").map { value throws(NotationError) in
            guard case .string(let text) = value, let target = EUI64(text) else {
                throw wrong("targets", "holds what is no EUI-64")
            }
            return target
        }
    }
}
