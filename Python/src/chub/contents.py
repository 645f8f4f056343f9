"""What messages of a firmware update say (GBCS-4, GBCS-8): a dataclass for each content, with the names of IF-3."""

from __future__ import annotations

import ctypes
import dataclasses
from dataclasses import dataclass
from typing import Any, Self

from . import _library as c
from ._library import Octets
from .errors import BadArgument


@dataclass(frozen=True, order=True)
class DateTime:
    """A date and time of day in UTC; hundredths of a second stand in contents in DLMS alone."""

    year: int
    month: int
    day: int
    hour: int = 0
    minute: int = 0
    second: int = 0
    hundredths: int = 0

    @classmethod
    def of(cls, seconds: int) -> DateTime:
        """Seconds since 2000-01-01 as a date and time."""
        made = c.DateTime()
        c.check(c.function("date_time_of")(c.number(seconds, c.u32, "seconds"), ctypes.byref(made)))
        return cls._of(made)

    @property
    def seconds(self) -> int | None:
        """Seconds since 2000-01-01; None where it is no date and time, or they cannot say it."""
        seconds = c.u32(0)
        error = c.function("date_time_seconds")(ctypes.byref(self._structure), ctypes.byref(seconds))
        return seconds.value if error == c.DONE else None

    @classmethod
    def _of(cls, made: Any) -> DateTime:
        return cls(*(getattr(made, field.name) for field in dataclasses.fields(cls)))

    @property
    def _structure(self) -> Any:
        made = c.DateTime()
        for field in dataclasses.fields(self):
            c.assign(made, field.name, getattr(self, field.name))
        return made


#: GBCS-4: the execution time that cancels an activation.
NEVER = DateTime(9999, 12, 31, 23, 59, 59)


@dataclass(frozen=True)
class Content:
    """What all contents have in common."""

    def encode(self) -> bytes:
        """The octets. Raises a DecodingError where the content allows no such value."""
        made, problem = c.Content(), c.Problem()
        if type(self) not in CONTENTS:
            raise TypeError(f"{type(self).__name__} is none of the contents")
        kind = CONTENTS.index(type(self))
        made.kind = kind + _FIRST_KIND
        kept = self._fill(getattr(made.fields, c.CONTENT_MEMBERS[kind - 1])) if kind > 0 else b""

        def encode(octets: Any, capacity: int, size: Any) -> int:
            error: int = c.function("content_encode")(
                ctypes.byref(made), octets, capacity, size, ctypes.byref(problem))
            if error != c.NO_SPACE:
                c.check(error, problem)
            return error

        return c.filled(encode, 128 + len(kept)) or b""

    def _fill(self, part: Any) -> Any:
        """Gives a struct the fields; what it returns must live as long."""
        for field in dataclasses.fields(self):
            _set(part, field.name, getattr(self, field.name))
        return b""

    @classmethod
    def _of(cls, part: Any) -> Self:
        """The fields of a struct; None for those that are not there."""
        return cls(**{field.name: _get(part, field.name) for field in dataclasses.fields(cls)})


def _set(part: Any, name: str, value: Any) -> None:
    """Sets a field of a struct; None is taken where a flag says that it is not there."""
    if value is None and hasattr(part, f"has_{name}"):
        return
    if name == "image_hash":
        part.image_hash = c.array(value, 32, name)
    elif isinstance(getattr(part, name), c.DateTime):
        setattr(part, name, c.expect(value, DateTime, name)._structure)
    else:
        c.assign(part, name, value)
    if hasattr(part, f"has_{name}"):
        setattr(part, f"has_{name}", True)


def _get(part: Any, name: str) -> Any:
    value = getattr(part, name)
    if not getattr(part, f"has_{name}", True):
        return None
    if name == "image_hash":
        return bytes(value)
    return DateTime._of(value) if isinstance(value, c.DateTime) else value


@dataclass(frozen=True)
class NullContent(Content):
    """GBCS-4: the command of CS08, and the response to a CS06 that has an execution time."""


@dataclass(frozen=True)
class ActivateFirmware(Content):
    """GBCS-4, CS06, the command: activates the image that an ESME, a GSME or an HCALCS holds.

    image_hash: SHA-256 of the Manufacturer Image, `Image.digest`. originator_counter: the counter of the message.
    execution_time: None for now, `NEVER` cancels.
    """

    image_hash: bytes
    originator_counter: int
    execution_time: DateTime | None = None


@dataclass(frozen=True)
class ActivationOutcome(Content):
    """GBCS-4, CS06, the response to a command without an execution time.

    response_code: 0 success, 1 no image held, 2 hash mismatch, 3 activation failure. firmware_version: that runs.
    """

    response_code: int
    firmware_version: int


@dataclass(frozen=True)
class ActivationAlert(Content):
    """GBCS-4, 0x00CA: the later outcome of CS06. alert_code: 0x8F66 done, 0x8F67 failed."""

    alert_code: int
    time: DateTime
    originator_counter: int
    response_code: int
    firmware_version: int


@dataclass(frozen=True)
class FirmwareAlert(Content):
    """GBCS-4, CCS08: the hub's alert about a device: 0x8F8A, 0x8F89 or 0x8F8B.

    response_code: 8F8A: 0; 8F89: 1 discarded, 2 hardware mismatch, 3 failure; 8F8B: 0 read, 1 not.
    """

    alert_code: int
    time: DateTime
    device: int
    firmware_version: int
    response_code: int


