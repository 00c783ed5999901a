"""What the chair's digest says, before anybody words it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.digest import AskedInVain, OpenBarrier, compose
from bot.rules.digest_value import Changes, Count, Silent, Slip, Thanks, from_json, to_json
from bot.rules.digest_words import asked_in_words
from storage.records import STATUSES
from tests.digests import (
    BODIES,
    COLLEGE,
    COUNCIL,
    FOODBANK,
    HELD,
    NOW,
    a_full_register,
    action,
    ask,
    change,
    digest_of,
    meeting,
    milestone,
    view,
    ways,
)


def test_asks_come_in_the_order_of_the_agenda_with_notes_last() -> None:
    asks = [
        ask("tenth", item="10"),
        ask("note first", "note", item="1"),
        ask("ninth", "direct", item="9"),
        ask("no item", "add_value"),
        ask("second half of four", item="4b"),
        ask("first half of four", item="4a"),
    ]
    listed = [(line.number, line.words) for line in digest_of(asks=asks).asks]
    words = ["first half of four", "second half of four", "ninth", "tenth", "no item", "note first"]
    assert listed == list(enumerate(words, start=1))


def test_an_ask_that_is_on_no_agenda_is_not_asked_of_the_meeting() -> None:
    asks = [ask("settled", state="settled_below"), ask("raised", state="raised"), ask("asked")]
    assert [line.words for line in digest_of(asks=asks).asks] == ["asked"]


def test_an_ask_quotes_its_update_else_says_since_when_it_is_held_up_else_quotes_the_last_words() -> None:
    one, two, three = (
        action("POV-01", words="one"),
        action("POV-02", words="two"),
        action("POV-03", words="three"),
    )
    barrier = OpenBarrier("no money", date(2026, 6, 2))
    asks = [
        ask("a", about=one, item="1", update_words="from the update"),
        ask("b", about=two, item="2"),
        ask("c", about=three, item="3"),
    ]
    lines = digest_of(one, two, three, asks=asks, barriers={one.id: barrier, two.id: barrier}).asks
    assert [line.quote for line in lines] == ["from the update", None, "three"]
    assert [line.held_up_since for line in lines] == [None, date(2026, 6, 2), None]


def test_raised_asks_are_counted_and_said_to_be_with_the_executive_group() -> None:
    digest = digest_of(raised=[ask("x", state="raised")] * 2, executive="CPP Executive Officer Group")
    assert (digest.asks_elsewhere, digest.elsewhere) == (2, "Executive Officer Group")


def test_to_the_executive_group_they_are_told_the_longest_waiting_first() -> None:
    newer = ask("newer", state="raised", raised_at=NOW)
    older = ask("older", state="raised", about=action("POV-03", words="no money"))
    digest = digest_of(raised=[newer, older], settles=True)
    assert [(line.number, line.words, line.code) for line in digest.raised] == [
        (1, "older", "POV-03"),
        (2, "newer", None),
    ]
    assert (digest.asks_elsewhere, digest.elsewhere) == (0, None)
    assert digest_of(raised=[newer, older]).raised == ()


def test_off_track_is_told_with_the_lead_and_the_last_words_or_the_barrier() -> None:
    led = action("HWB-05", "off_track", lead_body_id=COLLEGE, words="two tutors left")
    grouped = action("HWB-06", "off_track", lead_body_id=None, lead_group_id=2, words=None)
    shared = action("HWB-07", "off_track", lead_body_id=None, words=None)
    nobody = action("HWB-08", "off_track", lead_body_id=None)
    digest = digest_of(
        led,
        grouped,
        shared,
        nobody,
        contributors={shared.id: [FOODBANK]},
        barriers={grouped.id: OpenBarrier("no room", date(2026, 10, 1))},
    )
    assert [(each.body, each.words) for each in digest.off_track] == [
        ("Glen College", "two tutors left"),
        ("Health & Wellbeing Partnership", "no room"),
        ("Inverlath Foodbank", None),
        (None, "Under way."),
    ]


def test_a_milestone_moved_later_since_the_last_board_is_told_with_its_first_date() -> None:
    hwb = action("HWB-01")
    since = {"last_moved_at": NOW - timedelta(days=3)}
    before = {"last_moved_at": HELD - timedelta(days=3)}
    october, january = date(2026, 10, 30), date(2027, 1, 29)
    digest = digest_of(
        hwb,
        milestones=[
            milestone(hwb, "later", january, moves=2, first_latest=october, **since),
            milestone(hwb, "told before", january, moves=1, first_latest=october, **before),
            milestone(hwb, "brought forward", october, moves=1, first_latest=january, **since),
            milestone(hwb, "dated at last", january, moves=1, first_latest=None, **since),
            milestone(hwb, "no longer dated", None, moves=1, first_latest=october, **since),
        ],
    )
    assert digest.redated == (
        Slip("HWB-01", "later", october, january, 2),
        Slip("HWB-01", "no longer dated", october, None, 1),
    )
    assert {slip.title for slip in digest.details[0].actions[0].slips} == {
        "later",
        "told before",
        "no longer dated",
    }


def test_silence_is_told_longest_first_and_never_of_what_is_settled() -> None:
    limit = ways().partnership.freshness_days
    edge = NOW - timedelta(days=limit)
    over = edge - timedelta(days=1)
    digest = digest_of(
        action("POV-01", heard_at=edge),
        action("POV-02", "off_track", heard_at=over),
        action("POV-03", heard_at=None, words=None),
        action("POV-04", "paused", heard_at=over),
        action("POV-05", "complete", heard_at=over),
    )
    assert digest.silent == (Silent("POV-03", None), Silent("POV-02", over.date()))


def test_what_everybody_was_asked_about_in_vain_is_silent_and_says_who_was_asked() -> None:
    asked = AskedInVain(date(2026, 10, 26), ("Health Improvement Manager, NHS Inverlath", "Support Officer"))
    lately = NOW - timedelta(days=9)
    first, second = action("POV-01", heard_at=lately), action("POV-02", heard_at=lately)
    digest = digest_of(first, second, in_vain={first.id: asked})
    assert digest.silent == (Silent("POV-01", lately.date(), asked.posts, asked.since),)
    assert asked_in_words(digest.silent[0], digest.today) == (
        "all asked since Mon 26 Oct: Health Improvement Manager, NHS Inverlath; Support Officer"
    )


def test_changes_are_counted_by_where_each_action_was_at_the_last_held_board() -> None:
    better, worse, done, same = (
        action("A-01"),
        action("A-02", "off_track"),
        action("A-03", "complete"),
        action("A-04"),
    )
    changes = [
        change(better, "at_risk"),
        change(worse, "on_track"),
        change(done, "on_track"),
        change(same, "on_track", NOW - timedelta(days=9)),
        change(same, "off_track"),
    ]
    digest = digest_of(better, worse, done, same, changes=changes)
    assert digest.changes == Changes(improved=1, worsened=1, done=1)


def test_before_any_board_was_held_there_is_nothing_to_compare_with() -> None:
    pov = action("POV-01")
    digest = compose(view(pov, changes=[change(pov, "at_risk")]), None, NOW)
    assert (digest.since, digest.changes) == (None, Changes())


def test_only_what_was_confirmed_complete_since_the_last_board_is_thanked_for_and_by_body() -> None:
    first, second = (
        action(code, "complete", confirmed_by_id=5, lead_body_id=FOODBANK) for code in ("POV-01", "POV-02")
    )
    waiting = action("POV-03", "complete", lead_body_id=COLLEGE)
    earlier = action("POV-04", "complete", confirmed_by_id=5, lead_body_id=COLLEGE)
    digest = digest_of(
        first,
        second,
        waiting,
        earlier,
        changes=[change(waiting, "on_track")],
        confirmed_since=frozenset({first.id, second.id}),
    )
    assert digest.thanks == (Thanks("Inverlath Foodbank", ("POV-01", "POV-02")),)


def test_the_next_milestone_is_the_first_to_come_of_a_live_action_today_included() -> None:
    live, paused = action("POV-01"), action("POV-02", "paused")
    today = date(2026, 11, 26)
    milestones = [
        milestone(live, "overdue", today - timedelta(days=1)),
        milestone(paused, "paused", today),
        milestone(live, "undated", None),
        milestone(live, "later", today + timedelta(days=1)),
        milestone(None, "of nobody", today),
    ]
    coming = digest_of(live, paused, milestones=milestones).next_milestone
    assert coming is not None
    assert (coming.title, coming.code, coming.due.latest) == ("of nobody", None, today)


def test_counts_follow_the_key_and_leave_out_what_was_finished_before_the_last_board() -> None:
    finished = action("POV-04", "complete")
    digest = digest_of(
        action("POV-01", "off_track"),
        action("POV-02", "not_started"),
        action("POV-03", "complete"),
        finished,
        action("POV-05", "closed"),
        changes=[change(finished, "on_track")],
    )
    assert digest.counts == (Count("not_started", 1), Count("off_track", 1), Count("complete", 1))
    assert (digest.total, digest.finished_before) == (3, 2)
    assert [each.code for each in digest.finished] == ["POV-04"]


def test_every_open_action_stands_once_under_its_first_priority() -> None:
    first, second, other = action("POV-01"), action("EMP-01"), action("CPP-01")
    digest = digest_of(
        first,
        second,
        other,
        priorities=[(2, "Employability"), (1, "Poverty")],
        priority_of={first.id: 1, second.id: 2, other.id: 99},
    )
    listed = [(group.name, [each.code for each in group.actions]) for group in digest.details]
    assert listed == [("Employability", ["EMP-01"]), ("Poverty", ["POV-01"]), (None, ["CPP-01"])]


def test_the_detail_names_posts_and_bodies_and_what_is_past_its_date() -> None:
    late = date(2026, 11, 13)
    pov = action(
        "POV-01", latest=date(2026, 10, 31), earliest=date(2026, 10, 1), precision="month", officer_id=90
    )
    digest = digest_of(
        pov,
        milestones=[milestone(pov, "pilot agreed", late)],
        posts={90: "Manager, NHS Inverlath"},
        contributors={pov.id: [COUNCIL, COLLEGE]},
        barriers={pov.id: OpenBarrier("no money", late)},
    )
    detail = digest.details[0].actions[0]
    assert (detail.post, detail.lead, detail.partners) == (
        "Manager, NHS Inverlath",
        "Inverlath Council",
        ("Glen College",),
    )
    assert [(each.title, each.due.precision) for each in detail.overdue] == [
        ("pilot agreed", "day"),
        (None, "month"),
    ]
    assert detail.held_up == "no money"


def test_a_meeting_without_a_day_has_no_digest() -> None:
    with pytest.raises(ValueError, match="has no day"):
        compose(view(meeting=meeting(None)), HELD, NOW)


def test_the_digest_keeps_the_partnerships_clock_and_key() -> None:
    summer = datetime(2026, 7, 1, 8, tzinfo=UTC)
    key = [{"status": "at_risk", "word": "Slipping", "symbol": "△", "colours": ["amber"]}]
    digest = compose(view(ways=ways(status_key=key)), None, summer)
    assert f"{digest.as_of:%H:%M}" == "09:00"
    assert digest.label("at_risk").label == "△ Slipping"


def test_a_frozen_digest_reads_the_same_again() -> None:
    digest = compose(a_full_register(), HELD, NOW)
    again = from_json(to_json(digest))
    assert again == digest
    assert to_json(again) == to_json(digest)


def test_what_is_no_digest_is_refused() -> None:
    with pytest.raises(ValueError, match="meeting"):
        from_json({"partnership": "Inverlath"})


TEXTS = st.text(max_size=30)
ACTIONS: st.SearchStrategy[list[dict[str, Any]]] = st.lists(
    st.fixed_dictionaries(
        {
            "status": st.sampled_from(STATUSES),
            "title": TEXTS,
            "words": st.none() | TEXTS,
            "lead_body_id": st.none() | st.sampled_from(sorted(BODIES)),
            "confirmed_by_id": st.none() | st.just(5),
            "heard_at": st.none() | st.integers(0, 500).map(lambda days: NOW - timedelta(days=days)),
        }
    ),
    max_size=12,
)


@given(ACTIONS, st.lists(st.tuples(st.integers(0, 11), st.sampled_from(STATUSES)), max_size=12))
def test_any_register_is_counted_whole_and_read_back_whole(
    rows: list[dict[str, Any]], changed: list[tuple[int, str]]
) -> None:
    actions = [action(f"POV-{number:02d}", **row) for number, row in enumerate(rows, start=1)]
    changes = [change(actions[index], before) for index, before in changed if index < len(actions)]
    digest = compose(view(*actions, changes=changes), HELD, NOW)
    shown = [each.code for group in digest.details for each in group.actions] + [
        each.code for each in digest.finished
    ]
    assert len(shown) == len(set(shown)) == digest.total
    assert digest.total + digest.finished_before == len(actions)
    assert from_json(to_json(digest)) == digest
