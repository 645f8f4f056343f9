import TestSupport
import Testing
import ZCLCodec
import ZCLNode

@Suite("ZCL-1 correlation")
struct CorrelationTests {
    private let request = OpenRequest(sequence: 0x21, cluster: .events, peer: 7)

    private func isAnswer(
        _ octets: Octets, cluster: ClusterIdentifier = .events, from sender: Int = 7,
        to request: OpenRequest<Int>? = nil
    ) throws -> Bool {
        let frame = ReceivedFrame(header: try header(octets), cluster: cluster, sender: sender)
        return (request ?? self.request).isAnswered(by: frame)
    }

    @Test("ZCL-1: a response belongs to the request whose number it carries, a Default Response too")
    func answered() throws {
        #expect(try isAnswer("19 21 01"))
        #expect(try isAnswer("18 21 0b"))
    }

    @Test("ZCL-1: another number, another cluster or another sender is no answer")
    func notAnswered() throws {
        for sequence in 0...0xFF as ClosedRange<UInt8> {
            #expect(try isAnswer("19 \(littleEndian(sequence)) 01") == (sequence == 0x21))
        }
        #expect(try !isAnswer("19 21 01", cluster: .otaUpgrade))
        #expect(try !isAnswer("19 21 01", from: 8))
    }

    @Test("ZCL-1: a late response to an earlier request is no answer to the one that is open")
    func late() throws {
        var numbers = SequenceNumbers()
        let first = OpenRequest(sequence: numbers.next(), cluster: .events, peer: 7)
        let second = OpenRequest(sequence: numbers.next(), cluster: .events, peer: 7)
        #expect(try isAnswer("19 00 01", to: first))
        #expect(try !isAnswer("19 00 01", to: second))
        #expect(try isAnswer("19 01 01", to: second))
    }

    @Test("ZCL-1: each request has a number of its own until all 256 are used; 0 follows 255")
    func numbers() {
        var numbers = SequenceNumbers()
        let drawn = (0..<258).map { _ in numbers.next() }
        #expect(drawn == Array(0...0xFF) + [0, 1])
    }

    @Test("ZCL-1: a Default Response carries the number of the frame that it is about, 255 and 0 too")
    func answersNumber() throws {
        #expect(try defaultResponse(to: "01 ff 03", .failure) == "18 ff 0b 03 01")
        #expect(try defaultResponse(to: "01 00 03", .failure) == "18 00 0b 03 01")
    }
}
