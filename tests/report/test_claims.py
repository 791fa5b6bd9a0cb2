"""Claims: which statements of a text count something, and whether they add up."""

from __future__ import annotations

import time

import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.report.claims import read_claims
from desktop.report.model import Claim, Report, Verdict
from desktop.report.parse import parse
from desktop.text.document import Document

Row = tuple[float | None, list[float], str]


def claims_of(*lines: str) -> list[Claim]:
    return list(read_claims(Report(Document.from_lines(lines))))


def rows(claims: list[Claim]) -> list[Row]:
    return sorted(
        ((c.total, sorted(p.n for p in c.parts if p.n is not None), c.arithmetic.value) for c in claims), key=str
    )


READ: list[tuple[str, list[Row]]] = [
    # text, list of (total, parts, arithmetic)
    (
        "区委第二巡察组反馈的4个方面12个问题，细化分解为50项整改任务，目前已完成35项、正在整改15项。",
        [(4, [], "none"), (12, [], "none"), (50, [35, 15], "ok")],
    ),
    (
        "反馈的4个方面12个问题50项整改任务，已完成46项，完成率92%。",
        [(4, [], "none"), (12, [], "none"), (50, [46], "ok")],
    ),
    ("反馈的43个问题，已完成31个，推进10个。", [(43, [31, 10], "wrong")]),
    ("反馈的43个问题中，已完成31个，其余12个正在整改。", [(43, [31, 12], "ok")]),
    ("反馈的43个问题中，已完成31个，其余13个正在整改。", [(43, [31, 13], "wrong")]),
    ("巡察反馈的36个问题均已完成整改。", [(36, [36], "ok")]),
    ("巡察反馈的36个问题已全部整改到位。", [(36, [36], "ok")]),
    ("四十三项整改措施中，已完成四十项，正在推进三项。", [(43, [40, 3], "ok")]),
    ("四十三项整改措施中，已完成四十项，正在推进两项。", [(43, [40, 2], "wrong")]),
    ("截至目前，共制定整改措施96条，其中已完成90条。", [(96, [90], "none")]),
    ("给予处分25人：警告12人，严重警告8人，撤销党内职务5人。", [(25, [12, 8, 5], "ok")]),
    ("共处理10人，其中政务处分3人、诫勉谈话7人。", [(10, [3, 7], "ok")]),
    ("共处理10人，其中政务处分3人、诫勉谈话8人。", [(10, [3, 8], "wrong")]),
    ("清退资金12.6万元，其中违规补贴8.2万元、超标接待费4.4万元。", [(12.6, [8.2, 4.4], "ok")]),
    ("收回欠款1.2万元，追缴罚款8000元，合计2万元。", [(2, [1.2, 8000], "ok")]),
    ("反馈意见指出的3类9项问题，已完成8项，1项正在推进，整改完成率88.9%。", [(3, [], "none"), (9, [8, 1], "ok")]),
    ("反馈意见指出的3类9项问题，已完成8项，1项正在推进，整改完成率88.8%。", [(3, [], "none"), (9, [8, 1], "ok")]),
    ("反馈意见指出的3类9项问题，已完成8项，1项正在推进，整改完成率98.9%。", [(3, [], "none"), (9, [8, 1], "wrong")]),
    ("反馈问题531项，完成313项，近六成。", [(531, [313], "none")]),
    ("立行立改问题5个、限期整改问题8个，分别完成4个、6个。", [(5, [4], "none"), (8, [6], "none")]),
    ("整改任务100余项，已完成60项，正在推进40项。", [(100, [60, 40], "ok")]),
    ("共排查各类隐患58处，已整改50处，剩余8处将于年底前完成。", [(58, [50, 8], "ok")]),
    ("共排查各类隐患58处，已整改50处，剩余7处将于年底前完成。", [(58, [50, 7], "wrong")]),
    ("反馈的20个问题，立行立改8个、限期整改7个、长期坚持5个。", [(20, [8, 7, 5], "ok")]),
    ("反馈的20个问题中，立行立改8个，限期整改7个，长期坚持4个。", [(20, [8, 7, 4], "wrong")]),
    ("移交信访件15件，已办结12件，3件正在办理。", [(15, [12, 3], "ok")]),
    (
        "县委巡察组反馈问题24个，涉及3个方面。已完成整改20个，基本完成3个，正在整改1个，整改完成率83.3％。",
        [(24, [20, 3, 1], "ok")],
    ),
    ("新建制度8项，修订制度5项，共13项。", [(13, [8, 5], "ok")]),
    ("制定完善制度13项，其中新建8项、修订5项。", [(13, [8, 5], "ok")]),
    ("制定完善制度13项，其中新建8项、修订6项。", [(13, [8, 6], "wrong")]),
    ("对照反馈的5个方面23个问题，梳理形成67项具体任务。", [(5, [], "none"), (23, [], "none"), (67, [], "none")]),
    ("全系统共有党员128名，其中女党员45名、35岁以下党员30名。", [(128, [45, 30], "none")]),
    ("上述12个问题已完成整改11个，占91.7%。", [(12, [11], "ok")]),
    ("反馈的16个问题（立行立改6个，限期整改10个）已全部完成整改。", [(16, [6, 10], "ok")]),
    ("问题整改完成率100%。", []),
    ("2024年3月5日至4月20日，第三巡察组进驻，6月10日反馈意见。", []),
    ("严格落实中央八项规定精神和“三重一大”制度，坚持一个问题一个方案。", []),
    ("开展谈心谈话26人次，组织学习12次，下发通知3份。", []),
    ("组织集中学习8次，其中专题研讨3次。", [(8, [3], "none")]),
    ("反馈的38个问题已完成整改35个，其中，立行立改问题12个；正在整改3个。", [(38, [35, 3], "ok")]),
    ("市委巡察组共反馈31个问题。截至6月底，已整改完成28个，正在整改3个，整改完成率为90.3%。", [(31, [28, 3], "ok")]),
    ("涉及资金1000万元，已收回600万元，剩余400万元正在催收。", [(1000, [600, 400], "ok")]),
    ("涉及资金1000万元，已收回600万元，剩余300万元正在催收。", [(1000, [600, 300], "wrong")]),
    ("巡察反馈的11个问题，已整改完成9个，2个问题取得阶段性成效并长期坚持。", [(11, [9, 2], "ok")]),
    ("在反馈的13个问题中，有9个已完成整改，4个正在有序推进。", [(13, [9, 4], "ok")]),
    ("在反馈的13个问题中，有9个已完成整改，5个正在有序推进。", [(13, [9, 5], "wrong")]),
    ("整改任务总数45项，完成41项，完成率91.1%，未完成4项。", [(45, [41, 4], "ok")]),
    (
        "党组召开会议6次，研究部署整改工作；党组书记带头认领问题9个，班子成员认领问题14个。",
        [(9, [], "none"), (14, [], "none")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), READ, ids=[text[:18] for text, _ in READ])
def test_a_statement_is_read_with_its_parts(text: str, expected: list[Row]) -> None:
    assert rows(claims_of(text)) == sorted([(a, sorted(b), c) for a, b, c in expected], key=str)


RIGHT = [
    "全年组织培训12次，其中线上8次、线下6次，2次线上线下同步进行。",
    "全局共有干部86人，其中党员60人，女干部32人，研究生学历25人。",
    "反馈的12个问题，已完成8个，其中长期坚持3个。",
    "反馈的12个问题，已完成8个，正在整改4个（其中1个需上级协调）。",
    "共受理投诉56件，办结率100%，群众满意率98.2%。",
    "反馈的25个问题已完成21个，完成率84%，较上季度提高12个百分点。",
    "12个问题共制定措施36条，已落实措施30条，12个问题中已完成10个。",
    "发放调查问卷200份，收回有效问卷186份，满意度93%。",
    "给予党纪处分3人，其中党内警告2人、严重警告1人；组织处理9人，其中诫勉谈话4人、批评教育5人。",
    "处理36人次，涉及28人，其中处级5人、科级23人。",
    "2023年发现问题31个，2024年发现问题18个，均已整改到位。",
    "共有6个科室、3个下属单位，在职人员120人，其中机关45人，下属单位75人。",
    "投入资金560万元，完成改造面积3200平方米，惠及居民420户，其中困难户36户。",
    "目前8个项目已开工5个，完成投资1.2亿元，占年度计划的62%。",
    "市委巡察组反馈3个方面9类21个问题，对照梳理出48个具体问题，制定整改措施102条。",
    "巡察反馈问题29个，移交立行立改问题5个，移交信访件7件，共41项。",
    "反馈问题近40个，已完成30个。",
    "整改完成率为100%，共修订制度11项。",
    "共召开党组会7次、专题会4次、推进会3次，研究解决问题20个。",
    "15个问题已全部完成整改，其中9个已完成，6个取得阶段性成效。",
    "开展谈话提醒12人次，批评教育5人次，诫勉2人，共处理15人。",
    "报名参加活动230人，其中党员98人，志愿者176人。",
    "将4个方面13个问题分解为39项任务，明确牵头领导9名、责任部门12个。",
    "违规发放津贴补贴涉及36人、金额4.82万元，已清退35人、4.71万元。",
    "应清退资金8.6万元，已清退8.1万元，剩余0.5万元正在追缴。",
    "全区15个镇街中，12个镇街已建成服务中心，覆盖率80%。",
    "第一季度整改5个，第二季度整改7个，累计整改12个，整改率70.6%。",
    "三年来共发展党员18名，其中2021年5名，2022年6名，2023年7名。",
    "共13条建议，采纳11条，采纳率84.6%。",
    "对32个村（社区）开展督查，发现问题75个，下发督办单20份，整改70个，其余5个限期整改。",
    "反馈的19个问题中，整改完成13个，占68.4%；基本完成4个，占21.1%；持续推进2个，占10.5%。",
    "截至10月底，37个问题中，已整改完成31个，完成率达83.8%；截至12月底，已整改完成35个，完成率达94.6%。",
    "全年受理信访42件，同比下降18%，办结40件，办结率95.2%，2件正在办理中。",
    "为28个小区安装充电桩310个，其中快充85个。",
    "涉及9个责任单位的23项整改任务，已销号20项，3项按序时进度推进，销号率86.96%。",
    "由3名班子成员牵头，5个科室负责，6月底前完成全部14项任务中的10项。",
    "成立由局长任组长，2名副局长任副组长，7个科室负责人为成员的领导小组，下设办公室和3个工作组。",
]


@pytest.mark.parametrize("text", RIGHT, ids=[t[:18] for t in RIGHT])
def test_what_can_be_true_is_not_called_wrong(text: str) -> None:
    assert [c for c in claims_of(text) if Verdict.WRONG in (c.arithmetic, c.body)] == []


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        ("72%", "ok"),
        ("72.09%", "ok"),
        ("72.0%", "ok"),
        ("72.1%", "ok"),
        ("72.2%", "wrong"),
        ("73%", "wrong"),
        ("72", "ok"),
        ("78", "wrong"),
    ],
)
def test_rates_may_be_rounded_or_cut_and_may_have_lost_their_sign(rate: str, expected: str) -> None:
    (claim,) = claims_of(f"反馈的43个问题，已完成31个，完成率{rate}。")
    assert claim.arithmetic.value == expected
    assert claim.rate == float(rate.rstrip("%"))


