"""Words by which the reader tells one sort of heading from another."""

from __future__ import annotations

import re

DEFICIENCY = re.compile(
    r"不够|不到位|不足|不深|不严|不实|不强|不力|不高|不全|不准|不细|不紧|不大|不多|不优|不牢|不彻底|不规范|不及时|不扎实|不完善|不健全|不严肃|不主动|不重视|不明显"
    r"|不经常|不落实|不均衡|不合理|不合规|不团结|不透|不畅|不明|不清|不作为|慢作为|乱作为|未|没有|缺|薄弱|差距|滞后|缓慢|弱化|淡化|虚化|存在|有待|偏差|欠|短板|漏洞"
    r"|混乱|违规|违反|违纪|超标|超范围|超职数|形式主义|官僚主义|走过场|走形式|随意|低下|脱节|落差|不佳|乏力|松懈|流于|禁而|打折扣|不严格|问题突出|依然|仍|风险|较少|较差|较弱|较慢|较单一"
    r"|失之于|不公|浪费|隐患|空白|抓而不|两张皮|弱|过于|过多|过低|错误|缺失|缺位|矛盾|突出|严重|意识不|能力不|力度不|成效不|作用不"
)
"""Words that say something is wanting: what a problem's heading speaks of."""

LEAD_IN = re.compile(r"(?:关于|针对|对于|对|就)[\s\u3000]*[“‘\"]|(?:关于|针对).{2,200}(?:问题|整改|事项|方面)")
"""A problem's heading opened by 关于“…” and the like."""

PROBLEM_PREFIX = re.compile(r"(?:整改|反馈|具体)?(?:任务|内容|问题|事项)(?:[一二三四五六七八九十\d]{1,3})?[：:]")
"""整改任务：, 反馈问题： before the words of a problem."""

PROBLEM_TAIL = re.compile(
    r"(?:问题|现象|事项|方面)[”’\"]?(?:的)?(?:整改|落实|进展|工作|完成|推进)*(?:情况|措施|进展|结果)?[。；;：:]?$|(?:整改|落实|进展)情况[。；;：:]?$"
)
"""The usual ends of a problem's heading: 的问题, 问题的整改情况."""

ACTION = re.compile(
    r"(?:进一步|切实|认真|积极|深入|持续|及时|严格|全面|大力|扎实|不断|坚持|牢固|主动|定期|继续|着力|充分)"
    r"|(?:加强|制定|开展|完善|组织|召开|建立|强化|修订|印发|出台|落实|推进|规范|提高|健全|成立|下发|督促|压实|加大|落细|清退|约谈|责令)"
)
"""Words with which a measure usually begins."""

ASPECT_TAIL = re.compile(r"方面[。：:]?$|方面(?:的)?(?:问题|情况)(?:的?整改(?:情况)?)?[。：:]?$")

RUN_IN_ASPECT = re.compile(r"(?P<title>[^，。；：:！？]{2,24}方面)[：:](?=.)")
"""An unnumbered label that opens a paragraph: 产业结构方面：…"""

RUN_IN_TEXT = re.compile(
    r"[：:，,](?=(?:一是|①|（1）|\(1\)|第一[，,]))"
    r"|(?<=问题|情况|方面|事项|措施)[：:](?=.{8})"
    r"|(?:(?<=[”’]问题)|(?<=[”’]的问题))[，,](?=.{8})"
)
"""Where a heading ends and its text begins in the same paragraph: …的问题：一是…"""

UNNUMBERED_PROBLEM = re.compile(
    r"(?:对|关于|针对)[\s\u3000]*(?:[“‘\"].{2,300}[”’\"]|.{4,120}?(?:问题|事项))(?:等)?(?:的)?(?:问题|事项)?(?:的)?(?:整改|落实|进展|完成|工作)*(?:情况)?[。：:]?$"
)
"""A whole paragraph that names a problem without a number: 对“…”的整改进展情况."""

SECTION_HEADING = re.compile(
    r"(?:下一?步|今后|后续|下阶段)(?:的)?(?:整改)?(?:工作)?(?:的)?(?:主要)?(?:打算|计划|安排|措施|举措|改进措施|工作|思路)(?:及打算|和打算)?"
    r"|(?:监督)?联系方式"
    r"|需(?:要)?(?:进一步|持续|长期)(?:整改|坚持|推进)的?(?:事项|问题)(?:及措施)?"
)
"""A first-level heading that often stands without a number beside numbered ones."""

BARE_SECTION_HEADING = re.compile(
    r"(?:基本|总体|工作开展|工作|单位)(?:情况|概况)|(?:当前)?存在的?(?:主要)?问题(?:及原因分析|和不足)?"
    r"|(?:组织|整改|巡察|巡视|巡察整改|巡视整改|反馈问题|反馈意见|工作|推进){1,3}(?:的)?(?:组织|落实|责任|整改)(?:落实|进展|推进|完成)?情况"
)
"""A first-level heading in a report whose first level has no numbers."""
