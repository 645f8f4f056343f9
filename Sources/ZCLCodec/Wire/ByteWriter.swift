// Every store of the package stands in this file, as every load stands in ByteReader.swift.

/// A cursor that writes little-endian octets into a buffer that somebody else owns.
///
/// Whoever encodes a value first checks that ``free`` is at least its `encodedSize`; a write that would
/// pass the buffer's end is a slip of the program and stops it, in release as in debug.
@safe
public struct ByteWriter: ~Copyable {
    @usableFromInline let base: UnsafeMutableRawPointer
    /// The size of the buffer in octets.
    public let capacity: Int
    @usableFromInline var position: Int

    /// Writes from the buffer's start; the caller keeps it alive while the writer is in use.
    @inlinable @inline(__always)
    public init(_ buffer: UnsafeMutableRawBufferPointer) {
        let start = buffer.baseAddress
        unsafe self.init(
            base: start ?? UnsafeMutableRawPointer(mutating: OctetView.nowhere),
            capacity: start == nil ? 0 : buffer.count)
    }

    @inlinable @inline(__always)
    init(base: UnsafeMutableRawPointer, capacity: Int) {
        unsafe self.base = base
        self.capacity = capacity
        position = 0
    }

    /// How many octets are written.
    @inlinable @inline(__always)
    public var count: Int { position }

    /// How many octets are still free.
    @inlinable @inline(__always)
    public var free: Int { capacity &- position }

    /// What is written so far, until the next write.
    @inlinable @inline(__always)
    public var written: OctetView {
        @_lifetime(borrow self) get { unsafe OctetView(base: base, count: position, of: self) }
    }

    /// Starts again at the buffer's first octet.
    @inlinable @inline(__always)
    public mutating func restart() { position = 0 }

    /// Takes the next `count` octets, for somebody to fill all of them; nil where fewer are free.
    ///
    /// The check here is the only one: where `count` is made of literals, the compiler proves of each write to the part
    /// that it fits, and leaves nothing of its check.
    @inlinable @inline(__always)
    mutating func part(_ count: Int) -> ByteWriter? {
        guard count >= 0, count <= free else { return nil }
        defer { position &+= count }
        return unsafe ByteWriter(base: base + position, capacity: count)
    }

    /// The last `count` octets of a part.
    @inlinable @inline(__always)
    func suffix(_ count: Int) -> ByteWriter {
        precondition(count >= 0 && count <= capacity)
        return unsafe ByteWriter(base: base + (capacity &- count), capacity: count)
    }

    @inlinable @inline(__always)
    mutating func store<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value) {
        let size = MemoryLayout<Value>.size
        guard size <= free else { preconditionFailure("write beyond the buffer's end") }
        unsafe base.storeBytes(of: value.littleEndian, toByteOffset: position, as: Value.self)
        position &+= size
    }

    /// Writes one octet.
    @inlinable @inline(__always)
    public mutating func write(_ value: UInt8) { store(value) }

    /// Writes two octets.
    @inlinable @inline(__always)
    public mutating func write(_ value: UInt16) { store(value) }

    /// Writes four octets.
    @inlinable @inline(__always)
    public mutating func write(_ value: UInt32) { store(value) }

    /// Writes the low six octets of a value.
    @inlinable @inline(__always)
    public mutating func writeUInt48(_ value: UInt64) {
        store(UInt32(truncatingIfNeeded: value))
        store(UInt16(truncatingIfNeeded: value >> 32))
    }

    /// Writes eight octets.
    @inlinable @inline(__always)
    public mutating func write(_ value: UInt64) { store(value) }

    /// Copies the octets of a view.
    @inlinable @inline(__always)
    public mutating func write(_ view: OctetView) {
        guard view.count > 0 else { return }
        guard view.count <= free else { preconditionFailure("write beyond the buffer's end") }
        unsafe (base + position).copyMemory(from: view.base, byteCount: view.count)
        position &+= view.count
    }
}

extension Array where Element == UInt8 {
    /// Makes an array of what `body` writes into a buffer of `capacity` octets.
    @inlinable
    public init(capacity: Int, writing body: (inout ByteWriter) -> Void) {
        self = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
            var writer = unsafe ByteWriter(UnsafeMutableRawBufferPointer(buffer))
            body(&writer)
            count = writer.count
        }
    }

    /// Lends the array as a buffer to write into, from its first octet; returns what `body` returns.
    @inlinable
    public mutating func withByteWriter<Result>(_ body: (inout ByteWriter) -> Result) -> Result {
        unsafe withUnsafeMutableBytes { buffer in
            var writer = unsafe ByteWriter(buffer)
            return body(&writer)
        }
    }
}

/// At most 32 octets, kept in the value itself: what a frame that waits needs, without an allocation.
@safe
public struct ShortOctets: Equatable, Sendable, BitwiseCopyable {
    /// How many there can be.
    @inlinable public static var capacity: Int { 32 }

    // The octets after the last one stay zero.
    @usableFromInline var words: (UInt64, UInt64, UInt64, UInt64)
    @usableFromInline var size: UInt8
    /// How many there are.
    @inlinable @inline(__always)
    public var count: Int { Int(size) }

    /// Keeps what `body` writes, which is at most ``capacity`` octets.
    @inlinable @inline(__always)
    public init(writing body: (inout ByteWriter) -> Void) {
        var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
        let count = unsafe withUnsafeMutableBytes(of: &words) { buffer in
            var writer = unsafe ByteWriter(buffer)
            body(&writer)
            return writer.count
        }
        self.words = words
        size = UInt8(truncatingIfNeeded: count)
    }

    /// Keeps the octets of a view, at most ``capacity`` of them.
    public init(_ octets: OctetView) { self.init { $0.write(octets) } }

    /// Lends the octets as a view.
    @inlinable @inline(__always)
    public func withOctetView<Result, Failure: Error>(
        _ body: (OctetView) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe withUnsafeBytes(of: words) { (buffer) throws(Failure) -> Result in
            try unsafe body(OctetView(buffer).slice(from: 0, count: count))
        }
    }

    /// Two are equal when their octets are.
    public static func == (left: ShortOctets, right: ShortOctets) -> Bool {
        left.count == right.count && left.words == right.words
    }
}
