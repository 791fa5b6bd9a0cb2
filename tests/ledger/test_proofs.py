"""Documents that were made count as proof; documents that were followed or studied do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.ledger.proofs import find_proofs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("制定《学习计划》，全年学习12次。", ("《学习计划》",)),
        ("修订完善了《财务管理办法》（清更发〔2025〕8号）。", ("《财务管理办法》（清更发〔2025〕8号）",)),
        ("印发《甲办法》《乙办法》和《丙办法》等制度。", ("《甲办法》", "《乙办法》", "《丙办法》")),
        ("按照《财务管理办法》规定报销。", ()),
        ("组织学习《城市更新条例》。", ()),
        ("按照《城市更新条例》要求，制定《三年计划》。", ("《三年计划》",)),
        ("按照区财政局印发的《差旅费办法》执行。", ()),
        (
            "印发《关于转发〈差旅费办法〉的通知》《关于印发《乙办法》的通知》。",
            ("《关于转发〈差旅费办法〉的通知》", "《关于印发《乙办法》的通知》"),
        ),
        ("制定计划，组织观看《警钟》等警示教育片。", ()),
        ("制定学习方案，认真学习《中国共产党章程》。", ()),
        ("印发《中国共产党纪律处分条例》单行本。", ()),
        ("制定《没有写完的制度", ()),
    ],
)
def test_documents_made(text: str, expected: tuple[str, ...]):
    assert find_proofs([text]) == expected


def test_each_document_once():
    assert find_proofs(["制定《学习计划》。", "出台《学习计划》。"]) == ("《学习计划》",)


@given(st.text(alphabet="制定印发按照《》〈〉（）〔〕2025号，。\n甲乙", max_size=60))
def test_any_text_can_be_searched(text: str):
    for proof in find_proofs([text]):
        assert proof.startswith("《")
        assert proof in text
