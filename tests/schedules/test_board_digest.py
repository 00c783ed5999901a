"""When a chair is told what: the plan of the Board digests, and the messages it becomes."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.practice.limits import message_faults
from bot.practice.reading import read_blocks
from bot.rules.digest import compose
from bot.rules.digest_sending import (
    Decision,
    Recipient,
    SayCancelled,
    SayMoved,
    SendDigest,
    SendPreview,
    SentDigest,
    Sitting,
    due_at,
)
from bot.rules.digest_value import Digest
from bot.services.digest_rows import messages_for
from schedules.board_digest import plan
from storage.records import Meeting
from tests.digests import BOARD_DAY, HELD, NOW, a_full_register, contact, meeting, ways

CHAIR = contact(12, "Isla Galbraith", "U12")
DEPUTY = contact(13, "Hamish Orr", "U13", post="Superintendent", body="Inverlath Police")
SUPPORT = contact(14, "Kirsty Muir", "U14", post="Community Planning Manager")
OFF_SLACK = contact(15, "Elspeth Gunn")

SENT = SentDigest(BOARD_DAY, "14:00", 1)
DUE = NOW
AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


def sitting(of: Meeting | None = None, *readers: Any, sent: SentDigest | None = None) -> Sitting:
    return Sitting(of or meeting(), "CPP Board", readers or (CHAIR, DEPUTY), sent)


def planned(
    each: Sitting, at: datetime = NOW, said: tuple[str, ...] = (), support: Any = SUPPORT, **own: Any
) -> list[Decision]:
    """What is decided, previews left out."""
    decisions = plan([each], support, said, ways(**own), at)
    return [decision for decision in decisions if not isinstance(decision, SendPreview)]


def only(decisions: list[Decision], kind: type[Any]) -> Any:
    assert [type(decision) for decision in decisions] == [kind]
    return decisions[0]


# --- the digest


def test_a_digest_is_due_five_working_days_before_at_the_nudge_hour() -> None:
    assert due_at(meeting(), ways()) == datetime(2026, 11, 26, 9, tzinfo=UTC)
    assert due_at(meeting(), ways(digest_lead_days=3, nudge_hour=11)) == datetime(
        2026, 11, 30, 11, tzinfo=UTC
    )
    assert due_at(meeting(), ways(closed_days=["2026-11-30"])) == datetime(2026, 11, 25, 9, tzinfo=UTC)
    assert due_at(meeting(date(2026, 7, 9)), ways()) == datetime(2026, 7, 2, 8, tzinfo=UTC)
    assert due_at(meeting(precision="month"), ways()) is None


def test_the_chair_and_the_deputy_are_sent_it_once_it_is_due_and_not_before() -> None:
    assert planned(sitting(), DUE - timedelta(seconds=1)) == []
    decision = only(planned(sitting(), DUE), SendDigest)
    assert decision.saying.occasion == "digest meeting 7 2026-12-03"
    assert [(to.to, to.reader) for to in decision.saying.recipients] == [(CHAIR, CHAIR), (DEPUTY, DEPUTY)]
    assert decision.late_since is None


def test_an_unmoved_meeting_never_sends_twice() -> None:
    said = ("digest meeting 7 2026-12-03",)
    for at in (DUE, DUE + A_DAY, DUE + 3 * A_DAY):
        assert planned(sitting(), at, said) == []
        assert planned(sitting(sent=SENT), at, said) == []
        assert planned(sitting(sent=SENT), at) == []


def test_a_meeting_that_is_held_or_has_no_exact_day_sends_nothing() -> None:
    assert planned(sitting(meeting(state="held"))) == []
    assert planned(sitting(meeting(precision="month"))) == []
    assert planned(sitting(meeting(None))) == []


def test_after_downtime_it_is_sent_late_and_says_so_while_the_meeting_is_to_come() -> None:
    begins = datetime(2026, 12, 3, 14, tzinfo=UTC)
    assert only(planned(sitting(), DUE + AN_HOUR), SendDigest).late_since is None
    assert only(planned(sitting(), begins - AN_HOUR), SendDigest).late_since == date(2026, 11, 26)
    assert planned(sitting(), begins) == []


def test_a_meeting_without_a_time_is_to_come_until_its_day_is_over() -> None:
    untimed = sitting(meeting(local_time=None))
    assert only(planned(untimed, datetime(2026, 12, 3, 23, 59, tzinfo=UTC)), SendDigest)
    assert planned(untimed, datetime(2026, 12, 4, tzinfo=UTC)) == []


def test_what_fell_due_before_the_register_was_kept_here_is_not_sent() -> None:
    assert planned(sitting(), DUE + AN_HOUR, created_at=DUE + timedelta(minutes=1)) == []
    assert only(planned(sitting(), DUE + AN_HOUR, created_at=DUE), SendDigest)


def test_nobody_is_woken_by_a_digest_that_is_caught_up_at_night() -> None:
    night = datetime(2026, 11, 28, 3, tzinfo=UTC)
    to = only(planned(sitting(), night), SendDigest).saying.recipients[0]
    assert to.not_before == datetime(2026, 11, 28, 9, tzinfo=UTC)


def test_a_digest_that_would_miss_the_meeting_by_waiting_for_morning_does_not_wait() -> None:
    early = meeting(local_time="08:30")
    night = datetime(2026, 12, 3, 3, tzinfo=UTC)
    to = only(planned(sitting(early), night), SendDigest).saying.recipients[0]
    assert to.not_before == night


# --- to whom


def test_for_a_chair_not_on_slack_the_support_officer_is_asked_to_send_it_on() -> None:
    saying = only(planned(sitting(None, OFF_SLACK, DEPUTY)), SendDigest).saying
    assert [(to.to, to.reader, to.passes_on) for to in saying.recipients] == [
        (SUPPORT, OFF_SLACK, True),
        (DEPUTY, DEPUTY, False),
    ]
    assert saying.unreached == ()


def test_a_chair_who_does_not_want_to_be_written_to_is_not() -> None:
    quiet = CHAIR._replace(can_contact=False)
    assert only(planned(sitting(None, quiet)), SendDigest).saying.recipients[0].to == SUPPORT


def test_where_nobody_chairs_the_support_officer_gets_it() -> None:
    empty = Sitting(meeting(), "CPP Board", ())
    recipients = only(planned(empty), SendDigest).saying.recipients
    assert [(to.to, to.reader, to.passes_on) for to in recipients] == [(SUPPORT, None, True)]


def test_a_reader_nobody_can_reach_is_said_to_be_unreached() -> None:
    saying = only(planned(sitting(None, OFF_SLACK), support=None), SendDigest).saying
    assert (saying.recipients, saying.unreached) == ((), (OFF_SLACK,))


def test_one_who_is_chair_and_deputy_gets_it_once() -> None:
    assert len(only(planned(sitting(None, CHAIR, CHAIR)), SendDigest).saying.recipients) == 1


# --- moved


def test_a_meeting_moved_before_its_digest_is_planned_anew_and_nothing_else_is_said() -> None:
    moved = sitting(meeting(date(2026, 12, 10), state="moved", version=2))
    assert planned(moved, DUE) == []
    decision = only(planned(moved, DUE + 7 * A_DAY), SendDigest)
    assert decision.saying.occasion == "digest meeting 7 2026-12-10"


def test_a_meeting_moved_after_its_digest_gets_a_correction_once_and_no_second_digest() -> None:
    moved = sitting(meeting(date(2026, 12, 10), state="moved", version=2), sent=SENT)
    decision = only(planned(moved, DUE + A_DAY), SayMoved)
    assert decision.saying.occasion == "moved meeting 7 v2"
    assert (decision.was, decision.now) == (BOARD_DAY, (date(2026, 12, 10), "14:00"))
    for days in range(20):
        assert planned(moved, DUE + days * A_DAY, ("moved meeting 7 v2",)) == []


def test_a_new_time_on_the_same_day_is_told_too() -> None:
    later = sitting(meeting(local_time="16:00", state="moved", version=2), sent=SENT)
    assert only(planned(later), SayMoved).now == (BOARD_DAY, "16:00")


def test_a_meeting_moved_back_is_told_only_to_those_who_heard_that_it_moved() -> None:
    back = sitting(meeting(state="moved", version=3), sent=SENT)
    assert planned(back) == []
    decision = only(planned(back, said=("moved meeting 7 v2",)), SayMoved)
    assert (decision.saying.occasion, decision.now) == ("moved meeting 7 v3", (BOARD_DAY, "14:00"))
    assert planned(back, said=("moved meeting 7 v2", "moved meeting 7 v3")) == []


def test_what_was_told_of_another_meeting_is_nothing_to_this_one() -> None:
    back = sitting(meeting(state="moved", version=3), sent=SENT)
    assert planned(back, said=("moved meeting 70 v2", "cancelled meeting 8 v9")) == []


def test_a_meeting_that_lost_its_day_after_its_digest_is_told_to_have_none() -> None:
    lost = sitting(meeting(None, state="moved", version=2), sent=SENT)
    assert only(planned(lost), SayMoved).now is None
    assert planned(lost, datetime(2026, 12, 3, 14, tzinfo=UTC)) == []


# --- cancelled


def test_a_meeting_cancelled_while_its_digest_is_expected_stops_it_and_says_so_once() -> None:
    cancelled = sitting(meeting(state="cancelled", version=2))
    decision = only(planned(cancelled), SayCancelled)
    assert (decision.saying.occasion, decision.on) == ("cancelled meeting 7 v2", BOARD_DAY)
    assert decision.digest_went is False
    assert planned(cancelled, DUE + A_DAY, ("cancelled meeting 7 v2",)) == []


def test_a_meeting_cancelled_after_its_digest_is_told_too() -> None:
    cancelled = sitting(meeting(state="cancelled", version=2), sent=SENT)
    assert only(planned(cancelled, DUE + A_DAY), SayCancelled).digest_went is True


def test_a_meeting_that_was_cancelled_before_it_came_here_is_told_when_its_digest_would_have_come() -> None:
    known_as_cancelled = sitting(meeting(state="cancelled"))
    assert planned(known_as_cancelled, DUE - A_DAY) == []
    assert only(planned(known_as_cancelled, DUE), SayCancelled)


def test_a_meeting_cancelled_early_is_told_at_once_and_one_that_is_past_never() -> None:
    cancelled = sitting(meeting(state="cancelled", version=2))
    assert only(planned(cancelled, DUE - 30 * A_DAY), SayCancelled)
    assert planned(cancelled, datetime(2026, 12, 3, 14, tzinfo=UTC)) == []


def test_a_meeting_that_is_on_again_gets_its_digest_or_where_it_had_one_a_correction() -> None:
    again = meeting(state="planned", version=3)
    said = ("cancelled meeting 7 v2",)
    assert only(planned(sitting(again), said=said), SendDigest)
    assert only(planned(sitting(again, sent=SENT), said=said), SayMoved)
    after = SentDigest(BOARD_DAY, "14:00", 3)
    assert planned(sitting(again, sent=after), said=said) == []


# --- what each decision becomes


def full() -> Digest:
    return compose(a_full_register(), HELD, NOW)


def test_a_digest_becomes_a_message_and_its_thread() -> None:
    decision = only(planned(sitting()), SendDigest)
    rows = messages_for(decision, full(), decision.saying.recipients[0])
    assert [(row.key, row.after_key) for row in rows] == [
        ("digest meeting 7 2026-12-03 contact 12 part 0", None),
        ("digest meeting 7 2026-12-03 contact 12 part 1", "digest meeting 7 2026-12-03 contact 12 part 0"),
    ]
    assert {(row.kind, row.contact_id, row.channel, row.state) for row in rows} == {
        ("message", 12, "U12", "waiting")
    }
    assert {(row.not_before, row.not_after) for row in rows} == {(NOW, datetime(2026, 12, 3, 14, tzinfo=UTC))}
    assert rows[0].payload["text"] == "Board Thu 3 Dec: 2 to decide, 1 to direct, 1 off track"


def test_a_late_digest_says_so_in_its_first_message() -> None:
    decision = only(planned(sitting(), DUE + A_DAY), SendDigest)
    first = messages_for(decision, full(), decision.saying.recipients[0])[0]
    assert "This comes late: it was due Thu 26 Nov." in read_blocks(first.payload["blocks"])


def test_the_support_officer_gets_one_message_with_the_page_and_whom_to_send_it_to() -> None:
    decision = only(planned(sitting(None, OFF_SLACK)), SendDigest)
    rows = messages_for(decision, full(), decision.saying.recipients[0])
    assert [(row.key, row.contact_id) for row in rows] == [
        ("digest meeting 7 2026-12-03 contact 15 part 0", 14)
    ]
    payload = rows[0].payload
    assert payload["text"].startswith(
        "Hello Kirsty. This is for the Convener, Inverlath Council, who is not on Slack. The digest is attached, "
        "as one page to read or print. Could you send it on to elspeth@inverlath.example.org?"
    )
    assert "Elspeth" not in payload["text"]
    assert payload["file"]["name"] == "board-digest-2026-12-03.html"
    assert payload["file"]["content"].startswith("<!DOCTYPE html>")
    assert message_faults({name: payload[name] for name in ("text", "blocks")}) == []


def test_where_nobody_chairs_the_support_officer_is_told_that() -> None:
    decision = only(planned(Sitting(meeting(), "CPP Board", ())), SendDigest)
    row = messages_for(decision, full(), decision.saying.recipients[0])[0]
    assert row.key == "digest meeting 7 2026-12-03 contact 14 part 0"
    assert "Nobody is down as chair of the Board." in row.payload["text"]


@pytest.mark.parametrize("reader", [CHAIR, OFF_SLACK])
def test_a_correction_is_one_short_message(reader: Any) -> None:
    moved = sitting(meeting(date(2026, 12, 10), state="moved", version=2), reader, sent=SENT)
    cancelled = sitting(meeting(state="cancelled", version=2), reader)
    for decision, key in ((planned(moved)[0], "moved"), (planned(cancelled)[0], "cancelled")):
        rows = messages_for(decision, None, decision.saying.recipients[0])
        assert [row.key for row in rows] == [f"{key} meeting 7 v2 contact {reader.id} part 0"]
        shown = read_blocks(rows[0].payload["blocks"])
        assert len(shown) < 300
        assert ("Could you tell them?" in shown) == (reader is OFF_SLACK)
        assert message_faults(rows[0].payload) == []


def test_a_digest_cannot_be_sent_without_one() -> None:
    decision = only(planned(sitting()), SendDigest)
    with pytest.raises(ValueError, match="no digest"):
        messages_for(decision, None, Recipient(CHAIR, CHAIR, NOW))


# --- the preview

PREVIEW_DUE = datetime(2026, 11, 24, 9, tzinfo=UTC)


def previewed(each: Sitting, at: datetime, said: tuple[str, ...] = (), support: Any = SUPPORT) -> list[Any]:
    decisions = plan([each], support, said, ways(), at)
    return [decision for decision in decisions if isinstance(decision, SendPreview)]


def test_the_support_officer_is_shown_it_two_working_days_before_its_own_day_and_once() -> None:
    assert previewed(sitting(), PREVIEW_DUE - timedelta(seconds=1)) == []
    (decision,) = previewed(sitting(), PREVIEW_DUE)
    assert decision.saying.occasion == "preview meeting 7 2026-12-03"
    assert [to.to for to in decision.saying.recipients] == [SUPPORT]
    assert decision.saying.until == DUE
    assert previewed(sitting(), PREVIEW_DUE + A_DAY, ("preview meeting 7 2026-12-03",)) == []


def test_there_is_no_preview_of_what_has_gone_is_due_or_is_cancelled() -> None:
    assert previewed(sitting(), DUE) == []
    assert previewed(sitting(sent=SENT), PREVIEW_DUE) == []
    assert previewed(sitting(meeting(state="cancelled")), PREVIEW_DUE) == []
    assert (
        previewed(sitting(), PREVIEW_DUE, support=OFF_SLACK)
        == previewed(sitting(), PREVIEW_DUE, support=None)
        == []
    )


def test_what_is_held_does_not_go_by_itself_and_can_still_be_seen_beforehand() -> None:
    held = Sitting(meeting(), "CPP Board", (CHAIR,), held=True)
    assert planned(held, DUE) == planned(held, DUE + A_DAY) == []
    assert len(previewed(held, PREVIEW_DUE)) == 1
    cancelled = Sitting(meeting(state="cancelled", version=2), "CPP Board", (CHAIR,), held=True)
    assert only(planned(cancelled), SayCancelled)
