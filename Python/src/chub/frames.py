"""ZCL frames: a dataclass for each command, with the names of IF-2 in snake case, and `decode` and `encode`.

What a status or a type rules out is None. Addresses are numbers: `eui64` reads them from text.
"""

from __future__ import annotations

import ctypes
import dataclasses
import re
from dataclasses import dataclass
from typing import Any, ClassVar

from . import _library as c
from . import records as r
from .errors import BadArgument, InvalidValue
from .records import (
    EventConfiguration, EventLogEntry, ReadAttributeRecord, WriteAttributeFailure, WriteAttributeRecord,
)

OTA_UPGRADE = 0x0019
DEVICE_MANAGEMENT = 0x0708
EVENTS = 0x0709


def eui64(text: str) -> int:
    """The number of an EUI-64, as "00-DB-12-34-56-78-90-A4"; hyphens and colons may be left out."""
    digits = re.sub("[-:]", "", text)
    if not re.fullmatch("[0-9A-Fa-f]{16}", digits):
        raise BadArgument(f"{text!r} is no EUI-64 of 16 hexadecimal digits")
    return int(digits, 16)


def eui64_text(number: int) -> str:
    """An EUI-64 as text, "00-DB-12-34-56-78-90-A4"."""
    return c.number(number, c.u64, "EUI-64").to_bytes(8, "big").hex("-").upper()


@dataclass(frozen=True)
class Command:
    """What all commands have in common. usual_control: the frame control octet that goes with it as a rule."""

    usual_control: ClassVar[int] = 0x01

    def absent(self) -> frozenset[str]:
        """The fields that status, type or control rule out."""
        return frozenset()


@dataclass(frozen=True)
class ReadAttributes(Command):
    """ZCL-2, 00."""

    usual_control = 0x00
    attributes: tuple[int, ...] = ()


@dataclass(frozen=True)
class ReadAttributesResponse(Command):
    """ZCL-2, 01."""

    usual_control = 0x18
    records: tuple[ReadAttributeRecord, ...] = ()


@dataclass(frozen=True)
class WriteAttributes(Command):
    """ZCL-2, 02."""

    usual_control = 0x00
    records: tuple[WriteAttributeRecord, ...] = ()


@dataclass(frozen=True)
class WriteAttributesResponse(Command):
    """ZCL-2, 04. Without records: all were written."""

    usual_control = 0x18
    records: tuple[WriteAttributeFailure, ...] = ()


@dataclass(frozen=True)
class DefaultResponse(Command):
    """ZCL-2, 0B."""

    usual_control = 0x18
    command_identifier: int
    status: int


@dataclass(frozen=True)
class ImageNotify(Command):
    """OTA-1, 00. payload_type: 0 to 3, how many of the fields after the jitter follow; query_jitter: 1 to 100."""

    usual_control = 0x09
    payload_type: int
    query_jitter: int
    manufacturer_code: int | None = None
    image_type: int | None = None
    new_file_version: int | None = None

    def absent(self) -> frozenset[str]:
        return frozenset(("manufacturer_code", "image_type", "new_file_version")[self.payload_type :])


@dataclass(frozen=True)
class QueryNextImageRequest(Command):
    """OTA-1, 01."""

    manufacturer_code: int
    image_type: int
    current_file_version: int
    hardware_version: int | None = None


@dataclass(frozen=True)
class QueryNextImageResponse(Command):
    """OTA-1, 02: only status 00 has the fields after it. image_size: octets, the whole file."""

    usual_control = 0x19
    status: int
    manufacturer_code: int | None = None
    image_type: int | None = None
    file_version: int | None = None
    image_size: int | None = None

    def absent(self) -> frozenset[str]:
        names = ("manufacturer_code", "image_type", "file_version", "image_size")
        return frozenset() if self.status == 0 else frozenset(names)


@dataclass(frozen=True)
class ImageBlockRequest(Command):
    """OTA-1, 03. minimum_block_period: milliseconds."""

    manufacturer_code: int
    image_type: int
    file_version: int
    file_offset: int
    maximum_data_size: int
    request_node_address: int | None = None
    minimum_block_period: int | None = None


@dataclass(frozen=True)
class ImagePageRequest(Command):
    """OTA-1, 04. page_size: octets; response_spacing: milliseconds."""

    manufacturer_code: int
    image_type: int
    file_version: int
    file_offset: int
    maximum_data_size: int
    page_size: int
    response_spacing: int
    request_node_address: int | None = None


@dataclass(frozen=True)
class ImageBlockResponse(Command):
    """OTA-1, 05: with 00 SUCCESS the file's fields and the data, with 97 WAIT_FOR_DATA the times, else the status alone.

    Times: seconds since 2000-01-01 (OTA-4); minimum_block_period: milliseconds.
    """

    usual_control = 0x19
    status: int
    manufacturer_code: int | None = None
    image_type: int | None = None
    file_version: int | None = None
    file_offset: int | None = None
    image_data: bytes | None = None
    current_time: int | None = None
    request_time: int | None = None
    minimum_block_period: int | None = None

    def absent(self) -> frozenset[str]:
        block = {"manufacturer_code", "image_type", "file_version", "file_offset", "image_data"}
        times = {"current_time", "request_time", "minimum_block_period"}
        return frozenset(times if self.status == 0x00 else block if self.status == 0x97 else block | times)


@dataclass(frozen=True)
class UpgradeEndRequest(Command):
    """OTA-1, 06. A lenient decoder leaves all but the status None where they were not sent."""

    status: int
    manufacturer_code: int | None
    image_type: int | None
    file_version: int | None


