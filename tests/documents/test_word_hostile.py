"""Damaged Word files are refused in words or read safely; nothing crashes, hangs or comes out broken."""

import copy
import random
import time
from pathlib import Path

import pytest
from lxml import etree
from word_builder import WordBuilder, entries, numbered, pack, paragraph, run

from desktop.documents.errors import DocumentError
from desktop.documents.opened import Fingerprint, Format, Opened
from desktop.documents.word_reader import load_word
from desktop.documents.word_revisions import find_traces
from desktop.documents.word_save import save_word
from desktop.text.document import Document

LINK = '<w:hyperlink w:anchor="x">{}</w:hyperlink>'
CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
TABLE = "<w:tbl><w:tr><w:tc>{0}</w:tc><w:tc>{0}{0}</w:tc></w:tr></w:tbl>".format(paragraph(run("格")))
SAMPLE = (
    WordBuilder()
    .four_levels()
    .notes("footnote", {2: "脚注"})
    .add(
        paragraph(
            run("共反馈") + LINK.format(run("43个")) + run("问题") + '<w:r><w:footnoteReference w:id="2"/></w:r>'
        ),
        numbered("编号段", 1),
        TABLE,
        paragraph(CHAR.format("begin") + CHAR.format("separate") + run("域") + CHAR.format("end")),
        paragraph('<w:del w:id="1" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>' + run("新")),
        f"<w:sdt><w:sdtContent>{paragraph(run('控件'))}</w:sdtContent></w:sdt>",
    )
    .bytes()
)
PARTS = entries(SAMPLE)
MUTABLE = [name for name in PARTS if name.endswith((".xml", ".rels")) and "theme" not in name]
SLOWEST = 10.0


def mutate(rng):
    """A file with a few bytes, tags or parts spoiled."""
    parts = dict(PARTS)
    for _ in range(rng.randint(1, 4)):
        name = rng.choice([*MUTABLE, *["word/document.xml"] * 6])
        data = bytearray(parts.get(name, b""))
        if not data:
            continue
        kind, at = rng.random(), rng.randrange(len(data))
        if kind < 0.2:
            data[at] = rng.randrange(256)
        elif kind < 0.35:
            del data[at : at + rng.randint(1, 40)]
        elif kind < 0.75:  # an element twice, away, or elsewhere: well-formed but senseless
            data = _shuffle_tags(bytes(data), rng)
        elif kind < 0.85:
            other = rng.randrange(len(data))
            data[at:at] = data[other : other + rng.randint(1, 200)]
        elif kind < 0.95:
            data = data.replace(b"w:id=", rng.choice([b"w:ilvl=", b"w:val=", b"w:type="]))
        else:
            parts.pop(name)
            continue
        parts[name] = bytes(data)
    spoiled = bytearray(pack(parts))
    if rng.random() < 0.1:
        spoiled[rng.randrange(len(spoiled))] ^= 1 << rng.randrange(8)
    return bytes(spoiled)


def _shuffle_tags(data, rng):
    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return bytearray(data)
    elements = list(root.iter())
    one, other = rng.choice(elements), rng.choice(elements)
    kind = rng.random()
    if kind < 0.3 and one.getparent() is not None:
        one.getparent().remove(one)
    elif kind < 0.6 and one is not other and one not in other.iterancestors():
        other.append(one)
    elif kind < 0.8:
        one.tag = other.tag
    elif one.getparent() is not None:
        one.addnext(copy.deepcopy(one))
    return bytearray(etree.tostring(root))


def exercise(data, rng):
    """Read, edit, save and read again. DocumentError is an answer, anything else is not."""
    try:
        find_traces(data)
        _, mapped = load_word(data)
        document = Document(tuple(entry.paragraph for entry in mapped.paragraphs))
        opened = Opened(Path("a.docx"), Format.WORD, document, Fingerprint(0, 0, ""))
        lines = list(document.lines)
        for _ in range(3):
            at = rng.randrange(len(lines) + 1)
            lines[at : at + rng.randint(0, 1)] = ["改动" * rng.randint(0, 2)]
        saved = save_word(opened, lines, data)
        load_word(saved.data)
    except DocumentError:
        return "refused"
    return "saved"


def proved(count, seed):
    rng = random.Random(seed)
    results, slowest = {"refused": 0, "saved": 0}, 0.0
    for _ in range(count):
        data = mutate(rng)
        began = time.process_time()
        results[exercise(data, rng)] += 1
        slowest = max(slowest, time.process_time() - began)
    print(results, f"slowest {slowest:.2f} s")
    assert slowest < SLOWEST
    assert results["saved"] > 0


def test_spoiled_files_are_refused_or_read():
    proved(60, seed=1)


@pytest.mark.slow
def test_two_thousand_spoiled_files():
    proved(2_000, seed=2)
