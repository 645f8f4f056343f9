"""Golden vectors in Python: every field is where its test says that it is, and has its value.

    chub vectors export --format python -o vectors.py
    PYTHONPATH=. python3 Examples/VectorsInPython/main.py

In place of `value_at` a test of a decoder calls the decoder, and compares what it found.
"""

import sys

from vectors import VECTORS


def value_at(octets, field):
    """The number that the octets of a field say; fields of other kinds say none."""
    part = octets[field.offset:field.offset + field.width]
    if field.kind == "littleEndian":
        return int.from_bytes(part, "little")
    if field.kind == "bigEndian":
        return int.from_bytes(part, "big")
    if field.kind == "highNibble":
        return part[0] >> 4
    if field.kind == "lowNibble":
        return part[0] & 0x0F
    return field.value


wrong = 0
for vector in VECTORS:
    for field in vector.fields:
        if field.offset + field.width > len(vector.octets) or value_at(vector.octets, field) != field.value:
            wrong += 1
            print(f"{vector.file} {vector.tc_id}: {field.name} at offset {field.offset}")
    # What does not decode has no fields and says why; of a strict decoder, what is lenient does so too.
    if (vector.result == "invalid") != (not vector.fields) or vector.result != "valid" and vector.error is None:
        wrong += 1
        print(f"{vector.file} {vector.tc_id}: the result does not fit the fields")
print(f"{len(VECTORS)} tests, {sum(len(vector.fields) for vector in VECTORS)} fields, {wrong} wrong")
sys.exit(wrong != 0)
