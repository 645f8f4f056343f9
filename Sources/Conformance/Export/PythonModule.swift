import ZCLCodec

/// Golden vectors as a module of Python: frozen, typed dataclasses, and one tuple.
enum PythonModule {
    static func text(of vectors: [ExportedVector]) -> String {
        let rows = vectors.map { "    \(expression(of: $0)),\n" }.joined()
        return declarations + "VECTORS: Tuple[Vector, ...] = (\n\(rows))\n"
    }

    private static let declarations = """
        \"""Golden vectors: what octets mean to a decoder of ZCL frames, OTA files and GBCS messages.

        Written by chub vectors export --format python; change the vectors, not this file. It needs nothing but Python's
        own modules. vectors/README.md says what each test asks of a decoder.
        \"""

        from dataclasses import dataclass
        from typing import Optional, Tuple


        @dataclass(frozen=True)
        class Field:
            \"""A field of a test.\"""

            name: str  # as records[1].status
            offset: int  # in the octets of the test
            width: int  # in octets; 1 to 8 of a number
            kind: str  # littleEndian, bigEndian, highNibble, lowNibble, octets, invalidString or records
            value: Optional[int] = None  # the number, or of a list how many records follow
            unit: str = ""  # what a number counts
            computed: bool = False  # whether the field follows from others or is always the same


        @dataclass(frozen=True)
        class Failure:
            \"""Why octets do not decode, and where.\"""

            kind: str  # truncated, trailingOctets, reservedValue, unsupportedCommand or invalidValue
            offset: int


        @dataclass(frozen=True)
        class Vector:
            \"""A test.\"""

            file: str
            tc_id: int  # the number in the file
            type: str  # frame, otaFile or gbcsMessage
            cluster: Optional[int]  # of a frame
            comment: str
            flags: Tuple[str, ...]
            rules: Tuple[str, ...]
            result: str  # valid, lenient or invalid
            error: Optional[Failure]  # of a strict decoder; of a valid message, of its content
            command: Optional[str]  # of a frame that decodes
            octets: bytes
            surplus: int  # how many octets stand after the last field of a lenient frame
            fields: Tuple[Field, ...]  # in wire order



        """

    private static func expression(of vector: ExportedVector) -> String {
        let error = vector.error.map { "Failure(\"\($0.kind.rawValue)\", \($0.offset))" }
        let fields = vector.fields.map { "            \(expression(of: $0)),\n" }.joined()
        return """
            Vector(
                    file=\(ExportLiteral.python(vector.file)),
                    tc_id=\(vector.tcId),
                    type="\(vector.subject.rawValue)",
                    cluster=\(vector.cluster.map { hexadecimal($0) } ?? "None"),
                    comment=\(ExportLiteral.python(vector.comment)),
                    flags=\(tuple(vector.flags)),
                    rules=\(tuple(vector.rules)),
                    result="\(vector.result.rawValue)",
                    error=\(error ?? "None"),
                    command=\(vector.command.map(ExportLiteral.python) ?? "None"),
                    octets=bytes.fromhex("\(hex(vector.octets))"),
                    surplus=\(vector.surplus),
                    fields=(\(fields.isEmpty ? "" : "\n\(fields)        ")),
                )
            """
    }

    private static func tuple(_ names: [String]) -> String {
        // A comma makes a tuple of one.
        "(" + names.map { ExportLiteral.python($0) + "," }.joined(separator: " ") + ")"
    }

    private static func expression(of field: ExportedField) -> String {
        var members = [
            ExportLiteral.python(field.name), "\(field.offset)", "\(field.width)", "\"\(field.kind.rawValue)\"",
        ]
        if field.hasValue { members.append("\(field.value)") }
        if !field.unit.isEmpty { members.append("unit=\(ExportLiteral.python(field.unit))") }
        if field.isComputed { members.append("computed=True") }
        return "Field(\(members.joined(separator: ", ")))"
    }
}
