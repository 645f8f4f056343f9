import HANModel

/// A moment, or nil, in the room of a moment: a hub keeps several for each target. ``Instant/never`` is none.
@propertyWrapper
struct MomentOrNone: Equatable {
    private var moment = Instant.never

    var wrappedValue: Instant? {
        @inline(__always) get { moment.orNil }
        @inline(__always) set { moment = newValue ?? .never }
    }
}
