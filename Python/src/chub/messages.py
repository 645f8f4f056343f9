"""GBCS messages: the envelope (GBCS-1) and the components of GBZ contents (GBCS-2)."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from . import _library as c
from ._library import Octets
from .contents import Content, decode_content
from .errors import BadArgument
from .keys import Keys, expect_keys

_OPTIONAL_NUMBERS = (
    "supplementary_remote_party", "supplementary_remote_party_counter", "supplementary_originator_counter",
)


@dataclass(frozen=True)
class Message:
    """GBCS-1: a message.

    cra: 1 command, 2 response, 3 alert. date_time: 12 octets. The supplementary fields and the certificate are each
    there only where those before them are. signature: 64 octets, empty, or None in a Pre-Command. mac: 12 octets, there
    exactly with a MAC header.
    """

    cra: int
    counter: int
    originator: int
    recipient: int
    message_code: int
    content: bytes
    date_time: bytes | None = None
    supplementary_remote_party: int | None = None
    supplementary_remote_party_counter: int | None = None
    supplementary_originator_counter: int | None = None
    certificate: bytes | None = None
    signature: bytes | None = b""
    mac: bytes | None = None

    @classmethod
    def decode(cls, octets: Octets) -> Message:
        """Decodes a message. Raises a DecodingError."""
        octets = c.octets_of(octets)
        made, problem = c.Message(), c.Problem()
        c.check(
            c.function("message_decode")(octets, len(octets), ctypes.byref(made), ctypes.byref(problem)), problem)
        numbers = {name: getattr(made, name) if getattr(made, f"has_{name}") else None for name in _OPTIONAL_NUMBERS}
        return cls(
            made.cra, made.counter, made.originator, made.recipient, made.message_code,
            c.at(made.content, made.content_size), bytes(made.date_time) if made.has_date_time else None, **numbers,
            certificate=c.at(made.certificate, made.certificate_size) if made.certificate else None,
            signature=c.at(made.signature, 64) if made.is_signed else None,
            mac=bytes(made.mac) if made.has_mac_header else None)

    def encode(self) -> bytes:
        """Encodes the message, with signature and MAC as they are. Raises a DecodingError."""
        made, problem = c.Message(), c.Problem()
        for name in ("cra", "counter", "originator", "recipient", "message_code"):
            c.assign(made, name, getattr(self, name))
        for name in _OPTIONAL_NUMBERS:
            if (value := getattr(self, name)) is not None:
                c.assign(made, name, value)
                c.assign(made, f"has_{name}", True)
        for name, flag, octets in (("date_time", "date_time", self.date_time), ("mac", "mac_header", self.mac)):
            if octets is not None:
                setattr(made, name, c.array(octets, 12, name))
                c.assign(made, f"has_{flag}", True)
        if self.signature is not None and len(c.octets_of(self.signature)) not in (0, 64):
            raise BadArgument("a signature has 64 octets, or none", name="signature")
        if self.certificate is not None and not c.octets_of(self.certificate):
            raise BadArgument("a certificate has octets, or is None", name="certificate")
        made.is_signed = self.signature is not None
        kept = [
            _point(made, name, b"" if octets is None else octets)
            for name, octets in (("certificate", self.certificate), ("signature", self.signature))]
        kept.append(_point(made, "content", self.content))

        def encode(octets: Any, capacity: int, size: Any) -> int:
            error: int = c.function("message_encode")(
                ctypes.byref(made), octets, capacity, size, ctypes.byref(problem))
            if error != c.NO_SPACE:
                c.check(error, problem)
            return error

        octets = c.filled(encode, 512 + sum(map(len, kept)))
        return octets or b""

    @property
    def use_case(self) -> str | None:
        """The name that GBCS gives to the message code, as "GCS20r"."""
        return use_case_name(self.message_code)

    @property
    def decoded_content(self) -> Content | None:
        """GBCS-4, GBCS-8: what the content says; None for GBZ components and for unknown use cases.

        Raises a DecodingError; offsets are the content's.
        """
        return decode_content(self.content, self.message_code, self.cra)

    def sealed(self, keys: Keys) -> Message:
        """GBCS-1: the message with the signature of keys and, where it has a MAC, theirs."""
        expect_keys(keys)
        signed = replace(self, signature=keys.sign(replace(self, signature=None, mac=None).encode()[1:]) or b"", mac=None)
        if self.mac is None:
            return signed
        tag = keys.authenticate(
            self.originator, self.recipient, self.originator.to_bytes(8, "big") + bytes(4),
            b"\x11" + bytes(5) + signed.encode())
        return replace(signed, mac=tag or bytes(12))

    @property
    def components(self) -> list[GBZComponent]:
        """GBCS-2: the components of a GBZ command or response. Raises a DecodingError; offsets are the content's."""
        return components(self.content)


def _point(made: Any, name: str, octets: Octets) -> Any:
    """Lets a struct point to octets; what it returns must live as long."""
    octets = c.octets_of(octets)
    buffer = ctypes.create_string_buffer(octets, len(octets))
    setattr(made, name, ctypes.addressof(buffer) if octets else None)
    if hasattr(made, f"{name}_size"):
        setattr(made, f"{name}_size", len(octets))
    return buffer


def use_case_name(message_code: int) -> str | None:
    """The name that GBCS gives to a message code; None where it gives none."""
    buffer = ctypes.create_string_buffer(80)
    error = c.function("use_case_name")(c.number(message_code, c.u16, "message_code"), buffer, len(buffer))
    if error == c.NOTHING:
        return None
    c.check(error)
    return buffer.value.decode()


@dataclass(frozen=True)
class GBZComponent:
    """GBCS-2: a component. frame: a ZCL frame for `decode`; of an encrypted one the ciphered information.

    from_date_time: seconds since 2000-01-01. control is computed where components are encoded.
    """

    cluster: int
    frame: bytes
    from_date_time: int | None = None
    control: int = 0
    is_encrypted: bool = False
    frame_counter: int = 0


def components(content: Octets) -> list[GBZComponent]:
    """The components of the content of a GBZ command or response. Raises a DecodingError."""
    content = c.octets_of(content)
    found: list[GBZComponent] = []
    while True:
        made, problem = c.GBZComponent(), c.Problem()
        error = c.function("gbz_component_at")(
            content, len(content), len(found), ctypes.byref(made), ctypes.byref(problem))
        if error == c.NOTHING:
            return found
        c.check(error, problem)
        found.append(
            GBZComponent(
                made.cluster, c.at(made.frame, made.frame_size),
                made.from_date_time if made.has_from_date_time else None, made.control, made.is_encrypted,
                made.frame_counter))


def gbz_content(parts: Sequence[GBZComponent]) -> bytes:
    """The content of a GBZ command or response; components are not encrypted. Raises a DecodingError."""
    array, problem, kept = (c.GBZComponent * len(parts))(), c.Problem(), []
    for made, part in zip(array, parts, strict=True):
        c.expect(part, GBZComponent, "a component")
        for name in ("cluster", "frame_counter", "is_encrypted"):
            c.assign(made, name, getattr(part, name))
        if part.from_date_time is not None:
            c.assign(made, "from_date_time", part.from_date_time)
            c.assign(made, "has_from_date_time", True)
        kept.append(_point(made, "frame", part.frame))

    def encode(octets: Any, capacity: int, size: Any) -> int:
        error: int = c.function("gbz_encode")(array, len(parts), octets, capacity, size, ctypes.byref(problem))
        if error != c.NO_SPACE:
            c.check(error, problem)
        return error

    return c.filled(encode, 512 + sum(map(len, kept))) or b""
