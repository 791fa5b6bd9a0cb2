"""对账: `python -m desktop` opens the window, `python -m desktop check …` and the other commands need no eyes.

Nothing is loaded here before the arguments are looked at: the commands never load Qt, the window starts without what
only commands need.
"""

from __future__ import annotations

import os
import sys

COMMANDS = frozenset({"check", "ledger", "annotate", "reconcile", "typeset", "draft", "explain", "ignore"})
_OF_THE_COMMAND_LINE = COMMANDS | {"-h", "--help", "--version"}


def main(argv: list[str] | None = None) -> int:
    """Run a command or the window; gives the exit status. argv defaults to the process's arguments.

    `--picture PNG [REPORT]` draws the window into a file, once the report is checked or else with the start page, and
    ends: for pictures in README and for the proof that a built program starts.
    """
    arguments = sys.argv[1:] if argv is None else list(argv)
    _give_missing_streams()
    if arguments and arguments[0] in _OF_THE_COMMAND_LINE:
        from desktop import cli

        return cli.main(arguments)
    _log_crashes()
    return _take_picture(arguments[1:]) if arguments[:1] == ["--picture"] else _open_window(arguments)


def _open_window(arguments: list[str]) -> int:
    """The window; where the program runs already, that one opens the files, and this one ends at once."""
    from pathlib import Path

    from desktop.app.single_instance import handed_over
    from desktop.paths import app_paths

    if handed_over(app_paths().data, [Path(name).absolute() for name in arguments if not name.startswith("-")]):
        return 0
    from desktop.windows import application

    return application.run(arguments)


def _take_picture(arguments: list[str]) -> int:
    from pathlib import Path

    from desktop.windows import application

    if not 1 <= len(arguments) <= 2:
        print("用法：--picture 图片.png [报告]", file=sys.stderr)  # noqa: T201
        return 2
    report = Path(arguments[1]) if len(arguments) > 1 else None
    application.take_picture(report, Path(arguments[0]))
    return 0


def _give_missing_streams() -> None:
    """A windowed program on Windows has no output at all, and print() would then fail."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 (lives as long as the process)


def _log_crashes() -> None:
    """Write to the log folder what Python or Qt dies of; without a folder to write to, only to standard error."""
    from desktop.app.run_log import begin, catch_errors
    from desktop.paths import app_paths

    try:
        log = begin(app_paths().log)
    except OSError:
        return
    catch_errors(log)


if __name__ == "__main__":
    sys.exit(main())
