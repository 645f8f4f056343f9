import CommsHub
import Foundation
import HANModel
import Testing

@testable import chub

@Suite("IF-1 numbers that a person can type")
struct NumbersTests {
    private static let numbers = [
        "", "0", "1", "-1", "0.5", "-0.0", "+1", "2147483647", "2147483648", "4294967295", "4294967296",
        "9223372036854775807", "9223372036854775808", "18446744073709551615", "18446744073709551616", "1e400", "-1e400",
        "nan", "inf", "0x", "0xFFFFFFFFFFFFFFFFFF", "٣", "4294967295d", "+4294967295d", "18446744073709551616d",
        String(repeating: "4294967295d", count: 2_000),
    ]
    /// Options whose values are files, which nothing here is to make.
    private static let files = [
        "--pcapng", "--trace", "--report", "--out", "--like", "--resume", "--payload", "-o", "--output",
    ]

    private static func options(_ command: ChubCommand) -> [String] {
        command.options.filter { $0.value != nil }.map { $0.names[0] }.filter { !files.contains($0) }
    }

    @Test("IF-1: update takes a number or names the option and its range, and traps at none", arguments: numbers)
    func update(number: String) {
        for option in Self.options(UpdateCommand.command) {
            let recorder = Recorder()
            // A block of one octet holds no sample.
            let size = ["--size", "--block-capacity"].contains(option) ? [] : ["--size", "100"]
            let status = Chub.run(["update", "\(option)=\(number)"] + size, recorder.console)
            check(status, option, recorder)
        }
    }

    @Test("IF-1: serve takes a number or names the option and its range, and traps at none", arguments: numbers)
    func serve(number: String) throws {
        for option in Self.options(ServeCommand.command) where option != "--lines" {
            let recorder = Recorder()
            do {
                let arguments = try Arguments(["--lines", "0", "\(option)=\(number)"], of: ServeCommand.command)
                var server = try ServeCommand.server(arguments, recorder.console)
                try server.begin()
                for _ in 0..<3 { server.turn(at: server.clock.now) }
                _ = server.clock.wait(until: server.hub.nextDeadline)
            } catch let failure as Failure {
                #expect(failure.status == .usage || failure.status == .badData)
                #expect(failure.message?.contains(option) == true || failure.status == .badData, "\(failure)")
            }
        }
    }

    @Test("IF-1: device takes a number or names the option and its range, and traps at none", arguments: numbers)
    func device(number: String) {
        for option in Self.options(DeviceCommand.command) {
            let recorder = Recorder()
            // Port 1 is reserved and has no server.
            let lines = option == "--lines" ? [] : ["--lines", "127.0.0.1:1"]
            check(Chub.run(["device", "ppmid", "\(option)=\(number)"] + lines, recorder.console), option, recorder)
        }
    }

    @Test("IF-1: other commands take a number or name the option and its range", arguments: numbers)
    func others(number: String) throws {
        let folder = try TemporaryFolder()
        let payload = try folder.write([1, 2, 3], to: "payload")
        let commands: [(ChubCommand, [String])] = [
            (ImageMakeCommand.command, ["--payload", payload, "-o", folder.path("out.ota")]),
            (DecodeCommand.command, ["011001003412010001000000"]), (GBCSCommand.command, ["00"]),
            (GBCSSendCommand.command, ["00"]),
        ]
        for (command, rest) in commands {
            for option in Self.options(command) {
                let recorder = Recorder()
                check(Chub.run(command.words + ["\(option)=\(number)"] + rest, recorder.console), option, recorder)
            }
        }
    }

    private func check(_ status: RunStatus, _ option: String, _ recorder: Recorder) {
        guard status == .usage else { return }
        #expect(recorder.diagnostics.count == 1)
        #expect(recorder.diagnostics[0].contains(option), "\(recorder.diagnostics)")
    }
}
