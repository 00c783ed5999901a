"""What a letter tells of the Board, and what stands around a digest, within Slack's limits for anything typed."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.practice.limits import message_faults, view_faults
from bot.rules.board_news import AfterMeeting, BoardNews, CameOfIt, MeetingAsks
from bot.rules.chairing import AgendaFacts, Coming, OnAgenda, Thanked
from bot.rules.digest import compose
from bot.rules.digest_preview import HELD, WAITING, HeldDigest, Preview
from bot.rules.digest_value import NoteLine
from bot.rules.letter import Letter
from bot.rules.questions import Answered, Put, Questioned
from bot.rules.status import DEFAULT_KEY
from bot.views.board_news import after_form, news_blocks, read_after_form
from bot.views.chairing import agenda_form, more_form, thanks_form, thanks_message, wish_message
from bot.views.digest import FRONT_LIMIT, digest_messages
from bot.views.digest_preview import line_form, preview_message
from bot.views.escape import unescaped
from bot.views.forms import FormMemory
from bot.views.letter import letter
from bot.views.questions import answer_form, answer_message, answered_question, question_message
from storage.records.glance import AskGlance
from tests.digests import HELD as HELD_ON
from tests.digests import NOW, a_full_register, ask

TODAY = date(2026, 11, 20)
LONG = "& <!channel> " * 400
MEMORY = FormMemory(code="", asked="digest meeting 7 2026-12-03 contact 12 part 0", subject_id=7)
FULL = compose(a_full_register(), HELD_ON, NOW)


def an_ask(number: int) -> AskGlance:
    return ask(LONG, state="on_agenda")._replace(id=number, code="POV-03", item=LONG, outcome=LONG[:500])


def test_a_letter_with_everything_of_the_board_fits_and_wakes_nobody() -> None:
    came = tuple(
        CameOfIt("decide", LONG, "POV-03", "answered", LONG, LONG, TODAY, None, LONG) for _ in range(9)
    )
    after = tuple(AfterMeeting(number, LONG, TODAY, 3, False) for number in range(5))
    zone = ZoneInfo("Europe/London")
    goes = datetime(2026, 11, 12, 9, tzinfo=zone)
    held = tuple(HeldDigest(number, LONG, goes, TODAY, "14:00") for number in range(5))
    news = BoardNews(came, after, held)
    assert len(news_blocks(news, TODAY, "day 1")) <= 9
    said = letter(Letter("day 1", "Kirsty", TODAY, 9, DEFAULT_KEY, board_news=news))
    assert message_faults(said) == []
    assert "<!channel>" not in repr(said)
    assert said["text"].startswith("What came of the")


def test_the_form_after_a_meeting_holds_thirty_asks_and_says_how_many_more() -> None:
    asks = MeetingAsks(7, LONG, TODAY, False, tuple(map(an_ask, range(1, 40))), None)
    form = after_form(asks, TODAY, MEMORY)
    assert view_faults(form) == []
    assert "+9 more asks" in repr(form)


def test_what_the_form_says_is_read_by_ask_and_what_is_left_out_is_not_there() -> None:
    def chosen(value: str) -> dict[str, object]:
        return {"value": {"selected_option": {"value": value}}}

    values = {
        "met": chosen("no"),
        "came 3": chosen("withdrawn"),
        "words 3": {"value": {"value": None}},
        "came 4": {},
    }
    said, errors = read_after_form(values)
    assert (said.met, said.outcomes, errors) == (False, {3: ("withdrawn", "")}, {})


@pytest.mark.parametrize("state", [WAITING, HELD])
def test_a_preview_and_the_digest_fit_with_lines_of_any_length(state: str) -> None:
    noted = replace(FULL, notes=tuple(NoteLine(LONG, LONG[:500]) for _ in range(5)))
    zone = ZoneInfo("Europe/London")
    moment = datetime(2026, 11, 26, 9, tzinfo=zone)
    preview = Preview(7, LONG, TODAY, state, "chair", moment, moment, TODAY, "14:00", noted, LONG, moment)
    assert message_faults(preview_message(preview, "preview meeting 7")) == []
    assert view_faults(line_form(preview, MEMORY)) == []
    front, *rest = digest_messages(noted, None, "digest meeting 7")
    assert all(message_faults(each) == [] for each in (front, *rest))
    shown = [block["text"]["text"] for block in front["blocks"] if "text" in block]
    assert sum(len(unescaped(text)) + 1 for text in shown) <= FRONT_LIMIT


def test_every_form_and_message_of_a_chair_fits() -> None:
    coming = Coming(7, LONG, TODAY, "14:00")
    wish = OnAgenda(1, "decide", LONG, "POV-03", coming, LONG, wished=True, told=LONG)
    thanked = Thanked("POV-03", LONG, LONG[:500], LONG, LONG, LONG, LONG, LONG)
    facts = AgendaFacts(coming, tuple(map(an_ask, range(1, 150))), (("POV-03", LONG),), directly=True)
    put = Put("POV-03", LONG, LONG[:1000], LONG, LONG, LONG, LONG)
    kept = Questioned(1, "POV-03", LONG, LONG[:1000], LONG, LONG, NOW)
    answered = Answered(kept, LONG[:1000], LONG, adds=True)
    for said in (
        wish_message(wish, TODAY, "wish"),
        thanks_message(thanked),
        question_message(put, 1, "question"),
        answer_message(answered),
        answered_question(answered, LONG, "question"),
    ):
        assert message_faults(said) == []
        assert "<!channel>" not in repr(said)
    forms = (
        agenda_form(facts, MEMORY),
        more_form(FULL, MEMORY),
        thanks_form(FULL, MEMORY),
        answer_form(kept, MEMORY),
    )
    assert [view_faults(form) for form in forms] == [[], [], [], []]
