"""Putting right what departs from the standard in a Word file, in the source of its parts; all else stays."""

from __future__ import annotations

import collections
import itertools
from collections.abc import Iterable, Mapping, Sequence

from desktop.documents.errors import DocumentError
from desktop.documents.format_check import Departure, MendedWord
from desktop.documents.format_fixes import BlankFix, Fix, FooterFix, ParagraphFix, RunFix, SectionFix
from desktop.documents.format_footers import Footers
from desktop.documents.format_judge import Judged, judge
from desktop.documents.safe_zip import Element
from desktop.documents.typeset_parts import LINE
from desktop.documents.typeset_settings import TypesetSettings
from desktop.documents.word_map import Piece, WordMap, visible_text
from desktop.documents.word_markup import run_content
from desktop.documents.word_names import W, child
from desktop.documents.word_properties import Attributes, merged, prepend, rewritten
from desktop.documents.word_reader import load_word
from desktop.documents.word_sources import PartSources
from desktop.documents.xml_source import XmlSource
from desktop.documents.zip_copy import exchange_entries

_NOT_SURE = "这份文件的结构特殊，不能有把握地改格式，没有生成，原文件未动。请用“公文排版”重新排。"
_Changes = dict[str, Attributes]


def mend(data: bytes, departures: Sequence[Departure] | None, settings: TypesetSettings) -> MendedWord:
    """Mend these departures, all if not given. Raises DocumentError where the text would not stay the same."""
    judged = judge(data, settings)
    known = judged.check.departures
    chosen = [d for d in known if d.mendable and (departures is None or d in departures)]
    fixes = [fix for departure in chosen for fix in judged.fixes[departure]]
    if not fixes:
        return MendedWord(data, (), judged.check.notes)
    changed = _Mender(judged, settings).write(fixes)
    mended = exchange_entries(data, judged.package.archive, changed)
    _, after = load_word(mended)
    if _texts(after) != _texts(judged.mapped):
        raise DocumentError(_NOT_SURE)
    left = {(d.rule, d.element, d.found) for d in judge(mended, settings).check.departures}
    done = tuple(d for d in chosen if (d.rule, d.element, d.found) not in left)
    notes = list(judged.check.notes)
    undone = [d for d in known if d not in done and (departures is None or d in departures)]
    notes += [f"没有改：{d.message}" for d in undone]
    return MendedWord(mended, done, tuple(notes))


def _texts(mapped: WordMap) -> list[str]:
    return [text for entry in mapped.paragraphs if (text := entry.paragraph.text).strip()]


