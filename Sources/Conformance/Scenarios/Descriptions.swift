import CommsHub
import Notation
import OrderedJSON
import ZCLCodec

extension Output: CustomStringConvertible {
    var description: String {
        switch addressee {
        case .wan: "\(content) to the WAN"
        case .device(let device): "\(content) to \(device)"
        }
    }
}

extension Output.Content: CustomStringConvertible {
    var description: String {
        switch self {
        case .frame(let octets, .otaUpgrade): "frame \(hex(octets))"
        case .frame(let octets, let cluster): "frame \(hex(octets)) of cluster \(hexadecimal(cluster.rawValue))"
        case .message(let octets): "message \(hex(octets))"
        case .alert(let alert): "alert \(alert)"
        case .firmwareVersion(let device, let version, let responseCode):
            "version \(hexadecimal(version)) of \(device), response code \(responseCode),"
        case .error(let name): "error \(name)"
        }
    }
}

extension AlertContent: CustomStringConvertible {
    var description: String {
        "\(hexadecimal(code)) (counter \(counter), time \(time), device \(device), version "
            + "\(hexadecimal(firmwareVersion)), response code \(responseCode)"
            + (message.map { ", message \(hex($0))" } ?? "") + ")"
    }
}

extension AlertContent {
    init(_ alert: Alert) {
        self.init(
            code: alert.code.rawValue, counter: alert.counter, time: alert.time.rawValue, device: alert.device,
            firmwareVersion: alert.fileVersion, responseCode: alert.response.number,
            message: alert.message)
    }
}

extension WANRequestError {
    /// The error as a scenario names it.
    var name: String {
        switch self {
        case .image: "image"
        case .signatureMissing: "signatureMissing"
        case .activationMissing: "activationMissing"
        case .activationTooFarAhead: "activationTooFarAhead"
        case .timeNotSet: "timeNotSet"
        case .noTargets: "noTargets"
        case .duplicateTarget: "duplicateTarget"
        case .unknownTarget: "unknownTarget"
        case .wrongTargetType: "wrongTargetType"
        case .wrongDestination: "wrongDestination"
        case .imageTooLarge: "imageTooLarge"
        case .insufficientSpace: "insufficientSpace"
        case .imageListFull: "imageListFull"
        case .alertOutboxFull: "alertOutboxFull"
        case .downloadInProgress: "downloadInProgress"
        case .noDownload: "noDownload"
        case .pieceOutOfOrder: "pieceOutOfOrder"
        case .pieceTooLong: "pieceTooLong"
        case .versionReadInProgress: "versionReadInProgress"
        case .messageTooLong: "messageTooLong"
        case .message: "message"
        case .unknownAlert: "unknownAlert"
        }
    }
}
