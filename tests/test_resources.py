"""The program's own data is found from the sources, from a wheel and in the built program."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop import resources

ROOT = Path(__file__).resolve().parent.parent


def test_from_the_sources():
    assert resources.folder() == ROOT / "resources"
    assert resources.path("sample", "x.txt") == ROOT / "resources" / "sample" / "x.txt"


def test_in_the_built_program(monkeypatch, tmp_path):
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.path("a") == tmp_path / "resources" / "a"


def test_in_an_installed_wheel(monkeypatch, tmp_path):
    (tmp_path / "_resources").mkdir()
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path)
    assert resources.path("a") == tmp_path / "_resources" / "a"


def test_the_sample_is_there():
    assert resources.sample_path().is_file()
