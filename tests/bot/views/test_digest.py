"""The chair's digest as Slack shows it: it reads like the standard, and fits at any size."""

import re
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.papers.digest_html import digest_html
from bot.practice.limits import message_faults
from bot.practice.reading import read_blocks
from bot.rules.digest import AskedInVain, OpenBarrier, RegisterView, compose
from bot.rules.digest_value import Digest, from_json, to_json
from bot.views.digest import (
    FRONT_LIMIT,
    PART_LIMIT,
    cancelled_message,
    digest_messages,
    digest_text,
    forward_message,
    moved_message,
)
from storage.records import STATUSES
from tests.digests import BOARD_DAY, HELD, NOW, a_full_register, action, ask, digest_of, milestone, view, ways

GOLDEN = """\
Board · Thu 3 Dec, 2 pm · as at Thu 26 Nov, 9 am
The Board is asked to
1 DECIDE who funds the referral worker after March
  POV-03 · "waiting on funding" · item 4
2 DECIDE whether to sign the data agreement
  EMP-04 · held up since June · item 5
3 DIRECT which locality pilots first · item 6
2 more asks are with the Executive Officer Group.
Stuck
🔴 HWB-05 Off track (Glen College): "two tutors left"
Re-dated: HWB-01, Oct → Jan, second move
Not heard of: EMP-02, DIG-04
Since 10 Sep: 6 improved, 2 worsened, 3 done
To thank: Inverlath Foodbank (POV-01, confirmed)
Next: winter spaces open (CPP-01), Mon 7 Dec
23 actions: 12 🟢 On track · 4 🟠 At risk · 1 🔴 Off track · 3 🔵 Complete · 3 ⚪ Not started"""

TODAY = date(2026, 11, 26)


def full() -> Digest:
    return compose(a_full_register(), HELD, NOW)


def seen(message: dict[str, Any]) -> str:
    return read_blocks(message["blocks"])


def test_the_first_message_reads_as_a_chair_should_read_it() -> None:
    first = digest_messages(full())[0]
    assert seen(first) == GOLDEN
    assert first["text"] == "Board Thu 3 Dec: 2 to decide, 1 to direct, 1 off track"


def test_a_snapshot_shows_the_same_messages_as_the_day_it_was_frozen() -> None:
    assert digest_messages(from_json(to_json(full()))) == digest_messages(full())


def test_a_late_digest_says_so_in_the_notification_and_at_the_top() -> None:
    first = digest_messages(full(), late_since=date(2026, 11, 24))[0]
    assert first["text"].startswith("Late: Board Thu 3 Dec")
    assert seen(first).splitlines()[1] == "This comes late: it was due Tue 24 Nov."


def test_three_entries_a_section_are_shown_and_the_rest_counted() -> None:
    red = [action(f"POV-{number:02d}", "off_track", heard_at=None) for number in range(1, 8)]
    asks = [ask(f"question {number}", item=str(number)) for number in range(1, 6)]
    first, detail = digest_messages(digest_of(*red, asks=asks))
    lines = seen(first).splitlines()
    assert sum("DECIDE" in line for line in lines) == 3
    assert lines[lines.index("Stuck") - 1] == "+2 more"
    assert sum(line.startswith("🔴") for line in lines) == 3
    assert "Not heard of: POV-01, POV-02, POV-03, +4 more" in lines
    assert sum("DECIDE" in line for line in seen(detail).splitlines()) == 5


def test_the_executive_group_reads_what_partners_raised_three_at_first_and_all_in_the_thread() -> None:
    pov3 = action("POV-03", words="waiting on funding")
    raised = [ask(f"who pays for {number}", about=pov3, state="raised") for number in range(1, 6)]
    first, detail = digest_messages(digest_of(pov3, raised=raised, settles=True))
    lines = seen(first).splitlines()
    start = lines.index("Raised by partners, for you to settle or send to the Board")
    assert lines[start + 1 : start + 5] == [
        "DECIDE who pays for 1 · POV-03",
        "DECIDE who pays for 2 · POV-03",
        "DECIDE who pays for 3 · POV-03",
        "+2 more",
    ]
    assert first["text"] == "Board Thu 3 Dec: 5 raised by partners"
    assert '5 DECIDE who pays for 5\n  POV-03 · "waiting on funding"' in seen(detail)


def test_a_snapshot_from_before_raised_asks_were_told_is_still_read() -> None:
    kept = to_json(full())
    del kept["raised"]
    assert from_json(kept) == full()


def test_what_is_only_for_noting_is_marked_so() -> None:
    noted = [ask("the annual report", "note", item="7"), ask("who leads", item="2", about=action("POV-01"))]
    lines = seen(digest_messages(digest_of(asks=noted))[0]).splitlines()
    assert (
        lines[2:5]
        == ["1 DECIDE who leads", "  POV-01 · item 2", "2 NOTE the annual report · for noting · item 7"][:3]
    )


