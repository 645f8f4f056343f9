extension FrameHeader {
    /// ZCL-1: the header's fields in wire order.
    public static let layout: [FieldLayout] = [
        FieldLayout("frameControl", .number(1, .frameControl), "frame type, direction, and what else it says"),
        FieldLayout(
            "manufacturerSpecificCode", .number(2, .hexadecimal), if: .bit(2, of: "frameControl"),
            "whose command it is, where it is a manufacturer's own"),
        FieldLayout("sequence", .number(1), "the transaction sequence number, which an answer repeats"),
        FieldLayout("command", .number(1, .hexadecimal), "the command's identifier"),
    ]
}

extension OTAHeader {
    /// OTA-5: the fields of a file's header in wire order.
    public static let layout: [FieldLayout] =
        [
            FieldLayout("identifier", .number(4, .hexadecimal), isComputed: true, "0x0BEEF11E"),
            FieldLayout("headerVersion", .number(2, .hexadecimal), "0x0100"),
            FieldLayout("headerLength", .number(2), unit: "octets", "56 to 69"),
            FieldLayout(
                "fieldControl",
                .number(2, .fieldControl(["security credential version", "destination", "hardware versions"])),
                "which optional fields follow"),
        ] + FieldLayout.file() + [
            FieldLayout("stackVersion", .number(2, .named([(2, "ZigBee PRO")])), "the ZigBee stack"),
            FieldLayout("headerString", .octets(.fixed(32), .paddedText), "the manufacturer's text, zero padded"),
            FieldLayout("totalImageSize", .number(4), unit: "octets", "the whole file, header included"),
            FieldLayout(
                "securityCredentialVersion", .number(1), if: .bit(0, of: "fieldControl"), "which credentials it needs"),
            FieldLayout("destination", .eui64, if: .bit(1, of: "fieldControl"), "the one device that the file is for"),
            FieldLayout(
                "minimumHardwareVersion", .number(2, .hardwareVersion), if: .bit(2, of: "fieldControl"),
                "the least hardware"),
            FieldLayout(
                "maximumHardwareVersion", .number(2, .hardwareVersion), if: .bit(2, of: "fieldControl"),
                "the greatest hardware"),
            FieldLayout(
                "skipped", .octets(.upTo("headerLength"), .meaning), isComputed: true, "up to the header length"),
        ]
}
