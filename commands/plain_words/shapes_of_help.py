"""Questions about the person who asks and about the bot: courtesy, help, my actions, who runs the register.

What may live here: those shapes.
"""

from __future__ import annotations

import re

from commands.plain_words.asked import Asked, Chosen, action_of, asking, is_board, phrase, says
from commands.plain_words.cues import DUE, HELLO, HELP, MINE, SUPPORT, THANKING, THANKS
from commands.plain_words.narrowing import TROUBLE, narrowing_of
from commands.plain_words.readings import AskAlso, AskHelp, AskLead, AskMine, AskSupport
from commands.plain_words.sentence import Sentence

_TOPICS = ("update", "assign", "milestone", "contact", "board", "list", "who", "show")
_LONGEST_PLEA = 16
"""Words of a sentence that is about nothing but help, however it goes on."""


def also(sentence: Sentence, _: Chosen) -> Asked | None:
    """A greeting or a word of thanks, and nothing else."""
    plain = sentence.plain
    thanked = THANKS.fullmatch(plain) and THANKING.search(plain)
    for_more = _THANKS_AND_MORE.fullmatch(plain) and not sentence.is_question
    if plain and (thanked or for_more or HELLO.fullmatch(plain)) and not sentence.found:
        return asking(AskAlso(), range(len(sentence.words)))
    return None


_THANKS_AND_MORE = re.compile(
    r"(?:(?:ok|okay|great|oh|ah|many|that is|brilliant|perfect|lovely) )*(?:thanks|thank you)\b"
    r"(?!.* (?:but|can|could|please|update|also|except)\b)(?: \w+){0,9}"
)
"""Thanks, and what somebody is thanked for in a few words."""


def help_wanted(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """How to use the bot, and what a word of the field means."""
    explained = sentence.matched(HELP) - sentence.named
    if not explained or (action_of(chosen) and not sentence.plain.startswith("how")):
        return None
    stems = {word.stem for word in sentence.words}
    topic = next((verb for verb in _TOPICS if verb in stems), "") if "how" in stems else ""
    is_all = len(sentence.words) < _LONGEST_PLEA
    return asking(AskHelp(topic), range(len(sentence.words)) if is_all else explained)


def support(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """Who runs the register; also whom to tell, where nothing is named that somebody else would hear of."""
    explained = sentence.matched(SUPPORT)
    if all(map(is_board, chosen)):
        explained |= sentence.matched((_WHOM_TO_TELL,))
    if not explained:
        return None
    return asking(AskSupport(), explained, sentence.matched((_REASON,)))


_WHOM_TO_TELL = phrase(
    "who (?:do|should|must|can) (?:i|we) (?:tell|send|give|email|let know|inform|notify|report)"
)
_REASON = phrase("if i am .*|when i am .*|that i am .*|my updates? to|about leave.*|about a mistake.*")

_OF_SOMEBODY_ELSE = phrase(
    "(?:who|whom) (?:do|can|should|would|to) i",
    "how (?:do|can|should|would) i",
    "i (?:ring|call|phone|email|speak|contact|ask|tell|use|go to|see)",
    "(?:can|could|may|should|would) i (?:see|get|have|ask)",
    "what have i missed",
    "did i miss",
)
_OF_ALL = phrase(
    "we (?:next )?meet",
    "asked to decide",
    "board .*ask(?:ed|ing)",
    "(?:am|do|must) i (?:to )?(?:decid|approv)\\w*",
)
"""Asks what the whole Board does, though "I" stands in it."""

_MINE_PLAINLY = phrase("my", "mine", "me")
_STILL_MINE = phrase("(?:is|are) (?:\\w+ ){0,2}mine|(?:am|do) i (?:still |now )?(?:lead|leading|own)")


def mine(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """The actions of the person who asks; of one action, whose it is."""
    explained = sentence.matched(MINE)
    if not explained or says(sentence, _OF_SOMEBODY_ELSE) or says(sentence, _OF_ALL):
        return None
    code = action_of(chosen)
    if code and says(sentence, _STILL_MINE):
        return asking(AskLead(code=code), explained)
    if not says(sentence, _MINE_PLAINLY) and (code or sentence.matched(TROUBLE)):
        return None
    return asking(AskMine(), explained, narrowing_of(sentence)[1], sentence.matched(DUE))
