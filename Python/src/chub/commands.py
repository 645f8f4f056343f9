"""ZCL commands: a dataclass for each, with the names of IF-2 in snake case. What a status or a type rules out is None."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from .records import (
    EventConfiguration, EventLogEntry, ReadAttributeRecord, WriteAttributeFailure, WriteAttributeRecord,
)


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
