"""Values that type hints forbid, or that would be cut or left out silently: each is refused, and named."""

from __future__ import annotations

import array
import dataclasses
import math
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

import chub

WRONG: Any = object()
NONE: Any = None
NUMBER: Any = 10.5
TEXT: Any = "text"
IMAGE: dict[str, Any] = {"manufacturer_code": 0x1234, "image_type": 1, "file_version": 2}
CS05B = chub.UseCase.CS05B
#: Six items, twelve octets.
WIDE = memoryview(array.array("H", range(0x0100, 0x0106)))


@pytest.mark.parametrize(
    "command",
    [
        # The octets of each list are also those of a list that the command has.
        chub.WriteAttributesResponse((chub.ReadAttributeRecord(0x0102, 1),)),  # type: ignore[arg-type]
        chub.ReportEventConfiguration(0, 1, (chub.WriteAttributeFailure(5, 0x1234),)),  # type: ignore[arg-type]
        chub.WriteAttributes((chub.EventConfiguration(1, 0x20),)),  # type: ignore[arg-type]
        chub.PublishEventLog(1, 0, 1, 1, 0, (WRONG,)),
    ],
)
def test_records_of_another_command(command: chub.Command) -> None:
    """ZCL-2, GBCS-3, GBCS-6: a list holds its command's records, and those of no other."""
    with pytest.raises(TypeError, match="a record is of the type"):
        chub.encode(chub.Frame.of(command))


def test_value_of_an_attribute_that_was_not_read() -> None:
    """ZCL-2: with another status than 00 there is no value, and none is dropped."""
    with pytest.raises(chub.InvalidValue) as caught:
        chub.encode(chub.Frame.of(chub.ReadAttributesResponse((chub.ReadAttributeRecord(0, 0x86, None, 5),))))
    assert (caught.value.name, caught.value.rule) == ("value", "ZCL-2")


@pytest.mark.parametrize("payload_type", ["1", 1.0, True])
def test_what_says_which_fields_are_there(payload_type: Any) -> None:
    """OTA-1: the field that decides on others is named where it is no number."""
    with pytest.raises(TypeError, match="payload_type"):
        chub.encode(chub.Frame.of(chub.ImageNotify(payload_type, 100, 1)))


@pytest.mark.parametrize("lenient", ["x", None, 1.5, 2, 1 << 40])
def test_flag_of_a_decoder(lenient: Any) -> None:
    """OTA-2: ctypes would cut 2**40 to strict."""
    with pytest.raises((TypeError, chub.BadArgument), match="lenient"):
        chub.decode(b"", lenient=lenient)


@pytest.mark.parametrize(
    "content",
    [
        chub.ActivationOutcome(NONE, 1), chub.ActivationOutcome(0, NONE), chub.ActivateFirmware(NONE, 1),
        chub.PlainAlert(0x8F72, NONE), chub.VersionAlert(0x8F72, NONE, 1, 0), chub.GBZAlert(1, 1, NONE),
        chub.DLMSAlert(1, 1, chub.NEVER, discarded=chub.DiscardedMessage(NONE, 1, 1, 1)),
        chub.DLMSAlert(1, 1, chub.NEVER, discarded=WRONG), chub.DLMSVersionRequest(NONE), chub.Content(),
        chub.PlainAlert(0x8F72, datetime(2026, 1, 1, tzinfo=UTC)),  # type: ignore[arg-type]
        chub.PlainAlert(0x8F72, 5), chub.ActivateFirmware(bytes(32), 1, 5),  # type: ignore[arg-type]
        chub.GBZAlert(1, 1, chub.NEVER),  # type: ignore[arg-type]
    ],
)
def test_fields_of_contents(content: chub.Content) -> None:
    """GBCS-4, GBCS-8: None is no zero, and a time is what the field says."""
    with pytest.raises(TypeError, match="not NoneType|not object|not datetime|not int|not DateTime|none of the contents"):
        content.encode()


def test_what_would_be_left_out() -> None:
    """GBCS-1, GBCS-2: nothing that was given is dropped."""
    with pytest.raises(chub.BadArgument):
        chub.GBZAlert(1, 0x8F72, 1, bytes(32), b"more").encode()
    with pytest.raises(TypeError):
        chub.Message(1, 1, 1, 2, 0x0012, NONE).encode()
    with pytest.raises(chub.BadArgument, match="certificate"):
        chub.Message(1, 1, 1, 2, 0x0012, b"\x05\x00", certificate=b"").encode()
    with pytest.raises(TypeError, match="component"):
        chub.gbz_content([WRONG])


