"""A text edited in steps is read as if it were read afresh, whatever is remembered of its paragraphs."""

import sys

from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_reports import layouts, make

from desktop.checks import occurrences, passages
from desktop.checks.engine import Engine
from desktop.checks.review import review
from desktop.report.claims import reading as claims
from desktop.report.parse import parse
from desktop.text.document import Document

_COMMON_SLIPS = ("动推", "3月", "工作工作", "（", "《", "市委第一巡察组")
_WORDS = st.sampled_from(
    ["一是", "（3）", "5.", "，", "。", "43个问题", "整改情况：", "“", "", "不到位", "XX", "\u3000", *_COMMON_SLIPS]
)
_EDITS = st.lists(
    st.tuples(st.integers(0, 10_000), st.integers(0, 10_000), st.sampled_from(["type", "cut", "add", "drop"]), _WORDS),
    min_size=1,
    max_size=8,
)


def _edited(lines: list[str], edit: tuple[int, int, str, str]) -> list[str]:
    at, offset, what, word = edit
    at %= max(1, len(lines))
    out = [*lines]
    if what == "add":
        out.insert(at, word)
    elif what == "drop" and len(out) > 1:
        del out[at]
    elif out:
        offset %= len(out[at]) + 1
        out[at] = out[at][:offset] + (word if what == "type" else "") + out[at][offset + (what == "cut") :]
    return out


def _forget() -> None:
    """Drop what any module of the program remembers of texts; what is made of its data (caches without bound) stays."""
    for name, module in list(sys.modules.items()):
        if name.startswith(("desktop.text", "desktop.report", "desktop.checks")):
            for kept in list(vars(module).values()):
                parameters = getattr(kept, "cache_parameters", None)
                if parameters is not None and parameters()["maxsize"] is not None:
                    kept.cache_clear()
    claims._REMEMBERED.__init__()
    passages._LIKENESS.__init__()
    occurrences._OCCURRENCES.__init__()


@settings(max_examples=examples(25), deadline=None)
@given(st.integers(0, len(layouts()) - 1), _EDITS)
def test_reading_in_steps_gives_what_reading_afresh_gives(index, edits):
    lines, _ = make(layouts()[index], seed=index)
    engine = Engine()
    for edit in edits:
        lines = _edited(lines, edit)
        document = Document.from_lines(lines)
        in_steps = review(document, engine)
    _forget()
    afresh = review(document, Engine())

    assert parse(document) == in_steps.report == afresh.report
    assert in_steps.findings == afresh.findings
