"""What lies in the project, and what must not."""

from __future__ import annotations

import ast
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOP = {
    "pyproject.toml", "desktop", "resources", "tests", "build_scripts", "README.md", "LICENSE", "CHANGELOG.md",
    ".gitignore", ".ci", ".github",
}  # fmt: skip


@pytest.fixture(scope="module")
def tracked() -> list[Path]:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("git or the repository is not here")
    command = ["git", "-c", "core.quotepath=off", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_the_top_level_holds_what_the_plan_says_and_no_more(tracked):
    assert {path.relative_to(ROOT).parts[0] for path in tracked} <= TOP


def test_no_file_names_a_host_of_a_package_registry(tracked):
    hosts = [
        ".".join(parts).encode()
        for parts in (
            ("pypi", "org"), ("pythonhosted", "org"), ("deb", "debian", "org"), ("registry", "npmjs"),
            ("pypi", "tuna"), ("mirrors", "aliyun"), ("mirrors", "tuna"), ("pypi", "douban"),
        )
    ]  # fmt: skip
    for path in tracked:
        content = path.read_bytes()
        assert not [host for host in hosts if host in content], path


def test_the_wheel_names_every_package():
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    found = {
        ".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "desktop").rglob("__init__.py")
    }  # fmt: skip
    assert set(setuptools["packages"]) == found | {"desktop._resources"}


@pytest.mark.parametrize(
    "name", ["run.py", "test.py", "build.py", "supported.py", "environment.py", "system_packages.py"]
)
def test_the_scripts_can_be_read_by_an_old_python_that_then_says_what_is_needed(name):
    ast.parse((ROOT / "build_scripts" / name).read_text(encoding="utf-8"), feature_version=(3, 7))
