"""`/loip add`, `edit`, and the verbs of subjects: lists, pages and forms of everything the register holds.

What may live here: from a request to a form or a list. Buttons are in `commands.keeping_taps`, what is kept in
`commands.keeping_forms`.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from bot.rules.keeping import Gone, KeptRow, NotTheirs
from bot.rules.keeping_entries import Entry
from bot.rules.numbering import CODE, canonical, code_of, nearest
from bot.rules.subjects import BY_TABLE, SUBJECTS, Kind, Subject
from bot.rules.subjects.wording import USUAL_TERMS, Terms, label, plural_of
from bot.services.also import Also
from bot.services.in_the_way import read_in_the_way
from bot.services.letter_again import tell_letters
from bot.services.list_codes import list_codes
from bot.services.read_row_form import Wanted, read_row_form
from bot.services.read_subject import action_id_of, find_row, read_addable, read_list, read_one
from bot.views import in_the_way, refusals, subject_answers, subject_list, verbs
from bot.views.blocks import Block
from bot.views.forms import FormMemory
from bot.views.subject_form import subject_form
from bot.views.update_buttons import asking_key
from commands.asked import Asked
from commands.requests import Add, Edit, Held, Measure
from storage.repositories import Register

_IN_A_VALUE = 500
"""Characters of a button's value for each field it takes along; what was typed is handed back whole beside it."""


# --- which subject words name ----------------------------------------------------------------------------


def subject_at(words: str, terms: Terms) -> tuple[Subject, str] | None:
    """The subject that words begin with, by any of its names, the longest first; and what follows."""
    for name, subject in _names(terms):
        match = re.match(
            rf"(?:an?\s+|the\s+)?{re.escape(name)}(?=\s|[:,.?]|\Z)[:,]?\s*", words, re.IGNORECASE
        )
        if match:
            return subject, words[match.end() :].strip()
    return None


def _names(terms: Terms) -> list[tuple[str, Subject]]:
    found: dict[str, Subject] = {}
    for words in (
        terms,
        USUAL_TERMS,
    ):  # a partnership with themes has priorities too, to whoever comes from another
        for subject in SUBJECTS:
            for name in (subject.name, subject.plural, *subject.also):
                said = label(name, words).casefold()
                found.setdefault(said, subject)
                found.setdefault(plural_of(said), subject)
    return sorted(found.items(), key=lambda item: -len(item[0]))


def terms_of(asked: Asked) -> Terms:
    """What the partnership calls things."""
    return Terms.of(asked.ways.partnership)


# --- what is typed ---------------------------------------------------------------------------------------


def answer_add(asked: Asked, request: Add) -> Block | None:
    """A form to add something, begun with what was typed; alone, what there is to add."""
    if request.table:
        subject, words = BY_TABLE[request.table], request.words
    elif not request.words.strip():
        return subject_list.addable(read_addable(asked.database, asked.person), terms_of(asked))
    else:
        found = subject_at(request.words, terms_of(asked))
        if found is None:
            return _no_such_subject(asked, "add", request.words)
        subject, words = found
    given: dict[str, Entry] = dict(request.given)
    code, action_id = request.code or "", None
    if code:
        action_id = action_id_of(asked.database, asked.partnership_id, code)
    elif subject.table != "actions":
        code, action_id, words = _code_first(asked, subject, words)
    if code and action_id is None:
        return _unknown_code(asked, code, request.raw)
    if words:
        given |= _begun(asked, subject, words)
    if action_id is not None:
        given["action_id"] = str(action_id)
    return _open_or_offer(asked, Wanted(subject.table, given=given), request.raw)


def _begun(asked: Asked, subject: Subject, words: str) -> dict[str, Entry]:
    """The field that words begin; of what has no words of its own, a role, they say whose it is."""
    name = first_words(subject)
    if name:
        return {name: words}
    whose = subject.field(subject.parent)
    meant = find_row(asked.database, asked.ways, asked.person, whose.of, words, asked.at)
    return {whose.name: str(meant.row_id)} if meant.row_id is not None else {}


_CERTAIN = re.compile(r"[A-Za-z]{2,4}[-–]")
"""How nothing but a code begins: "In 5 years" does not."""


