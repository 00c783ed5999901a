"""Answering a nudge: with a button, from its menu, with a short form, or in the message's thread.

Many officers share one bot: each is asked on the first Monday about actions of their own, and answers for a journey.
"""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from bot.practice import Answer, Message, View
from bot.views.verbs import MET, NO_CHANGE
from storage.records import Action, Ask, Barrier, Body, Contact, Milestone, Update, id_of
from tests import postgres
from tests.conftest import ENGINES, MigratedTemplates
from tests.journeys.town import Town, november

NAMES = (
    "Ailsa Bruno Catrin Dougal Edina Fergus Greta Hamish Iona Jonas Kirsty Lewin Mairi Niall Orla Pavel Quona Rowan "
    "Senga Tavish Ursa Viggo Wilma Xenia Ysolde Zander Abena Birk Coll Dervla Eskil Fenella "
    "Gavina Hector Ishbel Jamesina Keir Lorne Malise Norna Osla Perdita Quentin Rhona Struan Torquil "
    "Ulla Vorna Winnie Yaren Zena Aidan Blair Cormac Deirdre Ewan Finlay Gillian Hugo Ines "
    "Jura Kenneth Lachlan Moina Nesta"
).split()

PASSED, COMING, LATER = date(2026, 10, 30), date(2026, 12, 18), date(2027, 2, 12)


@dataclass
class Street:
    """A town whose officers have not been heard of; each journey takes one of them."""

    town: Town
    health: Body
    taken: Iterator[int] = field(default_factory=count)
    people: dict[str, Contact] = field(default_factory=dict)

    def officer(self) -> "Officer":
        """Somebody nobody has used yet."""
        return Officer(self, NAMES[next(self.taken)])


@dataclass
class Officer:
    """An officer, the letter they got on Monday, and their two actions: one with two milestones, one with one past."""

    street: Street
    first: str

    @property
    def town(self) -> Town:
        return self.street.town

    @property
    def name(self) -> str:
        return f"{self.first} Reid"

    @property
    def number(self) -> int:
        return NAMES.index(self.first) + 1

    @property
    def plain(self) -> str:
        """The action with milestones still to come."""
        return f"POV-{self.number:02d}"

    @property
    def late(self) -> str:
        """The action with a milestone past its day."""
        return f"HWB-{self.number:02d}"

    @property
    def post(self) -> str:
        return f"Officer {self.number}, NHS Inverlath"

    @property
    def letter(self) -> Message:
        return self.town.messages(self.name)[0]

    @property
    def told(self) -> str:
        """The newest thing the officer sees that is not their own."""
        return self._seen()[-1].readable

    def _seen(self) -> list[Message]:
        person = self.town.person(self.name)
        return [each for each in self.town.rehearsal.team.seen_by(person) if each.user != person.id]

    # -- acting

    def taps(self, label: str, code: str, screen: Message | None = None) -> Answer:
        """Press the button with these words under an action, in the letter unless another message is named."""
        message = screen or self.letter
        block = next(each for each in message.blocks if each["type"] == "actions" and _has(each, label, code))
        element = next(each for each in block["elements"] if each.get("text", {}).get("text") == label)
        return self._does(message, element["action_id"], block["block_id"])

    def _does(self, message: Message, action_id: str, block_id: str) -> Answer:
        team = self.town.rehearsal.team
        answer = team.press(self.town.person(self.name), message, action_id, block_id=block_id)
        self.town.rehearsal.settle()
        return answer

    def picks(self, option: str, code: str) -> Answer:
        """Pick something in the menu beside an action's buttons."""
        for block in self.letter.blocks:
            for element in block.get("elements", ()) if block["type"] == "actions" else ():
                if element["type"] == "overflow" and f'"{code}"' in str(element["options"]):
                    return self._picks(option, element["action_id"], block["block_id"])
        raise LookupError(f"no menu for {code} in:\n{self.letter.readable}")

    def _picks(self, option: str, action_id: str, block_id: str) -> Answer:
        team = self.town.rehearsal.team
        answer = team.choose(self.town.person(self.name), self.letter, action_id, option, block_id=block_id)
        self.town.rehearsal.settle()
        return answer

    def submits(self, **values: Any) -> Answer:
        team, person = self.town.rehearsal.team, self.town.person(self.name)
        filled_in = {block_id: {"value": value} for block_id, value in values.items()}
        answer = team.submit(person, self.form, filled_in)
        self.town.rehearsal.settle()
        return answer

    def replies(self, text: str) -> list[Message]:
        """Write in the letter's thread; what the bot answers there."""
        team, person = self.town.rehearsal.team, self.town.person(self.name)
        before = len(team.thread(self.letter))
        team.say(person, None, text, thread_ts=self.letter.ts)
        self.town.rehearsal.settle()
        return [each for each in team.thread(self.letter)[before:] if each.user != person.id]

    @property
    def form(self) -> View:
        return self.town.rehearsal.team.views(self.town.person(self.name))[-1]

    @property
    def forms(self) -> int:
        return len(self.town.rehearsal.team.views(self.town.person(self.name)))

    # -- looking

    def action(self, code: str) -> Action:
        found: Action = self.town.look(lambda register: register.actions.by_code(code))
        return found

    def updates(self, code: str) -> list[Update]:
        return [row for row in self._rows(Update, code) if row.way != "import"]

    def barriers(self, code: str) -> list[Barrier]:
        return self._rows(Barrier, code)

    def asks(self, code: str) -> list[Ask]:
        return self._rows(Ask, code)

    def milestones(self, code: str) -> list[Milestone]:
        return self._rows(Milestone, code)

    def _rows(self, record: Any, code: str) -> list[Any]:
        action_id = id_of(self.action(code))
        return [
            row
            for row in self.town.look(lambda register: register.rows.all(record))
            if row.action_id == action_id
        ]