def test_a_rate_may_count_what_is_mostly_done() -> None:
    assert claims_of("反馈的12个问题，已完成8个，基本完成2个，正在整改2个，完成率83.3%。")[0].arithmetic is Verdict.OK


def test_places_are_those_of_the_digits() -> None:
    text = "　　反馈的１０个问题，已完成整改７个，正在整改２个，完成率80%。"
    (claim,) = claims_of("", text)
    assert claim.total_span is not None
    assert claim.rate_span is not None
    cut = [text[s.start : s.end] for s in (claim.total_span, *(p.span for p in claim.parts), claim.rate_span)]
    assert cut == ["１０", "７", "２", "80"]
    assert claim.line == 2
    assert text[claim.span.start : claim.span.end] == claim.text


def test_placeholders_are_claims_without_numbers() -> None:
    (claim,) = claims_of("细化分解的xx个问题，已完成整改xx个，整改完成率xxx%。")
    assert claim.total is None
    assert [p.n for p in claim.parts] == [None]
    assert claim.arithmetic is Verdict.NONE


def test_web_copied_marks_change_nothing() -> None:
    plain = claims_of("反馈的10个问题，已完成整改7个，正在整改3个。")
    copied = claims_of("反馈的 10 个问题,已完成整改 7 个,正在整改\u00a03 个。")
    assert rows(plain) == rows(copied)


