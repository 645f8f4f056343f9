"""OTA files that zigpy makes."""

import random

import zigpy.types as t
from zigpy.ota.image import ElementTagId, FieldControl, HeaderString, OTAImage, OTAImageHeader, SubElement

MANUFACTURER = 0x1234
IMAGE_TYPE = 0x0001
VERSION = 2


def octets(count, seed):
    return random.Random(seed).randbytes(count)


def make(size=6_007, *, seed=1, version=VERSION, hardware=(0x0101, 0x01FF), credential=None, extra=()):
    """A file with an image as its first sub-element.

    Its last 66 octets are `00 40` and 64 octets in the place of a signature, which the hub asks of a meter's image.
    """
    control = FieldControl(0)
    if credential is not None:
        control |= FieldControl.SECURITY_CREDENTIAL_VERSION_PRESENT
    if hardware is not None:
        control |= FieldControl.HARDWARE_VERSIONS_PRESENT
    header = OTAImageHeader(
        upgrade_file_id=OTAImageHeader.MAGIC_VALUE, header_version=0x0100, header_length=0, field_control=control,
        manufacturer_id=MANUFACTURER, image_type=IMAGE_TYPE, file_version=version, stack_version=2,
        header_string=HeaderString("an image that zigpy made"), image_size=0,
    )
    if credential is not None:
        header.security_credential_version = credential
    if hardware is not None:
        header.minimum_hardware_version, header.maximum_hardware_version = hardware
    header.header_length = len(header.serialize())
    elements = [SubElement(tag_id=tag, data=data) for tag, data in extra]
    used = header.header_length + sum(len(element.serialize()) for element in elements) + 6
    body = octets(size - used - 66, seed) + b"\x00\x40" + octets(64, seed + 1)
    elements.append(SubElement(tag_id=ElementTagId.UPGRADE_IMAGE, data=body))
    header.image_size = size
    return OTAImage(header=header, subelements=t.List[SubElement](elements))
