public import ZCLCodec

/// A message taken apart by its layout, as far as it goes.
public struct MessageFields: Sendable {
    /// GBCS-1: the fields of the envelope; the content is one of them.
    public let envelope: [FieldNode]
    /// What the content says; nil in octets that hold none.
    public let content: ContentFields?
    private let missing: String?

    /// Takes the octets of a message apart.
    public init(_ octets: [UInt8]) {
        var reader = LayoutReader(octets, isBigEndian: true)
        reader.words = { field, value, nodes in MessageWords.text(field, value, nil, nodes) }
        reader.read(Message.layout(isAuthenticated: octets.first == Message.macHeaderTag))
        envelope = reader.nodes.following("GBCS-1")
        missing = reader.missing
        let code = MessageCode(rawValue: UInt16(truncatingIfNeeded: envelope.number("messageCode") ?? 0))
        let cra = Message.CRA(rawValue: UInt8(truncatingIfNeeded: envelope.number("cra") ?? 0))
        guard let node = envelope.last(where: { $0.name == "content" }), let cra else {
            content = nil
            return
        }
        content = ContentFields(octets, from: node.offset, count: node.count, code, cra)
    }

    /// The fields in wire order, those of the content in its place where it decodes.
    public var all: [FieldNode] {
        envelope.flatMap { node in
            guard node.name == "content", let content else { return [node] }
            return content.nodes(inPlaceOf: node)
        }
    }

    /// The field that an error of the codec is about; nil where it is about none.
    public func name(ofFieldAt error: MessageError) -> String? {
        envelope.name(ofFieldAt: error.offset, error.kind, missing: missing)
    }
}

/// The content of a message taken apart by its layout, as far as it goes.
public struct ContentFields: Sendable {
    /// The use case and kind of the message.
    public let purpose: (code: MessageCode, cra: Message.CRA)
    /// The fields in wire order; none for octets of no known kind.
    public let fields: [FieldNode]
    /// The rule of the layout; nil for octets of no known kind.
    public let rule: String?
    /// Why a content that this project knows does not decode, with an offset in the message; nil where it does.
    public let error: MessageError?
    /// The field that the error is about.
    public let errorField: String?
    /// GBCS-3: whether it is the alternate response to GCS20r in the direction of IRP550 as first written.
    public let hasIRP550Direction: Bool
    /// GBCS-3: the status of the alternate response to GCS20r; nil where the content is another.
    public let alternateStatus: Status?

    /// Takes a part of the octets apart, which is the content of such a message.
    public init(_ octets: [UInt8], from offset: Int, count: Int, _ code: MessageCode, _ cra: Message.CRA) {
        let content = [UInt8](octets.dropFirst(offset).prefix(count))
        let decoded = content.withOctetView { view in DecodedLayout(view, code, cra) }
        purpose = (code, cra)
        hasIRP550Direction = decoded.hasIRP550Direction
        alternateStatus = decoded.alternateStatus
        var reader = LayoutReader(octets, from: offset, to: offset + count, isBigEndian: true)
        reader.words = { field, value, nodes in MessageWords.text(field, value, (code, cra), nodes) }
        reader.read(decoded.layout?.fields ?? [])
        rule = decoded.layout?.rule
        fields = decoded.error == nil ? rule.map { reader.nodes.following($0) } ?? reader.nodes : []
        error = decoded.error.map { MessageError($0.reason, at: offset + $0.offset) }
        errorField = error.flatMap { reader.nodes.name(ofFieldAt: $0.offset, $0.kind, missing: reader.missing) }
    }

    /// The fields, or the content as one where there are none.
    public func nodes(inPlaceOf node: FieldNode) -> [FieldNode] {
        guard let error else { return fields.isEmpty ? [node] : fields }
        return [
            FieldNode(
                node.layout, at: node.offset, count: node.count, node.value, text: "does not decode: \(error)",
                isBroken: true, rule: rule ?? node.rule)
        ]
    }
}

/// What the codec makes of a content: its layout, and why it does not decode, with an offset in it.
private struct DecodedLayout {
    let layout: ContentLayout?
    let error: MessageError?
    var hasIRP550Direction = false
    var alternateStatus: Status?

    init(_ content: OctetView, _ code: MessageCode, _ cra: Message.CRA) {
        do throws(MessageError) {
            let decoded = try MessageContent(content, code, cra)
            layout = ContentLayout(of: decoded, cra)
            error = nil
            guard case .gbz(let payload) = decoded else { return }
            switch EventBehavioursResponse(payload) {
            case .alternate(let status): alternateStatus = status
            case .irp550Direction: hasIRP550Direction = code == .readEventBehaviours && cra == .response
            default: break
            }
        } catch {
            // The layout that begins as the content does, as far as it goes.
            let layouts = ContentLayout.layouts(of: code, cra)
            layout = layouts.reduce(layouts.first) { best, other in
                other.agreement(with: content) > (best?.agreement(with: content) ?? 0) ? other : best
            }
            self.error = error
        }
    }
}

extension ContentLayout {
    /// How many octets of a content are what the fields begin with: what is always the same, and what has a fixed size.
    fileprivate func agreement(with content: OctetView) -> Int {
        var count = 0
        for field in fields {
            switch field.kind {
            case .part(.tag(let tag), _), .tagged(let tag, _): return content[count] == tag ? count + 1 : count
            case .constant(let octets, _):
                for octet in octets {
                    guard content[count] == octet else { return count }
                    count += 1
                }
            case .number(let size, _), .octets(.fixed(let size), _): count += size
            case .eui64: count += 8
            case .name: break
            default: return count
            }
        }
        return count
    }
}

extension MessageFields: CustomStringConvertible {
    /// The fields in one line: `cra: 1 command, counter: 1010, …`.
    public var description: String { all.filter { !$0.layout.isComputed }.text }
}

extension Message: CustomStringConvertible {
    /// The fields of the envelope in one line, without content, certificate and signature, which stand in the message's
    /// octets: ``MessageFields`` has those too.
    public var description: String {
        let octets = encoded(MessageParts(self, in: OctetView()))
        // A field without octets is a part that is not here, or a name.
        let nodes = MessageFields(octets).envelope.filter { node in
            !node.layout.isComputed && (node.count > 0 || node.name == "useCase")
        }
        return nodes.text
    }
}