def test_parts_know_their_status() -> None:
    (claim,) = claims_of("反馈的10个问题，已完成7个，基本完成1个，正在整改1个，未完成1个。")
    assert [p.status.value for p in claim.parts if p.status] == ["已完成", "基本完成", "正在整改", "未完成"]


def test_quoted_numbers_state_nothing() -> None:
    assert claims_of("反馈指出“12个问题整改8个、4个未整改”，印发《25个问题整改方案》。") == []


ALPHABET = (
    "反馈问题整改完成率已正在其中共计合计等，。：；、（）“”《》0123456789"
    "一二三十百个项条人万元%xX×\n 　近余约分别全部均剩一是①（1）"
)


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(st.text(alphabet=ALPHABET, max_size=80), max_size=6))
def test_any_text_is_read_and_every_place_lies_inside_it(lines: list[str]) -> None:
    report = parse(Document.from_lines(lines))
    for claim in read_claims(report):
        spans = [claim.span, claim.total_span, claim.rate_span, *(p.span for p in claim.parts)]
        for span in spans:
            assert span is None or span.end <= len(lines[span.line - 1])


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.text(max_size=60), max_size=5))
def test_any_characters_are_read(lines: list[str]) -> None:
    read_claims(Report(Document.from_lines(lines)))


@settings(max_examples=examples(100), deadline=None)
@given(st.integers(3, 400), st.integers(1, 390), st.integers(1, 9))
def test_a_sum_is_right_exactly_when_it_is(total: int, done: int, slip: int) -> None:
    done = min(done, total - 1)
    rest = total - done
    right = claims_of(f"反馈的{total}个问题，已完成{done}个，正在整改{rest}个。")
    wrong = claims_of(f"反馈的{total}个问题，已完成{done}个，正在整改{rest + slip}个。")
    assert [c.arithmetic for c in right if c.parts] == [Verdict.OK]
    if rest + slip != total and done != rest + slip:
        assert [c.arithmetic for c in wrong if c.parts] == [Verdict.WRONG]


@pytest.mark.parametrize(
    "unit",
    [
        "已完成3个，",
        "共3个，",
        "其中3个，",
        "一二三四五六七八九十",
        "分别3个、",
        "（",
        "《",
        "“",
        "3个问题",
        "1,",
        "xX",
        "率9",
    ],
)
def test_time_grows_with_length_only(unit: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        claims_of("反馈的" + unit * times)
        return time.process_time() - start

    seconds(50)
    short, long = max(seconds(1000), 0.02), seconds(4000)
    assert long < short * 16