def _code_first(asked: Asked, subject: Subject, words: str) -> tuple[str, int | None, str]:
    """The code and the id of the action that words begin with, where the subject may belong to one; and the rest."""
    match = CODE.match(words)
    code = code_of(match) if match else None
    if match is None or code is None or all(each.name != "action_id" for each in subject.fields):
        return "", None, words
    action_id = action_id_of(asked.database, asked.partnership_id, code)
    is_code = action_id is not None or (subject.parent == "action_id" and _CERTAIN.match(words))
    return (code, action_id, words[match.end() :].lstrip(" :,–-")) if is_code else ("", None, words)


def answer_edit(asked: Asked, request: Edit) -> Block | None:
    """The form of what is named: an action by its code, anything else by its subject and name."""
    if request.code:
        action_id = action_id_of(asked.database, asked.partnership_id, request.code)
        if action_id is None:
            return _unknown_code(asked, request.code, request.raw)
        return _open_or_offer(asked, Wanted("actions", action_id), request.raw)
    found = subject_at(request.words, terms_of(asked))
    if found is None:
        return _no_such_subject(asked, "edit", request.words)
    subject, words = found
    if not words:
        return _list(asked, subject.table, "", 1)
    meant = find_row(asked.database, asked.ways, asked.person, subject.table, words, asked.at)
    if meant.row_id is None:
        return subject_list.which(meant, subject, terms_of(asked), words, verbs.SUBJECT_EDIT)
    return _open_or_offer(asked, Wanted(subject.table, meant.row_id), request.raw)


def answer_held(asked: Asked, request: Held) -> Block | None:
    """The rows of a subject, or those the words fit; `add` before the words opens the form."""
    code = canonical(request.words) if request.table == "barriers" else None
    if code:
        return _in_the_way(asked, code, request.raw)
    first, _, rest = request.words.partition(" ")
    if first.casefold() in ("add", "new"):
        return answer_add(asked, Add(rest.strip(), table=request.table, raw=request.raw))
    return _list(asked, request.table, request.words, request.page)


def _in_the_way(asked: Asked, code: str, raw: str) -> Block:
    """The open barriers of one action."""
    found = read_in_the_way(asked.database, asked.person, code)
    if found is None:
        return _unknown_code(asked, code, raw)
    action, barriers, may_keep = found
    key = asking_key("answer", asked.submission_key)
    return in_the_way.open_ones(action, barriers, key, may_keep)


def names_subject(asked: Asked, words: str) -> bool:
    """Whether words begin with the name of a subject that has a list of its own: any but actions."""
    found = subject_at(words, terms_of(asked))
    return found is not None and found[0].table != "actions"


_NARROWING = ("priorities", "groups", "bodies", "localities")
"""What a list of actions can be narrowed to."""


def list_named(asked: Asked, words: str, page: int, otherwise: Callable[[str], Block | None]) -> Block | None:
    """The rows of the subject a list is asked of; None where the words begin with no subject's name, or actions'.

    "theme poverty overdue" names no theme: `otherwise` lists the actions it says, or is None where it says none.
    """
    found = subject_at(words, terms_of(asked))
    if found is None or not names_subject(asked, words):
        return None
    table, rest = found[0].table, found[1]
    shown = read_list(asked.database, asked.ways, asked.person, table, rest, page, asked.at)
    actions = otherwise(rest) if rest and not shown.lines and table in _NARROWING else None
    return actions or subject_list.listed(shown)


def answer_name(asked: Asked, text: str) -> Block | None:
    """The rows of a subject, where its name is all that was typed: `log`, `themes`; None where it is anything else."""
    found = subject_at(text.strip().removeprefix("/loip").strip(" ?.!"), terms_of(asked))
    if found is None or found[1] or found[0].table == "actions":
        return None
    return _list(asked, found[0].table, "", 1)


def show_named(asked: Asked, words: str) -> Block | None:
    """One row, whole, where words name its subject and it alone; None for anything else."""
    found = subject_at(words, terms_of(asked))
    if found is None or not found[1] or found[0].table == "actions":
        return None
    subject, rest = found
    meant = find_row(asked.database, asked.ways, asked.person, subject.table, rest, asked.at)
    if meant.row_id is None:
        return None
    shown = read_one(asked.database, asked.ways, asked.person, subject.table, meant.row_id, asked.at)
    return subject_list.one(shown) if shown is not None else None


_READING = re.compile(
    r"(?P<name>.*?\S)[\s:,]+(?P<value>[-+£]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*%?(?:[\s,]+(?:for\s+)?(?P<when>.+))?",
    re.DOTALL,
)


