"""Wishes about what one has said or is asked: undo that, not mine, ask me later, a new date; and that one has left.

What may live here: telling such a wish from words of an update. It is answered by buttons; nothing is changed by it.
Each pattern looks at the plain words with "it" in the place of the action named, and has to fit from the beginning.
"""

from __future__ import annotations

import re

from bot.rules.dates import read_due
from commands.plain_words.names import ACTION, Name
from commands.plain_words.readings import (
    AskHandOn,
    AskLater,
    AskNewDate,
    AskShow,
    AskTyped,
    AskUndo,
    Question,
    Reading,
    Sure,
    Unsure,
)
from commands.plain_words.sentence import Sentence
from commands.plain_words.statements import speaks_of_a_status

_MOST_MEANINGS = 3
LONGEST_WISH = 300
"""Characters kept of a sentence, and of the reason in it."""

_LONGEST = 30
"""Words of a wish; more is somebody's report."""

_LEAD_IN = (
    r"(?:(?:oops|sorry|oh|no|hi|hello|hey|please|ok|okay|just|so|but|and|actually|ah|can|could|would|will|may|"
    r"should|you|i|we|it|want|need|like|to|have|has|had|is|was|that|be|let us|let me|trying|wrong one|loip|bot|"
    r"think|afraid|am|good|morning|afternoon|there) )*?"
)
_MY_WORDS = (
    r"(?:that|this|(?:my|the|our|that|this) (?:(?:last|latest|previous|wrong|recent) )?"
    r"(?:update|words|entry|answer|reply|comment|one|note|message|status|amber|red|green)|"
    r"what i (?:said|wrote|put|sent))"
)


def _wish(*sources: str) -> re.Pattern[str]:
    return re.compile(rf"{_LEAD_IN}(?:{'|'.join(sources)})\b")


_UNDO = _wish(
    r"(?:undo|revert|retract|withdraw|reverse|scrap|delete|remove|cancel|ignore|disregard|correct|amend|fix) "
    rf"{_MY_WORDS}",
    r"(?:undo|revert|take back) it",
    r"undo(?: (?:please|again|now|my))?(?: \w+)?$",
    rf"(?:take|put|pull) (?:{_MY_WORDS} back|back {_MY_WORDS})",
    rf"(?:change|edit|reword) {_MY_WORDS}(?: please)?$",
    r"(?:(?:i )?(?:made|make|was) )?a (?:mistake|typo|slip)(?: (?:on|in|with|about))?",
    r"(?:(?:was|is|got|pressed|tapped|hit|chose|picked) )?(?:the )?wrong "
    r"(?:one|button|action|thing|status|colour|code)",
    r"(?:all )?wrong(?: sorry)?$|(?:all )?wrong (?:so |and )?(?:take|undo|delete|change|please)",
    r"(?:did|do) not mean (?:that|to (?:send|say|press|tap))",
)
_HAND_ON = _wish(
    r"(?:this |these |they |are )*(?:not|no longer)(?: really| actually)? "
    r"(?:mine|ours|me|us|my (?:action|job|area|remit)|for (?:me|us)|one of (?:mine|ours))"
    r"(?: any ?more| now| these days| sorry| thanks)*$",
    r"(?:do not|no longer|not) (?:really )?(?:lead|own|run|coordinate|look after|deal with|work on|do) "
    r"(?:on )?(?:it|this|that)\b",
    r"(?:some ?(?:one|body) else|a colleague|my colleague) (?:now )?(?:has|leads|does|is doing|is leading|runs|owns|"
    r"looks after|has taken(?: on)?) (?:it|this|that)",
    r"(?:hand|pass|give) (?:it|this|that|one) (?:on|over|back|to)\b|wrong person",
    r"(?:nothing|not much|little) to do with (?:me|us)",
    r"(?:are |belongs? to |sits? with |with )?(?:some ?(?:one|body) else|a colleague)(?: now| these days)?$",
)
_LEFT = re.compile(
    r"(?:(?:hi|hello|sorry|please|just|note|that|fyi) )*i (?:have |am |will be )?(?:now |just )?"
    r"(?:left|leaving|retired|retiring|moved on|moving on|chang(?:ed|ing) (?:jobs?|posts?|roles?)"
    r"|got a new (?:job|post|role)|do not work|no longer work|no longer in post)\b(?P<rest>.*)"
)
_LEFT_A_THING = re.compile(r" (?:a|an|them|him|her|you|some|it|message|word|voicemail)\b")
"""What somebody leaves behind, who has not left."""

