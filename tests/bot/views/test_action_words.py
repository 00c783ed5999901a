"""What every list says, in the same words."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.subjects.wording import plural_of
from bot.views.action_words import (
    counted,
    due_line,
    due_of,
    last_words,
    one_line,
    packed,
    post_of,
    quoted,
    quoted_whole,
    status_of,
    title_of,
    within,
)
from bot.views.escape import quote
from tests.bot.views.samples import HOSTILE, TODAY, a_contact, a_milestone, an_action, long_words, ways


def test_a_title_is_cut_before_it_is_escaped() -> None:
    assert one_line("a & b\n c", 6) == "a &amp; b…"
    assert one_line("  ") == "–"


def test_typed_marks_wake_nobody() -> None:
    assert "<!channel>" not in title_of(an_action(title=HOSTILE))
    assert "\u202e" not in title_of(an_action(title=HOSTILE))


def test_the_last_words_have_their_day() -> None:
    assert last_words(an_action(), ways(), TODAY) == 'Mon 12 Oct: "Draft out for comment."'
    assert last_words(an_action(words=" "), ways(), TODAY) == "heard Mon 12 Oct"
    assert last_words(an_action(heard_at=None, words=None), ways(), TODAY) == "nothing heard yet"


def test_words_written_down_for_somebody_say_whose_they_are() -> None:
    action = an_action(whose="Superintendent <x>", route="phone", said_on=date(2026, 10, 9))
    said = last_words(action, ways(), TODAY)
    assert said == 'Mon 12 Oct: "Draft out for comment." (Superintendent &lt;x&gt;, by phone, Fri 9 Oct)'
    assert last_words(action._replace(words=None), ways(), TODAY) == "heard Mon 12 Oct"


def test_the_day_is_the_partnerships_own() -> None:
    just_before_midnight_utc = an_action(heard_at=datetime(2026, 10, 12, 23, 30, tzinfo=UTC))

    assert last_words(just_before_midnight_utc, ways(), TODAY).startswith("Tue 13 Oct")


def test_a_completion_is_to_be_confirmed_until_it_is() -> None:
    assert status_of(an_action(status="complete"), ways()) == "🔵 Complete, to be confirmed"
    assert status_of(an_action(status="complete", confirmed_by_id=2), ways()) == "🔵 Complete"


def test_people_are_named_by_post_and_body() -> None:
    assert post_of(a_contact()) == "Health Improvement Manager, NHS Inverlath"
    assert post_of(None) == "nobody yet"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "no date set"),
        ({"date_words": "in due course"}, 'no date set ("in due course")'),
        (
            {"earliest": date(2027, 3, 1), "latest": date(2027, 3, 31), "precision": "month"},
            "Mar 2027",
        ),
        ({"precision": "meeting", "date_words": "first meeting in 2027"}, "first meeting in 2027"),
    ],
)
def test_due_dates_are_honest(fields: dict[str, object], expected: str) -> None:
    assert due_of(an_action(**fields), TODAY) == expected


def test_what_is_due_is_the_slipped_milestone_then_the_action_then_the_next_milestone() -> None:
    slipped, coming = a_milestone(latest=date(2026, 10, 30)), a_milestone()
    day = date(2026, 12, 3)
    dated = an_action(earliest=day, latest=day, precision="day")

    assert due_line(dated, slipped, TODAY) == '"Pilot agreed" was due Fri 30 Oct'
    assert due_line(dated, coming, TODAY) == "due Thu 3 Dec"
    assert due_line(an_action(), coming, TODAY) == '"Pilot agreed" due Fri 13 Nov'
    assert due_line(an_action(), None, TODAY) == "no date set"


def test_a_finished_action_was_never_late() -> None:
    day = date(2026, 10, 1)
    done = an_action(status="complete", earliest=day, latest=day, precision="day")

    assert due_line(done, a_milestone(latest=day), TODAY) == "due Thu 1 Oct"


@pytest.mark.parametrize(
    ("noun", "plural"), [("priority", "priorities"), ("theme", "themes"), ("key day", "key days")]
)
def test_the_partnerships_words_have_a_plural(noun: str, plural: str) -> None:
    assert plural_of(noun) == plural
    assert counted(1, noun) == f"1 {noun}"
    assert counted(2, noun) == f"2 {plural}"


@given(long_words, st.integers(200, 2900))
def test_quotations_keep_within_their_room(words: str, room: int) -> None:
    assert len(quoted(words, room)) <= room
    assert all(len(part) <= room for part in quoted_whole(words, room))


@given(st.text(alphabet="ab &\n", max_size=3000))
def test_long_words_are_quoted_whole_over_several_blocks(words: str) -> None:
    said = "".join(part.replace("> ", "").replace("\n", "") for part in quoted_whole(words, 900, most=40))

    assert said == quote(words, 9000).replace("> ", "").replace("\n", "") or not words.strip()


@given(st.lists(st.text(alphabet="ab&", max_size=40), max_size=60), st.integers(80, 300))
def test_lines_beyond_the_room_are_counted(lines: list[str], room: int) -> None:
    said = within(lines, room)

    assert len(said) <= room
    shown = said.split("\n") if lines else []
    if len("\n".join(lines)) > room:
        assert shown[-1] == f"+{len(lines) - len(shown) + 1} more"
    assert shown[:-1] == lines[: len(shown) - 1] if shown else not lines


@given(st.lists(st.text(alphabet="ab", min_size=1, max_size=40), max_size=60))
def test_packing_loses_no_line(lines: list[str]) -> None:
    texts = list(packed(lines, 80))

    assert "\n".join(texts) == "\n".join(lines)
    assert all(len(text) <= 80 for text in texts)
