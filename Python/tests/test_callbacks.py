"""What keys and verifications raise comes out of the call that needed them, and hub and device work on."""

from __future__ import annotations

from typing import Any

import pytest

import chub

ADDRESS = 0x00DB1234567890A4
IMAGE = chub.Image.make(bytes(500), manufacturer_code=0x1234, image_type=1, file_version=2)


def device(**options: Any) -> chub.Device:
    return chub.Device(
        options.pop("type", chub.DeviceType.PPMID), ADDRESS, manufacturer_code=0x1234, image_type=1, running_version=1,
        **options)


class FailingKeys:
    """Keys that raise something as often as they are told to, and then cannot sign."""

    def __init__(self, *failures: BaseException) -> None:
        self.failures = list(failures)

    def sign(self, octets: bytes) -> bytes | None:
        if self.failures:
            raise self.failures.pop(0)
        return None

    def authenticate(
        self, originator: int, recipient: int, initialisation_vector: bytes, additional_data: bytes
    ) -> bytes | None:
        return None

    def verify(self, message: bytes) -> bool:
        if self.failures:
            raise self.failures.pop(0)
        return True


@pytest.mark.parametrize("kind", [ValueError, AssertionError, KeyboardInterrupt, SystemExit])
def test_signing_raises(kind: type[BaseException]) -> None:
    """GBCS-1: what signing raises comes out, an interrupt too; the alert is sent without a signature."""
    failure = kind("no key at hand")
    with chub.Home([device()], keys=FailingKeys(failure)) as home:
        with pytest.raises(kind) as caught:
            home.update(IMAGE)
        assert caught.value is failure
        home.run_until(lambda event: event.alert_code == 0x8F8B)
        assert [alert.alert_code for alert in home.alerts] == [0x8F8A, 0x8F8B]
        assert all(chub.Message.decode(alert.message).signature == b"" for alert in home.alerts)


def test_verifying_raises() -> None:
    """GBCS-1: a message whose verification raises is none of its originator's: the device does not answer it."""
    question = chub.Message(1, 5, chub.SUPPLIER, ADDRESS, 0x0059, chub.DLMSVersionRequest(5).encode(), mac=bytes(12))
    with device(type=chub.DeviceType.ESME, keys=FailingKeys(ValueError("no key"))) as meter:
        with pytest.raises(ValueError, match="no key"):
            meter.receive_message(question.encode(), 0)
        answer = meter.poll_message()
        assert answer is None or chub.Message.decode(answer).cra == 3
        meter.receive_message(chub.Message(**vars(question) | {"counter": 6}).encode(), 1)
        answer = meter.poll_message()
        assert answer is not None and chub.Message.decode(answer).cra == 2


def test_verification_raises() -> None:
    """OTA-7: a tester's assertion in a verification fails his test; for the device the image is invalid."""
    def fail(header: chub.ImageHeader, digest: bytes) -> int:
        raise AssertionError("not the image of this test")

    with chub.Home([device(verification=fail)]) as home:
        home.hub.update_firmware(IMAGE, [ADDRESS], 0)
        with pytest.raises(AssertionError, match="not the image of this test"):
            home.run(3600)
        ended = home.run_until(lambda event: event.name == "transferEnded")
    assert ended.fields["status"] == 0x96


@pytest.mark.parametrize(("status", "kind"), [(256, chub.BadArgument), (None, TypeError), (0.0, TypeError)])
def test_verification_gives_no_status(status: Any, kind: type[Exception]) -> None:
    """OTA-7: what is no status is not cut to one."""
    with chub.Home([device(verification=lambda header, digest: status)]) as home:
        home.hub.update_firmware(IMAGE, [ADDRESS], 0)
        with pytest.raises(kind, match="status"):
            home.run(3600)


def test_signature_check_raises() -> None:
    """GBCS-5: a check of an image's signature that raises counts as no, and comes out."""
    def fail(payload: bytes, signature: bytes) -> bool:
        raise LookupError("no certificate")

    image = chub.Image.make(
        bytes(500), manufacturer_code=0x1234, image_type=1, file_version=2, use_case=chub.UseCase.CS05B)
    with chub.Home([device(type=chub.DeviceType.ESME, verify_signature=fail)]) as home:
        with pytest.raises(LookupError):
            home.update(image)
        home.run(3600)
        codes = [chub.Message.decode(message.octets).decoded_content for message in home.messages]
    assert [content.alert_code for content in codes if isinstance(content, chub.DLMSAlert)] == [0x8F1C]


def test_all_that_was_raised_is_told() -> None:
    """Two alerts of one call: the exception of the first comes out, with a note of the second's."""
    keys = FailingKeys(ValueError("first"), KeyError("second"))
    devices = {1: chub.DeviceType.PPMID, 2: chub.DeviceType.IHD}
    with chub.Hub(devices, keys=keys, memory_block_capacity=100) as hub:
        hub.set_time(chub.START_TIME_S, 0)
        with pytest.raises(ValueError, match="first") as caught:
            hub.update_firmware(IMAGE, devices, 0)
        assert caught.value.__notes__ == ["In the same call: KeyError('second')"]
        assert isinstance(caught.value.__context__, chub.Refused)
        hub.advance(1)


def test_keys_that_use_their_hub() -> None:
    """A method that uses the hub that calls it is told so, and the tester too."""
    class Reentrant(FailingKeys):
        hub: chub.Hub

        def sign(self, octets: bytes) -> bytes | None:
            self.hub.advance(0)
            return None

    keys = Reentrant()
    with chub.Home([device()], keys=keys) as home:
        keys.hub = home.hub
        with pytest.raises(chub.Busy):
            home.update(IMAGE)


@pytest.mark.parametrize("name", ["keys", "verification", "verify_signature"])
@pytest.mark.parametrize("value", [None, 5, b"key"])
def test_what_cannot_be_called(name: str, value: Any) -> None:
    """Keys and verifications that are none are refused before the first use."""
    options: dict[str, Any] = {name: value}
    with pytest.raises(TypeError, match=name):
        device(**options)
    if name == "keys":
        with pytest.raises(TypeError, match=name):
            chub.Hub({1: chub.DeviceType.PPMID}, **options)
        with pytest.raises(TypeError, match=name):
            chub.Message(1, 1, 1, 2, 0x0012, b"\x05\x00").sealed(value)
