"""Facts from a report that is there, and from a file a clerk writes."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop.drafting.facts import Facts
from desktop.drafting.stated_dates import stated_dates
from desktop.report.model import Kind, Report
from desktop.text.dates import read_date

_TEXT_KEYS = {
    "单位": "unit",
    "单位全称": "full_name",
    "党组织": "party_body",
    "书记": "secretary",
    "巡察组": "inspector",
    "主送机关": "addressee",
    "联系人": "contact",
    "联系电话": "phone",
    "通信地址": "address",
    "邮政编码": "post_code",
    "电子邮箱": "mail",
}
_DATE_KEYS = {
    "巡察开始日期": "inspection_start",
    "巡察结束日期": "inspection_end",
    "反馈日期": "feedback_date",
    "报告日期": "report_date",
    "截止日期": "cut_off",
}
_COUNT_KEYS = {"方面数": "aspects", "问题数": "problems", "具体问题数": "details"}
_BODIES = ("党组", "党委", "党工委", "党总支", "党支部")
_AT = re.compile(r"\(at line (\d+)")


class FactsError(ValueError):
    """A file of facts that cannot be used; str() names file and line, in Chinese."""

    def __init__(self, source: str, line: int, reason: str) -> None:
        super().__init__(f"“{source}”第{line}行：{reason}" if line else f"“{source}”：{reason}")
        self.source = source
        self.line = line


def facts_of(report: Report) -> Facts:
    """The facts that a report states of itself."""
    dates = stated_dates(report)
    return Facts(
        unit=report.unit or "",
        party_body=report.party_body if report.party_body in _BODIES else "",
        inspector=report.inspector or "",
        inspection_start=dates.start.when if dates.start else None,
        inspection_end=dates.end.when if dates.end else None,
        feedback_date=dates.feedback.when if dates.feedback else None,
        report_date=report.date,
        kind=report.kind if report.kind is not Kind.OTHER else None,
    )


def joined_facts(first: Facts, second: Facts) -> Facts:
    """The first, and from the second what the first does not know."""
    empty = Facts()
    names = [name for name in Facts.__dataclass_fields__ if name != "extra"]
    missing = {name: getattr(second, name) for name in names if getattr(first, name) == getattr(empty, name)}
    return replace(first, **missing, extra={**second.extra, **first.extra})


def read_facts_file(text: str, source: str = "") -> Facts:
    """The facts of a TOML text: one line each, 单位 = "清河区城市更新局", 反馈日期 = 2025-07-03 or "2025年7月3日".

    Keys that are no fact fill the field of that name in a template. Keys may stand
    bare, as nobody quotes Chinese words of his own accord. Raises FactsError.
    """
    quoted = re.sub(r"^([ \t]*)([^\s\"'#=\[\]]+)(\s*=)", _quote_key, text.removeprefix("\ufeff"), flags=re.MULTILINE)
    try:
        data = tomllib.loads(quoted)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at else quoted.count("\n") + 1
        raise FactsError(source, line, '写法不对，每行应当写成 单位 = "清河区城市更新局" 的样子。') from error
    values: dict[str, Any] = {}
    extra: dict[str, str] = {}
    for key, value in data.items():
        name, read = _read(text, source, key, value)
        if name:
            values[name] = read
        else:
            extra[key] = read
    return Facts(**values, extra=extra)


def _quote_key(match: re.Match[str]) -> str:
    key = match[2]
    return match[0] if key.isascii() else f'{match[1]}"{key}"{match[3]}'


def _read(text: str, source: str, key: str, value: object) -> tuple[str, Any]:
    def wrong(reason: str) -> FactsError:
        found = re.search(rf"^[ \t]*\"?{re.escape(key)}\"?\s*=", text, re.MULTILINE)
        return FactsError(source, text.count("\n", 0, found.start()) + 1 if found else 0, reason)

    if isinstance(value, Mapping | list | bool):
        raise wrong(f"“{key}”后面应当是文字、数字或日期。")
    if key in _DATE_KEYS:
        day = _day(value)
        if day is None:
            raise wrong(f'“{key}”不是日期，应当写成 2025-07-03 或 "2025年7月3日"。')
        return _DATE_KEYS[key], day
    if key in _COUNT_KEYS:
        if not str(value).isdigit():
            raise wrong(f"“{key}”应当是整数。")
        return _COUNT_KEYS[key], int(str(value))
    words = str(value).strip()
    if key == "党组织" and words and words not in _BODIES:
        raise wrong(f"“党组织”应当是{'、'.join(_BODIES)}之一。")
    if key == "种类":
        if words not in {kind.value for kind in Kind}:
            raise wrong(f"种类不能是“{words}”，可用的有：{'、'.join(k.value for k in Kind if k is not Kind.OTHER)}。")
        return "kind", Kind(words)
    return _TEXT_KEYS.get(key, ""), words


def _day(value: object) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    try:
        return datetime.date.fromisoformat(str(value).strip())
    except ValueError:
        return read_date(str(value))
