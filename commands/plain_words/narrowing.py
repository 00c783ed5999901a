"""What a list is narrowed by beside its names: overdue, stuck, unowned, a status, and all that people say for them.

What may live here: those words, as patterns, and the finding of them in a sentence.
"""

import re

from commands.plain_words.cues import patterns
from commands.plain_words.sentence import Sentence

STATES: dict[str, tuple[re.Pattern[str], ...]] = {
    "overdue": patterns(
        r"overdue|late|later than|running (?:late|behind|over)|behind(?: schedule| time)?|over "
        r"its date|slipp(?:ed|ing)|slips?",
        r"(?:past|gone past|over|beyond|missed|missing) (?:its|their|the|his|her|a)? ?(?:due "
        r")?(?:dates?|deadlines?)|past due",
        r"delayed|missed|overr(?:un|an|unning)|should (?:have|be) (?:been )?(?:done|finished|"
        r"complete|delivered)(?: by now)?",
    ),
    "stale": patterns(
        r"stale|silent|silence|quiet|unheard|unconfirmed|gone cold",
        r"not (?:we |they |you |i )?(?:been |yet )?(?:updated|heard|reported|touched|replied|"
        r"responded|answered)(?: (?:from|of|on|back))?|no (?:recent )?(?:updates?|word|news|"
        r"response|reply)",
        r"not (?:yet )?(?:had|given|sent|got|provided|submitted|done|put in) (?:us |me )?(?:an |a "
        r"|any |their |its )?(?:recent )?(?:updates?|word|news)",
        r"nothing (?:heard|from|back)|(?:nobody|no one) (?:has )?(?:heard|updated)(?: (?:of|from|"
        r"about))?|need(?:s|ing)? (?:an |a |to be )?(?:updat(?:e|ing|ed)|word)|chas(?:e|ing)(?: "
        r"up)?|nudg(?:e|ing)",
        r"without (?:an |any )?(?:recent )?updates?|last heard|out of date|heard nothing",
    ),
    "unowned": patterns(
        r"unowned|orphan(?:s|ed)?|unassigned|unallocated|not owned|up for grabs|going spare|vacant|ownerless",
        r"no ?(?:body|one)(?: has| is)?(?: (?:picked|taken|taking|leading|owns?|got|looking))?(?: "
        r"(?:up|on|it|after|them))*",
        r"(?:no|without|needs?|lacks?|missing|have not got|has not got|do not have|does not have|want) "
        r"(?:an |a |any )?(?:named )?(?:owners?|(?:lead |coordinating )?officers?|lead|home|name)",
        r"not (?:been )?(?:assigned|allocated|picked up|taken on|taken up|claimed)",
    ),
    "stuck": patterns(
        r"stuck|block(?:ed|ing|ers?|ages?)|held (?:up|back)|hold(?:ing|s)? (?:\w+ )?(?:up|back)|"
        r"hold ups?|stalled|stalling",
        r"barriers?|obstacles?|in the way|not moving|cannot move|bottlenecks?|logjams?|jammed|hit "
        r"a wall|snags?|unblock(?:ing)?",
        r"waiting(?: (?:on|for))?|await(?:ing|s)?|dependent on|depend(?:s|ing) on",
    ),
    "undated": patterns(
        r"undated|no (?:due |end |target )?(?:dates?|deadlines?|timescales?)|not dated|without "
        r"(?:a |any )?(?:due )?(?:dates?|deadlines?)",
    ),
}  # fmt: skip
"""What a list is narrowed to by words of its own, each with what people say for it."""

TROUBLE = patterns(
    r"struggl(?:e|es|ing)|(?:in )?trouble|problems?|issues?|concern(?:s|ed|ing)?|worr(?:y|ies|ied|"
    r"ying)|going (?:wrong|badly)",
    r"not going well|not doing well|unhappy|bad news|badly|risky|in difficulty|difficult(?:y|ies)|"
    r"wobbl(?:y|ing)",
)
WELL = patterns(r"(?:going|doing) (?:well|fine|ok|great|good)|good news|on course|in hand")
DONE = patterns(
    r"finished|completed?|(?<!being )(?<!be )done|achieved|delivered|wrapped up|ticked off|closed "
    r"off|accomplished|successes"
)
NOT_BEGUN = patterns(
    r"not (?:yet )?(?:been )?(?:started|begun|begin|start)(?: yet)?|(?:yet|still) to (?:start|"
    r"begin)|unstarted|not got going"
)
HELD = patterns(r"on hold|paused|parked|shelved|mothballed")
OPEN = patterns(
    r"outstanding|still open|remaining|left to do|still to do|unfinished|in progress|ongoing|live"
)

MEANT: tuple[tuple[tuple[re.Pattern[str], ...], tuple[str, ...]], ...] = (
    (NOT_BEGUN, ("not_started",)),
    (HELD, ("paused",)),
    (TROUBLE, ("at_risk", "off_track")),
    (WELL, ("on_track",)),
    (DONE, ("complete",)),
)


def narrowing_of(sentence: Sentence) -> tuple[list[str], set[int]]:
    """The words a list is narrowed by beside its names, in the register's terms, and the numbers of those said."""
    said: list[str] = []
    explained: set[int] = set()
    for state, cues in STATES.items():
        numbers = sentence.matched(cues) - sentence.named
        if numbers and not numbers <= explained:
            said.append(state)
            explained |= numbers
    statuses, numbers = _statuses_said(sentence, explained)
    return said + statuses, explained | numbers


def _statuses_said(sentence: Sentence, taken: set[int]) -> tuple[list[str], set[int]]:
    key, explained = sentence.names.key, set[int]()
    found: list[str] = []
    taken = taken | sentence.matched(UNDER_WAY)
    phrases = [(_plural(phrase), (status,)) for phrase, status in key.phrases()]
    said_so = [(patterns(phrase), statuses) for phrase, statuses in phrases]
    for matching, statuses in (*MEANT[:1], *said_so, *MEANT[1:]):
        numbers = sentence.matched(matching) - sentence.named - taken - explained - sentence.timed
        if numbers:
            explained |= numbers
            found += [key.word(status) for status in statuses if key.word(status) not in found]
    for status in key.statuses:
        if key.symbol(status) and key.symbol(status) in sentence.text and key.word(status) not in found:
            found.append(key.word(status))
    return found, explained


UNDER_WAY = patterns("(?:being|be|getting|get|to be|have) done")
"""What is being done is not done."""


def _plural(phrase: str) -> str:
    return rf"{re.escape(phrase)}s?"
