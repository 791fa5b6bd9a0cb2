"""X1xx: words typed twice."""

from __future__ import annotations

import functools
import operator
import re
import tomllib
from collections.abc import Iterator

from desktop import resources
from desktop.checks.base import Check, Example, Explanation, Family, Fix, Hit, Severity
from desktop.text.document import Paragraph
from desktop.text.edits import Edit
from desktop.text.segmentation import dictionary
from desktop.text.spans import Span

_LONGEST = 8
_LONGEST_TEXT = 20_000  # a paragraph longer than any in a report is not looked at
_SINGLE = re.compile(r"([\u4e00-\u9fff])\1")
_RUN = re.compile("[\u4e00-\u9fff]{4,}")
_CONTEXT = 6
_FUNCTION = frozenset("的了在是和与及对为将把被由于从向到并也就都而或但以其")
_COUNTED = re.compile(r"[一二两三四五六七八九十几多每逐][\u4e00-\u9fff]")
_ORGANISATIONS = re.compile(
    r"(?:党|社会|经济|基层|群团|群众|民间|行业|合作|自治|群|团|公益|志愿|企业|国际|各级|级|机构|性)\Z"
)
_AFTER_ORGANISATION = re.compile(
    r"生活|力|部|开展|实施|学习|召开|建设|关系|委员|领导|纪律|观念|本|收看|观看|参加|参与|对|全|党员|干部|人员|填|报|工作|进行|各|生产"
)


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    """never: never right twice in a row; verbs: may be doubled before a pause; doubled: usual doubles."""
    data = tomllib.loads(resources.path("lexicon", "repeats.toml").read_text(encoding="utf-8"))
    return {name: frozenset(text.split()) for name, text in data.items()}


