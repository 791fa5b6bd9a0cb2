"""Invented reports in many layouts, each with the answer of a careful reader.

An invented bureau, invented problems. The layouts are those that offices use:
how deep problems lie, how they are numbered and worded, where heading and
text meet, how measures are listed, where status, cause and deadline stand.
"""

from __future__ import annotations

import itertools
import random
from dataclasses import dataclass, field, replace

from desktop.text.numerals import write_chinese

ASPECTS = (
    "贯彻落实党的理论和路线方针政策",
    "群众身边腐败问题和不正之风",
    "基层党组织建设",
    "落实巡察和审计整改",
)
TITLES = (
    "理论学习不够系统",
    "旧城改造统筹不足",
    "意识形态阵地管理薄弱",
    "窗口服务态度生硬，群众多次反映",
    "物业维修资金监管不严",
    "公务用车管理不规范",
    "“三会一课”记录不全",
    "干部轮岗交流不够",
    "党费收缴不及时",
    "调研走过场，成果转化少",
    "工程招标存在漏洞",
    "固定资产账实不符",
    "对下属单位监督乏力",
    "会议多、文件长的现象依然存在",
    "年轻干部培养缺乏规划",
    "应急预案流于形式",
    "历史遗留项目推进缓慢",
    "信息公开滞后",
)
# fmt: off
MATTERS = (
    "学习教育", "议事规则", "变更审批", "档案管理", "窗口服务", "会议组织", "公车使用", "资产清查",
    "维修资金", "谈心谈话", "党费收缴", "信息公开", "招标代理", "应急演练", "调研成果", "项目调度",
    "合同履约", "信访接待", "舆情处置", "内部审计", "差旅报销", "轮岗交流", "发票审核", "物业评价",
    "安全巡检", "房屋台账", "租金催收", "中介比选", "竣工验收", "专家评审", "出租管理", "拆迁补偿",
    "图纸会审", "考勤纪律", "值班备勤", "印章使用", "政府采购", "保密教育", "青年培养", "公房修缮",
    "宣传引导", "网格走访", "台风防范", "道路开挖", "绿化养护", "垃圾分类", "电梯加装", "管网改造",
)
# fmt: on
MEASURES = (
    "制定《{}制度》，全年组织集中学习12次",
    "召开{}专题会议2次，研究部署整改工作",
    "开展{}专项检查，发现隐患6处，全部督促改正",
    "修订《{}办法》，规范审批流程",
    "对{}的3名责任人进行提醒谈话",
    "补齐{}材料23份，建立台账",
    "清退{}违规费用0.86万元，并上缴区财政",
    "邀请专家讲授{}，40余人参加",
    "公开{}流程，设置意见箱",
    "建立{}周调度机制，逐项跟踪进度",
)
CAUSES = (
    "主要是对{}重视不够，主动抓的意识不强。",
    "{}的机制不健全，责任没有压实到人。",
    "{}人员力量不足，对政策理解不深。",
)
CN = "一二三四五六七八九十"


@dataclass(frozen=True)
class Layout:
    """One way to write a report."""

    sections: str = "一、"
    aspect: str = "（一）{}方面"
    group: str | None = None
    leaf: str = "{n}.关于“{t}”问题的整改情况"
    runs_on: bool = False
    text: str = "labelled"
    series: str = "一是"
    status: str | None = None
    cause: str | None = None
    deadline: str | None = None
    title: bool = True
    rhetoric: bool = False
    contact: bool = True
    organizations: int = 1
    situation: bool = False
    counts_first: bool = False
    remaining: bool = False
    head: str = "plain"


@dataclass
class Answer:
    """What a careful reader finds; lines are 1-based."""

    sections: dict[str, int] = field(default_factory=dict)
    aspects: list[int] = field(default_factory=list)
    problems: list[dict[str, object]] = field(default_factory=list)


LEAF_FORMS = (
    "{n}.关于“{t}”问题的整改情况",
    "{n}.关于“{t}”的问题。",
    "{n}、针对“{t}”问题",
    "（{n}）针对{t}的问题",
    "（{n}）{t}",
    "（{n}）{t}。",
    "{n}．{t}问题",
    "{n}. 整改任务：{t}。",
    "（{n}）反馈问题：{t}",
    "{c}{t}问题。",
    "对“{t}”的整改进展情况",
)
TEXT_FORMS = ("labelled", "plain", "own_paragraphs", "numbered_paragraphs", "run_in", "several_paragraphs")
STATUSES = {
    None: "未说明",
    "整改状态：已完成": "已完成",
    "整改状态：基本完成。": "基本完成",
    "整改状态：正在整改": "正在整改",
    "整改状态：已完成并长期坚持": "已完成并长期坚持",
}


