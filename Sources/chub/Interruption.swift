import Foundation

/// A person's Ctrl-C, or the request to end, which a run that keeps records takes to end in order.
final class Interruption {
    private static let numbers = [SIGINT, SIGTERM]

    private let queue = DispatchQueue(label: "interruption")
    private let hasCome = DispatchSemaphore(value: 0)
    private var sources: [any DispatchSourceSignal] = []
    private var isOver = false

    /// From now on SIGINT and SIGTERM end nothing by themselves; a second one does.
    init() {
        for number in Self.numbers {
            _ = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
            source.setEventHandler { [hasCome] in
                _ = signal(number, SIG_DFL)
                hasCome.signal()
            }
            source.resume()
            sources.append(source)
        }
    }

    /// From now on they end the program again.
    deinit {
        for source in sources { source.cancel() }
        for number in Self.numbers { _ = signal(number, SIG_DFL) }
    }

    /// Whether it has come.
    func poll() -> Bool {
        isOver = isOver || hasCome.wait(timeout: .now()) == .success
        return isOver
    }
}
