"""Which input method Qt asks for on Linux. To be settled before the application is made.

The program brings Qt's plugin for IBus and none for fcitx, whose plugin has
to be built for exactly this Qt. fcitx 5 answers to IBus too, so where a
desktop asks for fcitx (麒麟, 统信 and most others) IBus is asked for instead.
fcitx 4 does not answer; the manual says what to do then.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from pathlib import Path

_IBUS = "ibus"
_PLUGINS = "platforminputcontexts"


def settle_input_method(environ: MutableMapping[str, str], plugins: Path, home: Path, platform: str) -> None:
    """Set QT_IM_MODULE so that a plugin that is there is asked for; a choice that can be met stays.

    plugins: Qt's folder of plugins. home: the user's folder, where IBus and
    fcitx 5 leave a note of where they are listening.
    """
    if not platform.startswith("linux"):
        return
    there = [file.name.lower() for file in (plugins / _PLUGINS).glob("*.so")]

    def is_there(module: str) -> bool:
        return module in ("none", "compose", "wayland") or any(module in name for name in there)

    wanted = [name for name in environ.get("QT_IM_MODULES", "").lower().split(";") if name]
    if wanted:
        if not any(is_there(name) and name != "wayland" for name in wanted):
            environ["QT_IM_MODULES"] = ";".join([*wanted, _IBUS])
        return
    asked = environ.get("QT_IM_MODULE", "").lower()
    if asked and is_there(asked):
        return
    named = asked, environ.get("XMODIFIERS", "").lower().partition("@im=")[2], environ.get("GTK_IM_MODULE", "").lower()
    listening = not asked and any((home / ".config/ibus/bus").glob("*-unix*"))
    if listening or any(name.startswith(("fcitx", _IBUS)) for name in named):
        environ["QT_IM_MODULE"] = _IBUS
