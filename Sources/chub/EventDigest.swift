import CommsHub
import HANModel
import HANSimulation
import Notation
import ZCLCodec

/// HUB-33: events as people read them. What a peer can cause without end is a line a kind, device and period.
struct EventDigest {
    /// A line, and whether it is an alert's.
    struct Line: Equatable {
        let text: String
        let instant: Instant
        let isAlert: Bool
    }

    /// The events that are counted.
    static let counted = [
        "requestRefused", "answerRefused", "strayResponse", "frameRejected", "transmissionDropped",
        "frameFromUnknownDevice", "eventsDropped",
    ]

    let names: EventNames
    private var repetitions = RepetitionCounter()
    private var last = Instant.start

    init(_ names: EventNames) { self.names = names }

    /// The lines that an event brings, with the counts that are due.
    mutating func lines(_ event: SimulationEvent) -> [Line] {
        var lines = due(at: event.instant)
        guard let text = names.text(event) else { return lines }
        let description = event.description
        if Self.counted.contains(description.name) {
            var count: UInt64 = 1
            if description.name == "eventsDropped", case .count(let dropped) = description["count"] { count = dropped }
            guard repetitions.add(kind(event, description), count: count, at: event.instant) else { return lines }
        }
        let isAlert = if case .hub(.alert) = event.source { true } else { false }
        lines.append(Line(text: text, instant: event.instant, isAlert: isAlert))
        return lines
    }

    /// The counts that are due at a moment.
    mutating func due(at now: Instant) -> [Line] {
        last = max(last, now)
        return lines(repetitions.takeDue(at: now))
    }

    /// The counts that are left at the end.
    mutating func rest() -> [Line] { lines(repetitions.takeDue(at: nil)) }

    /// `ppmid 00-DB-12-34-56-78-90-A4: request refused`.
    private func kind(_ event: SimulationEvent, _ description: EventDescription) -> String {
        var device: String?
        if case .device(let index, _) = event.source { device = names.device(index) }
        if device == nil, case .device(let address) = description["device"] { device = names.device(address) }
        return (device.map { $0 + ": " } ?? "") + words(description.name)
    }

    private func lines(_ repetitions: [RepetitionCounter.Repetition]) -> [Line] {
        repetitions.map { Line(text: $0.text, instant: last, isAlert: false) }
    }
}
