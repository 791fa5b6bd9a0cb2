"""What can be chosen when an official document is set: the office's own customs, the header band, the imprint."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field


class PageNumber(enum.Enum):
    """The form of the page number; the value is how people see it."""

    DASHES = "— 1 —"
    PLAIN = "1"
    NONE = "不编页码"


@dataclass(frozen=True, slots=True)
class Fonts:
    """Font names as offices have them (GB/T 9704—2012 5.2.2, 7): title, text, first and second level, page number."""

    title: str = "方正小标宋简体"
    body: str = "仿宋_GB2312"
    first: str = "黑体"
    second: str = "楷体_GB2312"
    page: str = "宋体"
    western: str = "Times New Roman"

    def names(self) -> tuple[str, ...]:
        """The fonts that a machine must have."""
        return tuple(dict.fromkeys((self.title, self.body, self.first, self.second, self.page, self.western)))


@dataclass(frozen=True, slots=True)
class HeaderBand:
    """版头 (7.2). issuer: the 发文机关标志. signers: 签发人, only of upward documents. Empty parts are left out."""

    issuer: str
    number: str = ""
    copy_number: str = ""
    secrecy: str = ""
    urgency: str = ""
    signers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Imprint:
    """版记 (7.4): copies to, printing office and its date, as written."""

    copies_to: str = ""
    office: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class TypesetSettings:
    """How a document is set.

    seal: whether a seal is put on (date four characters from the right, signature centred over it) or not (7.3.5).
    bold_third: third-level headings bold, as many offices want them.
    """

    seal: bool = False
    bold_third: bool = False
    page_number: PageNumber = PageNumber.DASHES
    header: HeaderBand | None = None
    imprint: Imprint | None = None
    fonts: Fonts = field(default_factory=Fonts)
