"""A reply in the thread of a letter, read: which actions it speaks of, and what it says of each. Pure.

What may live here: telling the parts of a reply apart by code, and what a few set phrases mean. Any other sentence is
read by `commands.plain_words`. Nothing is recorded by reading.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.rules.numbering import CODE, code_of
from storage.records.glance import MilestoneGlance

MOST = 10
"""Actions told apart in one reply."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a reply says of one action, as typed. `code` is None for what stands before any code."""

    code: str | None
    text: str


Tells: TypeAlias = Callable[[str], bool]
"""Whether a text that begins with a code says how that action stands."""


def parts_of(
    text: str, codes: Collection[str], asked: Collection[str] = (), tells: Tells = lambda _: False
) -> tuple[Part, ...]:
    """The reply told apart by code. A code inside a sentence ("waits for HWB-02") begins nothing new.

    What leads into the first code ("Sorry, just back, HWB-02 now has …") stays with it; what stands before it as a
    sentence of its own is a part without a code, or of the code inside it ("Snooze HWB-02 till Friday").

    After a comma or an "and" a code begins something new where words that tell follow it, by `tells` or as most
    people write; one of those `asked` about, after a comma or a "but", with any words that are its own.
    """
    text = _VERB.sub("", text)
    begins = list(_beginnings(text, codes, asked, tells))
    if not begins:
        return (Part(None, text.strip()),)
    before = text[: begins[0][0]]
    if _leads_in(before, codes):
        begins[0] = (0, begins[0][1])
    parts = (
        [] if is_courtesy(before) or not begins[0][0] else [Part(_named_in(before, codes), _trimmed(before))]
    )
    ends = [start for start, _ in begins[1:]] + [len(text)]
    for (start, code), end in zip(begins, ends, strict=True):
        said = _trimmed(text[start:end]) if end < len(text) else text[start:end].strip()
        parts += _of_each(code, said, codes)
    return tuple(parts[:MOST])


def said_after(code: str, text: str) -> tuple[str, str]:
    """What leads into the code, and the text from it on; where the code does not stand in it, the whole text."""
    match = next((each for each in CODE.finditer(text) if code_of(each) == code), None)
    return (text[: match.start()], text[match.start() :]) if match is not None else ("", text)


def is_excuse(words: str) -> bool:
    """Whether the words only say sorry, or that one was away: nothing of an action."""
    said = set(_folded(re.sub("['’]", "", words)).split())
    return is_courtesy(words) or (said <= _OF_AN_EXCUSE and not _EXCUSES.isdisjoint(said))


def barrier_said(words: str) -> str | None:
    """What stands in the way, where the words begin with "stuck" or "blocked"; None where they do not."""
    said = _BLOCKED.match(words.strip())
    return said[1].strip() if said is not None else None


def is_met(words: str) -> bool:
    """Whether the words say that a milestone is met, and nothing besides."""
    return _MET.fullmatch(words.strip()) is not None


def no_code_of(words: str, codes: Collection[str]) -> str | None:
    """What the words begin with where it is written as a code and is none of these."""
    written = _WRITTEN_AS_A_CODE.match(words)
    return written[1] if written is not None and written[1] not in codes else None


def is_courtesy(words: str) -> bool:
    """Whether the words are a greeting or thanks and nothing besides, or no words at all."""
    return _COURTESY.fullmatch(words) is not None


def is_no_change(words: str) -> bool:
    """Whether the words say that nothing has changed, and nothing besides."""
    return _NO_CHANGE.fullmatch(words.strip()) is not None


def is_not_mine(words: str) -> bool:
    """Whether the words say that it is not the reader's, and nothing besides."""
    return _NOT_MINE.fullmatch(words.strip()) is not None


def is_not_now(words: str) -> bool:
    """Whether the words ask to be left alone about it for now, and say nothing besides."""
    return _NOT_NOW.fullmatch(words.strip()) is not None


def is_yes(words: str) -> bool:
    """Whether the words say yes, it happened, and nothing besides."""
    return _YES.fullmatch(words.strip()) is not None


def line_of(code: str, text: str) -> str:
    """What is said of an action as a line that begins with its code."""
    match = CODE.match(text)
    return text if match is not None and code_of(match) == code else f"{code} {text}"


