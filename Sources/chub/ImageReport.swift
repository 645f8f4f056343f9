import HANCapture
import HANModel
import OrderedJSON
import ZCLCodec

/// What `chub image from-capture` says of an image.
struct ImageReport {
    private let image: CapturedImage
    private let description: ImageDescription
    private let missing: [Range<UInt32>]
    private let comparison: Comparison?

    /// How the image differs from a file at hand.
    private enum Comparison {
        case same
        case differs(at: UInt32, frame: Int?)
        /// What has come is the same, and the file is longer or shorter than this one.
        case sizes(Int)
        case incomplete
    }

    init(_ image: CapturedImage, comparedTo other: [UInt8]?) {
        self.image = image
        missing = image.missing
        // Nothing is said of octets that did not come.
        let known = missing.first.map { Int($0.lowerBound) } ?? Int.max
        description = (image.octets() ?? []).prefix(known).withOctetView { ImageDescription($0) }
        comparison = other.map { other in
            if let place = image.firstDifference(from: other) {
                return .differs(at: place, frame: image.frame(at: place))
            }
            if let size = image.size, Int(size) != other.count { return .sizes(other.count) }
            return image.isWhole ? .same : .incomplete
        }
    }

    /// Whether blocks contradict one another, or the image is not the one that it was compared with.
    var isFaulty: Bool {
        switch comparison {
        case .differs, .sizes: true
        case .same, .incomplete, nil: !image.conflicts.isEmpty
        }
    }

    var text: String {
        let file = image.file
        var lines = [
            "hub \(image.server) to device \(image.client): manufacturer \(hexadecimal(file.manufacturerCode)), image "
                + "type \(hexadecimal(file.imageType)), version \(hexadecimal(file.fileVersion))"
        ]
        if !description.headerOctets.isEmpty, image.header != nil {
            lines.append(description.text(showsRules: false))
        }
        lines.append("  " + state)
        for conflict in image.conflicts {
            lines.append("  octet \(conflict.offset) differs between the frames \(list(conflict.frames))")
        }
        if let comparisonText { lines.append("  " + comparisonText) }
        return lines.joined(separator: "\n")
    }

    private var state: String {
        guard let size = image.size else { return "\(image.count) octets have come, of a file of unknown size" }
        if missing.isEmpty { return "whole: \(size) octets" }
        let ranges = missing.map { "\($0.lowerBound) to \($0.upperBound - 1)" }.joined(separator: ", ")
        return "\(image.count) of \(size) octets; missing: \(ranges)"
    }

    private var comparisonText: String? {
        switch comparison {
        case .same: "the same as the file it is compared with"
        case .incomplete: "the same as the file it is compared with, as far as it has come"
        case .differs(let place, let frame):
            "differs from the file it is compared with from octet \(place) on"
                + (frame.map { ", in frame \($0)" } ?? "")
        case .sizes(let count): "the file it is compared with has \(count) octets"
        case nil: nil
        }
    }

    private func list(_ frames: [Int]) -> String { frames.map { "\($0)" }.joined(separator: " and ") }

    var json: JSONValue {
        .object(present: [
            "hub": .string("\(image.server)"), "device": .string("\(image.client)"),
            "manufacturerCode": .count(image.file.manufacturerCode), "imageType": .count(image.file.imageType),
            "fileVersion": .count(image.file.fileVersion), "imageSize": image.size.map { .count($0) },
            "received": .count(image.count), "isWhole": .boolean(image.isWhole),
            "missing": .array(
                missing.map { .object(["offset": .count($0.lowerBound), "length": .count($0.count)]) }),
            "conflicts": .array(
                image.conflicts.map {
                    .object(["offset": .count($0.offset), "frames": .array($0.frames.map { .count($0) })])
                }),
            "comparison": comparisonJSON, "image": image.header == nil ? nil : description.json,
        ])
    }

    private var comparisonJSON: JSONValue? {
        switch comparison {
        case .same: .object(["result": .string("same")])
        case .incomplete: .object(["result": .string("incomplete")])
        case .differs(let place, let frame):
            .object(present: [
                "result": .string("different"), "offset": .count(place), "frame": frame.map { .count($0) },
            ])
        case .sizes(let count): .object(["result": .string("different"), "fileSize": .count(count)])
        case nil: nil
        }
    }
}
