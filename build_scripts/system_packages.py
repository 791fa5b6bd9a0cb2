"""The system's part of the set-up on Linux: libraries that Qt loads, a Chinese font, the venv module.

Installed with apt-get when this is root on Debian or a relative of it (Ubuntu, Kylin, UOS); otherwise the exact command
is printed. Other systems bring all of this with them.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Say = Callable[[str], None]

# Library: Debian's package. What importing PySide6.QtWidgets and the offscreen platform load (ldd over the wheel).
NEEDED = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
}
# What the xcb platform loads besides, to show windows.
NEEDED_FOR_WINDOWS = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
# Song and Hei faces of one family in one package; without a Chinese font all text is boxes.
FONT_PACKAGE = "fonts-noto-cjk"

_FONT_QUESTION = """
from PySide6.QtGui import QFontDatabase, QGuiApplication
app = QGuiApplication([])
raise SystemExit(0 if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese) else 3)
"""


def missing(libraries: dict[str, str]) -> list[str]:
    """Give the packages whose libraries cannot be loaded, each once, in order."""
    packages: dict[str, None] = {}
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages[package] = None
    return list(packages)


def ensure_libraries(*, headless: bool, say: Say, error: type[Exception]) -> None:
    """Install the libraries Qt needs; raises error when one is missing that this start cannot do without."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing(NEEDED | NEEDED_FOR_WINDOWS)
    if not packages or install(packages, say):
        return
    message = command_for(packages, "Qt 所需的系统库", "system libraries that Qt needs")
    if headless and not missing(NEEDED):
        say(message)  # no window can be shown here anyway
        return
    raise error(message)


def ensure_font(python: Path, stamp: Path, *, say: Say) -> None:
    """Install a Chinese font where there is none, or say how; the answer is remembered in stamp once it is yes."""
    if not sys.platform.startswith("linux") or stamp.exists() or not python.exists():
        return
    question = [str(python), "-c", _FONT_QUESTION]
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")

    def absent() -> bool:
        return subprocess.run(question, env=env, check=False).returncode == 3

    if absent() and not (install([FONT_PACKAGE], say) and not absent()):
        say(command_for([FONT_PACKAGE], "中文字体（没有它，文字显示为方框）", "a Chinese font (text shows as boxes)"))
        return
    stamp.touch()


def ensure_venv_module(*, say: Say, error: type[Exception]) -> None:
    """Install Debian's split-off venv module, or raise error with the command."""
    packages = [f"python3.{sys.version_info.minor}-venv"]
    if Path(sys.executable).resolve().parent != Path("/usr/bin") or not install(packages, say):
        raise error(command_for(packages, "Python 的 venv 模块", "Python's venv module"))


def ensure_programs(programs: dict[str, str], *, say: Say) -> list[str]:
    """Install programs (name: Debian's package) that are absent; give those still absent."""
    absent = {name: package for name, package in programs.items() if not shutil.which(name)}
    if absent and not install(list(absent.values()), say):
        say(command_for(absent.values(), "所需的程序", "programs"))
    return [name for name in absent if not shutil.which(name)]


def install(packages: Iterable[str], say: Say) -> bool:
    """Install packages with apt-get if this is root on a Debian-like system; say whether it worked."""
    names = sorted(set(packages))
    if not shutil.which("apt-get") or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    say(f"正在安装系统软件包 Installing: {' '.join(names)}")
    arguments = ["install", "-y", "-qq", "--no-install-recommends", *names]
    status, complaint = _apt_get(*arguments)
    if status != 0:  # no package lists yet, or old ones
        _apt_get("update", "-qq")
        status, complaint = _apt_get(*arguments)
    if status != 0:
        say(complaint)
    return status == 0


def _apt_get(*arguments: str) -> tuple[int, str]:
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    result = subprocess.run(["apt-get", *arguments], env=env, capture_output=True, check=False)
    return result.returncode, result.stderr.decode(errors="replace").strip()


def command_for(packages: Iterable[str], chinese: str, english: str) -> str:
    """Say what is missing and the command that installs it."""
    names = " ".join(sorted(set(packages)))
    return (
        f"缺少{chinese}。Debian、Ubuntu、麒麟、统信请运行：\n"
        f"Missing: {english}. On Debian and its relatives:\n\n"
        f"    sudo apt-get install --no-install-recommends {names}\n"
    )
