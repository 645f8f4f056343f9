"""Fixtures for pytest: a home in virtual time with a hub and a device. They come with the package, without an import.

    def test_update(chub_home, chub_device):
        image = chub.Image.make(bytes(5000), manufacturer_code=0x1234, image_type=1, file_version=2)
        chub_home.update(image)
        assert chub_device.running_version == 2

A test module overrides `chub_device_type`, `chub_device_options` and `chub_home_options` for another device, a hub with
other options, or a network that loses frames.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .device import Device, DeviceOptions
from .home import Home
from .hub import DeviceType, Hub


@pytest.fixture
def chub_device_type() -> DeviceType:
    """What the device is."""
    return DeviceType.PPMID


@pytest.fixture
def chub_device_options() -> DeviceOptions:
    """The options of the device: of manufacturer 0x1234, image type 1, running version 1."""
    return {"manufacturer_code": 0x1234, "image_type": 1, "running_version": 1}


@pytest.fixture
def chub_home_options() -> dict[str, Any]:
    """The options of the home and of its hub: none, all are the defaults."""
    return {}


@pytest.fixture
def chub_device(chub_device_type: DeviceType, chub_device_options: DeviceOptions) -> Iterator[Device]:
    """A device."""
    with Device(chub_device_type, 0x00DB1234567890A4, **chub_device_options) as device:
        yield device


@pytest.fixture
def chub_home(chub_device: Device, chub_home_options: dict[str, Any]) -> Iterator[Home]:
    """A home with the device, in virtual time."""
    with Home([chub_device], **chub_home_options) as home:
        yield home


@pytest.fixture
def chub_hub(chub_home: Home) -> Hub:
    """The hub of the home."""
    return chub_home.hub
