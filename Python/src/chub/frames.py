"""ZCL frames: `decode` and `encode`. Addresses are numbers: `eui64` reads them from text."""

from __future__ import annotations

import ctypes
import dataclasses
import re
from dataclasses import dataclass
from typing import Any

from . import _library as c
from ._library import Octets
from . import records as r
from .commands import (
    COMMANDS, Command, PublishEventLog, QueryNextImageResponse, ReadAttributesResponse, ReportEventConfiguration,
    SetEventConfiguration, WriteAttributes, WriteAttributesResponse,
)
from .errors import BadArgument, InvalidValue
from .records import (
    EventConfiguration, EventLogEntry, ReadAttributeRecord, WriteAttributeFailure, WriteAttributeRecord,
)

OTA_UPGRADE = 0x0019
DEVICE_MANAGEMENT = 0x0708
EVENTS = 0x0709


def eui64(text: str) -> int:
    """The number of an EUI-64, as "00-DB-12-34-56-78-90-A4"; hyphens and colons may be left out."""
    digits = re.sub("[-:]", "", c.expect(text, str, "text"))
    if not re.fullmatch("[0-9A-Fa-f]{16}", digits):
        raise BadArgument(f"{text!r} is no EUI-64 of 16 hexadecimal digits")
    return int(digits, 16)


def eui64_text(number: int) -> str:
    """An EUI-64 as text, "00-DB-12-34-56-78-90-A4"."""
    return c.number(number, c.u64, "EUI-64").to_bytes(8, "big").hex("-").upper()


@dataclass(frozen=True)
class Frame:
    """ZCL-1: a frame.

    deviations, surplus: what a lenient decoder met (OTA-2), bits of `chub_deviation` and octets after the payload.
    Encoding ignores both, and never writes a deviation.
    """

    command: Command
    sequence: int
    frame_control: int
    cluster: int = OTA_UPGRADE
    manufacturer_specific_code: int | None = None
    deviations: int = 0
    surplus: bytes = b""

    @classmethod
    def of(cls, command: Command, sequence: int = 0, cluster: int = OTA_UPGRADE) -> Frame:
        """A frame with the usual frame control of its command."""
        return cls(c.expect(command, Command, "command"), sequence, command.usual_control, cluster)


def decode(octets: Octets, cluster: int = OTA_UPGRADE, lenient: bool = False) -> Frame:
    """Decodes a frame of a cluster.

    lenient: known deviations of peers are accepted, and told in the frame (OTA-2). Raises a DecodingError.
    """
    octets = c.octets_of(octets)
    frame, problem = c.Frame(), c.Problem()
    error = c.function("frame_decode")(
        octets, len(octets), c.number(cluster, c.u16, "cluster"), c.number(lenient, c.boolean, "lenient"),
        ctypes.byref(frame), ctypes.byref(problem))
    c.check(error, problem)
    return Frame(
        _command(COMMANDS[frame.command], frame), frame.sequence, frame.frame_control, frame.cluster,
        frame.manufacturer_specific_code if frame.frame_control & 0x04 else None, frame.deviations,
        octets[len(octets) - frame.surplus_size :])


def encode(frame: Frame) -> bytes:
    """Encodes a frame. Raises InvalidValue where a field has a value that its command does not allow.

    Which command goes with which cluster is the caller's affair: a decoder for the cluster says.
    """
    if not isinstance(frame, Frame) or type(frame.command) not in COMMANDS:
        raise TypeError("a Frame with a command is needed")
    made, problem = c.Frame(), c.Problem()
    made.command = COMMANDS.index(type(frame.command))
    for name in ("cluster", "frame_control", "sequence"):
        c.assign(made, name, getattr(frame, name))
    if (frame.manufacturer_specific_code is not None) != (frame.frame_control & 0x04 != 0):
        raise InvalidValue("a manufacturer code is there exactly with bit 2 of the frame control", rule="ZCL-1", offset=0)
    c.assign(made, "manufacturer_specific_code", frame.manufacturer_specific_code or 0)
    tail = _assign(made, frame.command)
    # The buffer must live until the frame is written.
    buffer = ctypes.create_string_buffer(tail, len(tail)) if tail else None
    made.tail, made.tail_size = ctypes.addressof(buffer) if buffer else None, len(tail)
    octets = c.filled(
        lambda octets, capacity, size: _encode(made, octets, capacity, size, problem), c.MAXIMUM_FRAME_SIZE)
    return octets or b""


