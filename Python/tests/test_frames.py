"""IF-2, OTA-1, OTA-2: frames against the golden vectors, and values that no frame can have."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from vectors import Vector, expected, fields_of, snake, vectors

import chub

KINDS: dict[str, type[chub.DecodingError]] = {
    "truncated": chub.Truncated, "trailingOctets": chub.TrailingOctets, "reservedValue": chub.ReservedValue,
    "unsupportedCommand": chub.UnsupportedCommand, "invalidValue": chub.InvalidValue,
}
FRAMES = list(vectors("frame"))


def test_all_frames_are_there() -> None:
    """648 frames were published, and none goes away."""
    assert len(FRAMES) >= 600
    assert {vector.cluster for vector in FRAMES} == {0x0019, 0x0708, 0x0709}


def check_fields(frame: chub.Frame, test: dict[str, Any], cluster: int) -> None:
    name = type(frame.command).__name__
    assert name[0].lower() + name[1:] == test["command"]
    assert frame.frame_control == test["frameControl"]
    assert frame.sequence == test["sequence"]
    assert frame.cluster == cluster
    assert frame.manufacturer_specific_code == test.get("manufacturerSpecificCode")
    wanted = {snake(key): expected(key, value, test["fields"]) for key, value in test["fields"].items()}
    assert fields_of(frame.command) == wanted
    assert frame.surplus == bytes.fromhex(test.get("surplus", ""))


@pytest.mark.parametrize("vector", FRAMES, ids=lambda vector: vector.name)
def test_vector(vector: Vector) -> None:
    """Each frame says what its vector says, strictly and leniently, and goes back to the same octets."""
    test = vector.json
    if test["result"] == "valid":
        for lenient in (False, True):
            frame = chub.decode(vector.octets, vector.cluster, lenient)
            check_fields(frame, test, vector.cluster)
            assert frame.deviations == 0
        assert chub.encode(frame) == vector.octets
        return
    for lenient in (False, True):
        if lenient and test["result"] == "lenient":
            frame = chub.decode(vector.octets, vector.cluster, lenient)
            check_fields(frame, test, vector.cluster)
            assert frame.deviations != 0
            continue
        with pytest.raises(chub.DecodingError) as caught:
            chub.decode(vector.octets, vector.cluster, lenient)
        assert type(caught.value) is KINDS[test["error"]["kind"]]
        assert caught.value.offset == test["error"]["offset"]
        assert caught.value.rule != ""


def test_octets_may_be_of_any_kind() -> None:
    octets = bytes.fromhex("013003003412a500050302010000000030")
    frame = chub.decode(octets)
    assert frame == chub.decode(bytearray(octets)) == chub.decode(memoryview(octets))
    assert frame == chub.Frame.of(chub.ImageBlockRequest(0x1234, 0xA5, 0x01020305, 0, 48), sequence=0x30)
    for wrong in ("0130", 5, None, [1, 2]):
        with pytest.raises(TypeError):
            chub.decode(wrong)  # type: ignore[arg-type]


def test_usual_controls_encode() -> None:
    """Each vector's command encodes with its usual frame control too."""
    for vector in FRAMES:
        if vector.json["result"] == "valid":
            command = chub.decode(vector.octets, vector.cluster).command
            octets = chub.encode(chub.Frame.of(command, 7, vector.cluster))
            assert chub.decode(octets, vector.cluster).command == command


#: What type hints forbid, and callers without a checker pass.
WRONG: Any = "48"
NONE: Any = None
BLOCK = chub.ImageBlockRequest(0x1234, 1, 2, 0, 48)


@pytest.mark.parametrize(
    ("command", "error", "name"),
    [
        (dataclasses.replace(BLOCK, image_type=0x10000), chub.BadArgument, "image_type"),
        (dataclasses.replace(BLOCK, file_offset=-1), chub.BadArgument, "file_offset"),
        (dataclasses.replace(BLOCK, maximum_data_size=WRONG), TypeError, ""),
        (dataclasses.replace(BLOCK, file_version=True), TypeError, ""),
        (dataclasses.replace(BLOCK, file_version=NONE), chub.InvalidValue, "file_version"),
        (chub.ImageNotify(3, 100, 1, 1), chub.InvalidValue, "new_file_version"),
        (chub.ImageNotify(0, 0), chub.InvalidValue, ""),
        (chub.QueryNextImageResponse(0x98, 1, 1, 1, 1), chub.InvalidValue, "manufacturer_code"),
        (chub.ImageBlockResponse(0), chub.InvalidValue, "manufacturer_code"),
        (chub.ImageBlockResponse(0, 1, 1, 1, 0, bytes(256)), chub.InvalidValue, ""),
        (chub.UpgradeEndRequest(0x95, None, None, None), chub.InvalidValue, "manufacturer_code"),
        (chub.WriteAttributes((chub.WriteAttributeRecord(0, 0x20, 256),)), chub.InvalidValue, "value"),
        (chub.WriteAttributes((chub.WriteAttributeRecord(0, 0x41, bytes(255)),)), chub.InvalidValue, "value"),
        (chub.ReadAttributesResponse((chub.ReadAttributeRecord(0),)), chub.InvalidValue, "type"),
    ],
)
def test_what_no_frame_can_say(command: chub.Command, error: type[Exception], name: str) -> None:
    """A number that its field cannot hold is refused, and not cut."""
    with pytest.raises(error) as caught:
        chub.encode(chub.Frame.of(command))
    if isinstance(caught.value, chub.ChubError):
        assert caught.value.name == name


def test_frame_control_must_be_the_command_s() -> None:
    with pytest.raises(chub.InvalidValue):
        chub.encode(chub.Frame(BLOCK, 1, 0x09))
    with pytest.raises(chub.InvalidValue):
        chub.encode(chub.Frame(BLOCK, 1, 0x01, manufacturer_specific_code=0x1234))


def test_texts_of_exceptions() -> None:
    """IF-2: the line that a traceback ends with says what, where and against which rule."""
    with pytest.raises(chub.Truncated) as caught:
        chub.decode(bytes.fromhex("013003003412a5000503"))
    assert caught.value.offset == 10
    assert str(caught.value).endswith(", at offset 10 (OTA-1)")
    with pytest.raises(chub.InvalidValue) as invalid:
        chub.encode(chub.Frame.of(chub.ImageNotify(3, 100, 1, 1)))
    assert str(invalid.value) == "new_file_version is missing (OTA-1)"


def test_addresses() -> None:
    assert chub.eui64("00-DB-12-34-56-78-90-A4") == chub.eui64("00:db:12:34:56:78:90:a4") == 0x00DB1234567890A4
    assert chub.eui64_text(0x00DB1234567890A4) == "00-DB-12-34-56-78-90-A4"
    with pytest.raises(chub.BadArgument):
        chub.eui64("00-DB")
