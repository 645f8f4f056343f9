"""GBCS-4, GBCS-8: what messages of a firmware update say, held against the golden vectors."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from test_frames import KINDS
from vectors import Vector, snake, vectors

import chub
from chub.contents import CONTENTS

#: The names of IF-3 for what stands in `DiscardedMessage`.
DISCARDED = {"discardedOriginator", "discardedRecipient", "discardedCRA", "discardedCounter"}
CRA = {"command": 1, "response": 2, "alert": 3}


def time_of(text: str) -> chub.DateTime:
    """20240601103000.50Z, with hundredths or without."""
    digits, _, fraction = text.rstrip("Z").partition(".")
    parts = [int(digits[:4]), *(int(digits[place : place + 2]) for place in range(4, 14, 2)), int(fraction or "0")]
    return chub.DateTime(*parts)


def expected(json: dict[str, Any]) -> dict[str, Any]:
    """The fields of a content's JSON as the package gives them; names of codes and what is computed are left out."""
    found: dict[str, Any] = {}
    for name, value in json.items():
        if name in ("response", "profile", "null") or name in DISCARDED:
            continue
        if name in ("alertCode", "firmwareVersion"):
            value = int(value, 16)
        elif name in ("imageHash", "octets"):
            value = bytes.fromhex(value)
        elif name == "device":
            value = chub.eui64(value)
        elif name in ("time", "executionTime") and isinstance(value, str):
            value = time_of(value)
        found[snake(name)] = value
    if DISCARDED <= json.keys():
        found["discarded"] = chub.DiscardedMessage(
            chub.eui64(json["discardedOriginator"]), chub.eui64(json["discardedRecipient"]), CRA[json["discardedCRA"]],
            json["discardedCounter"])
    return found


VALID = [vector for vector in vectors("gbcsMessage") if vector.json["result"] == "valid"]


@pytest.mark.parametrize("vector", VALID, ids=lambda vector: vector.name)
def test_content(vector: Vector) -> None:
    """GBCS-4, GBCS-8: each content says what its vector says, and goes back to the same octets."""
    message, json = chub.Message.decode(vector.octets), vector.json["json"]["content"]
    if "components" in json or set(json) == {"octets"}:
        assert message.decoded_content is None
        return
    if "error" in json:
        rest = len(message.content) + len(message.mac or b"") + (0 if message.signature is None else 1)
        start = len(vector.octets) - rest - len(message.signature or b"")
        with pytest.raises(chub.DecodingError) as caught:
            _ = message.decoded_content
        assert type(caught.value) is KINDS[json["error"]["kind"]]
        assert start + caught.value.offset == json["error"]["offset"]
        assert caught.value.rule.startswith("GBCS-")
        return
    content = message.decoded_content
    assert content is not None
    assert content.encode() == message.content
    fields = {
        field.name: getattr(content, field.name) for field in dataclasses.fields(content)
        if getattr(content, field.name) is not None
    }
    if isinstance(content, chub.GBZAlert) and content.image_hash is not None:
        del fields["octets"]
    if isinstance(content, chub.DLMSVersionResponse) and content.response_code != 0:
        del fields["firmware_version"]
    assert fields == expected(json)


def test_every_content_has_a_vector() -> None:
    """GBCS-4, GBCS-8: the vectors show each content."""
    messages = [chub.Message.decode(vector.octets) for vector in VALID if "error" not in vector.json["json"]["content"]]
    assert {type(content) for message in messages if (content := message.decoded_content)} == set(CONTENTS)


def test_times() -> None:
    """GBCS-4, OTA-4: seconds since 2000 and dates, and what they cannot say."""
    assert chub.DateTime.of(0) == chub.DateTime(2000, 1, 1)
    assert chub.DateTime.of(chub.START_TIME_S) == chub.DateTime(2026, 1, 1)
    assert chub.DateTime(2000, 2, 29, 23, 59, 59).seconds == 59 * 86_400 + 86_399
    assert chub.NEVER.seconds is None
    assert chub.DateTime(2026, 2, 29).seconds is None
    assert chub.DateTime(2026, 1, 1) < chub.DateTime(2026, 1, 1, 0, 0, 1) < chub.NEVER
    with pytest.raises(chub.BadArgument):
        chub.DateTime.of(1 << 32)
    with pytest.raises(chub.BadArgument):
        _ = chub.DateTime(2026, 256, 1).seconds


def test_values_that_do_not_encode() -> None:
    """GBCS-4, GBCS-8: a value that no content can have is an exception, and so is one that its field cannot hold."""
    with pytest.raises(chub.InvalidValue):
        chub.PlainAlert(0x8F72, chub.DateTime(2026, 2, 30)).encode()
    with pytest.raises(chub.InvalidValue):
        chub.DLMSAlert(1, 0x8F2C, chub.NEVER, discarded=chub.DiscardedMessage(1, 2, 4, 5)).encode()
    for wrong in (
        chub.ActivateFirmware(bytes(31), 1), chub.ActivationOutcome(256, 1), chub.VersionResponse(1 << 32, 0),
        chub.DLMSAlert(1, 0x8F20, chub.NEVER, bytes(32), 5),
    ):
        with pytest.raises(chub.BadArgument):
            wrong.encode()
    with pytest.raises(TypeError):
        chub.ActivateFirmware("00", 1).encode()  # type: ignore[arg-type]
    with pytest.raises(chub.BadArgument):
        chub.decode_content(b"\x05\x00", 0x0129, 4)
    with pytest.raises(chub.Truncated) as caught:
        chub.decode_content(b"\x05", 0x0129, 1)
    assert (caught.value.offset, caught.value.rule) == (1, "GBCS-4")
