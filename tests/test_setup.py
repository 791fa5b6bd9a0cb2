"""The set-up scripts: what they say to a Python that is not fit, and where nothing can be installed."""

from __future__ import annotations

import os
import sys

import environment
import pytest
import supported
import system_packages


@pytest.mark.parametrize(
    ("version", "bits", "system", "machine"),
    [
        ((3, 11), 64, "Linux", "x86_64"),
        ((3, 13), 64, "Windows", "AMD64"),
        ((3, 12), 64, "Linux", "aarch64"),
        ((3, 13), 64, "Darwin", "arm64"),
    ],
)
def test_a_fit_python_is_let_in(version, bits, system, machine):
    assert supported.complaint(version, bits, system, machine) is None


@pytest.mark.parametrize(
    ("version", "bits", "system", "machine", "wanted"),
    [
        ((3, 10), 64, "Linux", "x86_64", "3.11–3.13"),
        ((3, 14), 64, "Windows", "AMD64", "3.11–3.13"),
        ((3, 13), 64, "Linux", "aarch64", "3.11–3.12"),
        ((3, 11), 32, "Windows", "x86", "64"),
    ],
)
def test_any_other_is_told_in_chinese_and_english_what_is_needed(version, bits, system, machine, wanted):
    text = supported.complaint(version, bits, system, machine)
    assert text is not None
    chinese, english = text.split("A 64-bit", 1)
    assert wanted in chinese
    assert wanted in "64-bit" + english
    assert ("py -3.11" in text) == (system == "Windows")


def test_a_missing_library_is_named_by_its_package_once():
    libraries = {"libnot-there-1.so": "package-a", "libnot-there-2.so": "package-a", "libnot-there-3.so": "package-b"}
    assert system_packages.missing(libraries) == ["package-a", "package-b"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux lacks libraries that Qt needs")
class TestWhereNothingMayBeInstalled:
    @pytest.fixture(autouse=True)
    def no_root(self, monkeypatch):
        monkeypatch.setattr(os, "geteuid", lambda: 1000)

    def test_the_exact_command_is_given(self, monkeypatch):
        monkeypatch.setattr(system_packages, "NEEDED", {"libnot-there.so": "package-a"})
        with pytest.raises(environment.SetupError, match="apt-get install --no-install-recommends package-a"):
            system_packages.ensure_libraries(headless=True, say=print, error=environment.SetupError)

    def test_what_only_windows_need_does_not_stop_work_without_a_display(self, monkeypatch):
        monkeypatch.setattr(system_packages, "NEEDED", {})
        monkeypatch.setattr(system_packages, "NEEDED_FOR_WINDOWS", {"libnot-there.so": "package-b"})
        said: list[str] = []
        system_packages.ensure_libraries(headless=True, say=said.append, error=environment.SetupError)
        assert "package-b" in "".join(said)
        with pytest.raises(environment.SetupError, match="package-b"):
            system_packages.ensure_libraries(headless=False, say=print, error=environment.SetupError)


def test_the_environment_is_made_anew_when_the_lock_changes(tmp_path, monkeypatch):
    lock = tmp_path / "lock"
    lock.write_text("a==1\n")
    monkeypatch.setattr(environment, "LOCK", lock)
    first = environment._fingerprint()
    lock.write_bytes(b"a==1\r\n")
    assert environment._fingerprint() == first
    lock.write_text("a==2\n")
    assert environment._fingerprint() != first


def test_python_of_another_place_does_not_leak_in(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/elsewhere")
    env = environment.clean_environment({"QT_QPA_PLATFORM": "offscreen"})
    assert "PYTHONPATH" not in env
    assert env["QT_QPA_PLATFORM"] == "offscreen"
    assert env["PATH"] == os.environ["PATH"]
