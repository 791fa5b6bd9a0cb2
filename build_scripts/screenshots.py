"""Pictures of the window on the sample and on given reports: start page, report, ledger, numbers.

    python3 build_scripts/screenshots.py [--output out/pictures] [--theme light|dark] [--size 1440x900] [REPORT…]
    python3 build_scripts/screenshots.py --manual       writes the pictures of the manual into resources/help/pictures

Needs no screen; with QT_QPA_PLATFORM set, that platform is used. QT_SCALE_FACTOR=2 gives pictures for high resolution.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

_MANUAL_SIZE = (1240, 720)
_MANUAL_WIDTH = 720
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from desktop.windows.application import Program


def main() -> int:
    """Make the pictures; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="*", type=Path, help="reports beside the sample")
    parser.add_argument("--output", type=Path, default=ROOT / "out" / "pictures")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--manual", action="store_true", help="make the pictures of the manual")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if options.manual:
        _pictures_of_manual(ROOT / "resources" / "help" / "pictures")
        return 0
    options.output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        program = _program(Path(home), options.theme)
        window = program.window
        width, height = (int(part) for part in options.size.split("x"))
        window.resize(width, height)
        window.show()
        _save(program, options.output / f"start_empty_{options.theme}.png")
        sample = program.services.sample
        for report in (sample, *options.reports):
            _pictures_of(program, report, options.output, options.theme, is_sample=report == sample)
        window.show_start()
        _save(program, options.output / f"start_{options.theme}.png")
        window.editor.document().setModified(False)
        window.close()
    return 0


def _pictures_of_manual(folder: Path) -> None:
    """The sample at a modest size, framed."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as made:
        program = _program(Path(home), "light")
        window = program.window
        window.resize(*_MANUAL_SIZE)
        window.show()
        _pictures_of(program, program.services.sample, Path(made), "light", is_sample=True)
        folder.mkdir(exist_ok=True)
        for view in ("report", "ledger", "numbers"):
            image = QImage(str(Path(made) / f"sample_{view}_light.png"))
            image = image.scaledToWidth(_MANUAL_WIDTH, Qt.TransformationMode.SmoothTransformation)
            _frame(image)
            if not image.save(str(folder / f"{view}.png")):
                raise SystemExit(f"cannot write into {folder}")
        window.editor.document().setModified(False)
        window.close()


def _frame(image: QImage) -> None:
    from PySide6.QtGui import QColor, QPainter

    painter = QPainter(image)
    painter.setPen(QColor("#C5CDD8"))
    painter.drawRect(image.rect().adjusted(0, 0, -1, -1))
    painter.end()


def _program(home: Path, theme: str) -> Program:
    from desktop.app.services import real_services
    from desktop.app.theme import DARK, LIGHT
    from desktop.paths import app_paths
    from desktop.windows.application import Program, qt_application

    services = real_services(app_paths(home))
    return Program(qt_application([]), services, DARK if theme == "dark" else LIGHT)


def _pictures_of(program: Program, report: Path, folder: Path, theme: str, *, is_sample: bool) -> None:
    from desktop.windows.application import wait_until_checked

    window = program.window
    name = "sample" if is_sample else report.stem
    window.take_opened(program.services.read(report.absolute()), is_sample=is_sample)
    wait_until_checked(window)
    # the picture shows a chosen finding with its buttons, as after the first click
    findings = window.findings.model.findings
    with_fix = next((finding for finding in findings if finding.fixes and len(finding.span)), None)
    chosen = with_fix or next(iter(findings), None)
    if chosen is not None:
        window.go_to(chosen)
    for number, view in enumerate(("report", "ledger", "numbers")):
        window.show_view(number)
        _save(program, folder / f"{name}_{view}_{theme}.png")
    window.show_view(0)


def _save(program: Program, path: Path) -> None:
    from desktop.windows.application import settle

    settle()
    if not program.window.grab().save(str(path)):
        raise SystemExit(f"cannot write {path}")
    print(path)


if __name__ == "__main__":
    sys.exit(main())
