"""What was said, what changed, and what falls due: questions about a stretch of time.

What may live here: those shapes.
"""

from __future__ import annotations

import re
from datetime import timedelta

from commands.plain_words.asked import Asked, Chosen, action_of, asking, in_words, is_board, phrase, says
from commands.plain_words.cues import BOARD, CHANGED, CHANGED_THEN, DUE, LATEST, SAID, TURNED, patterns
from commands.plain_words.narrowing import STATES, WELL, narrowing_of
from commands.plain_words.readings import AskChanges, AskDue, AskSaid, Period
from commands.plain_words.sentence import Sentence
from commands.plain_words.shapes_of_meetings import is_before_board

NEAR_DAYS = 30
"""How far ahead "coming up" looks."""

_FEW_WORDS = 4

_SILENCE = phrase(
    "who .*not",
    "not (?:been )?(?:heard|updated|reported|said|given|sent|had)",
    "no (?:recent )?(?:updates?|word|news)",
    "nothing (?:heard|from)",
    "without (?:an )?update",
    "not had",
    "(?:nobody|no one|none) (?:\\w+ )?(?:heard|updated|said)",
)
"""Asks for what was not said."""

_WORDS_SAID = phrase(
    "sa(?:id|y|ys|ying)", "report\\w*", "tell", "told", "wrote", "written", "discuss\\w*", "mention\\w*", "quote\\w*",
    "words", "wording", "comment\\w*", "history", "narrative", "feedback", "minuted", "stated",
)  # fmt: skip
_TO_COME = phrase("will (?!say|you)", "going to", "planned")
_A_DUE_DAY = phrase("due", "deadline")


def said(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """What was said of an action, or of all that is named, in a time or at all."""
    explained, changed = sentence.matched(SAID), sentence.matched(CHANGED)
    code, words, period = action_of(chosen), in_words(chosen), sentence.when.period
    if says(sentence, _SILENCE):
        return None
    is_of_then = (
        sentence.when.is_said
        and not says(sentence, _TO_COME)
        and (changed or explained or sentence.is_question)
    )
    if code and is_of_then and not says(sentence, _A_DUE_DAY):
        return asking(AskSaid(code=code, period=period), explained, changed, sentence.matched(LATEST))
    if not explained or not (says(sentence, _WORDS_SAID) or sentence.when.is_said):
        return None
    if code:
        return asking(AskSaid(code=code, period=period), explained, sentence.matched(LATEST))
    if words:
        return asking(AskSaid(words=words, period=period), explained, sentence.matched(LATEST))
    return asking(AskSaid(period=period), explained) if sentence.when.is_said else None


_NOT_WHAT_CHANGED = phrase("nothing (?:has |is )?(?:happen\\w*|chang\\w*|mov\\w*)")


_WHOM_TO_THANK = patterns(
    "(?:who|whom) (?:(?:should|do|can|could|must|shall) (?:i|we) |are we to |is there to |to )thank",
)
_WE_MOVED = re.compile(
    r"(?:(?:so|sorry|hi|hello|and|but) )*(?:we|i|they) (?:have |had )?(?:just )?"
    r"(?:moved|pushed|put|shifted|changed|delayed|postponed)\b"
)
"""How somebody tells of a change that they have made: it asks for none."""


def to_thank(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """Whom to thank: whoever has finished something since the last Board, or in another time."""
    explained = sentence.matched(_WHOM_TO_THANK)
    if not explained:
        return None
    period = sentence.when.period if sentence.when.is_said else Period(since_board=True)
    places = in_words([name for name in chosen if not is_board(name)])
    return asking(AskChanges(f"{sentence.names.key.word('complete')} {places}".strip(), period), explained)


def changes(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """What changed since the last Board or in another time; what was finished or went red in it, too."""
    if _WE_MOVED.match(sentence.plain) and not sentence.is_question:
        return None
    when = sentence.when
    explained = sentence.matched((*CHANGED, *CHANGED_THEN) if when.is_said else CHANGED)
    if action_of(chosen):
        return _said_since(sentence, chosen, explained)
    narrowing, narrowed = narrowing_of(sentence)
    statuses = _statuses_then(sentence, explained, narrowing, narrowed)
    if "stale" in narrowing or says(sentence, _NOT_WHAT_CHANGED) or sentence.matched(WELL):
        return None
    if not (explained or statuses or (when.period.since_board and not narrowing)):
        return None
    if not (sentence.is_question or when.is_said or len(sentence.words) <= _FEW_WORDS):
        return None
    period = when.period if when.is_said else Period(since_board=True)
    words = " ".join((*statuses, in_words([name for name in chosen if not is_board(name)])))
    return asking(AskChanges(words.strip(), period), explained, sentence.matched(LATEST), narrowed)


def _statuses_then(
    sentence: Sentence, explained: set[int], narrowing: list[str], narrowed: set[int]
) -> list[str]:
    """The statuses that something came to in a time that is said: "completed since the last Board"."""
    statuses = [one for one in narrowing if one not in STATES]
    if not sentence.when.is_said:
        return []
    if narrowed <= explained and not sentence.matched(TURNED):
        return []  # "what have we achieved" asks for more than what is complete
    is_all = len(statuses) == len(narrowing) and _is_past(sentence)
    return statuses if explained or is_all else []


def _is_past(sentence: Sentence) -> bool:
    period = sentence.when.period
    return period.since_board or (period.first is not None and period.first <= sentence.today)


def _said_since(sentence: Sentence, chosen: Chosen, explained: set[int]) -> Asked | None:
    """What changed in one action is what was said of it."""
    if not sentence.when.is_said or not (explained or sentence.when.period.since_board):
        return None
    return asking(
        AskSaid(code=action_of(chosen), period=sentence.when.period),
        explained,
        sentence.matched(LATEST),
        narrowing_of(sentence)[1],
    )


_NOT_TO_COME = phrase("overdue", "past (?:its |their )?due.*", "papers?", "miss\\w*")
_AHEAD = phrase(
    "milestones?", "coming up", "upcoming", "deadlines?", "due (?:next|soon)", "horizon", "look(?:ing)? ahead",
    "what is due", "next",
)  # fmt: skip


def due(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """What falls due in a time to come, before the next Board, or soon."""
    explained, before_board = sentence.matched(DUE), is_before_board(sentence)
    if "undated" in narrowing_of(sentence)[0]:
        return None
    if not (explained or before_board) or action_of(chosen) or says(sentence, _NOT_TO_COME):
        return None
    if before_board:
        return _due_before_board(sentence, chosen, explained)
    when = sentence.when_to_come
    if not when.is_said and not says(sentence, _AHEAD):
        return None
    soon = Period(sentence.today, sentence.today + timedelta(days=NEAR_DAYS))
    period = when.period if when.is_said else soon
    if period.first is None and period.last is not None:
        period = Period(sentence.today, period.last)
    return asking(AskDue(in_words(chosen), period), explained, sentence.numbers(when.start, when.end))


def _due_before_board(sentence: Sentence, chosen: Chosen, explained: set[int]) -> Asked:
    words = in_words([name for name in chosen if not is_board(name)])
    said_so = sentence.matched(patterns("before|ahead|between now and"))
    period = Period(sentence.today, None, until_board=True)
    return asking(AskDue(words, period), explained, sentence.matched(BOARD), said_so)
