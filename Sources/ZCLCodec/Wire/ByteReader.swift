// Every load of the package stands in this file, as every store stands in ByteWriter.swift.

/// A view of octets that somebody else owns: nothing is copied, and nothing is kept alive.
///
/// It cannot leave the scope of the octets that it was made from, nor can anything that views octets through it, such
/// as an ``OTAFile``: the compiler refuses to store, return or capture it. A decoded ``Frame`` is an owned value, and
/// may leave. Every access is checked against `count`.
@safe
public struct OctetView: ~Escapable, BitwiseCopyable, @unchecked Sendable {
    @usableFromInline let base: UnsafeRawPointer
    /// How many octets the view covers.
    public let count: Int

    /// Views a buffer; the caller keeps it alive and unchanged while the view is in use.
    @_lifetime(borrow buffer)
    @inlinable @inline(__always)
    public init(_ buffer: borrowing UnsafeRawBufferPointer) {
        unsafe base = buffer.baseAddress ?? Self.nowhere
        count = unsafe buffer.baseAddress == nil ? 0 : buffer.count
    }

    /// The empty view.
    @_lifetime(immortal)
    @inlinable @inline(__always)
    public init() {
        unsafe base = Self.nowhere
        count = 0
    }

    /// Where the empty view begins: an address that nothing is read from.
    @inlinable @inline(__always)
    static var nowhere: UnsafeRawPointer { unsafe UnsafeRawPointer(bitPattern: 1).unsafelyUnwrapped }

    /// Views what a writer has written.
    @_lifetime(borrow writer)
    @inlinable @inline(__always)
    init(base: UnsafeRawPointer, count: Int, of writer: borrowing ByteWriter) {
        unsafe self.base = base
        self.count = count
    }

    /// Views octets that lie in what another view covers.
    @_lifetime(copy owner)
    @inlinable @inline(__always)
    init(base: UnsafeRawPointer, count: Int, in owner: OctetView) {
        unsafe self.base = base
        self.count = count
    }

    /// Whether the view covers no octet.
    @inlinable @inline(__always)
    public var isEmpty: Bool { count == 0 }

    /// The octet at `index`, or nil beyond the end.
    @inlinable @inline(__always)
    public subscript(index: Int) -> UInt8? {
        guard index >= 0, index < count else { return nil }
        return unsafe base.load(fromByteOffset: index, as: UInt8.self)
    }

    /// The octets from `start`, `length` of them, or fewer where the view ends before.
    @_lifetime(copy self)
    @inlinable @inline(__always)
    public func slice(from start: Int, count length: Int) -> OctetView {
        guard start >= 0, start <= count, length >= 0 else { return OctetView() }
        return unsafe OctetView(base: base + start, count: min(length, count - start), in: self)
    }

    /// Takes the first `length` octets off; whoever calls has checked that they are there.
    @_lifetime(copy self)
    @inlinable @inline(__always)
    mutating func takePrefix(_ length: Int) -> OctetView {
        precondition(length >= 0 && length <= count)
        let prefix = unsafe OctetView(base: base, count: length, in: self)
        self = unsafe OctetView(base: base + length, count: count &- length, in: self)
        return prefix
    }

    /// The octets of a part; fewer, or none, where the view has no such part.
    @_lifetime(copy self)
    @inlinable @inline(__always)
    public subscript(extent: Extent) -> OctetView {
        @_lifetime(copy self) get { slice(from: extent.offset, count: extent.count) }
    }

    /// Lends the octets as a buffer pointer.
    @inlinable @inline(__always)
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(UnsafeRawBufferPointer(start: base, count: count))
    }

    /// Copies the octets into `target` from `offset`; does nothing and returns false where they do not fit.
    @inlinable
    public func copy(into target: inout [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, offset <= target.count, count <= target.count - offset else { return false }
        guard count > 0 else { return true }
        unsafe target.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return }
            unsafe (start + offset).copyMemory(from: base, byteCount: count)
        }
        return true
    }

    /// Two views are equal when they cover the same octets, wherever those lie.
    @inlinable
    public static func == (left: OctetView, right: OctetView) -> Bool {
        guard left.count == right.count else { return false }
        for index in 0..<left.count where left[index] != right[index] { return false }
        return true
    }
}

