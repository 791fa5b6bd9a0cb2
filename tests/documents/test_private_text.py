"""Personal data and marks of secrecy are found, ordinary words and numbers are not."""

import pytest

from desktop.documents.private_text import Private, find_private, is_card_number, is_identity_number


def found(line):
    return [(hit.sort, line[hit.span.start : hit.span.end], hit.certain) for hit in find_private([line])]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("张某某，身份证号11010519491231002X。", (Private.IDENTITY, "11010519491231002X", True)),
        ("身份证号110105194912310021。", (Private.IDENTITY, "110105194912310021", False)),
        ("身份证：110105491231002", (Private.IDENTITY, "110105491231002", True)),
        ("李某，13912345678", (Private.MOBILE, "13912345678", True)),
        ("联系人手机：139-1234-5678", (Private.MOBILE, "139-1234-5678", False)),
        ("银行卡号6222 0200 0000 0000 08", None),
        ("卡号4111111111111111", (Private.BANK_CARD, "4111111111111111", True)),
        ("公车苏A12345私用", (Private.PLATE, "苏A12345", False)),
        ("新能源车粤B·D12345", (Private.PLATE, "粤B·D12345", False)),
        ("护照号E12345678", (Private.PASSPORT, "E12345678", True)),
        ("给予张建国党内严重警告处分", (Private.NAME, "张建国", False)),
        ("对办公室主任李红同志进行诫勉谈话", (Private.NAME, "李红", False)),
        ("会计王小明因违纪被立案审查", (Private.NAME, "王小明", False)),
        ("对有关线索正在初核", (Private.CASE, "正在初核", False)),
        ("秘密★1年", (Private.SECRECY, "秘密★1年", True)),
        ("机密", (Private.SECRECY, "机密", True)),
        ("依据省委密〔2021〕3号文件", (Private.SECRECY, "依据省委密〔2021〕3号", False)),
        ("（此件不公开）", (Private.SECRECY, "此件不公开", True)),
        ("内部资料 注意保存", (Private.SECRECY, "内部资料", False)),
    ],
)
def test_what_should_not_be_published_is_found(line, wanted):
    hits = found(line)
    assert (wanted in hits) if wanted else hits == []


@pytest.mark.parametrize(
    "line",
    [
        "给予张某某党内严重警告处分",
        "给予严肃批评教育，情节严重的给予党内警告",
        "对相关责任人进行诫勉谈话，对该同志提醒谈话",
        "给予3名党员党内警告处分",
        "严守党的秘密，保守国家秘密，防止泄露工作秘密",
        "健全工作秘密管理制度",
        "统一社会信用代码911101057699999999",
        "资金12345678901234567元，电话0123-4567890",
        "文号2021年13号，编号20210101123456789",
        "京A股上市，沪D区",
    ],
)
def test_ordinary_words_raise_no_alarm(line):
    assert found(line) == []


def test_check_digits():
    assert is_identity_number("11010519491231002X")
    assert not is_identity_number("110105194913310021")
    assert not is_identity_number("1101051949123100")
    assert is_card_number("4111111111111111")
    assert not is_card_number("4111111111111112")
    assert not is_card_number("0000000000000000")
