from __future__ import annotations

from pathlib import Path

import invented_ledgers
import pytest

from desktop import cli
from desktop.documents.excel_ledger import write_excel
from desktop.documents.reading import read
from desktop.report.model import Kind
from desktop.report.reading import read_report

FACTS = """# 起草报告用的情况
单位 = "清河区城市更新局"
党组织 = "党组"
巡察组 = "区委第二巡察组"
巡察开始日期 = 2025-03-10
巡察结束日期 = "2025年5月20日"
反馈日期 = "2025-07-03"
联系电话 = "010-61234567"
专题会议次数 = 5
"""


@pytest.fixture
def ledger_file(tmp_path: Path) -> Path:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(write_excel(invented_ledgers.make(11, 12)))
    return path


@pytest.mark.parametrize(
    ("kind", "expected"), [("通报", Kind.NOTICE), ("整改进展报告", Kind.REPORT), ("方案", Kind.PLAN)]
)
@pytest.mark.parametrize("ending", [".docx", ".txt"])
def test_draft_writes_a_report_that_reads_as_its_kind(ledger_file, tmp_path, capsys, kind, expected, ending) -> None:
    facts = tmp_path / "情况.toml"
    facts.write_text(FACTS, encoding="utf-8")
    output = tmp_path / f"报告{ending}"
    assert cli.main(["draft", str(ledger_file), "--kind", kind, "--facts", str(facts), "--output", str(output)]) == 0
    said = capsys.readouterr().err
    assert "12 个问题" in said
    assert "处待填" in said
    report = read_report(read(output).document)
    assert report.kind is expected
    assert len(report.problems) == 12
    assert report.unit == "清河区城市更新局"
    assert report.inspector == "区委第二巡察组"


def test_the_unit_of_the_ledger_is_taken_and_own_fields_are_filled(ledger_file, tmp_path) -> None:
    facts = tmp_path / "情况.toml"
    facts.write_text('党组织 = "党组"\n专题会议次数 = 5\n', encoding="utf-8")
    output = tmp_path / "报告.txt"
    assert cli.main(["draft", str(ledger_file), "--kind", "通报", "--facts", str(facts), "--output", str(output)]) == 0
    text = output.read_text(encoding="utf-8")
    assert text.startswith("中共清河区城市更新局党组关于巡察整改情况的通报\n")
    assert "召开专题会议5次" in text


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ("单位 = 清河区城市更新局\n", "“情况.toml”第1行：写法不对"),
        ('单位 = "甲"\n\n反馈日期 = "去年"\n', "“情况.toml”第3行：“反馈日期”不是日期"),
        ('党组织 = "支部"\n', "“情况.toml”第1行：“党组织”应当是党组、"),
        ('问题数 = "十几"\n', "“情况.toml”第1行：“问题数”应当是整数"),
    ],
)
def test_a_mistake_in_the_facts_is_told_with_its_line(ledger_file, tmp_path, capsys, facts, words) -> None:
    file = tmp_path / "情况.toml"
    file.write_text(facts, encoding="utf-8")
    output = tmp_path / "报告.txt"
    assert cli.main(["draft", str(ledger_file), "--kind", "通报", "--facts", str(file), "--output", str(output)]) == 2
    assert words in capsys.readouterr().err
    assert not output.exists()


def test_what_cannot_be_done_gives_status_2_and_says_what_to_do(ledger_file, tmp_path, capsys) -> None:
    output = tmp_path / "报告.txt"
    assert cli.main(["draft", str(ledger_file), "--kind", "公报", "--output", str(output)]) == 2
    assert "没有“公报”的模板，可用的有：" in capsys.readouterr().err
    assert cli.main(["draft", str(ledger_file), "--kind", "通报", "--output", str(tmp_path / "报告.pdf")]) == 2
    assert ".docx 或 .txt" in capsys.readouterr().err
    assert cli.main(["draft", str(tmp_path / "没有.xlsx"), "--kind", "通报", "--output", str(output)]) == 2
    assert "找不到这个文件" in capsys.readouterr().err
    assert cli.main(["draft", str(ledger_file), "--kind", "通报", "--output", str(ledger_file)]) == 2
