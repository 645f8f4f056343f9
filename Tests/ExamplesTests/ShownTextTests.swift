import Foundation
import Testing

/// The project's files.
private let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

private func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
}

/// The program that Examples and a package of its own have in common.
private let hubAndDevice = "UpdateInSwift/Sources/Update/HubAndDevice"

/// The blocks of Swift in a Markdown file.
private func code(in path: String) throws -> [String] {
    try text(of: path).components(separatedBy: "```swift\n").dropFirst().map { block in
        block.components(separatedBy: "```")[0]
    }
}

/// What the README and the catalogs show is what is compiled.
@Suite("Shown text")
struct ShownTextTests {
    @Test(
        "The worked example of each library's documentation is a file of Examples, word for word",
        arguments: [
            ("ZCLCodec", "AnswerBlockRequest"), ("GBCSCodec", "ReadFirmwareAlert"),
            ("HANModel", "InspectUpgradeImage"), ("CommsHub", hubAndDevice), ("HANDevices", "AskGasMeter"),
            ("HANSimulation", "SimulateUpdate"),
        ])
    func catalogs(library: String, example: String) throws {
        let shown = try code(in: "Sources/\(library)/\(library).docc/\(library).md")
        #expect(shown == [try self.example(example)])
    }

    @Test("The README's program is HubAndDevice.swift of Examples, word for word")
    func readme() throws {
        let programs = try code(in: "README.md").filter { $0.contains("import ") }
        #expect(programs == [try example(hubAndDevice)])
    }

    @Test("A file of Examples is short, and all of them are shown or run the others")
    func files() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: "Examples").path)
        #expect(
            names.filter { $0.hasSuffix(".swift") }.sorted() == [
                "AnswerBlockRequest.swift", "AskGasMeter.swift", "Examples.swift", "InspectUpgradeImage.swift",
                "ReadFirmwareAlert.swift", "SimulateUpdate.swift",
            ])
    }

    @Test(
        "A whole update is an example of at most 150 lines, in each language and in another emulator",
        arguments: [
            "UpdateInC/main.c", "UpdateInPython/test_update.py", "UpdateInSwift/Sources/Update/HubAndDevice.swift",
            "UpdateInSwift/Sources/Update/Update.swift", "ZigpyBridge/bridge.py",
        ])
    func updates(path: String) throws {
        #expect(try text(of: "Examples/\(path)").split(separator: "\n", omittingEmptySubsequences: false).count <= 151)
    }

    private func example(_ name: String) throws -> String { try text(of: "Examples/\(name).swift") }
}
