"""R1xx: what a web page or a text dealer left in the text."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Severity
from desktop.report.residue import Place, find_places
from desktop.text.document import Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

__all__ = ["CHECKS", "Place", "find_places"]


def _find(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    for place in find_places(paragraph.text):
        span = Span(line, place.start, place.end)
        yield Hit(
            span,
            f"这里混入了{place.what}，不是报告的内容，应当删去。",
            (Fix("删去", (Edit(span, ""),), certain=place.sure),),
            severity=None if place.sure else Severity.WARNING,
        )


CHECKS = (
    Check(
        code="R101",
        kind="ad-residue",
        family=Family.RESIDUE,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="混入广告、网址或网页文字",
            why="从网上复制的文稿常夹带文稿网站的广告、代码、来源标注和“打印本页”一类按钮文字，有的还插入空格躲避查找。"
            "这些文字随公文报出或公布，说明材料未经校核。",
            source="《党政机关公文处理工作条例》第二十条（公文文稿签发前应当审核内容和文字）",
        ),
        bad=(
            Example(
                "局党组召开专题会议2次⟦【更多公 文素材，微信：abc0 01】⟧，研究整改工作。",
                mended="局党组召开专题会议2次，研究整改工作。",
            ),
            Example("⟦##paidbegin##⟧一、整改工作组织情况", mended="一、整改工作组织情况"),
            Example("整改工作取得阶段性成效。⟦点击下载全文⟧", mended="整改工作取得阶段性成效。"),
            Example("整改台账逐项销号。⟦（来源：清河文稿网 www.wengao.example）⟧", mended="整改台账逐项销号。"),
            Example("⟦上一篇：关于召开整改工作推进会的通知⟧", mended=""),
            Example("有关做法见⟦https://www.wengao.example/a/1.html⟧。"),
        ),
        good=(
            Example("针对“办事处微信公众号缺乏维护”的问题，明确专人管理。"),
            Example("【整改措施】进一步拓宽线索来源渠道，规范资金来源：财政拨款。"),
            Example("联系方式：电话0000-1234567；电子邮箱qhcsgx@example.gov.cn；网址www.qinghe.example。"),
            Example("门户网站增设“点击下载”和“打印本页”功能，阅读量达到1万次。"),
            Example("撤并关闭窗口2个，群众点击查看办理进度，扫描二维码关注公众号即可查询。"),
        ),
        paragraph=_find,
    ),
)
