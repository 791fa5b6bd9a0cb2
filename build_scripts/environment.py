"""Makes the project's own environment: .venv from the lock file, and the system's libraries and fonts that Qt needs.

Standard library only. Everything is checked at each start (some milliseconds) and made or mended only when it is
missing or the lock file has changed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import system_packages

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "build_scripts" / "requirements.lock"
STAMP = VENV / "made-from.txt"

# Settings of pip that would change what is installed or where. All others (index, proxy, certificate, timeout, wheel
# folders) are the machine's own and are honoured.
_MEDDLING = frozenset(
    {
        "PIP_BREAK_SYSTEM_PACKAGES",
        "PIP_BUILD_CONSTRAINT",
        "PIP_CONSTRAINT",
        "PIP_DRY_RUN",
        "PIP_EDITABLE",
        "PIP_FORCE_REINSTALL",
        "PIP_IGNORE_INSTALLED",
        "PIP_IGNORE_REQUIRES_PYTHON",
        "PIP_NO_BINARY",
        "PIP_NO_BUILD_ISOLATION",
        "PIP_NO_DEPS",
        "PIP_ONLY_BINARY",
        "PIP_PLATFORM",
        "PIP_PRE",
        "PIP_PREFER_BINARY",
        "PIP_PREFIX",
        "PIP_PYTHON",
        "PIP_PYTHON_VERSION",
        "PIP_REQUIREMENT",
        "PIP_REQUIRE_HASHES",
        "PIP_ROOT",
        "PIP_SRC",
        "PIP_TARGET",
        "PIP_UPGRADE",
        "PIP_USER",
        "PIP_USE_PEP",
    }
)


class SetupError(Exception):
    """The environment cannot be made; str() says in Chinese and English what to do."""


def say(text: str) -> None:
    """Print a line of progress on standard error, so that standard output holds results only."""
    print(text, file=sys.stderr, flush=True)


def python() -> Path:
    """Give the interpreter of .venv."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def headless() -> bool:
    """Say whether windows cannot be shown here."""
    if os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in {"offscreen", "minimal"}:
        return True
    return sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def ensure() -> Path:
    """Make what is missing and give the interpreter of .venv; raises SetupError."""
    system_packages.ensure_libraries(headless=headless(), say=say, error=SetupError)
    if not _is_made():
        _make()
    system_packages.ensure_font(python(), VENV / "font-found.txt", say=say)
    return python()


def run(*arguments: str | Path, env: dict[str, str] | None = None) -> int:
    """Run .venv's Python in the project's folder and give its exit status."""
    command = [str(python()), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=clean_environment(env), check=False).returncode


def clean_environment(changes: dict[str, str] | None = None) -> dict[str, str]:
    """Give this process's environment without what leads Python to other packages than .venv's."""
    env = {key: value for key, value in os.environ.items() if key not in {"PYTHONHOME", "PYTHONPATH"}}
    env["PYTHONUTF8"] = "1"
    if sys.platform.startswith("linux") and not any(env.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        env["LANG"] = "C.UTF-8"  # Qt complains of a locale without UTF-8
    env.update(changes or {})
    return env


def _fingerprint() -> str:
    """What .venv depends on: the lock's bytes, this Python and the folder (a .venv cannot be moved)."""
    digest = hashlib.sha256(LOCK.read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return f"{digest}\nPython {platform.python_version()}\n{sys.base_prefix}\n{ROOT}\n"


def _is_made() -> bool:
    try:
        return python().exists() and STAMP.read_text(encoding="utf-8") == _fingerprint()
    except OSError:
        return False


def _make() -> None:
    if any(importlib.util.find_spec(name) is None for name in ("venv", "ensurepip")):
        system_packages.ensure_venv_module(say=say, error=SetupError)
    say(f"正在准备运行环境（仅首次需要几分钟）：{VENV}\nSetting up {VENV} (once, some minutes)")
    STAMP.unlink(missing_ok=True)
    result = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], env=clean_environment(), check=False)
    if result.returncode != 0:
        message = f"无法建立 {VENV}，请关闭正在运行的程序后重试。\n"
        message += f"{VENV} cannot be made; close what runs from it and try again."
        raise SetupError(message)
    with tempfile.TemporaryDirectory() as folder:
        backend = Path(folder) / "backend.txt"
        backend.write_text(lock_entry(LOCK.read_text(encoding="utf-8"), "setuptools"), encoding="utf-8")
        # jieba comes as source only: it is built with the setuptools of the lock, not with one that pip picks
        _install("-r", str(backend))
        _install("-r", str(LOCK), "--no-build-isolation", "--use-pep517")
    STAMP.write_text(_fingerprint(), encoding="utf-8")


def lock_entry(lock: str, name: str) -> str:
    """Cut one package with its hashes out of a lock file's text."""
    lines = lock.splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"{name}=="))
    end = next(i for i in range(start, len(lines)) if not lines[i].endswith("\\"))
    return "\n".join(lines[start : end + 1]) + "\n"


def _install(*arguments: str) -> None:
    command = [str(python()), "-m", "pip", "--disable-pip-version-check", "install", "--require-hashes"]
    command += ["--quiet", "--no-user", "--no-warn-script-location", "--no-input", *arguments]
    env = pip_environment(os.environ)
    if subprocess.run(command, cwd=ROOT, env=env, check=False).returncode == 0:
        return
    # A folder of wheels set for this machine may hold another build of a package than the lock's: once more without it
    with tempfile.TemporaryDirectory() as empty:
        say("再试一次（不使用本机的 wheel 文件夹）…… Trying once more without this machine's wheel folders")
        env["PIP_FIND_LINKS"] = empty
        if subprocess.run(command, cwd=ROOT, env=env, check=False).returncode == 0:
            return
    raise SetupError(
        "安装依赖包失败，请检查网络或 pip 的设置后重试。\n"
        "The packages could not be installed; check the network or pip's settings."
    )


def pip_environment(environ: os._Environ[str] | dict[str, str]) -> dict[str, str]:
    """Give an environment for pip that keeps the machine's sources and drops what bends an installation."""
    dropped = _MEDDLING | {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    return {key: value for key, value in environ.items() if key.upper() not in dropped}
