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
        case .told(let event): event.listing
        case .error(let name): "error \(name)"
        }
    }
}
