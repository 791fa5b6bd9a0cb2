"""F1xx: document numbers (发文字号) that were damaged or are not written as the standard asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.text.document import Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

_YEAR = r"(?:19[89]|20[0-4])\d"
_AGENCY_END = "发办字函政府文规通委司工财教建党令告纪组宣统监审民人社卫环农水交商科安应税价住城国土林检法团妇科协"
# Only the end of the number is looked for, and the words before it are judged afterwards: that stays quick.
_GLUED = re.compile(rf"(?<=[\u4e00-\u9fff])(?P<year>{_YEAR})(?P<serial>[1-9]\d{{0,3}})号")
_BRACKETED = re.compile(
    r"(?P<open>[〔\[［【（(<＜〈《{「])(?P<year>\d{1,5})(?P<close>[〕\]］】）)>＞〉》}」])"
    r"(?P<ordinal>第?)(?P<serial>\d{0,4})(?P<end>号?)"
)
_CODE_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,}$")
_NO_CODE = re.compile(
    r"(?:编号|证号|证第?|票|账号|房|楼|路|街|巷|弄|栋|幢|座|室|单元|合同|"
    r"订单|工号|学号|型|车|线|机|批|期|项目|案|初|终|再|行|执|赔|破)$"
)
_BOOK_BEFORE = re.compile(r"[》”](?:的通知|文件)?[（(][\u4e00-\u9fff]{2,12}$")
_COURT = re.compile(r"[初终再赔破执申民刑行]\d*号?")
_PLAIN_CASE = "公告令"
_STANDARD = "〔〕"
_REACH = 16
_SHOWN = 6
_WEAK = "（()）"


def _found(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    if "号" not in text and "〔" not in text:
        return
    for match in _GLUED.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        if not (_BOOK_BEFORE.search(before) or (before[-1] in _AGENCY_END and not _NO_CODE.search(before))):
            continue
        right = f"〔{match['year']}〕{match['serial']}号"
        yield _hit(
            text,
            line,
            before,
            match.start(),
            match.end(),
            right,
            "漏了年份外面的六角括号“〔〕”",
            sure=match["serial"][0] != "0" and not match[0].startswith("20000"),
        )
    for match in _BRACKETED.finditer(text):
        before = text[max(0, match.start() - _REACH) : match.start()]
        agency = _CODE_BEFORE.search(before)
        if agency is None:
            continue
        yield from _bracketed(text, line, before, match)


def _damaged(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    """One hit for the numbers of a paragraph that are damaged alike: they were damaged by one thing."""
    groups: dict[str, list[Hit]] = {}
    for hit in _found(paragraph, line):
        groups.setdefault(hit.message.split("”", 1)[1], []).append(hit)
    for hits in groups.values():
        first, rest = hits[0], hits[1:]
        if not rest:
            yield first
            continue
        fixes: tuple[Fix, ...] = ()
        if all(hit.fixes and hit.fixes[0].certain for hit in hits):
            edits = tuple(edit for hit in hits for edit in hit.fixes[0].edits)
            fixes = (Fix("逐处改正", edits, certain=True),)
        related = tuple(Related(h.span, paragraph.text[h.span.start : h.span.end]) for h in rest)
        message = f"{first.message[:-1]}，本段共{len(hits)}处。"
        yield replace(first, message=message, fixes=fixes, related=related)


def _bracketed(text: str, line: int, before: str, match: re.Match[str]) -> Iterator[Hit]:
    opening, closing, year, serial = match["open"], match["close"], match["year"], match["serial"]
    standard = opening + closing == _STANDARD
    end = match.end()
    if not standard:
        if not (serial and match["end"] and re.fullmatch(_YEAR, year)) or before.endswith("第"):
            return
        if (opening in _WEAK or match["ordinal"]) and before[-1] not in _AGENCY_END:
            return
        right = f"〔{year}〕{int(serial)}号"
        yield _hit(
            text,
            line,
            before,
            match.start(),
            end,
            right,
            f"年份应当用六角括号“〔〕”，不用“{opening}{closing}”",
            sure=True,
        )
        return
    if not re.fullmatch(_YEAR, year):
        yield _hit(text, line, before, match.start(), end, None, f"年份“{year}”不是4位数的年份", sure=False)
    elif not serial:
        if not re.match(r"[xXＸｘ×*＊_＿某\s]", text[end : end + 1] or "。"):
            yield _hit(text, line, before, match.start(), end, None, "缺少顺序号", sure=False)
    elif not match["end"]:
        if not re.match(r"[、，,和至\-—－～~及\dxXＸ×*＊_＿\s]", text[end : end + 1] or "。"):
            right = f"〔{year}〕{int(serial)}号"
            yield _hit(text, line, before, match.start(), end, right, "末尾漏了“号”字", sure=True)
    elif match["ordinal"] and before[-1] not in _PLAIN_CASE:
        right = f"〔{year}〕{int(serial)}号"
        yield _hit(text, line, before, match.start(), end, right, "顺序号前不加“第”字", sure=True)
    elif serial[0] == "0":
        right = f"〔{year}〕{int(serial)}号"
        yield _hit(text, line, before, match.start(), end, right, "顺序号不编虚位（1不编为01）", sure=True)


def _hit(text: str, line: int, before: str, start: int, end: int, right: str | None, why: str, *, sure: bool) -> Hit:
    agency = _CODE_BEFORE.search(before)
    shown = start - min(_SHOWN, len(agency[0]) if agency else 0)
    written = text[shown:end]
    fixes: tuple[Fix, ...] = ()
    if right is not None:
        edit = Edit(Span(line, start, end), right)
        fixes = (Fix(f"改为“{text[shown:start]}{right}”", (edit,), certain=sure),)
    return Hit(Span(line, start, end), f"发文字号“{written}”{why}。", fixes)


CHECKS = (
    Check(
        code="F101",
        kind="document-number",
        family=Family.TEXT,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="发文字号残缺或写法有误",
            why="发文字号是查找文件的凭据。从网页粘贴时六角括号常常丢失，“〔2021〕5号”变成“20215号”，"
            "年份和顺序号连在一起，无法查对。",
            source="GB/T 9704—2012《党政机关公文格式》7.2.5：年份、发文顺序号用阿拉伯数字标注；"
            "年份应标全称，用六角括号“〔〕”括入；"
            "发文顺序号不加“第”字，不编虚位（即1不编为01），在阿拉伯数字后加“号”字",
        ),
        bad=(
            Example(
                "按照《清河区更新项目管理办法》（清更发⟦20215号⟧）执行。",
                mended="按照《清河区更新项目管理办法》（清更发〔2021〕5号）执行。",
            ),
            Example("印发清更办⟦[2021]12号⟧文件。", mended="印发清更办〔2021〕12号文件。"),
            Example("印发清更办⟦〔2021〕第12号⟧文件。", mended="印发清更办〔2021〕12号文件。"),
            Example("依据清财规⟦（2020）08号⟧。", mended="依据清财规〔2020〕8号。"),
            Example("转发清更办⟦〔21〕5号⟧和清委发⟦〔2021〕号⟧文件。"),
            Example("根据清政发⟦〔2019〕33⟧的要求。", mended="根据清政发〔2019〕33号的要求。"),
        ),
        good=(
            Example("按照清更发〔2021〕5号、清办发〔2020〕12、13号文件执行。"),
            Example("（2021）清01民终123号判决已经生效，门牌为建设路2018号，合同编号20210512号。"),
            Example("财政部公告〔2021〕第5号，清更发〔2021〕XX号。"),
        ),
        paragraph=_damaged,
    ),
)
