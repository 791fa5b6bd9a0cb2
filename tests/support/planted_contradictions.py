"""Contradictions planted in reports: each yields the sound text and its copy with one thing changed.

A planter puts a matter into the report that is told twice in agreement, or
takes one that the report itself tells twice, and changes one of the two.
What it returns is the pair, so that findings which the sound text has too
count for nothing.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop.report.model import Problem, Report, Role, Status


@dataclass(frozen=True)
class Plant:
    """sound and changed: lines of the two texts. kinds: the kinds of finding that see it."""

    sound: list[str]
    changed: list[str]
    kinds: frozenset[str]
    note: str


Planter = Callable[[Report, random.Random], Iterator[Plant]]

DONE_WORDS = (
    "整改状态：已完成",
    "整改状态：已完成整改。",
    "整改状态：已完成并长期坚持",
    "该问题已整改完成。",
    "目前，该问题已完成整改。",
    "完成情况：已完成",
)
PLAIN_DONE = tuple(words for words in DONE_WORDS if "长期" not in words)
OPEN_WORDS = (
    "目前尚未完成整改。",
    "目前，该项工作尚未完成。",
    "剩余3户的维修费用尚未收回。",
    "相关手续正在办理中。",
    "目前正在征求各科室意见。",
    "方案正在报区政府审批。",
    "该项工作仍在推进中。",
    "由于资金不足，暂未启动改造。",
    "移交工作还没有完成。",
    "预计2026年6月底前完成整改。",
    "待区财政资金到位后再行支付。",
    "多占的2间办公用房尚未腾退。",
    "目前正在加快整改。",
    "相关人员尚未处理到位。",
    "有关制度仍未出台。",
    "此项工作正在整改中。",
)
QUANTITIES = (
    ("追缴违规发放的交通补贴12.6万元", "违规发放的交通补贴12.6万元已全部追缴", "12.6", "12.9"),
    ("清退多收物业维修费用4.35万元", "多收的物业维修费用4.35万元已退还业主", "4.35", "4.53"),
    ("对5名责任人进行约谈", "被约谈的5名责任人作了书面检查", "5", "6"),
    ("提醒谈话13人次", "累计提醒谈话13人次", "13", "15"),
    ("修订完善制度9项", "共修订完善制度9项", "9", "8"),
    ("新建制度11项、修订制度6项", "新建制度11项", "11", "12"),
    ("给予党纪处分3人", "目前已给予党纪处分3人", "3", "2"),
    ("盘活闲置公房27套", "27套闲置公房全部盘活", "27", "24"),
    ("补办施工许可手续8个项目", "8个项目的施工许可手续已补办", "8", "7"),
    ("挽回经济损失36.2万元", "为国家挽回经济损失36.2万元", "36.2", "32.6"),
    ("收回拖欠租金58万元", "拖欠的租金58万元已收回", "58", "85"),
    ("发放征求意见表120份", "共发放征求意见表120份", "120", "102"),
)
ISSUED_TITLES = (
    "城市更新项目变更管理办法",
    "城市更新局机关公务接待管理规定",
    "老旧小区改造资金使用管理办法（试行）",
    "局党组讨论决定重大事项议事规则",
    "物业维修资金监督管理实施细则",
    "城市更新局干部轮岗交流制度",
)
GENRES = ("实施方案", "实施细则", "管理办法", "管理规定", "管理制度", "办法", "规定", "制度", "细则", "规则")
OTHER_GENRE = {
    "管理办法": "管理规定",
    "管理规定": "管理办法",
    "管理制度": "管理办法",
    "实施方案": "实施办法",
    "实施细则": "实施办法",
    "办法": "规定",
    "规定": "办法",
    "制度": "办法",
    "细则": "办法",
    "规则": "制度",
}
BODIES = {"党组": "党委", "党委": "党组", "党工委": "党委"}
LEVELS = {"区委": "市委", "市委": "区委", "县委": "市委", "省委": "市委"}
_FIGURES = frozenset({"quantity-conflict", "count-conflict", "count-body"})
_NUMBERS = "一二三四五六七八九十"


def _own(report: Report) -> list[Problem]:
    """Problems with text of their own, below a heading that stands alone."""
    return [p for p in report.problems if p.measures and p.end_line > p.line]


def _with(lines: list[str], line: int, words: str) -> list[str]:
    out = list(lines)
    text = out[line - 1]
    out[line - 1] = text + ("" if text.endswith(("。", "；")) else "。") + words
    return out


def _after(lines: list[str], line: int, words: str) -> list[str]:
    return [*lines[:line], words, *lines[line:]]


def _measure_line(problem: Problem) -> int:
    return problem.measures[-1].span.line


def done_but_open(report: Report, rng: random.Random) -> Iterator[Plant]:
    """A status line 已完成 under a problem whose text tells that it is not."""
    lines = list(report.document.lines)
    for problem in rng.sample(_own(report), len(_own(report))):
        if problem.status is not Status.UNSTATED:
            continue
        done, still = rng.choice(DONE_WORDS), rng.choice(OPEN_WORDS)
        at = _measure_line(problem)
        stated = _after(lines, problem.end_line, done)
        open_ = _with(lines, at, still)
        yield Plant(stated, _after(open_, problem.end_line, done), frozenset({"status-conflict"}), f"{done} / {still}")


def open_made_done(report: Report, rng: random.Random) -> Iterator[Plant]:
    """未完成 and 正在整改 made 已完成 while the text keeps what it says."""
    lines = list(report.document.lines)
    for problem in rng.sample(_own(report), len(_own(report))):
        if problem.status is not Status.UNSTATED:
            continue
        still = rng.choice(OPEN_WORDS)
        with_open = _with(lines, _measure_line(problem), still)
        sound = _after(with_open, problem.end_line, "整改状态：正在整改")
        changed = _after(with_open, problem.end_line, "整改状态：已完成")
        kinds = frozenset({"status-conflict", "section-missing"})  # one less among those that are open
        yield Plant(sound, changed, kinds, still)


def remaining_but_done(report: Report, rng: random.Random) -> Iterator[Plant]:
    """A remaining-items section that names a problem said to be finished."""
    lines = list(report.document.lines)
    following = report.section(Role.NEXT_STEPS)
    heading = following.heading if following else None
    if following is None or heading is None or heading.label is None or heading.label.style != "一、":
        return
    if report.section(Role.REMAINING) is not None:
        return
    label = heading.label.text
    for problem in rng.sample(_own(report), len(_own(report))):
        if problem.status is not Status.UNSTATED or len(problem.title) < 6 or problem.line > following.line:
            continue
        shape = rng.choice(("items", "sentence"))
        section = [f"{label}尚未完成整改的事项及下一步措施"]
        if shape == "items":
            section += [f"1.关于“{problem.title}”问题", "下一步措施：加强沟通协调，2026年12月底前完成整改。"]
        else:
            section += [f"关于“{problem.title}”的问题尚未完成整改，将加强沟通协调，2026年12月底前完成。"]
        added = [*lines[: following.line - 1], *section, *lines[following.line - 1 :]]
        status = rng.choice(PLAIN_DONE)
        sound = _after(added, problem.end_line, "整改状态：正在整改")
        changed = _after(added, problem.end_line, status)
        yield Plant(sound, changed, frozenset({"status-conflict"}), f"{shape}: {status}")


def quantity_in_problem(report: Report, rng: random.Random) -> Iterator[Plant]:
    """A figure told twice under one problem, one of the two changed."""
    lines = list(report.document.lines)
    for problem in rng.sample(_own(report), len(_own(report))):
        first, second, old, new = rng.choice(QUANTITIES)
        at = _measure_line(problem)
        told = _with(lines, at, f"{first}。")
        apart = rng.random() < 0.5

        def again(words: str, told: list[str] = told, at: int = at, apart: bool = apart) -> list[str]:
            tail = f"截至目前，{words}。"
            return _after(told, at, tail) if apart else _with(told, at, tail)

        yield Plant(again(second), again(second.replace(old, new)), _FIGURES, second)


def quantity_in_summary(report: Report, rng: random.Random) -> Iterator[Plant]:
    """A figure told in the part on the whole and under a problem, one of the two changed."""
    lines = list(report.document.lines)
    section = report.section(Role.ORGANIZATION)
    if section is None or section.end_line <= section.line:
        return
    for problem in rng.sample(_own(report), len(_own(report))):
        if problem.line <= section.end_line:
            continue
        first, second, old, new = rng.choice(QUANTITIES)
        if float(new) > float(old):  # the whole may be more than one problem's part
            first, second, old, new = first.replace(old, new), second.replace(old, new), new, old
        told = _with(lines, _measure_line(problem), f"{first}。")
        yield Plant(
            _with(told, section.end_line, f"{second}。"),
            _with(told, section.end_line, f"{second.replace(old, new)}。"),
            _FIGURES,
            second,
        )


def problem_twice(report: Report, rng: random.Random) -> Iterator[Plant]:
    """A problem that is listed once more further down, its title the same or nearly so."""
    lines = list(report.document.lines)
    own = _own(report)
    for problem in rng.sample(own, len(own)):
        later = [p for p in own if p.line > problem.end_line]
        if len(problem.title) < 8 or not later:
            continue
        other = rng.choice(later)
        text = lines[other.line - 1]
        start, end = other.span.start, other.span.end
        title = rng.choice((problem.title, _reworded(problem.title)))
        changed = list(lines)
        changed[other.line - 1] = text[:start] + title + text[end:]
        yield Plant(lines, changed, frozenset({"problem-duplicate"}), title)


def _reworded(title: str) -> str:
    """The same problem in slightly other words."""
    for old, new in (("不够", "还不够"), ("不到位", "不够到位"), ("薄弱", "较为薄弱"), ("，", "、"), ("不", "还不")):
        if old in title and new not in title:
            return title.replace(old, new, 1)
    return title + "的现象"


def inspection_team(report: Report, rng: random.Random) -> Iterator[Plant]:
    """第二巡察组 made 第三巡察组, 区委 made 市委."""
    lines = list(report.document.lines)
    own = re.search(r"(?P<who>[省市县区]委)第(?P<n>[一二三四五六七八九十])巡[察视]组", report.inspector or "")
    if own is None:
        return
    places = [(i, m.start()) for i, text in enumerate(lines) for m in re.finditer(re.escape(own[0]), text)]
    if len(places) < 2:
        line = rng.choice([_measure_line(p) for p in _own(report)] or [0])
        if not line:
            return
        lines = _with(lines, line, f"有关情况向{own[0]}作了书面报告。")
        places = [(i, m.start()) for i, text in enumerate(lines) for m in re.finditer(re.escape(own[0]), text)]
    for i, at in rng.sample(places[1:], len(places) - 1):
        other = rng.choice([n for n in _NUMBERS if n != own["n"]])
        for name in (
            own[0].replace(f"第{own['n']}", f"第{other}"),
            own[0].replace(own["who"], LEVELS[own["who"]], 1),
        ):
            changed = list(lines)
            changed[i] = lines[i][:at] + name + lines[i][at + len(own[0]) :]
            yield Plant(lines, changed, frozenset({"name-inconsistent"}), name)


def party_body(report: Report, rng: random.Random) -> Iterator[Plant]:
    """党组 made 党委 where the report speaks of its own."""
    body = report.party_body
    if body not in BODIES:
        return
    base = list(report.document.lines)
    own = _own(report)
    words = (
        "召开{}会议研究整改工作",
        "局{}书记带头作检查" if body == "党组" else "{}书记带头作检查",
        "{}会议专题研究",
        "{}理论学习中心组开展专题学习",
        "经{}研究同意",
    )
    for problem in rng.sample(own, len(own)):
        form = rng.choice(words)
        at = _measure_line(problem)
        yield Plant(
            _with(base, at, form.format(body) + "。"),
            _with(base, at, form.format(BODIES[body]) + "。"),
            frozenset({"name-inconsistent", "term"}),
            form.format(BODIES[body]),
        )


def document_title(report: Report, rng: random.Random) -> Iterator[Plant]:
    """A title told twice whose genre, or one character, is another the second time."""
    lines = list(report.document.lines)
    own = _own(report)
    for problem in rng.sample(own, len(own)):
        title = rng.choice(ISSUED_TITLES)
        told = _with(lines, _measure_line(problem), f"印发《{title}》。")
        other = rng.choice(own)
        line = _measure_line(other)
        core = title.removesuffix("（试行）")
        genre = next(g for g in GENRES if core.endswith(g))
        spot = rng.randrange(2, len(core) - len(genre))
        for wrong in (
            core.removesuffix(genre) + OTHER_GENRE[genre] + title[len(core) :],
            title[:spot] + title[spot + 1 :],
        ):
            yield Plant(
                _with(told, line, f"严格执行《{title}》。"),
                _with(told, line, f"严格执行《{wrong}》。"),
                frozenset({"name-inconsistent"}),
                wrong,
            )


def unit_name(report: Report, rng: random.Random) -> Iterator[Plant]:
    """The report's own unit with one character changed or lost."""
    unit = re.sub("^中共|党组$|党委$|党工委$|委员会$", "", report.unit or "")
    if not re.fullmatch(r"[\u4e00-\u9fff]{6,20}[局院厅会校司心道镇]", unit):
        return
    lines = list(report.document.lines)
    own = _own(report)
    for problem in rng.sample(own, len(own)):
        at = _measure_line(problem)
        k = rng.choice([k for k in range(1, len(unit) - 1) if unit[k] not in "省市县区州和"])
        other = rng.choice([c for c in "江山东新大安市更信建" if c != unit[k]])
        for wrong in (unit[:k] + unit[k + 1 :], unit[:k] + other + unit[k + 1 :]):
            yield Plant(
                _with(lines, at, f"以{unit}名义印发通知。"),
                _with(lines, at, f"以{wrong}名义印发通知。"),
                frozenset({"name-inconsistent", "typo", "term"}),
                wrong,
            )


