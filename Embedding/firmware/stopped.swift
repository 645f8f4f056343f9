// What must not happen to a program, made to happen: `run` holds what is said of it, and that it is a failure.

/// What is to happen: of runtime.c, from the emulator's command line.
@_extern(c, "argument") private func argument() -> UInt8

/// Deeper than the stack is. Not in a loop, since it goes on with what comes back.
@inline(never)
private func descend(_ depth: Int) -> Int { depth == .max ? 0 : descend(depth + 1) ^ descend(depth &+ 2) }

/// Keeps arrays of a size for as long as there is room.
private func fill(_ size: Int) -> Int {
    var arrays: [[UInt8]] = []
    while arrays.count < .max { arrays.append([UInt8](repeating: 1, count: size)) }
    return arrays.count
}

/// What runtime.c calls: 0 where nothing happened.
@c(run_program)
public func runProgram() -> Int32 {
    switch argument() {
    case UInt8(ascii: "t"): precondition(argument() == 0)
    case UInt8(ascii: "s"): put("stack ", descend(1))
    case UInt8(ascii: "h"): put("heap ", fill(1_024))
    case UInt8(ascii: "i"): put("images ", fill(1_024 * 1_024))
    case UInt8(ascii: "1"): return 1
    default: break
    }
    return 0
}
