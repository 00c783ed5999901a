"""Lists of actions, one action whole, and the whole register.

What may live here: those shapes; they stand last, for whatever asks for no more than to see something.
"""

from __future__ import annotations

from commands.plain_words.asked import Asked, Chosen, action_of, asking, in_words, is_board, phrase, says
from commands.plain_words.cues import CHANGED, DUE, EVERYTHING, LATEST, SAID, WHO, patterns
from commands.plain_words.narrowing import OPEN, narrowing_of
from commands.plain_words.readings import AskList, AskShow
from commands.plain_words.sentence import Sentence

_SILENT_FOR = patterns("heard|hear|last|given|sent|had|months?|weeks?|while|ages|schedule|track|risk")


_HOW_IT_GOES = phrase("are we (?:still )?on (?:track|course|schedule|target) (?:with|on|in|for)")
"""Wants to know of all of it whether it is on track, not what of it is."""

_A_MEETING = phrase("when .*(?:meet(?:s|ing)?|met)")


def listing(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """The actions of a state or status: overdue, stuck, red; in whatever is named."""
    narrowing, explained = narrowing_of(sentence)
    if action_of(chosen) or not narrowing:
        return None
    asks_who = "stale" in narrowing and says(sentence, phrase("who", "whom"))
    places = in_words([name for name in chosen if not is_board(name)])
    if places and says(sentence, _HOW_IT_GOES):
        narrowing = []
    words = " ".join(filter(None, (*narrowing, places)))
    of_whom = sentence.matched(WHO) if asks_who else ()
    return asking(AskList(words), explained, of_whom, sentence.matched(_SILENT_FOR))


def show(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """One action, whatever is asked of it: all that is known of it is the answer."""
    code = action_of(chosen)
    if not code:
        return None
    cues = (*LATEST, *SAID, *CHANGED, *DUE)
    return asking(AskShow(code), narrowing_of(sentence)[1], sentence.matched(cues))


def of_place(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """All actions of a priority, a body, a group or a locality."""
    words = in_words(chosen)
    if says(sentence, _A_MEETING):
        return None  # of somebody whose meetings the register does not hold
    if not words or all(is_board(name) for name in chosen):
        return None
    return asking(AskList(words), sentence.matched((*LATEST, *EVERYTHING, *OPEN)))


def everything(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """The whole register."""
    explained = sentence.matched(EVERYTHING)
    if not explained or chosen:
        return None
    return asking(AskList(), explained, sentence.matched(LATEST))
