import GBCSCodec
import HANModel
import Synchronization
import TestSupport
import Testing
import ZCLCodec

/// What a closure was given.
private final class Given<Value: Sendable>: Sendable {
    private let values = Mutex<[Value]>([])
    func append(_ value: Value) { values.withLock { $0.append(value) } }
    var all: [Value] { values.withLock { $0 } }
}

@Suite("GBCS-1: signatures and MACs")
struct SealingTests {
    private let alert = MessageDraft.alert(
        .firmwareTransferAlert, counter: 0x3F2, from: Sample.device, to: Sample.party, content: [0xC1, 0xC2])
    private let command = MessageDraft.command(
        .readFirmwareVersion, counter: 0x3F2, from: Sample.party, to: Sample.device, content: [0x05, 0x00],
        sealing: .mac)
    private let alertOctets: Octets =
        Sample.header(cra: "03", from: "00db1234567890b1", to: "90b3d51f30000007") + "02 0128 02 c1c2"
    private let commandOctets: Octets = Sample.header(cra: "01", to: "00db1234567890b1") + "02 0129 02 0500 00"
    private let signature = (0..<64).map { UInt8($0) }
    private let mac = (0..<12).map { UInt8(0xA0 + $0) }

    @Test("GBCS-1: an alert is signed over everything after DF up to the end of the content, and has no MAC")
    func signing() {
        let given = Given<[UInt8]>()
        let signature = signature
        let keys = MessageKeys(
            sign: { octets in
                given.append(octets)
                return signature
            }, authenticate: { _ in [] })
        #expect(Octets(alert.octets(keys)) == alertOctets + "40" + Octets(signature))
        #expect(given.all.map(Octets.init) == [Octets(Array(alertOctets.array.dropFirst()))])
    }

    @Test("GBCS-1: a MAC is made of originator and zeros, and of 110000000000 and the message through the signature")
    func authentication() {
        let given = Given<MessageKeys.MACInput>()
        let mac = mac
        let keys = MessageKeys(
            sign: { _ in [] },
            authenticate: { input in
                given.append(input)
                return mac
            })
        let octets: Octets = "dd 000000000000 36 11 00000000" + commandOctets + Octets(mac)
        #expect(Octets(command.octets(keys)) == octets)
        #expect(given.all.count == 1)
        guard let input = given.all.first else { return }
        #expect(input.originator == Sample.party && input.recipient == Sample.device)
        #expect(Octets(input.initialisationVector) == "90b3d51f30000007 00000000")
        #expect(Octets(input.additionalData) == "110000000000" + commandOctets)
    }

    @Test("GBCS-1: without a closure, or with a wrong number of octets, the signature is empty and the MAC zero")
    func wrongSizes() {
        let macless: Octets = "dd 000000000000 36 11 00000000" + commandOctets + "000000000000000000000000"
        #expect(Octets(alert.octets(.none)) == alertOctets + "00")
        #expect(Octets(command.octets(.none)) == macless)
        for count in [0, 1, 11, 13, 63, 65] {
            let keys = MessageKeys(
                sign: { _ in [UInt8](repeating: 1, count: count) },
                authenticate: { _ in [UInt8](repeating: 1, count: count) })
            #expect(Octets(alert.octets(keys)) == alertOctets + "00")
            #expect(Octets(command.octets(keys)) == macless)
        }
    }

    @Test("GBCS-1: a response exchanges the parties and keeps counter, code and supplementary party")
    func response() throws {
        let supplement: Octets = "0129 90b3d51f30000008 0000000000000102"
        let header = Sample.header(cra: "01", to: "00db1234567890b1")
        let back = Sample.header(cra: "02", from: "00db1234567890b1", to: "90b3d51f30000007")
        // A certificate is not sent back.
        for information in ["12" + supplement, "16" + supplement + "3002a1a2"] as [Octets] {
            try (header + information + "02 0500 00").array.withOctetView { view in
                let draft = try Message(view).response(content: [0xC1], sealing: .signature)
                #expect(Octets(draft.octets(.none)) == back + "12" + supplement + "01 c1 00")
            }
        }
    }
}

