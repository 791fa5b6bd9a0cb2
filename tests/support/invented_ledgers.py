"""Invented ledgers of an invented bureau, complete and free of errors, from a seed."""

from __future__ import annotations

import random
from datetime import date

from desktop.drafting.facts import Facts
from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row
from desktop.report.model import Status

ASPECTS = (
    "落实党的理论和路线方针政策",
    "群众身边不正之风和腐败问题",
    "基层党组织建设和干部队伍建设",
    "落实巡察和审计整改",
)
_WHERE = ("旧城改造", "物业管理", "工程变更", "档案管理", "窗口服务", "公务用车", "维修资金", "合同审查", "招标采购",
          "房屋征收", "信息公开", "固定资产", "干部轮岗", "组织生活", "安全生产",
          "停车泊位", "外墙修缮", "电梯加装", "预算编制",
          "绿化养护", "消防通道", "信访接待")  # fmt: skip
_WANTING = ("责任落实不够到位", "制度执行不严", "日常监督乏力", "基础台账不规范", "推进进度缓慢", "分析研判不深入")
_ACTS = ("修订{}办法", "补齐{}手续{n}份", "举办{}培训{n}场", "建立{}周报告制度", "选派{}骨干{n}名", "公开{}办理流程",
         "聘请{}监督员{n}名", "走访{}相关群众", "抽查{}事项{n}件", "更新{}指南", "通报{}典型案例", "约谈{}经办人员",
         "核对{}账目", "制作{}明白卡", "上线{}查询功能", "开展{}满意度测评")  # fmt: skip
_CAUSES = ("{}分工不清", "{}检查不勤", "{}衔接不畅", "{}力量薄弱", "{}考核缺位", "{}要求不明", "{}交接不细")
_LEADERS = ("周明远", "沈立群", "林晓燕")
_OFFICES = ("办公室", "规划统筹科", "政务服务科", "物业管理科", "人事科")

FACTS = Facts(
    unit="清河区城市更新局",
    party_body="党组",
    secretary="党组书记、局长",
    inspector="区委第二巡察组",
    inspection_start=date(2025, 3, 10),
    inspection_end=date(2025, 5, 20),
    feedback_date=date(2025, 7, 3),
    report_date=date(2025, 10, 15),
    contact="办公室",
    phone="010-61234567",
    address="清河区建设路1号",
    post_code="100085",
    mail="qhcsgx@example.gov.cn",
)


def make(seed: int, size: int, *, aspects: int = 3, grouped: bool = False, apart: bool = True) -> Ledger:
    """A ledger of `size` rows. grouped: some problems have several details. apart: progress beside measures."""
    chance = random.Random(seed)
    titles = [where + wanting for where in _WHERE for wanting in _WANTING]
    chance.shuffle(titles)
    acts = [act.replace("{}", where) for where in _WHERE for act in _ACTS]
    causes = [cause.format(where) for where in _WHERE for cause in _CAUSES]
    chance.shuffle(acts)
    chance.shuffle(causes)
    rows: list[Row] = []
    while len(rows) < size:
        aspect = ASPECTS[len(rows) * aspects // size] if aspects else ""
        problem = titles.pop()
        details = min(size - len(rows), chance.choice((1, 2, 3)) if grouped else 1)
        for _ in range(details):
            title = titles.pop() if details > 1 else ""
            three = [acts.pop().format(n=chance.randint(2, 40)) for _ in range(3)]
            texts = causes.pop(), three
            rows.append(_row(chance, len(rows) + 1, aspect, problem, title, texts, apart=apart))
    return Ledger("巡察反馈问题整改台账", "清河区城市更新局", "2025年10月15日", tuple(rows))


def _row(
    chance: random.Random,
    number: int,
    aspect: str,
    problem: str,
    detail: str,
    texts: tuple[str, list[str]],
    *,
    apart: bool,
) -> Row:
    cause, acts = texts
    status = chance.choice([status for status in Status if status is not Status.UNSTATED])
    cells = {
        Column.NUMBER: str(number),
        Column.ASPECT: aspect,
        Column.PROBLEM: problem,
        Column.DETAIL: detail,
        Column.CAUSE: cause,
        Column.MEASURES: "\n".join(f"{n}.{act}" for n, act in enumerate(acts, 1)),
        Column.LEADER: chance.choice(_LEADERS),
        Column.DEPARTMENT: chance.choice(_OFFICES),
        Column.DEADLINE: "2025年12月底前",
        Column.STATUS: status.value,
    }
    if apart:
        cells[Column.PROGRESS] = f"已收到意见{number}条。"
    if status not in (Status.DONE, Status.DONE_LONG):
        cells[Column.REASON_OPEN] = f"第{number}项核对量大。"
    return Row({column: text for column, text in cells.items() if text})
