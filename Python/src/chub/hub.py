"""The Communications Hub."""

from __future__ import annotations

import ctypes
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

from . import _library as c
from ._handle import Handle
from ._library import Octets
from .errors import BadArgument
from .image import Image, UseCase
from .keys import Failures, Keys, install_keys


class DeviceType(enum.IntEnum):
    """What a device on the home's network is."""

    ESME = 0
    GSME = 1
    HCALCS = 2
    PPMID = 3
    IHD = 4
    CAD = 5


class Profile(enum.IntEnum):
    """The version of the specification that a hub follows."""

    MODIFICATION_REPORT = 0
    GBCS4 = 1
    GBCS3 = 2


class TargetState(enum.IntEnum):
    """Where a device stands with an image."""

    AWAITING_QUERY = 0
    OFFERED = 1
    FETCHING = 2
    STALLED = 3
    TRANSFERRED = 4
    READING_VERSION = 5
    FAILED = 6
    DISCARDED = 7
    AWAITING_VERSION_ALERT = 8


class HubOptions(TypedDict, total=False):
    """The hub's options, as `chub_hub_options` in chub.h has them; what is left out has its default.

    Times are seconds, but for minimum_block_period, which is milliseconds; capacities count octets (of a block) or
    what is held. 0 means "never" for eligible_after and remove_after. decoding_mode: 0 strict, 1 lenient.
    """

    profile: int
    hub: int
    gas_proxy_function: int
    access_control_broker: int
    keys: Keys
    decoding_mode: int
    memory_block_capacity: int
    device_log_capacity: int
    image_list_capacity: int
    alert_outbox_capacity: int
    event_queue_capacity: int
    transmission_queue_capacity: int
    message_queue_capacity: int
    wan_message_queue_capacity: int
    others_use_esme_block_only: bool
    defer_until_transfer_complete: bool
    overwrite_deferral_limit: int
    force_replaces_meters: bool
    same_model_replaces_begun: bool
    eligible_after: int
    remove_after: int
    maximum_data_size: int
    minimum_block_period: int
    maximum_concurrent_transfers: int
    busy_delay: int
    notification_interval: int
    notification_spacing: int
    notify_meters: bool
    transfer_stall_timeout: int
    sleepy_transfer_stall_timeout: int
    activation_horizon: int
    version_read_delay: int
    version_read_timeout: int
    version_read_attempts: int
    duty_cycle_delay: int


@dataclass(frozen=True)
class Target:
    """HUB-3: a target of an image on the Upgrade Image List. activation: seconds since 2000-01-01."""

    device: int
    type: DeviceType
    manufacturer_code: int
    image_type: int
    file_version: int
    image_size: int
    state: TargetState
    octets_served: int
    activation: int | None
    timer_ms: int | None


@dataclass(frozen=True)
class Transfer:
    """HUB-34: what the hub remembers of an image's way to a device. arrival: seconds since 2000-01-01."""

    manufacturer_code: int
    image_type: int
    file_version: int
    image_size: int
    arrival: int
    notifications: int
    queries: int
    first_block_at_ms: int | None
    last_block_at_ms: int | None
    octets_served: int
    pauses: int
    end_status: int | None
    alert_count: int
    firmware_version: int | None


@dataclass(frozen=True)
class ReceivedMessage:
    """A GBCS message for the WAN side. device: who sent it."""

    octets: bytes
    device: int


def _moment(milliseconds: int) -> int | None:
    return None if milliseconds == c.NEVER else milliseconds


