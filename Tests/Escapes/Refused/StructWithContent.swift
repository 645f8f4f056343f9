// The content of a message as a member of a struct.
import GBCSCodec

struct Keeper {
    let content: MessageContent
}
