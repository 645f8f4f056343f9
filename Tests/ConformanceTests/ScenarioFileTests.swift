import Foundation
import Conformance
import Testing

@Suite("scenarios")
struct ScenarioFileTests {
    /// The folder /vectors/scenarios of the package.
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("vectors").appendingPathComponent("scenarios")

    static let files: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".json") }.sorted()

    @Test("IF-4, HUB-80, OTA-7: hub and device do what every scenario says, and nothing else", arguments: files)
    func file(name: String) throws {
        let contents = try Data(contentsOf: Self.folder.appendingPathComponent(name))
        let report = checkScenario([UInt8](contents), file: name)
        #expect(report.problem == nil)
        #expect(report.difference == nil)
        #expect(report.steps > 0)
    }

    @Test("IF-4: there are scenarios")
    func present() {
        #expect(Self.files.contains("success-blocks.json"))
        #expect(Self.files.contains("hardware-version-mismatch.json"))
        #expect(Self.files.contains("device-success-pages.json"))
    }
}