def test_views_of_wider_items() -> None:
    """A view of 16-bit items is its octets: none is cut, and their number is right."""
    octets = WIDE.tobytes()
    message = chub.Message(1, 1, 1, 2, 0x0012, b"\x05\x00", date_time=octets, mac=octets)
    wide: Any = WIDE
    assert dataclasses.replace(message, date_time=wide, mac=wide).encode() == message.encode()
    assert dataclasses.replace(message, content=wide).encode() == dataclasses.replace(message, content=octets).encode()
    image = chub.Image.make(WIDE, header_string=wide, **IMAGE)
    assert (image.payload, image.header.header_string) == (octets, octets)
    hashes = memoryview(array.array("H", range(0x0100, 0x0110)))
    content: Any = hashes
    assert chub.ActivateFirmware(content, 1).encode() == chub.ActivateFirmware(hashes.tobytes(), 1).encode()
    with pytest.raises(TypeError):
        _ = dataclasses.replace(image, payload=TEXT).digest


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ({"use_case": CS05B, "activation": 5}, "activation"),
        ({"force_replace": True}, "force_replace"),
        ({"signature": b"\x01" * 64}, "signature"),
        ({"use_case": CS05B, "signature": bytes(63)}, "signature"),
        ({"use_case": CS05B, "force_replace": 2}, "force_replace"),
        ({"use_case": 5}, "use_case"),
        ({"hardware_versions": (1, 2, 3)}, "hardware_versions"),
        ({"hardware_versions": (0, 0x10000)}, "maximum_hardware_version"),
        ({"activation": 1 << 32}, "activation"),
    ],
)
def test_images(options: dict[str, Any], name: str) -> None:
    """GBCS-5: what a use case has not, or a field cannot hold, makes no image."""
    with pytest.raises(chub.BadArgument) as caught:
        chub.Image.make(b"image", **IMAGE, **options)
    assert caught.value.name == name


@pytest.mark.parametrize("use_case", ["1", 1.0, None, True])
def test_use_cases_of_other_types(use_case: Any) -> None:
    """GBCS-5: a use case is none but a use case."""
    octets = chub.Image.make(b"image", **IMAGE).octets
    with pytest.raises(TypeError, match="use_case"):
        chub.Image.parse(octets, use_case)
    with pytest.raises(TypeError, match="use_case"):
        chub.Image.make(b"image", use_case=use_case, **IMAGE)


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda home: home.update(TEXT), "Image"), (lambda home: home.hub.update_firmware(TEXT, [1], 0), "Image"),
        (lambda home: home.devices[0].receive(b"", 0, is_broadcast=TEXT), "is_broadcast"),
        (lambda home: chub.Home([NUMBER]), "Device"), (lambda home: chub.Home([], delay_ms=NUMBER), "delay_ms"),
        (lambda home: chub.Frame.of(TEXT), "Command"), (lambda home: chub.eui64(NUMBER), "str"),
    ],
)
def test_objects_of_other_types(call: Callable[[chub.Home], object], text: str) -> None:
    """What is needed is named."""
    with chub.Home([chub.Device(chub.DeviceType.PPMID, 1)]) as home, pytest.raises(TypeError, match=text):
        call(home)


@pytest.mark.parametrize("duration", [-1, math.nan, math.inf, 1e30])
def test_durations(duration: float) -> None:
    """Virtual time neither goes back nor ends; after the refusal the home works on."""
    with chub.Home([chub.Device(chub.DeviceType.PPMID, 1)]) as home:
        home.run(1)
        with pytest.raises(chub.BadArgument):
            home.run(duration)
        with pytest.raises(chub.BadArgument):
            home.run_until(lambda event: True, timeout_s=duration)
        home.run(1)
        assert home.now_ms == 2000


def test_devices_of_one_address() -> None:
    """Two devices of one address would share their frames."""
    with chub.Device(chub.DeviceType.PPMID, 1) as first, chub.Device(chub.DeviceType.IHD, 1) as second:
        with pytest.raises(chub.BadArgument, match="same address"):
            chub.Home([first, second])


def test_event_for_a_log() -> None:
    """GBCS-6: a log that no meter has is refused, and more octets than an event holds are not cut."""
    with chub.Device(chub.DeviceType.ESME, 1) as meter:
        meter.record_event(0x13, 0x8154, 0, 0, bytes(200))
        with pytest.raises(chub.BadArgument) as caught:
            meter.record_event(4, 0x8154, 0, 0, bytes(201))
        assert (caught.value.name, caught.value.rule) == ("octets", "GBCS-6")
        with pytest.raises(chub.BadArgument) as caught:
            meter.record_event(5, 0x8154, 0, 0)
        assert caught.value.name == "log"


@pytest.mark.parametrize("now_ms", [1 << 63, (1 << 64) - 2, (1 << 64) - 1])
def test_the_end_of_time(now_ms: int) -> None:
    """The last moments that a number can say: nothing ends the process."""
    with chub.Hub({1: chub.DeviceType.PPMID}) as hub, chub.Device(chub.DeviceType.PPMID, 1) as device:
        for each in (hub, device):
            each.set_time((1 << 32) - 1, now_ms)
            each.advance(now_ms)
        hub.update_firmware(chub.Image.make(b"image", **IMAGE), [1], now_ms)
        hub.add_sub_ghz_traffic((1 << 64) - 1, now_ms)
        device.query_next_image(now_ms)
        for sent in device.transmissions():
            hub.receive(sent.octets, 1, now_ms)
        deadlines = [each.next_deadline_ms for each in (hub, device)]
        assert all(deadline is None or deadline >= now_ms for deadline in deadlines)
