import Foundation
import Testing

@testable import chub

@Suite("IF-1 version")
struct VersionTests {
    @Test("IF-1: --version prints the changelog's newest number, which the README and Embedding.md name")
    func version() throws {
        let recorder = Recorder()
        #expect(recorder.run("--version") == .done)
        let newest = try #require(try text(of: "CHANGELOG.md").firstMatch(of: /\n## ([0-9]+\.[0-9]+\.[0-9]+)\n/)).1
        #expect(recorder.output == ["chub \(newest)"])
        #expect(try text(of: "README.md").contains(#"communications-hub.git", "\#(newest)"..<"#))
        #expect(try text(of: "Documentation/Embedding.md").contains(".git --up-to-next-minor-from \(newest)\n"))
        let minor = newest.prefix { $0 != "." } + "." + newest.split(separator: ".")[1]
        #expect(try text(of: "Documentation/Embedding.md").contains("find_package(chub \(minor) REQUIRED)"))
    }

    private func text(of path: String) throws -> String {
        let root = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
}
