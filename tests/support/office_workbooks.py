# ruff: noqa: E501 - tables are easier to compare with their cells side by side
"""Workbooks the way offices make them: sixteen sets of columns, and nastier ones. All people and texts are invented.

Each maker gives a workbook and what a careful clerk reads in it: the rows as
text by column, the title, how many rows are left out.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from datetime import date, datetime

import openpyxl
from openpyxl.styles import Alignment, Font

from desktop.ledger.columns import Column

C = Column
PROBLEMS = (
    "理论学习不够系统深入",
    "旧城改造统筹推进不足",
    "窗口服务态度生硬",
    "物业维修资金监管不严",
    "党费收缴不规范",
)
MEASURES = (
    "制定年度学习计划，每月集中学习一次",
    "建立旧城改造项目调度机制",
    "开展窗口作风专项整治",
    "修订维修资金管理办法",
    "核查近三年党费收缴台账",
)
LEADERS = ("周宁", "韩立", "沈言", "周宁", "韩立")
DEPARTMENTS = ("办公室", "更新科", "政务服务科", "物业科", "机关党总支")
PEOPLE = ("陆晓舟", "邵平", "方可", "陆晓舟", "邵平")
DEADLINES = ("2025年9月30日", "2025年12月底前", "立行立改", "2025.10.31", "长期坚持")
GOALS = ("学习制度化", "机制健全", "群众满意", "账目清楚", "收缴规范")
ASPECTS = ("党的领导方面", "党的领导方面", "群众身边不正之风方面", "群众身边不正之风方面", "基层党组织建设方面")


@dataclass
class Case:
    """A workbook, and what is in it. cells: expected text by column, one entry a row."""

    name: str
    data: bytes
    cells: dict[C, tuple[str, ...]]
    title: str = ""
    unit: str = ""
    left_out: int = 0
    figures: int = 0
    notes: tuple[str, ...] = ()
    header_row: int | None = None
    missing: tuple[C, ...] = field(default=())


def _bytes(workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _sheet(title=None, rows=(), head=(), widths=None):
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Sheet1"
    if title:
        sheet.append([title])
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=max(len(head), 2))
        sheet["A1"].alignment = Alignment(horizontal="center")
        sheet["A1"].font = Font(name="方正小标宋简体", size=22)
    if head:
        sheet.append(list(head))
    for row in rows:
        sheet.append(list(row))
    return workbook, sheet


def column_sets() -> list[Case]:
    return [maker() for maker in _SETS]


def nasty_workbooks() -> list[Case]:
    return [maker() for maker in _NASTY]


def set_1():
    title = "清河区城市更新局巡察整改问题清单"
    workbook, sheet = _sheet(
        title, zip(PROBLEMS, MEASURES, DEADLINES, PEOPLE, strict=True), ("问题内容", "整改措施", "整改时限", "责任人")
    )
    sheet.append(["合计", "5项措施", None, None])
    return Case(
        "1 问题内容｜整改措施｜整改时限｜责任人",
        _bytes(workbook),
        {C.PROBLEM: PROBLEMS, C.MEASURES: MEASURES, C.DEADLINE: DEADLINES, C.PERSON: PEOPLE},
        title,
        left_out=1,
    )


def set_2():
    title = "区教育工委整改任务分工表"
    workbook, sheet = _sheet(
        title,
        zip(PROBLEMS, LEADERS, DEPARTMENTS, MEASURES, DEADLINES, strict=True),
        ("整改任务", "牵头领导", "责任科室\n（单位）", "整改措施", "完成时限"),
    )
    sheet.append(["注：完成时限以党组会议研究确定的为准。"])
    return Case(
        "2 整改任务｜牵头领导｜责任科室（单位）｜整改措施｜完成时限",
        _bytes(workbook),
        {
            C.PROBLEM: PROBLEMS,
            C.LEADER: LEADERS,
            C.DEPARTMENT: DEPARTMENTS,
            C.MEASURES: MEASURES,
            C.DEADLINE: DEADLINES,
        },
        title,
        left_out=1,
    )


def set_3():
    """Measures in several rows under merged problems."""
    head = ("反馈问题", "牵头区领导", "牵头单位", "责任单位", "整改目标", "整改措施", "完成时限")
    workbook, sheet = _sheet("反馈问题整改台账", (), head)
    sheet.append([PROBLEMS[0], "周宁", "区城市更新局", "各街道", "学习制度化", "1.制定学习计划", "2025年9月30日"])
    sheet.append([None, None, None, None, None, "2.每月集中学习", "2025年9月30日"])
    sheet.append([None, None, None, None, None, "3.开展测试", "2025年12月底前"])
    sheet.append([PROBLEMS[1], "韩立", "区住建局", "区城市更新局", "机制健全", "建立调度机制", "2025年10月"])
    sheet.append([None, None, None, None, None, "每周通报进展", "2025年10月"])
    for column in "ABCDE":
        sheet.merge_cells(f"{column}3:{column}5")
        sheet.merge_cells(f"{column}6:{column}7")
    return Case(
        "3 反馈问题｜牵头区领导｜牵头单位｜责任单位｜整改目标｜整改措施｜完成时限",
        _bytes(workbook),
        {
            C.PROBLEM: PROBLEMS[:2],
            C.LEADER: ("周宁", "韩立"),
            C.DEPARTMENT: ("区城市更新局", "区住建局"),
            C.PARTNER: ("各街道", "区城市更新局"),
            C.GOAL: ("学习制度化", "机制健全"),
            C.MEASURES: ("1.制定学习计划\n2.每月集中学习\n3.开展测试", "1.建立调度机制\n2.每周通报进展"),
            C.DEADLINE: ("2025年9月30日\n2025年12月底前", "2025年10月"),
        },
        "反馈问题整改台账",
        notes=("责任单位", "3行"),
    )


def set_4():
    """Three lists: tasks and responsibility are sheets of their own."""
    workbook = openpyxl.Workbook()
    first = workbook.active
    first.title = "问题清单"
    first.append(["序号", "整改内容", "整改目标"])
    task = workbook.create_sheet("任务清单")
    task.append(["序号", "整改内容", "整改措施", "时限要求"])
    duty = workbook.create_sheet("责任清单")
    duty.append(["序号", "整改内容", "责任主体"])
    for n, problem in enumerate(PROBLEMS):
        first.append([n + 1, problem, GOALS[n]])
        task.append([n + 1, problem, MEASURES[n], DEADLINES[n]])
        duty.append([n + 1, problem, DEPARTMENTS[n]])
    return Case(
        "4 整改内容｜整改目标｜责任主体｜时限要求（三张清单）",
        _bytes(workbook),
        {C.PROBLEM: PROBLEMS, C.GOAL: GOALS, C.MEASURES: MEASURES, C.DEADLINE: DEADLINES, C.DEPARTMENT: DEPARTMENTS},
        notes=("任务清单", "责任清单"),
    )


def set_5():
    head = ("具体问题", "责任领导", "责任科室", "责任人", "整改措施", "整改时限")
    workbook, sheet = _sheet(
        "清河区中医医院整改台账", zip(PROBLEMS, LEADERS, DEPARTMENTS, PEOPLE, MEASURES, DEADLINES, strict=True), head
    )
    sheet["A3"] = PROBLEMS[0] + "  "
    return Case(
        "5 具体问题｜责任领导｜责任科室｜责任人｜整改措施｜整改时限",
        _bytes(workbook),
        {
            C.PROBLEM: PROBLEMS,
            C.LEADER: LEADERS,
            C.DEPARTMENT: DEPARTMENTS,
            C.PERSON: PEOPLE,
            C.MEASURES: MEASURES,
            C.DEADLINE: DEADLINES,
        },
        "清河区中医医院整改台账",
    )


def set_6():
    struck = ("已销号", "", "√", "2025年9月20日", "未销号")
    head = ("问题", "责任领导", "责任单位", "责任人", "整改期限", "措施", "销号")
    workbook, _ = _sheet(
        None, zip(PROBLEMS, LEADERS, DEPARTMENTS, PEOPLE, DEADLINES, MEASURES, struck, strict=True), head
    )
    return Case(
        "6 问题｜责任领导｜责任单位｜责任人｜整改期限｜措施｜销号",
        _bytes(workbook),
        {
            C.PROBLEM: PROBLEMS,
            C.STRUCK_OFF: struck,
            C.STATUS: ("已完成", "", "已完成", "已完成", ""),
            C.DEADLINE: DEADLINES,
            C.MEASURES: MEASURES,
        },
        notes=("3个已销号",),
    )


def set_7():
    """No problems: each measure is a row, the problems stand as headings across the table."""
    head = ("措施", "责任领导", "责任单位", "完成时限", "销号")
    workbook, sheet = _sheet("民政局整改措施台账", (), head)
    sheet.append(["（一）党的领导方面"])
    sheet.append([MEASURES[0], "周宁", "办公室", datetime(2025, 9, 30), "是"])
    sheet.append([MEASURES[1], "韩立", "更新科", datetime(2025, 12, 31), "否"])
    sheet.append(["（二）群众身边不正之风方面"])
    sheet.append([MEASURES[2], "沈言", "政务服务科", datetime(2025, 10, 1), "是"])
    for row in (3, 6):
        sheet.merge_cells(f"A{row}:E{row}")
    return Case(
        "7 措施｜责任领导｜责任单位｜完成时限｜销号",
        _bytes(workbook),
        {
            C.ASPECT: ("党的领导方面", "党的领导方面", "群众身边不正之风方面"),
            C.MEASURES: MEASURES[:3],
            C.DEADLINE: ("2025年9月30日", "2025年12月31日", "2025年10月1日"),
            C.STATUS: ("已完成", "", "已完成"),
            C.LEADER: ("周宁", "韩立", "沈言"),
        },
        notes=("每条措施作为一行",),
    )


def set_8():
    head = ("序号", "整改措施", "责任部门", "责任领导", "整改时限", "细化项目", "进度安排")
    workbook, sheet = _sheet("整改措施进度表（周报）", (), head)
    sheet.append(["1", MEASURES[0], "办公室", "周宁", "2025/9/30", "（1）拟订计划", "第一周完成初稿"])
    sheet.append(["", "", "", "", "", "（2）征求意见", "第二周完成"])
    sheet.append(["2", MEASURES[1], "更新科", "韩立", "2025/10/31", "调度项目", "每半月汇报"])
    return Case(
        "8 整改措施｜责任部门｜责任领导｜整改时限＋细化项目｜进度安排",
        _bytes(workbook),
        {
            C.NUMBER: ("1", "2"),
            C.MEASURES: (f"{MEASURES[0]}\n（1）拟订计划\n（2）征求意见", f"{MEASURES[1]}\n调度项目"),
            C.PROGRESS: ("第一周完成初稿\n第二周完成", "每半月汇报"),
            C.DEADLINE: ("2025/9/30", "2025/10/31"),
        },
    )


def set_9():
    head = ("问题", "整改措施", "责任领导", "责任部门", "完成时限", "跟踪督办", "对账销号")
    rows = zip(
        PROBLEMS, MEASURES, LEADERS, DEPARTMENTS, DEADLINES, ["周调度"] * 5, ["已销号"] * 3 + [None] * 2, strict=True
    )
    workbook, _ = _sheet("惠民区审批局整改台账", rows, head)
    return Case(
        "9 问题｜整改措施｜责任领导｜责任部门｜完成时限｜跟踪督办｜对账销号",
        _bytes(workbook),
        {
            C.PROBLEM: PROBLEMS,
            C.STRUCK_OFF: ("已销号",) * 3 + ("", ""),
            C.STATUS: ("已完成",) * 3 + ("", ""),
            C.PROGRESS: ("周调度",) * 5,
        },
    )


def set_10():
    head = ("序号", "措施", "责任领导", "责任单位", "完成时限", "党组书记牵头")
    rows = zip(range(1, 6), MEASURES, LEADERS, DEPARTMENTS, DEADLINES, ("√", None, None, "√", None), strict=True)
    workbook, _ = _sheet("整改措施清单", rows, head)
    return Case(
        "10 措施｜责任领导｜责任单位｜完成时限＋党组书记牵头",
        _bytes(workbook),
        {C.NUMBER: tuple("12345"), C.MEASURES: MEASURES, C.REMARK: ("党组书记牵头：√", "", "", "党组书记牵头：√", "")},
        notes=("党组书记牵头",),
    )


def set_11():
    head = ("整改措施", "整改时限", "责任领导", "牵头单位")
    days = [date(2025, 9, 30), "9月底前", "长期", 45961, "2025-12"]
    workbook, _ = _sheet(None, zip(MEASURES, days, LEADERS, DEPARTMENTS, strict=True), head)
    return Case(
        "11 整改措施｜整改时限｜责任领导｜牵头单位",
        _bytes(workbook),
        {
            C.MEASURES: MEASURES,
            C.DEPARTMENT: DEPARTMENTS,
            C.DEADLINE: ("2025年9月30日", "9月底前", "长期", "2025年10月31日", "2025-12"),
        },
        notes=("存成了数字",),
    )


def set_12():
    head = ("问题", "整改措施", "牵头单位", "责任单位")
    workbook, _ = _sheet("乡整改任务", zip(PROBLEMS, MEASURES, DEPARTMENTS, DEPARTMENTS[::-1], strict=True), head)
    return Case(
        "12 问题｜整改措施｜牵头单位｜责任单位",
        _bytes(workbook),
        {C.PROBLEM: PROBLEMS, C.MEASURES: MEASURES, C.DEPARTMENT: DEPARTMENTS, C.PARTNER: DEPARTMENTS[::-1]},
        notes=("责任单位",),
    )


def set_13():
    """Five lists, joined by number where the problem is not said again."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    lists = {
        "问题清单": (("序号", "问题类别", "问题"), list(zip(range(1, 6), ASPECTS, PROBLEMS, strict=True))),
        "任务清单": (("序号", "问题", "整改措施"), list(zip(range(1, 6), PROBLEMS, MEASURES, strict=True))),
        "责任清单": (
            ("序号", "责任领导", "责任部门", "整改措施"),
            list(zip(range(1, 6), LEADERS, DEPARTMENTS, MEASURES, strict=True)),
        ),
        "整改成效清单": (("序号", "问题", "整改成效"), [(n, p, f"成效{n}") for n, p in enumerate(PROBLEMS, 1)]),
        "整改档案清单": (("序号", "问题", "整改档案"), [(n, p, f"卷{n}") for n, p in enumerate(PROBLEMS, 1)]),
    }
    for name, (head, rows) in lists.items():
        sheet = workbook.create_sheet(name)
        sheet.append([name])
        sheet.append(list(head))
        for row in rows:
            sheet.append(list(row))
    return Case(
        "13 问题、任务、责任、整改成效、整改档案清单",
        _bytes(workbook),
        {
            C.PROBLEM: PROBLEMS,
            C.ASPECT: ASPECTS,
            C.MEASURES: MEASURES,
            C.LEADER: LEADERS,
            C.DEPARTMENT: DEPARTMENTS,
            C.PROGRESS: tuple(f"成效{n}" for n in range(1, 6)),
            C.PROOF: tuple(f"卷{n}" for n in range(1, 6)),
        },
        notes=("整改成效清单", "整改档案清单", "责任清单"),
    )


