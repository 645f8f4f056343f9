"""GBCS-4, CS06: meters and switches, updated to the last alert; and the options that are theirs."""

from __future__ import annotations

from typing import Unpack

import pytest
from test_update import FixedKeys, image

import chub
from chub.device import DeviceOptions

METERS = [chub.DeviceType.ESME, chub.DeviceType.GSME, chub.DeviceType.HCALCS]
CS05B = chub.UseCase.CS05B


def meter(type: chub.DeviceType, address: int = 1, **options: Unpack[DeviceOptions]) -> chub.Device:
    """A meter that runs version 1 and fits the image."""
    made: DeviceOptions = {"manufacturer_code": 0x1234, "image_type": 1, "running_version": 1}
    made.update(options)
    return chub.Device(type, address, **made)


def contents(home: chub.Home) -> list[chub.Content | None]:
    return [chub.Message.decode(message.octets).decoded_content for message in home.messages]


def receipt(content: chub.Content | None) -> int:
    """The code of a receipt alert, which each type of meter tells in a form of its own."""
    assert isinstance(content, chub.DLMSAlert | chub.GBZAlert | chub.PlainAlert)
    if not isinstance(content, chub.PlainAlert):
        assert content.image_hash == image(use_case=CS05B).digest
    return content.alert_code


@pytest.mark.parametrize("type", METERS)
def test_activation_now(type: chub.DeviceType) -> None:
    """GBCS-4, HUB-42: a command without a time is answered with the outcome."""
    device = meter(type)
    with chub.Home([device]) as home:
        events = home.update(image(use_case=CS05B))
        assert device.running_version == 2
        assert home.outcomes == {1: chub.ActivationOutcome(0, 2)}
        assert [event.alert_code for event in events if event.alert_code] == [0x8F8A]
        alert = chub.Message.decode(home.alerts[0].message).decoded_content
        assert isinstance(alert, chub.FirmwareAlert)
        assert (alert.alert_code, alert.device, alert.firmware_version, alert.response_code) == (0x8F8A, 1, 2, 0)
        told = contents(home)
        assert receipt(told[0]) == 0x8F72
        assert told[1:] == [chub.ActivationOutcome(0, 2)]


@pytest.mark.parametrize("type", METERS)
def test_activation_later(type: chub.DeviceType) -> None:
    """GBCS-4, HUB-42: a command with a time is answered with NULL, and an alert says what became of it."""
    device = meter(type)
    activation = chub.START_TIME_S + 86_400
    with chub.Home([device]) as home:
        home.update(image(use_case=CS05B), activation=activation)
        assert home.outcomes == {1: chub.ActivationOutcome(0, 2)}
        assert device.running_version == 2
        told = contents(home)
        assert receipt(told[0]) == 0x8F72
        null, alert = told[1:]
        assert null == chub.NullContent()
        assert isinstance(alert, chub.ActivationAlert)
        assert alert.alert_code == 0x8F66
        # HUB-40: a meter that sleeps activates by its clock, and is heard when it wakes.
        assert alert.time.seconds is not None and alert.time.seconds >= activation
        assert alert.originator_counter == home.command_counter
        assert home.time_s >= activation


def test_several_meters() -> None:
    """GBCS-4: each meter gets a command of its own; one that finds the image invalid gets none."""
    devices = [
        meter(chub.DeviceType.ESME),
        meter(chub.DeviceType.ESME, 2, verification=lambda header, digest: 0x96),
        meter(chub.DeviceType.ESME, 3, activates=False),
    ]
    with chub.Home(devices, loss=0.05, seed=2) as home:
        home.update(image(use_case=CS05B))
        assert home.outcomes == {1: chub.ActivationOutcome(0, 2), 3: chub.ActivationOutcome(3, 1)}
        assert [device.running_version for device in devices] == [2, 1, 1]
        home.update(image(3, use_case=CS05B), targets=[1, 2])
        assert home.outcomes == {1: chub.ActivationOutcome(0, 3), 3: chub.ActivationOutcome(3, 1)}
        with pytest.raises(chub.BadArgument):
            home.update(image(4, use_case=CS05B), activation=1 << 32)
        assert home.hub.targets == []


def test_activation_is_the_images_own() -> None:
    """GBCS-5: of PPMID and IHD the image says when they activate."""
    with chub.Home([meter(chub.DeviceType.PPMID)]) as home, pytest.raises(chub.BadArgument):
        home.update(image(), activation=chub.START_TIME_S)


def test_meter_that_checks_keys() -> None:
    """GBCS-1: a meter that finds the command to be nobody's does not answer it."""
    class Refusing(FixedKeys):
        def verify(self, message: bytes) -> bool:
            return chub.Message.decode(message).signature == b"\xa5" * 64

    with chub.Home([meter(chub.DeviceType.ESME, keys=Refusing())]) as home:
        with pytest.raises(TimeoutError):
            home.update(image(use_case=CS05B), timeout_s=86_400)
        assert home.outcomes == {}
    with chub.Home([meter(chub.DeviceType.ESME, keys=Refusing())]) as home:
        home.update(image(use_case=CS05B), keys=FixedKeys())
        assert home.outcomes == {1: chub.ActivationOutcome(0, 2)}


def test_sealed() -> None:
    """GBCS-1: a message is sealed as the library seals the meter's: the same octets are signed."""
    keys, own = FixedKeys(), FixedKeys()
    with chub.Home([meter(chub.DeviceType.ESME, keys=keys)]) as home:
        home.update(image(use_case=CS05B))
        messages = [chub.Message.decode(message.octets) for message in home.messages]
    assert [message.sealed(own) for message in messages] == messages
    assert own.signed == keys.signed


