"""A GB smart-metering Communications Hub, its devices, and their wire formats, in one process.

    decode, encode      ZCL frames, a dataclass for each command
    Image               Upgrade Images
    Message             GBCS messages
    Hub, Device         driven by their caller, in virtual time
    Home                a hub and devices with a network between them

Rules are cited by their identifiers, as OTA-6 or HUB-30. Times that end in _ms are milliseconds since a start that the
caller chooses; other moments are seconds since 2000-01-01. Addresses are EUI-64s as numbers; `eui64` reads text.
"""

from ._library import version as _version
from .commands import (
    ClearEventLogRequest,
    ClearEventLogResponse,
    Command,
    DefaultResponse,
    GetEventConfiguration,
    GetEventLog,
    ImageBlockRequest,
    ImageBlockResponse,
    ImageNotify,
    ImagePageRequest,
    PublishEventLog,
    QueryDeviceSpecificFileRequest,
    QueryDeviceSpecificFileResponse,
    QueryNextImageRequest,
    QueryNextImageResponse,
    ReadAttributes,
    ReadAttributesResponse,
    ReportEventConfiguration,
    SetEventConfiguration,
    UpgradeEndRequest,
    UpgradeEndResponse,
    WriteAttributes,
    WriteAttributesResponse,
)
from .device import Device, DeviceOptions, DeviceStatus
from .errors import (
    BadArgument,
    Busy,
    ChubError,
    Closed,
    DecodingError,
    InvalidValue,
    NoMemory,
    Refused,
    ReservedValue,
    TrailingOctets,
    Truncated,
    UnsupportedCommand,
)
from .events import Event, Transmission
from .frames import (
    DEVICE_MANAGEMENT,
    EVENTS,
    OTA_UPGRADE,
    Frame,
    decode,
    encode,
    eui64,
    eui64_text,
)
from .home import START_TIME_S, Home, Told
from .hub import DeviceType, Hub, HubOptions, Profile, ReceivedMessage, Target, TargetState, Transfer
from .image import Image, ImageHeader, UseCase
from .keys import Keys, Verification
from .messages import GBZComponent, Message, gbz_content, use_case_name
from .records import (
    EventConfiguration,
    EventLogEntry,
    ReadAttributeRecord,
    WriteAttributeFailure,
    WriteAttributeRecord,
)

__version__ = _version()

__all__ = [
    "__version__",
    "START_TIME_S",
    "Told",
    "BadArgument",
    "Busy",
    "ChubError",
    "ClearEventLogRequest",
    "ClearEventLogResponse",
    "Closed",
    "Command",
    "DEVICE_MANAGEMENT",
    "DecodingError",
    "DefaultResponse",
    "Device",
    "DeviceOptions",
    "DeviceStatus",
    "DeviceType",
    "EVENTS",
    "Event",
    "EventConfiguration",
    "EventLogEntry",
    "Frame",
    "GBZComponent",
    "GetEventConfiguration",
    "GetEventLog",
    "Home",
    "Hub",
    "HubOptions",
    "Image",
    "ImageBlockRequest",
    "ImageBlockResponse",
    "ImageHeader",
    "ImageNotify",
    "ImagePageRequest",
    "InvalidValue",
    "Keys",
    "Message",
    "NoMemory",
    "OTA_UPGRADE",
    "Profile",
    "PublishEventLog",
    "QueryDeviceSpecificFileRequest",
    "QueryDeviceSpecificFileResponse",
    "QueryNextImageRequest",
    "QueryNextImageResponse",
    "ReadAttributeRecord",
    "ReadAttributes",
    "ReadAttributesResponse",
    "ReceivedMessage",
    "Refused",
    "ReportEventConfiguration",
    "ReservedValue",
    "SetEventConfiguration",
    "Target",
    "TargetState",
    "TrailingOctets",
    "Transfer",
    "Transmission",
    "Truncated",
    "UnsupportedCommand",
    "UpgradeEndRequest",
    "UpgradeEndResponse",
    "UseCase",
    "Verification",
    "WriteAttributeFailure",
    "WriteAttributeRecord",
    "WriteAttributes",
    "WriteAttributesResponse",
    "decode",
    "encode",
    "eui64",
    "eui64_text",
    "gbz_content",
    "use_case_name",
]
