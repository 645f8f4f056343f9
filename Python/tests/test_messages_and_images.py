"""GBCS-1, GBCS-2, GBCS-5, OTA-5: messages and images."""

from __future__ import annotations

import hashlib

import pytest
from test_frames import KINDS
from vectors import Vector, vectors

import chub

CRA = {"command": 1, "response": 2, "alert": 3}


@pytest.mark.parametrize("vector", list(vectors("gbcsMessage")), ids=lambda vector: vector.name)
def test_message(vector: Vector) -> None:
    """GBCS-1: each envelope says what its vector says, and goes back to the same octets."""
    if vector.json["result"] != "valid":
        with pytest.raises(chub.DecodingError) as caught:
            chub.Message.decode(vector.octets)
        assert type(caught.value) is KINDS[vector.json["error"]["kind"]]
        assert caught.value.offset == vector.json["error"]["offset"]
        return
    message, json = chub.Message.decode(vector.octets), vector.json["json"]
    assert message.encode() == vector.octets
    assert message.cra == CRA[json["cra"]]
    assert message.counter == json["counter"]
    assert chub.eui64_text(message.originator) == json["originator"]
    assert chub.eui64_text(message.recipient) == json["recipient"]
    assert message.message_code == int(json["messageCode"], 16)
    assert message.use_case == json.get("useCase")
    assert (None if message.signature is None else message.signature.hex()) == json.get("signature")
    assert (None if message.mac is None else message.mac.hex()) == json.get("mac")
    content = json["content"]
    if content.get("profile") == "gbz" and "components" in content:
        components = message.components
        assert [part.cluster for part in components] == [part["cluster"] for part in content["components"]]
        assert [part.from_date_time for part in components] == [
            part.get("fromDateTime") for part in content["components"]
        ]


def test_gbz_content() -> None:
    """GBCS-2: a content of components decodes to them."""
    frame = chub.encode(chub.Frame.of(chub.GetEventLog(0x04, 0, 0, 0xFFFFFFFF, 0, 0), 1, chub.EVENTS))
    made = chub.gbz_content([chub.GBZComponent(chub.EVENTS, frame), chub.GBZComponent(chub.EVENTS, frame, 77)])
    message = chub.Message(1, 5, 1, 2, 0x0014, made)
    parts = chub.Message.decode(message.encode()).components
    assert [(part.cluster, part.frame, part.from_date_time) for part in parts] == [
        (chub.EVENTS, frame, None), (chub.EVENTS, frame, 77)
    ]
    with pytest.raises(chub.Truncated):
        chub.Message(1, 5, 1, 2, 0x0014, made[:-1]).components


@pytest.mark.parametrize("vector", list(vectors("otaFile")), ids=lambda vector: vector.name)
def test_file(vector: Vector) -> None:
    """OTA-5: each file's header says what its vector says."""
    octets = vector.octets + bytes(4)
    if vector.json["result"] != "valid":
        with pytest.raises(chub.DecodingError) as caught:
            chub.Image.parse(octets)
        assert type(caught.value) is KINDS[vector.json["error"]["kind"]]
        assert caught.value.offset == vector.json["error"]["offset"]
        return
    image, fields = chub.Image.parse(octets), vector.json["fields"]
    assert image.header.manufacturer_code == fields["manufacturerCode"]
    assert image.header.image_type == fields["imageType"]
    assert image.header.file_version == fields["fileVersion"]
    assert image.header.total_image_size == fields["totalImageSize"]
    assert image.digest == hashlib.sha256(image.payload).digest()
    assert image.file == vector.octets
    header = image.header.octets
    assert header == vector.octets[: len(header)]
    assert len(header) == fields["headerLength"]
    assert bool(image.header.skipped) == ("SkippedOctets" in vector.json["flags"])


@pytest.mark.parametrize("use_case", chub.UseCase)
def test_image_that_is_made(use_case: chub.UseCase) -> None:
    """GBCS-5: trailer and activation date-time stand where the use case puts them."""
    payload = bytes(range(200))
    image = chub.Image.make(
        payload, manufacturer_code=0x1234, image_type=1, file_version=2, use_case=use_case,
        activation=0 if use_case == chub.UseCase.CS05B else 0x01020304, header_string=b"GB")
    assert image.payload == payload
    assert image.digest == hashlib.sha256(payload).digest()
    assert image.header.header_string == b"GB"
    if use_case == chub.UseCase.CS05B:
        assert image.activation is None
        assert image.octets[-66:] == b"\x00\x40" + bytes(64)
        assert image.file == image.octets
    else:
        assert image.activation == 0x01020304
        assert image.octets[-4:] == bytes.fromhex("04030201")
        assert image.file == image.octets[:-4]
    with pytest.raises(chub.DecodingError):
        chub.Image.parse(image.octets[:50], use_case)
    with pytest.raises(chub.Truncated):
        chub.Image.parse(b"", use_case)
    with pytest.raises(chub.BadArgument):
        chub.Image.make(b"", manufacturer_code=-1, image_type=1, file_version=1)
