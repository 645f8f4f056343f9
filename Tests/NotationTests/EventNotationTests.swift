import Notation
import OrderedJSON
import Testing
import ZCLCodec

@Suite("IF-2 events")
struct EventNotationTests {
    /// A cluster, a frame, and its JSON, both written by hand.
    struct Pair: Sendable {
        let cluster: ClusterIdentifier
        let frame: String
        let json: String
    }

    static let pairs = [
        Pair(
            cluster: .events, frame: "010200133412" + "0d0c0b0a1d1c1b1a050706",
            json: #"{"command":"getEventLog","frameControl":1,"sequence":2,"fields":{"logControl":19,"eventID":4660,"#
                + #""start":168496141,"end":437984285,"numberOfEvents":5,"eventOffset":1543}}"#),
        Pair(
            cluster: .events, frame: "1903010201030425" + "0454813b1c5a2d02a1a2" + "07010002000000ff",
            json: #"{"command":"publishEventLog","frameControl":25,"sequence":3,"fields":{"totalMatchingEvents":258,"#
                + #""commandIndex":3,"totalCommands":4,"numberOfEvents":2,"control":5,"entries":["#
                + #"{"logID":4,"eventID":33108,"time":760880187,"octets":"a1a2"},"#
                + #"{"logID":7,"eventID":1,"time":2,"octets":null}]}}"#),
        Pair(
            cluster: .events, frame: "1903010000000100",
            json: #"{"command":"publishEventLog","frameControl":25,"sequence":3,"fields":{"totalMatchingEvents":0,"#
                + #""commandIndex":0,"totalCommands":1,"numberOfEvents":0,"control":0,"entries":[]}}"#),
        Pair(
            cluster: .deviceManagement, frame: "090005ff81",
            json: #"{"command":"getEventConfiguration","frameControl":9,"sequence":0,"fields":{"eventID":33279}}"#),
        Pair(
            cluster: .deviceManagement, frame: "0101040001548105",
            json: #"{"command":"reportEventConfiguration","frameControl":1,"sequence":1,"fields":{"commandIndex":0,"#
                + #""totalCommands":1,"events":[{"eventID":33108,"configuration":5}]}}"#),
    ]

    @Test("IF-2, GBCS-3, GBCS-6: a frame's JSON, a JSON's frame, and the text form", arguments: pairs)
    func bothWays(pair: Pair) throws {
        #expect(try json(ofFrameInHex: pair.frame, cluster: pair.cluster).text == pair.json)
        #expect(hex(try frameOctets(fromJSON: try JSONValue(parsing: pair.json))) == pair.frame)
        let octets = try octets(fromHex: pair.frame)
        #expect(try fieldLines(ofFrame: octets, cluster: pair.cluster).flatMap(\.octets) == octets)
    }

    private func publish(_ number: Int, control: Int = 0, _ entries: String) -> String {
        #"{"command":"publishEventLog","frameControl":25,"sequence":3,"fields":{"totalMatchingEvents":0,"#
            + #""commandIndex":0,"totalCommands":1,"numberOfEvents":\#(number),"control":\#(control),"#
            + #""entries":[\#(entries)]}}"#
    }

    private let entry = #"{"logID":4,"eventID":1,"time":2,"octets":""}"#

    @Test("GBCS-6: values that the wire cannot hold are refused, and the key is named")
    func refused() throws {
        func message(_ text: String) throws -> String? {
            let value = try JSONValue(parsing: text)
            return #expect(throws: NotationError.self) { try frameOctets(fromJSON: value) }?.message
        }
        let many = Array(repeating: entry, count: 16).joined(separator: ",")
        let long = #"{"logID":4,"eventID":1,"time":2,"octets":"\#(String(repeating: "00", count: 255))"}"#
        #expect(try message(publish(2, entry)) == "fields.numberOfEvents: 2 is not the number of entries, 1")
        #expect(try message(publish(16, many))?.hasPrefix("fields.entries: 16 are more than") == true)
        #expect(try message(publish(1, control: 16, entry)) == "fields.control: 16 is not 0 to 15")
        #expect(try message(publish(1, long)) == "fields.entries[0].octets: a string has at most 254 octets")
        #expect(
            try message(publish(1, #"{"logID":4,"eventID":1,"time":2}"#)) == "fields.entries[0].octets: is missing")
        #expect(
            try message(Self.pairs[4].json.replacing(#""configuration":5"#, with: #""configuration":256"#))
                == "fields.events[0].configuration: 256 is not 0 to 255")
        let back = try message(Self.pairs[3].json.replacing(#""frameControl":9"#, with: #""frameControl":1"#))
        #expect(back?.contains("server to client") == true)
    }

    @Test("GBCS-6: the text form names the log, the nibbles and the times")
    func listing() throws {
        let request = try fieldLines(
            ofFrame: try octets(fromHex: "01020004000000000000ffffffff" + "000000"), cluster: .events)
        #expect(request[3].meaning == "0x04, log 4, security log, event control 0")
        let general = try fieldLines(ofFrame: try octets(fromHex: Self.pairs[0].frame), cluster: .events)
        #expect(general[3].meaning == "0x13, log 3, general log, event control 1")
        let answer = try fieldLines(ofFrame: try octets(fromHex: Self.pairs[1].frame), cluster: .events)
        #expect(
            answer.map(\.name) == [
                "frameControl", "sequence", "command", "totalMatchingEvents", "commandIndex", "totalCommands",
                "numberOfEvents", "logID", "eventID", "time", "count", "octets", "logID", "eventID", "time", "count",
            ])
        #expect(answer[6].meaning == "2, control 5")
        #expect(answer[8].meaning == "0x8154")
        #expect(answer[9].meaning == "2024-02-10T11:36:27Z")
        #expect(answer[12].meaning == "0x07, GPF copy of the GSME's security log")
        #expect(answer[15].meaning == "0xFF, the invalid string")
    }

    @Test("HUB-51, OTA-3: an attribute's name depends on the cluster")
    func attributeNames() throws {
        func meanings(_ name: String, _ frame: String, _ cluster: ClusterIdentifier) throws -> [String] {
            try fieldLines(ofFrame: try octets(fromHex: frame), cluster: cluster).filter { $0.name == name }
                .map(\.meaning)
        }
        let read = "00010000000100"
        #expect(try meanings("attribute", read, .time) == ["0x0000 Time", "0x0001 TimeStatus"])
        #expect(try meanings("attribute", read, .otaUpgrade) == ["0x0000 UpgradeServerID", "0x0001 FileOffset"])
        #expect(try meanings("attribute", read, .events) == ["0x0000", "0x0001"])
        let response = "180101" + "000000e280510100" + "0100001801"
        #expect(try meanings("value", response, .time) == ["2000-01-02T00:00:00Z", "0x01"])
        // 0x0009 is a period in milliseconds in the OTA Upgrade cluster alone.
        #expect(try meanings("value", "18010109000021f401", .otaUpgrade) == ["500 ms"])
        #expect(try meanings("value", "18010109000021f401", .time) == ["500"])
    }
}
