import CChub
import GBCSCodec
import HANModel
import ZCLCodec

extension chub_event {
    /// The fields of an event, each under its own name; those that `chub.h` does not have are in its JSON.
    init(_ description: EventDescription) {
        self.init()
        withUnsafeMutableBytes(of: &name) { fill($0, description.name) }
        withUnsafeMutableBytes(of: &rule) { fill($0, description.rule) }
        // A moment that the event could have and has not: none is known.
        activation_at = description.name == "activationPlanned" || description.name == "activationOrdered" ? .max : 0
        for field in description.fields { set(field.name, field.value) }
    }

    private mutating func set(_ name: String, _ value: EventDescription.Value) {
        switch (name, value) {
        case ("device", .device(let device)): self.device = device.rawValue
        case ("fileVersion", .version(let version)): file_version = version
        case ("firmwareVersion", .version(let version)): firmware_version = version
        case ("manufacturerCode", .code(let code, _)): manufacturer_code = code
        case ("imageType", .code(let type, _)): image_type = type
        case ("hardwareVersion", .code(let version, _)): hardware_version = version
        case ("alertCode", .code(let code, _)): alert_code = code
        case ("messageCode", .code(let code, _)): message_code = code
        case ("status", .status(let status)): self.status = status.rawValue
        case ("time", .time(let time)): self.time = time.rawValue
        case ("upgradeTime", .time(let time)): upgrade_time = time.rawValue
        case ("activationAt", .moment(let instant)): activation_at = instant.milliseconds
        case ("sha256", .octets(let octets)):
            has_sha256 = octets.count == 32
            withUnsafeMutableBytes(of: &sha256) { field in
                for (index, octet) in octets.enumerated() where index < field.count { field[index] = octet }
            }
        case ("reason", .name(let word)): withUnsafeMutableBytes(of: &reason) { fill($0, word) }
        case (_, .count(let number)): set(name, number)
        default: break
        }
    }

    private mutating func set(_ name: String, _ number: UInt64) {
        switch name {
        case "imageSize": image_size = UInt32(clamping: number)
        case "fileOffset": file_offset = UInt32(clamping: number)
        case "octetsServed": octets_served = UInt32(clamping: number)
        case "counter": counter = number
        case "count", "total": count = UInt32(clamping: number)
        case "responseCode": response_code = UInt8(clamping: number)
        case "command": command = UInt8(clamping: number)
        case "sequence": sequence = UInt8(clamping: number)
        case "attempt": attempt = UInt8(clamping: number)
        case "offset": offset = Int(clamping: number)
        default: break
        }
    }
}
