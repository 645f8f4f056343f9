"""Upgrade Images: an OTA file (OTA-5) with the Manufacturer Image in it, and what GBCS-5 adds to it."""

from __future__ import annotations

import ctypes
import enum
from dataclasses import dataclass, field
from typing import Any

from . import _library as c
from ._library import Octets
from .errors import BadArgument, TrailingOctets


class UseCase(enum.IntEnum):
    """GBCS-5: how an Upgrade Image arrives.

    CS05B: for ESME, GSME and HCALCS, a force-replace flag and a signature end the file. CS05C: for PPMID and IHD, an
    activation date-time follows the file.
    """

    CS05B = 0
    CS05C = 1


def _use_case(value: int) -> UseCase:
    if c.number(value, c.enumeration, "use_case") not in tuple(UseCase):
        raise BadArgument(f"use_case is {value}, and none of UseCase", name="use_case")
    return UseCase(value)


@dataclass(frozen=True)
class ImageHeader:
    """OTA-5: the header of a file. Its length is computed. total_image_size: octets, header included.

    skipped: octets between the last field and the header's length, which a reader skips.
    """

    manufacturer_code: int
    image_type: int
    file_version: int
    total_image_size: int
    stack_version: int = 2
    header_string: bytes = b""
    security_credential_version: int | None = None
    destination: int | None = None
    minimum_hardware_version: int | None = None
    maximum_hardware_version: int | None = None
    skipped: bytes = b""

    @property
    def octets(self) -> bytes:
        """The header as it stands in the file."""
        made, problem = c.FileHeader(), c.Problem()
        for name in ("manufacturer_code", "image_type", "file_version", "total_image_size", "stack_version"):
            c.assign(made, name, getattr(self, name))
        for name in ("security_credential_version", "destination"):
            _assign_optional(made, f"has_{name}", {name: getattr(self, name)})
        names = ("minimum_hardware_version", "maximum_hardware_version")
        if (self.minimum_hardware_version is None) != (self.maximum_hardware_version is None):
            raise BadArgument("hardware versions are both there, or neither", name="minimum_hardware_version")
        _assign_optional(made, "has_hardware_versions", {name: getattr(self, name) for name in names})
        text, skipped = c.octets_of(self.header_string), c.octets_of(self.skipped)
        if len(text) > 32:
            raise BadArgument("the header string has 32 octets at most", name="header_string")
        if len(skipped) > 13:
            raise BadArgument("13 octets are skipped at most", name="skipped")
        made.header_string = (c.u8 * 32)(*text)
        made.skipped_size, made.skipped = len(skipped), (c.u8 * 13)(*skipped)

        def encode(octets: Any, capacity: int, size: Any) -> int:
            error: int = c.function("file_encode_header")(
                ctypes.byref(made), octets, capacity, size, ctypes.byref(problem))
            c.check(error, problem)
            return error

        return c.filled(encode) or b""

    @classmethod
    def _of(cls, header: Any) -> ImageHeader:
        def optional(name: str, flag: bool) -> int | None:
            return getattr(header, name) if flag else None

        return cls(
            header.manufacturer_code, header.image_type, header.file_version, header.total_image_size,
            header.stack_version, bytes(header.header_string).rstrip(b"\0"),
            optional("security_credential_version", header.has_security_credential_version),
            optional("destination", header.has_destination),
            optional("minimum_hardware_version", header.has_hardware_versions),
            optional("maximum_hardware_version", header.has_hardware_versions),
            bytes(header.skipped)[: header.skipped_size])


def _assign_optional(made: Any, flag: str, values: dict[str, int | None]) -> None:
    for name, value in values.items():
        if value is not None:
            c.assign(made, name, value)
            c.assign(made, flag, True)


