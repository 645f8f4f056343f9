import HANSimulation
import ZCLCodec

/// The arguments of a command, checked against its syntax.
struct Arguments {
    /// What stands on the line besides options.
    private(set) var operands: [String] = []
    /// Whether `--help` is among them.
    private(set) var isHelpWanted = false
    private var values: [String: [String]] = [:]
    let command: String
    /// As they stand on the line after the command.
    let line: [String]

    /// Reads the arguments; `--name value` and `--name=value` are the same, `--` ends the options.
    init(_ arguments: [String], of command: ChubCommand) throws {
        self.command = command.name
        line = arguments
        // Wherever it stands, and whatever else is wrong.
        let options = arguments.prefix { $0 != "--" }
        if options.contains("--help") || options.contains("-h") {
            isHelpWanted = true
            return
        }
        var rest = arguments[...]
        while let argument = rest.popFirst() {
            if argument == "--" {
                operands += rest
                break
            }
            if argument.hasPrefix("-"), argument.count > 1 {
                try readOption(argument, &rest, command.options)
            } else {
                operands.append(argument)
            }
        }
        guard operands.count >= command.operands.count.lowerBound else {
            throw usage("\(command.operands.usage) is missing")
        }
        guard operands.count <= command.operands.count.upperBound else {
            throw usage("unexpected argument \(operands[command.operands.count.upperBound])")
        }
    }

    private mutating func readOption(
        _ argument: String, _ rest: inout ArraySlice<String>, _ syntax: [OptionSyntax]
    ) throws {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let name = parts[0]
        guard let option = syntax.first(where: { $0.names.contains(name) }) else {
            throw usage("unknown option \(name)")
        }
        let key = option.names[0]
        guard option.isRepeatable || values[key] == nil else { throw usage("\(name) is given twice") }
        guard let valueName = option.value else {
            guard parts.count == 1 else { throw usage("\(name) takes no value") }
            values[key] = []
            return
        }
        if parts.count == 2 {
            values[key, default: []].append(parts[1])
        } else if let value = rest.first, !value.hasPrefix("--") {
            rest.removeFirst()
            values[key, default: []].append(value)
        } else {
            throw usage("\(name) takes a value: \(name) \(valueName)")
        }
    }

    /// An error that ends the command with status 64.
    func usage(_ message: String) -> Failure {
        Failure(.usage, "\(command): \(message); see chub \(command) --help")
    }

    /// Whether an option is given.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// An option's value, or nil where it is not given.
    func string(_ name: String) -> String? { values[name]?.first }

    /// The values of a repeatable option, in order.
    func strings(_ name: String) -> [String] { values[name] ?? [] }

    /// An option's number, decimal, or hexadecimal after `0x`, or nil where it is not given.
    func integer<Value: FixedWidthInteger & UnsignedInteger>(
        _ name: String, in range: ClosedRange<Value> = Value.min...Value.max
    ) throws -> Value? {
        try string(name).map { try integer($0, name, in: range) }
    }

    /// A number that stands in the value of an option.
    func integer<Value: FixedWidthInteger & UnsignedInteger>(
        _ text: String, _ name: String, in range: ClosedRange<Value> = Value.min...Value.max
    ) throws -> Value {
        let isHexadecimal = text.hasPrefix("0x") || text.hasPrefix("0X")
        let digits = isHexadecimal ? text.dropFirst(2) : text[...]
        let isNumber =
            !digits.isEmpty && digits.allSatisfy { isHexadecimal ? $0.isHexDigit : $0.isASCII && $0.isNumber }
        guard isNumber else { throw usage("\(name) takes a number, not \(text)") }
        guard let value = Value(digits, radix: isHexadecimal ? 16 : 10), range.contains(value) else {
            throw usage("\(name) takes a number from \(range.lowerBound) to \(range.upperBound), not \(text)")
        }
        return value
    }

    /// An option's value as `read` understands it, or nil where it is not given.
    ///
    /// - Parameter expectation: what the option takes, for one whose value is not understood.
    func value<Value>(_ name: String, _ expectation: String, _ read: (String) -> Value?) throws -> Value? {
        guard let text = string(name) else { return nil }
        guard let value = read(text) else { throw usage("\(name) takes \(expectation), not \(text)") }
        return value
    }

    /// An option's EUI-64, or nil where it is not given.
    func address(_ name: String) throws -> EUI64? {
        try value(name, "an EUI-64 such as 00-0D-6F-00-12-34-56-78") { EUI64($0) }
    }

    /// A host and a port that stand in the value of an option.
    func hostAndPort(_ text: String, _ name: String) throws -> (host: String, port: UInt16) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, let port = UInt16(parts[1]), port > 0 else {
            throw usage("\(name) takes HOST:PORT such as 127.0.0.1:7000, not \(text)")
        }
        return (parts[0], port)
    }

    /// `--fault`, or nil where it is not given.
    func fault() throws -> Fault? {
        try value("--fault", "one of \(Fault.allCases.map(\.rawValue).joined(separator: ", "))") { Fault(rawValue: $0) }
    }
}