def test_a_quiet_register_says_that_nothing_is_asked_and_nothing_is_stuck() -> None:
    lines = seen(digest_messages(digest_of(action("POV-01")))[0]).splitlines()
    assert "Nothing is on the agenda for the Board to decide" in lines
    assert "Nothing is stuck" in lines
    assert lines[-1] == "1 action: 1 🟢 On track"
    assert seen(digest_messages(digest_of())[0]).splitlines()[-1] == "No action is open."


def test_what_everybody_was_asked_about_says_who_was_asked_in_the_detail() -> None:
    silent = action("POV-01", heard_at=None)
    asked = AskedInVain(date(2026, 10, 26), ("Ranger, Inverlath Council", "Support Officer"))
    first, detail = digest_messages(digest_of(silent, in_vain={silent.id: asked}))
    assert "Not heard of: POV-01 (all asked)" in seen(first)
    assert "All asked since Mon 26 Oct: Ranger, Inverlath Council; Support Officer" in seen(detail)


def test_the_detail_prints_the_key_and_tells_each_action_with_its_words() -> None:
    detail = seen(digest_messages(full())[1])
    assert (
        "Key  ⚪ Not started · 🟢 On track · 🟠 At risk · 🔴 Off track · 🔵 Complete · ⏸ Paused · ⏹ Closed"
        in detail
    )
    assert "Not heard of: no word in 28 days, whatever the status." in detail
    assert (
        "HWB-05 Tutors in every school\n"
        "🔴 Off track (was 🟢 On track) · Glen College\n"
        'Thu 12 Nov: "two tutors left"'
    ) in detail
    assert 'Past its date: "pilot agreed", due Fri 13 Nov' in detail
    assert 'Re-dated: "first session", Oct → Jan, second move' in detail
    assert "🔵 Complete, to be confirmed" in detail
    assert 'Held up: "no data agreement"' in detail
    assert "Not heard of since Wed 2 Sep" in detail
    assert "Finished since Thu 10 Sep · 3 actions" in detail


def test_words_written_down_for_somebody_say_whose_they_are_in_the_detail_and_on_the_page() -> None:
    said = action(
        "POV-01", words="no change yet", whose="Superintendent <x>", route="phone", said_on=date(2026, 10, 9)
    )
    digest = digest_of(said)
    assert '"no change yet" (Superintendent <x>, by phone, Fri 9 Oct)' in seen(digest_messages(digest)[1])
    assert "(Superintendent &lt;x&gt;, by phone, Fri 9 Oct)" in digest_html(digest)


def test_nobody_is_named_but_bodies_and_posts() -> None:
    everything = "\n".join([*map(seen, digest_messages(full())), *digest_text(full())])
    assert "Speak to: Project Officer, Inverlath Council" in everything
    assert "Secret" not in everything


def test_the_command_line_prints_the_same_front_page() -> None:
    lines = [line for line in digest_text(full()) if line]
    assert lines[: len(GOLDEN.splitlines())] == GOLDEN.splitlines()
    assert all("\n" not in line for line in digest_text(full()))
    assert sum(line.startswith("POV-03 Cash First") for line in lines) == 1


def test_what_was_typed_cannot_wake_a_channel() -> None:
    shout = "<!channel> & <@U1>"
    red = action("POV-01", "off_track", title=shout, words=shout)
    digest = digest_of(red, asks=[ask(shout, about=red)], group=shout, bodies={1: shout})
    for message in digest_messages(digest):
        told = [message["text"], *mrkdwn_of(message)]
        assert not any(re.search(r"[<>]|&(?!amp;|lt;|gt;)", text) for text in told)


def mrkdwn_of(message: dict[str, Any]) -> list[str]:
    held = [block.get("elements") or [block["text"]] for block in message["blocks"]]
    return [each["text"] for elements in held for each in elements if each["type"] == "mrkdwn"]


HOSTILE = st.text(st.sampled_from('<&>*_~`"|!@# \n\x00\u202e🔴é') | st.characters(), max_size=60)
TIMES = st.sampled_from((1, 3, 40))


