import Conformance
import Foundation
import HANCapture
import HANModel
import OrderedJSON
import ZCLCodec

/// What `chub check-capture` prints.
struct CheckReport {
    let capture: CapturedFrames
    let pairs: [CaptureCheck.Pair]
    let violations: [Finding]
    let notes: [Finding]
    private let shown: [Finding]

    init(
        _ capture: CapturedFrames, _ pairs: [CaptureCheck.Pair], _ findings: [Finding], showsNotes: Bool
    ) {
        self.capture = capture
        self.pairs = pairs
        violations = findings.filter { $0.kind == .violation }
        notes = findings.filter { $0.kind == .note }
        shown = showsNotes ? findings : violations
    }

    /// Two lines a finding, and the total.
    var text: [String] {
        shown.flatMap { finding -> [String] in
            let mark = finding.kind == .note ? "note: " : ""
            let place = finding.offset.map { ", at offset \($0)" } ?? ""
            return [
                "frame \(finding.frame.number)  \(seconds(finding)) s  \(mark)\(finding.rule)  \(who(finding)): "
                    + "\(finding.text)\(place)",
                "        \(hex(finding.frame.octets))",
            ]
        } + [
            CaptureInput.summary(capture),
            "hub and device: " + pairs.map { "\($0.hub) and \($0.device)" }.joined(separator: ", "),
            "\(violations.count) violation\(violations.count == 1 ? "" : "s")"
                + (brokenRules.isEmpty ? "" : " of \(brokenRules.joined(separator: ", "))")
                + ", \(notes.count) note\(notes.count == 1 ? "" : "s")",
        ]
    }

    /// An object a finding, and one with the total.
    var json: [String] {
        shown.map { finding in
            JSONValue.object(present: [
                "kind": .string(finding.kind.rawValue), "frame": .count(finding.frame.number),
                "milliseconds": .integer(milliseconds(finding)), "rule": .string(finding.rule),
                "party": .string(finding.party.rawValue), "device": .string("\(finding.device)"),
                "message": .string(finding.text), "offset": finding.offset.map { .count($0) },
                "cluster": .count(finding.frame.cluster.rawValue), "octets": .string(hex(finding.frame.octets)),
            ]).text
        } + [total.text]
    }

    private var total: JSONValue {
        var object = CaptureInput.json(capture)
        object.append(
            "pairs", .array(pairs.map { .object(["hub": .string("\($0.hub)"), "device": .string("\($0.device)")]) }))
        object.append("violations", .count(violations.count))
        object.append("notes", .count(notes.count))
        object.append("rules", .array(brokenRules.map { .string($0) }))
        return .object(["total": .object(object)])
    }

    /// In the order in which they were first broken.
    private var brokenRules: [String] {
        violations.reduce(into: []) { if !$0.contains($1.rule) { $0.append($1.rule) } }
    }

    /// A suite of a case each violation; of a capture without one, a case that passed.
    func conformance(of path: String) -> ConformanceReport {
        var suite = ConformanceReport.Suite(name: path, subject: "the rules over a capture")
        for finding in violations {
            suite.append(
                ConformanceReport.Case(
                    name: "frame \(finding.frame.number)", comment: "\(who(finding)): \(finding.text)",
                    rules: [finding.rule],
                    outcome: .failed(expected: "a frame by \(finding.rule)", got: hex(finding.frame.octets))))
        }
        if violations.isEmpty {
            suite.append(
                ConformanceReport.Case(
                    name: "frames", comment: "\(capture.frames.count) frames keep the rules", rules: [],
                    outcome: .passed))
        }
        var report = ConformanceReport(subject: "check-capture")
        report.append(suite)
        return report
    }

    private func who(_ finding: Finding) -> String {
        finding.party == .device ? "device \(finding.device)" : "hub to device \(finding.device)"
    }

    /// Since the first packet, as Wireshark shows it.
    private func milliseconds(_ finding: Finding) -> UInt64 {
        finding.frame.instant.milliseconds(since: capture.start ?? .start)
    }

    private func seconds(_ finding: Finding) -> String {
        String(format: "%.3f", Double(milliseconds(finding)) / 1_000)
    }
}
