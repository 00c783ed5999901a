"""From text to answer: the grammar reads it, one verb answers it; what is no command is read as a plain sentence.

Used by the slash command, by direct messages and by mentions.

What may live here: the order in which a text is read. What answers a request is `verb_answers`' table.
"""

import re
from collections.abc import Collection, Iterator

from bot.rules.numbering import CODE, canonical, code_of
from bot.services.list_codes import list_codes
from bot.views import plain_answers, refusals
from bot.views.blocks import Block
from bot.views.help_verbs import VERBS
from commands import keeping, listing, looking_back, plainly
from commands.asked import Asked
from commands.grammar import read
from commands.requests import AsAt, ForAnother, List, Misread, Request, Update
from commands.verb_answers import answer_request

_VERB_NAMES = frozenset(verb.name for verb in VERBS)


class EveryCode(Collection[str]):
    """Stands for the codes of any register: whatever has the form of a code is one, but for "list 3" and its like.

    Reading against it spares the usual update a list of ten thousand codes; whether the action exists is found
    out when it is locked. What cannot be read this way is read again against the real codes.
    """

    def __contains__(self, code: object) -> bool:
        if not isinstance(code, str) or canonical(code) != code:
            return False
        return code.partition("-")[0].casefold() not in _VERB_NAMES

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


_NEXT = re.compile(r"(?:[,;.!?\n]|\band|\balso)\s*\Z", re.IGNORECASE)
"""What stands before a code with which another sentence may begin."""


def _several(asked: Asked, text: str, request: Request | Misread) -> list[str]:
    """The parts of a line that says how one action stands and then another; none where it speaks of one.

    The status of the second would be lost in the words of the first. A code that is only mentioned begins nothing.
    """
    if not isinstance(request, Update):
        return []
    others = (match for match in CODE.finditer(text) if code_of(match) != request.code)
    starts = [match.start() for match in others if _NEXT.search(text[: match.start()])]
    codes = list_codes(asked.database, asked.partnership_id) if starts else ()
    said = [(start, read(text[start:], asked.key, codes)) for start in starts]
    begins = [start for start, each in said if isinstance(each, Update) and each.status is not None]
    ends = zip([0, *begins], [*begins, len(text)], strict=True)
    return [_LOOSE_END.sub("", text[start:end]).strip() for start, end in ends] if begins else []


_LOOSE_END = re.compile(r"[\s,;]*(?:\b(?:and|also))?[\s,;]*\Z", re.IGNORECASE)


_SHOW = re.compile(r"\A\s*(?:/loip\s+)?show\s+(?:me\s+)?(?:the\s+)?", re.IGNORECASE)
"""What may stand before the name of anything the register holds: `show consultation Survey`."""


_WHAT_ARE = re.compile(r"\A\s*(?:what|which)(?:['’]re| are)\s+(?:all\s+)?(?:(?:the|our)\s+)?", re.IGNORECASE)
"""How people ask for all of what the register holds of a kind: `what are the themes?`."""


def _is_of_a_subject(asked: Asked, request: Request | Misread) -> bool:
    """Whether a list names its subject ("asks …"): what follows are words to look for, and no question of actions."""
    if not isinstance(request, List) or "?" in request.words:
        return False
    return keeping.names_subject(asked, request.words)


def answer(asked: Asked, text: str) -> Block | None:
    """The answer to what was typed; None where a form was opened instead."""
    request = read(text, asked.key, EveryCode())
    if isinstance(
        request, (Misread, ForAnother)
    ):  # "on 2 Nov" has the form of a code too: only the real ones tell
        request = read(text, asked.key, list_codes(asked.database, asked.partnership_id))
    if isinstance(request, AsAt):
        return looking_back.answer(asked, request, answer)
    several = _several(asked, text, request)
    if several:
        return plain_answers.one_at_a_time(several)
    named = _SHOW.sub("", text)
    bare = _WHAT_ARE.sub("", named)
    held = keeping.answer_name(asked, bare) if isinstance(request, Misread) else None
    if held is None and named != text and isinstance(request, Misread):
        held = keeping.show_named(asked, named)
    if held is not None:
        return held
    plain = None if _is_of_a_subject(asked, request) else plainly.answer(asked, text, request)
    if plain is not None:
        return plain
    if isinstance(request, Misread):
        return refusals.misread(
            request.understood, request.not_understood, request.suggestion, request.nearest, text
        )
    if isinstance(request, List):
        return listing.answer(asked, request, lambda: plainly.instead(asked, text))
    return answer_request(asked, request)
