"""Run style, types and tests: python3 build_scripts/test.py [--setup-only] [--slow] [arguments of pytest].

The first start makes .venv. --slow adds the long proofs (the built program, the wheel). With arguments for pytest only
the tests they choose run, without style and types.
"""

from __future__ import annotations

import argparse
import os
import sys

import environment
import supported

_PROCESSES = 2
"""More would want more memory than a small machine has. The long proofs, which measure, run alone."""


def main(arguments: list[str]) -> int:
    """Set up, then run ruff, mypy and pytest; gives 0 if all are content."""
    supported.check()
    parser = argparse.ArgumentParser(prog="test.py", description="Style, types, tests. Other arguments go to pytest.")
    parser.add_argument("--setup-only", action="store_true", help="stop when the environment is made")
    parser.add_argument("--slow", action="store_true", help="with the long proofs")
    options, for_pytest = parser.parse_known_args(arguments)
    try:
        environment.ensure()
    except environment.SetupError as error:
        environment.say(str(error))
        return 3
    if options.setup_only:
        environment.say(f"运行环境已就绪 Ready: {environment.VENV}")
        return 0
    steps = [] if for_pytest else [("ruff", ["check", "."]), ("ruff", ["format", "--check", "."]), ("mypy", [])]
    steps.append(
        ("pytest", [*(["-m", "slow or not slow"] if options.slow else _side_by_side(for_pytest)), *for_pytest])
    )
    failed = []
    for name, rest in steps:
        environment.say(f"── {name} {' '.join(rest)}")
        if environment.run("-m", name, *rest) != 0:
            failed.append(name)
    environment.say(f"✗ 未通过 Failed: {', '.join(failed)}" if failed else "✓ 全部通过 All passed")
    return 1 if failed else 0


def _side_by_side(for_pytest: list[str]) -> list[str]:
    """The quick tests in several processes, when all of them run."""
    processes = min(_PROCESSES, os.cpu_count() or 1)
    return [] if for_pytest or processes == 1 else ["-n", str(processes), "--dist", "worksteal"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