@dataclass(frozen=True)
class VersionAlert(Content):
    """GBCS-4, CS09: a PPMID tells its version. response_code: 0 activated, 1 failed."""

    alert_code: int
    time: DateTime
    firmware_version: int
    response_code: int


@dataclass(frozen=True)
class VersionResponse(Content):
    """GBCS-4, CS08, the response: the version of a PPMID or HCALCS. response_code: 0 read, 1 failed."""

    firmware_version: int
    response_code: int


@dataclass(frozen=True)
class PlainAlert(Content):
    """GBCS-4, 0x1000 in DER: an HCALCS has verified (0x8F72) or refused (0x8F1C) an image."""

    alert_code: int
    time: DateTime


@dataclass(frozen=True)
class GBZAlert(Content):
    """GBCS-2: an alert in GBZ. With an image_hash a GSME has verified (0x8F72) or refused (0x8F1C) an image.

    time: seconds since 2000-01-01. octets: what the use case adds; with an image_hash they are computed.
    """

    number_of_components: int
    alert_code: int
    time: int
    image_hash: bytes | None = None
    octets: bytes = b""

    def _fill(self, part: Any) -> Any:
        for name in ("number_of_components", "alert_code", "time", "image_hash"):
            _set(part, name, getattr(self, name))
        octets = c.octets_of(self.octets)
        if octets and self.image_hash is not None:
            raise BadArgument("with an image_hash the octets are computed", name="octets")
        buffer = ctypes.create_string_buffer(octets, len(octets))
        part.octets, part.octets_size = ctypes.addressof(buffer) if octets else None, len(octets)
        return buffer

    @classmethod
    def _of(cls, part: Any) -> Self:
        image_hash = _get(part, "image_hash")
        octets = c.at(part.octets, part.octets_size) if image_hash is None else b""
        return cls(part.number_of_components, part.alert_code, part.time, image_hash, octets)


@dataclass(frozen=True)
class DiscardedMessage:
    """GBCS-7: which message was discarded. cra: 1 command, 2 response, 3 alert."""

    originator: int
    recipient: int
    cra: int
    counter: int


@dataclass(frozen=True)
class DLMSAlert(Content):
    """GBCS-8: an alert in DLMS, about one of the last three or about none.

    invoke_id: the low three octets of the message's counter; more is cut. image_hash: an ESME has verified (0x8F72) or
    refused (0x8F1C) an image (0x00CE). device: GBCS-7, about the sub-GHz band (0x0110). discarded: a message was
    discarded (0x0114).
    """

    invoke_id: int
    alert_code: int
    time: DateTime
    image_hash: bytes | None = None
    device: int | None = None
    discarded: DiscardedMessage | None = None

    def _fill(self, part: Any) -> Any:
        subjects = (self.image_hash, self.device, self.discarded)
        named = [number for number, subject in enumerate(subjects, 1) if subject is not None]
        if len(named) > 1:
            raise BadArgument("an alert is about one subject", name="image_hash")
        part.subject = named[0] if named else 0
        for name in ("invoke_id", "alert_code", "time", "image_hash", "device"):
            if name not in ("image_hash", "device") or getattr(self, name) is not None:
                _set(part, name, getattr(self, name))
        if self.discarded is not None:
            c.expect(self.discarded, DiscardedMessage, "discarded")
            for field in dataclasses.fields(self.discarded):
                _set(part, f"discarded_{field.name}", getattr(self.discarded, field.name))
        return b""

    @classmethod
    def _of(cls, part: Any) -> Self:
        discarded = DiscardedMessage(
            part.discarded_originator, part.discarded_recipient, part.discarded_cra, part.discarded_counter)
        return cls(
            part.invoke_id, part.alert_code, DateTime._of(part.time),
            bytes(part.image_hash) if part.subject == 1 else None, part.device if part.subject == 2 else None,
            discarded if part.subject == 3 else None)


@dataclass(frozen=True)
class DLMSVersionRequest(Content):
    """GBCS-8, ECS52, the command. invoke_id: the low three octets of the message's counter; more is cut."""

    invoke_id: int


@dataclass(frozen=True)
class DLMSVersionResponse(Content):
    """GBCS-8, ECS52, the response. firmware_version: only with response_code 0, which else says why not."""

    invoke_id: int
    firmware_version: int
    response_code: int


#: The contents in the order of chub_content_kind, whose first two are octets and GBZ.
CONTENTS: tuple[type[Content], ...] = (
    NullContent, ActivateFirmware, ActivationOutcome, ActivationAlert, FirmwareAlert, VersionAlert, VersionResponse,
    PlainAlert, GBZAlert, DLMSAlert, DLMSVersionRequest, DLMSVersionResponse,
)
_FIRST_KIND = 2


def decode_content(octets: Octets, message_code: int, cra: int) -> Content | None:
    """What the content of a message of this code and CRA says; None for GBZ components and for unknown use cases.

    Raises a DecodingError; offsets are the content's.
    """
    octets = c.octets_of(octets)
    made, problem = c.Content(), c.Problem()
    error = c.function("content_decode")(
        octets, len(octets), c.number(message_code, c.u16, "message_code"), c.number(cra, c.u8, "cra"),
        ctypes.byref(made), ctypes.byref(problem))
    c.check(error, problem)
    kind: int = made.kind - _FIRST_KIND
    if kind < 0:
        return None
    return CONTENTS[kind]._of(getattr(made.fields, c.CONTENT_MEMBERS[kind - 1]) if kind > 0 else None)
