"""The structs, constants and functions of the package are those of chub.h and what it includes."""

from __future__ import annotations

import ctypes
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import chub
from chub import _library, commands, contents, errors, hub

INCLUDE = Path(__file__).resolve().parents[2] / "Embedding/library/include"


def header() -> str:
    """The headers that chub.h includes, one after the other."""
    names = re.findall(r'#include "(.*)"', (INCLUDE / "chub.h").read_text())
    return "".join((INCLUDE / name).read_text() for name in names)


def compiled(expressions: list[str], folder: Path) -> list[int]:
    """What a C compiler says that expressions are."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if compiler is None:
        pytest.fail("a C compiler is needed")
    lines = "".join(f'    printf("%llu\\n", (unsigned long long)({each}));\n' for each in expressions)
    (folder / "layout.c").write_text(
        f"#include <chub.h>\n#include <stdio.h>\nint main(void) {{\n{lines}    return 0;\n}}\n")
    subprocess.run(
        [compiler, "-std=c99", "-I", INCLUDE, "-o", folder / "layout", folder / "layout.c"], check=True)
    return [int(line) for line in subprocess.check_output([folder / "layout"], text=True).split()]


def test_layout(tmp_path: Path) -> None:
    """Each struct has the size, and each field the offset and the size, that the C compiler gives it."""
    wanted: dict[str, int] = {}
    for name, structure in _library.STRUCTURES.items():
        wanted[f"sizeof({name})"] = ctypes.sizeof(structure)
        for field, *_ in structure._fields_:
            wanted[f"offsetof({name}, {field})"] = getattr(structure, field).offset
            wanted[f"sizeof((({name} *)0)->{field})"] = getattr(structure, field).size
    for member in _library.UNION_MEMBERS:
        wanted[f"sizeof(((chub_frame *)0)->fields.{member})"] = getattr(_library.Fields, member).size
    for member in _library.CONTENT_MEMBERS:
        wanted[f"sizeof(((chub_content *)0)->fields.{member})"] = getattr(_library.ContentFields, member).size
    assert dict(zip(wanted, compiled(list(wanted), tmp_path), strict=True)) == wanted


def test_all_structs_and_functions_are_there() -> None:
    """What the headers declare the package has, in their order of fields."""
    text = re.sub(r"/\*.*?\*/", "", header(), flags=re.DOTALL)
    structs = dict(re.findall(r"typedef struct (chub_\w+) \{(.*?)\n\} \1;", text, flags=re.DOTALL))
    assert set(structs) == set(_library.STRUCTURES)
    for name, body in structs.items():
        body = re.sub(r"union \{.*?\} fields;", "int fields;", body, flags=re.DOTALL)
        declared = re.findall(r"(\w+)(?:\[\d+\])?;|\(\*(\w+)\)\(", body)
        fields = [first or second for first, second in declared]
        assert fields == [field for field, *_ in _library.STRUCTURES[name]._fields_], name
    functions = set(re.findall(r"^[a-z][\w ]*?\*?\b(chub_\w+)\(", text, flags=re.MULTILINE))
    assert functions == {f"chub_{name}" for name in _library._SIGNATURES}


def test_numbers(tmp_path: Path) -> None:
    """Errors, commands, types and states have the numbers of the headers."""
    kinds = {
        "CHUB_WRONG_HANDLE": errors.Closed, "CHUB_NO_MEMORY": errors.NoMemory, "CHUB_BAD_ARGUMENT": errors.BadArgument,
        "CHUB_TRUNCATED": errors.Truncated, "CHUB_TRAILING_OCTETS": errors.TrailingOctets,
        "CHUB_RESERVED_VALUE": errors.ReservedValue, "CHUB_UNSUPPORTED_COMMAND": errors.UnsupportedCommand,
        "CHUB_INVALID_VALUE": errors.InvalidValue, "CHUB_REFUSED": errors.Refused,
    }
    wanted = {name: kind.default_error for name, kind in kinds.items()}
    assert {errors.BY_NUMBER[number] for number in wanted.values()} == set(kinds.values())
    wanted |= {"CHUB_NOTHING": _library.NOTHING, "CHUB_NO_SPACE": _library.NO_SPACE}
    wanted |= {"CHUB_MAXIMUM_FRAME_SIZE": _library.MAXIMUM_FRAME_SIZE}
    for number, command in enumerate(commands.COMMANDS):
        wanted["CHUB_" + re.sub("(?<!^)([A-Z])", r"_\1", command.__name__).upper()] = number
    for number, content in enumerate(contents.CONTENTS[1:]):
        name = "_".join(re.findall("[A-Z]+(?=[A-Z])|[A-Z][a-z]+", content.__name__)).upper()
        wanted[f"CHUB_CONTENT_{name}"] = number + contents._FIRST_KIND + 1
        assert _library.CONTENT_MEMBERS[number] == name.lower()
    wanted |= {"CHUB_CONTENT_NULL": contents._FIRST_KIND}
    wanted |= {"CHUB_SUBJECT_IMAGE": 1, "CHUB_SUBJECT_DEVICE": 2, "CHUB_SUBJECT_MESSAGE": 3}
    for enumeration in (hub.DeviceType, hub.Profile, hub.TargetState, chub.UseCase):
        wanted |= {f"CHUB_{member.name}": int(member) for member in enumeration}
    assert dict(zip(wanted, compiled(list(wanted), tmp_path), strict=True)) == wanted


def test_command_names() -> None:
    """The names of IF-2 are those of the classes."""
    for number, command in enumerate(commands.COMMANDS):
        name = command.__name__
        assert _library.function("command_name")(number).decode() == name[0].lower() + name[1:]
    assert _library.function("command_name")(len(commands.COMMANDS)) is None


def test_version() -> None:
    major, minor, patch = map(int, chub.__version__.split("."))
    assert f"0x00{major:02x}{minor:02x}{patch:02x}u" in header()
    assert _library.SERIES == f"{major}.{minor}"
    assert all(hasattr(chub, name) for name in chub.__all__)
