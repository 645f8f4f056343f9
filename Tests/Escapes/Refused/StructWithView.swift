// A view as a member of a struct.
import ZCLCodec

struct Keeper {
    let view: OctetView
}