@st.composite
def registers(draw: st.DrawFn) -> RegisterView:
    """A register of any size, whose people type long and hostile words."""
    pool = draw(st.lists(HOSTILE, min_size=1, max_size=5))
    times = draw(TIMES)
    typed = [text * times for text in pool]
    size = draw(st.sampled_from((0, 1, 2, 9, 60)) | st.integers(0, 2000))
    number = draw(st.integers(0, 7))

    def words(index: int) -> str:
        return typed[index % len(typed)]

    def one(index: int) -> Any:
        return action(
            f"POV-{index:04d}",
            STATUSES[(index + number) % len(STATUSES)],
            title=words(index),
            words=words(index + 1) or None,
            heard_at=None if index % 3 == 0 else HELD,
            lead_body_id=index % 5 or None,
            confirmed_by_id=5 if index % 2 else None,
        )

    actions = [one(index) for index in range(size)]
    slipped = {"moves": 2, "first_latest": date(2026, 10, 30), "last_moved_at": NOW}
    return view(
        *actions,
        ways=ways(status_key=[{"status": "off_track", "word": "x" + words(0), "symbol": "<"}]),
        group=words(2) or "Board",
        executive=words(3) or None,
        bodies={body: words(body) for body in range(1, 5)},
        priorities=[(1, words(0)), (2, words(1))],
        priority_of={each.id: each.id % 4 for each in actions},
        contributors={each.id: [1, 2, 3, 4] for each in actions},
        barriers={each.id: OpenBarrier(words(4), HELD.date()) for each in actions[::2]},
        confirmed_since=frozenset(each.id for each in actions),
        milestones=[
            milestone(each, words(index), date(2027, 1, 29) if index % 2 else date(2026, 11, 1), **slipped)
            for index, each in enumerate(actions[:200])
        ],
        asks=[
            ask(words(index), about=each, update_words=words(2), item=words(3))
            for index, each in enumerate(actions[:9])
        ],
        raised=[ask(words(0), about=each, state="raised") for each in actions[:number]],
        settles=draw(st.booleans()),
        posts={90: words(0)},
    )


@settings(max_examples=10)  # registers of thousands: each takes its time
@given(registers())
def test_at_any_size_every_message_fits_and_every_action_is_told_once(register: RegisterView) -> None:
    digest = compose(register, HELD, NOW)
    messages = digest_messages(digest, TODAY)
    assert len(seen(messages[0])) <= FRONT_LIMIT
    for message in messages:
        assert message_faults(message) == []
        assert sum(len(text) for text in mrkdwn_of(message)) <= PART_LIMIT + FRONT_LIMIT
        assert message["blocks"][-1]["type"] != "header"
        for text in [message["text"], *mrkdwn_of(message)]:
            assert not re.search(r"[<>]|&(?!amp;|lt;|gt;)", text)
    told = [text for message in messages[1:] for text in mrkdwn_of(message)]
    codes = [found[1] for text in told if (found := re.match(r"\*(POV-[0-9]{4})\*", text))]
    assert sorted(codes) == sorted(
        each.code
        for group in [*(group.actions for group in digest.details), digest.finished]
        for each in group
    )
    assert codes == list(dict.fromkeys(codes))
    assert len(codes) == len(register.actions) - digest.finished_before


# --- words about a digest


def test_the_support_officer_is_asked_to_send_it_on_in_a_text_that_stands_alone() -> None:
    message = forward_message(
        full(), "Hello Kirsty.", "This is for the Convener, who is not on Slack.", "c@x.example.org"
    )
    assert message["text"] == (
        "Hello Kirsty. This is for the Convener, who is not on Slack. "
        "The digest is attached, as one page to read or print. Could you send it on to c@x.example.org?\n"
        "Board Thu 3 Dec: 2 to decide, 1 to direct, 1 off track"
    )
    assert message_faults(message) == []


def test_a_cancelled_meeting_is_told_in_two_lines() -> None:
    assert seen(cancelled_message("Board", BOARD_DAY, TODAY, False, "Hello Isla.")) == (
        "Hello Isla. The Board of Thu 3 Dec is cancelled.\nNo digest will be sent for it."
    )
    assert "can be left aside" in seen(cancelled_message("Board", BOARD_DAY, TODAY, True, "Hello Isla."))


def test_a_moved_meeting_is_told_with_where_it_moved_to() -> None:
    moved = moved_message("Board", BOARD_DAY, (date(2026, 12, 10), "10:00"), TODAY, "Hello Isla.")
    assert seen(moved).splitlines()[0] == (
        "Hello Isla. The Board your digest was for, Thu 3 Dec, has moved: it is on Thu 10 Dec, 10 am."
    )
    undated = moved_message("Board", BOARD_DAY, None, TODAY, "Hello Isla.", "This is for the Convener.")
    assert "it has no new day yet." in seen(undated)
    assert "This is for the Convener. Could you tell them?" in seen(undated)
    back = moved_message("Board", BOARD_DAY, (BOARD_DAY, "15:00"), TODAY, "Hello Isla.")
    assert "The Board your digest was for is on Thu 3 Dec, 3 pm." in seen(back)
