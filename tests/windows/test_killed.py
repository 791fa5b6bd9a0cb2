"""The program is killed while it is typed in and saved: little is lost, and no file is damaged."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from word_builder import WordBuilder

from desktop.app.recovery import RecoveryCopies
from desktop.app.restoring import rebuilt
from desktop.documents.reading import read

ROOT = Path(__file__).resolve().parents[2]
TYPIST = ROOT / "tests" / "support" / "typist.py"
LINES = ["中共清河区城市更新局党组关于巡察整改进展情况的通报", *("局党组召开会议研究部署。" for _ in range(400))]
NUMBER = re.compile(r"\[(\d+)\]")
MOST_SECONDS = 5.0
KILLS = int(os.environ.get("DUIZHANG_KILLS", "200"))


@dataclass
class Fate:
    """What became of one run. lost: seconds of typing; saved: tokens in the file; typed: in all."""

    lost: float
    saved: int
    typed: int
    left: int


def typed_in(lines):
    """How many tokens a text holds; they must be all from the first on, and the rest must be as it was."""
    text = "\n".join(lines)
    numbers = [int(n) for n in NUMBER.findall(text)]
    assert numbers == list(range(len(numbers)))
    assert list(lines[: len(LINES)]) == LINES
    assert NUMBER.sub("", "".join(lines[len(LINES) :])).strip("[]0123456789\n") == ""
    return len(numbers)


def one_life(folder: Path, number: int, longest: float = 8.0) -> Fate:
    """Start the typist, kill it at a random moment, and see what is there."""
    chance = random.Random(number)
    report = folder / ("通报.docx" if number % 2 else "通报.txt")
    folder.mkdir()
    if number % 2:
        WordBuilder().text(*LINES).save(report)
    else:
        report.write_bytes("\r\n".join(LINES).encode("gb18030"))
    environment = {
        **os.environ,
        "DUIZHANG_HOME": str(folder / "home"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }
    errors = folder / "home" / "errors.txt"
    errors.parent.mkdir()
    with errors.open("w", encoding="utf-8") as out:
        typist = subprocess.Popen(
            [sys.executable, str(TYPIST), str(report), str(number)],
            env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=out, text=True,
        )  # fmt: skip
    told: list[str] = [typist.stdout.readline()]
    reader = threading.Thread(target=lambda: told.extend(typist.stdout))
    reader.start()
    time.sleep(chance.uniform(0.05, longest))
    killed = time.monotonic()
    typist.send_signal(signal.SIGKILL)
    assert typist.wait() == -signal.SIGKILL, f"{told[-1]}{errors.read_text(encoding='utf-8')}"
    reader.join()
    typist.stdout.close()
    times = [float(line.split()[0]) for line in told if line.endswith("\n")]
    saved = typed_in(read(report).document.lines)
    copies = RecoveryCopies(folder / "home" / "recovery")
    best = saved
    for item in copies.left_over():
        file, notes = rebuilt(item)
        assert notes == (), [path.name for path in item.folder.iterdir()]
        assert file.path == report
        best = max(best, typed_in(item.copy.lines))
    copies.close()
    lost = 0.0 if best >= len(times) else killed - times[best]
    left = len([path for path in folder.iterdir() if path.name not in (report.name, "home")])
    return Fate(lost, saved, len(times), left)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_a_killed_program_loses_at_most_five_seconds_and_damages_nothing(tmp_path, qapp, capsys):
    with ThreadPoolExecutor(max(2, (os.cpu_count() or 2))) as pool:
        fates = list(pool.map(lambda number: one_life(tmp_path / str(number), number), range(KILLS)))
    lost = sorted(fate.lost for fate in fates)
    with capsys.disabled():
        print(
            f"\n{len(fates)} kills: most lost {lost[-1]:.2f} s, median {lost[len(lost) // 2]:.2f} s; "
            f"{sum(fate.typed for fate in fates)} tokens typed, {sum(1 for f in fates if f.saved)} files saved into, "
            f"{sum(fate.left for fate in fates)} temporary files left beside the reports"
        )
    assert lost[-1] <= MOST_SECONDS


def test_a_killed_program_is_survived_once(tmp_path, qapp):
    """The short form of the long proof."""
    if sys.platform == "win32":
        pytest.skip("there is no SIGKILL on Windows")
    fate = one_life(tmp_path / "once", 8, longest=3.0)
    assert fate.typed > 0
    assert fate.lost <= MOST_SECONDS
