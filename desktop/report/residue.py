"""What a web page or a text dealer left in a text: advertisement, code of pages, buttons, heads and feet.

The reader passes over it, and a check reports it, so both use this module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from desktop.text.squeeze import Squeezed

# All patterns see the text without spaces: dealers break their mark with spaces so that it is not found.
_HANDLE = r"[A-Za-z0-9_\-]{3,30}"
_INSIDE = r"[^【】\[\]〖〗［］]"
_ADVERT = re.compile(
    rf"[【\[〖［](?:(?:获取|查看|下载)?更多{_INSIDE}{{0,40}}"
    rf"|{_INSIDE}{{0,30}}(?:微信号?[:：]|公众号[:：]|加微信|加QQ|QQ群|扫码|www\.|https?:){_INSIDE}{{0,60}})[】\]〗］]"
    rf"|更多(?:公文|范文|材料|素材|写作|文稿)[^，。；：:【】]{{0,10}}[，,]?(?:请?(?:加|关注|搜索))?(?:微信|公众号|QQ群?|VX|vx)号?[:：]?{_HANDLE}"
    rf"|(?:请?关注|搜索|添加)(?:我们的?)?(?:微信)?公众号[:：“]?[\w\-]{{2,20}}”?(?:获取|查看|下载|领取)[^，。；]{{0,12}}"
)
_MARKER = re.compile(
    r"##\w{2,30}##|##?[A-Za-z][A-Za-z_]{3,20}##?|<!--.{0,60}?-->|&nbsp;?|&(?:ldquo|rdquo|mdash|amp|lt|gt|quot);|</?(?:p|br|span|div|strong)\b[^<>]{0,80}>"
)
_SOURCE = re.compile(
    r"[（(](?:信息|文章|图片|稿件|资料)?来源[:：][^（）()]{0,30}(?:网|www\.|https?:|\.(?:com|cn|net|org)|公众号|日报|微信|文库|论坛)[^（）()]{0,40}[）)]"
    r"|[（(](?:责任)?编辑[:：][^（）()]{1,12}[）)]"
)
_OBJECT = r"(?:全文|原文|更多|本文|附件|正文|文档|[Ww]ord版?|PDF版?)"
_KEY = r"(?:打印本[页文]|关闭(?:本页|窗口)|返回顶部|回到顶部|加入收藏|收藏本[页文])"
_BUTTON = re.compile(
    rf"点击(?:此处|这里|链接)?(?:下载|查看|阅读)(?:{_OBJECT}(?!的|[点阅浏]|[次量率])|(?=[>＞》】）)]*$))"
    r"|(?:阅读|查看|下载)(?:原文|全文)(?:链接)?(?=[>＞》】）)]*$)"
    rf"|(?:^|(?<=[。；|｜>]))[【\[（(]?{_KEY}[】\]）)]?(?:[|｜]?[【\[（(]?{_KEY}[】\]）)]?)*(?=$|[|｜【\[])"
    rf"|[【\[（(]{_KEY}[】\]）)]"
    r"|分享到[:：](?:微信|微博|QQ)?|本文(?:来自|来源于|转自)[:：]?[^，。；]{2,30}"
    r"|转载请注明(?:出处|来源)?|版权归原作者所有|未经授权(?:不得|禁止)转载"
)
_WHOLE_LINE = re.compile(
    r"(?:上一[篇条页]|下一[篇条页])[:：].{0,60}"
    r"|(?:责任编辑|责编|编辑)[:：][^，。；]{1,20}"
    r"|(?:文章|信息|稿件)?来源[:：][^，。；]{2,40}"
    r"|(?:发布(?:时间|日期)[:：].{6,20})?(?:(?:信息|文章)?来源[:：][^，。；]{2,24})?(?:作者[:：][^，。；]{1,12})?"
    r"(?:浏览|阅读|点击)(?:次数|量|数)?[:：]\d+次?.{0,30}"
    r"|[【\[]?(?:字号|字体)[:：]?[【\[]?大.{0,2}中.{0,2}小[】\]]?.{0,12}"
    r"|[【\[](?:打印|关闭|收藏|返回)[】\]](?:[【\[](?:打印|关闭|收藏|返回)[】\]])*"
    r"|打印(?:本页)?[|｜]?关闭(?:窗口)?|(?:微信)?扫一扫[:：，]?.{0,16}|(?:当前|您(?:现在|当前)?的?)位置[:：]首页.{0,60}"
    r"|(?:长按|扫描|识别)(?:识别|下方|上方|左侧|右侧|图中)*二维码.{0,20}"
)
_FOOT = re.compile(r"(?:审核|校对|初审|复审|终审|录入|供稿)[:：][^，。；：:]{1,16}")
"""Names at the foot of a page: perhaps the report's own."""
_URL = re.compile(r"(?:https?[:：]//|www\.)[A-Za-z0-9\-._~/?#=&%:]{4,}", re.IGNORECASE)
# The sorts of residue: the pattern, words one of which stands in every match, and its name for people.
_SORTS: tuple[tuple[re.Pattern[str], tuple[str, ...], str], ...] = (
    (_ADVERT, ("【", "[", "〖", "［", "更多", "公众号"), "文稿网站的广告"),
    (_MARKER, ("#", "<", "&"), "网页代码"),
    (_SOURCE, ("来源", "编辑"), "网页的来源标注"),
    (
        _BUTTON,
        (
            "点击",
            "阅读",
            "查看",
            "下载",
            "打印本",
            "关闭",
            "返回顶部",
            "回到顶部",
            "收藏",
            "分享到",
            "本文",
            "转载请",
            "版权归",
            "未经授权",
        ),
        "网页按钮的文字",
    ),
)
_URL_WANTED = re.compile(r"网址|网站|官网|平台|登录|地址|[邮信]箱|链接|入口|专栏|公布于|电话|邮编|门户|主页")
_ADDRESS = "网址"
_QUOTED = {"“": "”", "‘": "’", "《": "》", '"': '"'}


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether the words stand alone in quotation marks: they are spoken of, not left behind."""
    return start > 0 and end < len(text) and _QUOTED.get(text[start - 1]) == text[end]


def _places(text: str) -> Iterator[tuple[int, int, str, bool]]:
    """Start, end, what it is, and whether that is beyond doubt."""
    if _WHOLE_LINE.fullmatch(text):
        yield 0, len(text), "网页的页头页脚文字", True
        return
    if _FOOT.fullmatch(text):
        yield 0, len(text), "网页的页头页脚文字", False
        return
    for pattern, needed, what in _SORTS:
        if not any(word in text for word in needed):
            continue
        for match in pattern.finditer(text):
            if not _quoted(text, match.start(), match.end()):
                yield match.start(), match.end(), what, True
    if "//" not in text and ("." not in text or "www." not in text.lower()):
        return
    for match in _URL.finditer(text):
        if not _URL_WANTED.search(text[max(0, match.start() - 40) : match.start()]):
            yield match.start(), match.end(), _ADDRESS, False


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of residue in a paragraph. what: its sort, for people. sure: beyond doubt."""

    start: int
    end: int
    what: str
    sure: bool


@lru_cache(maxsize=16_384)  # after an edit all other paragraphs are as they were
def find_places(text: str) -> tuple[Place, ...]:
    """The residue of a paragraph in order, without overlaps; half-open code point offsets."""
    squeezed = Squeezed(text)
    found: list[Place] = []
    taken = -1
    for start, end, what, sure in sorted(_places(squeezed.text)):
        if start >= taken:
            taken = end
            found.append(Place(*squeezed.place(start, end), what, sure))
    return tuple(found)


@lru_cache(maxsize=16_384)
def find_residue(text: str) -> tuple[tuple[int, int], ...]:
    """What reading passes over in a paragraph: all but names at its foot, which may be the report's own."""
    return tuple((place.start, place.end) for place in find_places(text) if place.sure or place.what == _ADDRESS)
