"""The grammar: every sentence a person may type, and what becomes of the rest."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.rules.status import DEFAULT_KEY, StatusEntry, StatusKey
from bot.views.letter import PLAIN_WORDS
from commands.grammar import read
from commands.requests import (
    AsAt,
    Assign,
    Away,
    Back,
    Board,
    ContactAdd,
    ForAnother,
    Help,
    History,
    List,
    MilestoneMet,
    MilestoneMove,
    MilestoneWords,
    Mine,
    Misread,
    Preferences,
    Request,
    SetUp,
    Show,
    Update,
    UpdateForm,
    UpdateMenu,
    Who,
)

CODES = frozenset({"POV-03", "POV-12", "HWB-01", "EMP-02"})
PHRASES = [*DEFAULT_KEY.phrases(), *DEFAULT_KEY.letters()]
words = st.text(min_size=1, max_size=80).filter(lambda text: text == text.strip())
scraps = st.lists(
    st.sampled_from(
        [
            *"update POV-03 pov3 PVO-03 amber a r: – - : , on track off hold done for by phone 3 Nov".split(
                " "
            ),
            *"milestone met move to because contact add x@y.org assign <@U1> list page 2 help away cover back".split(
                " "
            ),
            *["who", "board", "mine", "/loip", "?", "\n", '"Chair"', "“Chair”"],
        ]
    ),
    max_size=9,
).map(" ".join)


def _read(text: str) -> Request | Misread:
    return read(text, DEFAULT_KEY, CODES)


def _update(text: str) -> Update:
    result = _read(text)
    assert isinstance(result, Update), result
    return result


def _misread(text: str) -> Misread:
    result = _read(text)
    assert isinstance(result, Misread), result
    return result


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("", Help()),
        ("  ", Help()),
        ("help", Help()),
        ("?", Help()),
        ("help update", Help("update")),
        ("HELP: update", Help("update")),
        ("mine", Mine()),
        ("set-up", SetUp()),
        ("set up", SetUp()),
        ("Setup", SetUp()),
        ("list", List()),
        ("list poverty overdue", List("poverty overdue")),
        ("list poverty page 2", List("poverty", 2)),
        ("list page 0", List("", 1)),
        ("show pov3", Show("POV-03")),
        ("POV-03", Show("POV-03")),
        ("update", UpdateMenu()),
        ("update POV 03", UpdateForm("POV-03")),
        ("update POV-03:", UpdateForm("POV-03")),
        ("who", Who()),
        ("who NHS Inverlath", Who("NHS Inverlath")),
        ("board", Board()),
        ("/loip board", Board()),
        ("/loip", Help()),
        ("assign POV-03 <@U123|ailsa>", Assign("POV-03", "<@U123|ailsa>")),
        ("assign POV-03 to Ailsa Reid", Assign("POV-03", "Ailsa Reid")),
    ],
)
def test_each_request_is_read(text: str, request_: Request) -> None:
    assert _read(text) == request_


@pytest.mark.parametrize("code", ["POV-03", "pov3", "POV 03", "POV–03", "pov_3", "POV-003", "POV - 3"])
@pytest.mark.parametrize("verb", ["update ", "Update ", "", "/loip update "])
def test_an_update_is_read_with_or_without_its_verb_however_the_code_is_typed(verb: str, code: str) -> None:
    update = _update(f"{verb}{code} amber waiting on funding")
    assert (update.code, update.status, update.words) == ("POV-03", "at_risk", "waiting on funding")
    assert update.status_as_typed == "amber"
    assert update.words_if_only_words == "amber waiting on funding"


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        ("amber", "at_risk", ""),
        ("AMBER waiting", "at_risk", "waiting"),
        ("on track for May", "on_track", "for May"),
        ("on-track for May", "on_track", "for May"),
        ("offtrack", "off_track", ""),
        ("not started", "not_started", ""),
        ("on hold till spring", "paused", "till spring"),
        ("completed in May", "complete", "in May"),
        ("complete", "complete", ""),
        ("done!", "complete", ""),
        ("green. Pilot agreed.", "on_track", "Pilot agreed."),
        ("green: pilot agreed", "on_track", "pilot agreed"),
        ("green – pilot agreed", "on_track", "pilot agreed"),
        ("green–pilot agreed", "on_track", "pilot agreed"),
        ("green - - pilot", "on_track", "- pilot"),
        ("green -5% since May", "on_track", "-5% since May"),
        ("green :tada: agreed", "on_track", ":tada: agreed"),
        ("🟠 waiting", "at_risk", "waiting"),
        ("🟠 At risk waiting", "at_risk", "waiting"),
        ("⏸\ufe0f Paused", "paused", ""),
        ("a", "at_risk", ""),
        ("g: pilot agreed", "on_track", "pilot agreed"),
        ("r, stuck", "off_track", "stuck"),
        ("B – all done", "complete", "all done"),
        ("a - waiting", "at_risk", "waiting"),
        ("a\nwaiting on funding", "at_risk", "waiting on funding"),
    ],
)
def test_a_status_is_read_directly_after_the_code(typed: str, status: str, said: str) -> None:
    update = _update(f"POV-03 {typed}")
    assert (update.status, update.words, update.words_if_only_words) == (status, said, typed)


@pytest.mark.parametrize(
    "typed",
    [
        "a new lead has started",
        "met the college",
        "A-level results are in",
        "redesign agreed",
        "red-tape again",
        "greenspace audit",
        "green/amber, hard to say",
        "done? not yet",
        "the pilot is green",
        "blocked by data sharing",
        "-5% since May",
        ":tada: pilot agreed",
        "“green” says the college",
        "g is for green",
        "red flag raised by the health board",
        "green light from the Board",
        "blue badge scheme agreed",
        "green space audit done",
        "green spaces mapped",
        "done the first draft",
        "closed the gap in Kilmorrow",
    ],
)
def test_what_is_not_surely_a_status_stays_words(typed: str) -> None:
    update = _update(f"POV-03 {typed}")
    assert (update.status, update.status_as_typed, update.words) == (None, "", typed)


@pytest.mark.parametrize("between", [": ", ":", " : ", ", ", " - ", " – ", "–", "-", ". ", "  ", "\n"])
def test_a_mark_after_the_code_belongs_to_neither_code_nor_words(between: str) -> None:
    assert _update(f"POV-03{between}pilot agreed").words == "pilot agreed"
    assert _update(f"POV-03{between}amber waiting").status == "at_risk"


def test_words_are_kept_exactly_as_typed() -> None:
    typed = "Waiting  on “funding”:\n\n\t• £5k – NHS’s share\n  & <the rest> 🙂"
    assert _update(f"update POV-03 amber {typed}").words == typed


def test_the_partnerships_own_words_are_read_and_no_others() -> None:
    key = StatusKey.of([StatusEntry("at_risk", "Some concern", "🔶", ("purple",))])
    update = read("POV-03 some concern over data", key, CODES)
    assert isinstance(update, Update)
    assert (update.status, update.words) == ("at_risk", "over data")
    assert read("POV-03 amber", key, CODES) == Update("POV-03", None, "amber", "", "amber")


def test_a_code_whose_prefix_is_a_verb_is_a_code() -> None:
    assert read("for 1 amber", DEFAULT_KEY, {"FOR-01"}) == Update("FOR-01", "at_risk", "", "amber", "amber")


def test_a_mistyped_code_finds_the_nearest_and_loses_nothing() -> None:
    text = "update PVO-03 amber  waiting on funding"
    misread = _misread(text)
    assert misread == Misread("update", "PVO-03", "update POV-03 amber  waiting on funding", ("POV-03",))
    assert misread.raw == text


def test_a_mistyped_code_without_a_verb_finds_the_nearest() -> None:
    assert _misread("POB-03 amber").suggestion == "POV-03 amber"
    assert _misread("P0V-03 amber").nearest == ("POV-03",)


def test_an_update_without_a_code_is_asked_for_one() -> None:
    misread = _misread("update amber waiting")
    assert (misread.understood, misread.suggestion) == ("update", "update CODE amber waiting")


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("udpate POV-03 amber x", "update POV-03 amber x"),
        ("hlep", "help"),
        ("lsit poverty", "list poverty"),
        ("milestones POV-03", "milestone POV-03"),
        ("what is this", "help"),
    ],
)
def test_a_mistyped_verb_is_suggested(text: str, suggestion: str) -> None:
    assert _misread(text).suggestion == suggestion


@pytest.mark.parametrize(
    "text",
    [
        "mine all",
        "set-up poverty",
        "set the date",
        "board minutes",
        "show",
        "show POV-03 please",
        "assign",
        "assign POV-03",
        "milestone",
        "milestone POV-03",
        "milestone POV-03 met",
        "milestone POV-03 move Pilot agreed",
        "milestone POV-03 move to Jan 2027",
        "contact",
        "contact Ailsa Reid",
        "contact add Ailsa Reid, NHS Inverlath",
        "contact add Ailsa Reid, Manager, NHS Inverlath, ailsa@",
        "contact add , Manager, NHS Inverlath",
        "for",
        "for me",
        'for "Superintendent" POV-03',
        'for "Superintendent" maybe POV-03 amber',
        "for POV-03 amber",
    ],
)
def test_what_is_incomplete_is_answered_with_a_command_that_is_read(text: str) -> None:
    misread = _misread(text)
    assert not isinstance(_read(misread.suggestion), Misread)


@pytest.mark.parametrize(
    ("person", "user", "email"),
    [
        ("<@U123>", "U123", None),
        ("<@W123|ailsa>", "W123", None),
        ("ailsa@example.org", None, "ailsa@example.org"),
        ("<mailto:ailsa@example.org|ailsa@example.org>", None, "ailsa@example.org"),
        ("Ailsa Reid", None, None),
    ],
)
def test_a_person_is_a_mention_an_address_or_words(person: str, user: str | None, email: str | None) -> None:
    result = _read(f"assign POV-03 {person}")
    assert isinstance(result, Assign)
    assert (result.person, result.slack_user, result.email) == (person, user, email)


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ('"Pilot agreed" by 13 Nov', MilestoneWords("POV-03", "Pilot agreed", "13 Nov")),
        ("“Pilot agreed” due by 13 Nov", MilestoneWords("POV-03", "Pilot agreed", "13 Nov")),
        ("'Pilot agreed': Spring 2027", MilestoneWords("POV-03", "Pilot agreed", "Spring 2027")),
        (
            "Pilot agreed by the college by Nov",
            MilestoneWords("POV-03", "Pilot agreed by the college", "Nov"),
        ),
        ('"Pilot agreed"', MilestoneWords("POV-03", "Pilot agreed")),
        ("Pilot agreed", MilestoneWords("POV-03", "Pilot agreed")),
        ("met Pilot agreed", MilestoneMet("POV-03", "Pilot agreed")),
        ('met "Pilot agreed" on 3 Nov', MilestoneMet("POV-03", "Pilot agreed", "3 Nov")),
        (
            'move "Pilot agreed" to Jan 2027 because the data came late',
            MilestoneMove("POV-03", "Pilot agreed", "Jan 2027", "the data came late"),
        ),
        ("moved Move to new base to Jan 2027", MilestoneMove("POV-03", "Move to new base", "Jan 2027")),
        ("move Pilot to Oct - Dec 2026", MilestoneMove("POV-03", "Pilot", "Oct - Dec 2026")),
    ],
)
def test_milestones_are_added_met_and_moved(text: str, request_: Request) -> None:
    assert _read(f"milestone pov3 {text}") == request_


def test_a_contact_has_a_name_a_post_a_body_and_perhaps_an_address() -> None:
    text = "contact add Ailsa Reid, Health Improvement Manager, NHS Inverlath, ailsa@example.org"
    assert _read(text) == ContactAdd(
        "Ailsa Reid", "Health Improvement Manager", "NHS Inverlath", "ailsa@example.org"
    )
    without_address = _read("contact add Rory Bain, Manager, Adults, Children, Glen College")
    assert without_address == ContactAdd("Rory Bain", "Manager, Adults, Children", "Glen College", None)


@pytest.mark.parametrize(
    ("options", "who", "route", "day"),
    [
        ('"Superintendent" by phone on 3 Nov', "Superintendent", "phone", "3 Nov"),
        ("“Superintendent”", "Superintendent", "", ""),
        ('"Superintendent" on Tue 3 Nov by email,', "Superintendent", "email", "Tue 3 Nov"),
        ('"Superintendent" via her deputy yesterday', "Superintendent", "her deputy", "yesterday"),
        ("Area Superintendent by phone on 3/11", "Area Superintendent", "phone", "3/11"),
        ("Rory Bain:", "Rory Bain", "", ""),
    ],
)
def test_anothers_words_are_recorded_with_whose_by_what_route_and_which_day(
    options: str, who: str, route: str, day: str
) -> None:
    result = _read(f"for {options} pov 3 amber waiting  on EMP-02")
    assert isinstance(result, ForAnother)
    assert (result.post_or_name, result.route, result.day_words) == (who, route, day)
    assert (result.update.code, result.update.status, result.update.words) == (
        "POV-03",
        "at_risk",
        "waiting  on EMP-02",
    )
    assert result.update.raw == result.raw


def test_a_mistyped_code_in_anothers_words_finds_the_nearest() -> None:
    misread = _misread('for "Superintendent" by phone on 3 Nov PVO-03 amber waiting')
    assert misread.suggestion == 'for "Superintendent" by phone on 3 Nov POV-03 amber waiting'
    assert misread.nearest == ("POV-03",)


@given(st.sampled_from(PHRASES), words, st.sampled_from(sorted(CODES)), st.sampled_from(["update ", ""]))
def test_any_status_and_any_words_are_read_back_exactly(
    said: tuple[str, str], typed: str, code: str, verb: str
) -> None:
    phrase, status = said
    update = _update(f"{verb}{code} {phrase}: {typed}")
    assert (update.code, update.status, update.words) == (code, status, typed)
    assert (update.status_as_typed, update.words_if_only_words) == (phrase, f"{phrase}: {typed}")


@given(words)
def test_words_without_a_status_are_read_back_exactly(typed: str) -> None:
    update = _update(f"update POV-03: {typed}")
    assert update.words_if_only_words == typed
    assume(update.status is None)
    assert update.words == typed


@given(st.text(st.characters(), max_size=80) | scraps)
def test_any_text_is_answered_and_kept_whole(text: str) -> None:
    result = _read(text)
    assert result.raw == text
    if isinstance(result, Update):
        assert result.words_if_only_words.endswith(result.words)
        assert text.rstrip().endswith(result.words_if_only_words)


@given(scraps)
def test_what_a_misread_suggests_holds_the_words_that_came_after(text: str) -> None:
    result = _read(f"update PVO-03 {text}")
    assert isinstance(result, Misread)
    assert result.suggestion.endswith(text.strip())
    assert not isinstance(_read(result.suggestion), Misread)


def test_what_a_nudge_suggests_to_reply_is_an_update_of_words_alone() -> None:
    update = _update(f"POV-03 {PLAIN_WORDS}")
    assert (update.code, update.status, update.words) == ("POV-03", None, PLAIN_WORDS)


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("away", Away()),
        ("away 1-14 Aug cover @colleague", Away("1-14 Aug", "@colleague")),
        ("away from Monday, covered by Rory Adair", Away("from Monday", "Rory Adair")),
        ("Away until 14 Aug", Away("until 14 Aug")),
        ("away cover <@U1|rory>", Away("", "<@U1|rory>")),
        ('away for "Health Manager" 1-14 Aug cover x@y.org', Away("1-14 Aug", "x@y.org", "Health Manager")),
        ("away off", Back()),
        ("back", Back()),
        ("Back!", Back()),
        ("back for “Health Manager”", Back("Health Manager")),
        ("preferences", Preferences()),
    ],
)
def test_leave_and_preferences_are_read(text: str, request_: Request) -> None:
    assert _read(text) == request_


def test_more_than_was_understood_is_left_to_plain_words() -> None:
    assert isinstance(_read("back on track with the pilot"), Misread)


@pytest.mark.parametrize("text", ["preferences please", "preferences quiet", "preferences quiet 12 to 2"])
def test_preferences_open_their_form_whatever_follows(text: str) -> None:
    assert isinstance(_read(text), Preferences)


# -- history, and how things stood


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("history POV-03", History("POV-03")),
        ("history pov3 page 2", History("POV-03", page=2)),
        ("history group Anti-Poverty Taskforce", History(words="group Anti-Poverty Taskforce")),
        ("history group Taskforce page 3", History(words="group Taskforce", page=3)),
    ],
)
def test_a_history_is_of_a_code_or_of_a_kind_and_a_name(text: str, request_: History) -> None:
    assert read(text, DEFAULT_KEY, CODES) == request_


@pytest.mark.parametrize(
    ("text", "asked", "day"),
    [
        ("show POV-03 as at 1 June 2026", "show POV-03", "1 June 2026"),
        ("list poverty amber as at yesterday", "list poverty amber", "yesterday"),
        ("board, as it stood on 1/6/2026", "board", "1/6/2026"),
        ("mine as of Monday", "mine", "Monday"),
        ("who Board as at 2026-06-01", "who Board", "2026-06-01"),
        ("POV-03 as at 1 June 2026", "POV-03", "1 June 2026"),
        ("what is stuck as at 1 June", "what is stuck", "1 June"),
    ],
)
def test_what_only_shows_can_be_asked_as_of_a_day(text: str, asked: str, day: str) -> None:
    found = read(text, DEFAULT_KEY, CODES)
    assert isinstance(found, AsAt)
    assert (found.asked, found.day_words) == (asked, day)


@pytest.mark.parametrize(
    "text",
    [
        "POV-03 as of Monday the larder is open",
        "update POV-03 green as at 1 June 2026",
        "POV-03 amber as at 1 June 2026",
        "assign POV-03 @person as at 1 June 2026",
        'milestone POV-03 met "Pilot agreed" as at 1 June 2026',
    ],
)
def test_what_changes_something_is_never_read_as_of_a_day(text: str) -> None:
    assert not isinstance(read(text, DEFAULT_KEY, CODES), AsAt)