def _has(block: dict[str, Any], label: str, code: str) -> bool:
    return any(
        each["type"] == "button" and each["text"]["text"] == label and f'"{code}"' in each["value"]
        for each in block["elements"]
    )


@pytest.fixture(scope="module", params=ENGINES)
def street(
    request: pytest.FixtureRequest,
    migrated_templates: MigratedTemplates,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Street]:
    """One bot for the whole module, just after Monday's nudges, on each database."""
    path: Path = tmp_path_factory.mktemp("street") / "loip.db"
    if request.param == "sqlite":
        shutil.copyfile(migrated_templates.sqlite, path)
        url = f"sqlite:///{path}"
    else:
        url = postgres.fresh_database(migrated_templates.postgresql)
    with Town.founded(url) as town:
        street = _built(town)
        town.open().until(november(2))
        yield street
    if request.param != "sqlite":
        postgres.drop_database(url)


def _built(town: Town) -> Street:
    health = town.register.body("NHS Inverlath")
    street = Street(town, health)
    board = town.register.board()
    town.register.meeting(board, date(2026, 12, 3), papers_due=date(2026, 11, 19))
    town.contact("Support Orr", roles=[("support", None)], post="Support Officer")
    for number, first in enumerate(NAMES, 1):
        officer = town.contact(f"{first} Reid", body=health, post=f"Officer {number}")
        street.people[first] = officer
        plain = town.register.action(f"POV-{number:02d}", f"Plain work {number}", officer=officer)
        town.register.milestone(plain, f"Pilot {number} agreed", COMING)
        town.register.milestone(plain, f"Report {number} sent", LATER)
        late = town.register.action(f"HWB-{number:02d}", f"Late work {number}", officer=officer)
        town.register.milestone(late, f"Doors {number} open", PASSED)
    return street


@pytest.fixture
def officer(street: Street) -> Officer:
    return street.officer()


# --- taps -------------------------------------------------------------------------------------------------


def test_every_action_has_its_buttons_and_a_menu_of_no_more_than_five(officer: Officer) -> None:
    read = officer.letter.readable
    assert "[Update] [No change] [Blocked] [⋯]" in read
    assert "[Yes, met] [New date] [Update] [⋯]" in read
    menus = [
        [option["text"]["text"] for option in element["options"]]
        for block in officer.letter.blocks
        for element in block.get("elements", ())
        if element.get("type") == "overflow"
    ]
    assert menus == [
        ["Blocked…", "Snooze until…", "Not mine…", "Tell me more"],
        ["Milestone met…", "New date…", "Snooze until…", "Not mine…", "Tell me more"],
    ]


def test_a_tap_says_in_place_what_was_recorded_by_which_post_and_when(officer: Officer) -> None:
    officer.taps("No change", officer.plain)
    now = officer.town.rehearsal.clock.now()
    assert f"✅ No change · {officer.post}, {now:%H:%M}" in officer.letter.readable
    assert [update.kind for update in officer.updates(officer.plain)] == ["no_change"]


