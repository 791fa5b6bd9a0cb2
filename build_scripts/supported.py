"""Says in two languages why a Python is not fit, before anything newer than Python 3.7 is asked of it.

run.py, test.py, build.py and what they import at their head must stay readable to such old interpreters.
"""

from __future__ import annotations

import platform
import struct
import sys

OLDEST = (3, 11)
NEWEST = (3, 13)
NEWEST_ARM_LINUX = (3, 12)  # Qt 6.7.3, the newest for older systems on aarch64, knows no later Python


def newest(system: str, machine: str) -> tuple[int, int]:
    """Give the newest Python (major, minor) that the pinned Qt has wheels for."""
    if system == "Linux" and machine == "aarch64":
        return NEWEST_ARM_LINUX
    return NEWEST


def complaint(version: tuple[int, int], bits: int, system: str, machine: str) -> str | None:
    """Give what is wrong with a Python in Chinese and English, or None.

    version: (major, minor); bits: of a pointer; system and machine as the platform module names them.
    """
    last = newest(system, machine)
    if OLDEST <= version <= last and bits == 64:
        return None
    wanted = f"{OLDEST[0]}.{OLDEST[1]}–{last[0]}.{last[1]}"
    found = f"{version[0]}.{version[1]}（{bits} 位）"
    command = "py -3.11" if system == "Windows" else "python3.11"
    return (
        f"需要 64 位的 Python {wanted}，现在用的是 {found}。\n"
        f"请安装合适的版本后再试，例如：{command} build_scripts/run.py\n"
        f"A 64-bit Python {wanted} is needed; this is {version[0]}.{version[1]} ({bits}-bit). "
        f"Install one and start again, for example: {command} build_scripts/run.py"
    )


def check() -> None:
    """End the program with a message if this Python is not fit; make output that cannot be encoded harmless."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    text = complaint(sys.version_info[:2], struct.calcsize("P") * 8, platform.system(), platform.machine())
    if text:
        sys.exit(text)