extension Array where Element == UInt8 {
    /// Copies the octets of a view.
    @inlinable
    public init(_ view: OctetView) {
        self = unsafe view.withUnsafeBytes { unsafe [UInt8]($0) }
    }

    /// Lends the array as a view.
    @inlinable @inline(__always)
    public func withOctetView<Result, Failure: Error>(
        _ body: (OctetView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe span.bytes.withOctetView(body)
    }
}

extension ArraySlice<UInt8> {
    /// Lends the slice as a view; its first octet is at offset 0.
    @inlinable @inline(__always)
    public func withOctetView<Result, Failure: Error>(
        _ body: (OctetView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe span.bytes.withOctetView(body)
    }
}

extension RawSpan {
    /// Lends the span as a view.
    @inlinable @inline(__always)
    public func withOctetView<Result, Failure: Error>(
        _ body: (OctetView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe withUnsafeBytes { (buffer) throws(Failure) -> Result in
            try unsafe body(OctetView(buffer))
        }
    }
}

/// Which part of a frame's or message's octets something is: what a decoded value keeps in place of a view.
/// ``OctetView/subscript(_:)->OctetView`` has the octets.
public struct Extent: Equatable, Sendable {
    @usableFromInline let start: UInt32
    @usableFromInline let size: UInt32

    /// Where the part begins, counted from the start of the frame or message.
    @inlinable @inline(__always)
    public var offset: Int { Int(start) }
    /// How many octets it has.
    @inlinable @inline(__always)
    public var count: Int { Int(size) }
    /// Whether it has none.
    @inlinable @inline(__always)
    public var isEmpty: Bool { size == 0 }

    /// Makes an extent, an empty one by default; one that lies beyond the first 4 GiB does not occur in a frame or
    /// message.
    @inlinable @inline(__always)
    public init(offset: Int = 0, count: Int = 0) {
        start = UInt32(truncatingIfNeeded: offset)
        size = UInt32(truncatingIfNeeded: count)
    }
}

/// A cursor over a frame or a file, little-endian, that never reads beyond the end.
///
/// A read that finds too few octets throws ``WireError`` `truncated` with the offset of the first
/// missing octet, and leaves the cursor where it was.
@safe
public struct ByteReader: ~Escapable {
    // What is left, and not an offset: each check compares one number with a constant, and what is checked and passed
    // over needs no further arithmetic.
    @usableFromInline var rest: OctetView
    /// The offset after the last octet, counted from the start of the frame.
    public let end: Int
    /// Whether the peers' known deviations of OTA-2 are accepted.
    public let mode: DecodingMode
    /// Those that were met so far.
    public var deviations: Deviations

    /// Starts at the first octet of a view.
    @_lifetime(copy view)
    @inlinable @inline(__always)
    public init(_ view: OctetView, mode: DecodingMode = .strict) {
        rest = view
        end = view.count
        self.mode = mode
        deviations = []
    }

    /// The offset of the next octet, counted from the start of the frame.
    @inlinable @inline(__always)
    public var offset: Int { end &- rest.count }

    /// How many octets are left.
    @inlinable @inline(__always)
    public var remaining: Int { rest.count }

    /// Throws unless `count` more octets are there, so that the reads after it need one check together.
    @inlinable @inline(__always)
    public func require(_ count: Int) throws(WireError) {
        if count < 0 || count > remaining { throw WireError(.truncated, at: end) }
    }

    @inlinable @inline(__always)
    mutating func load<Value: FixedWidthInteger & BitwiseCopyable>(
        _ type: Value.Type
    ) throws(WireError) -> Value {
        try readFixed(MemoryLayout<Value>.size).load(0, as: type)
    }