def test_undo_asks_again_and_what_is_said_next_shows_again(officer: Officer) -> None:
    officer.taps("No change", officer.plain)
    officer.taps("Undo", officer.plain)
    assert "✅" not in officer.letter.readable
    assert "[No change]" in officer.letter.readable
    officer.taps("No change", officer.plain)
    assert "✅ No change" in officer.letter.readable
    kinds = [update.kind for update in officer.updates(officer.plain)]
    assert kinds == ["no_change", "undo", "no_change"], "a correction, not an erasure"


def test_a_milestone_met_can_be_taken_back_and_met_again(officer: Officer) -> None:
    for _ in range(2):
        officer.taps("Yes, met", officer.late)
        assert "✅ Met" in officer.letter.readable
        assert officer.milestones(officer.late)[0].met_on is not None
        officer.taps("Undo", officer.late)
        assert officer.milestones(officer.late)[0].met_on is None
    assert "Did it happen?" in officer.letter.readable


def test_undo_after_ten_minutes_says_why_not(officer: Officer) -> None:
    officer.taps("No change", officer.plain)
    officer.town.rehearsal.clock.move_to(officer.town.rehearsal.clock.now() + timedelta(minutes=11))
    officer.taps("Undo", officer.plain)
    assert "more than ten minutes ago" in officer.told
    assert [update.kind for update in officer.updates(officer.plain)] == ["no_change"]


def test_of_two_taps_at_the_same_moment_both_show_in_the_letter(officer: Officer) -> None:
    team, person, letter = officer.town.rehearsal.team, officer.town.person(officer.name), officer.letter
    row = {
        verb: next(each for each in letter.blocks if f"'action_id': '{verb}'" in str(each))
        for verb in (NO_CHANGE, MET)
    }
    with ThreadPoolExecutor(2) as pool:
        taps = [
            pool.submit(team.press, person, letter, verb, block_id=block["block_id"])
            for verb, block in row.items()
        ]
        assert [tap.result().status for tap in taps] == [200, 200]
    officer.town.rehearsal.settle()
    assert "✅ No change" in officer.letter.readable
    assert "✅ Met" in officer.letter.readable
    assert "Everything here is answered, thank you." in officer.letter.readable


def test_whoever_taps_second_hears_who_was_first_and_nothing_is_recorded(officer: Officer) -> None:
    other = officer.street.officer()
    now = officer.town.rehearsal.clock.now()
    contact = officer.street.people[other.first]
    officer.town.register.say(officer.action(officer.plain), now, "All signed <now>", contact)
    officer.taps("No change", officer.plain)
    assert f"Officer {other.number} was first" in officer.told
    assert '"All signed <now>"' in officer.told
    assert "Nothing more was recorded" in officer.told
    assert officer.updates(officer.plain) == []
    assert f'"All signed <now>" · Officer {other.number}' in officer.letter.readable, (
        "the letter shows it too"
    )


def test_a_milestone_somebody_else_called_met_says_who_was_first(officer: Officer) -> None:
    support = officer.street.town
    support.types("Support Orr", f'milestone {officer.late} met "Doors {officer.number} open"')
    assert f'✅ Met: "Doors {officer.number} open" · Support Officer' in officer.letter.readable, (
        "said elsewhere, and shown where it was asked"
    )


def test_what_was_said_by_command_shows_in_the_letter_that_asked(officer: Officer) -> None:
    officer.town.types(officer.name, f"update {officer.plain} amber waiting on funding")
    assert '✅ 🟠 At risk: "waiting on funding"' in officer.letter.readable


def test_an_old_button_says_why_it_records_nothing_once_the_action_is_closed(officer: Officer) -> None:
    officer.town.changes(Action, id_of(officer.action(officer.plain)), status="closed")
    officer.taps("No change", officer.plain)
    assert "It is ⏹ Closed now" in officer.told
    assert officer.updates(officer.plain) == []


def test_an_old_button_says_why_it_records_nothing_once_the_action_is_somebody_elses(
    officer: Officer,
) -> None:
    other = officer.street.people[officer.street.officer().first]
    officer.town.changes(Action, id_of(officer.action(officer.plain)), officer_id=id_of(other))
    officer.taps("No change", officer.plain)
    assert "in others' hands" in officer.told
    assert officer.updates(officer.plain) == []


