"""M4xx: quotation marks and book title marks that are missing, and marks beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Related, Severity
from desktop.checks.memo import PARAGRAPHS, matches_of
from desktop.report.model import Report
from desktop.text.document import Paragraph
from desktop.text.edits import Edit
from desktop.text.spans import Span

_HAN = "\u4e00-\u9fff"
_ALWAYS_QUOTED = (
    "四个意识", "四个自信", "两个维护", "两个确立", "三重一大", "三会一课", "一岗双责", "两学一做", "四种形态",
    "三个区分开来", "不忘初心、牢记使命", "我为群众办实事", "三公", "四风", "三定", "两个责任", "放管服",
    "国之大者", "八小时以外",
)  # fmt: skip
_SHORT = {
    "三公": "经费|支出",
    "四风": "问题|反弹|隐形|树倒|回潮",
    "三定": "方案|规定",
    "一把手": "(?!)",
    "两个责任": "落实|清单",
}
_TERMS = re.compile(
    "|".join(
        f"{re.escape(term)}{f'(?={_SHORT[term]}|[，。；、）”])' if term in _SHORT else ''}" for term in _ALWAYS_QUOTED
    )
)
_INSIDE = re.compile(r"[“‘《〈][^“”‘’《》〈〉\n]*$")
_REACH = 60
_SHOWN = 4

_BOOK_THEN_VERB = re.compile(
    r"(?:印发|出台|制定|修订|下发|完善|制订|建立|研究制定|修订完善)(?:了|并)?[^，。；：《》的\n]{0,10}"
    r"(?P<titles>(?:《[^《》\n]{2,80}》(?:（[^（）\n]{1,24}）)?[、和及]?)+)(?P<verb>召开|"
    r"完善|明确|进一步|规范|组织(?!了)|开展(?!了)|下放|加强|建立|健全|对[^，。；]{2,12}进行)"
)
_TITLE = re.compile(r"《(?P<title>[^《》\n]{6,60})》")
_STOP_IN_QUOTE = re.compile(r"(?P<stop>。)[”’](?=的?(?:具体|突出)?(?:问题|方面|现象|事项))")
_STATUTE = re.compile(
    rf"(?:学习|按照|根据|依照|依据|执行|印发|出台|制定|修订|下发|贯彻|遵守|落实|违反|对照)了?(?P<title>(?:中"
    rf"国共产党|中华人民共和国|[{_HAN}]{{2,4}}[省市])[{_HAN}]{{2,24}}"
    r"(?:条例|管理办法|实施办法|暂行办法|实施细则|准则))(?!》|[》”])"
)
_RUN_TOGETHER = re.compile(
    r"(?:建筑|会计|预算|审计|统计|招标投标|政府采购|安全生产|公务员|劳动|劳动合同|工会|保密|"
    r"档案|土地管理|城乡规划|消防|食品安全|药品管理|环境保护|行政处罚|行政许可|监察|合同)法"
    rf"(?![》、，。和及与的规第等实])(?:(?!法律|等)[{_HAN}]){{2,12}}(?:条例|规定|办法|"
    rf"法)(?=[{_HAN}]{{0,6}}(?:培训|学习|宣传|教育|知识|[，。；]))"
)
_BEYOND = re.compile(
    r"(?:通知|意见|办法|规定|方案|决定|条例|细则|报告)(?P<words>要求|"
    r"精神|文件精神|文件要求|的要求|的精神|文件)》"
)
_LIST = re.compile(
    rf"(?<=[{_HAN}、，])(?P<last>[{_HAN}]{{2,8}})，(?P<y>(?![做抓避杜对开进加推全并切把将使让防确认积深严坚以"
    rf"从由按根为在又也还再])[{_HAN}]{{3,8}})等"
    r"(?=工作|环节|方式|现象|情况|问题|制度|措施|内容|方面|行为)"
)
_LIST_VERB = re.compile(r"(?:存在|开展|进行|出现|采取|通过|包括|涉及|发生|围绕|结合|杜绝)[^。；！\n]{0,30}$")
_NEW_SENTENCE = re.compile(rf"(?<=[{_HAN}”》）])。(?P<word>并[于且对将在按向由]|以及(?=[{_HAN}]))")


def _inside(text: str, at: int) -> bool:
    return _INSIDE.search(text, max(0, at - _REACH), at) is not None


_terms = matches_of(_TERMS)


def _unquoted(report: Report) -> Iterator[Hit]:
    """Abbreviations by number that stand without their quotation marks: one hit for each in a report."""
    found: dict[str, list[Span]] = {}
    quoted: dict[str, int] = {}
    for line, text in enumerate(report.document.lines, 1):
        for match in _terms(text):
            if text[match.start() - 1 : match.start()] == '"':
                continue  # straight quotation marks are another matter
            if _inside(text, match.start()):
                quoted[match[0]] = quoted.get(match[0], 0) + 1
            else:
                found.setdefault(match[0], []).append(Span(line, *match.span()))
    for term, spans in found.items():
        severity = Severity.INFO if len(spans) > quoted.get(term, 0) + 1 else Severity.WARNING
        edits = tuple(Edit(span, f"“{term}”") for span in spans)
        more = f"，全文共{len(spans)}处" if len(spans) > 1 else ""
        yield Hit(
            spans[0],
            f"“{term}”是缩略语，应当加引号{more}。",
            (Fix("加上引号", edits, certain=True),),
            tuple(Related(span, term) for span in spans[1:]),
            severity=severity,
        )


def _no_comma(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    if "》" not in text:
        return
    for match in _BOOK_THEN_VERB.finditer(text):
        at = match.start("verb")
        if match["verb"] in ("完善", "建立", "健全", "规范", "加强") and match["titles"].endswith(("、", "和", "及")):
            continue
        fix = Fix("补上逗号", (Edit(Span(line, at, at), "，"),))
        yield Hit(
            Span(line, at - 1, match.end("verb")), f"文件名后面另起一句“{match['verb']}……”，中间漏了逗号。", (fix,)
        )


def _stop_in_quote(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    if "。”" not in text and "。’" not in text:
        return
    for match in _STOP_IN_QUOTE.finditer(text):
        start = match.start("stop")
        fix = Fix("删去句号", (Edit(Span(line, start, start + 1), ""),), certain=True)
        yield Hit(Span(line, max(0, start - 4), match.end()), "引文是句子的一部分，引号里面的末尾不用句号。", (fix,))


_titles_in = matches_of(_TITLE)
_statutes = matches_of(_STATUTE)
_run_together = matches_of(_RUN_TOGETHER)


@lru_cache(maxsize=4)
def _search_for(titles: frozenset[str]) -> Callable[[str], tuple[tuple[int, int], ...]]:
    """A search of one paragraph for these titles and names of rules without 《》, that remembers what it gave."""
    by_head: dict[str, list[str]] = {}
    for title in titles:
        by_head.setdefault(title[:4], []).append(title)
    heads = re.compile("|".join(map(re.escape, sorted(by_head)))) if by_head else None

    @lru_cache(maxsize=PARAGRAPHS)
    def untitled_in(text: str) -> tuple[tuple[int, int], ...]:
        taken: list[tuple[int, int]] = []
        for head in heads.finditer(text) if heads is not None else ():
            title = max((t for t in by_head[head[0]] if text.startswith(t, head.start())), key=len, default="")
            end = head.start() + len(title)
            if len(title) >= _LONG and not _inside(text, head.start()) and not text.startswith("》", end):
                taken.append((head.start(), end))
        for match in _statutes(text):
            place = match.span("title")
            if not _inside(text, place[0]) and not any(a < place[1] and place[0] < b for a, b in taken):
                taken.append(place)
        for match in _run_together(text) if "法" in text else ():
            if not _inside(text, match.start()) and not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
        return tuple(sorted(taken))

    return untitled_in


def _untitled(report: Report) -> Iterator[Hit]:
    """Names of documents without 《》: those that stand with it elsewhere, and full names of rules."""
    lines = report.document.lines
    titles = {m["title"] for text in lines if "《" in text for m in _titles_in(text)}
    titles = {
        t
        for t in titles
        if re.search("(?:条例|办法|细则|规定|准则|制度|方案|规则|意见)(?:（试行）)?$", t)
        and re.fullmatch(f"[{_HAN}（）]+", t)
    }
    untitled_in = _search_for(frozenset(titles))
    for line, text in enumerate(lines, 1):
        for start, end in untitled_in(text):
            span = Span(line, start, end)
            if _RUN_TOGETHER.match(text, start, end):
                yield Hit(span, "两部法规的名称连在一起，应当分别加书名号。", severity=Severity.ERROR)
                continue
            fix = Fix("加上书名号", (Edit(span, f"《{text[start:end]}》"),))
            yield Hit(span, "文件名称应当加书名号。", (fix,))


_LONG = 8


def _torn(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    for match in _NEW_SENTENCE.finditer(paragraph.text):
        fix = Fix("句号改为逗号", (Edit(Span(line, match.start(), match.start() + 1), "，"),))
        yield Hit(Span(line, *match.span()), f"“{match['word']}”承接上文，前面应当用逗号，不用句号。", (fix,))


def _beyond_title(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    if "》" not in text:
        return
    for match in _BEYOND.finditer(text):
        start, end = match.span("words")
        edit = Edit(Span(line, start, end + 1), f"》{match['words']}")
        fix = Fix(f"“{match['words']}”移到书名号外", (edit,), certain=True)
        yield Hit(
            Span(line, max(0, start - _SHOWN), end + 1), f"“{match['words']}”不是文件名称，不应放在书名号里。", (fix,)
        )


def _parallel(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    if "等" not in text:
        return
    for match in _LIST.finditer(text):
        at = match.end("last")
        if not _LIST_VERB.search(text, max(0, at - 40), at):
            continue
        fix = Fix("改为顿号", (Edit(Span(line, at, at + 1), "、"),))
        yield Hit(Span(line, max(match.start(), at - _SHOWN), match.end()), "并列的词语之间用顿号，不用逗号。", (fix,))


_SOURCE = "GB/T 15834—2011《标点符号用法》"

CHECKS = (
    Check(
        code="M401",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="缩略语没有加引号",
            why="“三重一大”“四风”一类数字缩略语有特定含义，行文中要加引号；同一篇里有的加有的不加，也不一致。",
            source=_SOURCE + "4.8.3.3：引号标示语段中具有特殊含义而需要特别指出的成分",
        ),
        bad=(
            Example(
                "落实“三重一大”制度。\n履行⟦三重一大⟧的议事原则。",
                mended="落实“三重一大”制度。\n履行“三重一大”的议事原则。",
            ),
            Example("严格落实⟦一岗双责⟧。", mended="严格落实“一岗双责”。"),
        ),
        good=(
            Example("落实“三重一大”制度，纠治“四风”问题，《“三会一课”实施办法》。"),
            Example("针对“落实三重一大制度不到位”的问题，一把手带头，约谈三定额人员。"),
        ),
        report=_unquoted,
    ),
    Check(
        code="M402",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="文件名后面漏了逗号",
            why="“制定《办法》完善流程”是两件事，中间没有逗号，读起来像是文件名没有完。",
            source=_SOURCE + "4.4（逗号）：用于分句之间",
        ),
        bad=(
            Example("修订《更新项目办理流程制度⟦》完善⟧审批流程。"),
            Example("印发《关于加强监督工作的意见（试行）⟦》召开⟧座谈会3次。"),
        ),
        good=(
            Example("修订《更新项目办理流程制度》，完善审批流程。"),
            Example("按照《更新项目管理办法》规范审批，制定《管理办法》等制度。"),
        ),
        paragraph=_no_comma,
    ),
    Check(
        code="M403",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="引文作句子成分时里面用了句号",
            why="“……不到位。”的问题：引文只是句子的一部分，里面不用句号，否则一句话被断成两截。",
            source=_SOURCE + "4.8（引号）、附录A：引文不独立时，引号内末尾不用句末点号（问号、叹号除外）",
        ),
        bad=(
            Example("1.关于“制度落⟦实不到位。”⟧的问题", mended="1.关于“制度落实不到位”的问题"),
            Example("针对“台⟦账不清楚。”⟧问题，逐项清理。", mended="针对“台账不清楚”问题，逐项清理。"),
        ),
        good=(Example("1.关于“制度落实不到位”的问题"), Example("会议强调：“要限期整改。”会后印发纪要。")),
        paragraph=_stop_in_quote,
    ),
    Check(
        code="M404",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="文件名称没有加书名号",
            why="文件、法规的名称不加书名号，就和上下文连成一片，读者分不清名称到哪里为止。",
            source=_SOURCE + "4.15（书名号）：标示书名、篇名、文件名等",
        ),
        bad=(
            Example("印发《清河区更新项目管理办法》。\n按照⟦清河区更新项目管理办法⟧执行。"),
            Example("组织学习⟦中国共产党纪律处分条例⟧2次。"),
        ),
        good=(
            Example("印发《清河区更新项目管理办法》，按照《清河区更新项目管理办法》执行。"),
            Example("组织学习《中国共产党纪律处分条例》2次，修订项目管理办法。"),
        ),
        report=_untitled,
    ),
    Check(
        code="M405",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="一句话被句号断开",
            why="“并于”“以及”承接前面的主语，前面用句号，后一句就没有主语了。",
            source=_SOURCE + "4.1（句号）、4.4（逗号）",
        ),
        bad=(
            Example("区委第二巡察组对局党组开展了巡察⟦。并于⟧2021年2月4日反馈了意见。"),
            Example("清理合同12份⟦。并对⟧责任人进行约谈。"),
        ),
        good=(
            Example("区委第二巡察组对局党组开展了巡察，并于2021年2月4日反馈了意见。"),
            Example("清理合同12份。并案处理3件。"),
        ),
        paragraph=_torn,
    ),
    Check(
        code="M406",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="并列的词语之间用了逗号",
            why="“A、B等工作”里的各项是并列的词语，用顿号隔开；用逗号会把一个成分断成几个分句。",
            source=_SOURCE + "4.5（顿号）：用于并列词语之间",
        ),
        bad=(
            Example("开展会前⟦谈心谈话，自我批评等⟧环节。"),
            Example("现场存在⟦墙面漏水，窗户破损等⟧现象。"),
        ),
        good=(
            Example("开展会前谈心谈话、自我批评等环节。"),
            Example("规范财务行为，做好日清月结等工作，杜绝此类问题，避免重复采购等情况。"),
        ),
        paragraph=_parallel,
    ),
    Check(
        code="M407",
        kind="punctuation",
        family=Family.MARKS,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="书名号里多了不属于名称的词",
            why="“《……的通知要求》”里的“要求”“精神”不是文件名称的一部分，应当放在书名号外面。",
            source=_SOURCE + "4.15（书名号）：只标示作品、文件的名称",
        ),
        bad=(
            Example("按照《关于规范收支管⟦理的通知要求》⟧执行。", mended="按照《关于规范收支管理的通知》要求执行。"),
            Example("传达《关于开展专项整⟦治的意见精神》⟧。", mended="传达《关于开展专项整治的意见》精神。"),
        ),
        good=(
            Example("按照《关于规范收支管理的通知》要求执行。"),
            Example("学习《关于新形势下党内政治生活的若干准则》精神。"),
        ),
        paragraph=_beyond_title,
    ),
)
