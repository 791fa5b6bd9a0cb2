"""Thousands of spoiled files: read or refused in words, within ten seconds and 500 MB, nothing left behind."""

import multiprocessing
import sys

import pytest
from spoiling import MOST_MEMORY, SLOWEST, prove

FEW = {"docx": 12, "xlsx": 6, "doc": 30, "rtf": 30, "odt": 20, "pdf": 20}
MANY = {"docx": 3_500, "xlsx": 1_500, "doc": 600, "rtf": 600, "odt": 600, "pdf": 600}


def shown(kind, count, seed, folder):
    """The result of a run in a process of its own, so that a crash is seen and memory is measured."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(prove, (kind, count, seed, str(folder)))


def held(result):
    print(result)
    assert result["wrong"] == {}
    assert result["left"] == []
    assert result["slowest"] < SLOWEST
    assert result["megabytes"] * 1024 * 1024 < MOST_MEMORY
    assert result.get("refused", 0) > 0


@pytest.mark.parametrize("kind", FEW)
def test_a_few_spoiled_files(kind, tmp_path):
    result = prove(kind, FEW[kind], 1, str(tmp_path))
    assert result["wrong"] == {}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured as on Linux")
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("kind", MANY)
def test_thousands_of_spoiled_files(kind, tmp_path):
    held(shown(kind, MANY[kind], 2, tmp_path))