GROUPS_OF_PEOPLE = (
    "巡察整改工作领导小组办公室",
    "意识形态工作领导小组",
    "城市更新项目评审委员会",
    "旧城改造工作专班办公室",
    "预算绩效管理工作领导小组",
)


def committee(report: Report, rng: random.Random) -> Iterator[Plant]:
    """A leading group told three times, once with one character lost or changed."""
    lines = list(report.document.lines)
    own = _own(report)
    if len(own) < 3:
        return
    for _ in own:
        name = rng.choice(GROUPS_OF_PEOPLE)
        a, b, c = rng.sample(own, 3)
        told = _with(lines, _measure_line(a), f"成立{name}。")
        told = _with(told, _measure_line(b), f"由{name}牵头负责。")
        k = rng.randrange(1, 4)
        wrong = name[:k] + rng.choice([ch for ch in "江山东新大安市更信建" if ch != name[k]]) + name[k + 1 :]
        at = _measure_line(c)
        yield Plant(
            _with(told, at, f"向{name}报告进展。"),
            _with(told, at, f"向{wrong}报告进展。"),
            frozenset({"name-inconsistent", "typo", "term"}),
            wrong,
        )


PLANTERS: dict[str, Planter] = {
    "status: finished, its text open": done_but_open,
    "status: open made finished": open_made_done,
    "status: finished and among the remaining": remaining_but_done,
    "quantity: twice in one problem": quantity_in_problem,
    "quantity: summary and problem": quantity_in_summary,
    "problem listed twice": problem_twice,
    "name: inspection team": inspection_team,
    "name: party body": party_body,
    "name: document": document_title,
    "name: unit": unit_name,
    "name: leading group": committee,
}
