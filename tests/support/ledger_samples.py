"""An invented ledger of fifty problems, with texts as long as real ones."""

from desktop.ledger.columns import Column
from desktop.ledger.model import Ledger, Row

ASPECTS = {
    "落实党的理论和路线方针政策、党中央重大决策部署方面": (
        "理论学习不够系统深入",
        "旧城改造统筹推进不足",
        "意识形态阵地管理薄弱",
        "推动老旧小区改造资金统筹使用不到位",
        "对城市体检结果运用不充分，问题闭环管理不严",
    ),
    "群众身边腐败问题和不正之风方面": (
        "窗口服务态度生硬",
        "物业维修资金监管不严",
        "公务用车管理不规范",
        "信访事项办理超期，群众反复投诉",
        "工程变更审批把关不严，个别项目先施工后补手续",
    ),
    "基层党组织建设和干部队伍建设方面": (
        "“三会一课”记录不全",
        "干部轮岗交流不够",
        "党费收缴不规范",
        "年轻干部培养储备不足",
        "机关党支部换届不及时",
    ),
    "落实上轮巡察整改要求方面": ("上轮巡察反馈的房屋征收档案问题整改不彻底", "整改长效机制不健全"),
}
MEASURES = (
    "局党组召开专题会议研究部署，由分管领导牵头逐项核对反馈清单，明确责任科室和完成时限，每周调度一次进展，形成书面记录。",
    "组织机关和二级单位党员干部开展集中学习12次，邀请区委党校教师授课2次，撰写心得体会68篇，并将学习情况纳入年度考核。",
    "修订《清河区城市更新局机关财务管理办法》（清更发〔2025〕8号），进一步细化审批权限和报销流程，组织财务人员专题培训。",
    "对2022年以来的132个项目开展全面排查，发现问题27项，已完成整改25项，剩余2项正在协调区财政局、区自然资源分局办理。",
    "建立“一月一抽查、一季一通报”制度，由局纪检组对整改情况开展监督检查，对整改不力的科室负责人进行提醒谈话。",
    "开通群众监督电话和电子信箱，公开办事流程和承诺时限，今年以来受理咨询投诉214件，办结率98.6%。",
)
STATUSES = ("已完成", "已完成并长期坚持", "已完成", "正在整改", "基本完成", "已完成", "未完成", "阶段性完成", "")
TITLES = [(aspect, title) for aspect, titles in ASPECTS.items() for title in titles]
FULL = frozenset(Column)
FROM_REPORT = frozenset(
    {
        Column.NUMBER,
        Column.ASPECT,
        Column.PROBLEM,
        Column.DETAIL,
        Column.MEASURES,
        Column.TYPE,
        Column.STATUS,
        Column.PROOF,
    }
)


def _cells(number: int, aspect: str, title: str) -> dict[Column, str]:
    count = 2 + number * 7 % 5
    measures = [MEASURES[(number + step) % len(MEASURES)] for step in range(count)]
    if number == 7:
        measures = measures * 5
    status = STATUSES[number % len(STATUSES)]
    done = status.startswith("已完成")
    return {
        Column.NUMBER: str(number),
        Column.ASPECT: aspect,
        Column.PROBLEM: title,
        Column.DETAIL: f"{title}，2023年以来查的{10 + number}份材料有{number % 6 + 2}份不符合要求，个别科室重视不够。",
        Column.CAUSE: "主要是思想认识不到位，制度执行不严格，业务培训跟不上，日常监督检查流于形式。",
        Column.MEASURES: "\n".join(f"{n}.{text}" for n, text in enumerate(measures, start=1)),
        Column.GOAL: "制度健全、执行到位，同类问题不再发生。",
        Column.LEADER: ("周宁", "韩立", "沈言")[number % 3],
        Column.DEPARTMENT: ("办公室", "更新科", "宣传科", "政务服务科", "机关党总支")[number % 5],
        Column.PERSON: ("陆晓舟", "邵平", "方可")[number % 3],
        Column.PARTNER: ("", "区财政局", "区住房保障中心")[number % 3],
        Column.TYPE: ("立行立改", "限期整改", "长期坚持")[number % 3],
        Column.DEADLINE: ("2025年9月30日", "2025年12月底前", "2025年10月前，长期坚持")[number % 3],
        Column.PROGRESS: "通过整改，相关制度进一步健全，干部职工规矩意识明显增强，窗口群众满意度由91.2%提高到97.5%。",
        Column.STATUS: status,
        Column.DONE_ON: "2025年9月12日" if done else "",
        Column.PROOF: "《清河区城市更新局机关财务管理办法》（清更发〔2025〕8号）\n《党组理论学习中心组学习计划》"
        if done
        else "",
        Column.STRUCK_OFF: "2025年9月20日" if done else "",
        Column.REASON_OPEN: "涉及历史遗留问题，需区财政局统筹资金后分批解决。" if status == "未完成" else "",
        Column.REMARK: "",
    }


def sample_ledger(columns: frozenset[Column] = FULL, size: int = 50) -> Ledger:
    """The ledger with only these columns filled; ordered by aspect as in a report."""
    picked = sorted((TITLES[n % len(TITLES)] for n in range(size)), key=TITLES.index)
    rows = []
    for number, (aspect, title) in enumerate(picked, start=1):
        cells = {c: t for c, t in _cells(number, aspect, title).items() if c in columns and t}
        rows.append(Row(cells, line=number * 3))
    return Ledger("巡察反馈问题整改台账", "清河区城市更新局", "2025年10月9日", tuple(rows))