def test_no_change_three_times_running_asks_for_one_sentence(officer: Officer) -> None:
    for _ in range(2):
        menu = officer.town.types(officer.name, "update").message
        assert menu is not None
        officer.taps("No change", officer.plain, menu)
    assert [update.kind for update in officer.updates(officer.plain)] == ["no_change"] * 2
    menu = officer.town.types(officer.name, "update").message
    officer.taps("No change", officer.plain, menu)
    assert len(officer.updates(officer.plain)) == 2, "the third waits for its sentence"
    assert "one sentence for the Board?" in officer.form.readable
    officer.submits(words="The lease is with the lawyers")
    last = officer.updates(officer.plain)[-1]
    assert (last.kind, last.words, last.status) == ("no_change", "The lease is with the lawyers", None)
    officer.taps("No change", officer.plain, menu)
    assert len(officer.updates(officer.plain)) == 4, "with words the count begins anew"


def test_a_third_no_change_after_somebody_elses_answer_opens_no_form(officer: Officer) -> None:
    now = officer.town.rehearsal.clock.now()
    other = officer.street.people[officer.street.officer().first]
    for _ in range(2):
        officer.town.register.say(officer.action(officer.plain), now, "", other, kind="no_change")
    officer.taps("No change", officer.plain)
    assert officer.forms == 0
    assert "was first" in officer.told
    assert officer.updates(officer.plain)[2:] == []


def test_a_sentence_sent_after_somebody_elses_answer_is_handed_back(officer: Officer) -> None:
    for _ in range(2):
        menu = officer.town.types(officer.name, "update").message
        assert menu is not None
        officer.taps("No change", officer.plain, menu)
    menu = officer.town.types(officer.name, "update").message
    officer.taps("No change", officer.plain, menu)
    clock = officer.town.rehearsal.clock
    clock.move_to(clock.now() + timedelta(minutes=1))
    officer.town.types("Support Orr", f"update {officer.plain} the lease is signed")
    before = len(officer.updates(officer.plain))
    officer.submits(words="still with the <lawyers>")
    assert "Support Officer was first" in officer.form.readable
    assert "> still with the <lawyers>" in officer.form.readable
    assert len(officer.updates(officer.plain)) == before


def test_words_are_added_to_a_bare_no_change_as_its_correction(officer: Officer) -> None:
    menu = officer.town.types(officer.name, "update").message
    officer.taps("No change", officer.plain, menu)
    officer.taps("Correct words", officer.plain, officer._seen()[-1])
    officer.submits(words="still with the lawyers")
    said = officer.updates(officer.plain)
    assert [(each.kind, each.words) for each in said] == [
        ("no_change", ""),
        ("correction", "still with the lawyers"),
    ]


# --- forms ------------------------------------------------------------------------------------------------


def test_blocked_records_what_who_and_the_ask_together_and_leaves_the_status(officer: Officer) -> None:
    officer.taps("Blocked", officer.plain)
    officer.submits(
        barrier="no data agreement",
        barrier_kind="data_sharing",
        mover="NHS Inverlath",
        ask_kind="direct",
        ask="Say who signs",
    )
    (update,) = officer.updates(officer.plain)
    assert (update.words, update.status) == ("no data agreement", None)
    assert officer.action(officer.plain).status == "not_started"
    (barrier,), (ask,) = officer.barriers(officer.plain), officer.asks(officer.plain)
    assert (barrier.kind, barrier.words) == (
        "data_sharing",
        "no data agreement\nCould move it: NHS Inverlath",
    )
    assert (ask.kind, ask.words) == ("direct", "Say who signs")
    assert barrier.update_id == ask.update_id == update.id
    assert '"no data agreement"' in officer.letter.readable


def test_blocked_says_who_was_first_keeps_what_was_typed_and_records_it_all_the_same(
    officer: Officer,
) -> None:
    officer.taps("Blocked", officer.plain)
    a_minute_later(officer)
    officer.town.types("Support Orr", f"update {officer.plain} the lease is signed")
    filled_in = {
        "barrier": "no <data> agreement",
        "mover": "NHS Inverlath",
        "ask_kind": "direct",
        "ask": "Say who",
    }
    officer.submits(**filled_in)
    assert "Support Officer was first, " in officer.form.readable
    assert '"the lease is signed"' in officer.form.readable
    assert "Yours isn't saved yet" in officer.form.readable
    assert [update.words for update in officer.updates(officer.plain)] == ["the lease is signed"]
    kept = {block["block_id"]: block["element"] for block in officer.form.blocks if block["type"] == "input"}
    assert kept["barrier"]["initial_value"] == "no <data> agreement"
    assert (kept["mover"]["initial_value"], kept["ask"]["initial_value"]) == ("NHS Inverlath", "Say who")
    assert kept["ask_kind"]["initial_option"]["value"] == "direct"
    officer.submits(**filled_in)
    assert [update.words for update in officer.updates(officer.plain)][1:] == ["no <data> agreement"]
    assert [ask.words for ask in officer.asks(officer.plain)] == ["Say who"]


