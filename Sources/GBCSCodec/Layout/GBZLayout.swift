import ZCLCodec

extension FieldLayout {
    /// GBCS-4: the hash of a receipt alert.
    static let imageHash = FieldLayout("imageHash", .octets(.fixed(32), .meaning), "SHA-256 of the Manufacturer Image")
}

extension ContentLayout {
    /// GBCS-2: ZCL frames.
    static let gbz = ContentLayout(
        nil, nil, "GBCS-2",
        [
            profile,
            FieldLayout("components", .number(1), isComputed: true, "counts the components"),
            FieldLayout("components", .list(.counted(by: "components"), component), "a ZCL frame each"),
        ])

    /// GBCS-4: the receipt alert of a GSME.
    static let receipt = ContentLayout(
        nil, .alert, "GBCS-4",
        alert + [
            FieldLayout("octetString", .constant([0x09, 0x20]), isComputed: true, "32 octets"),
            FieldLayout.imageHash,
        ])

    /// GBCS-2: any other alert.
    static let gbzAlert = ContentLayout(
        nil, .alert, "GBCS-2", alert + [FieldLayout("octets", .octets(.rest, .meaning), "of the use case")])

    private static let profile = FieldLayout(
        "profile", .constant([0x01, 0x09], word: "gbz"), "0x0109, Smart Energy")

    private static let alert = [
        profile,
        FieldLayout("numberOfComponents", .number(1), "1 where the use case has no components"),
        FieldLayout("alertCode", .number(2, .code), "which alert"),
        FieldLayout("time", .number(4, .time), "when"),
    ]

    private static let component = [
        FieldLayout("control", .number(1, .componentControl), "whether it is the last, and what is in it"),
        FieldLayout("cluster", .number(2, .cluster), "the cluster of the frame"),
        FieldLayout(
            "length",
            .part(
                .number(2),
                [
                    FieldLayout(
                        "fromDateTime", .number(4, .time), if: .bit(4, of: "control"),
                        "from when on entries of a log are asked for"),
                    FieldLayout("frame", .frame, if: .bitClear(1, of: "control"), "a whole ZCL frame"),
                    FieldLayout("reserved", .constant([0x00]), if: isEncrypted, isComputed: true, "0"),
                    FieldLayout(
                        "frameCounter", .number(1), if: isEncrypted, "counts the encrypted components of a message"),
                    FieldLayout(
                        "header", .littleEndian(encryptedHeader), if: isEncrypted, "the header, for everybody to read"),
                    FieldLayout(
                        "cipheredLength",
                        .part(
                            .number(2),
                            [
                                FieldLayout(
                                    "cipheredInformation", .octets(.rest, .meaning),
                                    "security control, ciphertext and tag")
                            ]), if: isEncrypted, "counts cipheredInformation"),
                ]), "counts what follows"),
    ]

    private static let isEncrypted = Presence.bit(1, of: "control")
    private static let encryptedHeader: [FieldLayout] =
        [FieldLayout](FrameHeader.layout.dropLast())
        + [FieldLayout("commandIdentifier", .number(1, .hexadecimal), "the command's identifier")]
}
