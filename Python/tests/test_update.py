"""Updates in virtual time with the plugin's fixtures."""

from __future__ import annotations

import pytest

import chub


def image(version: int = 2, size: int = 5000, use_case: chub.UseCase = chub.UseCase.CS05C) -> chub.Image:
    return chub.Image.make(
        bytes(size), manufacturer_code=0x1234, image_type=1, file_version=version, use_case=use_case)


def test_update(chub_home: chub.Home, chub_device: chub.Device) -> None:
    """HUB-22 to HUB-30: a device fetches, activates and says its version."""
    events = chub_home.update(image())
    assert chub_device.running_version == 2
    assert [event.alert_code for event in events if event.alert_code] == [0x8F8A, 0x8F8B]
    assert chub_home.hub.history(chub_device.address)[0].end_status == 0


def test_alert_is_a_message(chub_home: chub.Home) -> None:
    """GBCS-4: an alert carries its message, and what it says twice agrees."""
    chub_home.update(image())
    for alert in chub_home.alerts:
        message = chub.Message.decode(alert.message)
        assert message.counter == alert.counter
        assert f"{alert.alert_code:04X}" == alert.fields["alertCode"]
        assert alert.rule == alert.fields["rule"]
        assert alert.text.startswith("alert 0x8F8")


def test_losses_are_made_good() -> None:
    """OTA-6, OTA-7: what gets lost is asked for again; the same seed gives the same run."""
    def run(seed: int) -> list[tuple[int, str]]:
        device = chub.Device(
            chub.DeviceType.IHD, 1, manufacturer_code=0x1234, image_type=1, running_version=1)
        with chub.Home([device], loss=0.1, seed=seed) as home:
            home.update(image())
            assert device.running_version == 2
            return [(event.time_ms, event.text) for event in home.events]

    assert run(1) == run(1)
    assert run(1) != run(2)


def test_meter_is_stored_until_a_command() -> None:
    """HUB-28: an ESME's image comes with a signature, is fetched, and waits for CS06."""
    device = chub.Device(chub.DeviceType.ESME, 1, manufacturer_code=0x1234, image_type=1, running_version=1)
    with chub.Home([device]) as home:
        home.hub.update_firmware(image(use_case=chub.UseCase.CS05B), [1], 0)
        device.query_next_image(0)
        home.run_until(lambda event: event.alert_code == 0x8F8A)
        home.run(86_400)
        assert device.running_version == 1
        assert device.status.octets_received == image(use_case=chub.UseCase.CS05B).header.total_image_size
        assert [chub.Message.decode(message.octets).use_case for message in home.messages] != []


def test_refusal_has_name_and_rule(chub_hub: chub.Hub, chub_device: chub.Device) -> None:
    """HUB-5: what the hub refuses is an exception with name, rule and, of an image, the offset."""
    with pytest.raises(chub.Refused) as caught:
        chub_hub.update_firmware(image(), [99], 0)
    assert caught.value.name and caught.value.rule
    assert str(caught.value).count(caught.value.rule) == 1
    damaged = chub.Image(image().header, b"", chub.UseCase.CS05C, 0, b"\0" * 100)
    with pytest.raises(chub.Refused) as caught:
        chub_hub.update_firmware(damaged, [chub_device.address], 0)
    assert (caught.value.name, caught.value.rule) == ("image", "HUB-5")


def test_what_never_happens_times_out(chub_home: chub.Home) -> None:
    """A condition that is not met ends after so much virtual time."""
    with pytest.raises(TimeoutError):
        chub_home.run_until(lambda event: False, timeout_s=60)
    assert chub_home.now_ms == 60_000


def test_verification_judges(chub_home_options: dict[str, object]) -> None:
    """OTA-7: a verification of Python's decides the status of the Upgrade End Request."""
    seen: list[tuple[int, bytes]] = []

    def refuse(header: chub.ImageHeader, digest: bytes) -> int:
        seen.append((header.file_version, digest))
        return 0x96

    device = chub.Device(
        chub.DeviceType.PPMID, 1, manufacturer_code=0x1234, image_type=1, running_version=1, verification=refuse)
    with chub.Home([device]) as home:
        home.hub.update_firmware(image(), [1], 0)
        home.run_until(lambda event: event.name == "transferEnded")
    assert seen == [(2, image().digest)]
    assert device.is_closed


def test_partial_image_goes_on() -> None:
    """OTA-7: a device that is switched on again with what it had fetches the rest only."""
    device = chub.Device(
        chub.DeviceType.PPMID, 1, manufacturer_code=0x1234, image_type=1, running_version=1,
        partial_image=image().file[:2500])
    with chub.Home([device]) as home:
        home.update(image())
        started = next(told.event for told in home.told if told.event.name == "started")
        assert started.fields["fileOffset"] == 2500


class FixedKeys:
    """Keys that sign with a pattern, and remember what for."""

    def __init__(self) -> None:
        self.signed: list[bytes] = []

    def sign(self, octets: bytes) -> bytes | None:
        self.signed.append(octets)
        return b"\xa5" * 64

    def authenticate(
        self, originator: int, recipient: int, initialisation_vector: bytes, additional_data: bytes
    ) -> bytes | None:
        return b"\x5a" * 12

    def verify(self, message: bytes) -> bool:
        return True


def test_keys_sign_alerts() -> None:
    """GBCS-1: the signature of an alert is that of the keys, over the octets before it."""
    keys = FixedKeys()
    device = chub.Device(chub.DeviceType.PPMID, 1, manufacturer_code=0x1234, image_type=1, running_version=1)
    with chub.Home([device], keys=keys) as home:
        home.update(image())
        messages = [chub.Message.decode(alert.message) for alert in home.alerts]
    assert len(keys.signed) >= len(messages) == 2
    assert all(message.signature == b"\xa5" * 64 for message in messages)
