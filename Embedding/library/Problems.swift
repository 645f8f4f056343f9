// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

public import CChub
import CommsHub
import GBCSCodec
import HANModel
import ZCLCodec

extension WireError.Kind {
    /// The error of `chub.h` that says the same.
    var error: chub_error {
        switch self {
        case .truncated: CHUB_TRUNCATED
        case .trailingOctets: CHUB_TRAILING_OCTETS
        case .reservedValue: CHUB_RESERVED_VALUE
        case .unsupportedCommand: CHUB_UNSUPPORTED_COMMAND
        case .invalidValue: CHUB_INVALID_VALUE
        }
    }
}

/// The most octets that a caller hands in at once. A size_t above the largest Int arrives here as a negative number.
var largestSize: Int { 0xFFFF_FFFF }

/// Whether a size, a count or a capacity is none; what is larger than the limit makes no sense either.
func isAbsurd(_ size: Int, above limit: Int = largestSize) -> Bool { size < 0 || size > limit }

/// Where a caller wants to know what is wrong; nil where he does not.
typealias ProblemPointer = UnsafeMutablePointer<chub_problem>?

/// Tells the caller what is wrong, and returns the error.
func refuse(
    _ error: chub_error, _ problem: ProblemPointer, at offset: Int = 0, rule: String = "", name: String = "",
    _ text: String
) -> chub_error {
    guard let problem = problem else { return error }
    var told = chub_problem()
    told.error = error
    told.offset = offset
    withUnsafeMutableBytes(of: &told.rule) { fill($0, rule) }
    withUnsafeMutableBytes(of: &told.name) { fill($0, name) }
    withUnsafeMutableBytes(of: &told.text) { fill($0, text) }
    problem.pointee = told
    return error
}

/// Octets that do not decode.
func refuse(_ error: WireError, _ problem: ProblemPointer, rule: String) -> chub_error {
    refuse(error.kind.error, problem, at: error.offset, rule: rule, error.message)
}

/// Writes as much of a text as fits, and a NUL; a character is not cut in two.
func fill(_ field: UnsafeMutableRawBufferPointer, _ text: String) {
    var size = 0
    for scalar in text.unicodeScalars {
        let octets = UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        guard size + octets.count < field.count else { break }
        for octet in octets {
            field[size] = octet
            size += 1
        }
    }
    for index in size..<field.count { field[index] = 0 }
}

/// Gives a text to the caller, with a NUL after it; `size` is without it.
func give(
    _ text: String, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int, _ size: UnsafeMutablePointer<Int>?
) -> chub_error {
    guard let size = size else { return CHUB_NULL_POINTER }
    size.pointee = text.utf8.count
    guard capacity > text.utf8.count else { return CHUB_NO_SPACE }
    guard let buffer = buffer else { return CHUB_NULL_POINTER }
    var index = 0
    for octet in text.utf8 {
        buffer[index] = CChar(bitPattern: octet)
        index += 1
    }
    buffer[index] = 0
    return CHUB_DONE
}

/// Gives octets to the caller.
func give(
    _ octets: [UInt8], _ buffer: UnsafeMutablePointer<UInt8>?, _ capacity: Int, _ size: UnsafeMutablePointer<Int>?
) -> chub_error {
    guard let size = size else { return CHUB_NULL_POINTER }
    size.pointee = octets.count
    guard capacity >= octets.count else { return CHUB_NO_SPACE }
    guard let buffer = buffer else { return octets.isEmpty ? CHUB_DONE : CHUB_NULL_POINTER }
    var index = 0
    for octet in octets {
        buffer[index] = octet
        index += 1
    }
    return CHUB_DONE
}

@c @implementation public func chub_error_text(_ error: chub_error) -> UnsafePointer<CChar>! {
    let text: StaticString =
        switch error {
        case CHUB_DONE: "done"
        case CHUB_NOTHING: "there is nothing"
        case CHUB_NULL_POINTER: "a pointer that is needed is NULL"
        case CHUB_WRONG_HANDLE: "the handle is none of this kind"
        case CHUB_NO_SPACE: "the buffer is too small"
        case CHUB_NO_MEMORY: "memory is used up"
        case CHUB_BAD_ARGUMENT: "an argument makes no sense"
        case CHUB_IN_USE: "the hub or the device is in the midst of a call"
        case CHUB_TRUNCATED: "octets are missing"
        case CHUB_TRAILING_OCTETS: "octets stand after the end"
        case CHUB_RESERVED_VALUE: "a reserved value"
        case CHUB_UNSUPPORTED_COMMAND: "the command is not supported"
        case CHUB_INVALID_VALUE: "a value that is not allowed"
        case CHUB_REFUSED: "the hub refuses the request"
        default: "no error of this library"
        }
    return UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
}
