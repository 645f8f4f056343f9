import Conformance
import Foundation
import Notation
import Testing

@Suite("golden vectors")
struct GoldenVectorTests {
    /// The folder /vectors of the package.
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("vectors")

    static let files: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".json") }.sorted()

    @Test("IF-4, ZCL-1 to ZCL-3, OTA-1 to OTA-5: the codec fulfils every golden vector", arguments: files)
    func file(name: String) throws {
        let contents = try Data(contentsOf: Self.folder.appendingPathComponent(name))
        let report = checkVectors([UInt8](contents), file: name)
        #expect(report.problem == nil)
        #expect(report.checked > 0 && report.unknown == 0)
        for failure in report.failures { Issue.record("\(name) \(failure.tcId): \(failure.message)") }
    }

    @Test("IF-4: there are golden vectors")
    func present() {
        #expect(Self.files.contains("image-block-request.json"))
        #expect(Self.files.contains("ota-file.json"))
    }
}
