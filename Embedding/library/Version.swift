// The names are those of chub.h, and so is the documentation.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation, AlwaysUseLowerCamelCase

import CChub

@c @implementation public func chub_version() -> UInt32 { CHUB_VERSION }
