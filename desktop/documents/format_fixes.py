"""What has to change in a Word file so that a departure goes: attributes of properties, blank lines, footers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from desktop.documents.safe_zip import Element

Changes: TypeAlias = Mapping[str, Mapping[str, str | None]]
"""By the local name of a child of the properties: its attributes to set, None to take one away."""


@dataclass(frozen=True, slots=True)
class RunFix:
    """New properties for the characters of a run between two offsets of its paragraph's text, half-open."""

    run: Element
    start: int
    end: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class ParagraphFix:
    """New properties of a paragraph."""

    paragraph: Element
    changes: Changes


@dataclass(frozen=True, slots=True)
class SectionFix:
    """New properties of a section (w:sectPr); None: the body's last one, which is missing."""

    section: Element | None
    changes: Changes


@dataclass(frozen=True, slots=True)
class BlankFix:
    """A blank line before this paragraph, or (gone) this blank paragraph taken out."""

    paragraph: Element
    gone: bool = False


@dataclass(frozen=True, slots=True)
class FooterFix:
    """The page number set anew in every section."""

    sections: tuple[Element, ...] = field(default=())


Fix: TypeAlias = RunFix | ParagraphFix | SectionFix | BlankFix | FooterFix
