import ZCLCodec

/// Golden vectors as one header of C99, which is C++17 too: the declarations, and where a file asks for them the data.
enum CHeader {
    static func text(of vectors: [ExportedVector]) -> String {
        ([declarations(of: vectors), definitionsStart] + data(of: vectors) + [table(of: vectors), definitionsEnd])
            .joined(separator: "\n")
    }

    // MARK: Declarations

    private static func declarations(of vectors: [ExportedVector]) -> String {
        """
        /* Golden vectors: what octets mean to a decoder of ZCL frames, OTA files and GBCS messages.
         *
         * Written by chub vectors export --format c; change the vectors, not this file. Include it wherever the vectors
         * are used, and in exactly one file with CHUB_VECTORS_IMPLEMENTATION defined. All of it is constant and needs
         * no heap. vectors/README.md says what each test asks of a decoder. */
        #ifndef CHUB_VECTORS_H
        #define CHUB_VECTORS_H

        #include <stddef.h>
        #include <stdint.h>

        #ifdef __cplusplus
        extern "C" {
        #endif

        #define CHUB_VECTOR_COUNT \(vectors.count)
        #define CHUB_VECTOR_FIELD_COUNT \(vectors.reduce(0) { $0 + $1.fields.count })
        /* The cluster of a file and of a message. */
        #define CHUB_NO_CLUSTER 0xFFFF

        typedef enum chub_vector_type {
            CHUB_VECTOR_FRAME,
            CHUB_VECTOR_OTA_FILE,
            CHUB_VECTOR_GBCS_MESSAGE
        } chub_vector_type;

        typedef enum chub_vector_result {
            CHUB_RESULT_VALID,   /* decodes */
            CHUB_RESULT_LENIENT, /* a strict decoder gives the error, a lenient one the fields */
            CHUB_RESULT_INVALID  /* does not decode */
        } chub_vector_result;

        typedef enum chub_vector_error {
            CHUB_ERROR_NONE,
            CHUB_ERROR_TRUNCATED,
            CHUB_ERROR_TRAILING_OCTETS,
            CHUB_ERROR_RESERVED_VALUE,
            CHUB_ERROR_UNSUPPORTED_COMMAND,
            CHUB_ERROR_INVALID_VALUE
        } chub_vector_error;

        typedef enum chub_vector_field_kind {
            CHUB_FIELD_LITTLE_ENDIAN,  /* a number, its low octet first */
            CHUB_FIELD_BIG_ENDIAN,     /* a number, its high octet first */
            CHUB_FIELD_HIGH_NIBBLE,    /* a number in the four high bits of an octet */
            CHUB_FIELD_LOW_NIBBLE,     /* a number in the four low bits of an octet */
            CHUB_FIELD_OCTETS,         /* the octets themselves; value is 0 */
            CHUB_FIELD_INVALID_STRING, /* no octets after the count 0xFF; value is 0 */
            CHUB_FIELD_RECORDS         /* a list, whose records follow; value is their number */
        } chub_vector_field_kind;

        typedef struct chub_vector_field {
            uint64_t value;
            const char *name;  /* as records[1].status */
            const char *unit;  /* what a number counts, or an empty string */
            uint32_t offset;   /* in the octets of the test */
            uint32_t width;    /* in octets; 1 to 8 of a number */
            chub_vector_field_kind kind;
            uint8_t computed;  /* 1 where the field follows from others or is always the same, else 0 */
        } chub_vector_field;

        typedef struct chub_vector {
            const char *file;
            const char *comment;
            const char *flags;   /* with a space between two */
            const char *rules;   /* with a space between two */
            const char *command; /* of a frame that decodes, else an empty string */
            const uint8_t *octets;
            const chub_vector_field *fields; /* in wire order; NULL where there are none */
            uint32_t tc_id;                  /* the number in the file */
            uint32_t octet_count;
            uint32_t field_count;
            uint32_t surplus;      /* how many octets stand after the last field of a lenient frame */
            uint32_t error_offset; /* 0 where there is no error */
            uint16_t cluster;
            chub_vector_type type;
            chub_vector_result result;
            chub_vector_error error; /* of a strict decoder; of a valid message, of its content */
        } chub_vector;

        extern const chub_vector chub_vectors[CHUB_VECTOR_COUNT];

        #ifdef __cplusplus
        }
        #endif

        #endif /* CHUB_VECTORS_H */

        """
    }

    // MARK: Data

