"""What a clerk tells before a report is written: who, inspected by whom and when, how to be reached."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from desktop.report.model import Kind

_SELF_NAMES = (
    ("街道办事处", "街道"),
    ("街道", "街道"),
    ("医院", "院"),
    ("学院", "学院"),
    ("大学", "校"),
    ("中学", "校"),
    ("小学", "校"),
    ("学校", "校"),
    ("公司", "公司"),
    ("集团", "集团"),
    ("中心", "中心"),
    ("委员会", "委"),
    ("法院", "院"),
    ("检察院", "院"),
    ("局", "局"),
    ("厅", "厅"),
    ("镇", "镇"),
    ("乡", "乡"),
    ("联合会", "会"),
)
"""How offices call themselves by the end of their name: 城市更新局 is 局, so its 党组 is 局党组."""
_FROM = re.compile(r"^(?P<who>.{0,6}?(?:委|党组|党委|党工委))(?=.{0,12}巡[视察])")


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a report; "" or None where they are not known yet.

    unit: the office without its party body (清河区城市更新局). full_name: its full
    name where unit is the short one. party_body: 党组, 党委, 党工委, 党总支, 党支部.
    secretary: title of its first person (党组书记、局长). inspector: 区委第二巡察组.
    cut_off: the day up to which progress is told. aspects, problems, details: how
    many the feedback names. addressee: whom a report goes to. extra: values for
    the fields of an office's own templates, by field name.
    """

    unit: str = ""
    full_name: str = ""
    party_body: str = ""
    secretary: str = ""
    inspector: str = ""
    inspection_start: date | None = None
    inspection_end: date | None = None
    feedback_date: date | None = None
    report_date: date | None = None
    cut_off: date | None = None
    aspects: int | None = None
    problems: int | None = None
    details: int | None = None
    addressee: str = ""
    contact: str = ""
    phone: str = ""
    address: str = ""
    post_code: str = ""
    mail: str = ""
    kind: Kind | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def whole_name(self) -> str:
        """The full name, or else the name there is."""
        return self.full_name or self.unit

    @property
    def body_name(self) -> str:
        """The party body with its office: 清河区城市更新局党组; "" while either is unknown."""
        return f"{self.whole_name}{self.party_body}" if self.whole_name and self.party_body else ""

    @property
    def self_name(self) -> str:
        """How the party body calls itself in the text: 局党组, 院党委; the body alone for other sorts of office."""
        name = self.whole_name
        short = next((short for end, short in _SELF_NAMES if name.endswith(end)), "")
        return f"{short}{self.party_body}" if self.party_body else "党组织"

    @property
    def inspection_word(self) -> str:
        """巡视 or 巡察, after the team's name; 巡察 without one."""
        return "巡视" if "巡视" in self.inspector else "巡察"

    @property
    def sender(self) -> str:
        """The committee that sent the team (区委 of 区委第二巡察组); "" where its name does not say."""
        match = _FROM.match(self.inspector)
        return match["who"] if match else ""


def written_date(day: date) -> str:
    """A date as GB/T 9704—2012 7.3.5.4 writes it: Arabic digits, no leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def place(words: str) -> str:
    """The mark of something still to fill in; the checks report it until it is gone."""
    return f"【待填：{words}】"


PLACE = re.compile(r"【待填：[^【】]*】")
"""A mark that `place` makes."""


def field_values(facts: Facts) -> dict[str, str]:
    """The value of each field that templates and phrases can name; "" for what is not known.

    Names that only stand for a part of what is known (巡察时间 with one day missing)
    hold the mark of what is missing.
    """
    date_fields = {
        "巡察开始日期": facts.inspection_start,
        "巡察结束日期": facts.inspection_end,
        "反馈日期": facts.feedback_date,
        "报告日期": facts.report_date,
        "截止日期": facts.cut_off,
    }
    number_fields = {"方面数": facts.aspects, "问题数": facts.problems, "具体问题数": facts.details}
    return {
        "单位": facts.unit or facts.full_name,
        "单位全称": facts.whole_name,
        "党组织": facts.party_body,
        "党组织全称": facts.body_name
        or (facts.whole_name or place("单位全称")) + (facts.party_body or place("党组、党委等")),
        "党组织署名": ("中共" if facts.party_body == "党组" and not facts.whole_name.startswith("中共") else "")
        + (facts.whole_name or place("单位全称"))
        + (facts.party_body or place("党组、党委等")),
        "自称": facts.self_name,
        "书记": facts.secretary or f"{facts.party_body or '党组织'}书记",
        "巡察组": facts.inspector,
        "巡察": facts.inspection_word,
        "派出党委": facts.sender or "上级党委",
        "巡察时间": _period(facts),
        "主送机关": facts.addressee
        or (f"{facts.sender}{facts.inspection_word}工作领导小组办公室" if facts.sender else ""),
        "联系人": facts.contact,
        "联系电话": facts.phone,
        "通信地址": facts.address,
        "邮政编码": facts.post_code,
        "电子邮箱": facts.mail,
        "截至": f"截至{written_date(facts.cut_off)}" if facts.cut_off else "截至目前",
        **{name: written_date(day) if day else "" for name, day in date_fields.items()},
        **{name: str(number) if number is not None else "" for name, number in number_fields.items()},
        **facts.extra,
    }


def _period(facts: Facts) -> str:
    start, end = facts.inspection_start, facts.inspection_end
    if start is None and end is None:
        return ""
    last = place("巡察结束日期")
    if end is not None:
        last = written_date(end)
        if start is not None and start.year == end.year:
            last = f"{end.month}月{end.day}日"
    return f"{written_date(start) if start else place('巡察开始日期')}至{last}"
