"""The settings of an office travel as one file that people can read, and nothing in it is lost."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.base import Severity
from desktop.checks.catalogue import OFFERED
from desktop.checks.settings import CheckSettings, OwnWords, SectionRule, UnitRules
from desktop.documents.errors import DocumentError
from desktop.documents.settings_file import (
    SettingsFile,
    import_settings,
    load_settings,
    read_settings,
    save_settings,
    settings_path,
)
from desktop.documents.settings_text import settings_text
from desktop.paths import app_paths
from desktop.report.model import Kind, Role, Status

FULL = CheckSettings(
    off=frozenset({"N109", "M103"}),
    severity={"S101": Severity.WARNING, "N104": Severity.INFO},
    words=OwnWords(frozenset({"城更局", '"引号"'}), frozenset({"圆满收官"}), (("区纪检委", "区纪委"), ("等等等", ""))),
    unit=UnitRules(
        6,
        frozenset({Status.DONE, Status.MOSTLY}),
        (
            SectionRule(Kind.NOTICE, (Role.CONTACT,), None),
            SectionRule(Kind.NOTICE, (Role.NEXT_STEPS, Role.REMAINING), Severity.ERROR),
            SectionRule(Kind.PLAN, (Role.ORGANIZATION,), Severity.INFO),
        ),
    ),
)


def test_settings_survive_the_file(tmp_path: Path) -> None:
    path = tmp_path / "新文件夹" / "检查设置.toml"
    save_settings(path, FULL)
    assert load_settings(path) == import_settings(path) == SettingsFile(FULL)
    text = path.read_text("utf-8")
    assert "# 本单位认可的词" in text
    assert tomllib.loads(text)["checks"]["off"] == ["M103", "N109"]


def test_without_a_file_nothing_is_set_but_a_chosen_file_must_be_there(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "没有.toml") == SettingsFile()
    assert read_settings("") == SettingsFile()
    with pytest.raises(DocumentError, match="找不到"):
        import_settings(tmp_path / "没有.toml")
    assert settings_path(app_paths()).parent == app_paths().config


def test_what_the_program_does_not_know_is_told_of_and_kept() -> None:
    text = (
        'version = 1\nfuture = 3\n[checks]\noff = ["m103", "Z999"]\nmode = "严"\n[severity]\nY001 = "疑"\n'
        '[words.right]\n"区纪检委" = "区纪委"\n[required."通报"]\n"联系方式" = "不要求"\n'
        '[required."函"]\n"引言" = "错"\n'
        "[other.x]\nd = 2021-06-30\nlist = [1, {a = true}]\n"
    )
    first = read_settings(text)
    assert first.settings.off == {"M103"}
    told = "".join(first.notes)
    for name in ("Z999", "Y001", "“future”", "“checks.mode”", "“other.x”", "“required.函”"):
        assert name in told
    again = read_settings(settings_text(first.settings, first.unknown))
    assert again == first


def test_a_file_of_a_later_version_is_used_as_far_as_it_is_understood() -> None:
    read = read_settings('version = 9\n[checks]\noff = ["N109"]\n')
    assert read.settings.off == {"N109"}
    assert "更新版本" in read.notes[0]
    assert settings_text(read.settings, read.unknown).count("version = 9") == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[checks]\noff = ["N109"\n[words]', "第3行"),
        ("[checks]\noff =", "第2行"),
        ('[severity]\n# 说明\nN109 = "重"', "第3行的“N109”应当是“错”“疑”“提示”之一"),
        ("[severity]\nN109 = [1]", "第2行"),
        ('[unit]\ndone = ["好"]', "没有“好”这种状态"),
        ('[unit]\ndeadline_months = "三"', "第2行的“deadline_months”"),
        ("[unit]\ndeadline_months = true", "0 到 60"),
        ("[words]\nallowed = 3", "第2行的“allowed”"),
        ('[words.right]\n"甲" = 1', "第2行的“甲”"),
        ('[required."通报"]\n"附则" = "错"', "第2行的“附则”不是报告的部分"),
        ('[required."通报"]\n"引言" = "必须"', "不要求"),
        ("checks = 1", "[checks]"),
        ("a = " + "[" * 3000, "设置文件"),
    ],
)
def test_a_broken_file_is_refused_with_the_line(text: str, words: str) -> None:
    with pytest.raises(DocumentError) as refused:
        read_settings(text)
    assert words in str(refused.value)
    assert "检查设置.toml" in str(refused.value)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "设置.toml"
    path.write_bytes("# 设置".encode("gb18030"))
    with pytest.raises(DocumentError, match="UTF-8"):
        import_settings(path)
    path.write_bytes(b"\xef\xbb\xbf[checks]\r\noff = ['N109']\r\n")
    assert import_settings(path).settings.off == {"N109"}


WORD = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8).map(str.strip).filter(bool)
SETTINGS = st.builds(
    CheckSettings,
    off=st.frozensets(st.sampled_from([check.code for check in OFFERED])),
    severity=st.dictionaries(st.sampled_from([check.code for check in OFFERED]), st.sampled_from(Severity)),
    words=st.builds(
        OwnWords, st.frozensets(WORD), st.frozensets(WORD), st.dictionaries(WORD, WORD).map(lambda d: tuple(d.items()))
    ),
    unit=st.builds(UnitRules, st.integers(0, 60), st.frozensets(st.sampled_from(Status))),
)


@given(SETTINGS)
def test_any_settings_survive_the_file(settings: CheckSettings) -> None:
    assert read_settings(settings_text(settings, {})).settings == settings