def answer_measure(asked: Asked, request: Measure) -> Block | None:
    """Indicators; with the name of one and a number, the form of a reading."""
    match = _READING.fullmatch(request.words.strip())
    if match:
        meant = find_row(asked.database, asked.ways, asked.person, "indicators", match["name"], asked.at)
        given = {"value": match["value"], "when": (match["when"] or "").strip()}
        if meant.row_id is not None:
            given["indicator_id"] = str(meant.row_id)
            return _open_or_offer(asked, Wanted("measurements", given=given), request.raw)
    return _list(asked, "indicators", request.words, 1)


def page(asked: Asked, fields: Mapping[str, Any]) -> Block:
    """The page of a list that a button asks for."""
    table = str(fields.get("t") or "")
    number = fields.get("page")
    if table not in BY_TABLE:
        return refusals.too_old()
    return _list(asked, table, str(fields.get("words") or ""), number if isinstance(number, int) else 1)


def _list(asked: Asked, table: str, words: str, number: int) -> Block:
    shown = read_list(asked.database, asked.ways, asked.person, table, words, number, asked.at)
    return subject_list.listed(shown)


def first_words(subject: Subject) -> str:
    """The field that words typed after a subject's name begin: what it is called by, or says; none of a role."""
    named = [each for each in (subject.field(name) for name in subject.title) if not each.of]
    texts = [each for each in named if each.kind in (Kind.LINE, Kind.TEXT)]
    every = [each for each in subject.fields if each.kind in (Kind.LINE, Kind.TEXT) and not each.own]
    return next((each.name for each in (*texts, *every)), "")


def _no_such_subject(asked: Asked, verb: str, words: str) -> Block:
    terms = terms_of(asked)
    names = {label(subject.name, terms) for subject in SUBJECTS}
    first = words.split()
    near = _near(" ".join(first[:1]), names) or _near(" ".join(first[:2]), names)
    suggestion = f"{verb} {near[0] if near else 'risk'}" if words.strip() else f"{verb} POV-03"
    return refusals.misread(verb, words, suggestion, near, f"{verb} {words}".strip())


def _near(words: str, names: set[str]) -> tuple[str, ...]:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    slips = 1 if len(words) < 6 else 2
    found = process.extract(words.casefold(), sorted(names), scorer=OSA.distance, score_cutoff=slips, limit=3)
    return tuple(name for name, _, _ in found)


def _unknown_code(asked: Asked, code: str, raw: str) -> Block:
    codes = list_codes(asked.database, asked.partnership_id)
    return refusals.unknown_code(code, nearest(code, codes), raw)


# --- forms -----------------------------------------------------------------------------------------------


def form_of(
    asked: Asked, wanted: Wanted, home: str | None, first: str = "", turn: int = 0, why: str = ""
) -> Block | NotTheirs | None:
    """The form as a view; None where there is no such row."""
    shown = read_row_form(asked.database, asked.ways, asked.person, wanted, asked.at)
    if isinstance(shown, Gone):
        return None
    if isinstance(shown, NotTheirs):
        return shown
    memory = FormMemory(code="", asked=asked.submission_key, home=home)
    return subject_form(shown, memory, first, turn, why)


def _open_or_offer(asked: Asked, wanted: Wanted, raw: str) -> Block | None:
    view = form_of(asked, wanted, None)
    if isinstance(view, NotTheirs):
        return subject_answers.not_theirs(view, terms_of(asked), raw)
    if view is None:
        return subject_answers.gone(raw)
    if asked.open_view is not None:
        asked.open_view(view)
        return None
    verb = verbs.SUBJECT_EDIT if wanted.row_id is not None else verbs.SUBJECT_ADD
    given = {name: verbs.within(str(entry), _IN_A_VALUE) for name, entry in wanted.given.items()}
    value = verbs.value(t=wanted.table, i=wanted.row_id, g=given or None)
    return subject_answers.form_offer(BY_TABLE[wanted.table], terms_of(asked), value, raw, verb)


def telling(asked: Asked) -> Also[KeptRow]:
    """Letters that ask about the action of what was kept are shown as it stands now."""

    def tell(register: Register, outcome: KeptRow) -> None:
        if outcome.action_id is not None:
            tell_letters(register, outcome.action_id, None, asked.submission_key, asked.at)

    return tell
