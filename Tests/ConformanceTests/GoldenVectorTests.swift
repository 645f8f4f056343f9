import Conformance
import Foundation
import Notation
import OrderedJSON
import Testing
import ZCLCodec

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

    @Test("IF-1, IF-4: octets that do not decode are refused by a rule that the vector is for", arguments: files)
    func refusals(name: String) throws {
        let contents = try Data(contentsOf: Self.folder.appendingPathComponent(name))
        for group in try JSONDecoder().decode(RefusedFile.self, from: contents).testGroups {
            let cluster = group.cluster.map { ClusterIdentifier(rawValue: $0) } ?? .otaUpgrade
            for test in group.tests where test.result != "valid" && test.withdrawn == nil && test.file == nil {
                let refusal = try #require(self.refusal(of: test, cluster), "\(name) \(test.tcId) decodes")
                let rule = try #require(refusal.rule, "\(name) \(test.tcId): \(refusal)")
                #expect(test.rules.contains(rule), "\(name) \(test.tcId): \(refusal)")
            }
        }
    }

    private func refusal(of test: RefusedFile.Test, _ cluster: ClusterIdentifier) -> NotationError? {
        do throws(NotationError) {
            if let frame = test.frame {
                _ = try json(ofFrame: octets(fromHex: frame), cluster: cluster)
            } else if let message = test.message {
                _ = try json(ofMessage: octets(fromHex: message))
            }
            return nil
        } catch {
            return error
        }
    }

    /// What of a file of golden vectors the refusals are held against.
    private struct RefusedFile: Decodable {
        struct Group: Decodable {
            let cluster: UInt16?
            let tests: [Test]
        }
        struct Test: Decodable {
            let tcId: Int
            let result: String
            let rules: [String]
            let withdrawn: String?
            let frame: String?
            let message: String?
            /// An OTA file, whose errors the codec has without a rule: all are OTA-5.
            let file: String?
        }
        let testGroups: [Group]
    }

    @Test("IF-4: there are golden vectors")
    func present() {
        #expect(Self.files.contains("image-block-request.json"))
        #expect(Self.files.contains("ota-file.json"))
    }
}
