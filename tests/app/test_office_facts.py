"""What was told of an office comes again with its next report."""

from datetime import date

from desktop.app.office_facts import OfficeFacts, lasting
from desktop.drafting.facts import Facts

BUREAU = Facts(
    unit="清河区城市更新局",
    party_body="党组",
    inspector="区委第二巡察组",
    feedback_date=date(2025, 7, 3),
    report_date=date(2025, 10, 15),
    problems=12,
    phone="0558-5123456",
)


def test_facts_come_again_without_what_belongs_to_one_report(tmp_path):
    OfficeFacts(tmp_path / "offices.json").remember(BUREAU)
    again = OfficeFacts(tmp_path / "offices.json")
    assert again.last == lasting(BUREAU)
    assert (again.last.problems, again.last.report_date) == (None, None)
    assert again.of("清河区城市更新局").feedback_date == date(2025, 7, 3)
    assert again.of("") is None


def test_the_office_told_of_last_comes_first(tmp_path):
    offices = OfficeFacts(tmp_path / "offices.json")
    offices.remember(BUREAU)
    offices.remember(Facts(unit="清河区第一小学"))
    offices.remember(BUREAU)
    assert offices.offices == ("清河区城市更新局", "清河区第一小学")


def test_a_broken_file_is_as_good_as_none(tmp_path):
    file = tmp_path / "offices.json"
    file.write_text('[{"unit": 3}, 5, {"unit": "甲局", "feedback_date": "x"}]', encoding="utf-8")
    assert OfficeFacts(file).offices == ("甲局",)
    file.write_text("not json", encoding="utf-8")
    assert OfficeFacts(file).last is None


def test_facts_without_an_office_belong_to_none(tmp_path):
    file = tmp_path / "offices.json"
    OfficeFacts(file).remember(Facts(phone="0558-5123456"))
    assert not file.exists()