def layouts() -> list[Layout]:
    """The layouts that the tests go through."""
    base = Layout()
    out = [replace(base, leaf=leaf) for leaf in LEAF_FORMS]
    out += [replace(base, text=text) for text in TEXT_FORMS]
    out += [replace(base, leaf="（{n}）{t}", text=text) for text in TEXT_FORMS]
    out += [
        replace(base, group="{n}.关于“{t}”的问题", leaf=leaf)
        for leaf in ("（{n}）针对“{t}”的问题", "（{n}）{t}", "{c}{t}问题")
    ]
    out += [replace(base, group="{n}.{t}", leaf="（{n}）{t}", runs_on=True, text="own_paragraphs")]
    out += [replace(base, aspect="", leaf="{n}.关于“{t}”问题的整改")]
    out += [replace(base, aspect="", leaf="（{z}）关于{t}问题", text="plain")]
    out += [replace(base, aspect="第{c}方面问题：{}")]
    out += [replace(base, aspect="（{z}）关于{}存在差距问题的整改", leaf="{n}.针对{t}的问题", text="plain")]
    out += [replace(base, sections="aspects", aspect="{z}、在“{}不够到位”方面", leaf="{n}.针对“{t}”问题", runs_on=True)]
    out += [replace(base, sections="（一）", aspect="", leaf="{n}.关于“{t}”问题的整改情况")]
    out += [replace(base, rhetoric=True, runs_on=True)]
    out += [replace(base, status=status) for status in STATUSES if status]
    out += [replace(base, cause="原因分析：{}", leaf="{n}.针对{t}问题。")]
    out += [replace(base, deadline="整改时限：2025年12月底前", status="整改状态：正在整改")]
    out += [replace(base, title=False), replace(base, contact=False)]
    out += [replace(base, series=series) for series in ("①", "（1）", "第一，")]
    out += [replace(base, text="own_paragraphs", series=series) for series in ("①", "（1）")]
    out += [
        replace(base, sections="aspects", aspect="{z}、在{}方面", leaf="（{z}）关于{t}的问题。", text=text)
        for text in TEXT_FORMS
    ]
    out += [replace(base, sections="（一）", aspect="{n}.{}方面", leaf="（{n}）{t}", text=text) for text in TEXT_FORMS]
    out += [replace(base, sections="（一）", aspect="{n}.关于“{}不够到位”方面的问题", leaf="{c}{t}问题", runs_on=True)]
    out += [replace(base, organizations=2, leaf="{n}.{t}"), replace(base, organizations=2, rhetoric=True)]
    out += [replace(base, situation=True, leaf=leaf) for leaf in ("{n}.关于“{t}”问题", "（{n}）{t}")]
    out += [replace(base, counts_first=True, leaf="{n}.关于“{t}”问题的整改", series="（1）", text="plain")]
    out += [replace(base, remaining=True), replace(base, remaining=True, contact=False, rhetoric=True)]
    out += [
        replace(base, leaf="{n}.{t}", text=text, cause="原因分析：{}", status="整改状态：已完成")
        for text in ("labelled", "own_paragraphs")
    ]
    out += [replace(base, leaf="（{n}）{t}", text="one_paragraph", cause="原因分析：{}")]
    out += [replace(base, leaf=leaf, text="run_in_colon") for leaf in LEAF_FORMS[:8]]
    out += [replace(base, leaf=leaf, text="run_in_labelled") for leaf in LEAF_FORMS[:6]]
    out += [replace(base, leaf="（{n}）针对“{t}”的问题", text="run_in_comma")]
    out += [replace(base, aspect="", leaf="（{z}）关于“{t}”的问题", text="arabic_paragraphs")]
    out += [replace(base, leaf="（{n}）{t}", text="arabic_paragraphs", sections="（一）", aspect="")]
    out += [replace(base, head="two_lines"), replace(base, head="numbered"), replace(base, head="signed")]
    out += [replace(base, head="addressed", contact=False), replace(base, head="contact_lines")]
    return out


