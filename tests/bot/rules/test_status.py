"""The status key: its default, a partnership's own, and what it refuses."""

import pytest

from bot.rules.status import DEFAULT_ENTRIES, DEFAULT_KEY, StatusEntry, StatusKey
from storage.records.action import STATUSES


def test_the_default_key_has_a_symbol_and_a_word_for_every_status() -> None:
    assert set(DEFAULT_KEY.statuses) == set(STATUSES)
    assert DEFAULT_KEY.label("at_risk") == "🟠 At risk"
    assert DEFAULT_KEY.word("not_started") == "Not started"
    assert DEFAULT_KEY.symbol("complete") == "🔵"
    assert all(DEFAULT_KEY.symbol(status) and DEFAULT_KEY.word(status) for status in STATUSES)


def test_phrases_come_longest_first() -> None:
    lengths = [len(phrase) for phrase, _ in DEFAULT_KEY.phrases()]
    assert lengths == sorted(lengths, reverse=True)
    assert dict(DEFAULT_KEY.phrases())["on hold"] == "paused"


def test_the_four_letters_follow_the_colours() -> None:
    assert DEFAULT_KEY.letters() == (
        ("a", "at_risk"),
        ("b", "complete"),
        ("g", "on_track"),
        ("r", "off_track"),
    )


def test_a_partnerships_own_words_come_first_and_the_rest_follows_from_the_default() -> None:
    key = StatusKey.of([StatusEntry("at_risk", "Some concern", "🔶", ("amber",))])
    assert key.statuses[0] == "at_risk"
    assert key.label("at_risk") == "🔶 Some concern"
    assert key.word("off_track") == "Off track"
    assert "orange" not in dict(key.phrases())


def test_the_default_gives_up_a_colour_the_partnership_uses_otherwise() -> None:
    key = StatusKey.of([StatusEntry("complete", "Achieved", "✅", ("green",))])
    assert dict(key.phrases())["green"] == "complete"
    assert dict(key.letters())["g"] == "complete"


def test_an_entry_is_read_from_a_row_of_a_register() -> None:
    row = {"status": "paused", "word": "On ice", "symbol": "❄", "colours": ["frozen", "on-hold"]}
    entry = StatusEntry.from_row(row)
    assert entry == StatusEntry("paused", "On ice", "❄", ("frozen", "on-hold"))
    assert entry.phrases == ("on ice", "frozen", "on hold")
    assert StatusEntry.from_row({"status": "paused", "word": "Paused", "colours": None}).colours == ()


@pytest.mark.parametrize("row", [{"status": "late", "word": "Late"}, {"status": "paused"}, {}])
def test_a_row_without_a_status_of_the_register_or_without_a_word_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"not a status|an empty word"):
        StatusEntry.from_row(row)


def test_one_phrase_cannot_mean_two_statuses() -> None:
    with pytest.raises(ValueError, match="'green'"):
        StatusKey.of(
            [StatusEntry("complete", "Green", "✅"), StatusEntry("on_track", "On track", "🟢", ("green",))]
        )


def test_a_key_has_every_status_once() -> None:
    with pytest.raises(ValueError, match="each status once"):
        StatusKey(DEFAULT_ENTRIES[:-1])
    with pytest.raises(ValueError, match="each status once"):
        StatusKey((*DEFAULT_ENTRIES, StatusEntry("closed", "Shut", "⏹")))


def test_what_is_no_status_has_no_word() -> None:
    with pytest.raises(KeyError):
        DEFAULT_KEY.word("late")
