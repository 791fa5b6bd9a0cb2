"""Pictures of the window on the sample and on given reports: start page, report, ledger, numbers.

    python3 build_scripts/screenshots.py [--output out/pictures] [--theme light|dark] [--size 1440x900] [REPORT…]

Needs no screen; with QT_QPA_PLATFORM set, that platform is used. QT_SCALE_FACTOR=2 gives pictures for high resolution.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from desktop.windows.application import Program


def main() -> int:
    """Make the pictures; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", nargs="*", type=Path, help="reports beside the sample")
    parser.add_argument("--output", type=Path, default=ROOT / "out" / "pictures")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="1440x900")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
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
