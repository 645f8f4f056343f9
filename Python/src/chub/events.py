"""What hub and devices tell, and what they send."""

from __future__ import annotations

import ctypes
import json
from dataclasses import dataclass, field
from typing import Any

from . import _library as c


@dataclass(frozen=True)
class Event:
    """What a hub or a device tells.

    name: as "alert" or "transferStarted". rule: as "HUB-25". fields: those of its JSON
    (vectors/schema/events.schema.json), with their names there: versions and codes are hexadecimal text. text: a
    sentence. time_ms: when it was polled. device: its EUI-64, 0 where none is concerned. The numbers after it are 0
    where the event has none: alert_code, counter (of an alert, to acknowledge it), firmware_version (that a device
    runs), file_version. message: the GBCS message of an alert.
    """

    name: str
    rule: str
    text: str
    time_ms: int
    device: int = 0
    alert_code: int = 0
    counter: int = 0
    firmware_version: int = 0
    file_version: int = 0
    fields: dict[str, Any] = field(default_factory=dict, repr=False, hash=False)
    message: bytes = field(default=b"", repr=False)


@dataclass(frozen=True)
class Transmission:
    """A frame to be sent. address: of the hub's the device's EUI-64; of a device's the other's, 0 for the hub."""

    octets: bytes
    cluster: int
    address: int


def poll_event(prefix: str, handle: Any, now_ms: int) -> Event | None:
    """The next event of a hub or a device, whose functions begin with a prefix; None when there is none."""
    made = c.Event()
    error = c.function(f"{prefix}_poll_event")(handle, ctypes.byref(made))
    c.check(error)
    if error == c.NOTHING:
        return None

    def get(name: str) -> bytes:
        function = c.function(f"{prefix}_{name}")
        return c.filled(lambda octets, capacity, size: function(handle, octets, capacity, size)) or b""

    return Event(
        made.name.decode(), made.rule.decode(), get("event_text").decode(), now_ms, made.device, made.alert_code,
        made.counter, made.firmware_version, made.file_version, json.loads(get("event_json")),
        get("event_message") if made.message_size else b"")


def poll_transmission(prefix: str, handle: Any) -> Transmission | None:
    """The next frame of a hub or a device; None when none waits."""
    octets, size = ctypes.create_string_buffer(c.MAXIMUM_FRAME_SIZE), c.size_t(0)
    cluster, address = c.u16(0), c.u64(0)
    error = c.function(f"{prefix}_poll_transmission")(
        handle, octets, len(octets), ctypes.byref(size), ctypes.byref(cluster), ctypes.byref(address))
    c.check(error)
    return None if error == c.NOTHING else Transmission(octets.raw[: size.value], cluster.value, address.value)