@dataclass(frozen=True)
class Image:
    """An Upgrade Image.

    octets: the file, with CS05C followed by the activation date-time; what the WAN side sends. payload: the
    Manufacturer Image, without header and GBCS-5's trailer. activation: seconds since 2000-01-01, 0 for at once; None
    with CS05B, where a command of its own activates (CS06).
    """

    header: ImageHeader
    payload: bytes = field(repr=False)
    use_case: UseCase
    activation: int | None
    octets: bytes = field(repr=False)

    @classmethod
    def make(
        cls, payload: Octets, *, manufacturer_code: int, image_type: int, file_version: int,
        use_case: UseCase = UseCase.CS05C, activation: int = 0, force_replace: bool = False, header_string: bytes = b"",
        stack_version: int = 2, hardware_versions: tuple[int, int] = (0, 0xFFFF), signature: bytes = bytes(64),
    ) -> Image:
        """An image from a Manufacturer Image; header and what GBCS-5 adds are computed.

        hardware_versions: the least and the greatest that it is for. activation: of CS05C alone. force_replace,
        signature: of CS05B alone. Raises BadArgument where one is given that the use case has not.
        """
        payload, signature, use_case = c.octets_of(payload), c.octets_of(signature), _use_case(use_case)
        flag = c.number(force_replace, c.boolean, "force_replace")
        trailer = b""
        if use_case == UseCase.CS05B:
            if len(signature) != 64:
                raise BadArgument("a signature has 64 octets", name="signature")
            if activation != 0:
                raise BadArgument(
                    "an image of CS05B says no activation: a command does (CS06)", rule="GBCS-5", name="activation")
            trailer = bytes([flag, 0x40]) + signature
        elif flag or any(signature):
            raise BadArgument(
                "an image of CS05C has neither force-replace flag nor signature", rule="GBCS-5",
                name="force_replace" if flag else "signature")
        if len(hardware_versions) != 2:
            raise BadArgument("there are two hardware_versions", name="hardware_versions")
        minimum, maximum = hardware_versions

        def header(size: int) -> ImageHeader:
            return ImageHeader(
                manufacturer_code, image_type, file_version, size, stack_version, header_string,
                minimum_hardware_version=minimum, maximum_hardware_version=maximum)

        size = len(header(0).octets) + len(payload) + len(trailer)
        octets = header(size).octets + payload + trailer
        if use_case == UseCase.CS05C:
            octets += c.number(activation, c.u32, "activation").to_bytes(4, "little")
        return cls.parse(octets, use_case)

    @classmethod
    def parse(cls, octets: Octets, use_case: UseCase = UseCase.CS05C) -> Image:
        """Reads an image as the WAN side sends it. Raises a DecodingError."""
        octets, use_case = c.octets_of(octets), _use_case(use_case)
        header, problem, offset, size = c.FileHeader(), c.Problem(), c.size_t(0), c.size_t(0)
        file = octets[:-4] if use_case == UseCase.CS05C else octets
        error = c.function("file_decode")(
            file, len(file), use_case, ctypes.byref(header), ctypes.byref(offset), ctypes.byref(size),
            ctypes.byref(problem))
        c.check(error, problem)
        if header.total_image_size < len(file):
            raise TrailingOctets(
                "octets stand after the file and what belongs to it", offset=header.total_image_size, rule="OTA-5")
        payload = octets[offset.value : offset.value + size.value]
        activation = int.from_bytes(octets[-4:], "little") if use_case == UseCase.CS05C else None
        return cls(ImageHeader._of(header), payload, use_case, activation, octets)

    @property
    def file(self) -> bytes:
        """OTA-5: the file that devices fetch, without the activation date-time."""
        return self.octets[: self.header.total_image_size]

    @property
    def digest(self) -> bytes:
        """GBCS-5: SHA-256 of the Manufacturer Image."""
        buffer = ctypes.create_string_buffer(32)
        payload = c.octets_of(self.payload)
        c.check(c.function("image_digest")(payload, len(payload), buffer))
        return buffer.raw
