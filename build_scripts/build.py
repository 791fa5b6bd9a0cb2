"""Make the program for the machine this runs on and prove it: python3 build_scripts/build.py.

dist/duizhang/ then holds the window (duizhang) and the command line (duizhang-cli) with all they need. Build on the
oldest system it has to run on: the C library is the system's. The proof starts both with an empty home folder.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import built_program
import environment
import supported
import system_packages

DIST = environment.ROOT / "dist"
WORK = environment.ROOT / "build"
SPEC = environment.ROOT / "build_scripts" / "duizhang.spec"
LICENCES = environment.ROOT / "build_scripts" / "licences"
SHIPPED = ("python_docx", "openpyxl", "et_xmlfile", "lxml", "typing_extensions", "pyinstaller", "olefile", "pypdfium2")


def main(arguments: list[str]) -> int:
    """Set up, build, add the licences, prove; gives 0 if the proof holds."""
    supported.check()
    argparse.ArgumentParser(prog="build.py", description=__doc__).parse_args(arguments)
    try:
        environment.ensure()
    except environment.SetupError as error:
        environment.say(str(error))
        return 3
    if not _has_build_tools():
        return 3
    folder = DIST / "duizhang"
    if environment.run("-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", *_places(), SPEC) != 0:
        environment.say("✗ PyInstaller 未能完成 PyInstaller failed")
        return 1
    _add_licences(folder / "licences")
    return built_program.prove(folder)


def _places() -> list[str | Path]:
    return ["--distpath", DIST, "--workpath", WORK]


def _has_build_tools() -> bool:
    """PyInstaller wants binutils and a shared libpython on Linux; Debian has both in packages of their own."""
    if not sys.platform.startswith("linux"):
        return True
    programs = {"objdump": "binutils", "objcopy": "binutils", "strip": "binutils"}
    absent = system_packages.ensure_programs(programs, say=environment.say)
    question = "import PyInstaller.depend.bindepend as b, sys; sys.exit(0 if b.get_python_library_path() else 1)"
    check = [str(environment.python()), "-c", question]

    def has_library() -> bool:
        return (
            subprocess.run(check, env=environment.clean_environment(), capture_output=True, check=False).returncode == 0
        )

    package = f"libpython3.{sys.version_info.minor}"
    if not has_library() and not (system_packages.install([package], environment.say) and has_library()):
        environment.say(system_packages.command_for([package], "Python 的共享库", "Python's shared library"))
        return False
    return not absent


def _add_licences(target: Path) -> None:
    """Copy the texts of everything in the folder; those of packages come with the packages."""
    shutil.copytree(LICENCES, target)
    shutil.copy(environment.ROOT / "LICENSE", target / "LICENSE.txt")
    places = [path for path in environment.VENV.rglob("*.dist-info") if path.is_dir()]
    for name in SHIPPED:
        texts = [
            file
            for place in places
            if place.name.lower().startswith(f"{name}-")
            for file in place.rglob("*")
            if file.is_file()
            and (file.name.upper().startswith(("LICEN", "COPYING", "NOTICE")) or "licenses" in file.parts)
        ]
        if not texts:
            raise FileNotFoundError(f"no licence text comes with {name}")
        (target / name).mkdir()
        for text in texts:
            shutil.copy(text, target / name / text.name)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