@dataclass(frozen=True)
class UpgradeEndResponse(Command):
    """OTA-1, 07. Times: seconds since 2000-01-01; upgrade_time 0xFFFFFFFF: wait for another."""

    usual_control = 0x19
    manufacturer_code: int
    image_type: int
    file_version: int
    current_time: int
    upgrade_time: int


@dataclass(frozen=True)
class QueryDeviceSpecificFileRequest(Command):
    """OTA-1, 08. image_type: 0xFFC0 to 0xFFFE."""

    request_node_address: int
    manufacturer_code: int
    image_type: int
    file_version: int
    current_stack_version: int


@dataclass(frozen=True)
class QueryDeviceSpecificFileResponse(QueryNextImageResponse):
    """OTA-1, 09."""


@dataclass(frozen=True)
class GetEventLog(Command):
    """GBCS-6. log_control: low nibble log, high nibble event control; start, end: seconds since 2000-01-01."""

    log_control: int
    event_id: int
    start: int
    end: int
    number_of_events: int
    event_offset: int


@dataclass(frozen=True)
class PublishEventLog(Command):
    """GBCS-6. number_of_events: 0 to 15, 0 with entries where they go to the end; control: 0 to 15."""

    usual_control = 0x19
    total_matching_events: int
    command_index: int
    total_commands: int
    number_of_events: int
    control: int
    entries: tuple[EventLogEntry, ...] = ()


@dataclass(frozen=True)
class ClearEventLogRequest(Command):
    """GBCS-6."""

    log_id: int


@dataclass(frozen=True)
class ClearEventLogResponse(Command):
    """GBCS-6. cleared_logs: a bit a log."""

    usual_control = 0x19
    cleared_logs: int


@dataclass(frozen=True)
class GetEventConfiguration(Command):
    """GBCS-3."""

    usual_control = 0x09
    event_id: int


@dataclass(frozen=True)
class SetEventConfiguration(Command):
    """GBCS-3. configuration_control, 0 to 3, says which of the fields after it names the events."""

    usual_control = 0x09
    issuer_event_id: int
    start_time: int
    configuration: int
    configuration_control: int
    event_ids: tuple[int, ...] | None = None
    event_group_id: int | None = None
    log_id: int | None = None
    configuration_match: int | None = None

    def absent(self) -> frozenset[str]:
        names = ("event_ids", "event_group_id", "log_id", "configuration_match")
        return frozenset(name for index, name in enumerate(names) if index != self.configuration_control)


@dataclass(frozen=True)
class ReportEventConfiguration(Command):
    """GBCS-3."""

    command_index: int
    total_commands: int
    events: tuple[EventConfiguration, ...] = ()


#: The commands by their numbers in chub.h.
COMMANDS: tuple[type[Command], ...] = (
    ReadAttributes, ReadAttributesResponse, WriteAttributes, WriteAttributesResponse, DefaultResponse, ImageNotify,
    QueryNextImageRequest, QueryNextImageResponse, ImageBlockRequest, ImagePageRequest, ImageBlockResponse,
    UpgradeEndRequest, UpgradeEndResponse, QueryDeviceSpecificFileRequest, QueryDeviceSpecificFileResponse, GetEventLog,
    PublishEventLog, ClearEventLogRequest, ClearEventLogResponse, GetEventConfiguration, SetEventConfiguration,
    ReportEventConfiguration,
)


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
        return cls(command, sequence, command.usual_control, cluster)


def decode(octets: bytes | bytearray | memoryview, cluster: int = OTA_UPGRADE, lenient: bool = False) -> Frame:
    """Decodes a frame of a cluster.

    lenient: known deviations of peers are accepted, and told in the frame (OTA-2). Raises a DecodingError.
    """
    octets = c.octets_of(octets)
    frame, problem = c.Frame(), c.Problem()
    error = c.function("frame_decode")(
        octets, len(octets), c.number(cluster, c.u16, "cluster"), int(lenient), ctypes.byref(frame),
        ctypes.byref(problem))
    c.check(error, problem)
    return Frame(
        _command(COMMANDS[frame.command], frame), frame.sequence, frame.frame_control, frame.cluster,
        frame.manufacturer_specific_code if frame.frame_control & 0x04 else None, frame.deviations,
        octets[len(octets) - frame.surplus_size :])


def encode(frame: Frame) -> bytes:
    """Encodes a frame. Raises InvalidValue where a field has a value that its command does not allow."""
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
    absent, tail = command.absent(), b""
    for name in (field.name for field in dataclasses.fields(command)):
        value = getattr(command, name)
        if (value is not None) == (name in absent) and not hasattr(fields, f"has_{name}"):
            raise InvalidValue(
                f"{name} {'must not be there' if value is not None else 'is missing'}", rule="OTA-1", name=name)
        if value is None:
            continue
        if hasattr(fields, name):
            c.assign(fields, name, value)
            if hasattr(fields, f"has_{name}"):
                c.assign(fields, f"has_{name}", True)
        elif name == "image_data":
            tail = c.octets_of(value)
        elif name in ("attributes", "event_ids"):
            tail = b"".join(c.number(each, c.u16, name).to_bytes(2, "little") for each in value)
        else:
            tail = r.write(value)
    if isinstance(command, SetEventConfiguration) and command.event_ids is not None:
        c.assign(fields, "number_of_events", len(command.event_ids))
    return tail