def milestone_said_met(
    words: str, unmet: Sequence[MilestoneGlance], asked: MilestoneGlance | None
) -> MilestoneGlance | None:
    """The milestone the words say was met: named by its whole title, or by a plain yes to the one `asked` after."""
    if asked is not None and _YES.fullmatch(words.strip()):
        return asked
    if _NOT_YET.search(words):
        return None
    said = _folded(words)
    named = [each for each in unmet if len(_folded(each.title).split()) > 1 and _folded(each.title) in said]
    return named[0] if len(named) == 1 else None


_JOINED = re.compile(r"\s*(?:,\s*(?:and\b)?|and\b|[&/+])\s*", re.IGNORECASE)
"""What stands between codes of which one thing is said."""

_EACH = re.compile(
    r"[\s,:–—-]*(?:(?:are\s+)?(?:both|all)\s+(?:(?:of\s+them\s+)?are\s+)?|are\s+)?", re.IGNORECASE
)
"""What leads from several codes to what is said of each."""

_VERB = re.compile(
    r"^[ \t]*(?:/?loip[ \t]+)?update[ \t]+(?=[a-z]{2,4}[- ]?[0-9])", re.IGNORECASE | re.MULTILINE
)
"""What is typed before a code where there is no thread: it says nothing of the action."""

_FIRST = re.compile(r"(?:\A|\n)[ \t]*(?:[-*•·–]|[0-9]{1,2}[.)])?[ \t]*\Z")
_AFTER_AN_END = re.compile(r"[.!?;][)\"'”’]?\s+(?:and\s+|also\s+)?\Z", re.IGNORECASE)
_AFTER_JOIN = re.compile(r"(?:,|\b(?:and|also|but|while|whereas))\s*\Z", re.IGNORECASE)
"""What joins two sentences: a comma or a word, and not just a blank."""

_AFTER_TURN = re.compile(r"(?:,|\b(?:but|while|whereas))\s*\Z", re.IGNORECASE)
_BELONGS_BEFORE = re.compile(
    r"\s*(?:\Z|[^\w\s]|(?:to|which|who|that|for|as|or|and|too|among|being|mainly|chiefly|especially)\b)",
    re.IGNORECASE,
)
"""What follows a code that is only mentioned, so that it belongs to the sentence before it."""

