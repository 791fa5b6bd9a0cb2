"""Where the program's own data lies: beside the package, inside an installed wheel, or in the built program."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder() -> Path:
    """Give the folder of the resources, wherever the program runs from."""
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's start-up
    if bundle is not None:
        return Path(bundle) / "resources"
    installed = _PACKAGE / "_resources"  # the place pyproject.toml gives resources/ in a wheel
    if installed.is_dir():
        return installed
    return _PACKAGE.parent / "resources"


def path(*parts: str) -> Path:
    """Give where one resource lies; parts name it from the folder down."""
    return folder().joinpath(*parts)


def sample_path() -> Path:
    """Give the report of an invented bureau that a first click opens."""
    return path("sample", "清河区城市更新局整改通报（示例）.txt")