    /// Reads one octet.
    @inlinable @inline(__always)
    public mutating func readUInt8() throws(WireError) -> UInt8 { try load(UInt8.self) }

    /// Reads two octets.
    @inlinable @inline(__always)
    public mutating func readUInt16() throws(WireError) -> UInt16 { try load(UInt16.self) }

    /// Reads four octets.
    @inlinable @inline(__always)
    public mutating func readUInt32() throws(WireError) -> UInt32 { try load(UInt32.self) }

    /// Reads six octets.
    @inlinable @inline(__always)
    public mutating func readUInt48() throws(WireError) -> UInt64 {
        try require(6)
        let low = try load(UInt32.self)
        let high = try load(UInt16.self)
        return UInt64(high) << 32 | UInt64(low)
    }

    /// Reads eight octets.
    @inlinable @inline(__always)
    public mutating func readUInt64() throws(WireError) -> UInt64 { try load(UInt64.self) }

    /// Takes the next `count` octets with one check for all of them.
    @_lifetime(copy self)
    @inlinable @inline(__always)
    mutating func readFixed(_ count: Int) throws(WireError) -> FixedOctets {
        FixedOctets(try readOctets(count))
    }

    /// Takes the next `count` octets as a view.
    @_lifetime(copy self)
    @inlinable @inline(__always)
    public mutating func readOctets(_ count: Int) throws(WireError) -> OctetView {
        try require(count)
        return rest.takePrefix(count)
    }

    /// Passes over the next `count` octets, and says where they are.
    @inlinable @inline(__always)
    public mutating func readExtent(_ count: Int) throws(WireError) -> Extent {
        let start = offset
        _ = try readOctets(count)
        return Extent(offset: start, count: count)
    }

    /// Takes what is left as a view.
    @_lifetime(copy self)
    @inlinable @inline(__always)
    public mutating func readRemainder() -> OctetView { rest.takePrefix(rest.count) }

    /// OTA-2: ends a payload; octets after it are an error, or in lenient mode a deviation.
    @inlinable @inline(__always)
    mutating func finish() throws(WireError) {
        guard remaining > 0 else { return }
        guard mode == .lenient else { throw WireError(.trailingOctets(count: remaining), at: offset) }
        deviations.insert(.surplusOctets)
    }

    /// Looks at the octet that the next read would take, or nil at the end.
    @inlinable @inline(__always)
    public func peekUInt8() -> UInt8? { rest[0] }
}

/// Octets that were checked together. Each load is checked again against their count; where both are literals,
/// as they are in the commands, the compiler proves that and leaves nothing of the check.
@safe
@usableFromInline
struct FixedOctets: ~Escapable {
    @usableFromInline let octets: OctetView

    @_lifetime(copy octets)
    @inlinable @inline(__always)
    init(_ octets: OctetView) { self.octets = octets }

    @inlinable @inline(__always)
    func load<Value: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as type: Value.Type) -> Value {
        precondition(offset >= 0 && offset &+ MemoryLayout<Value>.size <= octets.count)
        return Value(littleEndian: unsafe octets.base.loadUnaligned(fromByteOffset: offset, as: Value.self))
    }

    @inlinable @inline(__always)
    func uint8(at offset: Int) -> UInt8 { load(offset, as: UInt8.self) }

    @inlinable @inline(__always)
    func uint16(at offset: Int) -> UInt16 { load(offset, as: UInt16.self) }

    @inlinable @inline(__always)
    func uint32(at offset: Int) -> UInt32 { load(offset, as: UInt32.self) }

    @inlinable @inline(__always)
    func file(at offset: Int) -> FileIdentifier {
        FileIdentifier(
            manufacturerCode: uint16(at: offset), imageType: uint16(at: offset + 2),
            fileVersion: uint32(at: offset + 4))
    }
}
