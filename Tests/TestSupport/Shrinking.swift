/// Shortens a sequence that fails: halves are dropped as long as the rest fails, then quarters, and so on down
/// to single elements, until none can be spared.
package func shrunk<Element>(_ elements: [Element], fails: ([Element]) -> Bool) -> [Element] {
    var rest = elements
    var size = max(1, rest.count / 2)
    while true {
        var isShorter = false
        var start = 0
        while start < rest.count {
            var candidate = rest
            candidate.removeSubrange(start..<min(start + size, rest.count))
            if fails(candidate) {
                rest = candidate
                isShorter = true
            } else {
                start += size
            }
        }
        if size > 1 {
            size /= 2
        } else if !isShorter {
            return rest
        }
    }
}
