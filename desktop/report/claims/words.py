"""What the words beside a number say: which thing is counted, and how far it has come."""

from __future__ import annotations

import enum
import re

from desktop.report.model import Status


class Topic(enum.Enum):
    """What a quantity counts; the value is what people read."""

    PROBLEM = "反馈问题"
    ASPECT = "方面"
    ITEM = "项"
    TASK = "整改任务"
    MEASURE = "整改措施"
    OPINION = "整改意见"
    RULE = "制度"
    LETTER = "信访件和线索"
    WORK = "工作"
    PERSON = "人员"
    MONEY = "金额"
    OTHER = ""


_TOPICS: tuple[tuple[Topic, re.Pattern[str]], ...] = (
    (Topic.LETTER, re.compile(r"信访|线索|举报|来信|来访")),
    (Topic.MEASURE, re.compile(r"措施|举措")),
    (Topic.TASK, re.compile(r"任务|整改事项|整改项目|整改内容|整改清单|整改工作$|事项$")),
    (
        Topic.OPINION,
        re.compile(r"(?<!实施)(?<!指导)(?<!若干)意见$|建议$|意见建议|意见和建议|整改意见|反馈意见|整改要求"),
    ),
    (Topic.PROBLEM, re.compile(r"问题|隐患|疑点")),
    (Topic.RULE, re.compile(r"制度|规章|规范性文件|管理办法|机制|办法$|规定$|文件$|方案$|细则$")),
    (Topic.ASPECT, re.compile(r"^方面|方面$")),
    (Topic.WORK, re.compile(r"工作|重点|环节|抓手|举动|事情")),
)

_STATUS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        Status.OPEN,
        re.compile(
            r"(?:尚未|仍未|未能|没有|未)(?:\w{0,4})(?:完成|整改|办结|到位|销号|解决|启动|落实)|待整改|未整改|待修复|待办|未办"
        ),
    ),
    (Status.MOSTLY, re.compile(r"基本(?:\w{0,2})(?:完成|整改|解决|到位|办结|落实)|(?:完成|整改)基本到位|整改基本")),
    (Status.STAGE, re.compile(r"阶段性|阶段完成|取得阶段|部分完成")),
    (Status.DONE_LONG, re.compile(r"(?:完成|整改|到位)\w{0,4}并?(?:需|须)?(?:长期|持续|常态化?)坚持")),
    (
        Status.DOING,
        re.compile(
            r"正在|推进(?!\w{0,4}(?:完毕|完成))|进行中|整改中|办理中|在办|持续整改|长期|常态化|序时|持续(?:推进|坚持|深化|抓)|"
            r"抓紧|需\w{0,4}(?:整改|坚持|推进)|限期|跟进"
        ),
    ),
    (
        Status.DONE,
        re.compile(
            r"(?:已|现已|全部|均|完成|落实|实际|按期|如期|按时|现场)\w{0,4}(?:完成|整改|办结|销号|到位|解决|落实|处理|修复|清退|完毕|退还|开工|验收|核查|办理|答复|化解|移交|清理|收回|腾退|查处)"
            r"|采纳|完成整改|整改完成|整改到位|办结|销号|整改完毕|处理完毕|完成|整治到位|已整改|落实整改|整改落实|解决|(?<!立行)立改(?!问题)|整改(?!任务|措施|问题|意见|事项|工作|要求|清单|责任|方案|时限)"
        ),
    ),
)
_JOINED = re.compile(r"(?<=[\u4e00-\u9fff]{2})[和及与]")
_CLAUSE_OF_PROBLEM = re.compile(
    r"^(?!反馈|指出|存在|突出|移交|整改|需|巡[察视]|方面|查摆|发现)[\u4e00-\u9fff]{3,}的问题"
)


def topic_of(noun: str) -> Topic:
    """What a noun phrase names."""
    if noun.startswith("方面") and not noun.startswith("方面的问题"):
        return Topic.ASPECT
    head = _JOINED.split(noun, maxsplit=1)[0] if not noun.startswith(("意见", "工作制度", "制度")) else noun
    if _CLAUSE_OF_PROBLEM.search(head):
        return Topic.OTHER
    return next((topic for topic, pattern in _TOPICS if pattern.search(head)), Topic.OTHER)


def status_of(words: str) -> Status | None:
    """The status a clause states, None where it states none."""
    return next((status for status, pattern in _STATUS if pattern.search(words)), None)
