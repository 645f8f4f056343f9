import Foundation
import Testing

@testable import chub

@Suite("IF-1 version")
struct VersionTests {
    @Test("IF-1: --version prints the changelog's newest number, which the README's .package line names")
    func version() throws {
        let recorder = Recorder()
        #expect(recorder.run("--version") == .done)
        let newest = try #require(try text(of: "CHANGELOG.md").firstMatch(of: /\n## ([0-9]+\.[0-9]+\.[0-9]+)\n/)).1
        #expect(recorder.output == ["chub \(newest)"])
        #expect(try text(of: "README.md").contains(#"communications-hub.git", from: "\#(newest)")"#))
    }

    private func text(of path: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
