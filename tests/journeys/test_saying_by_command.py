"""What people say after `/loip update`: read as promised, kept word for word, answered with what was read."""

import pytest

from tests.journeys.acting import Stage, labels


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ("amber waiting on funding", "at_risk", "waiting on funding"),
        ("a new lead has started", None, "a new lead has started"),
        ("met the college", None, "met the college"),
        ("green space audit done", None, "green space audit done"),
        ("off track: two tutors left", "off_track", "two tutors left"),
        ("a", "at_risk", ""),
        ("g: drop-ins open", "on_track", "drop-ins open"),
        ("A-level results are out", None, "A-level results are out"),
        ("on hold until March", "paused", "until March"),
        ("redesign agreed", None, "redesign agreed"),
    ],
)
def test_a_status_is_read_only_directly_after_the_code(
    stage: Stage, typed: str, status: str | None, words: str
) -> None:
    answer = stage.told("Ailsa Reid", f"update POV-03 {typed}")
    said = stage.said("POV-03")
    assert (said.status, said.words, said.raw) == (status, words, f"update POV-03 {typed}")
    assert "✅ Saved · POV-03 Cash First referral route" in answer
    assert (f"> {words}" in answer) is bool(words)


@pytest.mark.parametrize("code", ["POV-03", "pov3", "POV 03", "POV–03", "Pov-3:"])
def test_a_code_is_read_as_people_write_it(stage: Stage, code: str) -> None:
    stage.types("Ailsa Reid", f"update {code} amber waiting on funding")
    assert stage.said("POV-03").words == "waiting on funding"


def test_the_answer_is_the_one_promised(stage: Stage) -> None:
    answer = stage.types("Ailsa Reid", "update POV-03 amber waiting on funding")
    assert answer.readable.splitlines() == [
        "✅ Saved · POV-03 Cash First referral route",
        "🟠 At risk (was 🟢 On track)",
        "> waiting on funding",
        "Ailsa Reid, Health Improvement Manager · Mon 2 Nov, 08:30",
        "Could the partnership help with funding?",
        "[Ask for help] [Just noting it]",
        "Goes to: CPP Board papers, Thu 19 Nov.",
        "Otherwise I won't ask again before Tue 10 Nov.",
        "[Just words] [Change status] [Correct words] [Undo]",
    ]


def test_without_a_status_it_stays_and_the_key_is_offered_as_buttons(stage: Stage) -> None:
    answer = stage.types("Ailsa Reid", "update POV-03 a new lead has started")
    assert "🟢 On track (as it was)" in answer.readable
    assert answer.message is not None
    assert {"🟠 At risk", "🔴 Off track", "🔵 Complete"} <= set(labels(answer.message))
    assert "And the status?" in answer.readable


def test_complete_waits_to_be_confirmed_by_a_second_person(stage: Stage) -> None:
    assert "🔵 Complete, to be confirmed" in stage.told("Ailsa Reid", "update POV-03 complete: all open")
    shown = stage.types("Iain Soutar", "show POV-03").message
    assert shown is not None
    stage.taps("Iain Soutar", shown, "Confirm complete")
    assert stage.action("POV-03").confirmed_by_id == stage.contact("Iain Soutar").id
    assert "confirmed" in stage.last_seen("Iain Soutar").readable


def test_who_called_it_complete_is_not_offered_to_confirm_it(stage: Stage) -> None:
    stage.types("Ailsa Reid", "update POV-03 complete: all open")
    stage.types("Jean Halcrow", "update POV-03 our tenants know")
    shown = stage.types("Ailsa Reid", "show POV-03").message
    assert shown is not None
    assert "Confirm complete" not in labels(shown)


