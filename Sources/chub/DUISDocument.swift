import Foundation
import OrderedJSON

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// IF-1: an XML file of DUIS, whose `GBCSPayload` elements hold GBCS messages.
enum DUISDocument {
    /// What the elements hold, in the order of the document.
    ///
    /// - Throws: `invalidValue` with the offset at which the XML goes wrong, or where no element holds a message.
    static func payloads(_ text: String) throws(NotationError) -> [String] {
        let octets = [UInt8](text.utf8)
        let parser = XMLParser(data: Data(octets))
        let collector = PayloadCollector()
        parser.delegate = collector
        // Foundation is content with a document that ends early.
        guard parser.parse(), collector.depth == 0 else {
            let reason = "XML ends or goes wrong in line \(parser.lineNumber)"
            throw NotationError(
                .invalidValue, at: offset(ofLine: parser.lineNumber, column: parser.columnNumber, in: octets), reason)
        }
        guard !collector.payloads.isEmpty else {
            throw NotationError(.invalidValue, "the XML has no element GBCSPayload")
        }
        return collector.payloads
    }

    private static func offset(ofLine line: Int, column: Int, in octets: [UInt8]) -> Int {
        var start = 0
        for _ in 1..<max(1, line) {
            guard let end = octets[start...].firstIndex(of: 0x0A) else { break }
            start = end + 1
        }
        return min(octets.count, start + max(0, column - 1))
    }
}

/// Keeps the text of each `GBCSPayload`, whatever prefix its name has.
private final class PayloadCollector: NSObject, XMLParserDelegate {
    private(set) var payloads: [String] = []
    /// How many elements are open.
    private(set) var depth = 0
    private var text: String?

    private static func isPayload(_ name: String) -> Bool { name.split(separator: ":").last == "GBCSPayload" }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        depth += 1
        if Self.isPayload(name) { text = "" }
    }

    func parser(_ parser: XMLParser, foundCharacters characters: String) { text? += characters }

    func parser(_ parser: XMLParser, foundCDATA block: Data) { text? += String(decoding: block, as: UTF8.self) }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        depth -= 1
        guard Self.isPayload(name), let payload = text else { return }
        // The line ends within it are the document's.
        payloads.append(payload.filter { !$0.isWhitespace })
        text = nil
    }
}
