"""How the clerk likes the window: size of the page, which panels are shown. Remembered for the next start. No Qt."""

from __future__ import annotations

import json
from collections.abc import MutableMapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

ZOOMS = (50, 60, 70, 80, 90, 100, 110, 120, 130, 150, 175, 200, 250, 300)
"""Sizes of the page in per cent."""
SCALES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Sizes of the whole window in per cent, on top of the system's own."""
VIEW_FILE = "view.json"
"""Its file among the settings."""
_SCALE = "QT_SCALE_FACTOR"


@dataclass(frozen=True, slots=True)
class ViewState:
    """How it looks.

    zoom: of the page, in per cent. outline, findings: whether the panels at
    the left and at the right are shown. scale: of the whole window, in per
    cent; it holds from the next start.
    """

    zoom: int = 100
    outline: bool = True
    findings: bool = True
    scale: int = 100

    def zoomed(self, steps: int) -> ViewState:
        """So many sizes larger, or smaller below nothing."""
        if steps > 0:
            wanted = [zoom for zoom in ZOOMS if zoom > self.zoom][:steps]
        else:
            wanted = [zoom for zoom in reversed(ZOOMS) if zoom < self.zoom][:-steps]
        return replace(self, zoom=wanted[-1]) if wanted else self


def load_view(file: Path) -> ViewState:
    """The state of the last time, the usual one where there is none that can be read."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        zoom, scale = int(data["zoom"]), int(data.get("scale", 100))
        return ViewState(
            min(max(zoom, ZOOMS[0]), ZOOMS[-1]),
            bool(data["outline"]),
            bool(data["findings"]),
            min(max(scale, SCALES[0]), SCALES[-1]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return ViewState()


def save_view(file: Path, state: ViewState) -> None:
    """Remember; a folder that cannot be written to costs nothing but the memory."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(asdict(state)), encoding="utf-8")
    except OSError:
        return


def settle_scale(environ: MutableMapping[str, str], state: ViewState) -> None:
    """Tell Qt, before the application is made, how large everything is; what was told it from outside stays."""
    if state.scale != 100 and not environ.get(_SCALE):
        environ[_SCALE] = f"{state.scale / 100:g}"
