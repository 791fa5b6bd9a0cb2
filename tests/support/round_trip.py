"""Proof over Word files that others made: opened and saved unedited, and with each of some paragraphs edited.

Usage: .venv/bin/python tests/support/round_trip.py FOLDER [--fetch]

FOLDER lies outside of the project; every .docx below it, also within the .tar.gz and .zip files in it, is tried.
--fetch first downloads there, with pip, the source distributions of libraries that bring Word files for their tests.
"""

from __future__ import annotations

import collections
import hashlib
import io
import subprocess
import sys
import tarfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT)]

from lxml import etree  # noqa: E402

from desktop.documents.errors import DocumentError  # noqa: E402
from desktop.documents.opened import Fingerprint, Format, Opened  # noqa: E402
from desktop.documents.word_names import W  # noqa: E402
from desktop.documents.word_reader import load_word  # noqa: E402
from desktop.documents.word_save import save_word  # noqa: E402
from desktop.text.document import Document  # noqa: E402

LIBRARIES = ("python-docx", "python-docx-ng", "docx-revisions", "docx-editor")
"""Of some thirty libraries for Word files those whose source distributions bring any."""

MOST_EDITS = 40


def fetch(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in LIBRARIES:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-q",
            "--no-deps",
            "--no-binary",
            ":all:",
            "-d",
            str(folder),
        ]
        done = subprocess.run([*command, name], check=False, capture_output=True, text=True, timeout=300)
        print(f"{name}: {'ok' if done.returncode == 0 else done.stderr.strip().splitlines()[-1]}")


def documents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each file, equal ones once."""
    seen = set()
    for name, data in _all(folder):
        digest = hashlib.sha256(data).digest()
        if digest not in seen:
            seen.add(digest)
            yield name, data


def _all(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".docx":
            yield path.name, path.read_bytes()
        elif path.name.endswith(".tar.gz"):
            with tarfile.open(path) as archive:
                for member in archive.getmembers():
                    if member.isfile() and member.name.endswith(".docx"):
                        yield member.name, archive.extractfile(member).read()
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                for inner in archive.namelist():
                    if inner.endswith(".docx"):
                        yield inner, archive.read(inner)


def opened(data: bytes) -> Opened:
    _, mapped = load_word(data)
    document = Document(tuple(entry.paragraph for entry in mapped.paragraphs))
    return Opened(Path("a.docx"), Format.WORD, document, Fingerprint(0, 0, ""))


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def try_edit(data: bytes, before: Opened, at: int) -> str | None:
    """Edit one paragraph; what went wrong, None for nothing."""
    lines = list(before.document.lines)
    label = before.document.paragraphs[at].label
    middle = len(label) + (len(lines[at]) - len(label)) // 2
    lines[at] = lines[at][:middle] + "改动" + lines[at][middle:]
    saved = save_word(before, lines, data)
    if saved.document.lines != tuple(lines):
        return "the edit is not read back"
    old, new = parts(data), parts(saved.data)
    changed = [name for name in old if old[name] != new.get(name)]
    if list(old) != list(new) or len(changed) != 1:
        return f"other parts changed: {changed}"
    return _only_one(old[changed[0]], new[changed[0]])


def _only_one(before: bytes, after: bytes) -> str | None:
    """Whether two forms of a part differ in one paragraph (and those around it) and nowhere else."""
    one, other = etree.fromstring(before), etree.fromstring(after)
    for prompt in [*one.iter(W + "showingPlcHdr"), *other.iter(W + "showingPlcHdr")]:
        prompt.getparent().remove(prompt)  # a prompt that was typed over is none any more
    pairs = list(zip(one.iter(W + "p"), other.iter(W + "p"), strict=True))
    differing = [(a, b) for a, b in pairs if etree.tostring(a, with_tail=False) != etree.tostring(b, with_tail=False)]
    innermost = [a for a, _ in differing if not any(a in b.iterancestors() for b, _ in differing)]
    mirrored = len({etree.tostring(a, with_tail=False) for a in innermost}) == 1  # a text box in its two forms
    if not mirrored:
        return f"{len(innermost)} paragraphs differ"
    for a, b in differing:
        for element in (a, b):
            element.clear()
    return None if etree.tostring(one) == etree.tostring(other) else "something outside of the paragraph differs"


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if folder is None:
        print(__doc__)
        return 2
    if "--fetch" in sys.argv:
        fetch(folder)
    counts: collections.Counter[str] = collections.Counter()
    began = time.perf_counter()
    for name, data in documents(folder):
        counts["files"] += 1
        try:
            before = opened(data)
        except DocumentError as error:
            counts["refused to read"] += 1
            print(f"{name}: {error}")
            continue
        counts["read"] += 1
        same = save_word(before, before.document.lines, data)
        if same.data != data:
            counts["FAILED unedited"] += 1
            print(f"{name}: saved without edit, it is not the same")
        lines = range(len(before.document.lines))
        for at in [*lines][:: max(len(lines) // MOST_EDITS, 1)]:
            counts["edits"] += 1
            try:
                wrong = try_edit(data, before, at)
            except DocumentError as error:
                wrong = str(error)
            if wrong is not None:
                counts["FAILED edits"] += 1
                print(f"{name}: paragraph {at + 1}: {wrong}")
    print(dict(counts), f"{time.perf_counter() - began:.1f} s")
    return 1 if any(key.startswith("FAILED") for key in counts) else 0


if __name__ == "__main__":
    sys.exit(main())
