"""A device that the library emulates."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

from . import _library as c
from ._handle import Handle
from ._library import Octets
from .errors import BadArgument
from .hub import DeviceType
from .keys import (
    Failures, Keys, SignatureVerification, Verification, install_keys, install_verification, install_verify_signature,
)
from .records import EventConfiguration


@dataclass(frozen=True)
class SplitImage:
    """GBCS-5: an image that comes in two parts, by their versions; the second runs with the first at hand."""

    first: int
    second: int
    is_first_held: bool = False


class DeviceOptions(TypedDict, total=False):
    """A device's options, as `chub_device_options` in chub.h has them; what is left out has the default of its type.

    minimum_block_period, response_spacing and response_timeout are milliseconds, upgrade_end_interval and
    wake_interval seconds (0: always awake), sizes octets. page_size 0 fetches block by block. decoding_mode: 0 strict,
    1 lenient. partial_image: the octets of a file that had come before the device was switched on.
    activates_after_waits: HUB-32, of an hour each. device_log: GBCS-6, the devices that a meter knows beside the hub.
    event_behaviours: GBCS-3, how a GSME treats events at first; None is a store that cannot be read.

    verification: OTA-7, judges a whole file from its header and the SHA-256 of the Manufacturer Image, with a status:
    0x00 SUCCESS, 0x96 INVALID_IMAGE or 0x99 REQUIRE_MORE_IMAGE. verify_signature: GBCS-5, whether the ECDSA P-256
    signature, 64 octets, is that of the Manufacturer Image, which comes first; for ESME, GSME and HCALCS. What either
    raises counts as INVALID_IMAGE or no, and comes out of the call of the device.
    """

    manufacturer_code: int
    image_type: int
    running_version: int
    hardware_version: int
    sends_hardware_version: bool
    server: int
    stack_version: int
    image_stamp: int
    cluster_revision: int
    image_capacity: int
    split_image: SplitImage
    maximum_data_size: int
    partial_image: Octets
    page_size: int
    response_spacing: int
    sends_node_address: bool
    sends_minimum_block_period: bool
    minimum_block_period: int
    response_timeout: int
    attempts: int
    upgrade_end_interval: int
    activates_after_waits: int
    activates: bool
    damages_image: bool
    verification: Verification
    verify_signature: SignatureVerification
    decoding_mode: int
    device_log: Mapping[int, DeviceType]
    event_behaviours: Iterable[EventConfiguration] | None
    tells_version: bool
    alert_recipient: int
    keys: Keys
    wake_interval: int
    blocks_per_wake: int
    seed: int


@dataclass(frozen=True)
class DeviceStatus:
    """What a device runs and how far it has come. image_size: octets, 0 where there is no file."""

    manufacturer_code: int
    image_type: int
    running_version: int
    octets_received: int
    image_size: int
    is_asleep: bool


class Device(Handle):
    """A device; end it with `close`, or use it in a `with` statement.

    memory_size: the octets that the device lives in and beyond which it takes none; without it, what it needs. Raises
    BadArgument where an option makes no sense, NoMemory where the memory does not suffice: then, and later.

    type, address: as they were given. is_sleepy: HUB-40, whether it sleeps, and asks for images when it wakes.
    """

    _prefix = "device"

    def __init__(
        self, type: DeviceType, address: int, *, memory_size: int | None = None, **options: Unpack[DeviceOptions]
    ) -> None:
        made, problem, handle = c.DeviceOptions(), c.Problem(), ctypes.c_void_p()
        c.function("device_options_default")(ctypes.byref(made), c.number(type, c.enumeration, "type"))
        c.assign(made, "device", address)
        kept: list[Any] = []
        failures: Failures = []
        for name, value in options.items():
            if name not in DeviceOptions.__annotations__:
                raise TypeError(f"there is no option {name}")
            kept.append(_install(made, name, value, failures))
        memory, octets = c.memory(memory_size)
        error = c.function("device_create")(ctypes.byref(made), memory, ctypes.byref(handle), ctypes.byref(problem))
        c.check(error, problem)
        super().__init__(handle.value, kept + octets, failures)
        self.type = DeviceType(type)
        self.address = address
        self.is_sleepy = made.wake_interval > 0

    def set_time(self, time_s: int, now_ms: int) -> None:
        """Gives the device a clock of its own (OTA-4): seconds since 2000-01-01."""
        with self._use(now_ms) as handle:
            c.check(c.function("device_set_time")(handle, c.number(time_s, c.u32, "time_s"), now_ms))

    def query_next_image(self, now_ms: int) -> None:
        """OTA-7: the device asks for an image of its own accord."""
        with self._use(now_ms) as handle:
            c.check(c.function("device_query_next_image")(handle, now_ms))

    def record_event(self, log: int, event_id: int, time_s: int, now_ms: int, octets: Octets = b"") -> None:
        """GBCS-6: an event for a log of a meter's, which its low nibble names: 3 general, 4 security.

        octets: more about it, 200 at most. Other devices than meters keep none.
        """
        octets = c.octets_of(octets)
        if len(octets) > 200:
            raise BadArgument(f"an event has 200 octets at most, not {len(octets)}", rule="GBCS-6", name="octets")
        numbers = (
            c.number(log, c.u8, "log"), c.number(event_id, c.u16, "event_id"), c.number(time_s, c.u32, "time_s"))
        if log & 0x0F not in (3, 4):
            raise BadArgument(f"log is {log}, and a meter's are 3 and 4", rule="GBCS-6", name="log")
        with self._use(now_ms) as handle:
            c.check(c.function("device_record_event")(handle, *numbers, octets, len(octets), now_ms))

    def receive(
        self, octets: Octets, now_ms: int, *, cluster: int = 0x0019, sender: int = 0, is_broadcast: bool = False
    ) -> None:
        """A frame came: from the hub where sender is 0, else from another device."""
        octets = c.octets_of(octets)
        c.number(cluster, c.u16, "cluster")
        c.number(sender, c.u64, "sender")
        c.number(is_broadcast, c.boolean, "is_broadcast")
        with self._use(now_ms) as handle:
            c.check(
                c.function("device_receive")(
                    handle, octets, len(octets), cluster, sender, is_broadcast, now_ms))

    def receive_message(self, octets: Octets, now_ms: int) -> None:
        """A GBCS message came; while the device is asleep, whoever drives it keeps the message (HUB-40)."""
        octets = c.octets_of(octets)
        with self._use(now_ms) as handle:
            c.check(c.function("device_receive_message")(handle, octets, len(octets), now_ms))

    def poll_message(self) -> bytes | None:
        """The next GBCS message to send; None when none waits."""
        with self._use() as handle:
            return c.filled(
                lambda octets, capacity, size: c.function("device_poll_message")(handle, octets, capacity, size))

    @property
    def status(self) -> DeviceStatus:
        """What the device runs and how far it has come."""
        made = c.DeviceStatus()
        with self._use() as handle:
            c.check(c.function("device_get_status")(handle, ctypes.byref(made)))
        return DeviceStatus(
            made.manufacturer_code, made.image_type, made.running_version, made.octets_received, made.image_size,
            made.is_asleep)

    @property
    def running_version(self) -> int:
        """The version that the device runs."""
        return self.status.running_version

    @property
    def received_octets(self) -> bytes:
        """The octets of the file that have come; a device that is switched on again takes them as partial_image."""
        with self._use() as handle:
            octets = c.filled(
                lambda octets, capacity, size: c.function("device_received_octets")(handle, octets, capacity, size))
        return octets or b""


def _install(made: Any, name: str, value: Any, failures: Failures) -> Any:
    """Gives an option to a struct; what is returned must live until the device is made, functions as long as it does."""
    if name == "keys":
        return install_keys(made.keys, value, failures)
    if name == "verification":
        return install_verification(made, value, failures)
    if name == "verify_signature":
        return install_verify_signature(made, value, failures)
    if name == "partial_image":
        partial = c.octets_of(value)
        buffer = ctypes.create_string_buffer(partial, len(partial))
        made.partial_image, made.partial_image_size = ctypes.addressof(buffer), len(partial)
        return buffer
    if name == "split_image":
        c.expect(value, SplitImage, name)
        made.has_split_image = True
        for field in ("first", "second", "is_first_held"):
            c.assign(made, f"split_image_{field}", getattr(value, field))
        return None
    if name == "device_log":
        c.expect(value, Mapping, name)
        return _list(made, name, c.DeviceLogEntry, [{"device": device, "type": kind} for device, kind in value.items()])
    if name == "event_behaviours":
        made.event_behaviours_are_unreadable = value is None
        known = [c.expect(event, EventConfiguration, name) for event in (() if value is None else value)]
        events = [{"event_id": event.event_id, "configuration": event.configuration} for event in known]
        return _list(made, name, c.EventBehaviour, events)
    c.assign(made, name, value)
    return None


def _list(made: Any, name: str, kind: Any, entries: list[dict[str, int]]) -> Any:
    """Gives a struct an array of structs, and its size."""
    array = (kind * len(entries))()
    for place, entry in zip(array, entries, strict=True):
        for field, value in entry.items():
            c.assign(place, field, value)
    setattr(made, name, ctypes.addressof(array))
    setattr(made, f"{name}_size", len(entries))
    return array