class Hub(Handle):
    """A Communications Hub; end it with `close`, or use it in a `with` statement.

    devices: the device log (HUB-1), types by EUI-64. sub_ghz: those of them on the sub-GHz band. memory_size:
    the octets that the hub lives in and beyond which it takes none; without it, what it needs. Raises BadArgument where
    an option makes no sense, NoMemory where the memory does not suffice: then, and later.
    """

    _prefix = "hub"

    def __init__(
        self, devices: Mapping[int, DeviceType], *, sub_ghz: Iterable[int] = (), memory_size: int | None = None,
        **options: Unpack[HubOptions],
    ) -> None:
        made, problem, handle = c.HubOptions(), c.Problem(), ctypes.c_void_p()
        c.function("hub_options_default")(ctypes.byref(made))
        kept: list[Any] = []
        failures: Failures = []
        for name, value in options.items():
            if name == "keys":
                kept += install_keys(made.keys, value, failures)  # type: ignore[arg-type]
            elif name == "size":
                raise TypeError("there is no option size")
            else:
                c.assign(made, name, value)  # type: ignore[arg-type]
        log = (c.DeviceLogEntry * len(c.expect(devices, Mapping, "devices")))()
        near = frozenset(sub_ghz)
        if not near <= devices.keys():
            raise BadArgument("sub_ghz names a device that is none of the devices", name="sub_ghz")
        for entry, (device, kind) in zip(log, devices.items(), strict=True):
            c.assign(entry, "device", device)
            c.assign(entry, "type", kind)
            entry.is_sub_ghz = device in near
        memory, octets = c.memory(memory_size)
        error = c.function("hub_create")(
            ctypes.byref(made), log, len(devices), memory, ctypes.byref(handle), ctypes.byref(problem))
        c.check(error, problem)
        super().__init__(handle.value, kept + octets, failures)

    def receive(self, octets: Octets, device: int, now_ms: int, cluster: int = 0x0019) -> None:
        """A frame came from a device; whatever its octets, it is answered, or dropped and told as an event."""
        octets = c.octets_of(octets)
        number = c.number(device, c.u64, "device"), c.number(cluster, c.u16, "cluster")
        with self._use(now_ms) as handle:
            c.check(c.function("hub_receive")(handle, octets, len(octets), number[1], number[0], now_ms))

    def receive_message(self, octets: Octets, device: int, now_ms: int) -> None:
        """A GBCS message came from a device, for the WAN side (HUB-53). Raises Refused where the queue is full."""
        octets, problem = c.octets_of(octets), c.Problem()
        c.number(device, c.u64, "device")
        with self._use(now_ms) as handle:
            error = c.function("hub_receive_message")(
                handle, octets, len(octets), device, now_ms, ctypes.byref(problem))
            c.check(error, problem)

    def hear(self, device: int, now_ms: int) -> None:
        """HUB-22: a device was heard by other means than a frame: it joined, or answered a ping. If it has still to fetch
        an image, it gets an Image Notify, at most once in five minutes."""
        with self._use(now_ms) as handle:
            c.check(c.function("hub_hear")(handle, c.number(device, c.u64, "device"), now_ms))

    def lose_notifications(self, device: int) -> None:
        """HUB-22: a device was not there when the Image Notify frames to it were sent, so that they do not count: the next
        time it is heard from it is notified, however soon that is."""
        with self._use() as handle:
            c.check(c.function("hub_lose_notifications")(handle, c.number(device, c.u64, "device")))

    def add_sub_ghz_traffic(self, microseconds: int, now_ms: int) -> None:
        """HUB-60: other traffic on the sub-GHz band, in microseconds of transmit time."""
        with self._use(now_ms) as handle:
            c.check(
                c.function("hub_add_sub_ghz_traffic")(handle, c.number(microseconds, c.u64, "microseconds"), now_ms))

    # What the WAN side asks. Each raises Refused, and then nothing has changed, but that an image for which there is
    # no room is alerted for each of its targets (HUB-14).

    def set_time(self, time_s: int, now_ms: int) -> None:
        """Sets the hub's clock: seconds since 2000-01-01."""
        self._perform(0, now_ms, time=time_s)

    def update_firmware(
        self, image: Image, targets: Iterable[int], now_ms: int, *, force_replace: bool = False
    ) -> None:
        """CS05b, CS05c: an image for devices."""
        c.expect(image, Image, "image")
        self._perform(
            1, now_ms, image.octets, targets, use_case=image.use_case, force_replace=force_replace)

    def begin_download(
        self, use_case: UseCase, size: int, targets: Iterable[int], now_ms: int, *, force_replace: bool = False
    ) -> None:
        """An image of so many octets is announced; its pieces follow."""
        self._perform(2, now_ms, targets=targets, use_case=use_case, offset=size, force_replace=force_replace)

    def download_piece(self, offset: int, octets: Octets, now_ms: int) -> None:
        """A piece of the image that was announced."""
        self._perform(3, now_ms, octets, offset=offset)

    def cancel_download(self, now_ms: int) -> None:
        """The image that was announced does not come."""
        self._perform(4, now_ms)

    def read_firmware_version(self, device: int, now_ms: int) -> None:
        """The WAN side wants to know which version a device runs."""
        self._perform(5, now_ms, device=device)

    def relay(self, message: Octets, device: int, now_ms: int) -> None:
        """A GBCS message for a device."""
        self._perform(6, now_ms, message, device=device)

    def acknowledge_alert(self, counter: int, now_ms: int) -> None:
        """The WAN side has received an alert."""
        self._perform(7, now_ms, counter=counter)

    def _perform(
        self, kind: int, now_ms: int, octets: Octets = b"", targets: Iterable[int] = (), **numbers: int
    ) -> None:
        request, problem = c.Request(), c.Problem()
        request.kind = kind
        for name, value in numbers.items():
            c.assign(request, name, value)
        octets = c.octets_of(octets)
        buffer = ctypes.create_string_buffer(octets, len(octets))
        addresses = [c.number(target, c.u64, "target") for target in targets]
        array = (c.u64 * len(addresses))(*addresses)
        request.octets, request.octets_size = ctypes.addressof(buffer), len(octets)
        request.targets, request.target_count = ctypes.addressof(array), len(addresses)
        with self._use(now_ms) as handle:
            error = c.function("hub_perform")(handle, ctypes.byref(request), now_ms, ctypes.byref(problem))
            c.check(error, problem)

    def poll_message(self, device: int = 0) -> ReceivedMessage | None:
        """The next GBCS message: for the WAN side where device is 0, else for that device; None when none waits."""
        sender = c.u64(0)
        c.number(device, c.u64, "device")
        with self._use() as handle:
            octets = c.filled(
                lambda octets, capacity, size: c.function("hub_poll_message")(
                    handle, device, octets, capacity, size, ctypes.byref(sender)))
        return None if octets is None else ReceivedMessage(octets, sender.value)

    @property
    def targets(self) -> list[Target]:
        """The targets of the Upgrade Image List, in the order of arrival."""
        found: list[Target] = []
        with self._use() as handle:
            made = c.TargetStatus()
            while (error := c.function("hub_status")(handle, len(found), ctypes.byref(made))) != c.NOTHING:
                c.check(error)
                found.append(
                    Target(
                        made.device, DeviceType(made.type), made.manufacturer_code, made.image_type, made.file_version,
                        made.image_size, TargetState(made.state), made.octets_served,
                        made.activation if made.has_activation else None, _moment(made.timer)))
        return found

    @property
    def status_text(self) -> str:
        """Some lines for people: blocks, list, timers, what waits."""
        with self._use() as handle:
            text = c.filled(
                lambda text, capacity, size: c.function("hub_status_text")(handle, text, capacity, size), 2048)
        return (text or b"").decode()

    def history(self, device: int) -> list[Transfer]:
        """HUB-34: the transfers of a device, in the order of arrival."""
        c.number(device, c.u64, "device")
        found: list[Transfer] = []
        with self._use() as handle:
            made = c.Transfer()
            while (error := c.function("hub_history")(handle, device, len(found), ctypes.byref(made))) != c.NOTHING:
                c.check(error)
                found.append(
                    Transfer(
                        made.manufacturer_code, made.image_type, made.file_version, made.image_size, made.arrival,
                        made.notifications, made.queries, _moment(made.first_block_at), _moment(made.last_block_at),
                        made.octets_served, made.pauses, made.end_status if made.has_end_status else None,
                        made.alert_count, made.firmware_version if made.has_firmware_version else None))
        return found