@Suite("GBCS-1: counters")
struct CounterLogTests {
    private func accept(
        _ counter: UInt64, from originator: UInt64, isVerified: Bool = false, _ log: inout CounterLog
    ) -> MessageError? {
        let octets = MessageDraft.command(
            .readFirmwareVersion, counter: counter, from: EUI64(rawValue: originator), to: Sample.device,
            content: [5, 0], sealing: .mac
        ).octets(.none)
        return octets.withOctetView { view in
            guard let message = try? Message(view) else { return MessageError(.truncated, at: -1) }
            do throws(MessageError) {
                try log.accept(counterOf: message, isVerified: isVerified)
                return nil
            } catch {
                return error
            }
        }
    }

    @Test("GBCS-1: a counter rises from command to command of an originator")
    func rising() {
        var log = CounterLog()
        #expect(accept(5, from: 1, &log) == nil)
        // Inside a MAC header the counter stands at 16.
        #expect(accept(5, from: 1, &log) == MessageError(.counterNotRising(5, last: 5), at: 16))
        #expect(accept(4, from: 1, &log) == MessageError(.counterNotRising(4, last: 5), at: 16))
        #expect(accept(5, from: 2, &log) == nil)
        #expect(accept(6, from: 1, &log) == nil)
        #expect(accept(.max, from: 1, &log) == nil)
        #expect(accept(0, from: 1, &log) == MessageError(.counterNotRising(0, last: .max), at: 16))
        #expect(accept(0, from: 3, &log) == nil)
        #expect(accept(0, from: 3, &log)?.kind == .invalidValue)
    }

    @Test("GBCS-1: 32 originators are remembered; a further one takes the place of the least recently used")
    func limit() {
        var log = CounterLog()
        for originator in 1...32 as ClosedRange<UInt64> { #expect(accept(1, from: originator, &log) == nil) }
        #expect(accept(2, from: 1, &log) == nil)
        #expect(accept(1, from: 33, &log) == nil)
        // The second was used least recently, and is new again; the first is remembered.
        #expect(accept(2, from: 1, &log) == MessageError(.counterNotRising(2, last: 2), at: 16))
        #expect(accept(1, from: 2, &log) == nil)
        #expect(accept(1, from: 32, &log) == MessageError(.counterNotRising(1, last: 1), at: 16))
    }

    @Test("GBCS-1: invented originators take no place of those whose messages were verified")
    func verified() {
        var log = CounterLog()
        for originator in 1...31 as ClosedRange<UInt64> {
            #expect(accept(1, from: originator, isVerified: true, &log) == nil)
        }
        for originator in 100...200 as ClosedRange<UInt64> { #expect(accept(1, from: originator, &log) == nil) }
        for originator in 1...31 as ClosedRange<UInt64> {
            #expect(accept(1, from: originator, &log) == MessageError(.counterNotRising(1, last: 1), at: 16))
        }
        #expect(accept(1, from: 32, isVerified: true, &log) == nil)
        #expect(accept(1, from: 33, &log) == MessageError(.tooManyOriginators(limit: 32), at: 16))
    }

    @Test("GBCS-1: a message that does not verify is refused; without a way to verify none is")
    func check() throws {
        let octets: [UInt8] = [0xDF, 0x09]
        #expect(try octets.withOctetView { (view) throws(MessageError) in try MessageKeys.none.check(view) } == false)
        let good = MessageKeys(verify: { $0 == octets })
        #expect(try octets.withOctetView { (view) throws(MessageError) in try good.check(view) })
        #expect(throws: MessageError(.notVerified, at: 0)) {
            try [0xDF].withOctetView { (view) throws(MessageError) in try good.check(view) }
        }
    }
}
