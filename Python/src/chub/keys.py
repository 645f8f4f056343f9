"""GBCS-1: how messages are signed, authenticated and verified, and how a device judges an image; by Python's functions."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, Protocol

from . import _library as c
from .image import ImageHeader


class Keys(Protocol):
    """What the library has no cryptography for. Without keys signatures are empty, MACs are zeros, nothing is verified.

    None means that it cannot be done. So does an exception, which then comes out of the call of the hub or the device
    that needed it. The methods must not use the hub or the device that calls them.
    """

    def sign(self, octets: bytes, /) -> bytes | None:
        """ECDSA P-256 with SHA-256 over the octets, raw r and s, 64 octets."""

    def authenticate(
        self, originator: int, recipient: int, initialisation_vector: bytes, additional_data: bytes, /
    ) -> bytes | None:
        """AES-128-GCM over no plaintext: the tag of 12 octets."""

    def verify(self, message: bytes, /) -> bool:
        """Whether a whole message is its originator's."""


#: OTA-7, GBCS-5: how a device judges a file, and the signature of an image; `DeviceOptions` says how.
Verification = Callable[[ImageHeader, bytes], int]
SignatureVerification = Callable[[bytes, bytes], bool]


#: What callbacks raised. It cannot pass through the library; the handle whose call it was raises it afterwards.
Failures = list[BaseException]


def _guarded(failures: Failures, body: Callable[[], Any], otherwise: Any) -> Any:
    """A callback's result; whatever it raises is kept, an interrupt too."""
    try:
        return body()
    except BaseException as error:
        failures.append(error)
        return otherwise


def _callable(value: Any, name: str) -> None:
    if not callable(value):
        raise TypeError(f"{name} is to be called, and of the type {type(value).__name__}")


def expect_keys(keys: Any) -> None:
    """Whether these are keys is known before the first use."""
    for name in ("sign", "authenticate", "verify"):
        _callable(getattr(keys, name, None), f"keys.{name}")


def install_keys(structure: Any, keys: Keys, failures: Failures) -> list[Any]:
    """Sets the functions of a chub_keys; what is returned must live as long as they are called."""
    expect_keys(keys)

    def give(made: bytes | None, target: int, size: int) -> bool:
        if made is None:
            return False
        octets = c.octets_of(made)
        if len(octets) != size:
            raise ValueError(f"{size} octets are needed, not {len(octets)}")
        ctypes.memmove(target, octets, size)
        return True

    def sign(_: Any, octets: int, size: int, signature: int) -> bool:
        return bool(_guarded(failures, lambda: give(keys.sign(c.at(octets, size)), signature, 64), False))

    def authenticate(
        _: Any, originator: int, recipient: int, vector: int, vector_size: int, data: int, data_size: int, tag: int
    ) -> bool:
        def made() -> bool:
            return give(
                keys.authenticate(originator, recipient, c.at(vector, vector_size), c.at(data, data_size)), tag, 12)

        return bool(_guarded(failures, made, False))

    def verify(_: Any, message: int, size: int) -> bool:
        return bool(_guarded(failures, lambda: bool(keys.verify(c.at(message, size))), False))

    functions = {
        "sign": c.SignFunction(sign), "authenticate": c.AuthenticateFunction(authenticate),
        "verify": c.VerifyFunction(verify),
    }
    for name, function in functions.items():
        setattr(structure, name, ctypes.cast(function, ctypes.c_void_p).value)
    return list(functions.values())


def install_verification(structure: Any, verification: Verification, failures: Failures) -> Any:
    """Sets the verification of a device; what is returned must live as long as it is called."""
    _callable(verification, "verification")

    def judge(_: Any, header: Any, digest: int) -> int:
        def status() -> int:
            return c.number(verification(ImageHeader._of(header.contents), c.at(digest, 32)), c.u8, "status")

        return int(_guarded(failures, status, 0x96))

    function = c.VerificationFunction(judge)
    structure.verification = ctypes.cast(function, ctypes.c_void_p).value
    return function


def install_verify_signature(structure: Any, verify: SignatureVerification, failures: Failures) -> Any:
    """Sets the check of signatures of a device; what is returned must live as long as it is called."""
    _callable(verify, "verify_signature")

    def judge(_: Any, image: int, size: int, signature: int) -> bool:
        return bool(_guarded(failures, lambda: bool(verify(c.at(image, size), c.at(signature, 64))), False))

    function = c.SignatureFunction(judge)
    structure.verify_signature = ctypes.cast(function, ctypes.c_void_p).value
    return function
