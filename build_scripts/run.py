"""Start the program on its sample, or on the file given: python3 build_scripts/run.py [FILE].

The first start makes .venv. Without a display the same job is done without a window: out/ then holds the ledger as
Excel and Word, the marked-up Word file and a picture of the window.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

import environment
import supported

OUT = environment.ROOT / "out"


def main(arguments: list[str]) -> int:
    """Set up, then open the window, or work without one; gives the exit status."""
    supported.check()
    parser = argparse.ArgumentParser(prog="run.py", description="启动对账。Start the program.")
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="要打开的报告，缺省为示例 (default: the sample)"
    )
    options = parser.parse_args(arguments)
    report: Path | None = options.file and options.file.resolve()
    if report and not report.is_file():
        parser.error(f"找不到文件 (no such file): {report}")
    try:
        environment.ensure()
    except environment.SetupError as error:
        environment.say(str(error))
        return 3
    if report is None:
        report = sample()
    if environment.headless():
        return work_without_window(report)
    return environment.run("-m", "desktop", report)


def sample() -> Path:
    """Ask the program where its sample lies."""
    question = "import desktop.resources; print(desktop.resources.sample_path())"
    command = [str(environment.python()), "-c", question]
    env = environment.clean_environment()
    answer = subprocess.run(command, cwd=environment.ROOT, env=env, check=True, capture_output=True, encoding="utf-8")
    return Path(answer.stdout.strip())


def work_without_window(report: Path) -> int:
    """Leave ledger, marked-up report and a picture of the window in out/; gives 0 if all are there."""
    OUT.mkdir(exist_ok=True)
    jobs = [
        ("Excel 台账", "ledger", OUT / f"{report.stem}-台账.xlsx"),
        ("Word 台账", "ledger", OUT / f"{report.stem}-台账.docx"),
        ("批注稿", "annotate", OUT / f"{report.stem}-批注.docx"),
        ("窗口图", "picture", OUT / f"{report.stem}-窗口.png"),
    ]
    environment.say(f"没有显示器，不打开窗口，结果写入 {OUT}\nNo display: results go to {OUT}")
    environment.run("-m", "desktop", "check", report)
    failed = 0
    for label, command, output in jobs:
        output.unlink(missing_ok=True)
        if command == "picture":
            environment.run("-m", "desktop", "--picture", output, report, env={"QT_QPA_PLATFORM": "offscreen"})
        else:
            environment.run("-m", "desktop", command, report, "--output", output)
        made = output.is_file() and output.stat().st_size > 0
        failed += not made
        environment.say(f"{'✓' if made else '✗'} {label}：{output.relative_to(environment.ROOT)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
