"""`reconcile`, `check --ledger` and `ledger --template` on the command line."""

import io
import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from office_workbooks import set_15
from reckoned_reports import Side, ledger_of, numbers, report_lines, truth
from test_excel_template import template

from desktop.cli import main
from desktop.documents.excel_ledger import write_excel
from desktop.ledger.columns import Column
from desktop.ledger.model import Row


@pytest.fixture
def files(tmp_path: Path, monkeypatch):
    """A report and its ledger that agree; change(ledger) writes another ledger."""
    import random

    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "data"))
    items = truth(random.Random(5), 20)
    report, ledger = tmp_path / "报告.txt", tmp_path / "台账.xlsx"
    report.write_text("\n".join(report_lines(Side(items), numbers(items))), encoding="utf-8")

    def change(edit=lambda rows: rows) -> list[str]:
        made = ledger_of(Side(items))
        ledger.write_bytes(write_excel(replace(made, rows=tuple(edit(list(made.rows))))))
        return [str(report), str(ledger)]

    return change


def test_agreement_is_clean(files, capsys):
    assert main(["reconcile", *files(), "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["version"] == 1
    assert data["findings"] == []
    assert {claim["result"] for claim in data["claims"]} == {"ok"}
    total = next(claim for claim in data["claims"] if claim["total"] == 20)
    assert (total["body_n"], total["ledger_n"]) == (20, 20)
    assert {"line", "text", "subject", "total", "parts", "rate", "arithmetic", "body"} <= set(total)


def test_what_differs_is_told_in_both_forms(files, capsys):
    def edit(rows):
        rows[3] = rows[3].changed(Column.DEADLINE, "2027年6月底前")
        return rows[:-1]

    paths = files(edit)
    assert main(["reconcile", *paths, "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert {f["kind"] for f in data["findings"]} == {"ledger-count", "ledger-missing", "ledger-deadline"}
    wrong = next(claim for claim in data["claims"] if claim["total"] == 20)
    assert (wrong["ledger_n"], wrong["result"]) == (19, "wrong")
    fixes = [f["fixes"][0] for f in data["findings"] if f["kind"] == "ledger-deadline"]
    assert fixes[0]["edits"][0]["text"] == "2027年6月底前"
    assert main(["reconcile", *paths]) == 1
    text = capsys.readouterr().out
    assert "反馈问题：文中 20，正文 20，台账 19" in text
    assert "改为台账的时限“2027年6月底前”" in text


def test_check_with_a_ledger_adds_its_findings(files, capsys):
    report, ledger = files(lambda rows: rows[1:])
    assert main(["check", report, "--format", "json"]) in (0, 1)
    alone = json.loads(capsys.readouterr().out)["files"][0]["findings"]
    assert main(["check", report, "--ledger", ledger, "--format", "json"]) == 1
    both = json.loads(capsys.readouterr().out)["files"][0]["findings"]
    added = [f for f in both if f["kind"].startswith("ledger-")]
    assert added
    assert [f for f in both if f not in added] == alone


def test_a_ledger_that_cannot_be_read_is_told(files, tmp_path, capsys):
    report, _ = files()
    (tmp_path / "坏.xlsx").write_bytes(b"hello")
    assert main(["reconcile", report, str(tmp_path / "坏.xlsx")]) == 2
    assert "台账文件“坏.xlsx”读不出来" in capsys.readouterr().err
    (tmp_path / "汇总.xlsx").write_bytes(set_15().data)
    assert main(["check", report, "--ledger", str(tmp_path / "汇总.xlsx")]) == 2
    assert "没有逐条列出的问题" in capsys.readouterr().err


def test_a_foreign_ledger_is_told_once(files, capsys):
    def edit(rows):
        names = [f"食堂采购第{'甲乙丙丁戊己庚辛壬癸'[n % 10] * 3}号事项" for n in range(len(rows))]
        return [Row({Column.NUMBER: str(n), Column.PROBLEM: name}) for n, name in enumerate(names, 1)]

    assert main(["reconcile", *files(edit), "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [f["rule"] for f in findings] == ["Z403"]


def test_the_ledger_goes_into_the_offices_template(files, tmp_path, capsys):
    report, _ = files()
    (tmp_path / "模板.xlsx").write_bytes(template())
    output = tmp_path / "出.xlsx"
    arguments = ["ledger", report, "--template", str(tmp_path / "模板.xlsx"), "--output"]
    assert main([*arguments, str(output)]) == 0
    with pytest.warns(UserWarning, match="extension"):  # which openpyxl drops and the product keeps
        sheet = openpyxl.load_workbook(io.BytesIO(output.read_bytes()))["整改台账"]
    assert sheet["A23"].value == "合计"
    assert main([*arguments, str(tmp_path / "模板.xlsx")]) == 2
    assert main([*arguments, str(tmp_path / "出.docx")]) == 2
    assert "应当以 .xlsx 结尾" in capsys.readouterr().err
