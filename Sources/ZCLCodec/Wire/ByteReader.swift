// Every load of the package stands in this file, as every store stands in ByteWriter.swift.

/// A view of octets that somebody else owns: nothing is copied, and nothing is kept alive.
///
/// It is valid only as long as the memory it was made from; a view that comes out of a decoded frame
/// lives as long as that frame's buffer. Every access is checked against `count`.
@safe
public struct OctetView: @unchecked Sendable {
    @usableFromInline let base: UnsafeRawPointer?
    /// How many octets the view covers.
    public let count: Int

    /// Views a buffer; the caller keeps it alive and unchanged while the view is in use.
    @inlinable @inline(__always)
    public init(_ buffer: UnsafeRawBufferPointer) {
        unsafe base = buffer.baseAddress
        count = buffer.count
    }

    /// The empty view.
    @inlinable @inline(__always)
    public init() {
        unsafe base = nil
        count = 0
    }

    @inlinable @inline(__always)
    init(base: UnsafeRawPointer?, count: Int) {
        unsafe self.base = base
        self.count = count
    }

    /// Whether the view covers no octet.
    @inlinable @inline(__always)
    public var isEmpty: Bool { count == 0 }

    /// The octet at `index`, or nil behind the end.
    @inlinable @inline(__always)
    public subscript(index: Int) -> UInt8? {
        guard let base = unsafe base, index >= 0, index < count else { return nil }
        return unsafe base.load(fromByteOffset: index, as: UInt8.self)
    }

    /// The octets from `start`, `length` of them, or fewer where the view ends before.
    @inlinable @inline(__always)
    public func slice(from start: Int, count length: Int) -> OctetView {
        guard let base = unsafe base, start >= 0, start <= count, length >= 0 else { return OctetView() }
        return unsafe OctetView(base: base + start, count: min(length, count - start))
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
        guard let base = unsafe base, count > 0 else { return true }
        unsafe target.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return }
            unsafe (start + offset).copyMemory(from: base, byteCount: count)
        }
        return true
    }
}

extension OctetView: Equatable {
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

    /// Lends the array as a view, which must not leave `body`.
    @inlinable @inline(__always)
    public func withOctetView<Result, Failure: Error>(
        _ body: (OctetView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe span.bytes.withOctetView(body)
    }
}

extension RawSpan {
    /// Lends the span as a view, which must not leave `body`.
    @inlinable @inline(__always)
    public func withOctetView<Result, Failure: Error>(
        _ body: (OctetView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe withUnsafeBytes { (buffer) throws(Failure) -> Result in
            try unsafe body(OctetView(buffer))
        }
    }
}

/// A cursor over a frame or a file, little-endian, that never reads behind the end.
///
/// A read that finds too few octets throws ``WireError`` `truncated` with the offset of the first
/// missing octet, and leaves the cursor where it was.
@safe
public struct ByteReader {
    @usableFromInline let base: UnsafeRawPointer?
    /// The offset behind the last octet, counted from the start of the frame.
    public let end: Int
    @usableFromInline var position: Int
    /// Whether the peers' known deviations of OTA-2 are accepted.
    public let mode: DecodingMode
    /// Those that were met so far.
    public var deviations: Deviations

    /// Starts at the first octet of a view.
    @inlinable @inline(__always)
    public init(_ view: OctetView, mode: DecodingMode = .strict) {
        unsafe base = view.base
        end = view.count
        position = 0
        self.mode = mode
        deviations = []
    }

    /// The offset of the next octet, counted from the start of the frame.
    @inlinable @inline(__always)
    public var offset: Int { position }

    /// How many octets are left.
    @inlinable @inline(__always)
    public var remaining: Int { end &- position }

    /// Throws unless `count` more octets are there, so that the reads behind it need one check together.
    @inlinable @inline(__always)
    public func require(_ count: Int) throws(WireError) {
        if count < 0 || count > remaining { throw WireError(.truncated, at: end) }
    }

    @inlinable @inline(__always)
    mutating func load<Value: FixedWidthInteger & BitwiseCopyable>(
        _ type: Value.Type
    ) throws(WireError) -> Value {
        let size = MemoryLayout<Value>.size
        guard size <= remaining, let base = unsafe base else { throw WireError(.truncated, at: end) }
        let value = unsafe base.loadUnaligned(fromByteOffset: position, as: Value.self)
        position &+= size
        return Value(littleEndian: value)
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
    @inlinable @inline(__always)
    mutating func readFixed(_ count: Int) throws(WireError) -> FixedOctets {
        guard count <= remaining, let base = unsafe base else { throw WireError(.truncated, at: end) }
        let octets = unsafe FixedOctets(base: base + position, count: count)
        position &+= count
        return octets
    }

    /// Takes the next `count` octets as a view.
    @inlinable @inline(__always)
    public mutating func readOctets(_ count: Int) throws(WireError) -> OctetView {
        try require(count)
        let view = unsafe OctetView(base: base.map { unsafe $0 + position }, count: count)
        position &+= count
        return view
    }

    /// Takes what is left as a view.
    @inlinable @inline(__always)
    public mutating func readRemainder() -> OctetView {
        let view = unsafe OctetView(base: base.map { unsafe $0 + position }, count: remaining)
        position = end
        return view
    }

    /// OTA-2: ends a payload; octets behind it are an error, or in lenient mode a deviation.
    @inlinable @inline(__always)
    mutating func finish() throws(WireError) {
        guard remaining > 0 else { return }
        guard mode == .lenient else { throw WireError(.trailingOctets(count: remaining), at: offset) }
        deviations.insert(.surplusOctets)
    }

    /// Looks at the octet that the next read would take, or nil at the end.
    @inlinable @inline(__always)
    public func peekUInt8() -> UInt8? {
        guard remaining > 0, let base = unsafe base else { return nil }
        return unsafe base.load(fromByteOffset: position, as: UInt8.self)
    }
}

/// Octets that were checked together. Each load is checked again against `count`; where both are literals,
/// as they are in the commands, the compiler proves that and leaves nothing of the check.
@safe
@usableFromInline
struct FixedOctets {
    @usableFromInline let base: UnsafeRawPointer
    @usableFromInline let count: Int

    @inlinable @inline(__always)
    init(base: UnsafeRawPointer, count: Int) {
        unsafe self.base = base
        self.count = count
    }

    @inlinable @inline(__always)
    func load<Value: FixedWidthInteger & BitwiseCopyable>(_ offset: Int, as type: Value.Type) -> Value {
        precondition(offset >= 0 && offset &+ MemoryLayout<Value>.size <= count)
        return Value(littleEndian: unsafe base.loadUnaligned(fromByteOffset: offset, as: Value.self))
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
