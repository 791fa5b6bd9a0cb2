"""The folders of this user that the program writes to. Naming them makes nothing; created() does, when first used."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOME_VARIABLE = "DUIZHANG_HOME"


@dataclass(frozen=True, slots=True)
class AppPaths:
    """config: settings; data: side data of reports; recovery: unsaved text; log: crash reports, without report text."""

    config: Path
    data: Path
    recovery: Path
    log: Path


def app_paths(
    home: Path | None = None, *, environ: Mapping[str, str] | None = None, platform: str | None = None
) -> AppPaths:
    """Give the folders by the customs of the platform, or all within one folder.

    home, or else the variable DUIZHANG_HOME, moves everything into that folder
    (tests, a portable copy). environ and platform default to this process's.
    Sources: %APPDATA% for what roams and %LOCALAPPDATA% for what stays on the
    machine; XDG Base Directory Specification 0.8.
    """
    env = os.environ if environ is None else environ
    system = sys.platform if platform is None else platform
    named = env.get(HOME_VARIABLE)
    if home is None and named:
        home = Path(named)
    if home is not None:
        home = home.absolute()
        return AppPaths(home / "config", home / "data", home / "recovery", home / "log")
    if system == "win32":
        user = Path.home()
        roaming = _absolute(env.get("APPDATA"), user / "AppData" / "Roaming") / "Duizhang"
        local = _absolute(env.get("LOCALAPPDATA"), user / "AppData" / "Local") / "Duizhang"
        return AppPaths(roaming, local / "data", local / "recovery", local / "log")
    if system == "darwin":
        library = Path.home() / "Library"
        support = library / "Application Support" / "Duizhang"
        return AppPaths(support / "config", support / "data", support / "recovery", library / "Logs" / "Duizhang")
    user = Path.home()
    config = _absolute(env.get("XDG_CONFIG_HOME"), user / ".config") / "duizhang"
    data = _absolute(env.get("XDG_DATA_HOME"), user / ".local" / "share") / "duizhang"
    state = _absolute(env.get("XDG_STATE_HOME"), user / ".local" / "state") / "duizhang"
    return AppPaths(config, data, state / "recovery", state / "log")


def created(folder: Path) -> Path:
    """Make a folder, readable by this user only, if it is not there; raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _absolute(value: str | None, default: Path) -> Path:
    """A folder from the environment; relative ones are to be ignored (XDG)."""
    return Path(value) if value and Path(value).is_absolute() else default
