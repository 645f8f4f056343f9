"""A home: a hub and its devices in virtual time, with a network between them."""

from __future__ import annotations

import heapq
import math
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self, Unpack

from . import _library as c
from .contents import ActivateFirmware, ActivationAlert, ActivationOutcome, DateTime
from .device import Device
from .errors import BadArgument
from .events import Event
from .hub import Hub, HubOptions, ReceivedMessage, Target, TargetState
from .image import Image, UseCase
from .keys import Keys
from .messages import Message

#: 2026-01-01, in seconds since 2000-01-01.
START_TIME_S = 820_540_800
ACTIVATION_ALERT = 0x8F8B
#: GBCS-4: the message code of CS06, and the supplier of the home, who sends it. [project]
ACTIVATE_FIRMWARE = 0x0012
SUPPLIER = 0x90B3_D51F_3000_0007


@dataclass(frozen=True)
class Told:
    """An event and who told it: a device's EUI-64, 0 for the hub."""

    source: int
    event: Event


class Home:
    """A hub and its devices in virtual time; nothing waits for a clock.

    loss: the share of frames that get lost, 0 to 1, chosen by seed. delay_ms: how long a frame or a message takes.
    Alerts are acknowledged at once, unless `acknowledges` is false. Its hub and devices are closed with it.

    hub, devices: what is in it. now_ms: virtual time, from 0. start_time_s: the hub's clock when virtual time is 0, in
    seconds since 2000-01-01. told: what hub and devices told, in order. messages: GBCS messages for the WAN side, in
    order. outcomes: what became of the last activation by CS06 (GBCS-4) of each meter and switch, by its address.
    """

    def __init__(
        self, devices: Iterable[Device], *, loss: float = 0.0, seed: int = 0, delay_ms: int = 10,
        start_time_s: int = START_TIME_S, acknowledges: bool = True, **options: Unpack[HubOptions],
    ) -> None:
        if not 0 <= loss <= 1:
            raise BadArgument(f"loss is {loss}, and must be from 0 to 1", name="loss")
        self.devices = [c.expect(device, Device, "a device") for device in devices]
        self._by_address = {device.address: device for device in self.devices}
        if len(self._by_address) != len(self.devices):
            raise BadArgument("two of the devices have the same address", name="devices")
        self.hub = Hub({device.address: device.type for device in self.devices}, **options)
        self.now_ms = 0
        self.loss = loss
        self.delay_ms = c.number(delay_ms, c.u32, "delay_ms")
        self.acknowledges = acknowledges
        self.start_time_s = start_time_s
        #: GBCS-1: the counter of the supplier's last command; it rises.
        self.command_counter = 0
        self.outcomes: dict[int, ActivationOutcome] = {}
        self._notifies_meters = bool(options.get("notify_meters", False))
        self.told: list[Told] = []
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

    @property
    def time_s(self) -> int:
        """The hub's clock, in seconds since 2000-01-01."""
        return self.start_time_s + self.now_ms // 1000

    def update(
        self, image: Image, *, targets: Iterable[int] | None = None, timeout_s: float = 7 * 86_400,
        force_replace: bool = False, activation: int = 0, keys: Keys | None = None,
    ) -> list[Event]:
        """Sends an image to devices, all by default, and runs to the last alert; the hub's events meanwhile.

        PPMID and IHD activate when the image says so, and the hub alerts which version each runs. Meters and switches
        (CS05B) that hold the image then get the supplier's command (CS06): to activate at activation, seconds since
        2000-01-01, or at once; `outcomes` has what became of it. One whose transfer failed gets none. keys: those of the
        supplier. Raises Refused, or TimeoutError where a device is not done after timeout_s, counted from the
        activation where that is later.
        """
        c.expect(image, Image, "image")
        awaited = set(self._by_address if targets is None else targets)
        first, when = len(self.events), DateTime.of(activation)
        for address in awaited:
            self.outcomes.pop(address, None)
        if image.use_case == UseCase.CS05B:
            ahead = max(0, activation - self.time_s)
            end = self._end(timeout_s + ahead)
            self._transfer(image, awaited, force_replace, end)
            self._activate(image, awaited, when if ahead > 0 else None, keys, end)
            return self.events[first:]
        if activation != 0:
            raise BadArgument("the image says when PPMID and IHD activate", name="activation")
        self.hub.update_firmware(image, sorted(awaited), self.now_ms, force_replace=force_replace)

        def is_over(event: Event) -> bool:
            if event.alert_code == ACTIVATION_ALERT:
                awaited.discard(event.device)
            return not awaited

        self.run_until(is_over, timeout_s=timeout_s)
        return self.events[first:]

    def _transfer(self, image: Image, devices: set[int], force_replace: bool, end: int) -> None:
        """Runs until nothing more comes of an image for meters and switches."""
        self.hub.update_firmware(image, sorted(devices), self.now_ms, force_replace=force_replace)
        for address in sorted(devices & self._by_address.keys()):
            # HUB-40: a meter gets no Image Notify. It asks of its own accord, or when it wakes.
            if not self._notifies_meters and not self._by_address[address].is_sleepy:
                self._by_address[address].query_next_image(self.now_ms)
        file = (image.header.manufacturer_code, image.header.image_type, image.header.file_version)

        def is_done(_: list[Event]) -> bool:
            return not any(
                self._is_under_way(target) for target in self.hub.targets
                if target.device in devices
                and (target.manufacturer_code, target.image_type, target.file_version) == file)

        self._run(end, is_done)

    def _is_under_way(self, target: Target) -> bool:
        if target.state == TargetState.STALLED:
            device = self._by_address.get(target.device)
            return target.timer_ms is not None or (device is not None and device.next_deadline_ms is not None)
        return target.state not in (TargetState.FAILED, TargetState.DISCARDED)

    def _activate(
        self, image: Image, devices: set[int], when: DateTime | None, keys: Keys | None, end: int
    ) -> None:
        """GBCS-4, HUB-42: commands those that hold the image to activate it, and runs until each has said how."""
        heard, waiting = len(self.messages), dict[int, int]()
        for address in sorted(devices):
            transfers = self.hub.history(address)
            if not transfers or (transfers[-1].file_version, transfers[-1].end_status) != (image.header.file_version, 0):
                continue
            self.command_counter += 1
            waiting[self.command_counter] = address
            content = ActivateFirmware(image.digest, self.command_counter, when)
            message = Message(
                1, self.command_counter, SUPPLIER, address, ACTIVATE_FIRMWARE, content.encode(), mac=bytes(12))
            self.hub.relay((message if keys is None else message.sealed(keys)).encode(), address, self.now_ms)

        def is_done(_: list[Event]) -> bool:
            nonlocal heard
            for received in self.messages[heard:]:
                message = Message.decode(received.octets)
                content, counter = message.decoded_content, message.counter
                if isinstance(content, ActivationAlert):
                    counter = content.originator_counter
                    content = ActivationOutcome(content.response_code, content.firmware_version)
                if isinstance(content, ActivationOutcome) and waiting.get(counter) == received.device:
                    self.outcomes[waiting.pop(counter)] = content
            heard = len(self.messages)
            return not waiting

        self._run(end, is_done)

    def run_until(
        self, condition: Callable[[Event], bool], *, timeout_s: float = 7 * 86_400
    ) -> Event:
        """Runs until the hub tells an event that meets the condition; TimeoutError after so much virtual time."""
        found: list[Event] = []

        def is_done(events: list[Event]) -> bool:
            found.extend(event for event in events if condition(event))
            return bool(found)

        self._run(self._end(timeout_s), is_done)
        return found[0]

    def run(self, duration_s: float) -> None:
        """Lets virtual time pass."""
        self._reaches(self._end(duration_s), lambda _: False)

    def _end(self, duration_s: float) -> int:
        """The moment after a duration; time does not go back, and does not end."""
        if not 0 <= duration_s < math.inf:
            raise BadArgument(f"a duration is {duration_s} s, and must be a number from 0", name="duration_s")
        return c.number(self.now_ms + round(duration_s * 1000), c.u64, "now_ms")

    def _run(self, end: int, is_done: Callable[[list[Event]], bool]) -> None:
        """Runs until it is done; TimeoutError at the end."""
        start = self.now_ms
        if self._reaches(end, is_done):
            return
        last = self.events[-1].text if self.events else "nothing"
        raise TimeoutError(f"not within {(end - start) / 1000} s of virtual time; the hub told last: {last}")

    def _reaches(self, end: int, is_done: Callable[[list[Event]], bool]) -> bool:
        """Runs until it is done, which is asked with the hub's events of each step; false at the end."""
        while not is_done(self._settle()):
            following = self._next_moment()
            if following is None or following > end:
                self._go_to(end)
                return False
            self._go_to(following)
        return True

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
