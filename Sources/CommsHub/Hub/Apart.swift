/// A large value that is rarely there, kept apart from the hub: what holds thousands of hubs holds a word for it.
@propertyWrapper
struct Apart<Value> {
    private indirect enum Place {
        case nothing
        case value(Value)
    }

    private var place = Place.nothing

    var wrappedValue: Value? {
        get {
            guard case .value(let value) = place else { return nil }
            return value
        }
        set { place = newValue.map(Place.value) ?? .nothing }
    }

    /// Whether it is there; it is not copied for that.
    @inline(__always)
    var projectedValue: Bool {
        if case .value = place { return true }
        return false
    }
}
