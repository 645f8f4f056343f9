import Foundation
import HANModel
import Testing

@testable import chub

@Suite("IF-1, IF-3 messages")
struct GBCSTests {
    /// The command of CS08, put together by hand, and its JSON.
    private let message =
        "df09010000000000000005" + "0890b3d51f30000007" + "0800db1234567890b1" + "00" + "020129" + "020500" + "00"
    private let json =
        #"{"macHeader":false,"cra":"command","counter":5,"originator":"90-B3-D5-1F-30-00-00-07","#
        + #""recipient":"00-DB-12-34-56-78-90-B1","messageCode":"0129","useCase":"CS08","content":{"null":true},"#
        + #""signature":""}"#
    /// The same with a content that is none of CS08.
    private var broken: String { message.replacing("020500", with: "020600") }

    @Test("IF-1, IF-3: gbcs --json prints a line for each line, also for those that fail, and ends with 65")
    func lines() {
        let recorder = Recorder(input: [message, "", "zz", "df", message.uppercased()])
        #expect(recorder.run("gbcs", "--json") == .badData)
        #expect(recorder.output.count == 5)
        #expect(recorder.output[0] == json)
        #expect(recorder.output[1].hasPrefix(#"{"error":{"kind":"truncated","offset":0,"message":""#))
        #expect(recorder.output[2].hasPrefix(#"{"error":{"kind":"invalidHex","offset":0,"#))
        #expect(recorder.output[3].hasPrefix(#"{"error":{"kind":"truncated","offset":1,"#))
        #expect(recorder.output[4] == json)
        #expect(recorder.diagnostics.isEmpty)
    }

    @Test("IF-1, IF-3: gbcs encode is the way back, a line for each line, and ends with 65 where one failed")
    func encode() {
        let recorder = Recorder(input: [json, "", "{", json.replacing("CS08", with: "CS06")])
        #expect(recorder.run("gbcs", "encode") == .badData)
        #expect(recorder.output.count == 4)
        #expect(recorder.output[0] == message)
        for line in recorder.output.dropFirst() {
            #expect(line.hasPrefix(#"{"error":{"kind":"invalidValue","offset":0,"message":""#))
        }
        let object = Recorder(input: [json])
        #expect(object.run("gbcs", "encode", "--json") == .done)
        #expect(object.output == [#"{"message":"\#(message)"}"#])
    }

    @Test("IF-1, IF-3: a content that does not decode is shown with the reason and counts as good")
    func brokenContent() {
        let recorder = Recorder()
        #expect(recorder.run("gbcs", "--json", broken) == .done)
        #expect(
            recorder.output[0].contains(
                #""content":{"octets":"0600","error":{"kind":"invalidValue","offset":34,"message":""#))
        let encoding = Recorder(input: recorder.output)
        #expect(encoding.run("gbcs", "encode") == .done)
        #expect(encoding.output == [broken])
    }

    @Test("IF-1: gbcs in text, messages apart by an empty line, a failure in the last line of its message")
    func text() {
        let recorder = Recorder()
        #expect(recorder.run("gbcs", message, "df", broken) == .badData)
        #expect(recorder.output.count == 5)
        let title =
            "CS08 command 5 from 90-B3-D5-1F-30-00-00-07 to 00-DB-12-34-56-78-90-B1\nwhich version do you run?\n"
        #expect(recorder.output[0].hasPrefix(title))
        #expect(recorder.output[1].isEmpty && recorder.output[3].isEmpty)
        #expect(
            recorder.output[2] == """
                     0  df                       groupingHeader     a message
                     1                           transactionLength  missing
                        ^^
                error: truncated at offset 1: octets are missing: transactionLength (GBCS-1)
                """)
        #expect(recorder.output[4].contains("\ncontent does not decode: "))
    }

    @Test("IF-1: an operand that is no hexadecimal and names a file: each line that is not empty is a message")
    func files() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write([UInt8]("\(message)\r\n\n  \(broken)\n".utf8), to: "messages.hex")
        let recorder = Recorder()
        #expect(recorder.run("gbcs", "--json", path, message) == .done)
        #expect(recorder.output.count == 3)
        #expect(recorder.output[0] == json && recorder.output[2] == json)
        // An empty file has no message, and is not standard input.
        let empty = Recorder(input: [message])
        #expect(empty.run("gbcs", try folder.write([], to: "empty.hex")) == .done)
        #expect(empty.output.isEmpty)
        // What is hexadecimal is a message, whatever files there are; what is neither is bad data.
        let neither = Recorder()
        #expect(neither.run("gbcs", "nope") == .badData)
        #expect(neither.output.count == 1 && neither.output[0].hasPrefix("error: invalidHex at offset 0"))
        #expect(Recorder().run("gbcs", folder.path) == .inputOutput)
    }

    @Test("IF-1, IF-4: vectors check knows messages")
    func vectors() throws {
        let folder = try TemporaryFolder()
        let test =
            #"{"tcId":1,"comment":"CS08","flags":[],"rules":["X-1"],"message":"\#(message)","json":\#(json),"result":"valid"}"#
        let file = #"{"numberOfTests":1,"testGroups":[{"type":"gbcsMessage","tests":[\#(test)]}]}"#
        _ = try folder.write([UInt8](file.utf8), to: "a.json")
        _ = try folder.write([UInt8](file.replacing("020500", with: "020501").utf8), to: "b.json")
        let recorder = Recorder()
        #expect(recorder.run("vectors", "check", folder.path) == .badData)
        #expect(recorder.output.prefix(2) == ["a.json: 1 of 1 vectors passed", "b.json: 0 of 1 vectors passed"])
        #expect(!recorder.diagnostics.isEmpty)
        #expect(recorder.diagnostics.allSatisfy { $0.hasPrefix("b.json 1: CS08: ") })
    }

    @Test("IF-1: no input at all is no failure")
    func nothing() {
        let recorder = Recorder()
        #expect(recorder.run("gbcs") == .done)
        #expect(recorder.run("gbcs", "encode") == .done)
        #expect(recorder.output.isEmpty)
        #expect(recorder.run("gbcs", "encode", "x") == .usage)
        #expect(recorder.run("gbcs", "--nope") == .usage)
    }

    @Test("IF-1, IF-3: gbcs --json and gbcs encode undo each other through pipes")
    func pipes() throws {
        let decoded = try ProgramRun(["gbcs", "--json"], input: message + "\n" + broken + "\n")
        #expect(decoded.status == 0)
        let encoded = try ProgramRun(["gbcs", "encode"], input: decoded.output)
        #expect(encoded.status == 0)
        #expect(encoded.output == message + "\n" + broken + "\n")
    }
}
