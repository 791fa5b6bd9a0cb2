"""What is handed out: the wheel, and the built program. Both are long proofs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """The wheel, unpacked; built from a copy, because building leaves files beside the sources."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for name in ("desktop", "resources"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        target,
        source,
    ]
    subprocess.run([str(part) for part in command], check=True, capture_output=True)
    (file,) = target.glob("duizhang-*.whl")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(target / "unpacked")
    return target / "unpacked"


def test_the_wheel_holds_all_modules_and_all_resources(wheel):
    def below(folder: Path, *, code: bool) -> set[str]:
        files = {
            path.relative_to(folder).as_posix() for path in folder.rglob("*.py" if code else "*") if path.is_file()
        }
        return {name for name in files if "__pycache__" not in name and not name.startswith("_resources/")}

    assert below(wheel / "desktop", code=True) == below(ROOT / "desktop", code=True)
    assert below(wheel / "desktop" / "_resources", code=False) == below(ROOT / "resources", code=False)
    assert (wheel / "desktop" / "_resources" / "sample").is_dir()


def test_the_wheel_checks_its_sample(wheel, tmp_path):
    code = "import sys\nfrom desktop import cli, resources\nsys.exit(cli.main(['check', str(resources.sample_path())]))"
    env = dict(os.environ, PYTHONPATH=str(wheel), PYTHONUTF8="1")
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1, done.stderr
    assert "清河区" in done.stdout


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux works without a display")
def test_without_a_display_the_start_leaves_ledger_marked_up_report_and_picture(tmp_path):
    report = tmp_path / "甲单位.txt"
    shutil.copy(next((ROOT / "resources" / "sample").glob("*.txt")), report)
    env = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    done = subprocess.run(
        [sys.executable, str(ROOT / "build_scripts" / "run.py"), str(report)],
        cwd=tmp_path, env=env, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    made = [ROOT / "out" / f"甲单位-{end}" for end in ("台账.xlsx", "台账.docx", "批注.docx", "窗口.png")]
    try:
        assert done.returncode == 0, done.stderr
        assert all(path.stat().st_size > 4000 for path in made)
    finally:
        for path in made:
            path.unlink(missing_ok=True)


@pytest.mark.timeout(900)
def test_the_program_is_built_and_proves_itself():
    done = subprocess.run(
        [sys.executable, str(ROOT / "build_scripts" / "build.py")],
        cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", check=False,
    )  # fmt: skip
    print(done.stderr)
    assert done.returncode == 0, done.stderr[-3000:]
