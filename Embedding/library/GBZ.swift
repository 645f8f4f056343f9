// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import GBCSCodec
import ZCLCodec

@c @implementation public func chub_gbz_component_at(
    _ content: UnsafePointer<UInt8>!, _ size: Int, _ number: Int,
    _ component: UnsafeMutablePointer<chub_gbz_component>!,
    _ problem: UnsafeMutablePointer<chub_problem>!
) -> chub_error {
    guard let component, content != nil || size == 0 else {
        return refuse(CHUB_NULL_POINTER, problem, "content and component must not be NULL")
    }
    component.pointee = chub_gbz_component()
    guard !isAbsurd(size) else { return refuse(CHUB_BAD_ARGUMENT, problem, "a size makes no sense") }
    let octets = OctetView(UnsafeRawBufferPointer(start: content, count: size))
    return runAlone(problem) {
        do throws(MessageError) {
            guard case .gbz(let payload) = try MessageContent(octets, .readEventBehaviours, .command) else {
                return refuse(CHUB_INVALID_VALUE, problem, rule: "GBCS-2", "the content is not GBZ")
            }
            var iterator = payload.makeIterator()
            var index = 0
            while let next = iterator.next() {
                if index == number {
                    component.pointee = chub_gbz_component(next)
                    return CHUB_DONE
                }
                index += 1
            }
            return CHUB_NOTHING
        } catch {
            return refuse(error, problem, rule: "GBCS-2")
        }
    }
}

@c @implementation public func chub_gbz_encode(
    _ components: UnsafePointer<chub_gbz_component>!, _ count: Int, _ octets: UnsafeMutablePointer<UInt8>!,
    _ capacity: Int, _ size: UnsafeMutablePointer<Int>!, _ problem: UnsafeMutablePointer<chub_problem>!
) -> chub_error {
    guard let size, components != nil || count == 0, octets != nil || capacity == 0 else {
        return refuse(CHUB_NULL_POINTER, problem, "components, octets and size must not be NULL")
    }
    size.pointee = 0
    guard capacity >= 0 else { return refuse(CHUB_BAD_ARGUMENT, problem, "the capacity makes no sense") }
    guard count >= 0, count <= 255 else {
        return refuse(CHUB_BAD_ARGUMENT, problem, rule: "GBCS-2", "there are 0 to 255 components")
    }
    return runAlone(problem) {
        var builder = GBZBuilder()
        for index in 0..<count {
            let component = components[index]
            guard component.frame != nil || component.frame_size == 0 else {
                return refuse(CHUB_NULL_POINTER, problem, "the frame of a component must not be NULL")
            }
            guard !isAbsurd(component.frame_size, above: 0xFFFF) else {
                return refuse(
                    CHUB_INVALID_VALUE, problem, rule: "GBCS-2", "a component is longer than 65535 octets")
            }
            guard !component.is_encrypted else {
                return refuse(CHUB_BAD_ARGUMENT, problem, rule: "GBCS-2", "an encrypted component is not made")
            }
            builder.append(
                frame: [UInt8](UnsafeBufferPointer(start: component.frame, count: Int(component.frame_size))),
                cluster: ClusterIdentifier(rawValue: component.cluster),
                fromDateTime: component.has_from_date_time ? UTCTime(rawValue: component.from_date_time) : nil)
        }
        guard let content = builder.content else {
            return refuse(CHUB_INVALID_VALUE, problem, rule: "GBCS-2", "a component is longer than 65535 octets")
        }
        guard content.count <= capacity else {
            size.pointee = content.count
            return refuse(CHUB_NO_SPACE, problem, "the content needs a larger buffer")
        }
        return give(content, octets, capacity, size)
    }
}

extension chub_gbz_component {
    fileprivate init(_ component: GBZComponent) {
        self.init()
        control = component.control
        cluster = component.cluster.rawValue
        has_from_date_time = component.fromDateTime != nil
        from_date_time = component.fromDateTime?.rawValue ?? 0
        switch component.body {
        case .frame(let octets): set(octets)
        case .encrypted(let body):
            is_encrypted = true
            frame_counter = body.frameCounter
            set(body.cipheredInformation)
        }
    }

    /// The octets are the caller's, which the view views.
    private mutating func set(_ octets: OctetView) {
        octets.withUnsafeBytes { buffer in
            frame = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            frame_size = buffer.count
        }
    }
}
