"""Files spoiled in many ways, and what the program says to them; run in a process of its own with limits."""

from __future__ import annotations

import collections
import copy
import io
import random
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from desktop.documents.errors import DocumentError
from desktop.documents.opened import Fingerprint, Format, Opened
from desktop.text.document import Document

FORMS = Path(__file__).resolve().parent.parent / "fixtures" / "forms"
MOST_MEMORY = 500 * 1024 * 1024
SLOWEST = 10.0


def spoil_archive(data: bytes, rng: random.Random, likely: str) -> bytes:
    """A zip archive with a few bytes, tags or parts of it spoiled."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chosen = [name for name in parts if name.endswith((".xml", ".rels")) and "theme" not in name]
    chosen += [name for name in chosen if name.endswith(likely)] * 8
    for _ in range(rng.randint(1, 4)):
        name = rng.choice(chosen)
        part = bytearray(parts.get(name, b""))
        if not part:
            continue
        kind, at = rng.random(), rng.randrange(len(part))
        if kind < 0.2:
            part[at] = rng.randrange(256)
        elif kind < 0.35:
            del part[at : at + rng.randint(1, 40)]
        elif kind < 0.75:
            part = bytearray(_shuffle(bytes(part), rng))
        elif kind < 0.85:
            other = rng.randrange(len(part))
            part[at:at] = part[other : other + rng.randint(1, 200)]
        elif kind < 0.95:
            old, new = rng.choice(_SWAPS)
            part = part.replace(old, new)
        else:
            parts.pop(name)
            continue
        parts[name] = bytes(part)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return spoil_bytes(out.getvalue(), rng, 1) if rng.random() < 0.1 else out.getvalue()


_SWAPS = (
    (b"w:id=", b"w:ilvl="), (b"w:val=", b"w:type="), (b"w:p>", b"w:tbl>"), (b' r="', b' r="9'), (b' s="', b' s="9'),
    (b't="s"', b't="e"'), (b't="s"', b't="n"'), (b"<v>", b"<v>-"), (b'ref="', b'ref="ZZ'), (b'"1"', b'"99999999999"'),
    (b'"0"', b'"-1"'), (b"w:tc>", b"w:tr>"),
)  # fmt: skip


def _shuffle(data: bytes, rng: random.Random) -> bytes:
    """An element away, elsewhere, renamed or twice: well-formed but senseless."""
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return data
    elements = list(root.iter(etree.Element))
    one, other = rng.choice(elements), rng.choice(elements)
    kind = rng.random()
    if kind < 0.3 and one.getparent() is not None:
        one.getparent().remove(one)
    elif kind < 0.6 and one is not other and one not in other.iterancestors():
        other.append(one)
    elif kind < 0.8:
        one.tag = other.tag
    elif kind < 0.9 and one.attrib:
        one.set(rng.choice(list(one.attrib)), rng.choice(["-1", "99999999999999999999", "", "x", "NaN", "1e400"]))
    elif one.getparent() is not None:
        one.addnext(copy.deepcopy(one))
    return etree.tostring(root)


def spoil_bytes(data: bytes, rng: random.Random, most: int = 30) -> bytes:
    """Bytes changed, taken out, put in twice, or the end cut off."""
    spoiled = bytearray(data)
    for _ in range(rng.randint(1, most)):
        if not spoiled:
            break
        at, kind = rng.randrange(len(spoiled)), rng.random()
        if kind < 0.6:
            spoiled[at] = rng.choice((0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)))
        elif kind < 0.75:
            del spoiled[at : at + rng.randint(1, 60)]
        elif kind < 0.9:
            spoiled[at:at] = spoiled[at : at + rng.randint(1, 60)]
        elif kind < 0.93:
            del spoiled[at:]
    return bytes(spoiled)


def _opened(data: bytes) -> Opened:
    from desktop.documents.word_reader import load_word

    _, mapped = load_word(data)
    document = Document(tuple(entry.paragraph for entry in mapped.paragraphs))
    return Opened(Path("a.docx"), Format.WORD, document, Fingerprint(0, 0, ""))


def word(data: bytes, rng: random.Random) -> None:
    """Read, edit, save, look through, clean, judge and mend."""
    from desktop.documents.format_check import check_format, mend_format
    from desktop.documents.publication_check import CleanChoices, check_publication, clean_copy
    from desktop.documents.word_comments import Comment, annotate
    from desktop.documents.word_reader import load_word
    from desktop.documents.word_save import save_word
    from desktop.text.spans import Span

    opened = _opened(data)
    lines = list(opened.document.lines)
    what = rng.random()
    if what < 0.6:
        for _ in range(3):
            at = rng.randrange(len(lines) + 1)
            lines[at : at + rng.randint(0, 1)] = ["改动" * rng.randint(0, 2)]
        load_word(save_word(opened, lines, data).data)
    elif what < 0.75:
        check_publication(opened, data=data)
        clean_copy(opened, CleanChoices(rng.choice(("accept", "refuse", "keep"))), data=data)
    elif what < 0.9:
        check_format(opened, data=data)
        mend_format(opened, data=data)
    else:
        annotate(
            Opened(Path("a.txt"), Format.TEXT, opened.document, Fingerprint(0, 0, "")), [Comment(Span(1, 0, 1), "x")]
        )


def excel(data: bytes, rng: random.Random) -> None:
    """Read a workbook as a ledger."""
    from desktop.documents.excel_open import check_workbook
    from desktop.documents.excel_reader import read_excel_bytes

    del rng
    check_workbook(data)
    read_excel_bytes(data)


def _other(kind: str) -> Callable[[bytes, random.Random], None]:
    def exercise(data: bytes, rng: random.Random) -> None:
        from desktop.documents.doc_reader import read_doc
        from desktop.documents.odt_reader import read_odt
        from desktop.documents.pdf_reader import read_pdf
        from desktop.documents.rtf_reader import read_rtf

        del rng
        {"doc": read_doc, "rtf": read_rtf, "odt": read_odt, "pdf": read_pdf}[kind](data)

    return exercise


def _samples(kind: str) -> tuple[list[bytes], Callable[[bytes, random.Random], bytes], Callable[..., None]]:
    if kind == "docx":
        from test_word_hostile import SAMPLE
        from word_form import word_form

        texts = [
            "关于清河区整改情况的报告",
            "一、整改情况",
            "（一）加强领导。已完成3项。",
            "清河区更新局",
            "2026年2月9日",
        ]
        files = [SAMPLE, word_form(texts)]
        return files, lambda data, rng: spoil_archive(data, rng, "document.xml"), word
    if kind == "xlsx":
        import office_workbooks

        files = [case.data for case in office_workbooks.column_sets()]
        return files, lambda data, rng: spoil_archive(data, rng, "sheet1.xml"), excel
    files = [path.read_bytes() for path in sorted(FORMS.glob(f"*.{kind}"))]
    if kind == "odt":
        return files, lambda data, rng: spoil_archive(data, rng, "content.xml"), _other(kind)
    return files, lambda data, rng: spoil_bytes(data, rng, 8), _other(kind)


def spoiled(kind: str, count: int, seed: int) -> Iterator[tuple[int, bytes]]:
    """Spoiled files of a kind, each from its own seed."""
    files, spoil, _ = _samples(kind)
    for number in range(count):
        rng = random.Random(seed * 1_000_000 + number)
        yield number, spoil(rng.choice(files), rng)


def prove(kind: str, count: int, seed: int, folder: str) -> dict[str, float]:
    """How many were read and refused, the slowest, the most memory over the start; what went wrong lies in folder."""
    import tempfile
    import warnings

    warnings.simplefilter("ignore")
    tempfile.tempdir = folder
    _, _, exercise = _samples(kind)
    started = _peak(afresh=True)
    results: collections.Counter[str] = collections.Counter()
    slowest = 0.0
    wrong: dict[str, int] = {}
    for number, data in spoiled(kind, count, seed):
        began = time.process_time()
        try:
            exercise(data, random.Random(number))
            results["read"] += 1
        except DocumentError as error:
            results["refused"] += 1
            if not str(error).endswith("。"):
                wrong.setdefault(f"no sentence: {error}", number)
        except BaseException as error:  # whatever it is, it is what is looked for
            results["WRONG"] += 1
            wrong.setdefault(f"{type(error).__name__}: {error} {_where(error)}"[:300], number)
        slowest = max(slowest, time.process_time() - began)
    memory = (_peak() - started) / 1024
    left = [path.name for path in Path(folder).iterdir()]
    return {**results, "slowest": slowest, "megabytes": memory, "left": left, "wrong": wrong}  # type: ignore[dict-item]


def _peak(*, afresh: bool = False) -> int:
    """The most memory this process has held, in kilobytes; afresh: counted from now on. 0 where that is not told."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    if afresh:
        Path("/proc/self/clear_refs").write_text("5")
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))


def _where(error: BaseException) -> str:
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-4:])
