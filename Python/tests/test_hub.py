"""What a hub is told by the WAN side and by the radio, without a device."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import chub

PPMID = 0x00DB1234567890A4
MINUTE_MS = 60_000


@pytest.fixture
def hub() -> Iterator[chub.Hub]:
    with chub.Hub({PPMID: chub.DeviceType.PPMID}) as made:
        made.set_time(chub.START_TIME_S, 0)
        yield made


@pytest.fixture
def image() -> chub.Image:
    return chub.Image.make(bytes(5000), manufacturer_code=0x1234, image_type=1, file_version=2)


def sent(hub: chub.Hub) -> list[chub.Command]:
    """The commands of all frames that wait."""
    commands = []
    while (transmission := hub.poll_transmission()) is not None:
        assert transmission.address == PPMID
        commands.append(chub.decode(transmission.octets, cluster=transmission.cluster).command)
    return commands


def alerts(hub: chub.Hub) -> list[int]:
    codes = []
    while (event := hub.poll_event()) is not None:
        if event.alert_code:
            codes.append(event.alert_code)
    return codes


def test_download_in_pieces(hub: chub.Hub, image: chub.Image) -> None:
    """HUB-6: an image may come in pieces; before the last one it is served to nobody."""
    octets = image.octets
    hub.begin_download(chub.UseCase.CS05C, len(octets), [PPMID], 0)
    hub.download_piece(0, octets[:3000], 1000)
    hub.download_piece(3000, octets[3000:-1], 2000)
    assert (sent(hub), hub.targets) == ([], [])
    hub.download_piece(len(octets) - 1, octets[-1:], 3000)
    assert [type(command) for command in sent(hub)] == [chub.ImageNotify]
    assert [(target.device, target.file_version) for target in hub.targets] == [(PPMID, 2)]


def test_download_that_does_not_come(hub: chub.Hub, image: chub.Image) -> None:
    """HUB-6: of a download that is cancelled nothing is served, and no further piece is taken."""
    hub.begin_download(chub.UseCase.CS05C, len(image.octets), [PPMID], 0)
    hub.download_piece(0, image.octets[:3000], 1000)
    hub.cancel_download(2000)
    with pytest.raises(chub.Refused):
        hub.download_piece(3000, image.octets[3000:], 3000)
    hub.advance(48 * 60 * MINUTE_MS)
    assert (sent(hub), hub.targets) == ([], [])


def test_device_that_is_heard(hub: chub.Hub, image: chub.Image) -> None:
    """HUB-22: a target is notified again when it is next heard from; one that is no target is not."""
    hub.hear(PPMID, 0)
    assert sent(hub) == []
    hub.update_firmware(image, [PPMID], 0)
    assert len(sent(hub)) == 1
    hub.advance(5 * MINUTE_MS - 1)
    hub.hear(PPMID, 5 * MINUTE_MS - 1)
    assert sent(hub) == []
    hub.hear(PPMID, 5 * MINUTE_MS)
    assert [type(command) for command in sent(hub)] == [chub.ImageNotify]


def test_device_that_was_not_there(hub: chub.Hub, image: chub.Image) -> None:
    """HUB-22: Image Notify frames that reached nobody do not count."""
    hub.update_firmware(image, [PPMID], 0)
    assert len(sent(hub)) == 1
    hub.lose_notifications(PPMID)
    assert sent(hub) == []
    hub.hear(PPMID, 1)
    assert [type(command) for command in sent(hub)] == [chub.ImageNotify]


def test_version_is_read(hub: chub.Hub) -> None:
    """HUB-50: version, manufacturer and image type are read over the network; nobody answers within 30 s."""
    hub.read_firmware_version(PPMID, 0)
    commands = sent(hub)
    assert [type(command) for command in commands] == [chub.ReadAttributes]
    with pytest.raises(chub.Refused):
        hub.read_firmware_version(PPMID, 1)
    hub.advance(30_000)
    assert sent(hub) == []
    hub.read_firmware_version(PPMID, 30_001)
    assert [type(command) for command in sent(hub)] == [chub.ReadAttributes]


def test_duty_cycle() -> None:
    """HUB-60: limited from 1.30 % of an hour of transmit time, and back to normal when the hour has passed."""
    with chub.Hub({PPMID: chub.DeviceType.PPMID}) as hub:
        hub.set_time(chub.START_TIME_S, 0)
        hub.add_sub_ghz_traffic(46_799_999, 0)
        assert alerts(hub) == []
        hub.add_sub_ghz_traffic(1, 1)
        assert alerts(hub) == [0x8F20]
        hub.advance(2 * 60 * MINUTE_MS)
        assert alerts(hub) == [0x8F21]


def test_bad_numbers(hub: chub.Hub) -> None:
    """A number that its field cannot hold is refused before the hub has it."""
    with pytest.raises(chub.BadArgument):
        hub.hear(-1, 0)
    with pytest.raises(chub.BadArgument):
        hub.lose_notifications(1 << 64)
    with pytest.raises(chub.BadArgument):
        hub.add_sub_ghz_traffic(1 << 64, 0)
    with pytest.raises(chub.BadArgument):
        hub.begin_download(chub.UseCase.CS05C, -1, [PPMID], 0)
