"""A home: a hub and its devices in virtual time, with a network between them."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self, Unpack

from .device import Device
from .errors import BadArgument
from .events import Event
from .hub import Hub, HubOptions, ReceivedMessage
from .image import Image

#: 2026-01-01, in seconds since 2000-01-01.
START_TIME_S = 820_540_800
ACTIVATION_ALERT = 0x8F8B


@dataclass(frozen=True)
class Told:
    """An event and who told it: a device's EUI-64, 0 for the hub."""

    source: int
    event: Event


class Home:
    """A hub and its devices in virtual time; nothing waits for a clock.

    loss: the share of frames that get lost, 0 to 1, chosen by seed. delay_ms: how long a frame or a message takes.
    Alerts are acknowledged at once, unless `acknowledges` is false. Its hub and devices are closed with it.
    """

    def __init__(
        self, devices: Iterable[Device], *, loss: float = 0.0, seed: int = 0, delay_ms: int = 10,
        start_time_s: int = START_TIME_S, acknowledges: bool = True, **options: Unpack[HubOptions],
    ) -> None:
        if not 0 <= loss <= 1:
            raise BadArgument(f"loss is {loss}, and must be from 0 to 1", name="loss")
        if delay_ms < 0:
            raise BadArgument(f"delay_ms is {delay_ms}, and must not be negative", name="delay_ms")
        self.devices = list(devices)
        self._by_address = {device.address: device for device in self.devices}
        self.hub = Hub({device.address: device.type for device in self.devices}, **options)
        self.now_ms = 0
        self.loss = loss
        self.delay_ms = delay_ms
        self.acknowledges = acknowledges
        #: What hub and devices told, in order.
        self.told: list[Told] = []
        #: GBCS messages for the WAN side, in order.
        self.messages: list[ReceivedMessage] = []
        self._random = random.Random(seed)
        # What is on its way: when it arrives, in which order it left, and what then happens.
        self._air: list[tuple[int, int, Callable[[], None]]] = []
        self._sent = 0
        self.hub.set_time(start_time_s, 0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends hub and devices."""
        self.hub.close()
        for device in self.devices:
            device.close()

    @property
    def events(self) -> list[Event]:
        """What the hub told, in order."""
        return [told.event for told in self.told if told.source == 0]

    @property
    def alerts(self) -> list[Event]:
        """The alerts that the hub sent, in order."""
        return [event for event in self.events if event.alert_code != 0]

    def update(
        self, image: Image, *, targets: Iterable[int] | None = None, timeout_s: float = 7 * 86_400,
        force_replace: bool = False,
    ) -> list[Event]:
        """Sends an image to devices, all by default, and runs until each has said which version it runs.

        The hub's events meanwhile. A meter asks in its own time and activates by a command (CS06), which is for the
        caller to send: `hub.update_firmware`, `hub.relay` and `run_until`. Raises Refused, or TimeoutError where a device never says.
        """
        awaited = set(self._by_address if targets is None else targets)
        first = len(self.events)
        self.hub.update_firmware(image, sorted(awaited), self.now_ms, force_replace=force_replace)

        def is_over(event: Event) -> bool:
            if event.alert_code == ACTIVATION_ALERT:
                awaited.discard(event.device)
            return not awaited

        self.run_until(is_over, timeout_s=timeout_s)
        return self.events[first:]

    def run_until(
        self, condition: Callable[[Event], bool], *, timeout_s: float = 7 * 86_400
    ) -> Event:
        """Runs until the hub tells an event that meets the condition; TimeoutError after so much virtual time."""
        end = self.now_ms + round(timeout_s * 1000)
        while True:
            found = [event for event in self._settle() if condition(event)]
            if found:
                return found[0]
            following = self._next_moment()
            if following is None or following > end:
                self._go_to(end)
                last = self.events[-1].text if self.events else "nothing"
                raise TimeoutError(f"not within {timeout_s} s of virtual time; the hub told last: {last}")
            self._go_to(following)

    def run(self, duration_s: float) -> None:
        """Lets virtual time pass."""
        end = self.now_ms + round(duration_s * 1000)
        while True:
            self._settle()
            following = self._next_moment()
            if following is None or following > end:
                self._go_to(end)
                return
            self._go_to(following)

    def _next_moment(self) -> int | None:
        """When something next happens."""
        moments = [each.next_deadline_ms for each in (self.hub, *self.devices)]
        known = [moment for moment in moments if moment is not None]
        if self._air:
            known.append(self._air[0][0])
        return max(self.now_ms, min(known)) if known else None

    def _go_to(self, now_ms: int) -> None:
        """Lets time pass to a moment, and what arrives then arrive."""
        self.now_ms = now_ms
        self.hub.advance(now_ms)
        for device in self.devices:
            device.advance(now_ms)
        while self._air and self._air[0][0] <= now_ms:
            heapq.heappop(self._air)[2]()

    def _settle(self) -> list[Event]:
        """Sends what waits to be sent, and gathers what the hub tells."""
        for transmission in self.hub.transmissions():
            device = self._by_address.get(transmission.address)
            if device is not None:
                self._send_frame(self._to_device(device, transmission.octets, transmission.cluster))
        for device in self.devices:
            self._settle_device(device)
        while (received := self.hub.poll_message()) is not None:
            self.messages.append(received)
        events = list(self.hub.events())
        self.told += [Told(0, event) for event in events]
        for event in events:
            if event.alert_code != 0 and self.acknowledges:
                self.hub.acknowledge_alert(event.counter, self.now_ms)
        return events

    def _settle_device(self, device: Device) -> None:
        for transmission in device.transmissions():
            if transmission.address == 0:
                self._send_frame(self._to_hub(device, transmission.octets, transmission.cluster))
        # HUB-40: a device that is asleep gets its messages when it wakes.
        while not device.status.is_asleep and (waiting := self.hub.poll_message(device.address)) is not None:
            device.receive_message(waiting.octets, self.now_ms)
        while (message := device.poll_message()) is not None:
            self.hub.receive_message(message, device.address, self.now_ms)
        self.told += [Told(device.address, event) for event in device.events()]

    def _to_device(self, device: Device, octets: bytes, cluster: int) -> Callable[[], None]:
        return lambda: device.receive(octets, self.now_ms, cluster=cluster)

    def _to_hub(self, device: Device, octets: bytes, cluster: int) -> Callable[[], None]:
        return lambda: self.hub.receive(octets, device.address, self.now_ms, cluster)

    def _send_frame(self, arrive: Callable[[], None]) -> None:
        if self._random.random() < self.loss:
            return
        self._sent += 1
        heapq.heappush(self._air, (self.now_ms + self.delay_ms, self._sent, arrive))