#: What the list of a command is of.
RECORDS: dict[type[Command], type[r.Record]] = {
    ReadAttributesResponse: ReadAttributeRecord, WriteAttributes: WriteAttributeRecord,
    WriteAttributesResponse: WriteAttributeFailure, PublishEventLog: EventLogEntry,
    ReportEventConfiguration: EventConfiguration,
}


def _encode(made: Any, octets: Any, capacity: int, size: Any, problem: Any) -> int:
    error: int = c.function("frame_encode")(ctypes.byref(made), octets, capacity, size, ctypes.byref(problem))
    if error != c.NO_SPACE:
        c.check(error, problem)
    return error


def _member(kind: type[Command]) -> str:
    """The member of the union that has a command's fields."""
    kind = QueryNextImageResponse if issubclass(kind, QueryNextImageResponse) else kind
    return re.sub("(?<!^)([A-Z])", r"_\1", kind.__name__).lower()


def _command(kind: type[Command], frame: Any) -> Command:
    """The command of a decoded frame."""
    fields = getattr(frame.fields, _member(kind), None)
    values: dict[str, Any] = {}
    for name in (field.name for field in dataclasses.fields(kind)):
        if hasattr(fields, name):
            values[name] = getattr(fields, name) if getattr(fields, f"has_{name}", True) else None
        else:
            values[name] = _tail(kind, frame, name)
    absent = kind(**values).absent()
    if frame.deviations & 1:
        absent |= {"manufacturer_code", "image_type", "file_version"}
    if frame.deviations & 2:
        absent |= {"minimum_block_period"}
    return kind(**values | dict.fromkeys(absent))


def _tail(kind: type[Command], frame: Any, name: str) -> bytes | tuple[Any, ...]:
    """The field of a command that has no fixed size."""
    if name == "image_data":
        return c.at(frame.tail, frame.tail_size)
    found = r.read(frame)
    if name in ("attributes", "event_ids"):
        return tuple(record.identifier for record, *_ in found)
    if kind is ReadAttributesResponse:
        return tuple(
            ReadAttributeRecord(record.identifier, 0, *_typed(each))
            if record.status == 0 else ReadAttributeRecord(record.identifier, record.status)
            for each in found for record in each[:1])
    if kind is WriteAttributes:
        return tuple(WriteAttributeRecord(each[0].identifier, *_typed(each)) for each in found)
    if kind is WriteAttributesResponse:
        return tuple(WriteAttributeFailure(record.status, record.identifier) for record, *_ in found)
    if kind is PublishEventLog:
        return tuple(
            EventLogEntry(record.log, record.identifier, record.time, None if is_invalid else value)
            for record, _, value, is_invalid in found)
    return tuple(EventConfiguration(record.identifier, record.configuration) for record, *_ in found)


def _typed(found: tuple[Any, int, bytes, bool]) -> tuple[int, r.AttributeValue]:
    _, kind, value, is_invalid = found
    return kind, r.value_of(kind, value, is_invalid)


def _assign(made: Any, command: Command) -> bytes:
    """Sets the fields of a frame; the octets of its tail."""
    fields = getattr(made.fields, _member(type(command)), None)
    values = {field.name: getattr(command, field.name) for field in dataclasses.fields(command)}
    for name, value in values.items():
        if value is not None and hasattr(fields, name):
            c.assign(fields, name, value)
    # The numbers say which fields are there, and must be numbers for that.
    absent, tail = command.absent(), b""
    for name, value in values.items():
        if (value is not None) == (name in absent) and not hasattr(fields, f"has_{name}"):
            raise InvalidValue(
                f"{name} {'must not be there' if value is not None else 'is missing'}", rule="OTA-1", name=name)
        if value is None:
            continue
        if hasattr(fields, name):
            if hasattr(fields, f"has_{name}"):
                c.assign(fields, f"has_{name}", True)
        elif name == "image_data":
            tail = c.octets_of(value)
        elif name in ("attributes", "event_ids"):
            tail = b"".join(c.number(each, c.u16, name).to_bytes(2, "little") for each in value)
        else:
            tail = r.write(value, RECORDS[type(command)])
    if isinstance(command, SetEventConfiguration) and command.event_ids is not None:
        c.assign(fields, "number_of_events", len(command.event_ids))
    return tail
