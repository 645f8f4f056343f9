import CommsHub
import GBCSCodec
import HANDevices
import HANModel
import HANSimulation
import Notation
import OrderedJSON
import ZCLCodec

extension SimulationConfiguration {
    /// The first object of a run: what it depends on.
    var json: JSONValue {
        .object(present: [
            "event": .string("start"), "time": .count(startTime.rawValue), "seed": .integer(seed),
            "latency": .integer(latency), "loss": .number(loss), "fault": fault.map { .string($0.rawValue) },
            "devices": .array(devices.map { Self.json($0, behaviour(of: $0)) }),
        ])
    }

    /// A device, and what it is with the fault that it is part of.
    private static func json(_ device: SimulatedDevice, _ configuration: DeviceConfiguration) -> JSONValue {
        .object([
            "device": .string("\(configuration.device)"), "type": .string(device.type.rawValue),
            "firmwareVersion": .string(hexadecimalDigits(configuration.runningFile.fileVersion)),
            "hardwareVersion": .string(hexadecimalDigits(configuration.hardwareVersion)),
        ])
    }
}

extension UpdateOptions {
    /// The image that is to be installed.
    var json: JSONValue {
        var object = JSONObject()
        object.append("event", .string("image"))
        object.append("file", .string(fileName))
        object.append("size", .count(file.count))
        object.append("manufacturerCode", .string(hexadecimalDigits(header.file.manufacturerCode)))
        object.append("imageType", .string(hexadecimalDigits(header.file.imageType)))
        object.append("fileVersion", .string(hexadecimalDigits(header.file.fileVersion)))
        // GBCS-5: the one digest; with both kinds of devices the displays', and then the meters'.
        for (index, entry) in digests.reversed().enumerated() {
            object.append(index == 0 ? "sha256" : "sha256WithoutSignature", .string("\(entry.digest)"))
        }
        return .object(object)
    }
}
