"""Builds the wheel of the package `chub` (PEP 517), with the C library in it.

It needs no other package: a wheel is a ZIP archive with a list of what is in it. The library is made by
`Embedding/build library`, or is the one that the environment variable CHUB_LIBRARY names.
"""

import base64
import ctypes
import hashlib
import os
import re
import shutil
import subprocess
import sysconfig
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path

PYTHON = Path(__file__).resolve().parent.parent
REPOSITORY = PYTHON.parent
HEADER = REPOSITORY / "Embedding/library/include/chub/common.h"

Settings = Mapping[str, str | list[str]] | None


class BuildError(Exception):
    """Why there is no wheel, for people."""


def library() -> Path:
    """The library, built where nobody names one."""
    if named := os.environ.get("CHUB_LIBRARY"):
        path = Path(named).resolve()
        if not path.is_file():
            raise BuildError(f"CHUB_LIBRARY is {named}, and no file is there")
        check(path)
        return path
    if sysconfig.get_platform() != "linux-x86_64":
        raise BuildError(f"the library is built for linux-x86_64 only, not for {sysconfig.get_platform()}")
    script = REPOSITORY / "Embedding/build"
    if not script.is_file():
        raise BuildError(f"{script} is not there: install from a whole clone, or name a library in CHUB_LIBRARY")
    if shutil.which("swiftc") is None:
        raise BuildError(
            "swiftc is not on the PATH: install the Swift 6.3 toolchain (swift.org), or name a library that is built "
            "in the environment variable CHUB_LIBRARY"
        )
    status = subprocess.run([script, "library"]).returncode
    if status != 0:
        raise BuildError(f"'{script} library' ended with {status}")
    return (REPOSITORY / ".build/embedding/library/lib/libchub.so").resolve()


def check(path: Path) -> None:
    """A library of another version, or none, would fail where the package is used, and be hard to find there."""
    try:
        number = ctypes.CDLL(str(path)).chub_version()
    except (OSError, AttributeError) as error:
        raise BuildError(f"CHUB_LIBRARY is {path}, which is no library of chub: {error}") from error
    found = f"{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
    if found != version():
        raise BuildError(f"CHUB_LIBRARY is {path}, which is of version {found}, and this package of {version()}")


def version() -> str:
    """The version that the header states."""
    if not HEADER.is_file():
        raise BuildError(f"{HEADER} is not there: install from a whole clone of the repository")
    found = re.search(r"#define CHUB_VERSION 0x00([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})u", HEADER.read_text())
    if found is None:
        raise BuildError(f"{HEADER} states no version")
    return ".".join(str(int(part, 16)) for part in found.groups())


def metadata() -> dict[str, str]:
    """The files of the wheel's folder dist-info, but for the list."""
    project = tomllib.loads((PYTHON / "pyproject.toml").read_text())["project"]
    lines = [
        "Metadata-Version: 2.1",
        f"Name: {project['name']}",
        f"Version: {version()}",
        f"Summary: {project['description']}",
        f"Requires-Python: {project['requires-python']}",
        *(f"Classifier: {classifier}" for classifier in project["classifiers"]),
    ]
    points = [
        line
        for group, entries in project["entry-points"].items()
        for line in (f"[{group}]", *(f"{name} = {place}" for name, place in entries.items()))
    ]
    tag = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    wheel = f"Wheel-Version: 1.0\nGenerator: chub_build\nRoot-Is-Purelib: false\nTag: py3-none-{tag}\n"
    return {"METADATA": "\n".join(lines) + "\n", "WHEEL": wheel, "entry_points.txt": "\n".join(points) + "\n"}


def write_wheel(folder: str, files: dict[str, bytes]) -> str:
    """Writes a wheel of these files and the metadata; its name."""
    texts = metadata()
    tag = texts["WHEEL"].split("Tag: ")[1].strip()
    information = f"chub-{version()}.dist-info"
    files = files | {f"{information}/{name}": text.encode() for name, text in texts.items()}
    record = ""
    for name, octets in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(octets).digest()).rstrip(b"=").decode()
        record += f"{name},sha256={digest},{len(octets)}\n"
    files[f"{information}/RECORD"] = (record + f"{information}/RECORD,,\n").encode()
    wheel = f"chub-{version()}-{tag}.whl"
    with zipfile.ZipFile(Path(folder) / wheel, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, octets in files.items():
            # The same files give the same wheel.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, octets)
    return wheel


def build_wheel(
    wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None
) -> str:
    """The wheel: the package and its library."""
    source = PYTHON / "src"
    files = {
        str(path.relative_to(source)): path.read_bytes()
        for path in sorted((source / "chub").iterdir())
        if path.suffix == ".py" or path.name == "py.typed"
    }
    files["chub/libchub.so"] = library().read_bytes()
    return write_wheel(wheel_directory, files)


def build_editable(
    wheel_directory: str, config_settings: Settings = None, metadata_directory: str | None = None
) -> str:
    """For `pip install --editable`: the package stays where it is, and so does the library."""
    shutil.copyfile(library(), PYTHON / "src/chub/libchub.so")
    return write_wheel(wheel_directory, {"chub.pth": f"{PYTHON / 'src'}\n".encode()})


def build_sdist(sdist_directory: str, config_settings: Settings = None) -> str:
    """There is none: the library is built from the whole repository."""
    raise BuildError("there is no source distribution: install from a clone of the repository")