_LATER = _wish(
    r"(?:do not|stop|quit) (?:ask|nudg|chas|remind|messag|pester|bother|email|send|hassl)\w*",
    r"(?:remind|ask|nudge|chase) me (?:again )?(?:about (?:it|this|that|them) )?"
    r"(?:again|later|next|in|on|after|tomorrow|another|nearer|closer)",
    r"(?:pause|hold|stop|mute|turn off|fewer|less) (?:\w+ )?(?:reminders?|nudges?|messages?|emails?|chasing)",
    r"snooze|(?:leave|park) (?:it|this|that|me)(?: alone| be)? (?:until|till|for now|for|alone)|leave me alone",
    r"not now|ask (?:me )?(?:again )?later",
)
_NEW_DATE = _wish(
    r"(?:\w+ ){0,6}?be (?:moved|pushed|put|shifted|extended|delayed|postponed|rescheduled|redated|changed)\b",
    r"(?:\w+ ){0,6}?(?:needs?|has|have) to (?:go|move|slip|come|be)(?: back| forward| on)? (?:to|until|till)\b",
    r"(?:a )?new (?:date|deadline)\b",
    r"(?:change|move|moved|push|pushed|put|shift|shifted|extend|extended|delay|delayed|postpone|postponed|set|bring|"
    r"slip|reschedule|rescheduled|rearrange|redate|redated|make|give)\b",
)
_OF_A_DATE = re.compile(r"\b(?:dates?|deadlines?|milestones?|due)\b|\bback (?:a|by|one|two|three|to|until)\b")
_OF_ANOTHER = re.compile(r"\bagenda\b|\bmeeting\b")
_TO_AGENDA = _wish(
    r"(?:put|add|raise|take|get|table|bring) (?:\w+ )?it (?:on|to|onto|at|with|before) (?:\w+ ){0,3}(?:agenda|board)"
)
_REASON = re.compile(
    r"[\s,;:–—-]+(?:because|as|since|due to|owing to|given)\s+|[,;:]\s+|\s[–—-]\s", re.IGNORECASE
)
_TO = re.compile(
    r"\b(?:to|until|till|for|back to|new (?:date|deadline)(?: (?:is|of|for [a-z]{2,4}-?[0-9]+))?)[:,]?\s+(?=\S)",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:until|till|to)\s+(?=\S)", re.IGNORECASE)

_PLEASE = re.compile(r"\s+(?:please|thanks|thank you)$", re.IGNORECASE)


def read_wish(sentence: Sentence) -> Reading | None:
    """The wish a sentence is; None where it is none, or names more than one action."""
    if len(sentence.words) > _LONGEST or len(sentence.actions) > 1:
        return None
    named = [name for found in sentence.actions for name in found.names if name.kind == ACTION]
    if len(named) == 1 and _TO_AGENDA.match(_with_it(sentence)):
        return Unsure((AskTyped(f"ask {named[0].code}"), AskShow(named[0].code)))
    meanings = [wish for name in (named or (None,)) if (wish := _of(sentence, name)) is not None]
    if not meanings:
        return None
    return Sure(meanings[0]) if len(meanings) == 1 else Unsure(tuple(meanings[:_MOST_MEANINGS]))


def _of(sentence: Sentence, action: Name | None) -> Question | None:
    plain, code = _with_it(sentence), action.code if action else ""
    if _HAND_ON.match(plain):
        return AskHandOn(code)
    if _is_leaving(plain):
        return AskHandOn(has_left=True)
    if _UNDO.match(plain):
        return AskUndo(code)
    if _LATER.match(plain):
        return AskLater(code, _until(sentence))
    return _new_date(sentence, plain, code) if code else None


def _is_leaving(plain: str) -> bool:
    left = _LEFT.fullmatch(plain)
    return left is not None and "who" not in left["rest"].split() and not _LEFT_A_THING.match(left["rest"])


def _with_it(sentence: Sentence) -> str:
    """The plain words, "it" in the place of the action named."""
    words = [word.text for word in sentence.words]
    for found in sentence.actions:
        words[found.first : found.last + 1] = ["it", *[""] * (found.last - found.first)]
    return _WITH_ITS_ARTICLE.sub("it", " ".join(filter(None, words)))


_WITH_ITS_ARTICLE = re.compile(r"\b(?:the|our|my|this|that) it\b")


def _new_date(sentence: Sentence, plain: str, code: str) -> AskNewDate | None:
    wished = _NEW_DATE.match(plain)
    if wished is None or _OF_ANOTHER.search(plain) or speaks_of_a_status(sentence):
        return None
    due, why = _due_and_why(sentence)
    if not due and not _OF_A_DATE.search(plain):
        return None
    return AskNewDate(code, sentence.text.strip()[:LONGEST_WISH], due, why[:LONGEST_WISH])


def _until(sentence: Sentence) -> str:
    """The day until which it is to be left, as its ISO date; nothing where none was said for certain."""
    said = _UNTIL.search(sentence.text)
    if said is None:
        return ""
    words = _PLEASE.sub("", sentence.text[said.end() :].strip(" .!?"))
    due = read_due(words, sentence.today)
    return due.earliest.isoformat() if due.earliest is not None and due.earliest > sentence.today else ""


def _due_and_why(sentence: Sentence) -> tuple[str, str]:
    """The date after the last "to" that can be read as one, and the reason that follows it; both as typed."""
    for match in reversed(list(_TO.finditer(sentence.text))):
        rest = sentence.text[match.end() :].strip()
        reason = _REASON.search(rest)
        due = (rest[: reason.start()] if reason else rest).strip(" .!?")
        due = _PLEASE.sub("", due)
        if due and read_due(due, sentence.today).latest is not None:
            return due, rest[reason.end() :].strip(" .!?") if reason else ""
    return "", ""
