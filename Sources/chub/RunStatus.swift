/// IF-1: what a run ends with.
enum RunStatus: Int32 {
    case done = 0
    /// The run ended in a failed update.
    case failed = 1
    case usage = 64
    /// Bad input data.
    case badData = 65
    /// No such input file.
    case noInput = 66
    /// Cannot read or write.
    case inputOutput = 74
}

/// Ends a command: with a status, and one line for standard error unless there is nothing to say.
struct Failure: Error, Equatable {
    let status: RunStatus
    let message: String?

    init(_ status: RunStatus, _ message: String?) {
        self.status = status
        self.message = message
    }
}
