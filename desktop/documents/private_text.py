"""What in a text should not be published: data of persons, names in case matters, marks of secrecy.

Numbers are held against their own check digits (identity number: GB 11643, bank card: ISO/IEC 7812-1), so that
an ordinary long number raises no alarm. Words that a report must be able to use (保密工作, 泄露秘密) are none.
"""

from __future__ import annotations

import datetime
import enum
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop.text.spans import Span


class Private(enum.Enum):
    """A sort of text that should not leave the house; the value is what people read."""

    IDENTITY = "身份证号"
    MOBILE = "手机号"
    BANK_CARD = "银行卡号"
    PLATE = "车牌号"
    PASSPORT = "护照号"
    NAME = "姓名"
    CASE = "案件情况"
    SECRECY = "涉密字样"


@dataclass(frozen=True, slots=True)
class PrivateText:
    """A place in the text. certain: whether there is no doubt about it. message: Chinese, what it is and what to do."""

    sort: Private
    span: Span
    certain: bool
    message: str


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_IDENTITY = re.compile(r"(?<![\dA-Za-z])[1-9]\d{5}\s?(?:19|20)\d{6}\s?\d{3}[\dXxＸ](?![\dA-Za-z])")
_OLD_IDENTITY = re.compile(r"身份证[^\d]{0,8}([1-9]\d{14})(?!\d)")
_MOBILE = re.compile(r"(?<![\d\-—.])(?:\+?86[- ]?)?1[3-9]\d(?:\d{8}|([- ])\d{4}\1\d{4})(?![\d.])")
_CARD = re.compile(r"(?<![\d.])[3-6]\d{3}(?:\d{12,15}|(?: \d{4}){3}(?: \d{1,3})?)(?!\d)")
_PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·•∙ ]?"
    "(?=[A-HJ-NP-Z]{0,4}[0-9])[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"
)
_PASSPORT = re.compile(r"护照[^A-Za-z\d]{0,8}([A-Z]{1,2}\d{7,8})(?!\d)")
_CONTACT = re.compile("联系|电话|咨询|举报|监督")

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦马苗凤方俞任袁柳鲍史唐费岑薛雷贺倪汤"
    "滕殷罗毕郝邬安常乐于傅皮卞齐康伍余顾孟平黄穆萧肖尹姚邵汪祁毛狄戴谈宋庞熊纪舒屈项祝董梁杜阮蓝闵席季贾路娄江童颜郭梅盛林刁钟徐邱骆高"
    "夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪解应宗丁宣邓单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊惠甄曲封储靳段富焦牧山谷车侯全班仰仇栾甘厉祖武符刘"
    "景詹束龙叶幸司韶黎薄印白蒲邰鄂索籍赖卓屠蒙池乔阴胥苍双闻党翟谭劳姬申扶冉宰桑桂牛寿通边燕冀浦尚农温庄晏柴瞿阎连习艾容向古易廖终步耿"
    "满匡国文寇广东欧沃利蔚越师巩聂晁勾敖融冷辛阚那简饶空曾沙养鞠须丰巢关相查荆红游权盖益桓公仉督岳帅亢况郈有琴商牟佘涂"
)
_COMMON_SURNAMES = frozenset(_SURNAMES) - frozenset(
    "有相通终满国广东步须空养权益公督党应平时全双那解印支安常向连查关文于红富利"
)
_POSTS = (
    "主任|局长|科长|处长|股长|书记|院长|校长|园长|经理|所长|站长|队长|镇长|乡长|区长|县长|部长|组长|会计|出纳|干部|职工|员工|医生|教师|"
    "司机|同志|委员|成员|董事长|主席|秘书|科员|负责人|责任人|当事人|党员"
)
_PENALTIES = (
    "党内(?:严重)?警告|撤销党内职务|留党察看|开除党籍|(?:政务)?(?:警告|记过|记大过|降级|撤职|开除)处分|政务(?:警告|记过|记大过|降级|撤职|开除|处分)|"
    "党纪(?:政务)?处分|行政(?:警告|记过|处分)|诫勉|立案|留置|批评教育|提醒谈话|谈话提醒|责令检查|责令作出(?:书面)?检查|通报批评|免职|调离|"
    "停职|问责|移送司法|采取强制措施|党内处分|组织处理"
)
_NAME = "[" + "".join(sorted(_COMMON_SURNAMES)) + "][\u4e00-\u9fff]{1,2}?"
_NAME_BEFORE = re.compile(
    f"(?:给予|对|免去|约谈|责成|经查[，,]?)(?:原)?(?:[\u4e00-\u9fff]{{0,12}}?(?:{_POSTS}))?({_NAME})"
    f"(?:同志|等\\d*人|、|（|\\(|进行|作出|予以|给予)*(?:{_PENALTIES})"
)
_NAME_AFTER = re.compile(
    f"(?:{_POSTS})({_NAME})(?:同志)?(?:因|受到|被|，|涉嫌)[^。；]{{0,40}}?(?:{_PENALTIES}|违纪|违法)"
)
_NO_NAMES = re.compile(
    "某|×|X|Ｘ|\\*|严重|严肃|严格|高度|相关|有关|该|其|时任|同志|人员|责任|干部|单位|部门|党员|分管|全体|班子|项目|问题|违纪|违规|单独|通报|金额|项|万元|"
    "公司|学校|医院|中心|何种|任何|任职|任命|方面|应当|管理|成员|应|史上|简单|封闭|段|房|石油|车辆|路|谈|包括|曾经|董事|主|纪|宣|万|农|能|凡|"
    "是|的|了|和|在|予|个|名|位|次|人|组|科|室|局|党|进|一|二|三|两|十|不|可|均|已|未"
)
_UNPUBLISHED = re.compile("(?:正在|已经?|予以|拟)(?:进行|启动|开展)?(?:初核|初步核实|立案(?:审查|调查)|谈话函询|留置)")
_MARK = re.compile(
    r"(?:密级[:：]\s*)?(绝密|机密|秘密)\s*(?:[★☆\*]\s*(?:\d{1,2}|[一二三五十]{1,3})?\s*[年月]?|[（(][^）)]{0,8}[）)])?"
)
_SECRET_WORDS = re.compile("绝密|机密(?!件?柜)|密件")
_SECRET_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,8}密[〔\[【（(]\d{4}[〕\]】）)]\d+号")
_INNER = re.compile(
    "此件不(?:予)?公开|不宜公开|不得公开|不予公开|不得外传|请勿外传|内部资料|内部文件|内部使用|内部事项|内部参考|仅供内部|工作秘密|敏感信息|"
    "阅后(?:即焚|销毁|收回)|注意保存|注意保密|依申请公开"
)
_TALKS_OF = re.compile(
    "(?:泄露|保守|严守|涉及|防止|定密|管理|确定|属于|规定|知悉|传播|载有|存储|处理|非|不属于|界定|查阅|复印|擅自)[^。；，]{0,8}$"
)
_RULES_OF = re.compile("^(?:管理|制度|规定|范围|事项目录|保护|的?界定|和|或|、|以及|等)")


