"""An invented report and its ledger, made of one truth, and disagreements planted on either side at random."""

from __future__ import annotations

import copy
import random
from collections import Counter
from dataclasses import dataclass, field

from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row

SUBJECTS = (
    "理论学习", "旧城改造统筹", "意识形态管理", "窗口服务", "维修资金监管", "党费收缴", "工程变更审批", "档案管理",
    "公务用车管理", "信访事项办理", "招标采购程序", "干部轮岗交流", "财务报销审核", "物业企业考核", "项目验收移交",
)  # fmt: skip
FAILINGS = ("不够深入", "把关不严", "落实不到位", "台账不完整", "存在薄弱环节")
ASPECTS = ("党的领导方面", "群众身边不正之风方面", "基层党组织建设方面", "巡察整改落实方面")
LEADERS = ("周宁", "韩立", "沈言", "陆晓舟")
DEPARTMENTS = ("办公室", "更新科", "政务服务科", "机关党总支")
DEADLINES = ("2025年9月底前", "2025年10月31日", "2025年12月底前", "长期坚持")
STATUSES = ("已完成", "已完成", "已完成", "基本完成", "正在整改")
MEASURES = ("召开专题会议研究部署", "修订管理制度", "开展专项检查", "组织业务培训", "公开办理流程", "建立月调度机制")
CN = "一二三四五六七八九"


@dataclass
class Item:
    aspect: int
    title: str
    status: str
    deadline: str
    leader: str
    department: str
    measures: list[str]


@dataclass
class Side:
    """What one of the two tells. claims: numbers that the report states, by name; None: those of the truth."""

    items: list[Item]
    claims: dict[str, float] = field(default_factory=dict)


def truth(rng: random.Random, size: int = 43) -> list[Item]:
    titles = [f"{subject}{failing}" for subject in SUBJECTS for failing in FAILINGS]
    chosen = rng.sample(titles, size)
    cuts = sorted(rng.sample(range(3, size - 3), len(ASPECTS) - 1))
    return [
        Item(
            sum(n >= cut for cut in cuts),
            title,
            rng.choice(STATUSES),
            rng.choice(DEADLINES),
            rng.choice(LEADERS),
            rng.choice(DEPARTMENTS),
            rng.sample(MEASURES, rng.randint(2, 4)),
        )
        for n, title in enumerate(chosen)
    ]


def numbers(items: list[Item]) -> dict[str, float]:
    counts = Counter(item.status for item in items)
    return {
        "aspects": len({item.aspect for item in items}),
        "problems": len(items),
        "done": counts["已完成"],
        "mostly": counts["基本完成"],
        "doing": counts["正在整改"],
        "rate": round(100 * counts["已完成"] / len(items), 1),
        "measures": sum(len(item.measures) for item in items),
    }


def report_lines(side: Side, stated: dict[str, float]) -> list[str]:
    said = {**stated, **side.claims}
    lines = [
        "中共清河区城市更新局党组关于巡察整改进展情况的通报",
        "根据区委统一部署，区委第二巡察组对区城市更新局党组开展了巡察。现将整改进展情况公布如下。",
        "一、整改工作组织情况",
        f"局党组召开专题会议，针对反馈意见制定整改措施{said['measures']:g}条，逐项明确责任。",
        (
            f"截至目前，巡察反馈的{said['aspects']:g}个方面{said['problems']:g}个问题，已完成整改{said['done']:g}个，"
            f"基本完成{said['mostly']:g}个，正在整改{said['doing']:g}个，完成率{said['rate']:g}%。"
        ),
        "二、巡察反馈问题整改落实情况",
    ]
    aspect, number = -1, 0
    for item in side.items:
        if item.aspect != aspect:
            aspect, number = item.aspect, 0
            lines.append(f"（{CN[aspect]}）{ASPECTS[aspect]}")
        number += 1
        lines += [
            f"{number}.关于“{item.title}”的问题",
            f"牵头领导：{item.leader}",
            f"责任单位：{item.department}",
            f"完成时限：{item.deadline}",
            "整改情况：" + "".join(f"{CN[n]}是{text}。" for n, text in enumerate(item.measures)),
            f"整改状态：{item.status}",
        ]
    lines += ["三、下一步工作打算", "局党组将持续用力，巩固整改成果。"]
    return lines


