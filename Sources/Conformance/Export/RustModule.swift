import ZCLCodec

/// Golden vectors as a module of Rust: constants alone, and nothing outside `core`.
enum RustModule {
    static func text(of vectors: [ExportedVector]) -> String {
        let rows = vectors.map { "    \(expression(of: $0)),\n" }.joined()
        return declarations + "pub static VECTORS: &[Vector] = &[\n\(rows)];\n"
    }

    private static let declarations = """
        // Golden vectors: what octets mean to a decoder of ZCL frames, OTA files and GBCS messages.
        //
        // Written by chub vectors export --format rust; change the vectors, not this file. It needs nothing but core.
        // vectors/README.md says what each test asks of a decoder.

        /// What the octets of a test are.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Subject {
            Frame,
            OtaFile,
            GbcsMessage,
        }

        /// What becomes of the octets of a test.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Outcome {
            /// They decode.
            Valid,
            /// A strict decoder gives the error, a lenient one the fields.
            Lenient,
            /// They do not decode.
            Invalid,
        }

        /// Why octets do not decode.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum ErrorKind {
            Truncated,
            TrailingOctets,
            ReservedValue,
            UnsupportedCommand,
            InvalidValue,
        }

        /// Why octets do not decode, and where.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Failure {
            pub kind: ErrorKind,
            pub offset: usize,
        }

        /// How the octets of a field say its value.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Value {
            /// A number, its low octet first.
            LittleEndian(u64),
            /// A number, its high octet first.
            BigEndian(u64),
            /// A number in the four high bits of an octet.
            HighNibble(u64),
            /// A number in the four low bits of an octet.
            LowNibble(u64),
            /// The octets themselves.
            Octets,
            /// No octets after the count 0xFF.
            InvalidString,
            /// A list, whose records follow: their number.
            Records(u64),
        }

        /// A field of a test.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Field {
            /// As records[1].status.
            pub name: &'static str,
            /// In the octets of the test.
            pub offset: usize,
            /// In octets; 1 to 8 of a number.
            pub width: usize,
            pub value: Value,
            /// What a number counts, or nothing.
            pub unit: &'static str,
            /// Whether the field follows from others or is always the same.
            pub computed: bool,
        }

        /// A test.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct Vector {
            pub file: &'static str,
            /// The number in the file.
            pub tc_id: u32,
            pub subject: Subject,
            /// Of a frame.
            pub cluster: Option<u16>,
            pub comment: &'static str,
            pub flags: &'static [&'static str],
            pub rules: &'static [&'static str],
            pub outcome: Outcome,
            /// Of a strict decoder; of a valid message, of its content.
            pub error: Option<Failure>,
            /// Of a frame that decodes.
            pub command: Option<&'static str>,
            pub octets: &'static [u8],
            /// How many octets stand after the last field of a lenient frame.
            pub surplus: usize,
            /// In wire order.
            pub fields: &'static [Field],
        }


        """

    private static func expression(of vector: ExportedVector) -> String {
        let subject =
            switch vector.subject {
            case .frame: "Frame"
            case .otaFile: "OtaFile"
            case .gbcsMessage: "GbcsMessage"
            }
        let error = vector.error.map { error in
            let kind = error.kind.rawValue
            return "Some(Failure { kind: ErrorKind::\(capitalised(kind)), offset: \(error.offset) })"
        }
        let fields = vector.fields.map { "            \(expression(of: $0)),\n" }.joined()
        return """
            Vector {
                    file: \(ExportLiteral.rust(vector.file)),
                    tc_id: \(vector.tcId),
                    subject: Subject::\(subject),
                    cluster: \(vector.cluster.map { "Some(\(hexadecimal($0)))" } ?? "None"),
                    comment: \(ExportLiteral.rust(vector.comment)),
                    flags: &[\(vector.flags.map(ExportLiteral.rust).joined(separator: ", "))],
                    rules: &[\(vector.rules.map(ExportLiteral.rust).joined(separator: ", "))],
                    outcome: Outcome::\(capitalised(vector.result.rawValue)),
                    error: \(error ?? "None"),
                    command: \(vector.command.map { "Some(\(ExportLiteral.rust($0)))" } ?? "None"),
                    octets: &[\(vector.octets.map { "0x" + hexadecimalDigits($0) }.joined(separator: ", "))],
                    surplus: \(vector.surplus),
                    fields: &[\(fields.isEmpty ? "" : "\n\(fields)        ")],
                }
            """
    }

    private static func expression(of field: ExportedField) -> String {
        let kind = capitalised(field.kind.rawValue) + (field.hasValue ? "(\(field.value))" : "")
        let name = ExportLiteral.rust(field.name)
        return "Field { name: \(name), offset: \(field.offset), width: \(field.width), value: Value::\(kind), "
            + "unit: \(ExportLiteral.rust(field.unit)), computed: \(field.isComputed) }"
    }

    private static func capitalised(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }
}
