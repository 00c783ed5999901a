"""What is said of a file dropped on the bot."""

from hypothesis import given

from bot.views.blocks import message, section
from bot.views.dropped_file import beside_answer, file_note
from tests.bot.views.samples import HOSTILE, assert_slack_takes, long_words


def said(*names: str, is_support: bool = False, support: str | None = "Community Planning Manager") -> str:
    return str(file_note(names, is_support, support, "POV-03")["blocks"])


def test_a_support_officer_is_told_how_a_register_is_imported() -> None:
    told = said("Register.XLSX", is_support=True)
    assert "`loip import FILE --dry-run`" in told
    assert "not opened or kept" in told


def test_everybody_else_is_told_who_can_import_it() -> None:
    told = said("register.csv")
    assert "send it to the Community Planning Manager" in told
    assert "loip import" not in told
    assert "the support officer" in said("register.csv", support=None)


def test_of_any_other_file_the_words_are_asked_for() -> None:
    told = said("minutes.pdf", "photo.png")
    assert '"minutes.pdf" and 1 more' in told
    assert "`POV-03 on track next steps agreed`" in told


@given(name=long_words)
def test_any_name_of_a_file_can_be_shown(name: str) -> None:
    assert_slack_takes(file_note([name, name + ".csv"], False, HOSTILE, HOSTILE))


def test_beside_the_longest_answer_there_is_room_for_what_is_said_of_the_file() -> None:
    answer = message("long", [section("x")] * 50)
    assert_slack_takes(beside_answer(answer, file_note(["a.csv"], True, None, None)))
