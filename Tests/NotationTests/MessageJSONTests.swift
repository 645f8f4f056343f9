import HANModel
import Notation
import OrderedJSON
import TestSupport
import Testing
import ZCLCodec

@Suite("IF-3 JSON of messages")
struct MessageJSONTests {
    @Test("IF-3, GBCS-1 to GBCS-4: a message's JSON, to the character", arguments: SampleMessage.all)
    func decode(sample: SampleMessage) throws {
        #expect(try json(ofMessage: sample.octets).text == sample.json)
    }

    @Test("IF-3, GBCS-1 to GBCS-4: a JSON's message, to the octet", arguments: SampleMessage.all)
    func encode(sample: SampleMessage) throws {
        #expect(try Octets(messageOctets(fromJSON: try JSONValue(parsing: sample.json))) == Octets(sample.octets))
    }

    @Test("IF-3: octets that are no message: kind and offset")
    func errors() throws {
        let good = SampleMessage.envelopes[0].octets
        func error(_ octets: [UInt8]) throws -> NotationError? {
            #expect(throws: NotationError.self) { try json(ofMessage: octets) }
        }
        #expect(try error([])?.kind == .truncated)
        #expect(try error(Array(good.dropLast()))?.offset == good.count - 1)
        let trailing = try error(good + [0])
        #expect(trailing?.kind == .trailingOctets && trailing?.offset == good.count)
        let other = try error([0xDE])
        #expect(other?.kind == .invalidValue && other?.offset == 0)
    }

    @Test("IF-3: a content that should decode and does not is octets, with the error where it stands")
    func contentError() throws {
        let sample = SampleMessage(
            "", cra: ("03", "alert"), code: ("012b", "012B"), useCase: "CS09", "30 03 02 02 00",
            #"{"octets":"3003020200","error":{"kind":"truncated","offset":39,"message":"octets are missing: alertCode"}}"#
        )
        #expect(try json(ofMessage: sample.octets).text == sample.json)
        #expect(try messageOctets(fromJSON: try JSONValue(parsing: sample.json)) == sample.octets)
    }

    @Test("IF-3: decoding and encoding again gives the same octets, whatever the content")
    func roundTrip() throws {
        var decoded = 0
        for octets in SampleMessage.noise(6_000, seed: 0x6BC5) {
            let value: JSONValue
            do throws(NotationError) {
                value = try json(ofMessage: octets)
            } catch {
                #expect(error.offset <= octets.count)
                continue
            }
            decoded += 1
            let again = try messageOctets(fromJSON: try JSONValue(parsing: value.text))
            #expect(again == octets, "\(Octets(octets)) as \(value.text)")
        }
        // Most envelopes are good: it is their contents that differ.
        #expect(decoded > 3_000)
    }
}
