r"""What comes in from the clipboard: the text that was to be seen, without what only programs see. Pure: no Qt.

Kept are the words, full-width indents and spaces. Soft hyphens, zero-width
and direction marks go; a no-break space stays only between Latin letters or
digits (10 km), elsewhere web pages and Word use it to push text about.
"""

from __future__ import annotations

import re

_INVISIBLE = "\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffc"
_UNSEEN = re.compile(f"[{_INVISIBLE}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# a vertical tab is Word's line break, a form feed its page break
_LINE_ENDS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_NO_BREAK = re.compile("[\xa0\u202f]")
_INDENT = re.compile("^[ \t\xa0\u2002\u2003\u202f]+(?=[^ \t\xa0\u2002\u2003\u202f])")
_FROM_HTML_MOST = 8_000_000


def clean_lines(html: str, text: str) -> list[str]:
    """The paragraphs to put in for copied HTML and text, either of which may be ""; [] for nothing.

    HTML says what is hidden and what is a table, so it is read where there is any.
    """
    if html and len(html) <= _FROM_HTML_MOST:
        from desktop.app.html_text import html_lines  # no start needs to read HTML

        lines = html_lines(html)
        if lines:
            return [_clean(_INDENT.sub("", line)) for line in lines]
    return [_clean(line) for line in _LINE_ENDS.split(text)] if text else []


def _clean(line: str) -> str:
    line = _UNSEEN.sub("", line)
    if _NO_BREAK.search(line) is None:
        return line
    return _NO_BREAK.sub(lambda found: _space(line, found.start()), line)


def _space(line: str, at: int) -> str:
    left, right = line[at - 1 : at], line[at + 1 : at + 2]
    latin = left.isascii() and left.isalnum() and right.isascii() and right.isalnum()
    return "\xa0" if latin else " "
