import GBCSCodec
import HANModel
import Testing
import ZCLCodec

@testable import CommsHub

extension CheckedUpdate {
    /// An update that the list can hold; its file is empty.
    static func sample(number: UInt32, devices: [Int], activation: UTCTime? = nil) -> CheckedUpdate {
        let file = FileIdentifier(manufacturerCode: 0x1234, imageType: 0x5600, fileVersion: number)
        return CheckedUpdate(
            useCase: activation == nil ? .cs05b : .cs05c,
            header: OTAHeader(file: file, headerString: HeaderString(), totalImageSize: 100), activation: activation,
            upgradeImage: [], devices: devices, kind: .others, forceReplace: false, arrival: .zero, number: number)
    }
}

extension UpgradeImageList {
    /// The list as it is when its first timer is looked for.
    var settled: UpgradeImageList {
        var settled = self
        settled.settleDeadlines()
        return settled
    }

    /// What the list keeps beside its images, against a walk over everything; nil when they agree.
    func disagreement(deviceCount: Int) -> String? {
        let all = images.flatMap { self[$0].targets }
        let entries = all.map { self[$0] }
        guard entries.allSatisfy({ $0.state != .absent }), images.allSatisfy({ !self[$0].targets.isEmpty }) else {
            return "HUB-31: an entry stays that is none"
        }
        for device in 0..<deviceCount where targets(ofDevice: device) != all.filter({ $0.device == device }) {
            return "device \(device) has other targets: \(targets(ofDevice: device))"
        }
        guard fetchingCount == entries.count(where: { $0.state.isFetching }) else { return "OTA-6: \(fetchingCount)" }
        guard all.allSatisfy({ self[$0].state.isCovered || self[$0.image].block != nil }) else {
            return "HUB-14: a target waits for an image that is gone"
        }
        // Of one moment the first in the order of arrival.
        var next: (deadline: Instant, target: TargetPlace)?
        for target in all {
            guard let deadline = self[target].state.deadline(clock) else { continue }
            if let earlier = next, earlier.deadline <= deadline { continue }
            next = (deadline, target)
        }
        guard nextDeadline == next?.deadline, quietUntil <= nextDeadline ?? .never else {
            return "\(String(describing: nextDeadline)) after \(quietUntil) is not \(String(describing: next))"
        }
        let settled = settled
        guard settled.nextTimer?.instant == next?.deadline, settled.nextTimer?.target == next?.target else {
            return "\(String(describing: settled.nextTimer)) is not \(String(describing: next))"
        }
        return nil
    }
}

@Suite("HUB-3 the Upgrade Image List")
struct UpgradeImageListTests {
    /// What a walk over a plain array knows of the list: images in the order of arrival.
    private struct Plain {
        struct Image {
            let number: UInt32
            var isStored = true
            var targets: [(device: Int, state: TargetState, octets: UInt32)]
        }
        var images: [Image] = []

        func agrees(with list: UpgradeImageList) -> Bool {
            images.elementsEqual(list.images) { image, place in
                let entry = list[place]
                return image.number == entry.number && image.isStored == (entry.block != nil)
                    && image.targets.elementsEqual(entry.targets) { target, place in
                        target.device == place.device && target.state == list[place].state
                            && target.octets == list[place].octetsServed
                    }
            }
        }

        mutating func putOffStall(ofDevice device: Int, to stallDeadline: Instant) {
            for image in images.indices {
                for target in images[image].targets.indices where images[image].targets[target].device == device {
                    switch images[image].targets[target].state {
                    case .fetching: images[image].targets[target].state = .fetching(stallDeadline: stallDeadline)
                    case .offered(_, let next):
                        images[image].targets[target].state = .offered(
                            stallDeadline: stallDeadline, nextNotification: next)
                    default: break
                    }
                }
            }
        }

        mutating func removeTargets(where isGone: (TargetState) -> Bool, of index: Int) {
            images[index].targets.removeAll { isGone($0.state) }
            if images[index].targets.isEmpty { images.remove(at: index) }
        }
    }

    private let deviceCount = 5
    private let capacity = 4

