"""Who hears what in the weekly nudge."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.freshness import BOARD, BOARD_DAY, MILESTONE, NEVER, SOON, STALE, reasons
from bot.rules.nudging import GROUP, PRIORITY, SECTION_LIMIT, Nudge, Nudges, cut_offs, plan_nudges, reasons_at
from storage.records.action import STATUSES
from tests.bot.rules.glances import (
    LONG_AGO,
    TODAY,
    action,
    contact,
    instants,
    milestone,
    picture,
    pulse,
    role,
    situation,
)

PASSED = milestone(1, 1, TODAY - timedelta(days=3))
LEADS_SEVEN = (role(4, "lead_officer", group=7), role(9, "support"))


def nudge_of(nudges: Nudges, contact_id: int) -> Nudge | None:
    return next((nudge for nudge in nudges.nudges if nudge.contact_id == contact_id), None)


def sole(nudges: Nudges) -> Nudge:
    (nudge,) = nudges.nudges
    return nudge


def test_nobody_who_is_up_to_date_is_nudged() -> None:
    assert plan_nudges(picture(pulse(1), pulse(2, officer=2))).nudges == ()


def test_an_officer_hears_which_actions_need_a_word_and_how_many_are_fine() -> None:
    nudge = sole(plan_nudges(picture(pulse(1, heard=LONG_AGO), pulse(2, heard=None), pulse(3), pulse(4))))
    assert [(need.action_id, need.reasons) for need in nudge.own] == [(1, (STALE,)), (2, (NEVER,))]
    assert (nudge.contact_id, nudge.waiting, nudge.fine) == (1, 0, 2)


def test_a_milestone_that_passed_needs_a_word_however_fresh_its_action_is() -> None:
    need = sole(plan_nudges(picture(pulse(1), milestones=[PASSED]))).own[0]
    assert (need.reasons, need.milestone_ids) == ((MILESTONE,), (1,))


def test_a_milestone_due_today_has_not_passed() -> None:
    assert plan_nudges(picture(pulse(1), milestones=[milestone(1, 1, TODAY)])).nudges == ()


def test_an_action_with_an_open_barrier_waits_until_it_needs_a_word_itself() -> None:
    blocked = {1: "NHS data", 2: "a decision"}
    nudge = sole(plan_nudges(picture(pulse(1), pulse(2, heard=LONG_AGO), pulse(3), blocked=blocked)))
    assert [need.action_id for need in nudge.own] == [2]
    assert (nudge.waiting, nudge.fine) == (1, 1)


def test_paused_complete_and_closed_actions_are_neither_asked_about_nor_counted() -> None:
    settled = [
        pulse(n, heard=None, status=s) for n, s in enumerate(("paused", "complete", "closed"), start=2)
    ]
    nudge = sole(plan_nudges(picture(pulse(1, heard=None), *settled)))
    assert (len(nudge.own), nudge.fine) == (1, 0)


def test_an_action_silent_since_the_last_board_needs_a_word_once_papers_are_near() -> None:
    board = date(2026, 11, 12)
    near = situation(last_board_on=board, papers_near=True)
    far = situation(last_board_on=board, papers_near=False)
    assert sole(plan_nudges(picture(pulse(1), now=near))).own[0].reasons == (BOARD,)
    assert plan_nudges(picture(pulse(1), now=far)).nudges == ()


def test_a_word_that_will_soon_be_old_is_asked_for_and_is_no_silence_to_a_lead_officer() -> None:
    three_weeks_ago = datetime(2026, 10, 24, 12, tzinfo=UTC)
    soon = pulse(1, lead_group_id=7, heard=three_weeks_ago)
    assert sole(plan_nudges(picture(soon, roles=LEADS_SEVEN))).own[0].reasons == (SOON,)
    board = situation(board_on=TODAY + timedelta(days=17))
    asked = sole(plan_nudges(picture(soon, roles=LEADS_SEVEN, now=board)))
    assert (asked.contact_id, asked.own[0].reasons) == (1, (BOARD_DAY,))


def test_a_late_nudge_asks_only_what_it_would_have_asked_on_its_own_day() -> None:
    # On Wednesday the 18th the word is 22 days old, on Monday the 16th it was 20.
    wednesday = situation(today=TODAY + timedelta(days=2))
    told = pulse(1, heard=datetime(2026, 10, 27, 12, tzinfo=UTC))
    assert plan_nudges(picture(told, now=wednesday, due=situation())).nudges == ()
    assert sole(plan_nudges(picture(told, now=wednesday))).own[0].reasons == (SOON,)


def test_whoever_covers_hears_of_both_peoples_actions_in_one_nudge() -> None:
    contacts = [contact(1, away_from=TODAY, cover_id=2), contact(2)]
    nudge = sole(
        plan_nudges(picture(pulse(1, heard=None), pulse(2, officer=2, heard=None), contacts=contacts))
    )
    assert (nudge.contact_id, len(nudge.own)) == (2, 2)


def test_nobody_hears_of_the_actions_of_somebody_away_without_cover_or_deputy() -> None:
    nudges = plan_nudges(picture(pulse(1, heard=None), contacts=[contact(1, away_from=TODAY)]))
    assert (nudges.nudges, nudges.to_ask) == ((), ())


def test_people_not_on_slack_are_left_to_the_support_officer_one_entry_a_person() -> None:
    contacts = [contact(1, slack_id=None), contact(2, can_contact=False), contact(9)]
    actions = [pulse(1, heard=None), pulse(2, heard=None), pulse(3, officer=2, heard=None)]
    nudges = plan_nudges(picture(*actions, contacts=contacts))
    assert [(person.contact_id, len(person.needs)) for person in nudges.to_ask] == [(1, 2), (2, 1)]
    assert (nudges.support_id, nudges.nudges) == (9, ())


def test_nobody_is_named_to_ask_by_phone_where_the_support_officer_is_not_on_slack_either() -> None:
    contacts = [contact(1, slack_id=None), contact(9, slack_id=None)]
    nudges = plan_nudges(picture(pulse(1, heard=None), contacts=contacts))
    assert (nudges.support_id, len(nudges.to_ask)) == (None, 1)


def test_a_lead_officer_sees_what_is_off_track_slipped_unheard_of_and_re_dated_in_that_order() -> None:
    moved = datetime(2026, 11, 12, tzinfo=UTC)
    milestones = [
        milestone(1, 3, TODAY - timedelta(days=1)),
        milestone(2, 1, TODAY + timedelta(days=60), last_moved_at=moved, moves=1),
    ]
    actions = [
        pulse(1, lead_group_id=7),
        pulse(2, lead_group_id=7, heard=None),
        pulse(3, lead_group_id=7),
        pulse(4, lead_group_id=7, status="off_track"),
        pulse(5, lead_group_id=7),
        pulse(6, lead_group_id=8, status="off_track"),
    ]
    nudges = plan_nudges(picture(*actions, milestones=milestones, roles=LEADS_SEVEN))
    lead = nudge_of(nudges, 4)
    assert lead is not None
    assert (lead.own, [(section.place, section.action_ids) for section in lead.sections]) == (
        (),
        [((GROUP, 7), (4, 3, 2, 1))],
    )


def test_a_lead_officers_own_actions_are_asked_about_and_not_shown_a_second_time() -> None:
    nudges = plan_nudges(picture(pulse(1, officer=4, lead_group_id=7, heard=None), roles=LEADS_SEVEN))
    lead = sole(nudges)
    assert (len(lead.own), lead.sections) == (1, ())


def test_an_unowned_action_nobody_has_heard_of_is_seen_by_its_lead_officer() -> None:
    lead = sole(plan_nudges(picture(pulse(1, officer=None, lead_group_id=7, heard=None), roles=LEADS_SEVEN)))
    assert lead.sections[0].action_ids == (1,)


def test_a_critical_friend_sees_the_priority_and_the_lead_of_its_group_sees_it_as_the_groups() -> None:
    roles = (role(4, "critical_friend", priority=2), role(5, "lead_officer", group=7))
    nudges = plan_nudges(picture(pulse(1, status="off_track"), roles=roles, leads={2: 7}, pairs=[(1, 2)]))
    places = {nudge.contact_id: [section.place for section in nudge.sections] for nudge in nudges.nudges}
    assert places == {4: [(PRIORITY, 2)], 5: [(GROUP, 7)]}


def test_somebody_who_leads_a_group_and_its_priority_sees_an_action_once() -> None:
    roles = (role(4, "lead_officer", group=7), role(4, "critical_friend", priority=2))
    off_track = pulse(1, status="off_track", lead_group_id=7)
    lead = sole(plan_nudges(picture(off_track, roles=roles, leads={2: 7}, pairs=[(1, 2)])))
    assert [section.place for section in lead.sections] == [(GROUP, 7)]


def test_a_long_list_names_the_most_pressing_and_counts_the_rest() -> None:
    actions = [pulse(n, status="off_track", lead_group_id=7) for n in range(1, SECTION_LIMIT + 6)]
    section = sole(plan_nudges(picture(*actions, roles=LEADS_SEVEN))).sections[0]
    assert (section.action_ids, section.more) == (tuple(range(1, SECTION_LIMIT + 1)), 5)


def test_a_re_dating_is_told_in_the_week_it_was_made_and_not_again() -> None:
    moved = milestone(1, 1, date(2027, 1, 20), last_moved_at=datetime(2026, 11, 8, 23, 59, tzinfo=UTC))
    in_time = moved._replace(last_moved_at=datetime(2026, 11, 9, tzinfo=UTC))
    of_seven = pulse(1, lead_group_id=7)
    assert plan_nudges(picture(of_seven, milestones=[moved], roles=LEADS_SEVEN)).nudges == ()
    assert plan_nudges(picture(of_seven, milestones=[in_time], roles=LEADS_SEVEN)).nudges != ()


ZONES = st.sampled_from(
    ["Europe/London", "America/New_York", "Pacific/Apia", "America/Havana", "Asia/Kathmandu"]
)
INSTANTS = st.none() | instants(2026, 2027)


@given(
    heard_at=INSTANTS,
    overdue=st.booleans(),
    zone=ZONES,
    today=st.dates(date(2026, 3, 1), date(2027, 12, 1)),
    limit=st.integers(1, 60),
    board=st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 1)),
    near=st.booleans(),
    board_on=st.none() | st.dates(date(2026, 3, 1), date(2027, 12, 31)),
)
def test_the_instants_worked_out_beforehand_give_the_same_reasons_as_the_days(
    heard_at: Any,
    overdue: bool,
    zone: str,
    today: date,
    limit: int,
    board: date | None,
    near: bool,
    board_on: date | None,
) -> None:
    days = {"today": today, "limit_days": limit, "last_board_on": board, "board_on": board_on}
    now = situation(zone=ZoneInfo(zone), papers_near=near, **days)
    heard = action(1, "POV-01", "An action", heard_at=heard_at)
    assert reasons_at(heard_at, overdue, cut_offs(now)) == reasons(heard, overdue, now)


PLANNED = st.lists(
    st.builds(
        pulse,
        st.integers(1, 30),
        officer=st.none() | st.integers(1, 9),
        heard=INSTANTS,
        status=st.sampled_from(STATUSES),
        deputy_id=st.none() | st.integers(1, 12),
        lead_group_id=st.none() | st.integers(1, 3),
    ),
    max_size=30,
    unique_by=lambda its: its.id,
)
PEOPLE = st.lists(
    st.builds(
        contact,
        st.integers(1, 9),
        slack_id=st.none() | st.just("U"),
        away_from=st.none() | st.just(TODAY),
        cover_id=st.none() | st.integers(1, 9),
    ),
    unique_by=lambda its: its.id,
)
ROLES = st.lists(
    st.builds(
        role,
        st.integers(1, 9),
        st.sampled_from(["lead_officer", "critical_friend", "support"]),
        st.none() | st.integers(1, 3),
        st.none() | st.integers(1, 2),
    ),
    max_size=6,
)


@given(PLANNED, PEOPLE, ROLES)
def test_every_action_is_asked_about_once_at_most_and_no_nudge_is_empty(
    actions: Any, contacts: Any, roles: Any
) -> None:
    pairs = [(each.id, 1 + each.id % 2) for each in actions]
    nudges = plan_nudges(picture(*actions, contacts=contacts, roles=roles, pairs=pairs, leads={1: 1}))
    asked = [need.action_id for nudge in nudges.nudges for need in nudge.own]
    asked += [need.action_id for person in nudges.to_ask for need in person.needs]
    assert len(asked) == len(set(asked))
    assert all(nudge.own or nudge.sections for nudge in nudges.nudges)
    for nudge in nudges.nudges:
        seen = [action_id for section in nudge.sections for action_id in section.action_ids]
        assert len(seen) == len(set(seen))
        assert not set(seen) & {need.action_id for need in nudge.own}
