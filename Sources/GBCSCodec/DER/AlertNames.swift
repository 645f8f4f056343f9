/// GBCS-4, GBCS-7: what an alert code is called; nil for one that has nothing to do here.
public func alertName(_ code: UInt16) -> String? {
    switch code {
    case 0x8F1C: "image refused"
    case 0x8F20: "limited duty cycle action taken"
    case 0x8F21: "duty cycle back to normal"
    case 0x8F22: "duty cycle critical"
    case 0x8F23: "duty cycle below limited-critical"
    case 0x8F24: "duty cycle regulated"
    case 0x8F25: "duty cycle below critical-regulated"
    case 0x8F2C: "message discarded"
    case 0x8F66: "firmware activated"
    case 0x8F67: "firmware activation failure"
    case 0x8F72: "image verified"
    case 0x8F89: "firmware transfer failure"
    case 0x8F8A: "firmware transfer success"
    case 0x8F8B: "firmware version"
    default: nil
    }
}