class _Mender:
    def __init__(self, judged: Judged, settings: TypesetSettings) -> None:
        self._package = judged.package
        self._settings = settings
        self._sources = PartSources(judged.package)
        self._source: XmlSource = self._sources.of(judged.package.main_name)[1]
        self._pieces: dict[Element, list[Piece]] = collections.defaultdict(list)
        self._numbered: dict[Element, Element] = {}
        """By the run behind an automatic number its paragraph, whose mark says how the number looks."""
        for entry in judged.mapped.paragraphs:
            for piece in entry.pieces:
                self._pieces[piece.run].append(piece)
            if entry.paragraph.label and entry.pieces:
                self._numbered[entry.pieces[0].run] = entry.elements[-1]

    def write(self, fixes: Iterable[Fix]) -> dict[str, bytes]:
        """The changed parts by name."""
        runs: dict[Element, list[RunFix]] = collections.defaultdict(list)
        paragraphs: dict[Element, _Changes] = collections.defaultdict(dict)
        sections: dict[Element | None, _Changes] = collections.defaultdict(dict)
        marks: dict[Element, _Changes] = collections.defaultdict(dict)
        blanks: dict[Element, bool] = {}
        numbered: FooterFix | None = None
        for fix in fixes:
            if isinstance(fix, RunFix):
                runs[fix.run].append(fix)
                if fix.run in self._numbered and fix.start <= self._pieces[fix.run][0].start:
                    merged(marks[self._numbered[fix.run]], fix.changes)
            elif isinstance(fix, ParagraphFix):
                merged(paragraphs[fix.paragraph], fix.changes)
            elif isinstance(fix, SectionFix):
                merged(sections[fix.section], fix.changes)
            elif isinstance(fix, BlankFix):
                blanks[fix.paragraph] = fix.gone
            else:
                numbered = fix
        gone = {paragraph for paragraph, is_gone in blanks.items() if is_gone}
        references: Mapping[Element | None, str] = {}
        replaced: frozenset[str] = frozenset()
        if numbered is not None:
            footers = Footers(self._package, self._sources, self._settings)
            references = footers.write(numbered.sections)
            replaced = footers.REPLACED
            for section in references:
                merged(sections[section], footers.changes)
        written = {
            section: self._section(section, changes, references.get(section, ""), replaced)
            for section, changes in sections.items()
        }
        for run, group in runs.items():
            self._run(run, group)
        for paragraph in {*paragraphs, *marks, *self._with_section(written)} - gone:
            self._paragraph(paragraph, paragraphs.get(paragraph, {}), written, marks.get(paragraph, {}))
        for paragraph, is_gone in blanks.items():
            self._blank(paragraph, is_gone=is_gone)
        for section, markup in written.items():
            if section is None:
                self._source.append_to(self._package.body, markup)
            elif section.getparent() is self._package.body:
                self._source.replace_element(section, markup)
        return self._sources.changed() | (footers.parts if numbered is not None else {})

    def _section(self, section: Element | None, changes: _Changes, references: str, replaced: frozenset[str]) -> str:
        return rewritten(self._source, section, "sectPr", changes, first=references, without=replaced,
                         near=self._package.body)  # fmt: skip

    def _with_section(self, written: Mapping[Element | None, str]) -> set[Element]:
        """The paragraphs that end a section that is written anew."""
        return {
            section.getparent().getparent()
            for section in written
            if section is not None and section.getparent().tag == W + "pPr"
        }

    def _paragraph(
        self, paragraph: Element, changes: _Changes, sections: Mapping[Element | None, str], mark: _Changes
    ) -> None:
        properties = child(paragraph, "pPr")
        section = child(properties, "sectPr")
        nested = {W + "sectPr": sections[section]} if section is not None and section in sections else {}
        if mark:
            nested[W + "rPr"] = rewritten(self._source, child(properties, "rPr"), "rPr", mark, near=paragraph)
        markup = rewritten(self._source, properties, "pPr", changes, nested=nested, near=paragraph)
        if properties is None:
            prepend(self._source, paragraph, markup)
        else:
            self._source.replace_element(properties, markup)

    def _blank(self, paragraph: Element, *, is_gone: bool) -> None:
        if is_gone:
            self._source.replace_element(paragraph, "")
            return
        w = self._source.prefix(paragraph)
        markup = f'<{w}p><{w}pPr><{w}spacing {w}line="{LINE}" {w}lineRule="exact"/></{w}pPr></{w}p>'
        start = self._source.place(paragraph).start
        self._source.replace(start, start, markup)

    def _run(self, run: Element, fixes: Sequence[RunFix]) -> None:
        """Write a run with new properties, in parts where not all of it gets the same."""
        pieces = self._pieces[run]
        if run.tag != W + "r" or not pieces:
            return
        first, last = pieces[0].start, pieces[-1].end
        cuts = sorted({first, last, *(p for fix in fixes for p in (fix.start, fix.end) if first < p < last)})
        properties = child(run, "rPr")
        parts = list(itertools.pairwise(cuts))
        if len(parts) == 1 or not all(piece.splittable or piece.end - piece.start <= 1 for piece in pieces):
            changes: _Changes = {}
            for fix in fixes:
                merged(changes, fix.changes)
            markup = rewritten(self._source, properties, "rPr", changes, near=run)
            if properties is None:
                prepend(self._source, run, markup)
            else:
                self._source.replace_element(properties, markup)
            return
        out = []
        for start, end in parts:
            changes = {}
            for fix in fixes:
                if fix.start < end and fix.end > start:
                    merged(changes, fix.changes)
            markup = rewritten(self._source, properties, "rPr", changes, near=run)
            content = self._content(run, start, end, end == last)
            out.append(f"{self._source.start_tag(run)}{markup}{content}</{self._source.name(run)}>")
        self._source.replace_element(run, "".join(out))

    def _content(self, run: Element, start: int, end: int, is_last: bool) -> str:
        """What stands between two offsets of a run; what has no place in the text goes with the character before it."""
        by_child = {piece.child: piece for piece in self._pieces[run]}
        at, out = self._pieces[run][0].start, []
        for element in run:
            if element.tag == W + "rPr":
                continue
            piece = by_child.get(element)
            if piece is None:
                if start <= at < end or (is_last and at == end):
                    out.append(self._source.of(element))
                continue
            at = piece.end
            low, high = max(start, piece.start), min(end, piece.end)
            if low >= high:
                continue
            if piece.splittable and (low, high) != (piece.start, piece.end):
                text = visible_text(piece.child)[low - piece.start : high - piece.start]
                out.append(run_content(text, self._source.prefix(run)))
            else:
                out.append(self._source.of(element))
        return "".join(out)