def set_14():
    head = (
        "单位",
        "部门",
        "事项",
        "问题详情",
        "整改时限",
        "到期日（剩余天）",
        "状态",
        "责任人",
        "部门负责人",
        "整改情况",
        "附件",
    )
    rows = [
        (
            "清河支行",
            "运营部",
            "账户管理",
            PROBLEMS[0],
            "30天",
            "2025-10-30（12）",
            "待销号",
            "方可",
            "周宁",
            "已补齐资料",
            "扫描件.pdf",
        ),
        (
            "清河支行",
            "信贷部",
            "贷后检查",
            PROBLEMS[1],
            "60天",
            "2025-11-30（43）",
            "已销号",
            "邵平",
            "韩立",
            "已整改",
            "",
        ),
    ]
    workbook, _ = _sheet(None, rows, head)
    return Case(
        "14 单位｜部门｜事项｜问题详情｜整改时限｜到期日｜状态｜责任人｜部门负责人｜整改情况｜附件",
        _bytes(workbook),
        {
            C.PROBLEM: ("账户管理", "贷后检查"),
            C.DETAIL: PROBLEMS[:2],
            C.DEPARTMENT: ("运营部", "信贷部"),
            C.LEADER: ("周宁", "韩立"),
            C.PERSON: ("方可", "邵平"),
            C.STATUS: ("待销号", "已完成"),
            C.PROGRESS: ("已补齐资料", "已整改"),
            C.PROOF: ("扫描件.pdf", ""),
        },
        notes=("待销号",),
    )


