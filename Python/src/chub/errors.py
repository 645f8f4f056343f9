"""What can go wrong, as exceptions: each has the offset of the octet at fault and the rule that speaks against it."""

from __future__ import annotations


class ChubError(Exception):
    """An error of the library; the subclasses say which.

    error: the number of `chub_error` in chub.h. offset: of the octets that were handed in, counted from 0; 0 where no
    octet is at fault. rule: as "OTA-1", empty where none speaks against it. name: as "insufficientSpace", or empty.
    """

    def __init__(self, text: str, *, error: int = 0, offset: int = 0, rule: str = "", name: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.error = error or self.default_error
        self.offset = offset
        self.rule = rule
        self.name = name

    default_error = 20

    def __str__(self) -> str:
        place = f", at offset {self.offset}" if self.offset else ""
        # Some texts of the library name the rule themselves.
        return f"{self.text}{place} ({self.rule})" if self.rule and self.rule not in self.text else self.text + place


class Closed(ChubError):
    """A hub or a device is used after it was closed."""

    default_error = 17


class Busy(ChubError):
    """A hub or a device is used by two threads at once, or by its own keys or verification."""

    default_error = 17


class NoMemory(ChubError):
    """Memory is used up; the hub or device is stopped for good."""

    default_error = 19


class BadArgument(ChubError, ValueError):
    """A value makes no sense: an option, a kind, a count, a number that its field cannot hold."""

    default_error = 20


class DecodingError(ChubError, ValueError):
    """Octets do not decode, or values do not encode (IF-2)."""


class Truncated(DecodingError):
    """The octets end before the value does; the offset is the first that is missing."""

    default_error = 32


class TrailingOctets(DecodingError):
    """Octets stand after a complete payload; the offset is the first of them."""

    default_error = 33


class ReservedValue(DecodingError):
    """A field has a value that is reserved."""

    default_error = 34


class UnsupportedCommand(DecodingError):
    """The command is none of the cluster, or none that is supported."""

    default_error = 35


class InvalidValue(DecodingError):
    """A field has a value that is not allowed."""

    default_error = 36


class Refused(ChubError):
    """The hub refuses what the WAN side asks; `name` and `rule` say why (HUB-5 and others)."""

    default_error = 48


#: The exception for each number of `chub_error`; for others it is ChubError itself.
BY_NUMBER: dict[int, type[ChubError]] = {
    kind.default_error: kind
    for kind in (
        Closed, NoMemory, BadArgument, Truncated, TrailingOctets, ReservedValue, UnsupportedCommand, InvalidValue, Refused,
    )
}
