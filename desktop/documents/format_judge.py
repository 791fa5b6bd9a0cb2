"""The judgement of a Word file's format: each departure from the standard with what mends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.documents.format_blanks import judge_blanks
from desktop.documents.format_check import Departure, FormatCheck
from desktop.documents.format_fixes import Fix, ParagraphFix, RunFix
from desktop.documents.format_page import Sections, judge_page, lines_per_page
from desktop.documents.format_rules import (
    FAMILY_NAMES,
    RULES,
    TEXT_SIZE,
    Rule,
    element_name,
    is_family,
    size_name,
)
from desktop.documents.format_tail import signature_places
from desktop.documents.typeset_parts import LINE
from desktop.documents.typeset_roles import HEADINGS, Part, Placed, place
from desktop.documents.typeset_settings import TypesetSettings
from desktop.documents.word_looks import Looks, ParagraphLook
from desktop.documents.word_map import MappedParagraph, Piece, WordMap
from desktop.documents.word_names import W
from desktop.documents.word_package import WordPackage
from desktop.documents.word_reader import load_word
from desktop.report.reading import read_report
from desktop.text.document import Document, Origin

_CHINESE = re.compile("[\u4e00-\u9fff]")
_NEAR = 0.25
_BLACK = {"auto", "000000"}
_HEAD_FAMILIES = {"（": "second", "(": "second"}
_TEXT = (Part.BODY, *HEADINGS, Part.ADDRESSEE, Part.ATTACHMENTS, Part.ATTACHMENTS_NEXT, Part.NOTE)
_SPACES = " \u3000\u00a0\t"
_GAP = 1.0


@dataclass(slots=True)
class Judged:
    """The judgement with the file it was made of, and for each departure what mends it."""

    package: WordPackage
    mapped: WordMap
    check: FormatCheck
    fixes: dict[Departure, list[Fix]]


@dataclass(slots=True)
class _Group:
    lines: list[int] = field(default_factory=list)
    fixes: list[Fix] = field(default_factory=list)
    mendable: bool = True


def judge(data: bytes, settings: TypesetSettings) -> Judged:
    """Judge the bytes of a Word file. Raises DocumentError."""
    package, mapped = load_word(data)
    looks = Looks(package)
    report = read_report(Document(tuple(entry.paragraph for entry in mapped.paragraphs)))
    placed = place(report.document.lines, report)
    judge_ = _Judge(package, mapped, looks, placed, settings)
    judge_.run()
    departures = (
        dict(judge_page(package, looks, settings, judge_.entries(Part.BODY), judge_.entries(*_TEXT)))
        | judge_.departures()
    )
    order = sorted(departures, key=lambda d: (bool(d.lines), d.lines[:1], d.rule))
    return Judged(package, mapped, FormatCheck(tuple(order), tuple(judge_.notes)), departures)


class _Judge:
    def __init__(
        self, package: WordPackage, mapped: WordMap, looks: Looks, placed: list[Placed], settings: TypesetSettings
    ) -> None:
        self._entries = mapped.paragraphs
        self._looks = looks
        self._placed = placed
        self._settings = settings
        self._sections = Sections(package)
        self._groups: dict[tuple[str, str, str, str, str], _Group] = {}
        self.notes: list[str] = []

    def run(self) -> None:
        """Judge all elements of the text."""
        others = 0
        for placed, entry in zip(self._placed, self._entries, strict=True):
            if entry.paragraph.origin is not Origin.BODY:
                others += bool(entry.paragraph.text.strip())
            elif placed.part in RULES:
                self._element(placed, entry, RULES[placed.part])
        pairs = zip(self._placed, self._entries, strict=True)
        for found in judge_blanks([pair for pair in pairs if pair[1].paragraph.origin is Origin.BODY], self._looks):
            self._found(*found)
        self._tail()
        if others:
            self.notes.append(f"表格、文本框和脚注里的 {others} 段文字没有检查格式。")

    def departures(self) -> dict[Departure, list[Fix]]:
        """All that was found, alike ones together."""
        return {
            Departure(*key, lines=tuple(dict.fromkeys(group.lines)), mendable=group.mendable): group.fixes
            for key, group in self._groups.items()
        }

    def entries(self, *parts: Part) -> list[MappedParagraph]:
        """The paragraphs of these elements."""
        pairs = zip(self._placed, self._entries, strict=True)
        return [e for p, e in pairs if p.part in parts and e.paragraph.origin is Origin.BODY and e.pieces]

    def _found(self, rule: str, element: str, found: str, wanted: str, clause: str, line: int, fix: Fix | None) -> None:
        group = self._groups.setdefault((rule, element, found, wanted, clause), _Group())
        group.lines.append(line)
        if fix is None:
            group.mendable = False
        else:
            group.fixes.append(fix)

    def _element(self, placed: Placed, entry: MappedParagraph, rule: Rule) -> None:
        if not entry.pieces:
            return
        text = entry.paragraph.text
        lead = len(text) - len(text.lstrip(_SPACES))
        cut = lead + placed.head if placed.head else 0
        self._runs(placed, entry, rule, cut)
        look = self._looks.paragraph(entry.elements[-1])
        self._indents(placed, entry, rule, look, text[:lead])
        self._spacing(placed, entry, rule, look)

    def _runs(self, placed: Placed, entry: MappedParagraph, rule: Rule, cut: int) -> None:
        """Font, size, colour and weight of the characters; up to `cut` they are a heading that runs on."""
        for piece, start, end, is_head in _stretches(entry, cut):
            words = entry.paragraph.text[start:end]
            if not words.strip() or piece.child is piece.run:
                continue
            paragraph = next(iter(piece.run.iterancestors(W + "p")), entry.elements[-1])
            look = self._looks.run(piece.run, paragraph)
            family, name = rule.family, element_name(placed.part)
            if is_head:
                family = _HEAD_FAMILIES.get(placed.text[:1], "first")
                name = (Part.HEADING_2 if family == "second" else Part.HEADING_1).value

            def fix(
                changes: dict[str, dict[str, str | None]], piece: Piece = piece, start: int = start, end: int = end
            ) -> RunFix:
                return RunFix(piece.run, start, end, changes)

            if _CHINESE.search(words) and not is_family(look.font, family, self._settings.fonts):
                wanted = getattr(self._settings.fonts, family)
                self._found(
                    "font",
                    name,
                    f"字体是{look.font}",
                    f"{FAMILY_NAMES[family]}（{wanted}）",
                    rule.clause,
                    placed.line,
                    fix({"rFonts": {"eastAsia": wanted, "eastAsiaTheme": None, "hint": "eastAsia"}}),
                )
            if abs(look.size - rule.size) > _NEAR:
                written = f"{rule.size * 2:.0f}"
                self._found(
                    "size",
                    name,
                    f"字号是{size_name(look.size)}",
                    size_name(rule.size),
                    rule.clause if rule.size != TEXT_SIZE else "5.2.2",
                    placed.line,
                    fix({"sz": {"val": written}, "szCs": {"val": written}}),
                )
            if look.color not in _BLACK:
                self._found(
                    "colour", name, "文字不是黑色", "黑色", "5.2.4", placed.line,
                    fix({"color": {"val": "auto", "themeColor": None, "themeTint": None, "themeShade": None}}),
                )  # fmt: skip
            if look.bold and (rule.bold or is_head) and not self._may_be_bold(placed.part):
                self._found(
                    "bold", name, "加粗", "不加粗（用规定的字体区分）", rule.clause, placed.line,
                    fix({"b": {"val": "0"}, "bCs": {"val": "0"}}),
                )  # fmt: skip

    def _may_be_bold(self, part: Part) -> bool:
        return self._settings.bold_third and part in {Part.HEADING_3, Part.HEADING_4, Part.BODY}

    def _indents(self, placed: Placed, entry: MappedParagraph, rule: Rule, look: ParagraphLook, blanks: str) -> None:
        name, paragraph = element_name(placed.part), entry.elements[-1]
        if rule.centred:
            if look.alignment != "center":
                none = {"firstLine": "0", "firstLineChars": "0", "hanging": None, "hangingChars": None}
                centred = ParagraphFix(paragraph, {"jc": {"val": "center"}, "ind": none})
                self._found("alignment", name, "没有居中", "居中", rule.clause, placed.line, centred)
            elif abs(look.first_line(rule.size)) > _NEAR:
                none = {"firstLine": "0", "firstLineChars": "0", "hanging": None, "hangingChars": None, "left": "0",
                        "leftChars": "0"}  # fmt: skip
                found = f"有 {_chars(look.first_line(rule.size))} 字的缩进，没有真正居中"
                self._found(
                    "indent", name, found, "不缩进", rule.clause, placed.line, ParagraphFix(paragraph, {"ind": none})
                )
            return
        if rule.indent is None:
            return
        typed = sum(0.5 if sign in " \u00a0" else 2.0 if sign == "\t" else 1.0 for sign in blanks)
        begins = look.first_line(rule.size) + typed
        rest = look.indent("left", rule.size)
        wanted = rule.indent - typed
        changes = {
            "firstLine": f"{wanted * 320:.0f}",
            "firstLineChars": f"{wanted * 100:.0f}",
            "hanging": None,
            "hangingChars": None,
            "left": "0",
            "leftChars": "0",
            "start": None,
            "startChars": None,
        }
        fix = ParagraphFix(paragraph, {"ind": changes}) if wanted >= 0 else None
        if abs(begins - rule.indent) > _NEAR:
            told = "首行" if rule.indent else "左边"
            asked = f"{told}空{_chars(rule.indent)}字" if rule.indent else "顶格"
            found = f"{told}空{_chars(begins)}字" if begins > _NEAR else "没有空字"
            self._found("indent", name, found, asked, rule.clause, placed.line, fix)
        elif not rule.hanging and abs(rest) > _NEAR:
            found = f"回行空{_chars(rest)}字" if rest > 0 else "回行超出版心"
            self._found("indent", name, found, "回行顶格", rule.clause, placed.line, fix)

    def _spacing(self, placed: Placed, entry: MappedParagraph, rule: Rule, look: ParagraphLook) -> None:
        if rule.centred:
            return
        paragraph, name = entry.elements[-1], "正文" if placed.part in HEADINGS else element_name(placed.part)
        if placed.part is Part.BODY or placed.part in HEADINGS:
            before, after = look.gap("before", LINE / 20), look.gap("after", LINE / 20)
            if before > _GAP or after > _GAP:
                none = dict.fromkeys(("before", "after", "beforeLines", "afterLines"), "0")
                auto = dict.fromkeys(("beforeAutospacing", "afterAutospacing"))
                found = f"段前 {before:g} 磅、段后 {after:g} 磅"
                fix = ParagraphFix(paragraph, {"spacing": {**none, **auto}})
                self._found("spacing", name, found, "段前、段后都为 0", "5.2.3", placed.line, fix)
            lines, told = lines_per_page(look, self._sections.of(paragraph), rule.size)
            if lines != 22:
                fix = ParagraphFix(paragraph, {"spacing": {"line": str(LINE), "lineRule": "exact"}})
                found = f"行距是{told}，每页 {lines} 行"
                wanted = "每页 22 行（固定值 28.95 磅）"
                self._found("line-spacing", "正文", found, wanted, "5.2.3", placed.line, fix)

    def _tail(self) -> None:
        """Where signature and date stand."""
        tail = [
            (p, e)
            for p, e in zip(self._placed, self._entries, strict=True)
            if p.part in {Part.SIGNATURE, Part.DATE} and e.paragraph.origin is Origin.BODY and e.pieces
        ]
        for placed, entry, right, is_right in signature_places(tail, self._looks, self._settings):
            if is_right:
                continue
            name = element_name(placed.part)
            fix = ParagraphFix(
                entry.elements[-1],
                {
                    "jc": {"val": "right"},
                    "ind": {
                        **dict.fromkeys(("left", "leftChars", "firstLine", "firstLineChars"), "0"),
                        **dict.fromkeys(("hanging", "hangingChars", "start", "startChars", "end", "endChars")),
                        "right": f"{right * 316:.0f}",
                        "rightChars": f"{right * 100:.0f}",
                    },
                },
            )
            blank = entry.paragraph.text[:1] in _SPACES
            found = "用空格推到右边" if blank else "位置不对"
            self._found(
                "tail-place", name, found, f"右空{_chars(right)}字", "7.3.5", placed.line, None if blank else fix
            )


def _stretches(entry: MappedParagraph, cut: int) -> Iterator[tuple[Piece, int, int, bool]]:
    """The pieces, parted at an offset: piece, start, end, whether before it."""
    for piece in entry.pieces:
        if piece.start < cut < piece.end:
            yield piece, piece.start, cut, True
            yield piece, cut, piece.end, False
        else:
            yield piece, piece.start, piece.end, piece.end <= cut


def _chars(number: float) -> str:
    return f"{number:.1f}".rstrip("0").rstrip(".")
