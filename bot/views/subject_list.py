"""Lists of any subject, and the page of one row with what is part of it. Pure.

What may live here: what people read of the register, escaped, a page at a time within Slack's limits.
"""

from collections.abc import Iterator, Sequence

from bot.rules.keeping_screens import Line, Listed, Meant, OneRow, Parts
from bot.rules.subjects import Subject
from bot.rules.subjects.wording import Terms, first_up, label
from bot.views import verbs
from bot.views.action_words import one_line, quoted, within
from bot.views.blocks import Block, actions, button, clip, context, message, plain, section
from bot.views.escape import mrkdwn
from bot.views.paging import turning
from bot.views.subject_form import article

SUBJECT = "subject"
"""The name of these lists in the value of their page buttons."""

_NAME = 220
_FIELD = 700
_ADD_BUTTONS = 12
_WORDS_IN_A_VALUE = 1800
"""Characters of a button's value for somebody's words."""


def listed(shown: Listed) -> Block:
    """A page of rows, each with a button that opens it."""
    plural = first_up(label(shown.subject.plural, shown.terms))
    if not shown.lines:
        return _none(shown, plural)
    about = f" · {one_line(shown.words, 80)}" if shown.words else ""
    blocks = [section(f"*{mrkdwn(plural)}*{about}")]
    if shown.matrix and shown.page.number == 1:
        blocks.append(section(_matrix(shown.matrix)))
    blocks += [section(_line(line), _open(shown.subject, line)) for line in shown.lines]
    words = f"all {shown.words}".strip() if shown.everything else shown.words
    blocks += turning(shown.page, SUBJECT, t=shown.subject.table, words=verbs.within(words, 600))
    if shown.left_out:
        name = label(shown.subject.plural, shown.terms)
        more = "1 more is" if shown.left_out == 1 else f"{shown.left_out} more are"
        blocks.append(context(f"{more} over and left out. `/loip list {mrkdwn(name)} all` shows everything."))
    blocks += _add_row(shown)
    return message(f"{mrkdwn(plural)}: {shown.page.total}", blocks)


def _matrix(rows: Sequence[Sequence[int]]) -> str:
    """Where the risks lie: impact upwards, likelihood to the right. Each risk says both in words below."""
    scale = len(rows)
    lines = [
        f"{impact:>2}  " + "  ".join(f"{count or '·':>2}" for count in row)
        for impact, row in zip(range(scale, 0, -1), rows, strict=True)
    ]
    below = "    " + "  ".join(f"{likelihood:>2}" for likelihood in range(1, scale + 1))
    return "\n".join(
        ["How many, by impact (upwards) and likelihood (to the right):", "```", *lines, below, "```"]
    )


def _none(shown: Listed, plural: str) -> Block:
    if shown.words:
        said = f"None of the {mrkdwn(plural)} fits {one_line(shown.words, 120)}."
        near = " or ".join(one_line(name, 120) for name in shown.near)
        said += f" Did you mean {near}?" if near else ""
    else:
        every = f" What is over: `/loip list {mrkdwn(label(shown.subject.plural, shown.terms))} all`."
        over = every if shown.left_out else ""
        said = f"{mrkdwn(plural)}: none in the register yet.{over}"
    return message(clip(said, 150), [section(said), *_add_row(shown)])


def _add_row(shown: Listed) -> list[Block]:
    if not shown.may_add:
        return []
    value = verbs.value(
        t=shown.subject.table, w=verbs.within(shown.words, _WORDS_IN_A_VALUE) if not shown.lines else None
    )
    return [actions("add", [button(add_label(shown.subject, shown.terms), verbs.SUBJECT_ADD, value)])]


def add_label(subject: Subject, terms: Terms) -> str:
    """`Add a risk`."""
    name = label(subject.name, terms)
    return clip(f"Add {article(name)} {name}", 70)


def _line(line: Line) -> str:
    facts = " · ".join(one_line(each, 110) for each in line.facts)
    return f"*{one_line(line.name, _NAME)}*" + (f"\n{facts}" if facts else "")


def _open(subject: Subject, line: Line) -> Block:
    return button("Open", verbs.SUBJECT_SHOW, verbs.value(t=subject.table, i=line.id))


def one(shown: OneRow) -> Block:
    """One row: what every field says, what is part of it, and what the reader may do."""
    name = first_up(label(shown.subject.name, shown.terms))
    blocks = [section(f"*{one_line(shown.name, 300)}*\n{mrkdwn(name)}{_facts(shown)}")]
    blocks += [section(text) for text in _fields(shown.fields)]
    for part in shown.parts:
        if part.total:
            blocks.append(section(_part(part, shown.terms)))
    blocks += _doing(shown)
    return message(f"{name}: {one_line(shown.name, 150)}", blocks[:50])


def _facts(shown: OneRow) -> str:
    if shown.subject.table not in ("risks", "indicators", "groups"):
        return ""
    said = {words for _, words in shown.fields}
    return "".join(f"\n{one_line(each, 160)}" for each in shown.facts if each not in said)