_TELLS = re.compile(
    r"\s*[:–—-]\s|\s+(?:is|are|has|have|was|still|now|remains|stays|on track|no change|not|nothing|done|complete)\b",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(
    r"(?:[\s,;]+(?:and|also|but|while|whereas))?[\s,;]*(?:\n[ \t]*(?:[-*•·–]|[0-9]{1,2}[.)])[ \t]*)?\Z",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"(?:\W|\b(?:hi|hello|hey|good|morning|afternoon|evening|there|all|dear|bot|thanks|thank you|many|cheers|ok|okay)\b"
    r")*",
    re.IGNORECASE,
)
_WRITTEN_AS_A_CODE = re.compile(r"\W*([A-Z]{2,4}-[0-9]{2,})\b")
_NO_CHANGE = re.compile(
    r"(?:(?:still|there'?s|there is|it'?s|just|all|is|the)\s+)*"
    r"(?:no (?:real |other |further )?(?:change|changes|news|update)|nothing (?:new|(?:has )?changed)|unchanged|"
    r"(?:the )?same(?: as (?:before|last (?:time|week|month)))?|as (?:it was|before))"
    r"(?:\s+(?:here|yet|since|so far|this (?:week|month)|to report|from us|at the moment|thanks|thank you))*[\s.!,]*",
    re.IGNORECASE,
)
_YES = re.compile(
    r"(?:yes|yep|yeah|it did|it has|it happened|happened|met|it(?:'s| is) met|done)"
    r"(?:[\s,]+(?:it did|it has|it happened|met|done|it(?:'s| is) (?:met|done)|thanks|thank you))*[\s.!]*",
    re.IGNORECASE,
)
_MET = re.compile(r"(?:(?:the )?milestone )?(?:is |was |has been |now )?met[\s.!]*", re.IGNORECASE)
_BLOCKED = re.compile(
    r"(?:(?:it(?:['’]s| is)|is|we(?:['’]re| are)|still|now) )*(?:stuck|blocked)\b(?! (?:on track|no longer))[\s:,;–—-]*"
    r"(?:(?:because(?: of)?|as) )?(.*)",
    re.IGNORECASE | re.DOTALL,
)
_EXCUSES = frozenset(
    "sorry apologies apology late delay delayed slow silence leave holiday holidays off ill sick away back".split()
)
_OF_AN_EXCUSE = _EXCUSES | frozenset(
    "hi hello hey all good morning afternoon thanks thank you so very many my oh i im ive am was been being have only "
    "just a an annual bit day few for the this that to from in at on of work reply replying answer answering response "
    "getting got today yesterday last week weeks and now not sooner earlier it about".split()
)
"""What people say who have been away or are late with a word, and nothing of an action."""

_NOT_MINE = re.compile(
    r"(?:sorry[\s,.]+)?(?:(?:this|that|it|these)(?:['’]?s| is| are|) )?(?:not|isn['’]?t|aren['’]?t|no longer)"
    r"(?: really)? (?:mine|me|mine any ?more|for me|my action|one of mine)[\s.!]*",
    re.IGNORECASE,
)
_NOT_NOW = re.compile(
    r"(?:please )?(?:snooze|(?:not|ask me) (?:now|later|another time|next week)|later|stop(?: asking(?: me)?)?"
    r"|remind me(?: later| next week| again)?|leave me alone)(?: please| thanks)?[\s.!]*",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:no|not|never|nearly|almost|until|once|when|if|will|would|should|could|may|might|hope\w*|expect\w*|aim\w*|due|"
    r"by|before|after|delay\w*|late|slip\w*|postpone\w*|move[ds]?|moving|wait\w*|still|soon|about|instead|yet|"
    r"unless|without)\b|n['’]t\b|\?",
    re.IGNORECASE,
)


def _leads_in(before: str, codes: Collection[str]) -> bool:
    """Whether what stands before the first code belongs to it: joined to it, or only an excuse, naming no other."""
    if is_courtesy(before) or _named_in(before, codes) is not None:
        return False
    return _AFTER_JOIN.search(before) is not None or is_excuse(_trimmed(before))


def _named_in(text: str, codes: Collection[str]) -> str | None:
    named = (code_of(match) for match in CODE.finditer(text))
    return next((code for code in named if code in codes), None)


def _of_each(code: str, said: str, codes: Collection[str]) -> list[Part]:
    """What is said of one action, or the same of each of several: "POV-03 and HWB-02 both on track"."""
    before, rest = said_after(code, said)
    named, end = [code], _end_of_code(rest)
    while joined := _JOINED.match(rest, end):
        following = CODE.match(rest, joined.end())
        if following is None or code_of(following) not in codes:
            break
        named, end = [*named, str(code_of(following))], following.end()
    lead = _EACH.match(rest, end)
    shared = rest[lead.end() if lead else end :]
    if len(named) == 1 or not shared.strip(" .!?"):
        return [Part(code, said)]
    alone = [] if is_excuse(before) else [Part(None, _trimmed(before))]
    return alone + [Part(each, shared) for each in dict.fromkeys(named)]


def _end_of_code(said: str) -> int:
    match = CODE.match(said)
    return match.end() if match else 0


def _beginnings(
    text: str, codes: Collection[str], asked: Collection[str], tells: Tells
) -> Iterator[tuple[int, str]]:
    named_to = None
    for match in CODE.finditer(text):
        code = code_of(match)
        if named_to is not None and code in codes and _JOINED.fullmatch(text[named_to : match.start()]):
            named_to = match.end()
            continue
        named_to = None
        if code not in codes or (match.start() and text[match.start() - 1].isalnum()):
            continue
        before, said = text[: match.start()], text[match.start() :]
        begins = _FIRST.search(before) or _AFTER_AN_END.search(before)
        if begins or _begins_anew(before, said, text[match.end() :], code in asked, tells):
            named_to = match.end()
            yield match.start(), str(code)


def _begins_anew(before: str, said: str, after: str, is_asked: bool, tells: Tells) -> bool:
    """Whether a code inside a line begins a sentence of its own."""
    if not _AFTER_JOIN.search(before):
        return False
    if _TELLS.match(after) or tells(said):
        return True
    return is_asked and _AFTER_TURN.search(before) is not None and not _BELONGS_BEFORE.match(after)


def _trimmed(said: str) -> str:
    return _LOOSE_END.sub("", said).strip()


def _folded(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", text.casefold()))
