"""Speed, as ratios to something measured in the same run where it can be, because machines differ and are noisy.

Usage: .venv/bin/python build_scripts/bench.py [PART…] [--texts FOLDER]

Each module of `benches` with a function `run(texts)` is a part; without a
name all parts run. FOLDER: .txt files to read, invented reports without it;
a folder given as the only argument means the same.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import benches


def _texts(folder: str | None) -> list[str]:
    if folder is None:
        return ["\n".join(benches.invented_text(10_000)) for _ in range(20)]
    return [path.read_text("utf-8") for path in sorted(Path(folder).glob("*.txt"))]


def main() -> None:
    """Run the parts named, or all."""
    parts = sorted(module.name for module in pkgutil.iter_modules(benches.__path__) if module.name[0] != "_")
    parser = argparse.ArgumentParser(description="Measure speed.", epilog=f"Parts: {', '.join(parts)}.")
    parser.add_argument("parts", nargs="*", metavar="PART", help="all parts when none is named")
    parser.add_argument("--texts", metavar="FOLDER", help="texts to read, invented ones without it")
    asked = parser.parse_args()
    names = list(asked.parts)
    folder = asked.texts
    if folder is None and names and Path(names[-1]).is_dir():
        folder = names.pop()
    if unknown := [name for name in names if name not in parts]:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(parts)}")
    texts = _texts(folder)
    for name in names or parts:
        print(f"== {name}", flush=True)
        importlib.import_module(f"benches.{name}").run(texts)


if __name__ == "__main__":
    main()
