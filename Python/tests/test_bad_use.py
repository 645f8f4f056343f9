"""What a caller can do wrong, and what comes of it: an exception each time, and nothing else."""

from __future__ import annotations

import copy
import gc
import pickle
import random
import threading
import weakref

import pytest

import chub
from chub import _library
from chub.device import DeviceOptions
from chub.hub import HubOptions

PPMID = {0x00DB1234567890A4: chub.DeviceType.PPMID}


def test_closed() -> None:
    """A hub and a device that are closed say so, and may be closed again."""
    hub, device = chub.Hub(PPMID), chub.Device(chub.DeviceType.PPMID, 1)
    hub.close()
    device.close()
    hub.close()
    for call in (
        lambda: hub.advance(1), lambda: hub.poll_event(), lambda: hub.targets, lambda: hub.status_text,
        lambda: hub.set_time(1, 1), lambda: hub.next_deadline_ms, lambda: device.receive(b"", 1),
        lambda: device.status, lambda: device.received_octets, lambda: device.poll_message(),
    ):
        with pytest.raises(chub.Closed):
            call()


def test_wrong_types_and_ranges() -> None:
    """What ctypes would cut or take for something else is refused."""
    with chub.Hub(PPMID) as hub:
        for octets in ("01", 5, None):
            with pytest.raises(TypeError):
                hub.receive(octets, 1, 0)  # type: ignore[arg-type]
        for now in (-1, 1 << 64):
            with pytest.raises(chub.BadArgument):
                hub.advance(now)
        for wrong in (1.5, "1", True, None):
            with pytest.raises(TypeError):
                hub.receive(b"", 1, wrong)  # type: ignore[arg-type]
        with pytest.raises(chub.BadArgument):
            hub.receive(b"", 1 << 64, 0)
        with pytest.raises(chub.BadArgument):
            hub.receive(b"", 1, 0, cluster=0x10000)
        with pytest.raises(chub.BadArgument):
            hub.set_time(1 << 32, 0)


