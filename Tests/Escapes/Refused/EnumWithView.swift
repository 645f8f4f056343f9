// A view as the payload of an enum.
import ZCLCodec

enum Keeper {
    case nothing
    case view(OctetView)
}
