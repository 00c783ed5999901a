"""What a list is narrowed by beside its names: overdue, stuck, unowned, a status, and all that people say for them.

What may live here: those words, as patterns, and the finding of them in a sentence.
"""

import re

from commands.plain_words.cues import patterns
from commands.plain_words.sentence import Sentence

_NO = (
    r"(?:no|without|neither|lacks?|lacking|missing|needs?|needing|(?:have|has) not got|(?:do|does) not have|"
    r"not got|"
    r"wants?|short of) (?:an |a |any |either |both |their |its )?(?:new )?"
)
_OWNER = r"(?:named |lead |coordinating |responsible )*(?:owners?|officers?|leads?|home|name)"
_DATE = r"(?:due |end |target |finish |completion )?(?:dates?|deadlines?|timescales?)"
_IS_MISSING = r"(?:is |are )?(?:missing|unknown|not set|not known|not given|to be confirmed|tbc)"
_AND = r"(?:and|or|nor) (?:an |a |any |no )?"

STATES: dict[str, tuple[re.Pattern[str], ...]] = {
    "overdue": patterns(
        r"overdue|late|later than|running (?:late|behind|over)|behind(?: schedule| time)?|over "
        r"its date|slipp(?:ed|ing)|slips?|slippage|out of time|lagging|lags?",
        r"(?:past|gone past|over|beyond|missed|missing (?:its|their|the)) (?:its|their|the|his|her|"
        r"a)? ?(?:due )?(?:dates?|"
        r"deadlines?|milestones?)|past due|(?:dates?|deadlines?|milestones?) (?:\w+ ){0,2}(?:passed|missed|"
        r"gone)",
        r"delayed|missed|overr(?:un|an|unning)|should (?:have|be) (?:been |have been )?(?:done|finished|"
        r"complete|delivered|ready)(?: by now)?",
    ),
    "stale": patterns(
        r"stale|silent|silence|quiet|unheard|unconfirmed|gone cold|gone dark",
        r"(?:not|never) (?:\w+ )?(?:been |yet |actually )?(?:updated|heard|reported|touched|replied|"
        r"responded|answered|changed|moved|"
        r"spoken|got back|come back|been in touch|in touch|said anything)(?: (?:from|of|on|back|to us))?",
        r"no (?:recent )?(?:updates?|word|news|response|reply|replies)|(?:come|got|get|been) back to (?:us|"
        r"you|me)|in touch|ow(?:e|es|ing) (?:us|me|an? )",
        r"not (?:yet )?(?:had|given|sent|got|provided|submitted|done|put in) (?:us |me )?(?:an |a "
        r"|any |their |its |in )?(?:recent )?(?:updates?|word|news|anything)",
        r"nothing (?:heard|from|back|in from)|(?:nobody|no one) (?:has )?(?:heard|updated)(?: (?:of|from|"
        r"about))?",
        r"need(?:s|ing)? (?:an |a |to be )?(?:updat(?:e|ing|ed)|word|chas(?:ed|ing)|nudg(?:ed|ing)|prod\w*)|"
        r"chas(?:e|ing)(?: up)?|nudg(?:e|ing)|(?:yet|still) to (?:report|updat|repl|respon|answer)\w*",
        r"without (?:an |any )?(?:recent )?updates?|last heard|out of date|heard nothing",
    ),
    "unowned": patterns(
        r"unowned|orphan(?:s|ed)?|unassigned|unallocated|not owned|up for grabs|going spare|vacant|ownerless",
        r"no ?(?:body|one)(?: has| is)?(?: (?:picked|taken|taking|leading|owns?|got|looking))?(?: "
        r"(?:up|on|it|after|them))*|need(?:s|ing)? (?:doing|someone|somebody|picking up|a volunteer)",
        rf"{_NO}(?:{_DATE} {_AND})?{_OWNER}|{_OWNER} {_IS_MISSING}",
        r"(?:officers?|owners?|leads?) (?:has |have )?(?:left|gone|moved on|retired)",
        r"not (?:been )?(?:assigned|allocated|picked up|taken on|taken up|claimed)",
    ),
    "stuck": patterns(
        r"stuck|block(?:ed|ing|ers?|ages?)|held (?:up|back)|hold(?:ing|s)? (?:\w+ )?(?:up|back)|"
        r"hold ups?|stalled|stalling|bogged down|in limbo|standstill|stalemate",
        r"barriers?|obstacles?|in the way|not moving|cannot (?:move|progress|proceed|go ahead)|bottlenecks?|"
        r"logjams?|jammed|hit a wall|snags?|unblock(?:ing)?|hamper\w*|hinder\w*",
        r"waiting(?: (?:on|for))?|await(?:ing|s)?|dependent on|depend(?:s|ing) on",
    ),
    "undated": patterns(
        rf"undated|not dated|open ended|{_NO}(?:{_OWNER} {_AND})?{_DATE}|{_DATE} {_IS_MISSING}",
    ),
    "quick wins": patterns(r"quick ?wins?"),
}  # fmt: skip
"""What a list is narrowed to by words of its own, each with what people say for it."""

TROUBLE = patterns(
    r"struggl(?:e|es|ing)|(?:in )?trouble|problems?|issues?|concern(?:s|ed|ing)?|worr(?:y|ies|ied|"
    r"ying)|going (?:wrong|badly)",
    r"(?:gone|went|goes) wrong|not going well|not doing well|unhappy|bad news|badly|risky|in difficulty|"
    r"difficult(?:y|ies)|"
    r"wobbl(?:y|ing)|shaky|failing|falling short|(?:biggest|main|top|key|worst|greatest) risks?|risks|"
    r"hot ?spots?|"
    r"red flags?|in a mess|need(?:s|ing)? attention|not so good",
)
WELL = patterns(
    r"(?:going|doing) (?:well|fine|ok|great|good)|all (?:fine|good|well)|good news|on course|in hand|"
    r"to plan|good shape|progressing well"
)
DONE = patterns(
    r"finished|completed?|(?<!being )(?<!be )done|achieved|delivered|wrapped up|ticked off|closed "
    r"off|accomplished|successes|signed off|over the line|crossed off|off the list|concluded"
)
NOT_BEGUN = patterns(
    r"not (?:yet )?(?:been )?(?:started|begun|begin|start)(?: yet)?|(?:yet|still) to (?:start|"
    r"begin|get going|kick off)|unstarted|not got going|off the ground|nothing (?:has )?started"
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
