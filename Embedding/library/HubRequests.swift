// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import CommsHub
import GBCSCodec
import HANModel
import ZCLCodec

@c @implementation public func chub_hub_perform(
    _ hub: OpaquePointer!, _ request: UnsafePointer<chub_request>!, _ now: UInt64,
    _ problem: UnsafeMutablePointer<chub_problem>!
) -> chub_error {
    guard let request = request?.pointee, request.octets != nil || request.octets_size == 0,
        request.targets != nil || request.target_count == 0
    else { return refuse(CHUB_NULL_POINTER, problem, "the request, its octets and its targets must not be NULL") }
    return withHub(hub, problem) { box in
        guard box.hasRoom(in: hub, for: request.octetsToKeep) else {
            return refuse(
                CHUB_REFUSED, problem, rule: request.kind == CHUB_RELAY ? "HUB-53" : "HUB-2", name: "memoryFull", noRoom
            )
        }
        guard let asked = WANRequest(request, deviceCount: box.deviceCount) else {
            return refuse(CHUB_BAD_ARGUMENT, problem, "the request is none, or one of its sizes makes no sense")
        }
        do throws(WANRequestError) {
            try box.hub.perform(asked, at: box.instant(now))
            return CHUB_DONE
        } catch {
            return refuse(
                CHUB_REFUSED, problem, at: error.offset, rule: error.rule, name: error.name, error.description)
        }
    }
}

extension chub_request {
    /// How many octets the hub copies, or makes room for.
    fileprivate var octetsToKeep: Int {
        switch kind {
        case CHUB_UPDATE_FIRMWARE, CHUB_DOWNLOAD_PIECE, CHUB_RELAY: octets_size
        case CHUB_BEGIN_DOWNLOAD: offset
        default: 0
        }
    }
}

extension WANRequestError {
    /// Which octet of an image or of a message is at fault; 0 where none is.
    fileprivate var offset: Int {
        switch self {
        case .image(let error): error.offset
        case .message(let error): error.offset
        default: 0
        }
    }
}

extension WANRequest {
    /// What the caller asks; nil where the kind is none, or a size makes no sense.
    fileprivate init?(_ request: chub_request, deviceCount: Int) {
        guard !isAbsurd(request.target_count, above: 0xFFFF), !isAbsurd(request.octets_size),
            !isAbsurd(request.offset), let useCase = UseCase(request.use_case)
        else { return nil }
        let offset = request.offset
        var octets: [UInt8] { [UInt8](UnsafeBufferPointer(start: request.octets, count: request.octets_size)) }
        // HUB-5: of more than there are devices one of the first is unknown or stands twice. The rest takes no memory.
        var targets: [EUI64] {
            UnsafeBufferPointer(start: request.targets, count: min(request.target_count, deviceCount + 1))
                .map { EUI64(rawValue: $0) }
        }
        switch request.kind {
        case CHUB_SET_TIME: self = .setTime(UTCTime(rawValue: request.time))
        case CHUB_UPDATE_FIRMWARE:
            self = .updateFirmware(
                useCase: useCase, upgradeImage: octets, targets: targets, forceReplace: request.force_replace)
        case CHUB_BEGIN_DOWNLOAD:
            self = .beginDownload(
                useCase: useCase, size: offset, targets: targets, forceReplace: request.force_replace)
        case CHUB_DOWNLOAD_PIECE: self = .downloadPiece(offset: offset, octets: octets)
        case CHUB_CANCEL_DOWNLOAD: self = .cancelDownload
        case CHUB_READ_FIRMWARE_VERSION: self = .readFirmwareVersion(EUI64(rawValue: request.device))
        case CHUB_RELAY: self = .relay(message: octets, to: EUI64(rawValue: request.device))
        case CHUB_ACKNOWLEDGE_ALERT: self = .acknowledgeAlert(counter: request.counter)
        default: return nil
        }
    }
}