def _item(series: str, n: int) -> str:
    if series == "①":
        return "①②③④⑤"[n - 1]
    if series == "（1）":
        return f"（{n}）"
    if series == "第一，":
        return f"第{CN[n - 1]}，"
    return f"{CN[n - 1]}是"


def make(layout: Layout, seed: int, sizes: tuple[int, ...] = (3, 3, 2)) -> tuple[list[str], Answer]:
    """The lines of a report in this layout, and its answer."""
    rng = random.Random(seed)
    titles = rng.sample(TITLES, len(TITLES))
    matters = itertools.cycle(rng.sample(MATTERS, len(MATTERS)))  # no sentence shall stand under two problems
    lines: list[str] = []
    answer = Answer()

    def add(line: str) -> int:
        lines.append(line)
        return len(lines)

    if layout.head == "two_lines":
        add("中共清河区城市更新局党组")
        add("关于巡察整改进展情况的通报")
    elif layout.head in ("signed", "contact_lines"):
        add("中共清河区城市更新局党组关于巡察整改进展情况的通报")
    elif layout.title:
        add("中共清河区城市更新局党组关于巡察整改进展情况的通报")
        add("清更党组〔2025〕8号" if layout.head == "numbered" else "2025年9月30日")
    if layout.head == "addressed":
        add("区委巡察工作领导小组：")
    answer.sections["introduction"] = add(
        "根据区委统一部署，2025年3月10日至5月20日，区委第二巡察组对清河区城市更新局党组开展了巡察。"
        "7月3日，区委第二巡察组反馈了巡察意见。按照有关规定，现将巡察整改进展情况予以公布。"
    )
    top = {"一、": lambda n: f"{CN[n - 1]}、", "（一）": lambda n: f"（{CN[n - 1]}）"}.get(
        layout.sections, lambda n: f"{CN[n - 1]}、"
    )
    section = 0
    if layout.sections != "aspects":
        section += 1
        if layout.organizations > 1:
            answer.sections["organization"] = add(f"{top(section)}党组履行巡察整改主体责任情况")
            add("局党组切实扛起主体责任，把巡察整改作为重大政治任务，多次专题研究。")
            section += 1
        name = "提高政治站位，坚决扛起巡察整改政治责任" if layout.rhetoric else "整改工作组织情况"
        if layout.organizations > 1:
            name = "党组书记履行整改第一责任人职责情况"
        line = add(f"{top(section)}{name}")
        answer.sections.setdefault("organization", line)
        add("局党组高度重视巡察整改工作，成立由党组书记任组长的整改工作领导小组，多次召开会议研究部署。")
        if layout.sections == "一、":
            add("（一）强化组织领导。召开党组会议，传达反馈意见，明确责任分工。")
            add("（二）严格督促检查。实行周调度、月通报，确保整改取得实效。")
        section += 1
        name = "聚焦突出问题，动真碰硬抓好整改落实" if layout.rhetoric else "巡察反馈问题整改落实情况"
        answer.sections["rectification"] = add(f"{top(section)}{name}")
        if layout.counts_first:
            add("截至目前，反馈的3个方面8个问题，已完成整改6个，正在整改2个。")
    _body(layout, rng, titles, matters, add, answer, sizes)
    section = section + 1 if layout.sections != "aspects" else len(sizes) + 1
    if layout.remaining:
        answer.sections["remaining"] = add(f"{top(section)}需要进一步整改的事项及措施")
        for i, problem in enumerate(answer.problems[:2], 1):
            add(f"{i}.关于“{problem['title']}”问题")
            add("未完成原因：涉及面广，协调难度大。")
            add("下一步措施：加强沟通协调，2025年12月底前完成整改。")
            problem["status"] = "未完成"
            problem["deadline"] = "2025年12月底前"
        section += 1
    name = "坚持常抓不懈，不断巩固深化整改成果" if layout.rhetoric else "下一步工作打算"
    answer.sections["next_steps"] = add(f"{top(section)}{name}")
    add("虽然整改工作取得了阶段性成效，但与上级要求相比还有差距。下一步，局党组将持续用力，巩固整改成果。")
    if layout.contact:
        answer.sections["contact"] = add(
            "欢迎广大干部群众对巡察整改落实情况进行监督。如有意见建议，请及时向我们反映。"
            "联系电话：0123-4567890；通讯地址：清河区和平路8号；邮政编码：123456。"
            if layout.head != "contact_lines"
            else "欢迎广大干部群众对巡察整改落实情况进行监督。如有意见建议，请及时向我们反映。"
        )
    if layout.head == "contact_lines":
        add("联系电话：0123-4567890")
        add("通讯地址：清河区和平路8号")
        add("邮政编码：123456")
    if layout.head in ("signed", "contact_lines"):
        add("中共清河区城市更新局党组")
        add("2025年9月30日")
    return lines, answer


