"""A list that names its subject is that list, however its words read."""

from datetime import timedelta

from commands.answers import answer
from storage.engine import Database
from storage.records import Plan
from tests.builders import MONDAY, RegisterBuilder
from tests.commands.asking import asking, texts


def test_words_after_a_subjects_name_are_looked_for_and_not_read_as_a_question_of_actions(
    database: Database,
) -> None:
    register = RegisterBuilder(database)
    asked = asking(register, register.contact("Ailsa Reid", "U1", roles=[("support", None)]))
    about = register.action("CPP-04", "Review evidence to identify a locality for a pilot")
    words = "Request that evidence be reviewed to identify a locality for a pilot"
    register.ask(words, action=about)
    said = answer(asked, f"list asks {words}")
    assert said is not None
    assert f"*{words}*" in texts(said)
    assert "Review evidence" not in said["text"]


def test_a_partnership_is_answered_in_its_own_words_for_plan_and_priority(database: Database) -> None:
    register = RegisterBuilder(
        database, plan_term="Community Plan", plan_abbreviation="", priority_term="theme"
    )
    poverty = register.priority("Poverty", "POV")
    register.action("POV-01", "Foodbanks", priorities=[poverty], latest=MONDAY.date() - timedelta(days=9))
    register.action("POV-02", "Vouchers", priorities=[poverty])
    register.add(Plan(kind="loip", title=""))
    asked = asking(register, register.contact("Ailsa Reid", "U1", roles=[("support", None)]))

    def said(text: str) -> str:
        shown = answer(asked, text)
        assert shown is not None
        return texts(shown)

    assert "*Community Plan*" in said("plan")
    for text in ("what are the themes?", "what are the priorities?", "which are our themes"):
        assert said(text).startswith("*Themes*\n\n*Poverty*"), text
    assert said("help theme").startswith("*`/loip priority")
    overdue = said("list theme poverty overdue")
    assert "POV-01" in overdue
    assert "POV-02" not in overdue
    assert "None of the Themes fits hovercraft" in said("list theme hovercraft")