def test_a_new_date_says_who_was_first_and_is_recorded_when_it_is_sent_again(officer: Officer) -> None:
    officer.taps("New date", officer.late)
    a_minute_later(officer)
    officer.town.types("Support Orr", f"update {officer.late} doors are ordered")
    said = {"day": "2026-12-11", "reason": "paint <wet>", "agreed_by": "the Board"}
    officer.submits(**said)
    assert "Support Officer was first" in officer.form.readable
    assert officer.milestones(officer.late)[0].latest == PASSED, "nothing is recorded before it is sent again"
    kept = {block["block_id"]: block["element"] for block in officer.form.blocks if block["type"] == "input"}
    assert kept["day"]["initial_date"] == "2026-12-11"
    assert (kept["reason"]["initial_value"], kept["agreed_by"]["initial_value"]) == (
        "paint <wet>",
        "the Board",
    )
    officer.submits(**said)
    assert officer.milestones(officer.late)[0].latest == date(2026, 12, 11)


def test_a_form_opened_from_a_line_answered_before_says_so_at_once(officer: Officer) -> None:
    now, other = officer.town.rehearsal.clock.now(), officer.street.officer()
    contact = officer.street.people[other.first]
    officer.town.register.say(officer.action(officer.late), now, "doors are ordered", contact)
    officer.taps("New date", officer.late)
    assert f"Officer {other.number} was first" in officer.form.readable
    assert "What you save is recorded too." in officer.form.readable
    officer.submits(day="2026-12-11", reason="paint")
    assert officer.milestones(officer.late)[0].latest == date(2026, 12, 11), (
        "it was told before, so it is kept"
    )


def a_minute_later(officer: Officer) -> None:
    clock = officer.town.rehearsal.clock
    clock.move_to(clock.now() + timedelta(minutes=1))


def test_the_menu_meets_one_of_several_milestones_and_dates_another(officer: Officer) -> None:
    pilot, report = officer.milestones(officer.plain)
    officer.picks("Milestone met…", officer.plain)
    officer.submits(milestone=str(pilot.id))
    pilot, report = officer.milestones(officer.plain)
    assert (pilot.met_on is not None, report.met_on) == (True, None)
    officer.taps("Undo", officer.plain)
    officer.picks("New date…", officer.plain)
    officer.submits(
        milestone=str(report.id), day="2027-03-05", reason="data came late", agreed_by="the Board"
    )
    moved = officer.milestones(officer.plain)[1]
    assert moved.latest == date(2027, 3, 5)
    assert "✅ " in officer.letter.readable


def test_tell_me_more_shows_the_action_to_the_reader_alone(officer: Officer) -> None:
    officer.picks("Tell me more", officer.plain)
    assert f"Plain work {officer.number}" in officer.told
    assert "Coordinating officer" in officer.told
    assert len(officer.town.messages(officer.name)) == 1, "the letter stands alone"


def test_a_snooze_is_no_answer_shows_in_the_letter_and_can_be_lifted(officer: Officer) -> None:
    officer.picks("Snooze until…", officer.plain)
    officer.submits(day="2026-11-12")
    assert f"💤 Snoozed until Thu 12 Nov · {officer.post}" in officer.letter.readable
    assert officer.action(officer.plain).heard_at is None
    assert officer.updates(officer.plain) == []
    officer.taps("Undo", officer.plain)
    assert "Snoozed" not in officer.letter.readable
    assert "[No change]" in officer.letter.readable


def test_a_snooze_never_passes_the_papers_closing_and_says_so(officer: Officer) -> None:
    officer.picks("Snooze until…", officer.plain)
    assert "Papers close Thu 19 Nov" in officer.form.readable
    officer.submits(day="2026-11-27")
    assert "Thu 19 Nov" in officer.form.readable
    assert "The Board's papers close then, so it can't be later." in officer.form.readable
    assert "Snoozed until Thu 19 Nov" in officer.letter.readable


def test_a_snooze_into_the_past_is_asked_again(officer: Officer) -> None:
    officer.picks("Snooze until…", officer.plain)
    assert set(officer.submits(day="2026-10-27").errors) == {"day"}


# --- replies in the thread --------------------------------------------------------------------------------