def set_15():
    """Only sums, under two wide headings."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["整改情况汇总表"])
    sheet.merge_cells("A1:I1")
    sheet.append(["单位", "巡视", None, None, None, "巡察", None, None, None])
    sheet.merge_cells("B2:E2")
    sheet.merge_cells("F2:I2")
    sheet.append([None] + ["整改措施数", "已完成", "进行中", "超期未完"] * 2)
    sheet.append(["办公室", 12, 10, 2, 0, 8, 8, 0, 0])
    sheet.append(["更新科", 9, 6, 2, 1, 5, 4, 1, 0])
    return Case(
        "15 整改措施数｜已完成｜进行中｜超期未完（汇总）",
        _bytes(workbook),
        {},
        "整改情况汇总表",
        figures=16,
        notes=("汇总表",),
    )


def set_16():
    head = (
        "序号", "反馈问题（方面/类别）", "具体表现", "整改措施（编号）", "整改目标", "牵头领导", "责任单位", "责任人",
        "整改时限（立行立改/集中整改/长期坚持）", "整改进展", "整改状态", "成效/制度成果", "佐证材料", "未完成原因及下步计划",
        "销号日期", "审核人", "备注",
    )  # fmt: skip
    workbook, sheet = _sheet("巡察反馈问题整改台账", (), head)
    sheet.insert_rows(2)
    sheet["A2"] = "填报单位：清河区城市更新局"
    sheet["J2"] = "填报日期：2025年10月9日"
    for n, problem in enumerate(PROBLEMS[:3]):
        sheet.append(
            [n + 1, ASPECTS[n], problem, MEASURES[n], GOALS[n], LEADERS[n], DEPARTMENTS[n], PEOPLE[n], DEADLINES[n],
             "已制定计划", ("完成", "整改中", "阶段性完成")[n], "《学习制度》", "会议记录", "", datetime(2025, 9, 20) if n == 0 else None,
             "何明", ""]
        )  # fmt: skip
    return Case(
        "16 十七栏的常用模板",
        _bytes(workbook),
        {
            C.NUMBER: ("1", "2", "3"),
            C.PROBLEM: ASPECTS[:3],
            C.DETAIL: PROBLEMS[:3],
            C.MEASURES: MEASURES[:3],
            C.DEADLINE: DEADLINES[:3],
            C.TYPE: ("", "", "立行立改"),
            C.STATUS: ("已完成", "正在整改", "阶段性完成"),
            C.PROGRESS: ("已制定计划\n《学习制度》",) * 3,
            C.STRUCK_OFF: ("2025年9月20日", "", ""),
            C.REMARK: ("审核人：何明",) * 3,
        },
        "巡察反馈问题整改台账",
        "清河区城市更新局",
        notes=("审核人", "“完成”作“已完成”"),
    )


_SETS = (
    set_1, set_2, set_3, set_4, set_5, set_6, set_7, set_8, set_9, set_10, set_11, set_12, set_13, set_14, set_15, set_16,
)  # fmt: skip


def nasty_two_header_rows():
    """Two heading rows, merged headings, merged aspects and problems, a unit line, sums and signatures below."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "台账"
    sheet.append(["附件2"])
    sheet.append(["区委第二巡察组反馈问题整改台账"])
    sheet.append(["单位（盖章）：清河区城市更新局", None, None, None, None, None, None, None, "日期：2025年10月9日"])
    sheet.append(["序号", "问题类别", "反馈问题", "整改措施", "整改责任", None, None, "整改时限", "完成情况"])
    sheet.append([None, None, None, None, "领导", "部门", "责任人", None, None])
    sheet.merge_cells("A1:I1")
    sheet.merge_cells("A2:I2")
    sheet.merge_cells("E4:G4")
    for column in "ABCDHI":
        sheet.merge_cells(f"{column}4:{column}5")
    rows = [
        ["1", "党的领导方面", PROBLEMS[0], MEASURES[0], "周宁", "办公室", "方可", "2025年9月30日", "已完成"],
        [None, None, None, "每季度测试一次", "周宁", "办公室", "方可", "2025年12月31日", "正在整改"],
        ["2", None, PROBLEMS[1], MEASURES[1], "韩立", "更新科", "邵平", "2025年10月", "已完成"],
        ["3", "群众身边不正之风方面", PROBLEMS[2], MEASURES[2], "沈言", "政务服务科", "陆晓舟", "长期坚持", "基本完成"],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A6:A7", "B6:B8", "C6:C7"):
        sheet.merge_cells(area)
    sheet.append(["合计", None, "3个", "4条", None, None, None, None, "完成2个"])
    sheet.append(["填表人：方可", None, None, None, "审核人：周宁"])
    return Case(
        "两行表头、合并单元格、合计行、签字行",
        _bytes(workbook),
        {
            C.NUMBER: ("1", "2", "3"),
            C.ASPECT: ("党的领导方面", "党的领导方面", "群众身边不正之风方面"),
            C.PROBLEM: PROBLEMS[:3],
            C.MEASURES: (f"1.{MEASURES[0]}\n2.每季度测试一次", MEASURES[1], MEASURES[2]),
            C.LEADER: ("周宁", "韩立", "沈言"),
            C.DEPARTMENT: ("办公室", "更新科", "政务服务科"),
            C.PERSON: ("方可", "邵平", "陆晓舟"),
            C.DEADLINE: ("2025年9月30日\n2025年12月31日", "2025年10月", "长期坚持"),
            C.STATUS: ("正在整改", "已完成", "基本完成"),
        },
        "区委第二巡察组反馈问题整改台账",
        "清河区城市更新局",
        left_out=2,
        notes=("进展最慢",),
        header_row=4,
    )


def nasty_text_numbers():
    """Numbers as text, blank rows, headings repeated on each page, spare numbered rows, hidden columns, spaces."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    head = ["序 号", "反 馈 问 题", "具体措施", "责任领导", "责任\n部门", "完成\n时限", "目前状态", "备  注"]
    sheet.append(["整改台账"])
    sheet.append([])
    sheet.append(head)
    for n in range(3):
        sheet.append(
            [f"{n + 1}", f" {PROBLEMS[n]} ", MEASURES[n], LEADERS[n] + "　", DEPARTMENTS[n], 45930 + n, "已完成 ", None]
        )
    sheet.append([])
    sheet.append(head)
    for n in range(3, 5):
        sheet.append(
            [f"{n + 1}", PROBLEMS[n], MEASURES[n], LEADERS[n], DEPARTMENTS[n], "2025年\n12月底", "推进中", "　"]
        )
    for n in range(5, 12):
        sheet.append([n + 1])
    sheet.column_dimensions["D"].hidden = True
    sheet["XFD1048576"] = " "
    return Case(
        "文本数字、空行、重复表头、预留序号行、隐藏列",
        _bytes(workbook),
        {
            C.NUMBER: tuple("12345"),
            C.PROBLEM: PROBLEMS,
            C.MEASURES: MEASURES,
            C.LEADER: LEADERS,
            C.DEADLINE: ("2025年9月30日", "2025年10月1日", "2025年10月2日", "2025年\n12月底", "2025年\n12月底"),
            C.STATUS: ("已完成",) * 3 + ("正在整改",) * 2,
        },
        "整改台账",
        left_out=8,
        notes=("隐藏的列",),
    )


def nasty_many_sheets():
    """A cover, a how-to, an old copy, drop-down words, the ledger, and a hidden sheet."""
    workbook = openpyxl.Workbook()
    cover = workbook.active
    cover.title = "封面"
    cover["B5"] = "清河区城市更新局巡察整改资料"
    how = workbook.create_sheet("填表说明")
    how.append(["序号", "反馈问题", "整改措施", "填写要求"])
    how.append([1, "照抄反馈意见", "一条一行", "不得空白"])
    old = workbook.create_sheet("整改台账(旧)")
    new = workbook.create_sheet("整改台账")
    words = workbook.create_sheet("选项")
    for word in ("已完成", "正在整改"):
        words.append([word])
    hidden = workbook.create_sheet("草稿")
    hidden.sheet_state = "hidden"
    head = ["序号", "方面", "反馈问题", "整改措施", "整改状态"]
    for sheet in (old, new, hidden):
        sheet.append(head)
        for n, problem in enumerate(PROBLEMS):
            status = "已完成" if sheet is new else "正在整改"
            sheet.append([n + 1, ASPECTS[n] if n in (0, 2, 4) else None, problem, MEASURES[n], status])
    return Case(
        "多个工作表：封面、说明、旧表、选项、隐藏表",
        _bytes(workbook),
        {C.PROBLEM: PROBLEMS, C.ASPECT: ASPECTS, C.STATUS: ("已完成",) * 5, C.MEASURES: MEASURES},
    )


def nasty_details():
    """Problems merged over their details, details over their measures, aspect rows across the table, numbers restart."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["序号", "反馈问题", "具体表现", "整改措施", "责任单位及责任人", "整改完成时间", "整改进度"])
    sheet.append(["一、党的领导方面（2个问题）"])
    sheet.merge_cells("A2:G2")
    sheet.append([1, PROBLEMS[0], "学习次数不足", "一是补学", "办公室 方可", "2025年9月底前", "100%"])
    sheet.append([None, None, None, "二是建立考勤", "办公室 方可", "2025年9月底前", "100%"])
    sheet.append([None, None, "学用结合不紧", "开展调研", "更新科 邵平", "2025年12月底前", "60%"])
    sheet.append([2, PROBLEMS[1], "项目推进慢", "每周调度", "更新科 邵平", "长期坚持", 0])
    sheet.append(["二、群众身边不正之风方面（1个问题）"])
    sheet.merge_cells("A7:G7")
    sheet.append([1, PROBLEMS[2], "群众投诉多", "专项整治", "政务服务科 陆晓舟", "2025年10月", 1])
    for area in ("A3:A5", "B3:B5", "C3:C4"):
        sheet.merge_cells(area)
    for row in (6, 8):
        sheet.cell(row, 7).number_format = "0%"
    return Case(
        "问题、具体表现、措施三级合并，方面独占一行，序号重排",
        _bytes(workbook),
        {
            C.ASPECT: ("党的领导方面（2个问题）",) * 3 + ("群众身边不正之风方面（1个问题）",),
            C.PROBLEM: (PROBLEMS[0], PROBLEMS[0], PROBLEMS[1], PROBLEMS[2]),
            C.DETAIL: ("学习次数不足", "学用结合不紧", "项目推进慢", "群众投诉多"),
            C.MEASURES: ("一是补学\n二是建立考勤", "开展调研", "每周调度", "专项整治"),
            C.DEADLINE: ("2025年9月底前", "2025年12月底前", "长期坚持", "2025年10月"),
            C.STATUS: ("已完成", "正在整改", "未完成", "已完成"),
        },
        notes=("完成时间",),
    )


def nasty_large():
    """3,000 problems in 6,000 rows."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.append(["全区巡察整改总台账"])
    sheet.merge_cells("A1:F1")
    sheet.append(["编号", "被巡察单位", "问题", "整改举措", "办理状态", "办结时间"])
    for n in range(3000):
        day = datetime(2025, 1 + n % 12, 1 + n % 28)
        sheet.append([n + 1, f"第{n % 60 + 1}街道", f"{PROBLEMS[n % 5]}（第{n}号事项）", "措施甲", "办结", day])
        sheet.append([None, None, None, "措施乙", None, None])
    return Case(
        "三千个问题、六千行",
        _bytes(workbook),
        {
            C.NUMBER: tuple(str(n + 1) for n in range(3000)),
            C.PROBLEM: tuple(f"{PROBLEMS[n % 5]}（第{n}号事项）" for n in range(3000)),
            C.MEASURES: ("1.措施甲\n2.措施乙",) * 3000,
            C.STATUS: ("已完成",) * 3000,
            C.DONE_ON: tuple(f"2025年{1 + n % 12}月{1 + n % 28}日" for n in range(3000)),
        },
        "全区巡察整改总台账",
    )


_NASTY = (nasty_two_header_rows, nasty_text_numbers, nasty_many_sheets, nasty_details, nasty_large)
