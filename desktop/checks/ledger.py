"""Z1xx: what a report and its ledger (整改台账) tell differently; runs only where a ledger is given."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from desktop.checks import ledger_hits as hits
from desktop.checks.base import Check, Example, Explanation, Family, Hit, ReportCheck, Severity
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.ledger.totals import DONE_STATUSES
from desktop.report.model import Report, Status


def ledger_checks(ledger: Ledger, done: Collection[Status] = DONE_STATUSES) -> tuple[Check, ...]:
    """The checks that hold a report against this ledger: give them to an Engine beside the others.

    done: which statuses count as done.
    """
    holder = _Holder(ledger, frozenset(done))
    return tuple(_check(about, holder.under(about.hits)) for about in _ABOUT)


class _Holder:
    """Holds the last report against the ledger once for all checks; belongs to the engine that runs them."""

    def __init__(self, ledger: Ledger, done: frozenset[Status]) -> None:
        self._ledger = ledger
        self._done = done
        self._last: hits.Held | None = None

    def under(self, find: Callable[[hits.Held], Iterator[Hit]]) -> ReportCheck:
        """A check of reports that finds what `find` finds in the comparison."""

        def check(report: Report) -> Iterator[Hit]:
            if self._last is None or self._last.report is not report:
                self._last = hits.hold(report, self._ledger, self._done)
            return find(self._last)

        return check


@dataclass(frozen=True, slots=True)
class _About:
    code: str
    kind: str
    severity: Severity
    explanation: Explanation
    hits: Callable[[hits.Held], Iterator[Hit]]
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


def _check(about: _About, run: ReportCheck) -> Check:
    return Check(
        about.code, about.kind, Family.LEDGER, about.severity, about.explanation, about.bad, about.good, report=run
    )


_SOURCE = "报告与整改台账逐条对应、数字一致：台账是挂号销号的依据，报告是台账的说明"

EXAMPLE_LEDGER = Ledger(
    "巡察反馈问题整改台账",
    "清河区城市更新局",
    rows=tuple(
        Row(
            {
                Column.NUMBER: str(number),
                Column.ASPECT: aspect,
                Column.PROBLEM: problem,
                Column.MEASURES: "1.修订制度。\n2.开展培训。",
                Column.LEADER: leader,
                Column.DEADLINE: deadline,
                Column.STATUS: status,
            }
        )
        for number, (aspect, problem, leader, deadline, status) in enumerate(
            (
                ("理论学习方面", "理论学习不够系统", "周宁", "2025年9月底", "已完成"),
                ("理论学习方面", "学用结合不紧", "周宁", "2025年9月底", "已完成"),
                ("服务群众方面", "窗口服务态度生硬", "韩立", "2025年10月底", "已完成"),
                ("服务群众方面", "维修资金监管不严", "韩立", "2025年12月底", "正在整改"),
            ),
            1,
        )
    ),
)
"""The ledger that the examples of these checks are held against."""

_HEAD = "中共清河区城市更新局党组关于巡察整改进展情况的通报\n"
_CLAIM = "区委第二巡察组反馈的4个问题，已完成整改3个，正在整改1个。\n"
_PROBLEMS = (
    "1.关于“理论学习不够系统”的问题\n{}整改情况：一是修订制度。二是开展培训。\n整改状态：已完成\n",
    "2.关于“学用结合不紧”的问题\n整改情况：一是修订制度。二是开展培训。\n整改状态：{}\n",
    "1.关于“{}”的问题\n整改情况：一是修订制度。二是开展培训。\n整改状态：已完成\n",
    "2.关于“维修资金监管不严”的问题\n完成时限：{}\n整改情况：一是修订制度。二是开展培训。\n整改状态：正在整改",
)
_FIRST, _SECOND = "二、反馈问题整改落实情况\n（一）理论学习方面\n", "（二）服务群众方面\n"


def _report(
    claim: str = _CLAIM,
    first: str = "",
    second: str = "已完成",
    third: str = "窗口服务态度生硬",
    fourth: str = "2025年12月底",
    last: str = "",
) -> str:
    bodies = [_PROBLEMS[0].format(first), _PROBLEMS[1].format(second), _PROBLEMS[2].format(third)]
    end = _PROBLEMS[3].format(fourth) + last
    return _HEAD + claim + _FIRST + bodies[0] + bodies[1] + _SECOND + bodies[2] + end


_SAME = Example(_report())
_REPORT_WITHOUT_THIRD = (
    _HEAD
    + "区委第二巡察组反馈了巡察意见。\n"
    + _FIRST
    + _PROBLEMS[0].format("")
    + _PROBLEMS[1].format("已完成").rstrip("\n")
    + "⟦⟧\n"
    + _SECOND
    + _PROBLEMS[3].format("2025年12月底").replace("2.", "1.", 1)
)

_ABOUT = (
    _About(
        "Z101",
        "ledger-count",
        Severity.ERROR,
        Explanation(
            "数量与台账不一致",
            "报告中的问题数、方面数、已完成数、完成率都应当等于台账登记的数。报告一个数、台账一个数，上级核对时首先退回。"
            "只核对本次反馈的问题、方面、措施和整改状态，移交线索、上轮巡察、金额、人数不在其内。",
            _SOURCE,
        ),
        hits.counts,
        (
            Example(
                _report("区委第二巡察组反馈的⟦5个⟧问题，逐项制定了措施。\n"),
                _report("区委第二巡察组反馈的4个问题，逐项制定了措施。\n"),
            ),
            Example(_report("区委第二巡察组反馈的4个问题，已完成整改⟦2个⟧，正在整改⟦2个⟧。\n")),
        ),
        (_SAME, Example(_report("巡察组移交的6个信访件，已办结5个，正在办理1个。\n"))),
    ),
    _About(
        "Z102",
        "ledger-count",
        Severity.INFO,
        Explanation(
            "某个问题的措施条数与台账不同",
            "台账列出的措施报告没有全部写到，或者报告写了台账没有的措施。概括着写不算错，只作提示。",
            _SOURCE,
        ),
        hits.measures,
        (
            Example(
                _report()
                .replace(
                    "整改情况：一是修订制度。二是开展培训。\n整改状态：已完成\n2.关于",
                    "整改情况：一是修订制度。二是开展培训。三是强化考核。\n整改状态：已完成\n2.关于",
                    1,
                )
                .replace("理论学习不够系统", "⟦理论学习不够系统⟧")
            ),
            Example(
                _report(last="\n说明情况")
                .replace(
                    "二是开展培训。\n整改状态：正在整改",
                    "二是开展培训。三是强化考核。四是公开账目。\n整改状态：正在整改",
                )
                .replace("维修资金监管不严", "⟦维修资金监管不严⟧")
            ),
        ),
        (_SAME, Example(_report().replace("一是修订制度。二是开展培训。", "修订制度，开展培训。"))),
    ),
    _About(
        "Z201",
        "ledger-status",
        Severity.WARNING,
        Explanation(
            "整改状态与台账不一致",
            "同一个问题报告写已完成、台账还在整改，或者相反，必有一处没有更新。是否完成说法相反的为错误；"
            "两处都算完成、只差“长期坚持”的，只作提示。",
            _SOURCE,
        ),
        hits.statuses,
        (Example(_report("\n", second="⟦正在整改⟧")), Example(_report("\n", second="⟦未完成⟧"))),
        (_SAME, Example(_report("\n", second="整改完成"))),
    ),
    _About(
        "Z301",
        "ledger-deadline",
        Severity.WARNING,
        Explanation(
            "完成时限与台账不一致",
            "报告承诺的时限应当就是台账登记的时限。2025年12月底前、2025年12月31日、2025-12-31 算同一天。",
            _SOURCE,
        ),
        hits.deadlines,
        (Example(_report(fourth="⟦2025年11月底⟧")), Example(_report(fourth="⟦2026年12月底前⟧"))),
        (_SAME, Example(_report(fourth="2025年12月31日前"))),
    ),
    _About(
        "Z401",
        "ledger-missing",
        Severity.ERROR,
        Explanation("报告中的问题台账没有", "报告写了整改情况，台账却没有挂号，这个问题就无从销号。", _SOURCE),
        hits.missing_in_ledger,
        (
            Example(_report("\n", last="\n3.关于“⟦物业招标程序不规范⟧”的问题\n整改情况：修订招标办法。")),
            Example(_report("\n", last="\n3.关于“⟦公车加油登记不全⟧”的问题\n整改情况：补齐登记。")),
        ),
        (_SAME, Example(_report(third="窗口服务态度较为生硬"))),
    ),
    _About(
        "Z402",
        "ledger-missing",
        Severity.ERROR,
        Explanation(
            "台账中的问题报告没有写",
            "台账登记的问题报告必须逐一回应，漏掉一个就是漏报。标在它前一个问题的后面。",
            _SOURCE,
        ),
        hits.missing_in_report,
        (
            Example(_REPORT_WITHOUT_THIRD),
            Example(
                _HEAD
                + _FIRST
                + _PROBLEMS[0].format("")
                + _PROBLEMS[1].format("已完成")
                + _SECOND
                + _PROBLEMS[2].format("窗口服务态度生硬").rstrip("\n")
                + "⟦⟧"
            ),
        ),
        (_SAME, Example(_report(third="窗口服务态度比较生硬"))),
    ),
    _About(
        "Z403",
        "ledger-missing",
        Severity.ERROR,
        Explanation(
            "台账不是这份报告的台账",
            "报告和台账的问题几乎没有一个相同，多半是选错了文件；逐条列出来没有意义。",
            _SOURCE,
        ),
        hits.strangers,
        (
            Example(
                "⟦⟧关于整改情况的通报\n一、整改落实情况\n1.关于“公车加油登记不全”的问题\n整改情况：补齐登记。\n"
                "2.关于“物业招标不规范”的问题\n整改情况：修订办法。\n3.关于“档案室漏水”的问题\n整改情况：完成维修。\n"
                "4.关于“食堂采购比价缺失”的问题\n整改情况：公开比价。\n5.关于“会议室闲置”的问题\n整改情况：统筹使用。"
            ),
            Example(
                "⟦⟧关于整改情况的报告\n一、整改落实情况\n1.关于“楼道堆物”的问题\n整改情况：全部清理。\n"
                "2.关于“门禁损坏”的问题\n整改情况：更换设备。\n3.关于“热线占线”的问题\n整改情况：增加坐席。\n"
                "4.关于“绿化缺株”的问题\n整改情况：补种到位。"
            ),
        ),
        (_SAME, Example(_report(third="窗口服务态度差"))),
    ),
    _About(
        "Z501",
        "ledger-wording",
        Severity.WARNING,
        Explanation(
            "问题的表述与台账不一致",
            "反馈问题应当照抄反馈意见，报告、台账一字不差；改动表述容易被认为是避重就轻。",
            _SOURCE,
        ),
        hits.wording,
        (Example(_report(third="⟦窗口服务态度不够好⟧")), Example(_report(third="⟦个别窗口服务态度生硬冷淡⟧"))),
        (_SAME, Example(_report("\n"))),
    ),
    _About(
        "Z502",
        "ledger-wording",
        Severity.WARNING,
        Explanation(
            "问题所在的方面或先后次序与台账不同",
            "报告按台账（反馈意见）的次序逐一回应，便于对照核查。方面不同的应当核对，次序不同的只作提示。",
            _SOURCE,
        ),
        hits.order,
        (
            Example(
                _HEAD
                + _FIRST
                + _PROBLEMS[0].format("").replace("理论学习不够系统", "⟦学用结合不紧⟧")
                + _PROBLEMS[1].format("已完成").replace("学用结合不紧", "理论学习不够系统")
                + _SECOND
                + _PROBLEMS[2].format("窗口服务态度生硬")
                + _PROBLEMS[3].format("2025年12月底")
            ),
            Example(
                _HEAD
                + _FIRST
                + _PROBLEMS[0].format("")
                + _PROBLEMS[1].format("已完成")
                + _PROBLEMS[2].format("⟦窗口服务态度生硬⟧").replace("1.", "3.", 1)
                + _SECOND
                + _PROBLEMS[3].format("2025年12月底").replace("2.", "1.", 1)
            ),
        ),
        (_SAME, Example(_report("\n"))),
    ),
    _About(
        "Z503",
        "ledger-wording",
        Severity.WARNING,
        Explanation(
            "责任领导、责任单位或责任人与台账不一致",
            "谁来负责以台账登记的为准，报告写成别人，责任就落空。两处有一个名字相同就不提示。",
            _SOURCE,
        ),
        hits.names,
        (Example(_report(first="牵头领导：⟦沈言⟧\n")), Example(_report(first="牵头领导：⟦沈言、邵平⟧\n"))),
        (_SAME, Example(_report(first="牵头领导：周宁\n"))),
    ),
)

CHECKS: tuple[Check, ...] = ledger_checks(EXAMPLE_LEDGER)
"""These checks with the ledger of their examples, for people to read of; an engine makes its own from a ledger."""
