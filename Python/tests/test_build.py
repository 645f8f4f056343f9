"""PEP 517: the wheel has all that the package needs, and what is missing is said."""

from __future__ import annotations

import email
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

import chub
from chub import _library

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "build_backend"))
import chub_build

LIBRARY = Path(_library._loaded._name)


def test_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every module, the mark of types, the library and the plugin; the same files give the same wheel."""
    monkeypatch.setenv("CHUB_LIBRARY", str(LIBRARY))
    (tmp_path / "again").mkdir()
    name = chub_build.build_wheel(str(tmp_path))
    assert chub_build.build_wheel(str(tmp_path / "again")) == name
    assert (tmp_path / name).read_bytes() == (tmp_path / "again" / name).read_bytes()
    with zipfile.ZipFile(tmp_path / name) as wheel:
        files = {file.removeprefix("chub/") for file in wheel.namelist() if file.startswith("chub/")}
        sources = {path.name for path in (chub_build.PYTHON / "src/chub").glob("*.py")}
        assert files == sources | {"py.typed", "libchub.so"}
        metadata = email.message_from_bytes(wheel.read(f"chub-{chub.__version__}.dist-info/METADATA"))
        assert (metadata["Name"], metadata["Version"]) == ("chub", chub.__version__)
        assert b"chub = chub.pytest_plugin" in wheel.read(f"chub-{chub.__version__}.dist-info/entry_points.txt")


def test_library_that_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library that is not there, none, or not this package's makes no wheel that fails later."""
    monkeypatch.setenv("CHUB_LIBRARY", "no/such/libchub.so")
    with pytest.raises(chub_build.BuildError, match="no file is there"):
        chub_build.build_wheel(str(tmp_path))
    text = tmp_path / "text.so"
    text.write_text("no library")
    monkeypatch.setenv("CHUB_LIBRARY", str(text))
    with pytest.raises(chub_build.BuildError, match="no library of chub"):
        chub_build.build_wheel(str(tmp_path))
    monkeypatch.setenv("CHUB_LIBRARY", str(LIBRARY))
    monkeypatch.setattr(chub_build, "version", lambda: "99.0.0")
    with pytest.raises(chub_build.BuildError, match=f"version {chub.__version__}, and this package of 99.0.0"):
        chub_build.build_wheel(str(tmp_path))


def test_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the toolchain, the repository or a source distribution the message says what to do."""
    monkeypatch.delenv("CHUB_LIBRARY", raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(chub_build.BuildError, match="swiftc is not on the PATH"):
        chub_build.build_wheel(str(tmp_path))
    monkeypatch.setattr(chub_build, "REPOSITORY", tmp_path)
    with pytest.raises(chub_build.BuildError, match="whole clone"):
        chub_build.build_wheel(str(tmp_path))
    with pytest.raises(chub_build.BuildError, match="no source distribution"):
        chub_build.build_sdist(str(tmp_path))