def _doubled(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    if len(text) > _LONGEST_TEXT:
        return
    for start, end in _doubles(text):
        word = text[start : (start + end) // 2]
        if _legal(text, start, end, word):
            continue
        middle = start + len(word)
        yield Hit(
            Span(line, start, end),
            f"“{word}”重复，应删去一个。",
            (Fix(f"删去一个“{word}”", (Edit(Span(line, middle, end), ""),), certain=_certain(text, start, end, word)),),
        )


def _doubles(text: str) -> Iterator[tuple[int, int]]:
    """Places where characters come twice in a row, in order; of those that meet the first."""
    places = [match.span() for match in _SINGLE.finditer(text)]
    for run in _RUN.finditer(text):
        words = run[0]
        if len(set(map(operator.add, words, words[1:]))) == len(words) - 1:
            continue
        pairs = map(operator.add, words, words[1:])
        last: dict[str, int] = {}
        first = run.start()
        for i, pair in enumerate(pairs):
            size = i - last.get(pair, -_LONGEST - 1)
            last[pair] = i
            if 1 < size <= _LONGEST and words[i - size : i] == words[i : i + size]:
                places.append((first + i - size, first + i + size))
    taken = 0
    for start, end in sorted(places, key=lambda p: (p[0], -p[1])):
        if start >= taken:
            taken = end
            yield start, end


def _certain(text: str, start: int, end: int, word: str) -> bool:
    """Whether nobody could mean it: a particle or a long word twice."""
    return word in "的了" or len(word) > 2


def _legal(text: str, start: int, end: int, word: str) -> bool:
    """Whether the words around explain the double."""
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    if len(set(word)) == 1 and len(word) > 1:
        return True
    if len(word) == 1 and (before[-2:-1] == before[-1:] != "" or after[:1] == after[1:2] != ""):
        return True  # 桩桩件件
    if (
        word + word in _words()["doubled"]
        or _COUNTED.match(word)
        or (word in _words()["verbs"] and not _rest_is_noun(after))
    ):
        return True
    if word == "组织":
        return bool(_ORGANISATIONS.search(before) and _AFTER_ORGANISATION.match(after))
    if word in _words()["never"]:
        return False
    words = dictionary()
    before, after = _hanzi_end(before), _hanzi_start(after)
    cost, read = words.read(before + word + word + after)
    once = words.read(before + word + after)[0]
    at = len(before)
    if len(word) == 1:
        tokens = _tokens_at(read, at), _tokens_at(read, at + 1)
        if any(len(token) > 1 for token in tokens):
            return True
        return cost - once < (2.5 if word in _FUNCTION else 9)
    if word not in words and all(len(token) == 1 for token in words.read(word)[1]):
        return True
    return cost - once < 6.5


def _rest_is_noun(after: str) -> bool:
    return re.match(r"[\u4e00-\u9fff]", after) is not None and after[0] not in "再后吧看"


def _tokens_at(words: list[str], offset: int) -> str:
    for word in words:
        if offset < len(word):
            return word
        offset -= len(word)
    return ""


def _hanzi_end(text: str) -> str:
    match = re.search(r"[\u4e00-\u9fff]*\Z", text)
    return match[0] if match else ""


def _hanzi_start(text: str) -> str:
    match = re.match(r"[\u4e00-\u9fff]*", text)
    return match[0] if match else ""


# The same word again in one clause, where its first place already says it; the key stands twice in every match.
_AGAIN = (
    ("因", re.compile(r"因(?:为)?[\u4e00-\u9fff]{2,6}(因)(?![此而素时公故果数村校岗]|人而|地制|病|事制)")),
    ("加强", re.compile(r"加强对[^，。；：、]{2,25}(加强)")),
    ("上", re.compile(r"在(?!思想)[^，。；：、上]{2,12}上[\u4e00-\u9fff]{2}(上)(?![级下报述缴交海门岗市])")),
    ("学习", re.compile(r"组织学习[^，。；：、]{4,40}(学习)(?=[。，；])")),
    ("年度", re.compile(r"(?<!\d)(?<!\d年)年度[^，。；：、年\d]{2,8}(年度)(?=计划|任务|目标|工作)")),
    ("实现", re.compile(r"实现[^，。；：、]{2,12}(实现)(?!路径|形式|程度|情况)")),
    ("落实", re.compile(r"(?:严格|认真|全面|切实|狠抓|抓好)落实[^，。；：、]{4,25}(落实)(?=[，。；])")),
    *(
        (noun, re.compile(rf"(?<=[\u4e00-\u9fff]){noun}[\u4e00-\u9fff]{{2}}({noun})(?=[，。；、])"))
        for noun in ("材料", "报告", "方案", "机制", "措施", "计划", "台账")
    ),
)
_DONE = re.compile("已(?:经)?(?:完成|建成|开展|制定|形成|建立)")


def _again(paragraph: Paragraph, line: int) -> Iterator[Hit]:
    text = paragraph.text
    for key, pattern in _AGAIN:
        if text.count(key) < 2:
            continue
        for match in pattern.finditer(text):
            yield _twice(text, line, match.start(), *match.span(1))
    for match in _DONE.finditer(text):
        for size in range(_LONGEST, 2, -1):
            subject = text[max(0, match.start() - size) : match.start()]
            if len(subject) == size and subject.isalpha() and text.startswith(subject, match.end()):
                yield _twice(text, line, match.start() - size, match.end(), match.end() + size)
                break


def _twice(text: str, line: int, first: int, start: int, end: int) -> Hit:
    return Hit(Span(line, first, end), f"一句之中“{text[start:end]}”重复，请理顺句子。")


CHECKS = (
    Check(
        code="X101",
        kind="word-repeat",
        family=Family.TEXT,
        severity=Severity.ERROR,
        explanation=Explanation(
            summary="字词重复",
            why="修改、粘贴时常把字词打了两遍，如“存在存在”“反映的的问题”。“层层”“一条一条”这样的叠用和“党组织组织学习”这样两个词相连的不算。",
            source="公文起草应当“文字精练”（《党政机关公文处理工作条例》第十九条）",
        ),
        bad=(
            Example("针对⟦存在存在⟧的问题，逐项整改。"),
            Example("对群众反映⟦的的⟧热点问题及时答复。", mended="对群众反映的热点问题及时答复。"),
            Example("⟦进一步进一步⟧压实责任。", mended="进一步压实责任。"),
            Example("由分管⟦领导领导⟧签字后报局党组。"),
            Example("加强⟦组织组织⟧领导，明确责任。"),
            Example("召开⟦整改整改⟧工作推进会。"),
        ),
        good=(
            Example("党组织组织生活会制度得到落实，做到一条一条核对，层层压实责任。"),
            Example("对捐款收款事项进行立行立改，请研究研究再报。"),
            Example(
                "工作目的的确定、企业业务的办理、巡察组组长的意见、党委会会议的记录都已归档，部部长签批，发展展现新貌。"
            ),
            Example("人人有责，的的确确做到位。"),
        ),
        paragraph=_doubled,
    ),
    Check(
        code="X102",
        kind="word-repeat",
        family=Family.TEXT,
        severity=Severity.WARNING,
        explanation=Explanation(
            summary="一句之中同一个词用了两次",
            why="改动句子时前后各留下一个相同的词，如“加强对资金的使用加强监管”“因我局因人手不足”，句子就不通了。",
            source="公文起草应当“文字精练”“表述准确”（《党政机关公文处理工作条例》第十九条）",
        ),
        bad=(
            Example("今后将⟦加强对专项资金使用加强⟧监管。"),
            Example("⟦因本单位因⟧人手不足，未及时办理。"),
            Example("⟦组织学习有关政策法规和业务知识学习⟧，提高能力。"),
            Example("⟦严格落实各科室安全防范措施落实⟧，消除隐患。"),
        ),
        good=(
            Example("加强对专项资金的监管，加强内部审计。因工作需要，因地制宜开展帮扶。"),
            Example("组织学习有关政策法规，开展业务知识学习。落实整改措施，督促责任落实。"),
            Example("因病因残致贫的家庭，2021年度考核与2022年度工作计划同步部署。"),
        ),
        paragraph=_again,
    ),
)
