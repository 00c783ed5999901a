"""When somebody meets, and what the Board is asked.

What may live here: those shapes.
"""

from __future__ import annotations

from bot.rules.filtering import GROUP, PRIORITY
from commands.plain_words.asked import Asked, Chosen, action_of, asking, is_board, phrase, says
from commands.plain_words.cues import BOARD, DUE, LAST_MEETING, MEETS, patterns
from commands.plain_words.names import Name
from commands.plain_words.readings import AskBoard, AskMeeting
from commands.plain_words.sentence import Sentence

_OF_BOARD = frozenset(
    "board paper agenda meeting decide deciding approve meet asked decision".split(),
)
_OTHERWISE = phrase("who", "said", "chair\\w*")
_PAST = phrase("did (?:we|they|it|the board)")
_DECIDES = phrase("wants?", "told", "shown", "decid\\w+", "decisions?", "asked", "direct\\w*")
_BEFORE_BOARD = phrase(
    "(?:before|by|in time for|ahead of|between now and) (?:the |our )?(?:next )?(?:cpp )?board"
)
_WHEN = phrase("when", "met", "next", "last", "date", "dates", "meet", "meets", "meeting")
_IS_LAST = phrase("last", "did", "was", "previous", "(?:has|have) .*met")
_OF_OTHERS = phrase("who", "since (?:\\w+ ){0,5}met")
_FEW_WORDS = 4


def is_before_board(sentence: Sentence) -> bool:
    """Whether the next Board is only the day by which something is due."""
    return says(sentence, _BEFORE_BOARD)


def board(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """The next Board, its papers and what it is asked."""
    explained = sentence.matched(BOARD)
    if not explained or action_of(chosen) or sentence.when.period.since_board:
        return None
    if says(sentence, _OTHERWISE) or is_before_board(sentence) or not _is_all_of_board(sentence, chosen):
        return None
    if says(sentence, _PAST) and "when" not in sentence.plain:
        return None
    if sentence.matched(LAST_MEETING) and "last" in sentence.plain and "next" not in sentence.plain:
        return asking(AskMeeting(0, is_last=True), explained, sentence.matched(LAST_MEETING))
    if not chosen and not _OF_BOARD & {word.stem for word in sentence.words}:
        return None
    return asking(AskBoard(), explained, sentence.matched(MEETS), sentence.matched(DUE))


def _is_all_of_board(sentence: Sentence, chosen: Chosen) -> bool:
    """Whether nothing else is named; but what the Board decides of a priority is asked of the Board."""
    others = [name for name in chosen if not is_board(name)]
    if not others:
        return True
    return (
        len(others) < len(chosen) and says(sentence, _DECIDES) and all(one.kind == PRIORITY for one in others)
    )


def meeting(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """When a group meets next, or last met."""
    group = _only_group(chosen)
    is_short = len(sentence.words) <= _FEW_WORDS
    explained = sentence.matched(MEETS) | (sentence.matched(patterns("next|when")) if is_short else set())
    if group is None or not explained or not says(sentence, _WHEN):
        return None
    if says(sentence, _OF_OTHERS) or sentence.when.period.since_board:
        return None
    is_last = says(sentence, _IS_LAST)
    if is_board(group) and not is_last:
        return asking(AskBoard(), explained)
    return asking(AskMeeting(0 if is_board(group) else group.id, is_last), explained)


def _only_group(chosen: Chosen) -> Name | None:
    groups = [name for name in chosen if name.kind == GROUP]
    return groups[0] if len(groups) == 1 else None