def ledger_of(side: Side) -> Ledger:
    rows = [
        Row(
            {
                Column.NUMBER: str(n),
                Column.ASPECT: ASPECTS[item.aspect],
                Column.PROBLEM: item.title,
                Column.MEASURES: "\n".join(f"{k}.{text}。" for k, text in enumerate(item.measures, 1)),
                Column.LEADER: item.leader,
                Column.DEPARTMENT: item.department,
                Column.DEADLINE: item.deadline,
                Column.STATUS: item.status,
            }
        )
        for n, item in enumerate(side.items, 1)
    ]
    return Ledger("巡察反馈问题整改台账", "清河区城市更新局", "", tuple(rows))


@dataclass
class Planted:
    """Both sides, and what must and may be found: (rule, title of the problem, or None for a stated number)."""

    report: Side
    ledger: Side
    stated: dict[str, float]
    must: set[tuple[str, str | None]]
    may: set[tuple[str, str | None]] = field(default_factory=set)


def plant(kind: str, rng: random.Random) -> Planted:
    items = truth(rng)
    planted = Planted(Side(copy.deepcopy(items)), Side(copy.deepcopy(items)), numbers(items), set())
    PLANTERS[kind](planted, rng)
    return planted


def _claim(name: str, *steps: float):
    def planter(p: Planted, rng: random.Random) -> None:
        p.report.claims[name] = p.stated[name] + rng.choice(steps)
        p.must = {("Z101", None)}

    return planter


def _count_changes(p: Planted) -> None:
    """Stated numbers may be found too where the ledger's numbers are no longer those of the truth."""
    now = numbers(p.ledger.items)
    if now != p.stated:
        p.may |= {("Z101", None)}


def _row_taken_out(p, rng):
    at = rng.randrange(1, len(p.ledger.items) - 1)
    item = p.ledger.items.pop(at)
    p.must = {("Z401", item.title), ("Z101", None)}


def _problem_taken_out(p, rng):
    at = rng.randrange(1, len(p.report.items) - 1)
    item = p.report.items.pop(at)
    p.must = {("Z402", p.report.items[at - 1].title)}
    p.may = {("Z101", None)}
    assert item


def _new(rng, aspect):
    return Item(aspect, "食堂采购比价缺失", "正在整改", "2025年12月底前", "周宁", "办公室", ["公开比价", "轮换供应商"])


def _row_added(p, rng):
    at = rng.randrange(1, len(p.ledger.items))
    p.ledger.items.insert(at, _new(rng, p.ledger.items[at - 1].aspect))
    p.must = {("Z402", p.ledger.items[at - 1].title), ("Z101", None)}


def _problem_added(p, rng):
    at = rng.randrange(1, len(p.report.items))
    p.report.items.insert(at, _new(rng, p.report.items[at - 1].aspect))
    p.must = {("Z401", "食堂采购比价缺失")}


def _row_doubled(p, rng):
    at = rng.randrange(1, len(p.ledger.items))
    p.ledger.items.insert(at, copy.deepcopy(p.ledger.items[at - 1]))
    p.must = {("Z402", p.ledger.items[at - 1].title), ("Z101", None)}


def _reworded(side: str):
    def planter(p, rng):
        items = p.ledger.items if side == "ledger" else p.report.items
        at = rng.randrange(len(items))
        old = items[at].title
        items[at].title = rng.choice(
            (
                old.replace("不", "较为不", 1) if "不" in old else "部分" + old,
                "个别" + old,
                old[:-1],
                old[:2] + "等" + old[2:],
            )
        )
        p.must = {("Z501", p.report.items[at].title)}

    return planter


