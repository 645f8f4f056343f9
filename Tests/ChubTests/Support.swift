import Foundation
import TestSupport
import Testing

@testable import chub

/// A console without a process: lines go in, lines come out.
final class Recorder {
    private(set) var output: [String] = []
    private(set) var diagnostics: [String] = []
    private var input: ArraySlice<String>

    init(input: [String] = []) { self.input = input[...] }

    func run(_ arguments: String...) -> RunStatus { Chub.run(arguments, console) }

    var console: Console {
        Console(
            output: { self.output.append($0) },
            diagnose: { self.diagnostics.append($0) },
            nextLine: { self.input.popFirst() },
            isInputTerminal: false)
    }
}

/// A folder that goes away with the test.
final class TemporaryFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("chub-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    var path: String { url.path }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    func write(_ octets: [UInt8], to name: String) throws -> String {
        try Data(octets).write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }

    func read(_ name: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path(name)))) }
}

/// A run of the built program.
struct ProgramRun {
    let status: Int32
    let output: String
    let diagnostics: String
    let reason: Process.TerminationReason

    /// Runs the program that lies beside the tests.
    ///
    /// - Parameter isOutputClosed: closes the reading end of its standard output before it starts.
    init(_ arguments: [String], input: String = "", isOutputClosed: Bool = false) throws {
        let folder = try TemporaryFolder()
        let inputPath = try folder.write([UInt8](input.utf8), to: "input")
        let errorPath = try folder.write([], to: "diagnostics")
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: inputPath))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errorPath))
        let pipe = Pipe()
        process.standardOutput = pipe
        if isOutputClosed { try pipe.fileHandleForReading.close() }
        try process.run()
        try? pipe.fileHandleForWriting.close()
        output = isOutputClosed ? "" : String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
        reason = process.terminationReason
        diagnostics = String(decoding: try folder.read("diagnostics"), as: UTF8.self)
    }

    static var program: URL {
        // The bundle of the tests is the process itself on Linux, and is loaded by another one on macOS.
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
        let folder =
            bundle.bundlePath.hasSuffix(".xctest")
            ? bundle.bundleURL.deletingLastPathComponent() : bundle.bundleURL
        return folder.appendingPathComponent("chub")
    }
}

/// OTA-5: a file written by hand, of version 0x15, with hardware versions 0x0101 to 0x0103.
func sampleFile(size: Int) -> [UInt8] {
    var file = SampleFile(size: size)
    file.model = "34 12 05 00"
    file.version = 0x0000_0015
    file.optionalFields = "01 01 03 01"
    return file.octets
}