def test_options() -> None:
    """An option that is none, or makes no sense, makes no hub and no device."""
    with pytest.raises(TypeError):
        chub.Hub(PPMID, no_such_option=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        chub.Device(chub.DeviceType.PPMID, 1, type_=1)  # type: ignore[call-arg]
    with pytest.raises(chub.BadArgument):
        chub.Hub(PPMID, maximum_data_size=256)
    with pytest.raises(chub.BadArgument):
        chub.Hub(PPMID, maximum_data_size=0)
    with pytest.raises(chub.BadArgument):
        chub.Hub({number: chub.DeviceType.IHD for number in range(1, 200)})
    with pytest.raises(chub.BadArgument):
        chub.Device(9, 1)  # type: ignore[arg-type]
    with pytest.raises(chub.BadArgument):
        chub.Home([], loss=1.5)
    with pytest.raises(chub.BadArgument, match="sub_ghz"):
        chub.Hub(PPMID, sub_ghz=[7])
    for options in ({"split_image": (2, 3)}, {"device_log": [1]}, {"event_behaviours": [5]}):
        with pytest.raises(TypeError, match=next(iter(options))):
            chub.Device(chub.DeviceType.ESME, 1, **options)
    with pytest.raises(TypeError, match="devices"):
        chub.Hub([1])  # type: ignore[arg-type]


def test_options_are_those_of_the_header() -> None:
    """Each option of chub.h can be given, and no other."""
    def fields(structure: type, *without: str) -> set[str]:
        return {name for name, *_ in structure._fields_} - set(without)  # type: ignore[attr-defined]

    assert set(HubOptions.__annotations__) == fields(_library.HubOptions, "size")
    assert set(DeviceOptions.__annotations__) == fields(
        _library.DeviceOptions, "size", "type", "device", "partial_image_size", "verification_context",
        "verify_signature_context", "has_split_image", "split_image_first", "split_image_second",
        "split_image_is_first_held", "device_log_size", "event_behaviours_size", "event_behaviours_are_unreadable",
    ) | {"split_image"}


def test_any_octets_are_taken() -> None:
    """OTA-2: whatever comes, hub and device answer or drop it."""
    chance = random.Random(12)
    with chub.Hub(PPMID) as hub, chub.Device(chub.DeviceType.PPMID, 1) as device:
        for now in range(2000):
            octets = chance.randbytes(chance.randrange(40))
            hub.receive(octets, chance.choice([*PPMID, 7]), now)
            device.receive(octets, now)
            device.receive_message(octets, now)
            for each in (hub, device):
                assert all(len(sent.octets) <= 300 for sent in each.transmissions())
                assert all(event.name for event in each.events())


def test_time_does_not_go_back() -> None:
    """An earlier moment counts as the last one."""
    with chub.Hub(PPMID) as hub:
        hub.set_time(1, 5000)
        hub.advance(10)
        hub.receive(b"", next(iter(PPMID)), 10)
        assert [event.time_ms for event in hub.events()] == [5000]


def test_two_hubs_in_two_threads() -> None:
    """Hubs of different threads do not meet: each run gives what it gives alone."""
    def run() -> list[str]:
        device = chub.Device(chub.DeviceType.PPMID, 1, manufacturer_code=0x1234, image_type=1, running_version=1)
        with chub.Home([device], loss=0.05, seed=3) as home:
            home.update(chub.Image.make(bytes(20_000), manufacturer_code=0x1234, image_type=1, file_version=2))
            return [event.text for event in home.events]

    results: list[list[str]] = []
    threads = [threading.Thread(target=lambda: results.append(run())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [run()] * 4


def test_one_at_a_time() -> None:
    """A hub that its own keys use, or another thread, says so."""
    with chub.Hub(PPMID) as hub, hub._use(), pytest.raises(chub.Busy):
        hub.advance(1)


def test_memory_of_a_size() -> None:
    """A hub or a device in memory of a size: too little makes none, enough holds an image."""
    with pytest.raises(chub.NoMemory):
        chub.Hub(PPMID, memory_size=64)
    with pytest.raises(chub.NoMemory):
        chub.Device(chub.DeviceType.PPMID, 1, memory_size=0)
    image = chub.Image.make(bytes(400_000), manufacturer_code=0x1234, image_type=1, file_version=2)
    with chub.Hub(PPMID, memory_size=8_000_000) as hub:
        hub.set_time(chub.START_TIME_S, 0)
        hub.update_firmware(image, PPMID, 0)
        assert len(hub.targets) == 1


def test_copies_are_refused() -> None:
    """A copy would end the hub of another object; there is none, of no kind."""
    with chub.Hub(PPMID) as hub, chub.Device(chub.DeviceType.PPMID, 1) as device, chub.Home([device]) as home:
        for made in (hub, device):
            for copies in (copy.copy, copy.deepcopy, pickle.dumps):
                with pytest.raises(TypeError, match="neither be copied nor pickled"):
                    copies(made)
        with pytest.raises(TypeError):
            copy.deepcopy(home)


def test_events_after_the_hub() -> None:
    """An iterator of events keeps its hub; when the hub is closed, the next event is none but Closed."""
    hub = chub.Hub(PPMID)
    hub.set_time(chub.START_TIME_S, 0)
    image = chub.Image.make(bytes(500), manufacturer_code=0x1234, image_type=1, file_version=2)
    hub.update_firmware(image, PPMID, 0)
    events, seen = hub.events(), weakref.ref(hub)
    assert next(events).name == "imageStored"
    del hub
    gc.collect()
    kept = seen()
    assert kept is not None
    kept.close()
    with pytest.raises(chub.Closed):
        next(events)
    del events, kept
    gc.collect()
    assert seen() is None


def test_events_and_exceptions_are_values() -> None:
    """Events can be in a set, and go through pickle; so do exceptions, with all they say."""
    with chub.Hub(PPMID) as hub:
        hub.receive(b"", 7, 5000)
        events = list(hub.events())
    assert set(pickle.loads(pickle.dumps(events))) == set(events) != set()
    with pytest.raises(chub.Truncated) as caught:
        chub.decode(b"\x01\x30\x03")
    for error in (pickle.loads(pickle.dumps(caught.value)), copy.copy(caught.value)):
        assert (type(error), str(error), vars(error)) == (chub.Truncated, str(caught.value), vars(caught.value))


def test_library_that_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that cannot be loaded is named, with what to do."""
    monkeypatch.setenv("CHUB_LIBRARY", "/no/such/libchub.so")
    with pytest.raises(ImportError, match="CHUB_LIBRARY"):
        _library._load()