def _restated(side: str):
    def planter(p, rng):
        items = p.ledger.items if side == "ledger" else p.report.items
        at = rng.randrange(len(items))
        items[at].status = rng.choice(
            [s for s in ("已完成", "基本完成", "正在整改", "未完成", "阶段性完成") if s != items[at].status]
        )
        p.must = {("Z201", p.report.items[at].title)}
        _count_changes(p)

    return planter


def _lasting(p, rng):
    at = rng.choice([n for n, item in enumerate(p.ledger.items) if item.status == "已完成"])
    p.ledger.items[at].status = "已完成并长期坚持"
    p.must = {("Z201", p.report.items[at].title)}


def _redated(side: str):
    def planter(p, rng):
        items = p.ledger.items if side == "ledger" else p.report.items
        at = rng.randrange(len(items))
        others = [d for d in (*DEADLINES, "2026年3月底", "2025-11-30", "2025.9.15") if d != items[at].deadline]
        items[at].deadline = rng.choice(others)
        p.must = {("Z301", p.report.items[at].title)}

    return planter


def _swapped(p, rng):
    places = [n for n in range(len(p.ledger.items) - 1) if p.ledger.items[n].aspect == p.ledger.items[n + 1].aspect]
    at = rng.choice(places)
    items = p.ledger.items
    items[at], items[at + 1] = items[at + 1], items[at]
    p.must = {("Z502", p.report.items[at].title)}
    p.may = {("Z502", p.report.items[at + 1].title)}


def _under_other_aspect(p, rng):
    at = rng.randrange(len(p.ledger.items))
    item = p.ledger.items[at]
    item.aspect = rng.choice([a for a in range(len(ASPECTS)) if a != item.aspect])
    p.must = {("Z502", item.title)}


def _renamed(side: str, what: str):
    def planter(p, rng):
        items = p.ledger.items if side == "ledger" else p.report.items
        at = rng.randrange(len(items))
        names = LEADERS if what == "leader" else DEPARTMENTS
        setattr(items[at], what, rng.choice([name for name in names if name != getattr(items[at], what)]))
        p.must = {("Z503", p.report.items[at].title)}

    return planter


def _measure_lost(side: str):
    def planter(p, rng):
        items = p.ledger.items if side == "ledger" else p.report.items
        at = rng.choice([n for n, item in enumerate(items) if len(item.measures) > 2])
        items[at].measures.pop()
        p.must = {("Z102", p.report.items[at].title)}
        _count_changes(p)
        if side == "ledger":
            p.must |= {("Z101", None)}

    return planter


PLANTERS = {
    "问题总数": _claim("problems", -2, -1, 1, 2),
    "方面数": _claim("aspects", -1, 1),
    "已完成数": _claim("done", -1, 1, 2),
    "基本完成数": _claim("mostly", -1, 1),
    "正在整改数": _claim("doing", -1, 1),
    "完成率": _claim("rate", -7, 5, 11),
    "措施总数": _claim("measures", -1, 1, 2),
    "台账少一行": _row_taken_out,
    "报告少一个问题": _problem_taken_out,
    "台账多一行": _row_added,
    "报告多一个问题": _problem_added,
    "台账重复一行": _row_doubled,
    "台账改了表述": _reworded("ledger"),
    "报告改了表述": _reworded("report"),
    "台账改了状态": _restated("ledger"),
    "报告改了状态": _restated("report"),
    "台账改为长期坚持": _lasting,
    "台账改了时限": _redated("ledger"),
    "报告改了时限": _redated("report"),
    "台账换了次序": _swapped,
    "台账换了方面": _under_other_aspect,
    "台账换了领导": _renamed("ledger", "leader"),
    "报告换了领导": _renamed("report", "leader"),
    "台账换了单位": _renamed("ledger", "department"),
    "台账少一条措施": _measure_lost("ledger"),
    "报告少一条措施": _measure_lost("report"),
}
