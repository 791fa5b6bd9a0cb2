"""Sentences broken in the ways that office prose breaks, each beside the right one."""

from __future__ import annotations

import pytest

from desktop.checks.base import Finding, Severity
from desktop.checks.engine import Engine
from desktop.checks.grammar import CHECKS
from desktop.report.parse import parse
from desktop.text.document import Document

PAIRS = (
    ("整改情况：加强对值班人员教育管理方面。严格交接班。", "整改情况：加强对值班人员的教育管理。严格交接班。"),
    ("二是关于公房出租的问题整改不到位问题。", "二是关于公房出租整改不到位的问题。"),
    ("因我局因人员紧张，未能按期完成。", "因我局人员紧张，未能按期完成。"),
    ("三是多次向区委巡察办的请示汇报，主动接受指导。", "三是多次向区委巡察办请示汇报，主动接受指导。"),
    ("开展检查切忌不要走过场。", "开展检查切忌走过场。"),
    ("每年培训至少4次以上。", "每年培训至少4次。"),
    ("会议每次不超过2小时左右。", "会议每次不超过2小时。"),
    ("收缴租金将近30万元左右。", "收缴租金将近30万元。"),
    ("公务接待费用减少了2倍。", "公务接待费用减少了一半，服务量增加2倍。"),
    ("其目的是为了规范资金使用。", "其目的是规范资金使用。"),
    ("围绕旧城改造为中心，推进各项工作。", "以旧城改造为中心，围绕中心推进各项工作。"),
    ("本着实事求是为原则，逐项核查。", "本着实事求是的原则，逐项核查。"),
    ("为了提高效率为目的，优化流程。", "为了提高效率，以方便群众为目的优化流程。"),
    ("由于管理不善的原因造成，责任已经厘清。", "由于管理不善造成，原因已经查清。"),
    ("经过培训，窗口服务得到明显成效。", "经过培训，窗口服务取得明显成效，质量得到提升。"),
    ("帮助干部建立廉洁意识。", "帮助干部树立廉洁意识，建立意识形态阵地台账。"),
    ("通过培训改善服务水平。", "通过培训提高服务水平，改善办公条件。"),
    ("完善干部业务水平，健全责任意识。", "提高干部业务水平，完善责任体系。"),
    ("先后围绕公文写作、信息工作、保密知识各1场。", "先后围绕公文写作、信息工作、保密知识各举办培训1场。"),
    ("修订管理办法，明确审批权限，进一步规范资金使用和", "修订管理办法，明确审批权限，维护社会稳定和谐"),
    ("完善根据上级要求制定的办法，加快按照区委部署推进。", "完善依据上级要求制定的办法，加快推进，按照区委部署落实。"),
    ("对干部进行开展警示教育。", "对干部进行警示教育，开展谈心谈话。"),
    ("上述问题均都完成整改，资金已经已上缴。", "上述问题均完成整改，资金已经上缴，都均衡推进。"),
    ("由办公室负责牵头负责，各科室配合。", "由办公室牵头负责，各科室负责人配合。"),
    ("组织党员学习《中国共产党章程》学习，撰写体会。", "组织党员学习《中国共产党章程》，学习后撰写体会。"),
    ("召开巡察整改专题会议召开，部署任务。", "召开巡察整改专题会议，研究会议召开的时间。"),
    ("健全机制，防止类似问题不发生。", "健全机制，防止类似问题发生，确保问题不发生。"),
    ("对风险缺乏不够重视。", "对风险缺乏重视，认识不够。"),
    ("通过整改，降低了服务质量。弱化服务水平。", "通过整改，提高了服务质量，防止降低服务质量。"),
    ("全面提升廉政风险隐患。", "全面排查廉政风险隐患，提升隐患排查能力。"),
)


def _found(line: str) -> list[Finding]:
    engine = Engine(CHECKS)
    found = engine.run(parse(Document.from_lines([line])))
    assert engine.failures == ()
    return [f for f in found if f.severity is not Severity.INFO]


@pytest.mark.parametrize("wrong", [wrong for wrong, _ in PAIRS])
def test_a_broken_sentence_is_told(wrong: str) -> None:
    assert _found(wrong)


@pytest.mark.parametrize("right", [right for _, right in PAIRS])
def test_the_mended_sentence_is_silent(right: str) -> None:
    assert not _found(right), [(f.text, f.message) for f in _found(right)]