def test_a_reply_with_a_code_is_understood_and_recorded_by_one_tap(officer: Officer) -> None:
    (offer,) = officer.replies(f"{officer.plain} is amber, waiting on funding")
    assert f'I understood: {officer.plain}, 🟠 At risk, "waiting on funding"' in offer.readable
    assert officer.updates(officer.plain) == [], "nothing is recorded before the tap"
    officer.taps("Record", officer.plain, offer)
    (update,) = officer.updates(officer.plain)
    assert (update.status, update.words) == ("at_risk", "waiting on funding")
    assert '✅ 🟠 At risk: "waiting on funding"' in officer.letter.readable


def test_several_actions_in_one_reply_are_told_apart_by_code(officer: Officer) -> None:
    text = f"{officer.plain} amber no room yet\n{officer.late}: doors are painted & hung"
    first, second = officer.replies(text)
    officer.taps("Record", officer.plain, first)
    officer.taps("Record", officer.late, second)
    assert [(each.status, each.words) for each in officer.updates(officer.plain)] == [
        ("at_risk", "no room yet")
    ]
    assert [(each.status, each.words) for each in officer.updates(officer.late)] == [
        (None, "doors are painted & hung")
    ]
    assert '"doors are painted & hung"' in officer.letter.readable


def test_two_actions_in_one_line_are_told_apart_and_no_word_of_either_is_lost(officer: Officer) -> None:
    first, second = officer.replies(f"{officer.plain} amber no room yet, {officer.late} doors are hung")
    officer.taps("Record", officer.plain, first)
    officer.taps("Record", officer.late, second)
    assert [each.words for each in officer.updates(officer.plain)] == ["no room yet"]
    assert [each.words for each in officer.updates(officer.late)] == ["doors are hung"]


def test_not_mine_not_now_and_leave_are_understood_in_the_thread_and_nothing_is_recorded(
    officer: Officer,
) -> None:
    (offer,) = officer.replies("sorry, not mine")
    officer.taps(f"Not mine: {officer.plain}", officer.plain, offer)
    assert officer.form.title == "Not mine"
    (offer,) = officer.replies(f"{officer.plain} snooze")
    officer.taps(f"Snooze: {officer.plain}", officer.plain, offer)
    officer.submits()
    assert "💤 Snoozed until" in officer.letter.readable
    (offer,) = officer.replies("I'm away next week")
    assert (
        "I understood: you are away Mon 9 Nov 2026 to Sun 15 Nov 2026. Nothing is kept yet." in offer.readable
    )
    (refused,) = officer.replies("POV-88 green")
    assert "No action here is called `POV-88`" in refused.readable
    assert "> POV-88 green" in refused.readable
    assert not officer.updates(officer.plain) + officer.updates(officer.late)


def test_what_may_be_of_the_work_and_not_of_the_asking_can_be_recorded_as_words(officer: Officer) -> None:
    said = f"{officer.plain}: don't send volunteers until the disclosure checks are done"
    (offer,) = officer.replies(said)
    assert f"[Snooze: {officer.plain}] [Just words]" in offer.readable
    officer.taps("Just words", officer.plain, offer)
    assert [each.words for each in officer.updates(officer.plain)] == [said]
    (offer,) = officer.replies("stop messaging families, the council has asked us to wait")
    assert f"[Snooze: {officer.late}] [Just words]" in offer.readable


def test_the_nudges_own_verbs_are_read_in_its_thread(officer: Officer) -> None:
    (offer,) = officer.replies(f"{officer.late} new date 15 Dec because the joiner is ill")
    assert 'New date: "15 Dec"\nBecause: "the joiner is ill"' in offer.readable
    (offer,) = officer.replies(f"{officer.late} met")
    assert f'{officer.late}, "Doors {officer.number} open" is met' in offer.readable
    (offer,) = officer.replies(f"{officer.plain} met")
    officer.taps("Milestone met…", officer.plain, offer)
    assert officer.form.title == "Milestone met"
    (offer,) = officer.replies(f"{officer.plain} stuck: no room to meet in")
    officer.taps("Blocked…", officer.plain, offer)
    assert "no room to meet in" in str(officer.form.blocks)
    first, second = officer.replies(f"Snooze {officer.plain} till Friday. {officer.late} met")
    officer.taps(f"Snooze: {officer.plain}", officer.plain, first)
    assert "2026-11-06" in str(officer.form.blocks)
    assert "is met" in second.readable
    assert not officer.updates(officer.plain) + officer.updates(officer.late)


