"""A list that names its subject is that list, however its words read."""

from commands.answers import answer
from storage.engine import Database
from tests.builders import RegisterBuilder
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
