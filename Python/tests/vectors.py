"""The golden vectors of frames, as the package says them: names in snake case, octets as bytes, addresses as numbers."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import chub
from chub.records import NUMBERS

FOLDER = Path(__file__).resolve().parents[2] / "vectors"


@dataclass(frozen=True)
class Vector:
    """A test of a file that still counts."""

    name: str
    cluster: int
    json: dict[str, Any]

    @property
    def octets(self) -> bytes:
        return bytes.fromhex(next(self.json[key] for key in ("frame", "file", "message") if key in self.json))


def vectors(kind: str) -> Iterator[Vector]:
    """The tests of a type of group: frame, otaFile or gbcsMessage."""
    for path in sorted(FOLDER.glob("*.json")):
        for group in json.loads(path.read_text())["testGroups"]:
            if group["type"] == kind:
                for test in group["tests"]:
                    if "withdrawn" not in test:
                        yield Vector(f"{path.stem}-{test['tcId']}", group.get("cluster", 0), test)


def snake(name: str) -> str:
    """A name of IF-2 in snake case: eventIDs is event_ids."""
    return re.sub("(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def expected(name: str, value: Any, fields: dict[str, Any]) -> Any:
    """A value of the JSON as the package gives it."""
    if isinstance(value, list):
        return tuple(
            {snake(key): expected(key, member, each) for key, member in each.items()} if isinstance(each, dict) else each
            for each in value
        )
    if name == "requestNodeAddress" or (name == "value" and fields.get("type") == 0xF0):
        return chub.eui64(value)
    if isinstance(value, str) and not (name == "value" and fields.get("type") in NUMBERS):
        return bytes.fromhex(value)
    return value


def fields_of(command: chub.Command) -> dict[str, Any]:
    """The fields of a command or a record that are there; a value of None is one where there is a type."""

    def plain(made: Any) -> dict[str, Any]:
        found = {field.name: getattr(made, field.name) for field in dataclasses.fields(made)}
        return {
            name: tuple(plain(each) if dataclasses.is_dataclass(each) else each for each in value)
            if isinstance(value, tuple) else value
            for name, value in found.items()
            if value is not None or (name == "value" and found["type"] is not None) or name == "octets"
        }

    return plain(command)
