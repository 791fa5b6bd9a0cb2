"""Word files: opening, editing and saving one of a hundred pages, comments for 500 findings, typesetting.

Opening and saving is held against python-docx opening and saving the same file.
"""

from __future__ import annotations

import io
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from benches import invented_text

_PAGES, _ON_PAGE = 100, 616
_FINDINGS = 500
_LONG = 350_000
_ROUNDS = 7


def run(texts: list[str]) -> None:
    """Print the figures. texts: not used, the files are invented."""
    del texts
    import docx
    from word_form import word_form

    from desktop.documents.reading import read
    from desktop.documents.word_comments import Comment, annotate
    from desktop.documents.word_save import save_word
    from desktop.documents.word_typeset import typeset
    from desktop.report.reading import read_report
    from desktop.text.document import Document
    from desktop.text.spans import Span

    lines = invented_text(_PAGES * _ON_PAGE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "报告.docx"
        path.write_bytes(word_form(lines))

        def theirs() -> None:
            docx.Document(str(path)).save(io.BytesIO())

        def unedited() -> None:
            opened = read(path)
            save_word(opened, opened.document.lines)

        def edited() -> None:
            opened = read(path)
            changed = list(opened.document.lines)
            changed[len(changed) // 2] += "改动"
            save_word(opened, changed)

        opened = read(path)
        filled = [number for number, line in enumerate(opened.document.lines, 1) if len(line) > 3]
        comments = [Comment(Span(filled[n % len(filled)], 0, 2), "请核对") for n in range(_FINDINGS)]
        works = {"python-docx": theirs, "open, save": unedited, "open, edit, save": edited,
                 "comments": lambda: annotate(opened, comments)}  # fmt: skip
        took = _alternating(works)
    print(f"{sum(map(len, lines))} characters in {len(lines)} paragraphs, {_PAGES} pages; best and median of {_ROUNDS}")
    base = took["python-docx"]
    for name, times in took.items():
        ratio = min(times) / min(base)
        what = f"{name} ({_FINDINGS} findings)" if name == "comments" else name
        print(f"{what:28s}{min(times) * 1000:7.0f} ms{statistics.median(times) * 1000:7.0f} ms   ratio {ratio:.2f}")
    long = invented_text(_LONG)
    report = read_report(Document.from_lines(long))
    typeset(read_report(Document.from_lines(invented_text(2_000))), fonts=())  # the word list is loaded once
    began = time.perf_counter()
    made = typeset(report, fonts=())
    print(f"typeset {sum(map(len, long))} characters: {time.perf_counter() - began:.2f} s, {len(made.data)} bytes")


def _alternating(works: Mapping[str, Callable[[], object]]) -> dict[str, list[float]]:
    """The seconds of each work, all of them in turn, so that a busy moment strikes all alike."""
    took: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(_ROUNDS):
        for name, work in works.items():
            began = time.perf_counter()
            work()
            took[name].append(time.perf_counter() - began)
    return took
