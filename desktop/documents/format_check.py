"""格式检查: what of a Word file departs from GB/T 9704—2012, and the file with that mended and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from desktop.documents.opened import Opened
from desktop.documents.typeset_settings import TypesetSettings

STANDARD = "GB/T 9704—2012"
NO_WORD = "只有 Word 文件（.docx）有格式可查。其他文件请用“公文排版”生成。"


@dataclass(frozen=True, slots=True)
class Departure:
    """One thing that departs from the standard, with every place where it does.

    rule: what it is, a permanent key (page-size, font, …). element: of which element (页面, 标题, 正文 …).
    lines: the paragraphs, 1-based; none for the page setup. found, wanted: how it is and how it should be, Chinese.
    clause: of the standard. mendable: whether mend_format can put it right. message: all of it as one sentence.
    """

    rule: str
    element: str
    found: str
    wanted: str
    clause: str
    lines: tuple[int, ...] = ()
    mendable: bool = True

    @property
    def where(self) -> str:
        """The places as people read them."""
        if not self.lines:
            return self.element
        shown = "、".join(map(str, self.lines[:_MOST_SHOWN]))
        more = f"等 {len(self.lines)} 段" if len(self.lines) > _MOST_SHOWN else "段"
        return f"{self.element}（第 {shown} {more}）"

    @property
    def message(self) -> str:
        """What departs, where, and what the standard wants."""
        return f"{self.where}：{self.found}，应为{self.wanted}（{STANDARD} {self.clause}）。"


_MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class FormatCheck:
    """The departures in the order of the page, then of the text. notes: what was not judged, Chinese."""

    departures: tuple[Departure, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MendedWord:
    """The mended file. mended: the departures that were put right. notes: what the clerk has to know, Chinese."""

    data: bytes
    mended: tuple[Departure, ...] = field(default=())
    notes: tuple[str, ...] = ()


def check_format(opened: Opened, settings: TypesetSettings | None = None, *, data: bytes | None = None) -> FormatCheck:
    """What of the Word file departs from the standard, by the elements that the report's reading finds in it.

    settings: the office's customs (bold third level, form of the page number, own fonts). data: the file's bytes,
    read from opened.path if not given. Raises DocumentError, also for what is no Word file, and ChangedOnDiskError.
    """
    from desktop.documents.format_judge import judge
    from desktop.documents.word_sources import word_bytes

    return judge(word_bytes(opened, data, otherwise=NO_WORD), settings or TypesetSettings()).check


def mend_format(
    opened: Opened,
    departures: Sequence[Departure] | None = None,
    settings: TypesetSettings | None = None,
    *,
    data: bytes | None = None,
) -> MendedWord:
    """The same Word file with these departures put right and everything else as it was; the file is not touched.

    departures: some of those that check_format gave with the same settings; all of them if not given. Raises
    DocumentError, ChangedOnDiskError.
    """
    from desktop.documents.format_mend import mend
    from desktop.documents.word_sources import word_bytes

    return mend(word_bytes(opened, data, otherwise=NO_WORD), departures, settings or TypesetSettings())
