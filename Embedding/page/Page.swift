import Notation
import OrderedJSON
import ZCLCodec

// What the page calls: functions over linear memory. Each answers with one or more lines of JSON, which `page_line` of the
// page takes; octets and texts that come in lie where `page_allocate` of runtime.c says.

@_extern(wasm, module: "page", name: "line")
@_extern(c)
func takeLine(_ start: UnsafePointer<UInt8>?, _ count: Int)

/// Hands the page a line.
func emit(_ json: JSONValue) {
    var text = json.text
    text.withUTF8 { unsafe takeLine($0.baseAddress, $0.count) }
}

/// Hands the page what is wrong.
func emit(_ error: NotationError) {
    var details = JSONObject()
    if case .object(let object) = error.details { details = object }
    if let rule = error.rule { details.append("rule", .string(rule)) }
    emit(.object(["error": .object(details)]))
}

/// The octets that the page has put somewhere.
func taken(_ start: UnsafePointer<UInt8>?, _ count: Int) -> [UInt8] {
    unsafe [UInt8](UnsafeBufferPointer(start: start, count: max(0, count)))
}

/// How octets are taken apart: 0 as they look, 1 a frame, 2 a message, 3 a file.
func kind(_ number: Int, _ cluster: Int, _ isLenient: Bool, of octets: [UInt8]) -> OctetKind {
    let cluster = ClusterIdentifier(rawValue: UInt16(truncatingIfNeeded: cluster))
    let mode: DecodingMode = isLenient ? .lenient : .strict
    switch number {
    case 1: return .frame(cluster: cluster, mode: mode)
    case 2: return .message
    case 3: return .file
    default: return OctetKind(octets, cluster: cluster, mode: mode)
    }
}

/// What can be chosen: clusters, samples, and the settings of a run.
@c(page_options) public func tellOptions() { emit(pageOptions) }

/// Reads a text: hexadecimal, or base64.
@c(page_read) public func readText(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    let text = String(decoding: unsafe taken(start, count), as: UTF8.self)
    do throws(NotationError) {
        emit(.object(["octets": .string(hex(try octets(fromPasted: text)))]))
    } catch {
        emit(error)
    }
}

/// Takes octets apart.
@c(page_describe) public func describeOctets(
    _ number: Int, _ cluster: Int, _ isLenient: Bool, _ start: UnsafePointer<UInt8>?, _ count: Int
) {
    let octets = unsafe taken(start, count)
    emit(description(of: octets, as: kind(number, cluster, isLenient, of: octets)))
}

/// Changes the field of a line.
@c(page_edit) public func editField(
    _ number: Int, _ cluster: Int, _ isLenient: Bool, _ start: UnsafePointer<UInt8>?, _ count: Int, _ line: Int,
    _ text: UnsafePointer<UInt8>?, _ textCount: Int
) {
    let octets = unsafe taken(start, count)
    let text = String(decoding: unsafe taken(text, textCount), as: UTF8.self)
    do throws(NotationError) {
        let kind = kind(number, cluster, isLenient, of: octets)
        emit(.object(["octets": .string(hex(try kind.octets(octets, changing: line, to: text)))]))
    } catch {
        emit(error)
    }
}

/// Runs an update with settings such as `devices=ppmid,ihd&fault=silence`: a line for each thing that happens.
@c(page_play) public func playUpdate(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    play(PlaySettings(String(decoding: unsafe taken(start, count), as: UTF8.self)))
}