@pytest.mark.parametrize(
    "words",
    [
        "“two tutors left” – it’s the third, naïve café ☕ 日本",
        "A & B <agreed> a > b &amp; so on",
        "first line\nsecond line\n\n  indented,  two spaces",
        "<!channel> <!here> <@U0001> @everyone <https://example.org|here>",
        "*bold* _not_ ~so~ `code`",
    ],
    ids=["unicode", "marks", "lines", "mentions", "markup"],
)
def test_words_are_kept_exactly_as_typed_and_wake_nobody(stage: Stage, words: str) -> None:
    answer = stage.types("Ailsa Reid", f"update POV-03 amber {words}")
    assert stage.said("POV-03").words == words
    shown = stage.types("Moira Galbraith", "show POV-03")
    for payload in (answer.body, shown.body):
        assert "<!" not in str(payload)
        assert "<@" not in str(payload)
    for line in () if "*" in words else words.splitlines():  # Slack itself shows *bold* as bold
        assert f"> {line.strip()}" in shown.readable.replace(">   ", "> ")


def test_a_code_mistyped_gets_the_nearest_and_the_text_back(stage: Stage) -> None:
    answer = stage.told("Ailsa Reid", "update PVO-03 amber waiting on funding")
    assert "POV-03" in answer
    assert "> update PVO-03 amber waiting on funding" in answer
    assert "/loip list" in stage.told("Ailsa Reid", "update XYZ-77 amber waiting")
    assert stage.updates("POV-03") == []


def test_what_cannot_be_read_is_handed_back_with_what_would_be(stage: Stage) -> None:
    answer = stage.told("Ailsa Reid", "milestnoe POV-03 met “Pilot agreed”")
    assert "Did you mean this?\n`milestone POV-03 met “Pilot agreed”`\n[Yes, do that]" in answer
    answer = stage.told("Ailsa Reid", "milestone POV-03 met")
    assert "This would work: `/loip milestone POV-03 met" in answer
    assert stage.updates("POV-03") == []


def test_the_same_typed_again_within_ten_minutes_is_answered_as_recorded(stage: Stage) -> None:
    stage.types("Ailsa Reid", "update POV-03 amber waiting on funding")
    stage.later(minutes=9)
    again = stage.told("Ailsa Reid", "update POV-03 amber waiting on funding")
    assert "Already recorded at 08:30" in again
    assert len(stage.updates("POV-03")) == 1
    stage.later(minutes=2)
    assert "Saved" in stage.told("Ailsa Reid", "update POV-03 amber waiting on funding")
    assert len(stage.updates("POV-03")) == 2


def test_more_words_than_can_be_kept_come_back_whole(stage: Stage) -> None:
    words = " ".join(f"word{number}" for number in range(1200))
    assert 9_000 < len(words) < 11_000
    answer = stage.types("Ailsa Reid", f"update POV-03 amber {words}")
    assert "8,000 characters" in answer.readable
    handed_back = answer.readable.replace("\n> ", " ")
    assert all(f"word{number}" in handed_back for number in range(1200))
    assert stage.updates("POV-03") == []


def test_the_longest_text_slack_lets_anybody_send_is_answered_too(stage: Stage) -> None:
    answer = stage.types("Ailsa Reid", "update POV-03 amber " + "<&> " * 10_000)
    assert answer.error is None
    assert "8,000 characters" in answer.readable
    assert stage.updates("POV-03") == []


def test_a_megabyte_that_comes_by_http_is_answered_too(http_stage: Stage) -> None:
    answer = http_stage.types("Ailsa Reid", "update POV-03 amber " + "<&> " * 250_000)
    assert answer.error is None
    assert "8,000 characters" in answer.readable
    assert http_stage.updates("POV-03") == []


def test_eight_thousand_hostile_characters_are_kept_and_shown(stage: Stage) -> None:
    words = "&" * 7_999 + "!"
    answer = stage.types("Ailsa Reid", f"update POV-03 {words}")
    assert stage.said("POV-03").words == words
    assert "Ailsa Reid, Health Improvement Manager" in answer.readable
    assert stage.types("Ailsa Reid", "show POV-03").error is None