def find_private(lines: Sequence[str]) -> list[PrivateText]:
    """Everything in these lines that should not be published, in order; one place is told once."""
    found: list[PrivateText] = []
    for number, line in enumerate(lines, 1):
        taken: list[Span] = []
        for finder in _FINDERS:
            for hit in finder(number, line):
                if not any(hit.span.overlaps(other) for other in taken):
                    taken.append(hit.span)
                    found.append(hit)
    return sorted(found, key=lambda hit: hit.span)


def is_identity_number(number: str) -> bool:
    """Whether an 18-place number has a real date and the right check digit (GB 11643)."""
    if len(number) != len(_WEIGHTS) + 1 or not number[:-1].isdecimal():
        return False
    try:
        born = datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    digit = _CHECK_DIGITS[sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False)) % 11]
    return born <= datetime.date.today() and number[-1].upper().replace("Ｘ", "X") == digit


def is_card_number(number: str) -> bool:
    """Whether the digits end in their own check digit (Luhn, ISO/IEC 7812-1 annex B)."""
    total = 0
    for place, digit in enumerate(map(int, reversed(number))):
        doubled = digit * 2 if place % 2 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0 and len(set(number)) > 1


def _span(number: int, match: re.Match[str], group: int = 0) -> Span:
    return Span(number, *match.span(group))