    private func state(_ random: inout SplitMix64) -> TargetState {
        let moment = Instant(milliseconds: UInt64.random(in: 0..<20, using: &random) * 1_000)
        let states: [TargetState] = [
            .absent, .awaitingQuery(nextNotification: nil), .awaitingQuery(nextNotification: moment),
            .offered(stallDeadline: moment, nextNotification: nil),
            .fetching(stallDeadline: moment), .fetching(stallDeadline: moment), .stalled(nextNotification: nil),
            .transferred(reminder: nil),
            .transferred(reminder: UTCTime(rawValue: UInt32.random(in: 100..<120, using: &random))),
            .readingVersion(attempt: 1, sequence: 2, deadline: moment), .failed, .discarded, .awaitingVersionAlert,
        ]
        return states.randomElement(using: &random) ?? .failed
    }

    @Test(
        "HUB-3, HUB-30, HUB-31: after any changes, what is kept is what a recount finds",
        arguments: 0..<40 as Range<UInt64>)
    func recount(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var list = UpgradeImageList(deviceCount: deviceCount, capacity: capacity)
        var plain = Plain()
        var number: UInt32 = 0
        var changes = 0
        for step in 0..<600 {
            let indices = Array(plain.images.indices)
            let index = indices.randomElement(using: &random)
            switch Int.random(in: 0..<12, using: &random) {
            case 0 where list.hasRoom(beside: 0):
                number += 1
                let devices = Array((0..<deviceCount).shuffled(using: &random).prefix(1 + Int(number) % 3))
                if plain.images.count == capacity {
                    let oldest = try #require(
                        plain.images.firstIndex { image in
                            !image.isStored
                                && image.targets.allSatisfy {
                                    $0.state == .discarded || $0.state == .awaitingVersionAlert
                                }
                        })
                    plain.images.remove(at: oldest)
                }
                _ = list.insert(
                    .sample(number: number, devices: devices, activation: number % 2 == 0 ? .zero : nil), in: .esme)
                plain.images.append(
                    Plain.Image(
                        number: number, targets: devices.map { ($0, .awaitingQuery(nextNotification: nil), 0) }))
            case 1:
                guard let index, plain.images[index].targets.allSatisfy({ $0.state.isCovered }) else { continue }
                list.discard(list.images[index])
                plain.images[index].isStored = false
                plain.removeTargets(
                    where: { $0 == .failed || $0 == .transferred(reminder: nil) }, of: index)
            case 2:
                list.set(
                    UTCClock(
                        UTCTime(rawValue: UInt32.random(in: 90..<130, using: &random)),
                        at: Instant(milliseconds: UInt64.random(in: 0..<20, using: &random) * 1_000)))
            case 3:
                guard let index else { continue }
                let target = Int.random(in: plain.images[index].targets.indices, using: &random)
                let end = UInt32.random(in: 0..<100, using: &random)
                list.note(.served(upTo: end, at: .start), of: list[list.images[index]].targets[target])
                plain.images[index].targets[target].octets = max(plain.images[index].targets[target].octets, end)
            case 4:
                let device = Int.random(in: 0..<deviceCount, using: &random)
                let stallDeadline = Instant(milliseconds: 1_000_000 + UInt64(step))
                let isNotified = list.putOffStall(ofDevice: device, to: stallDeadline)
                let next = list.targets(ofDevice: device).compactMap { list[$0].state.nextNotification }
                #expect(isNotified == !next.isEmpty)
                plain.putOffStall(ofDevice: device, to: stallDeadline)
            default:
                // Mostly the target whose timer is next, as the hub does.
                guard let index else { continue }
                let place = list[list.images[index]].targets.randomElement(using: &random)
                let target = try #require(step % 2 == 0 ? list.settled.nextTimer?.target ?? place : place)
                let next = state(&random)
                guard list[target].state.rule(to: next) != nil else { continue }
                let image = try #require(list.images.firstIndex(of: target.image))
                let position = try #require(list[target.image].targets.firstIndex(of: target))
                list.move(target, to: next)
                plain.images[image].targets[position].state = next
                plain.removeTargets(where: { $0 == .absent }, of: image)
            }
            changes += 1
            if let disagreement = list.disagreement(deviceCount: deviceCount) {
                Issue.record("step \(step): \(disagreement)")
                return
            }
            guard plain.agrees(with: list) else {
                Issue.record("step \(step): \(plain) is not the list")
                return
            }
        }
        #expect(changes > 200)
        #expect(number > 10)
    }
}
