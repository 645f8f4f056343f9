import HANModel
import Testing
import ZCLCodec

@testable import CommsHub

/// A state, with the reminder apart: it decides what may follow.
private enum Name: String, CaseIterable {
    case absent, awaitingQuery, offered, fetching, stalled, transferred, transferredWithReminder, readingVersion
    case failed, discarded, awaitingVersionAlert

    /// The state with some timer.
    func state(_ moment: UInt64) -> TargetState {
        switch self {
        case .absent: .absent
        case .awaitingQuery: .awaitingQuery(nextNotification: Instant(milliseconds: moment))
        case .offered: .offered(stallDeadline: Instant(milliseconds: moment), nextNotification: nil)
        case .fetching: .fetching(stallDeadline: Instant(milliseconds: moment))
        case .stalled: .stalled(nextNotification: Instant(milliseconds: moment))
        case .transferred: .transferred(reminder: nil)
        case .transferredWithReminder: .transferred(reminder: UTCTime(rawValue: UInt32(moment)))
        case .readingVersion: .readingVersion(attempt: 1, sequence: 1, deadline: Instant(milliseconds: moment))
        case .failed: .failed
        case .discarded: .discarded
        case .awaitingVersionAlert: .awaitingVersionAlert
        }
    }
}

@Suite("HUB-3 the states of a target")
struct TargetStateTests {
    /// What the rules say, a line a sentence: from which states to which.
    private static let sentences: [(rule: String, from: [Name], to: [Name])] = [
        // "Record target ids."
        ("HUB-20", [.absent], [.awaitingQuery]),
        // "Repeat to every target that is not covered and not fetching."
        ("HUB-22", [.awaitingQuery], [.awaitingQuery]),
        ("HUB-22", [.stalled], [.stalled]),
        // "Answer with the image."
        ("HUB-23", [.awaitingQuery, .stalled], [.offered]),
        // "The device fetches"; HUB-27: after a stall it "may carry on or start again".
        ("HUB-25", [.awaitingQuery, .offered, .stalled], [.fetching]),
        // "A device that falls silent after its offer, or after any block"; until then it fetches on.
        ("HUB-27", [.offered, .fetching], [.stalled]),
        ("HUB-27", [.offered], [.offered]),
        ("HUB-27", [.fetching], [.fetching]),
        // "SUCCESS: fileTransferSuccess", HUB-28 "with a reminder", HUB-41 without; after a stall too (HUB-27). In
        // profile gbcs4 the PPMID tells its version itself.
        (
            "HUB-26", [.offered, .fetching, .stalled],
            [.transferred, .transferredWithReminder, .awaitingVersionAlert]
        ),
        // "INVALID_IMAGE or ABORT: fileTransferFailure"; HUB-33: it refuses the offer.
        ("HUB-26", [.offered, .fetching, .stalled], [.failed]),
        // "Present and outside minimum…maximum."
        ("HUB-23", [.awaitingQuery], [.failed]),
        // "Every target of an overwritten image that was not yet covered."
        ("HUB-14", [.awaitingQuery, .offered, .fetching, .stalled], [.discarded]),
        // "The hub reads CurrentFileVersion, tries three times."
        ("HUB-30", [.transferredWithReminder, .readingVersion], [.readingVersion]),
        // "Then the entry is removed"; in profile gbcs4 with CS09.
        ("HUB-31", [.readingVersion, .awaitingVersionAlert], [.absent]),
        // "The image is discarded; list entries with a reminder stay."
        ("HUB-29", [.failed], [.absent]),
        // "All covered: entries and image are removed together."
        ("HUB-42", [.transferred], [.absent]),
        // The overwritten image's entries answer ABORT until the list needs the room.
        ("HUB-14", [.discarded], [.absent]),
    ]

    @Test("HUB-20 to HUB-31, HUB-40 to HUB-42, HUB-14: each transition that a rule has, and no other")
    func transitions() {
        for from in Name.allCases {
            for to in Name.allCases {
                let rules = Self.sentences.filter { $0.from.contains(from) && $0.to.contains(to) }.map(\.rule)
                #expect([from.state(1).rule(to: to.state(2))].compactMap { $0 } == rules, "\(from) to \(to)")
            }
        }
    }

    @Test("HUB-80: one outcome is final: from a covered state no transition leads back")
    func coveredStaysCovered() {
        for from in Name.allCases where from != .absent && from.state(1).isCovered {
            for to in Name.allCases where from.state(1).rule(to: to.state(2)) != nil {
                #expect(to.state(2).isCovered, "\(from) to \(to)")
            }
        }
    }

    @Test("HUB-29: covered is success, mismatch, a device's own failure, or an image that was overwritten")
    func covered() {
        let open: [Name] = [.awaitingQuery, .offered, .fetching, .stalled]
        for name in Name.allCases { #expect(name.state(1).isCovered == !open.contains(name), "\(name)") }
    }

    @Test("HUB-22, HUB-27, HUB-30: the timer of a state; a reminder comes when the clock says so")
    func deadlines() {
        // UTC is 1 000 at 4 s, so that 1 006 is at 10 s.
        let clock = UTCClock(UTCTime(rawValue: 1_000), at: Instant(milliseconds: 4_000))
        #expect(Name.transferredWithReminder.state(1_006).deadline(clock) == Instant(milliseconds: 10_000))
        #expect(Name.transferredWithReminder.state(1_006).deadline(nil) == nil)
        let timed: [Name] = [.awaitingQuery, .offered, .fetching, .stalled, .readingVersion]
        for name in Name.allCases where name != .transferredWithReminder {
            #expect(name.state(7).deadline(clock) == (timed.contains(name) ? Instant(milliseconds: 7) : nil))
        }
    }

    @Test("A transition that the table does not have ends the program")
    func forbidden() async {
        await #expect(processExitsWith: .failure) {
            var list = UpgradeImageList(deviceCount: 1, capacity: 1)
            let image = list.insert(.sample(number: 1, devices: [0]), in: .gsme)
            list.move(list[image].targets[0], to: .readingVersion(attempt: 1, sequence: 0, deadline: .start))
        }
    }
}