class RecordingKeys(FixedKeys):
    """Keys that make a MAC alone, and remember what of."""

    def __init__(self) -> None:
        super().__init__()
        self.authenticated: list[tuple[object, ...]] = []

    def sign(self, octets: bytes) -> bytes | None:
        return None

    def authenticate(self, *input: object) -> bytes | None:
        self.authenticated.append(input)
        return b"\x5a" * 12


def test_authenticated() -> None:
    """GBCS-1: a MAC is made of what the library makes the meter's of; ECS52 is answered with a MAC alone."""
    keys, own = RecordingKeys(), RecordingKeys()
    question = chub.Message(1, 5, chub.SUPPLIER, 1, 0x0059, chub.DLMSVersionRequest(5).encode(), mac=bytes(12))
    with meter(chub.DeviceType.ESME, keys=keys) as device:
        device.receive_message(question.encode(), 0)
        octets = device.poll_message()
    assert octets is not None
    answer = chub.Message.decode(octets)
    assert answer.decoded_content == chub.DLMSVersionResponse(5, 1, 0)
    assert answer.sealed(own) == answer
    assert own.authenticated == keys.authenticated != []


def test_signature_is_checked() -> None:
    """GBCS-5: a function of Python's checks the signature over the Manufacturer Image."""
    seen: list[tuple[bytes, bytes]] = []

    def refuse(payload: bytes, signature: bytes) -> bool:
        seen.append((payload, signature))
        return False

    made = image(use_case=CS05B)
    with chub.Home([meter(chub.DeviceType.ESME, verify_signature=refuse)]) as home:
        home.update(made)
        assert home.outcomes == {}
        assert receipt(contents(home)[0]) == 0x8F1C
    assert seen == [(made.payload, bytes(64))]


def test_split_image() -> None:
    """GBCS-5: the first part does not run; the second runs with the first at hand."""
    device = meter(chub.DeviceType.ESME, split_image=chub.SplitImage(2, 3))
    with chub.Home([device]) as home:
        home.update(image(2, use_case=CS05B))
        assert device.running_version == 1
        home.update(image(3, use_case=CS05B))
        assert device.running_version == 3
    held = meter(chub.DeviceType.ESME, split_image=chub.SplitImage(2, 3, is_first_held=True))
    with chub.Home([held]) as home:
        home.update(image(3, use_case=CS05B))
        assert held.running_version == 3


def test_activates_after_waits() -> None:
    """HUB-32: a meter without a command activates after so many waits of an hour."""
    device = meter(chub.DeviceType.ESME, activates_after_waits=3)
    with chub.Home([device]) as home:
        home.hub.update_firmware(image(use_case=CS05B), [1], 0)
        device.query_next_image(0)
        home.run(3 * 3600 - 60)
        assert device.running_version == 1
        home.run(120)
        assert device.running_version == 2


def test_device_log() -> None:
    """GBCS-6: a meter shows its security log to the devices of its log, but for displays."""
    request = chub.encode(chub.Frame.of(chub.GetEventLog(0x04, 0, 0, 0xFFFFFFFF, 0, 0), 1, chub.EVENTS))
    with meter(
        chub.DeviceType.ESME, device_log={7: chub.DeviceType.GSME, 8: chub.DeviceType.IHD}
    ) as device:
        device.record_event(4, 0x8154, 800_000_000, 0, b"more")
        shown = {}
        for reader in (7, 8, 9):
            device.receive(request, 0, cluster=chub.EVENTS, sender=reader)
            sent = device.poll_transmission()
            assert sent is not None and sent.address == reader
            shown[reader] = chub.decode(sent.octets, chub.EVENTS).command
    assert isinstance(shown[7], chub.PublishEventLog)
    assert shown[8] == shown[9] == chub.DefaultResponse(0x00, 0x7E)


@pytest.mark.parametrize(
    ("events", "answer"),
    [
        ([chub.EventConfiguration(0x8154, 5)], chub.ReportEventConfiguration(0, 1, (chub.EventConfiguration(0x8154, 5),))),
        ([], chub.DefaultResponse(0x05, 0x8B)),
        (None, chub.DefaultResponse(0x05, 0xC0)),
    ],
)
def test_event_behaviours(events: list[chub.EventConfiguration] | None, answer: chub.Command) -> None:
    """GBCS-3: GCS20r is answered with the events, with NOT_FOUND, or with HARDWARE_FAILURE."""
    question = chub.encode(
        chub.Frame.of(chub.GetEventConfiguration(0x81FF), 0, chub.DEVICE_MANAGEMENT))
    command = chub.Message(
        1, 1, chub.SUPPLIER, 1, 0x00F1, chub.gbz_content([chub.GBZComponent(chub.DEVICE_MANAGEMENT, question)]),
        mac=bytes(12))
    with meter(chub.DeviceType.GSME, wake_interval=0, event_behaviours=events) as device:
        device.receive_message(command.encode(), 0)
        octets = device.poll_message()
    assert octets is not None
    component = chub.Message.decode(octets).components[0]
    assert chub.decode(component.frame, chub.DEVICE_MANAGEMENT).command == answer


def test_options_that_are_none() -> None:
    """Lists with entries that make no sense make no device."""
    with pytest.raises(chub.BadArgument):
        chub.Device(chub.DeviceType.ESME, 1, device_log={1: 9})  # type: ignore[dict-item]
    with pytest.raises(chub.BadArgument):
        chub.Device(chub.DeviceType.GSME, 1, event_behaviours=[chub.EventConfiguration(1 << 16, 0)])
    with pytest.raises(chub.BadArgument):
        chub.Device(chub.DeviceType.ESME, 1, split_image=chub.SplitImage(-1, 3))
    with pytest.raises(chub.BadArgument):
        chub.Device(chub.DeviceType.ESME, 1, activates_after_waits=2_000_000)