    private static let definitionsStart = """
        #if defined(CHUB_VECTORS_IMPLEMENTATION) && !defined(CHUB_VECTORS_IMPLEMENTED)
        #define CHUB_VECTORS_IMPLEMENTED

        """
    private static let definitionsEnd = "#endif /* CHUB_VECTORS_IMPLEMENTATION */\n"

    /// The octets and the fields of each test, by its place among all; an array of no octets is none in C.
    private static func data(of vectors: [ExportedVector]) -> [String] {
        vectors.enumerated().map { index, vector in
            let octets = vector.octets.isEmpty ? [0] : vector.octets
            var text = "static const uint8_t chub_octets_\(index)[] = {\n\(rows(of: octets))\n};\n"
            guard !vector.fields.isEmpty else { return text }
            text += "static const chub_vector_field chub_fields_\(index)[] = {\n"
            text += vector.fields.map { "    \(initialiser(of: $0))" }.joined(separator: ",\n")
            return text + "\n};\n"
        }
    }

    /// Octets in rows of sixteen.
    private static func rows(of octets: [UInt8]) -> String {
        stride(from: 0, to: octets.count, by: 16).map { start in
            let row = octets[start..<min(start + 16, octets.count)]
            return "    " + row.map { "0x" + hexadecimalDigits($0) }.joined(separator: ", ")
        }.joined(separator: ",\n")
    }

    private static func initialiser(of field: ExportedField) -> String {
        let kind =
            switch field.kind {
            case .littleEndian: "CHUB_FIELD_LITTLE_ENDIAN"
            case .bigEndian: "CHUB_FIELD_BIG_ENDIAN"
            case .highNibble: "CHUB_FIELD_HIGH_NIBBLE"
            case .lowNibble: "CHUB_FIELD_LOW_NIBBLE"
            case .octets: "CHUB_FIELD_OCTETS"
            case .invalidString: "CHUB_FIELD_INVALID_STRING"
            case .records: "CHUB_FIELD_RECORDS"
            }
        let name = ExportLiteral.c(field.name)
        let unit = ExportLiteral.c(field.unit)
        return "{UINT64_C(\(field.value)), \(name), \(unit), \(field.offset), \(field.width), \(kind), "
            + "\(field.isComputed ? 1 : 0)}"
    }

    private static func table(of vectors: [ExportedVector]) -> String {
        let rows = vectors.enumerated().map { index, vector in "    \(initialiser(of: vector, index))" }
        return "const chub_vector chub_vectors[CHUB_VECTOR_COUNT] = {\n\(rows.joined(separator: ",\n"))\n};\n"
    }

    private static func initialiser(of vector: ExportedVector, _ index: Int) -> String {
        let type =
            switch vector.subject {
            case .frame: "CHUB_VECTOR_FRAME"
            case .otaFile: "CHUB_VECTOR_OTA_FILE"
            case .gbcsMessage: "CHUB_VECTOR_GBCS_MESSAGE"
            }
        let result =
            switch vector.result {
            case .valid: "CHUB_RESULT_VALID"
            case .lenient: "CHUB_RESULT_LENIENT"
            case .invalid: "CHUB_RESULT_INVALID"
            }
        let error =
            switch vector.error?.kind {
            case .truncated?: "CHUB_ERROR_TRUNCATED"
            case .trailingOctets?: "CHUB_ERROR_TRAILING_OCTETS"
            case .reservedValue?: "CHUB_ERROR_RESERVED_VALUE"
            case .unsupportedCommand?: "CHUB_ERROR_UNSUPPORTED_COMMAND"
            case .invalidValue?: "CHUB_ERROR_INVALID_VALUE"
            case nil: "CHUB_ERROR_NONE"
            }
        let texts = [
            vector.file, vector.comment, vector.flags.joined(separator: " "), vector.rules.joined(separator: " "),
            vector.command ?? "",
        ]
        let fields = vector.fields.isEmpty ? "NULL" : "chub_fields_\(index)"
        let numbers = [
            vector.tcId, vector.octets.count, vector.fields.count, vector.surplus, vector.error?.offset ?? 0,
        ]
        let cluster = vector.cluster.map { "0x" + hexadecimalDigits($0) } ?? "CHUB_NO_CLUSTER"
        return """
            {\(texts.map(ExportLiteral.c).joined(separator: ", ")),
                 chub_octets_\(index), \(fields), \(numbers.map(String.init).joined(separator: ", ")), \(cluster),
                 \(type), \(result), \(error)}
            """
    }
}
