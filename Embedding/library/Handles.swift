import CMemory
import CommsHub
import HANDevices
import HANModel
import Notation
import OrderedJSON
import ZCLCodec
public import CChub

/// What a `chub_hub` stands for.
final class HubBox {
    var hub: CommunicationsHub
    /// The event that was polled last, for its text.
    var lastEvent: EventDescription?
    /// The message of the alert that was polled last.
    var lastMessage: [UInt8] = []
    /// How many devices are on the log.
    let deviceCount: Int
    /// How much of the memory is for the hub's own work, in octets: it is not given to octets of the caller's.
    private let reserve: Int
    /// Messages that were polled into a buffer that was too small: for whom, 0 being the WAN side, and from whom.
    var unfetched: [(addressee: UInt64, message: DeviceMessage)] = []

    /// The latest moment that the caller named.
    private(set) var now = Instant.start

    init(_ hub: consuming CommunicationsHub, deviceCount: Int, reserve: Int) {
        self.hub = hub
        self.deviceCount = deviceCount
        self.reserve = reserve
    }

    /// The moment that the caller names.
    func instant(_ milliseconds: UInt64) -> Instant {
        now = max(now, Instant(milliseconds: milliseconds))
        return now
    }

    /// Whether octets of the caller's fit into the memory that it gave, beside what the hub needs for its work: what
    /// does not is refused before the memory is used up, which would stop the hub.
    func hasRoom(in arena: OpaquePointer?, for octets: Int) -> Bool {
        octets <= 0 || chub_arena_room(arena) >= reserve && octets <= chub_arena_room(arena) - reserve
    }
}

/// What a `chub_device` stands for.
final class DeviceBox {
    var device: HANDevice
    /// The event that was polled last, for its text.
    var lastEvent: EventDescription?
    /// A message that was polled into a buffer that was too small.
    var unfetched: [UInt8]?

    /// The latest moment that the caller named.
    private(set) var now = Instant.start

    init(_ device: HANDevice) { self.device = device }

    /// The moment that the caller names.
    func instant(_ milliseconds: UInt64) -> Instant {
        now = max(now, Instant(milliseconds: milliseconds))
        return now
    }
}

/// Runs a body with a hub, in the hub's memory; an error where the handle is none of a hub, or the memory is used up.
func withHub(_ handle: OpaquePointer?, _ body: (HubBox) -> chub_error) -> chub_error {
    withObject(handle, CHUB_ARENA_HUB) { object in
        body(Unmanaged<HubBox>.fromOpaque(object).takeUnretainedValue())
    }
}

/// As ``withHub(_:_:)``, for a body that tells what is wrong: what is wrong with the handle is told here.
func withHub(
    _ handle: OpaquePointer?, _ problem: ProblemPointer, _ body: (HubBox) -> chub_error
) -> chub_error {
    let status = withHub(handle, body)
    return switch status {
    case CHUB_NULL_POINTER: refuse(status, problem, "the hub must not be NULL")
    case CHUB_WRONG_HANDLE: refuse(status, problem, "the handle is none of a hub")
    case CHUB_IN_USE: refuse(status, problem, "a function that the hub calls has called the hub")
    case CHUB_NO_MEMORY: refuse(status, problem, "the memory of the hub is used up, and the hub is stopped")
    default: status
    }
}

/// Runs a body with a device, as ``withHub(_:_:)`` with a hub.
func withDevice(_ handle: OpaquePointer?, _ body: (DeviceBox) -> chub_error) -> chub_error {
    withObject(handle, CHUB_ARENA_DEVICE) { object in
        body(Unmanaged<DeviceBox>.fromOpaque(object).takeUnretainedValue())
    }
}

private func withObject(
    _ handle: OpaquePointer?, _ kind: chub_arena_kind, _ body: (UnsafeMutableRawPointer) -> chub_error
) -> chub_error {
    let status = chub_arena_check(handle, kind)
    guard status == CHUB_DONE, let object = chub_arena_object(handle) else { return status }
    return run(in: handle) { body(object) }
}

/// The longest GBCS message that a hub passes on, in octets (HUB-53).
var largestMessage: Int { CommunicationsHub.maximumMessageSize }

/// Why octets are refused that ``HubBox/hasRoom(in:for:)`` has no room for.
var noRoom: String { "the memory that the hub was given has no room for so many octets" }

/// Makes the memory of a hub or a device; nil, and the error, where what the caller provides is none.
func makeArena(
    _ kind: chub_arena_kind, _ memory: UnsafePointer<chub_memory>?, _ problem: ProblemPointer
) -> (arena: OpaquePointer?, error: chub_error) {
    guard UInt(bitPattern: memory?.pointee.octets) % 16 == 0 else {
        return (nil, refuse(CHUB_BAD_ARGUMENT, problem, "the memory is not aligned to 16 octets"))
    }
    guard let arena = chub_arena_create(kind, memory) else {
        return (nil, refuse(CHUB_NO_MEMORY, problem, "there is too little memory"))
    }
    return (arena, CHUB_DONE)
}

/// Runs a body with what it allocates in an arena.
func run(in arena: OpaquePointer?, _ body: () -> chub_error) -> chub_error {
    // Swift allocates for the closure that C is to call: not with malloc, and not where it could be used up.
    chub_arena_enter(arena)
    defer { chub_arena_leave(arena) }
    return withoutActuallyEscaping(body) { body in
        var call = (body: body, result: CHUB_NO_MEMORY)
        withUnsafeMutablePointer(to: &call) { call in
            _ = chub_arena_run(
                arena,
                { context in
                    let call = context?.assumingMemoryBound(to: (body: () -> chub_error, result: chub_error).self)
                    if let call = call { call.pointee.result = call.pointee.body() }
                }, call)
        }
        return call.result
    }
}

/// Runs the body of a function that has no handle: what it allocates is gone afterwards, lies in no hub's memory where a
/// hub's function called, and ends the call where there is none.
func runAlone(_ problem: ProblemPointer = nil, _ body: () -> chub_error) -> chub_error {
    // So many stand on the stack, which is enough for what is small.
    let status = withUnsafeTemporaryAllocation(byteCount: 1_024, alignment: 16) { octets in
        var memory = chub_memory(octets: octets.baseAddress, size: octets.count)
        guard let arena = chub_arena_create(CHUB_ARENA_CALL, &memory) else { return CHUB_NO_MEMORY }
        defer { chub_arena_destroy(arena) }
        return run(in: arena, body)
    }
    return status == CHUB_NO_MEMORY ? refuse(status, problem, "there is no memory for the call") : status
}

extension EventDescription {
    // Neither hub nor device tells of messages: the words for them would bring the codec's tables, which are made when they
    // are first asked for, and then stay.

    /// One line for people; its JSON where people need not read it.
    var line: String { text({ "\($0)" }, brief: hex) ?? listing(brief: hex) }

    /// What programs read.
    func line(at instant: Instant, from sender: String) -> String { json(at: instant, from: sender, brief: hex).text }
}
