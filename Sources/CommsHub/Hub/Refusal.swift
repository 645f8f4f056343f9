/// HUB-33: why the hub refused what a device asked for.
public enum Refusal: String, Sendable, CaseIterable {
    /// HUB-24: no image on the list is for the device, of its model, and not finished by it.
    case noImage
    /// HUB-23: its hardware version is outside the image's.
    case hardwareVersion
    /// OTA-6: it names a file that is not on the list for it.
    case unknownFile
    /// HUB-14: the image was overwritten or removed.
    case imageDiscarded
    /// HUB-24: it is covered by mismatch or by its own failure.
    case covered
    /// OTA-6: the offset is not in the file.
    case offsetBeyondFile
    /// OTA-6: a block or page of no octets, or blocks larger than the page.
    case wrongSize
    /// OTA-6: a page is being sent already.
    case pageRunning
    /// HUB-26: it says that it has an image that it was never offered.
    case notOffered
    /// OTA-6: there is no file for a single device.
    case noDeviceFile
    /// ZCL-3: the hub does not know such frames.
    case unsupported
    /// HUB-52: it may not see the log.
    case notAuthorized
    /// GBCS-6: no event matches.
    case noEvent

    /// The rule that it comes from.
    public var rule: String {
        switch self {
        case .noImage, .covered: "HUB-24"
        case .hardwareVersion: "HUB-23"
        case .unknownFile, .offsetBeyondFile, .wrongSize, .pageRunning, .noDeviceFile: "OTA-6"
        case .imageDiscarded: "HUB-14"
        case .notOffered: "HUB-26"
        case .unsupported: "ZCL-3"
        case .notAuthorized: "HUB-52"
        case .noEvent: "GBCS-6"
        }
    }

    /// Why, in words.
    public var words: String {
        switch self {
        case .noImage: "there is no image for it"
        case .hardwareVersion: "the image is not for its hardware version"
        case .unknownFile: "it names a file that is not on the list for it"
        case .imageDiscarded: "the image was overwritten or removed"
        case .covered: "it will not take the image"
        case .offsetBeyondFile: "the offset lies beyond the file"
        case .wrongSize: "a block or page has no octets, or a page is smaller than its blocks"
        case .pageRunning: "a page is being sent already"
        case .notOffered: "it was never offered that file"
        case .noDeviceFile: "there is no file for a single device"
        case .unsupported: "the hub does not know such frames"
        case .notAuthorized: "it may not see that log"
        case .noEvent: "no event matches"
        }
    }
}
