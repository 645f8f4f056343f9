"""Update tests of a tester, with pytest: `pip install ./Python pytest && pytest Examples/UpdateInPython`.

The fixtures come with the package: a hub and an emulated PPMID, in virtual time. An update that takes ten minutes by
the clock on the wall takes milliseconds here.
"""

import pytest

import chub


@pytest.fixture
def image():
    return chub.Image.make(bytes(20_000), manufacturer_code=0x1234, image_type=1, file_version=2)


def test_update(chub_home, chub_device, image):
    """From the supplier's image to the alert that says which version runs."""
    chub_home.update(image)
    assert [f"{alert.alert_code:04X}" for alert in chub_home.alerts] == ["8F8A", "8F8B"]
    assert chub_device.running_version == 2


def test_alert_says_which_version_runs(chub_home, chub_device, image):
    """The alert is a GBCS message of the hub's; its fields name device and version."""
    alert = chub_home.update(image)[-1]
    message = chub.Message.decode(alert.message)
    assert (message.cra, message.counter) == (3, alert.counter)
    assert (alert.device, alert.firmware_version) == (chub_device.address, 2)


def test_activation_on_the_day_after(chub_home, chub_device):
    """An activation date-time puts the new version off (GBCS-5)."""
    tomorrow = chub.START_TIME_S + 86_400
    image = chub.Image.make(
        bytes(5000), manufacturer_code=0x1234, image_type=1, file_version=2, activation=tomorrow)
    chub_home.hub.update_firmware(image, [chub_device.address], chub_home.now_ms)
    chub_home.run(86_000)
    assert chub_device.running_version == 1
    chub_home.run(1000)
    assert chub_device.running_version == 2


def test_image_of_another_manufacturer(chub_home, chub_device):
    """An image of another manufacturer is not served (HUB-23)."""
    image = chub.Image.make(
        bytes(5000), manufacturer_code=0x9999, image_type=1, file_version=2)
    chub_home.hub.update_firmware(image, [chub_device.address], chub_home.now_ms)
    chub_home.run(3600)
    assert chub_device.running_version == 1
    assert all(transfer.octets_served == 0 for transfer in chub_home.hub.history(chub_device.address))


class TestBadNetwork:
    """The same update where every tenth frame gets lost."""

    @pytest.fixture
    def chub_home_options(self):
        return {"loss": 0.1, "seed": 4}

    def test_update(self, chub_home, chub_device, image):
        chub_home.update(image)
        assert chub_device.running_version == 2


class TestImageThatIsDamaged:
    """A device that finds its file damaged says so, and goes on with the old version (OTA-7)."""

    @pytest.fixture
    def chub_device_options(self, chub_device_options, image):
        def verify(header, digest):
            return 0x00 if digest == image.digest else 0x96

        return {**chub_device_options, "damages_image": True, "verification": verify}

    def test_update(self, chub_home, chub_device, image):
        chub_home.hub.update_firmware(image, [chub_device.address], 0)
        ended = chub_home.run_until(lambda event: event.name == "transferEnded")
        assert ended.fields["status"] == 0x96
        assert chub_device.running_version == 1


class TestMeter:
    """A meter activates by a command of the supplier's (CS06), which the home sends once the meter holds the image."""

    @pytest.fixture
    def chub_device_type(self):
        return chub.DeviceType.ESME

    def test_update(self, chub_home, chub_device):
        image = chub.Image.make(
            bytes(20_000), manufacturer_code=0x1234, image_type=1, file_version=2, use_case=chub.UseCase.CS05B)
        chub_home.update(image, activation=chub.START_TIME_S + 3600)
        assert chub_home.outcomes[chub_device.address] == chub.ActivationOutcome(response_code=0, firmware_version=2)
        assert chub_device.running_version == 2
        alert = chub.Message.decode(chub_home.messages[-1].octets).decoded_content
        assert (alert.alert_code, alert.time) == (0x8F66, chub.DateTime(2026, 1, 1, 1))
