/// The forms in which a report is written.
public enum ReportForm: String, CaseIterable, Sendable {
    /// For people: the failures, then a line a suite and a total.
    case text
    /// One object a case, and one with the total, a line each.
    case json
    /// JUnit XML, as servers of continuous integration read it.
    case junit
    /// Test Anything Protocol, version 14.
    case tap

    /// The whole report, with a line end after its last line.
    public func text(of report: ConformanceReport) -> String {
        switch self {
        case .text: TextReport.text(of: report)
        case .json: JSONReport.text(of: report)
        case .junit: JUnitReport.text(of: report)
        case .tap: TAPReport.text(of: report)
        }
    }
}
