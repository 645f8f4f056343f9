import Testing
import ZCLCodec

@testable import chub

@Suite("IF-1 arguments")
struct ArgumentsTests {
    private static var command: ChubCommand {
        ChubCommand(
            name: "test", summary: "Tests.", operands: OperandSyntax(usage: "FILE [HEX]", count: 1...2),
            options: [
                .flag("--json", "a flag"),
                .value("--size", "-s", as: "N", "a value"),
                .value("--device", as: "TYPE", isRepeatable: true, "some values"),
            ],
            action: { _, _ in .done })
    }

    private func parse(_ arguments: String...) throws -> Arguments {
        try Arguments(arguments, of: Self.command)
    }

    private func message(_ arguments: String...) -> String? {
        let failure = #expect(throws: Failure.self) { try Arguments(arguments, of: Self.command) }
        #expect(failure?.status == .usage)
        return failure?.message
    }

    @Test("IF-1: options, values and operands in any order")
    func order() throws {
        let arguments = try parse("--size", "5", "a", "--json", "--device", "ppmid", "b", "--device=ihd")
        #expect(arguments.operands == ["a", "b"])
        #expect(arguments.has("--json"))
        #expect(try arguments.integer("--size", in: 0...10 as ClosedRange<UInt8>) == 5)
        #expect(arguments.strings("--device") == ["ppmid", "ihd"])
        #expect(try parse("-s", "7", "a").string("--size") == "7")
        #expect(try parse("--size=", "a").string("--size") == "")
        #expect(try parse("--size=a=b", "a").string("--size") == "a=b")
        #expect(try parse("a").string("--size") == nil)
    }

    @Test("IF-1: two dashes end the options, one is an operand")
    func dashes() throws {
        #expect(try parse("--", "--json", "-x").operands == ["--json", "-x"])
        #expect(try parse("-").operands == ["-"])
    }

    @Test("IF-1: help wins over everything that is wrong")
    func help() throws {
        #expect(try parse("--nope", "--help").isHelpWanted)
        #expect(try parse("-h").isHelpWanted)
        #expect(try !parse("--", "--help").isHelpWanted)
    }

    @Test("IF-1: wrong usage is one line that names what is wrong")
    func errors() {
        #expect(message("--nope", "a") == "test: unknown option --nope; see chub test --help")
        #expect(message("-x=1", "a") == "test: unknown option -x; see chub test --help")
        #expect(message("a", "--size") == "test: --size takes a value: --size N; see chub test --help")
        #expect(message("a", "--size", "--json") == "test: --size takes a value: --size N; see chub test --help")
        #expect(message("a", "--json=yes") == "test: --json takes no value; see chub test --help")
        #expect(message("a", "--size", "1", "-s", "2") == "test: -s is given twice; see chub test --help")
        #expect(message() == "test: FILE [HEX] is missing; see chub test --help")
        #expect(message("a", "b", "c") == "test: unexpected argument c; see chub test --help")
    }

    @Test("IF-1: numbers are decimal or hexadecimal, in their range")
    func numbers() throws {
        func number(_ text: String) throws -> UInt16? {
            try parse("a", "--size=\(text)").integer("--size", in: 1...0x1234)
        }
        #expect(try number("0x1234") == 0x1234)
        #expect(try number("0X00fF") == 255)
        #expect(try number("010") == 10)
        for text in ["0", "4661", "70000", "99999999999999999999999"] {
            let failure = #expect(throws: Failure.self) { try number(text) }
            #expect(failure?.message?.contains("takes a number from 1 to 4660, not \(text)") == true)
        }
        for text in ["", "x", "0x", "-1", "+1", "1.5", "12g", "0xg", "١"] {
            let failure = #expect(throws: Failure.self) { try number(text) }
            #expect(failure?.message?.contains("takes a number, not \(text)") == true)
        }
    }

    @Test("IF-1: an EUI-64 is one")
    func addresses() throws {
        let address = try parse("a", "--size", "00-0D-6F-00-12-34-56-78").address("--size")
        #expect(address == EUI64(rawValue: 0x000D_6F00_1234_5678))
        #expect(throws: Failure.self) { try parse("a", "--size", "00-0D").address("--size") }
        #expect(try parse("a").address("--size") == nil)
    }
}