def test_an_opening_without_a_code_stays_with_the_first_and_is_no_update_of_its_own(officer: Officer) -> None:
    (offer,) = officer.replies(f"Sorry only just back from leave, {officer.plain} now has six rooms")
    officer.taps("Record", officer.plain, offer)
    said = f"Sorry only just back from leave, {officer.plain} now has six rooms"
    assert [each.words for each in officer.updates(officer.plain)] == [said]
    (offer,) = officer.replies(f"Sorry, been off sick. {officer.late} amber, no joiner")
    assert f'{officer.late}, 🟠 At risk, "no joiner"' in offer.readable


def test_what_is_written_in_the_thread_of_another_message_is_answered_there(officer: Officer) -> None:
    team, person = officer.town.rehearsal.team, officer.town.person(officer.name)
    team.say(person, None, "who leads HWB-01?")
    officer.town.rehearsal.settle()
    answered = officer._seen()[-1]
    team.say(person, None, "and HWB-02 please", thread_ts=answered.ts)
    officer.town.rehearsal.settle()
    (answer,) = [each for each in team.thread(answered) if each.user != person.id and each.ts != answered.ts]
    assert "HWB-02" in answer.readable


def test_one_status_said_of_two_actions_is_offered_for_both(officer: Officer) -> None:
    first, second = officer.replies(f"{officer.plain} and {officer.late} both on track")
    officer.taps("Record", officer.plain, first)
    officer.taps("Record", officer.late, second)
    assert [officer.action(code).status for code in (officer.plain, officer.late)] == ["on_track"] * 2


def test_a_bare_yes_is_about_the_only_action_asked_whether_it_happened(officer: Officer) -> None:
    (offer,) = officer.replies("yes")
    assert f'{officer.late}, "Doors {officer.number} open" is met' in offer.readable
    assert officer.milestones(officer.late)[0].met_on is None, "nothing is recorded before the tap"
    officer.taps("Record", officer.late, offer)
    assert officer.milestones(officer.late)[0].met_on is not None


def test_a_reply_without_a_code_is_about_the_only_action_still_asked(officer: Officer) -> None:
    officer.taps("No change", officer.plain)
    (offer,) = officer.replies("it did")
    assert f'{officer.late}, "Doors {officer.number} open" is met' in offer.readable
    officer.taps("Record", officer.late, offer)
    assert officer.milestones(officer.late)[0].met_on is not None
    assert "Everything here is answered, thank you." in officer.letter.readable


def test_a_reply_that_may_be_about_either_action_asks_which(officer: Officer) -> None:
    (asked,) = officer.replies("the landlord has said yes at last")
    assert "Which action is" in asked.readable
    officer.taps(f"{officer.plain} Plain work {officer.number}", officer.plain, asked)
    assert "I understood" in asked.readable
    officer.taps("Record", officer.plain, asked)
    assert officer.updates(officer.plain)[0].words == "the landlord has said yes at last"


def test_no_change_in_words_is_no_change(officer: Officer) -> None:
    (offer,) = officer.replies(f"{officer.plain}: no change")
    assert f"{officer.plain}, no change" in offer.readable
    officer.taps("Record", officer.plain, offer)
    assert [update.kind for update in officer.updates(officer.plain)] == ["no_change"]
    assert "✅ No change" in officer.letter.readable


def test_no_change_in_the_thread_says_who_was_first_where_somebody_spoke_since(officer: Officer) -> None:
    (offer,) = officer.replies(f"{officer.plain}: no change")
    officer.town.rehearsal.clock.move_to(officer.town.rehearsal.clock.now() + timedelta(minutes=1))
    officer.town.types("Support Orr", f"update {officer.plain} the lease is signed")
    officer.taps("Record", officer.plain, offer)
    assert "Support Officer was first" in officer.told
    assert '"the lease is signed"' in officer.told
    assert [update.kind for update in officer.updates(officer.plain)] == ["update"]


def test_a_question_in_the_thread_is_answered_there(officer: Officer) -> None:
    (answer,) = officer.replies("who leads HWB-01?")
    assert "HWB-01" in answer.readable
    assert officer.updates(officer.plain) == []


# --- not mine ---------------------------------------------------------------------------------------------


