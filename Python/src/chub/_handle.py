"""What hub and device have in common: a handle that is closed once, and used by one caller at a time."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

from . import _library as c
from .errors import Busy, Closed
from .events import Event, Transmission, poll_event, poll_transmission


class Handle:
    """Something that is driven in virtual time: `receive`, `advance`, `next_deadline_ms`, and poll.

    Times are milliseconds since a start that the caller chooses, and never go back; an earlier one counts as the last.
    It may be used by any thread, by one at a time: `Busy` is raised where two meet. What its keys or its verification
    raise comes out of the call that needed them, which has done the rest.
    """

    _prefix = ""

    def __init__(self, handle: Any, kept: list[Any], failures: list[BaseException]) -> None:
        self._handle: Any = handle
        # What the library calls, and must live as long.
        self._kept = kept
        # What its keys and its verification raised during the call that is under way.
        self._failures = failures
        self._lock = threading.Lock()
        self._now_ms = 0
        # The library may have called them while it made this.
        self._raise_failures()

    @contextmanager
    def _use(self, *moments: int) -> Iterator[Any]:
        """The handle, for one caller, at a moment where the call has one."""
        for now_ms in moments:
            c.number(now_ms, c.u64, "now_ms")
        lock: threading.Lock | None = getattr(self, "_lock", None)
        if lock is None:
            raise Closed(f"the {self._prefix} was not made")
        if not lock.acquire(blocking=False):
            raise Busy(f"the {self._prefix} is used by two at once: by threads, or by its own keys or verification")
        try:
            if self._handle is None:
                raise Closed(f"the {self._prefix} is closed")
            self._now_ms = max(self._now_ms, *moments) if moments else self._now_ms
            yield self._handle
        finally:
            try:
                self._raise_failures()
            finally:
                lock.release()

    def _raise_failures(self) -> None:
        """Raises the first of what was raised during a call; the others are told with it."""
        failures = self._failures.copy()
        self._failures.clear()
        if failures:
            for other in failures[1:]:
                failures[0].add_note(f"In the same call: {other!r}")
            raise failures[0]

    def __reduce_ex__(self, protocol: Any) -> Any:
        """A copy would end what it shares with this one."""
        raise TypeError(f"a {self._prefix} can neither be copied nor pickled")

    def close(self) -> None:
        """Ends it and gives back its memory; a second time nothing happens."""
        if getattr(self, "_handle", None) is None:
            return
        with self._use() as handle:
            self._handle = None
            c.function(f"{self._prefix}_destroy")(handle)

    @property
    def is_closed(self) -> bool:
        """Whether it was closed."""
        return self._handle is None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()

    def advance(self, now_ms: int) -> None:
        """Lets time pass: timers that are due fire in the order of their deadlines."""
        with self._use(now_ms) as handle:
            c.check(c.function(f"{self._prefix}_advance")(handle, now_ms))

    @property
    def next_deadline_ms(self) -> int | None:
        """When it next has something to do of its own accord; None for never."""
        with self._use() as handle:
            deadline: int = c.function(f"{self._prefix}_next_deadline")(handle)
        return None if deadline == c.NEVER else deadline

    def poll_transmission(self) -> Transmission | None:
        """The next frame to send; None when none waits."""
        with self._use() as handle:
            return poll_transmission(self._prefix, handle)

    def transmissions(self) -> Iterator[Transmission]:
        """The frames to send, until none waits."""
        while (transmission := self.poll_transmission()) is not None:
            yield transmission

    def poll_event(self) -> Event | None:
        """The next event, in order; None when there is none."""
        with self._use() as handle:
            return poll_event(self._prefix, handle, self._now_ms)

    def events(self) -> Iterator[Event]:
        """The events, until there is none."""
        while (event := self.poll_event()) is not None:
            yield event
