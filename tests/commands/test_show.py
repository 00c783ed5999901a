"""`/loip show CODE`."""

from datetime import timedelta

from bot.views import verbs
from commands import show
from commands.requests import Show
from storage.engine import Database
from tests.bot.views.samples import assert_slack_takes
from tests.builders import MONDAY, RegisterBuilder
from tests.commands.asking import asking, buttons, texts


def test_show_has_the_last_words_verbatim_and_the_buttons_of_this_asking(database: Database) -> None:
    register = RegisterBuilder(database)
    ailsa = register.contact("Ailsa Reid", "U1", post="Health Improvement Manager")
    register.action(
        "POV-03", officer=ailsa, heard=MONDAY - timedelta(days=3), words="Draft <out>  for comment."
    )

    message = show.answer(asking(register, ailsa), Show("POV-03"))

    assert_slack_takes(message)
    assert "Fri 30 Oct, 09:00 · Health Improvement Manager" in texts(message)
    assert "> Draft &lt;out&gt;  for comment." in texts(message)
    assert {verbs.read(one["value"])["asked"] for one in buttons(message)} == {"show trigger 1"}


def test_a_mistyped_code_is_answered_with_the_nearest(database: Database) -> None:
    register = RegisterBuilder(database)
    ailsa = register.contact("Ailsa Reid", "U1")
    register.action("POV-03", officer=ailsa)

    assert "`POV-03`" in texts(show.answer(asking(register, ailsa), Show("POV-30", raw="show POV-30")))