def _body(layout, rng, titles, matters, add, answer, sizes):
    counter = 0
    used = iter(titles)
    group_names = iter(
        ("政治站位不够高", "履职尽责不够到位", "制度执行不够严格", "队伍建设不够有力", "监督管理不够精细")
    )
    for a, size in enumerate(sizes, 1):
        aspect_line = None
        if layout.aspect:
            words = layout.aspect.format(ASPECTS[a - 1], z=CN[a - 1], c=CN[a - 1], n=a)
            if layout.aspect.startswith("（一）"):
                words = f"（{CN[a - 1]}）" + words[3:]
            aspect_line = add(words)
            answer.aspects.append(aspect_line)
            if layout.sections == "aspects":
                answer.sections.setdefault("rectification", aspect_line)
        if not layout.runs_on and layout.aspect:
            counter = 0
        parent_line = None
        if layout.group:
            parent_line = add(layout.group.format(n=a if layout.runs_on else 1, t=next(group_names)))
            if not layout.runs_on:
                counter = 0
        for _ in range(size):
            counter += 1
            _problem(layout, rng, next(used), matters, counter, add, answer, aspect_line, parent_line)


def _problem(layout, rng, title, matters, n, add, answer, aspect_line, parent_line):
    inner = title.replace("“", "‘").replace("”", "’") if "“" in layout.leaf else title
    heading = layout.leaf.format(n=n, t=inner, c="①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯"[n - 1], z=write_chinese(n))
    count = rng.randint(2, 4)
    chosen = [form.format(next(matters)) for form in rng.sample(MEASURES, count)]
    cause = rng.choice(CAUSES).format(next(matters))
    listed = [f"{_item(layout.series, i)}{m}。" for i, m in enumerate(chosen, 1)]
    measures = count
    between = {"run_in": "。", "run_in_colon": "：", "run_in_comma": "，", "run_in_labelled": "。整改情况："}.get(
        layout.text
    )
    line = add(heading if between is None else heading.rstrip("。") + between + "".join(listed))
    if layout.situation:
        add(f"巡察发现，2023年以来“{inner}”的情形有6处。")
    if layout.text == "one_paragraph":
        add(layout.cause.format(cause) + "整改措施：" + "".join(listed) + "整改成效：工作水平明显提升。")
    elif layout.cause:
        add(layout.cause.format(cause))
    if layout.status:
        add(layout.status)
    if layout.text == "labelled":
        add("整改情况：" + "".join(listed))
    elif layout.text == "plain":
        add("".join(listed))
    elif layout.text == "own_paragraphs":
        add("整改情况：")
        for item in listed:
            add(item)
    elif layout.text == "numbered_paragraphs":
        add("整改情况：")
        style = "①②③④" if layout.leaf.startswith("（") else None
        for i, m in enumerate(chosen, 1):
            add((style[i - 1] if style else f"（{i}）") + m + "。")
    elif layout.text == "arabic_paragraphs":
        add("整改情况：")
        for i, m in enumerate(chosen, 1):
            add(f"{i}.{m}。")
    elif layout.text == "several_paragraphs":
        add("整改情况：局党组高度重视，立即部署。" + "".join(listed))
        add(f"在此基础上，{MEASURES[0].format(next(matters))}。")
        measures = count + 1
    if layout.deadline:
        add(layout.deadline)
    answer.problems.append(
        {
            "line": line,
            "title": inner,
            "aspect_line": aspect_line,
            "parent_line": parent_line,
            "measures": measures,
            "status": STATUSES[layout.status],
            "has_cause": bool(layout.cause),
            "deadline": "2025年12月底前" if layout.deadline else None,
        }
    )
