"""A GB smart-metering Communications Hub, its devices, and their wire formats, in one process.

    decode, encode      ZCL frames, a dataclass for each command
    Image               Upgrade Images
    Message             GBCS messages, and a dataclass for what each says
    Hub, Device         driven by their caller, in virtual time
    Home                a hub and devices with a network between them

Rules are cited by their identifiers, as OTA-6 or HUB-30. Times that end in _ms are milliseconds since a start that the
caller chooses; other moments are seconds since 2000-01-01. Addresses are EUI-64s as numbers; `eui64` reads text. Octets
are taken as bytes, bytearray or memoryview, and given as bytes.

What goes wrong is a `ChubError`, with offset, rule and name. A value of another type than its hint's is a TypeError, a
number that its field cannot hold a `BadArgument`.
"""

from ._library import Octets
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
from .contents import (
    NEVER,
    ActivateFirmware,
    ActivationAlert,
    ActivationOutcome,
    Content,
    DateTime,
    DiscardedMessage,
    DLMSAlert,
    DLMSVersionRequest,
    DLMSVersionResponse,
    FirmwareAlert,
    GBZAlert,
    NullContent,
    PlainAlert,
    VersionAlert,
    VersionResponse,
    decode_content,
)
from .device import Device, DeviceOptions, DeviceStatus, SplitImage
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
from .home import START_TIME_S, SUPPLIER, Home, Told
from .hub import DeviceType, Hub, HubOptions, Profile, ReceivedMessage, Target, TargetState, Transfer
from .image import Image, ImageHeader, UseCase
from .keys import Keys, SignatureVerification, Verification
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
    "ActivateFirmware",
    "ActivationAlert",
    "ActivationOutcome",
    "BadArgument",
    "Busy",
    "ChubError",
    "ClearEventLogRequest",
    "ClearEventLogResponse",
    "Closed",
    "Command",
    "Content",
    "DEVICE_MANAGEMENT",
    "DLMSAlert",
    "DLMSVersionRequest",
    "DLMSVersionResponse",
    "DateTime",
    "DecodingError",
    "DefaultResponse",
    "Device",
    "DeviceOptions",
    "DeviceStatus",
    "DeviceType",
    "DiscardedMessage",
    "EVENTS",
    "Event",
    "EventConfiguration",
    "EventLogEntry",
    "FirmwareAlert",
    "Frame",
    "GBZAlert",
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
    "NEVER",
    "NoMemory",
    "NullContent",
    "OTA_UPGRADE",
    "Octets",
    "PlainAlert",
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
    "SUPPLIER",
    "SetEventConfiguration",
    "SignatureVerification",
    "SplitImage",
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
    "VersionAlert",
    "VersionResponse",
    "WriteAttributeFailure",
    "WriteAttributeRecord",
    "WriteAttributes",
    "WriteAttributesResponse",
    "decode",
    "decode_content",
    "encode",
    "eui64",
    "eui64_text",
    "gbz_content",
    "use_case_name",
]