def test_not_mine_hands_it_to_a_colleague_who_hears_of_it_and_can_hand_it_on(officer: Officer) -> None:
    town, other = officer.town, officer.street.officer()
    officer.picks("Not mine…", officer.plain)
    contact = officer.street.people[other.first]
    officer.submits(to=str(contact.id), why="moved to her team")
    assert officer.action(officer.plain).officer_id == contact.id
    assert f"👋 Handed on to {other.post}" in officer.letter.readable
    history = town.look(lambda register: register.history.of("actions", id_of(officer.action(officer.plain))))
    change = next(each for each in history if each.field == "officer_id" and each.before is not None)
    assert (change.before, change.after, change.why) == (
        id_of(officer.street.people[officer.first]),
        contact.id,
        "moved to her team",
    )
    town.until(november(3))
    told = town.messages(other.name)[-1]
    assert f'{officer.post}, handed it to you: "moved to her team"' in told.readable
    assert "[Update] [Not mine]" in told.readable
    other.taps("Not mine", officer.plain, told)
    other.submits(to="0")
    assert officer.action(officer.plain).officer_id is None
    other.taps("Undo", officer.plain, told)
    assert officer.action(officer.plain).officer_id == contact.id
    assert "[Update] [Not mine]" in told.readable
    other.taps("Not mine", officer.plain, told)
    other.submits(to="0")
    assert officer.action(officer.plain).officer_id is None
    town.until(november(4))
    support = town.messages("Support Orr")[-1].readable
    assert f"{officer.plain} Plain work {officer.number}" in support
    assert "Nobody coordinates it now" in support


def test_handing_on_can_be_undone_for_ten_minutes_and_the_history_keeps_both(officer: Officer) -> None:
    town, other = officer.town, officer.street.officer()
    mine, theirs = (id_of(officer.street.people[each.first]) for each in (officer, other))
    officer.picks("Not mine…", officer.plain)
    officer.submits(to=str(theirs), why="moved to her team")
    officer.taps("Undo", officer.plain)
    assert officer.action(officer.plain).officer_id == mine
    assert "Handed on" not in officer.letter.readable
    assert "[No change]" in officer.letter.readable
    changes = town.look(lambda register: register.history.of("actions", id_of(officer.action(officer.plain))))
    moves = [(each.before, each.after, each.why) for each in changes if each.field == "officer_id"]
    assert moves == [(mine, theirs, "moved to her team"), (theirs, mine, "not handed on after all")]
    town.until(town.rehearsal.clock.now().date() + timedelta(days=1))
    assert all("handed it to you" not in each for each in town.heard(other.name)), (
        "nobody hears what is not so"
    )


def test_handing_on_is_not_undone_after_ten_minutes_or_once_it_went_on(officer: Officer) -> None:
    other, third = officer.street.officer(), officer.street.officer()
    officer.picks("Not mine…", officer.plain)
    officer.submits(to=str(officer.street.people[other.first].id))
    letter = officer.letter
    officer.town.types("Support Orr", f"assign {officer.plain} {third.first} Reid")
    officer.taps("Undo", officer.plain, letter)
    assert "changed hands again since: by Support Officer" in officer.told
    officer.picks("Not mine…", officer.late)
    officer.submits(to="0")
    letter, clock = officer.letter, officer.town.rehearsal.clock
    clock.move_to(clock.now() + timedelta(minutes=11))
    officer.taps("Undo", officer.late, letter)
    assert "more than ten minutes ago" in officer.told
    assert officer.action(officer.late).officer_id is None


def test_whoever_hands_an_action_on_second_hears_who_was_first(officer: Officer) -> None:
    other, third = officer.street.officer(), officer.street.officer()
    contact = officer.street.people
    officer.picks("Not mine…", officer.plain)
    officer.town.types("Support Orr", f"assign {officer.plain} {third.first} Reid")
    officer.submits(to=str(contact[other.first].id), why="it is <hers>")
    assert "Support Officer was first, " in officer.form.readable
    assert f"handed on to {third.post}" in officer.form.readable
    assert "> it is <hers>" in officer.form.readable
    assert officer.action(officer.plain).officer_id == contact[third.first].id


def test_only_those_who_are_asked_hand_an_action_on(officer: Officer) -> None:
    other = officer.street.people[officer.street.officer().first]
    officer.town.changes(Action, id_of(officer.action(officer.plain)), officer_id=id_of(other))
    officer.picks("Not mine…", officer.plain)
    assert "isn't yours to hand on" in officer.told
    assert officer.forms == 0


def test_nobody_is_asked_about_what_they_snoozed_until_the_day_it_comes_back(officer: Officer) -> None:
    town = officer.town
    officer.picks("Snooze until…", officer.plain)
    officer.submits(day="2026-11-12")
    officer.picks("Snooze until…", officer.late)
    officer.submits(day="2026-11-12")
    town.until(november(11), 18)
    assert len(town.messages(officer.name)) == 1
    town.until(november(12))
    back = town.messages(officer.name)[-1]
    assert officer.plain in back.readable
    assert "[No change]" in back.readable
    assert town.days(officer.name) == [november(2), november(12)]
