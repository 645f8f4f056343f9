"""Records of lists: attributes, entries of an event log, configurations of events; and how they lie in a frame."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from . import _library as c
from .errors import InvalidValue

#: ZCL-2: the data types whose values are numbers here, with their octets. An EUI-64 is a number too.
NUMBERS = {0x10: 1, 0x18: 1, 0x20: 1, 0x21: 2, 0x23: 4, 0x25: 6, 0x30: 1, 0xE2: 4, 0xF0: 8}
#: ZCL-2: octet string and character string. Their values are octets, or None for the invalid string.
STRINGS = (0x41, 0x42)

#: A number, octets (of types that are neither number nor string: in wire order), or None.
AttributeValue = int | bytes | None


@dataclass(frozen=True)
class ReadAttributeRecord:
    """An attribute of a Read Attributes Response: with status 00 a type and a value, else neither."""

    attribute: int
    status: int = 0
    type: int | None = None
    value: AttributeValue = None


@dataclass(frozen=True)
class WriteAttributeRecord:
    """An attribute to write."""

    attribute: int
    type: int
    value: AttributeValue


@dataclass(frozen=True)
class WriteAttributeFailure:
    """An attribute that was not written."""

    status: int
    attribute: int


@dataclass(frozen=True)
class EventLogEntry:
    """GBCS-6: an event. time: seconds since 2000-01-01; octets: what belongs to it, None for the invalid string."""

    log_id: int
    event_id: int
    time: int
    octets: bytes | None = b""


@dataclass(frozen=True)
class EventConfiguration:
    """GBCS-3: how an event is treated."""

    event_id: int
    configuration: int


Record = ReadAttributeRecord | WriteAttributeRecord | WriteAttributeFailure | EventLogEntry | EventConfiguration


def read(frame: Any) -> list[tuple[Any, int, bytes, bool]]:
    """The records of a decoded frame: each as the library gives it, with type, value, and whether it is no string."""
    position = c.size_t(0)
    found: list[tuple[Any, int, bytes, bool]] = []
    while True:
        record = c.Record()
        error = c.function("record_next")(ctypes.byref(frame), ctypes.byref(position), ctypes.byref(record))
        if error == c.NOTHING:
            return found
        c.check(error)
        value = c.at(record.value, record.value_size)
        # The last octet of a string without content is its count: FF says that there is no string.
        is_invalid = not value and c.at(frame.tail, frame.tail_size)[position.value - 1] == 0xFF
        found.append((record, record.type, value, is_invalid))


def value_of(kind: int, octets: bytes, is_invalid: bool) -> AttributeValue:
    """ZCL-2: the value that octets stand for."""
    if kind in NUMBERS:
        return int.from_bytes(octets, "little")
    return None if kind in STRINGS and is_invalid else octets


def octets_of_value(kind: int, value: AttributeValue) -> bytes:
    """ZCL-2: the octets of a value, without its type."""
    if kind in NUMBERS:
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError(f"the value of type {kind:#04x} is an int, not {type(value).__name__}")
        if not 0 <= value < 1 << 8 * NUMBERS[kind]:
            raise InvalidValue(f"{value} is no value of type {kind:#04x}", rule="ZCL-2", name="value")
        return value.to_bytes(NUMBERS[kind], "little")
    if kind in STRINGS:
        return string(value)
    return c.octets_of(value)  # type: ignore[arg-type]


def string(value: AttributeValue) -> bytes:
    """ZCL-2: a string with its count."""
    if value is None:
        return b"\xff"
    octets = c.octets_of(value)  # type: ignore[arg-type]
    if len(octets) > 254:
        raise InvalidValue("a string has 254 octets at most", rule="ZCL-2", name="value")
    return bytes([len(octets)]) + octets


def write(records: Iterable[Record], kind: type[Record]) -> bytes:
    """The octets of a list of one kind of record: those of another might lie in the frame and mean something else."""
    return b"".join(write_one(c.expect(record, kind, "a record")) for record in records)


def write_one(record: Record) -> bytes:
    """The octets of a record, in wire order."""

    def little(value: int, kind: Any, name: str) -> bytes:
        return c.number(value, kind, name).to_bytes(ctypes.sizeof(kind), "little")

    match record:
        case ReadAttributeRecord(attribute, status, kind, value):
            octets = little(attribute, c.u16, "attribute") + little(status, c.u8, "status")
            if (status == 0) != (kind is not None):
                raise InvalidValue("a type is there exactly with status 00", rule="ZCL-2", name="type")
            if kind is None and value is not None:
                raise InvalidValue("a value is there only with status 00", rule="ZCL-2", name="value")
            return octets if kind is None else octets + little(kind, c.u8, "type") + octets_of_value(kind, value)
        case WriteAttributeRecord(attribute, kind, value):
            return little(attribute, c.u16, "attribute") + little(kind, c.u8, "type") + octets_of_value(kind, value)
        case WriteAttributeFailure(status, attribute):
            return little(status, c.u8, "status") + little(attribute, c.u16, "attribute")
        case EventLogEntry(log, event, time, octets):
            head = little(log, c.u8, "log_id") + little(event, c.u16, "event_id") + little(time, c.u32, "time")
            return head + string(octets)
        case EventConfiguration(event, configuration):
            return little(event, c.u16, "event_id") + little(configuration, c.u8, "configuration")
    raise TypeError(f"{type(record).__name__} is no record")
