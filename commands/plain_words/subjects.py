"""The register's other subjects in plain words: each is answered by a verb, so each is one line of a table.

What may live here: that table. To have a verb asked for in plain words, add a `Subject`: what people say (a pattern
over plain words), the line that follows `/loip` for it, and what its button says. In the line, `{places}` stands for
the names in the sentence and `{when}` for "from DAY to DAY", both empty where none is said; `{code}` for the action
named and `{day}` for the day it speaks of: a line that wants one is not asked for without. A subject is silent until
its verb is in the list of verbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from string import Formatter

from bot.views.help_verbs import VERBS
from commands.plain_words.asked import Asked, Chosen, action_of, asking, in_words, is_board, phrase, says
from commands.plain_words.cues import LATEST
from commands.plain_words.readings import AskLine
from commands.plain_words.sentence import Sentence

KNOWN = frozenset(verb.name for verb in VERBS)
"""The verbs there are."""


@dataclass(frozen=True, slots=True)
class Subject:
    """How a subject is asked for. `verb` has to be known; `never` are words that ask for something else."""

    verb: str
    cue: re.Pattern[str]
    line: str
    button: str
    never: re.Pattern[str] | None = None

    def is_said(self, sentence: Sentence) -> bool:
        """Whether the sentence asks for it."""
        is_other = self.never is not None and says(sentence, self.never)
        return says(sentence, self.cue) and not is_other

    @property
    def wants(self) -> set[str]:
        """What the line cannot do without."""
        fields = {name for _, name, _, _ in Formatter().parse(self.line) if name}
        return fields - {"places", "when"}


_OF_AN_ACTION = (
    "history of|how has .* (?:changed|moved)|what has happened to|past of|audit trail|change log|who changed"
)

SUBJECTS: tuple[Subject, ...] = (
    Subject("history", phrase("as at", "as it stood", "as of"), "show {code} as at {day}",
    "{code} as it stood"),
    Subject("history", phrase("as at", "as it stood", "as of"), "list {places} as at {day}",
    "The register as it stood"),
    Subject("history", phrase(_OF_AN_ACTION, "history"), "history {code}", "History of {code}"),
    Subject(
        "list",
        phrase("what (?:\\w+ ){0,4}decided", "did .* (?:decide|agree)",
        "decisions? (?:\\w+ )?(?:taken|made|of|from|in|since|at)", "board action log"),
        "list decisions",
        "What was decided",
        phrase("to decide", "being asked", "needs? (?:a |any )?decisions?",
        "decisions? (?:are )?(?:coming|needed|will)", "to be decided"),
    ),
    Subject(
        "list",
        phrase("risks?", "risk (?:register|profile|matrix)", "what could go wrong"),
        "list risks",
        "Risks",
        phrase("at risk", "risk of"),
    ),
    Subject(
        "list",
        phrase("indicators?", "measures?", "baselines?", "targets?", "outcome figures?", "statistics"),
        "list indicators",
        "Indicators",
    ),
    Subject(
        "list",
        phrase("(?:what|which|list|show|all)(?: \\w+){0,3} (?:groups|sub ?groups|partnerships)",
        "governance map"),
        "list groups",
        "The groups",
    ),
    Subject(
        "list",
        phrase("(?:what|which|list|show|all)(?: \\w+){0,3} plans", "state of the plan",
        "when does the loip (?:end|run out)"),
        "list plans",
        "The plans",
    ),
)  # fmt: skip
"""In order: the first whose cue is said, and whose line has all it wants, is meant."""


def line_asked(sentence: Sentence, chosen: Chosen) -> Asked | None:
    """A line of a verb that there is."""
    return asked_of(sentence, chosen, (subject for subject in SUBJECTS if subject.verb in KNOWN))


def is_line(line: str) -> bool:
    """Whether a line is one of the table's, of a verb that there is: a button brings back no other."""
    verbs = {subject.line.split()[0] for subject in SUBJECTS if subject.verb in KNOWN}
    return line.split(" ", maxsplit=1)[0] in verbs


def asked_of(sentence: Sentence, chosen: Chosen, subjects: Iterable[Subject]) -> Asked | None:
    """The line of the first subject that the sentence speaks of; None where it speaks of none."""
    if not sentence.is_question and len(sentence.words) > 6:
        return None
    given = _given(sentence, chosen)
    for subject in subjects:
        is_whole = all(given[field] for field in subject.wants)
        if is_whole and subject.is_said(sentence):
            return _line_of(sentence, subject, given)
    return None


def _given(sentence: Sentence, chosen: Chosen) -> dict[str, str]:
    first, last = sentence.when.period.first, sentence.when.period.last
    days = (("from", first), ("to", last))
    return {
        "code": action_of(chosen),
        "places": in_words([name for name in chosen if not is_board(name)]),
        "when": " ".join(f"{word} {day.isoformat()}" for word, day in days if day),
        "day": first.isoformat() if first else "",
    }


def _line_of(sentence: Sentence, subject: Subject, given: dict[str, str]) -> Asked:
    line = " ".join(subject.line.format(**given).split())
    asked = AskLine(line, subject.button.format(**given))
    return asking(asked, sentence.matched((subject.cue, *LATEST)))
