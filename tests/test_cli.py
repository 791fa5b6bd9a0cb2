"""The command line, as scripts and reviewers use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import cli
from desktop.checks.catalogue import OFFERED
from desktop.resources import sample_path

CLEAN = Path(__file__).parent / "fixtures" / "清河区城市更新局整改通报（改正后）.txt"


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = cli.main([str(a) for a in arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def files(out: str) -> list[dict]:
    data = json.loads(out)
    assert data["version"] == 1
    return data["files"]


def test_check_tells_the_findings_of_a_report_in_chinese(capsys) -> None:
    status, out, err = run(capsys, "check", sample_path())
    assert status == 1
    assert "第30段 错 [P101]" in out
    assert "原文：XX" in out
    assert err == ""


def test_a_report_without_errors_and_warnings_gives_status_0(capsys) -> None:
    status, out, _ = run(capsys, "check", CLEAN)
    assert status == 0
    assert "没有发现问题" in out


def test_json_has_every_field_of_the_format(capsys) -> None:
    status, out, _ = run(capsys, "check", "--format", "json", sample_path())
    assert status == 1
    (file,) = files(out)
    assert set(file) == {"path", "error", "report", "findings"}
    assert file["path"] == str(sample_path())
    assert file["error"] is None
    report = file["report"]
    assert list(report) == [
        "title", "kind", "unit", "party_body", "inspector", "date", "sections", "aspects", "problems", "claims"
    ]  # fmt: skip
    assert report["date"] == "2025-10-15"
    assert list(report["sections"]) == [
        "introduction", "organization", "rectification", "clues", "remaining", "next_steps", "contact"
    ]  # fmt: skip
    assert report["sections"]["contact"] is None
    assert set(report["problems"][0]) >= {
        "line", "number", "title", "aspect_line", "parent_line",
        "status", "status_text", "deadline", "has_cause", "measures",
    }  # fmt: skip
    claim = next(c for c in report["claims"] if c["rate"])
    assert (claim["total"], claim["rate"], claim["parts"][0]) == (10, 80, {"label": "已完成整改", "n": 7})
    assert not any(isinstance(n, float) for n in (claim["total"], claim["rate"], claim["parts"][0]["n"]))
    missing = file["findings"][0]
    assert (missing["rule"], missing["line"], missing["start"], missing["end"]) == ("S101", 1, 0, 0)
    residue = next(f for f in file["findings"] if f["kind"] == "ad-residue")
    line = sample_path().read_text(encoding="utf-8").split("\n")[residue["line"] - 1]
    assert line[residue["start"] : residue["end"]] == residue["text"]
    (fix,) = residue["fixes"]
    edit = {"line": residue["line"], "start": residue["start"], "end": residue["end"], "text": ""}
    assert fix == {"label": "删去", "certain": True, "edits": [edit]}
    gap = next(f for f in file["findings"] if f["rule"] == "N101")
    assert set(gap["related"][0]) == {"line", "start", "end", "text"}


def test_a_self_examination_has_its_own_sections(capsys, tmp_path: Path) -> None:
    path = tmp_path / "自查.txt"
    path.write_text(
        "清河区城市更新局党组关于落实主体责任情况的自查汇报\n一、基本情况\n内设科室6个。\n二、工作开展情况\n开展学习12次。\n"
        "三、存在问题\n1.理论学习不深入。联系实际不紧密。\n四、下一步改进措施\n加强学习。\n",
        encoding="utf-8",
    )
    _, out, _ = run(capsys, "check", "--format", "json", path)
    sections = files(out)[0]["report"]["sections"]
    assert (sections["basics"], sections["work"], sections["problems"], sections["next_steps"]) == (2, 4, 6, 8)


def test_a_missing_file_is_told_with_its_reason_and_the_others_are_still_checked(capsys, tmp_path: Path) -> None:
    status, out, err = run(capsys, "check", "--format", "json", tmp_path / "没有.txt", sample_path())
    assert status == 2
    missing, sample = files(out)
    assert missing["report"] is None
    assert missing["findings"] == []
    assert "找不到" in missing["error"]
    assert sample["findings"]
    assert "没有.txt" in err


def test_a_file_that_is_no_report_is_refused_in_chinese(capsys, tmp_path: Path) -> None:
    path = tmp_path / "坏.docx"
    path.write_bytes(b"PK\x03\x04 not a zip")
    status, out, _ = run(capsys, "check", path)
    assert status == 2
    assert "无法检查" in out
    assert "Traceback" not in out


def test_a_folder_is_walked_in_order_and_the_rest_as_given(capsys, tmp_path: Path) -> None:
    for name in ("乙/2.txt", "乙/1.txt", "甲/3.txt", "~$锁.docx", "说明.md", "0.txt"):
        path = tmp_path / "文件夹" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("局党组召开会议。\n", encoding="utf-8")
    last = tmp_path / "a.txt"
    last.write_text("局党组召开会议。\n", encoding="utf-8")
    _, out, _ = run(capsys, "check", "--format", "json", CLEAN, tmp_path / "文件夹", last)
    names = [Path(f["path"]).name for f in files(out)]
    assert names == [CLEAN.name, "0.txt", "1.txt", "2.txt", "3.txt", "a.txt"]


def test_an_empty_folder_is_said_to_be_empty(capsys, tmp_path: Path) -> None:
    status, out, err = run(capsys, "check", "--format", "json", tmp_path)
    assert status == 0
    assert files(out) == []
    assert "没有可以检查的报告" in err


def test_output_goes_into_a_file_in_utf_8(capsys, tmp_path: Path) -> None:
    output = tmp_path / "结果.json"
    status, out, err = run(capsys, "check", "--format", "json", "--output", output, sample_path())
    assert (status, out) == (1, "")
    assert "结果.json" in err
    assert files(output.read_text(encoding="utf-8"))[0]["findings"]


@pytest.mark.parametrize("command", ["check", "ledger", "annotate"])
def test_the_clerks_own_file_is_never_written_over(capsys, tmp_path: Path, command: str) -> None:
    path = tmp_path / "报告.docx"
    before = sample_path().read_bytes()
    path.write_bytes(before)
    status, _, err = run(capsys, command, path, "--output", path)
    assert status == 2
    assert "另取文件名" in err
    assert path.read_bytes() == before


def test_a_broken_reader_stops_one_file_and_shows_no_traceback(capsys, monkeypatch, tmp_path: Path) -> None:
    def broken(document: object, engine: object) -> None:
        raise KeyError("机密")

    monkeypatch.setattr("desktop.documents.folder_check.review", broken)
    status, out, err = run(capsys, "check", sample_path())
    assert status == 2
    assert "KeyError" in out
    assert "机密" not in out + err


@pytest.mark.parametrize(("name", "head"), [("台账.xlsx", b"PK"), ("台账.docx", b"PK")])
def test_ledger_writes_excel_or_word(capsys, tmp_path: Path, name: str, head: bytes) -> None:
    output = tmp_path / name
    status, out, err = run(capsys, "ledger", sample_path(), "--output", output)
    assert (status, out) == (0, "")
    assert "9 个问题" in err
    assert output.read_bytes().startswith(head)


def test_ledger_refuses_other_endings(capsys, tmp_path: Path) -> None:
    status, _, err = run(capsys, "ledger", sample_path(), "--output", tmp_path / "台账.csv")
    assert status == 2
    assert ".xlsx" in err
    assert not (tmp_path / "台账.csv").exists()


def test_annotate_puts_each_finding_with_its_source_on_its_words(capsys, tmp_path: Path) -> None:
    from docx import Document as WordDocument

    output = tmp_path / "批注.docx"
    status, _, err = run(capsys, "annotate", sample_path(), "--output", output)
    assert status == 1
    word = WordDocument(str(output))
    comments = list(word.comments)
    assert f"{len(comments)} 处" in err
    texts = ["\n".join(p.text for p in comment.paragraphs) for comment in comments]
    assert any("“XX”处没有填写" in text and "依据：" in text for text in texts)
    assert len(comments) >= 8
    assert word.paragraphs[29].text == sample_path().read_text(encoding="utf-8").split("\n")[29]


def test_explain_lists_every_check_and_explains_one(capsys) -> None:
    status, out, _ = run(capsys, "explain")
    assert status == 0
    assert all(check.code in out for check in OFFERED)
    status, out, _ = run(capsys, "explain", "n104")
    assert status == 0
    for words in ("N104", "依据：", "错误的写法", "⟦三是⟧", "正确的写法"):
        assert words in out


def test_explain_of_an_unknown_code_says_so(capsys) -> None:
    status, _, err = run(capsys, "explain", "Z999")
    assert status == 2
    assert "Z999" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "缺少参数"),
        (("check",), "缺少参数：报告"),
        (("check", "--format", "pdf", "a.txt"), "可用的有"),
        (("ledger", "a.txt"), "缺少参数：--output"),
        (("check", "a.txt", "--nonsense"), "不认识的参数：--nonsense"),
        (("无此命令",), "可用的有"),
    ],
)
def test_a_wrong_command_is_answered_in_chinese(capsys, arguments: tuple[str, ...], words: str) -> None:
    status, _, err = run(capsys, *arguments)
    assert status == 2
    assert words in err
    assert "usage" not in err
    assert "用法：用法" not in err


def test_help_is_chinese_and_names_every_command(capsys) -> None:
    status, out, _ = run(capsys, "--help")
    assert status == 0
    for words in ("用法：", "check", "ledger", "annotate", "explain", "选项"):
        assert words in out
    assert "show this help" not in out


def test_a_program_without_output_streams_still_works(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert cli.main(["check", str(sample_path())]) == 1
    assert cli.main(["check", str(tmp_path / "没有.txt")]) == 2


def test_output_is_utf_8_whatever_the_locale() -> None:
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "check", str(sample_path())],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "没有联系方式" in done.stdout.decode("utf-8")


def test_no_qt_and_no_office_package_is_loaded_for_a_check() -> None:
    code = (
        "import sys; from desktop import cli; cli.main(['check', sys.argv[1]]); "
        "bad = [m for m in sys.modules if m.split('.')[0] in ('PySide6', 'docx', 'openpyxl', 'lxml', 'jieba')]; "
        "assert not bad, bad"
    )
    done = subprocess.run([sys.executable, "-c", code, str(sample_path())], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipes")
def test_a_reader_of_the_output_that_goes_away_is_no_error_to_show() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "explain"], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert done.returncode == 2
    assert done.stderr == b""


def test_settings_hold_for_a_check_and_for_the_comments(capsys, tmp_path: Path, app_home: Path) -> None:
    chosen = tmp_path / "单位.toml"
    chosen.write_text('[checks]\noff = ["N101", "ZZZ9"]\n[severity]\nP101 = "提示"\n', encoding="utf-8")
    status, out, err = run(capsys, "check", "--settings", chosen, sample_path())
    assert status == 1
    assert "[N101]" not in out
    assert "提示 [P101]" in out
    assert "ZZZ9" in err
    own = app_home / "config" / "检查设置.toml"
    own.parent.mkdir(parents=True)
    own.write_text('[words]\nforbidden = ["更新"]\n', encoding="utf-8")
    _, out, _ = run(capsys, "check", sample_path())
    assert "[W902]" in out
    assert "[W902]" not in run(capsys, "check", "--settings", chosen, sample_path())[1]
    own.write_text("[words\n", encoding="utf-8")
    status, out, err = run(capsys, "check", sample_path())
    assert (status, out) == (2, "")
    assert "第1行" in err


def test_findings_can_be_ignored_listed_and_brought_back(capsys, tmp_path: Path) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(sample_path().read_bytes())
    before = len(files(run(capsys, "check", "--format", "json", path)[1])[0]["findings"])
    status, out, _ = run(capsys, "ignore", path, "--add", "n101")
    assert status == 0
    assert "已忽略 1 处" in out
    assert "1. [N101] 第33段" in out
    assert run(capsys, "ignore", path, "--add", "P101", "--line", 2)[0] == 2, "nothing stands there"
    run(capsys, "ignore", path, "--add", "P101", "--line", 30)
    assert "2. [P101] 第30段" in run(capsys, "ignore", path)[1]
    status, out, _ = run(capsys, "check", path)
    assert "另有2处已忽略" in out
    assert "[N101]" not in out
    assert len(files(run(capsys, "check", "--format", "json", path)[1])[0]["findings"]) == before - 2
    assert "[N101]" in run(capsys, "check", "--all", path)[1]
    moved = path.rename(tmp_path / "改名.txt")
    assert "[N101]" not in run(capsys, "check", moved)[1]
    for wrong in ("0", "3", "x"):
        assert run(capsys, "ignore", moved, "--restore", wrong)[0] == 2
    assert "已忽略 1 处" in run(capsys, "ignore", moved, "--restore", "1")[1]
    assert "已忽略 0 处" in run(capsys, "ignore", moved, "--restore", "all")[1]
    assert "[N101]" in run(capsys, "check", moved)[1]