def _fields(fields: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The fields in as few paragraphs as hold them; a text of several lines as a quotation."""
    together: list[str] = []
    for name, words in fields:
        if "\n" in words or len(words) > 200:
            said = f"*{mrkdwn(name)}*\n{quoted(words, _FIELD)}"
        else:
            said = f"*{mrkdwn(name)}:* {one_line(words, 240)}"
        if together and len("\n".join([*together, said])) > 2800:
            yield "\n".join(together)
            together = []
        together.append(said)
    if together:
        yield "\n".join(together)


def _part(part: Parts, terms: Terms) -> str:
    lines = [f"*{first_up(mrkdwn(label(part.subject.plural, terms)))}* ({part.total})"]
    for line in part.lines:
        facts = " · ".join(one_line(each, 90) for each in line.facts[:3])
        lines.append(f"• {one_line(line.name, 160)}" + (f" · {facts}" if facts else ""))
    if part.total > len(part.lines):
        lines.append(f"+{part.total - len(part.lines)} more")
    return within(lines)


def _doing(shown: OneRow) -> Iterator[Block]:
    table, row_id = shown.subject.table, shown.row_id
    value = verbs.value(t=table, i=row_id)
    first = []
    if shown.may_edit:
        first.append(button("Edit", verbs.SUBJECT_EDIT, value))
    if shown.may_take_on:
        first.append(button("I'll take it on", verbs.TAKE_BARRIER, value))
    if table == "barriers" and shown.may_edit and "Resolved" not in dict(shown.fields):
        resolved = verbs.value(t=table, i=row_id, o="resolution")
        first.append(button("Resolved…", f"{verbs.SUBJECT_EDIT}:resolved", resolved))
    if shown.may_confirm:
        first.append(button("Still right", verbs.STILL_RIGHT, value))
    if shown.may_take_away:
        first.append(_take_away(shown, value))
    first.append(button("History", verbs.HISTORY, value))
    if shown.code:
        first.append(button("Updates and people", verbs.SHOW, verbs.value(code=shown.code)))
    yield actions("doing", first)
    openable = [(part.subject, line) for part in shown.parts for line in part.lines][:100]
    if openable:
        yield section("Open one of these:", _menu(openable), block_id="open")
    adding = [
        button(
            add_label(part.subject, shown.terms),
            f"{verbs.SUBJECT_ADD}:{part.subject.table}",
            verbs.value(t=part.subject.table, g={part.pointing: str(row_id)}),
        )
        for part in shown.parts
        if part.may_add
    ]
    if adding:
        yield actions("adding", adding[:_ADD_BUTTONS])


def _take_away(shown: OneRow, value: str) -> Block:
    name = label(shown.subject.name, shown.terms)
    sure = {
        "title": plain("Take it away?", 100),
        "text": plain(
            f"The register shows this {name} no more. The history keeps what it was, and who took it away.",
            300,
        ),
        "confirm": plain("Take away", 30),
        "deny": plain("Leave it", 30),
    }
    return button("Take away", verbs.SUBJECT_AWAY, value) | {"confirm": sure}


def _menu(rows: Sequence[tuple[Subject, Line]]) -> Block:
    options = [
        {"text": plain(" ".join(line.name.split()), 75), "value": verbs.value(t=subject.table, i=line.id)}
        for subject, line in rows
    ]
    return {
        "type": "static_select",
        "action_id": verbs.SUBJECT_SHOW,
        "options": options,
        "placeholder": plain("Choose one", 150),
    }


def addable(subjects: Sequence[Subject], terms: Terms) -> Block:
    """Everything the reader may add, as a menu."""
    if not subjects:
        text = "There is nothing you add by yourself. The support officer can; `/loip help` shows the rest."
        return message("Nothing to add", [section(text)])
    options = [
        {
            "text": {
                "type": "plain_text",
                "text": clip(first_up(label(each.name, terms)), 75),
                "emoji": True,
            },
            "value": verbs.value(t=each.table),
        }
        for each in subjects
    ]
    menu = {
        "type": "static_select",
        "action_id": verbs.SUBJECT_ADD,
        "options": options,
        "placeholder": plain("Choose what", 150),
    }
    hint = "Or say it at once: `/loip add risk The data agreement may not be signed`."
    return message(
        "What would you like to add?",
        [section("*What would you like to add?*", menu, block_id="add"), context(hint)],
    )


def which(meant: Meant, subject: Subject, terms: Terms, words: str, verb: str) -> Block:
    """Several rows fit, or none: those, or the nearest, as buttons."""
    name = mrkdwn(label(subject.name, terms))
    if meant.among:
        said = f"More than one {name} fits {one_line(words, 100)}. Which?"
        lines = [
            section(_line(line), button("This one", verb, verbs.value(t=subject.table, i=line.id)))
            for line in meant.among
        ]
        return message(said, [section(said), *lines])
    near = " or ".join(one_line(each, 120) for each in meant.near)
    said = f"No {name} here is called {one_line(words, 100)}." + (f" Did you mean {near}?" if near else "")
    hint = f"`/loip list {mrkdwn(label(subject.plural, terms))}` shows them all."
    return message(said, [section(f"{said}\n{hint}")])
