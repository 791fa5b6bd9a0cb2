from __future__ import annotations

from pathlib import Path

import pytest

from desktop.drafting.draft import draft
from desktop.drafting.facts import Facts
from desktop.drafting.templates import TemplateError, load_templates, read_template
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.report.model import Kind, Role

OWN = """# 本局的模板
名称：本局通报
种类：通报

[标题]
{单位}整改情况通报
[引言]
现将整改情况公布如下，{领导批示}。
[整改落实] 问题整改情况
{问题列表}
[联系方式]
？电话：{联系电话}；邮箱：{电子邮箱}；传真：{传真}。
[问题]
{编号}{问题}
整改情况：{整改情况}
"""
LEDGER = Ledger("台账", rows=(Row({Column.PROBLEM: "台账不清", Column.PROGRESS: "已清理"}),))


def test_each_kind_has_a_template_without_faults() -> None:
    templates = load_templates()
    assert templates.errors == ()
    for kind in (Kind.NOTICE, Kind.REPORT, Kind.PLAN, Kind.SELF_EXAMINATION):
        found = templates.for_kind(kind)
        assert found is not None
        assert found.about
    assert templates.named("通报") is templates.named("整改情况通报")
    assert templates.named("没有的") is None


def test_an_offices_own_template_is_taken_first_and_the_same_name_replaces_ours(tmp_path: Path) -> None:
    (tmp_path / "本局.txt").write_text(OWN, encoding="utf-8")
    (tmp_path / "报告.txt").write_bytes(
        OWN.replace("本局通报", "整改进展报告").replace("：通报", "：整改报告").encode("gb18030")
    )
    templates = load_templates(tmp_path)
    own = templates.for_kind(Kind.NOTICE)
    assert own is not None
    assert (own.name, own.own) == ("本局通报", True)
    assert templates.named("整改情况通报") is not None
    assert [t.source for t in templates.all if t.name == "整改进展报告"] == ["报告.txt"]
    lines = draft(
        Kind.NOTICE, Facts(unit="清河区城市更新局", phone="010-61234567", extra={"传真": "010-61234568"}), LEDGER, own
    ).lines
    assert lines == (
        "清河区城市更新局整改情况通报",
        "现将整改情况公布如下，【待填：领导批示】。",
        "一、问题整改情况",
        "（一）台账不清",
        "整改情况：已清理。",
        "电话：010-61234567；传真：010-61234568。",
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("[引言]", "[引文]", 7, "没有叫“引文”的部分"),
        ("种类：通报", "种类：公报", 3, "种类不能是“公报”"),
        ("{领导批示}", "{领导批示", 8, "花括号不成对"),
        ("[引言]", "[引言 必选]", 7, "只能写“可选”"),
        ("[联系方式]", "[引言]", 11, "已经写过"),
        ("# 本局的模板", "写在前面的话", 1, "只能写“名称：”"),
        ("[问题]\n{编号}{问题}\n整改情况：{整改情况}\n", "", 9, "没有“[问题]”"),
        ("{问题列表}", "{问题列表}。", 9, "单独占一行"),
        ("{单位}整改情况通报\n", "", 5, "下面没有内容"),
        ("名称：本局通报\n", "", 0, "没有写“名称：”"),
        ("[标题]\n{单位}整改情况通报\n", "", 0, "没有“[标题]”"),
    ],
)
def test_a_mistake_is_told_in_chinese_with_file_and_line(old: str, new: str, line: int, words: str) -> None:
    assert old in OWN
    with pytest.raises(TemplateError) as caught:
        read_template(OWN.replace(old, new, 1), "本局.txt")
    assert caught.value.line == line
    assert str(caught.value).startswith(f"模板文件“本局.txt”第{line}行：" if line else "模板文件“本局.txt”：")
    assert words in str(caught.value)


def test_a_bad_file_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "坏.txt").write_text("[引文]\n", encoding="utf-8")
    (tmp_path / "乱.txt").write_bytes(b"\xff\xfe\x00\x81\xff")
    (tmp_path / "好.txt").write_text(OWN, encoding="utf-8")
    templates = load_templates(tmp_path)
    assert {error.source for error in templates.errors} == {"坏.txt", "乱.txt"}
    assert templates.named("本局通报") is not None
    assert load_templates(tmp_path / "没有").errors == ()


def test_values_are_text_and_never_read_as_fields_or_code() -> None:
    template = read_template(OWN)
    lines = draft(Kind.NOTICE, Facts(unit="{电子邮箱}{编号}{0.__class__}"), LEDGER, template).lines
    assert lines[0] == "{电子邮箱}{编号}{0.__class__}整改情况通报"
    assert template.section(Role.CONTACT) is not None
