import CChub

@c @implementation public func chub_version() -> UInt32 { CHUB_VERSION }
