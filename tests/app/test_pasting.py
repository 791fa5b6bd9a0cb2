import hypothesis.strategies as st
import pytest
from hypothesis import given

from desktop.app.pasting import clean_lines

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{margin:0}</style></head>
<body lang=ZH-CN><!--StartFragment-->
<p class=MsoNormal style='text-indent:32.0pt'><!--[if supportFields]><span>域代码</span><![endif]-->根据区委统
一部署，2025年<span lang=EN-US>3</span>月<span style='display:none;mso-hide:all'>隐藏的话</span>，张 三参加。<o:p></o:p>
</p>
<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>关于“窗口服务”问题</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>修订后<del>删掉的</del><ins>新&shy;加的</ins>内容</p>
<div style='mso-element:comment-list'><p>批注文字</p></div>
<!--EndFragment--></body></html>"""


def test_from_word_comes_what_its_reader_sees():
    assert clean_lines(WORD, "别的") == [
        "根据区委统一部署，2025年3月，张 三参加。",
        "1.关于“窗口服务”问题",
        "修订后新加的内容",
    ]


def test_a_table_is_a_line_a_row_with_tabs():
    html = (
        "<table><thead><tr><th>序号</th><th>问题</th></tr></thead><tr><td>1</td><td><p>作风</p><p>不实</p></td></tr>"
        "<tr><td>2</td><td>台账<br>不全<table><tr><td>内</td><td>表</td></tr></table></td></tr></table><p>表后</p>"
    )
    assert clean_lines(html, "") == ["序号\t问题", "1\t作风 不实", "2\t台账 不全 内\t表", "表后"]


def test_from_a_web_page_come_no_buttons_and_no_pushed_text():
    html = (
        "<div>&nbsp;&nbsp;&nbsp;&nbsp;一是完善&nbsp;制度<br>二是公开&nbsp;</div><script>var a</script>"
        "<button>打印本页</button><p hidden>看不见</p><ol start=3><li>甲</li><li><p>乙</p></li></ol>"
        "<ul><li>丙</li></ul>"
        "<ruby>龘<rt>dá</rt></ruby><span style='VISIBILITY: hidden'>藏</span>"
    )
    assert clean_lines(html, "") == ["一是完善 制度", "二是公开 ", "3.甲", "4.乙", "丙", "龘"]


def test_plain_text_loses_only_what_nobody_sees():
    assert clean_lines("", "　　一是\u200b完善\xad制度\x0b二是\x00公开\r\n全长10\xa0km，共\xa03处\r末") == [
        "　　一是完善制度",
        "二是公开",
        "全长10\xa0km，共 3处",
        "末",
    ]
    assert clean_lines("<p></p>", "只有文字") == ["只有文字"]
    assert clean_lines("", "") == []


def test_preformatted_lines_stay_lines():
    assert clean_lines("<pre>甲\n  乙</pre>", "") == ["甲", "乙"]


@pytest.mark.parametrize(
    "html", ["<td>甲</td>", "<p 甲", "</p></td></tr>甲", "<ol start='九'><li>甲", "<tr><td>甲", "甲<div>" * 900]
)
def test_broken_html_is_read_too(html):
    assert "甲" in "".join(clean_lines(html, "甲"))


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<td>", "<tr>", "</td>", "</table>", "<ol>", "<li>", "<pre>", "整改\n", "&nbsp;", "<!--"]
        )
    )
)
def test_any_html_gives_lines_without_ends(parts):
    for line in clean_lines("".join(parts), ""):
        assert line == "".join(line.splitlines())