def _identities(number: int, line: str) -> Iterator[PrivateText]:
    for match in _IDENTITY.finditer(line):
        if is_identity_number(re.sub(r"\s", "", match[0])):
            yield PrivateText(Private.IDENTITY, _span(number, match), True, "居民身份证号码，公开前应删去或遮盖。")
        elif "身份证" in line:
            message = "像身份证号码（校验位不符，可能抄错），公开前应删去或遮盖。"
            yield PrivateText(Private.IDENTITY, _span(number, match), False, message)
    for match in _OLD_IDENTITY.finditer(line):
        yield PrivateText(Private.IDENTITY, _span(number, match, 1), True, "15位旧身份证号码，公开前应删去或遮盖。")


def _cards(number: int, line: str) -> Iterator[PrivateText]:
    for match in _CARD.finditer(line):
        if is_card_number(match[0].replace(" ", "")):
            named = re.search("卡号|账号|账户|银行卡", line) is not None
            yield PrivateText(
                Private.BANK_CARD, _span(number, match), named, "像银行卡号（校验位相符），公开前应删去或遮盖。"
            )


def _mobiles(number: int, line: str) -> Iterator[PrivateText]:
    for match in _MOBILE.finditer(line):
        if _CONTACT.search(line):
            message = "联系方式里写了手机号，请确认可以公开；一般用办公电话。"
        else:
            message = "个人手机号，公开前应删去或遮盖。"
        yield PrivateText(Private.MOBILE, _span(number, match), not _CONTACT.search(line), message)


def _plates(number: int, line: str) -> Iterator[PrivateText]:
    for match in _PLATE.finditer(line):
        yield PrivateText(Private.PLATE, _span(number, match), False, "车牌号，公开前请遮盖后几位或删去。")
    for match in _PASSPORT.finditer(line):
        yield PrivateText(Private.PASSPORT, _span(number, match, 1), True, "护照号码，公开前应删去或遮盖。")


def _names(number: int, line: str) -> Iterator[PrivateText]:
    for pattern in (_NAME_BEFORE, _NAME_AFTER):
        for match in pattern.finditer(line):
            if not _NO_NAMES.search(match[1]):
                message = f"处分、案件里写了全名“{match[1]}”，公开稿一般隐去（如“{match[1][0]}某某”），请核对。"
                yield PrivateText(Private.NAME, _span(number, match, 1), False, message)


def _cases(number: int, line: str) -> Iterator[PrivateText]:
    for match in _UNPUBLISHED.finditer(line):
        message = "正在核查或尚未公布的案件、线索，一般不公开，请核对。"
        yield PrivateText(Private.CASE, _span(number, match), False, message)


def _secrets(number: int, line: str) -> Iterator[PrivateText]:
    bare = line.strip()
    if bare and (match := _MARK.fullmatch(bare)):
        start = line.index(bare)
        yield PrivateText(
            Private.SECRECY, Span(number, start, start + len(bare)), True, f"文件标有密级“{match[1]}”，不得公开。"
        )
        return
    for match in _SECRET_NUMBER.finditer(line):
        yield PrivateText(Private.SECRECY, _span(number, match), False, "引用了涉密文件的文号，不得公开，请核对。")
    for match in _SECRET_WORDS.finditer(line):
        if not _TALKS_OF.search(line[: match.start()]) and not _RULES_OF.search(line[match.end() :]):
            yield PrivateText(
                Private.SECRECY, _span(number, match), False, f"出现密级字样“{match[0]}”，请核对是否涉密。"
            )
    for match in _INNER.finditer(line):
        talks = _TALKS_OF.search(line[: match.start()]) or _RULES_OF.search(line[match.end() :])
        if not talks:
            certain = match[0].startswith(("此件不", "阅后"))
            yield PrivateText(Private.SECRECY, _span(number, match), certain, f"出现“{match[0]}”字样，请核对能否公开。")


_FINDERS: tuple[Callable[[int, str], Iterator[PrivateText]], ...] = (
    _identities,
    _mobiles,
    _cards,
    _plates,
    _names,
    _cases,
    _secrets,
)
