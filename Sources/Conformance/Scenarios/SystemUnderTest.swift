import HANModel
import OrderedJSON

/// IF-4: what a scenario drives: a hub, or a device.
protocol SystemUnderTest: ~Copyable {
    /// What goes into it.
    associatedtype Input

    /// What it is called in a difference.
    static var name: String { get }

    /// Takes what a scenario says of it, and makes it.
    init(_ fields: inout JSONFields) throws(NotationError)

    /// Takes what a step with `from` says.
    static func input(_ fields: inout JSONFields) throws(NotationError) -> Input
    /// Takes what a step with `to` says.
    static func output(_ fields: inout JSONFields) throws(NotationError) -> Output

    /// When it has something to do of its own accord.
    var nextDeadline: Instant? { get }
    /// Lets time pass.
    mutating func advance(to moment: Instant)
    /// Puts something in; what it says of that at once, or nil.
    mutating func put(_ input: Input, at moment: Instant) -> Output?
    /// The next thing that comes out, or nil.
    mutating func poll() -> Output?
}
