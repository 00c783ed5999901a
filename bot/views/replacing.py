"""Replacing a priority set: the walk through its open actions, what came of it, and what stands in the way. Pure."""

from collections.abc import Iterator, Sequence

from bot.rules.paging import Page, page_of
from bot.rules.replacing import Became, CameOf, NotReplaced, Story, ToDecide, Walk, WhichSet
from bot.rules.status import StatusKey
from bot.rules.subjects.acting import CLOSING_REASONS
from bot.rules.subjects.wording import Terms, first_up, plural_of
from bot.rules.succession import CONTINUED, MERGED, RENAMED, RETIRED, SPLIT
from bot.views import verbs
from bot.views.action_words import counted, one_line, within
from bot.views.blocks import Block, actions, button, context, divider, message, plain, section
from bot.views.escape import mrkdwn
from bot.views.refused import refused

PER_PAGE = 8
_MOST_SETS = 20
_MOST_OPTIONS = 100
_NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
_LINES = 2800


def title(terms: Terms) -> str:
    """Of a window that shows the walk."""
    return f"{first_up(plural_of(terms.priority))} replaced"


# --- the walk --------------------------------------------------------------------------------------------


def walk_message(walk: Walk, number: int, terms: Terms, key: StatusKey) -> Block:
    """A page of the actions to decide on, each with its menu; once there are none, what came of them all."""
    if walk.is_over:
        return over(walk, terms)
    page = page_of(number, len(walk.to_decide), PER_PAGE)
    shown = walk.to_decide[page.offset : page.last]
    blocks = [section(_heading(walk, terms))]
    blocks += [_to_decide(one, walk, page.number, key) for one in shown]
    blocks += _buttons(walk, shown, page)
    blocks.append(context(_FOOT))
    return message(f"{_left(walk)} to decide on", blocks)


_FOOT = (
    "Each choice counts at once and stands in the history; `/loip edit CODE` puts one right. You can stop here and go "
    "on another day."
)


def _left(walk: Walk) -> str:
    return counted(len(walk.to_decide), "action")


def _heading(walk: Walk, terms: Terms) -> str:
    many = plural_of(terms.priority)
    new = one_line(walk.new_label, 120) or f"The new {mrkdwn(many)}"
    old = one_line(walk.old_label, 120) or f"the old {mrkdwn(many)}"
    decided = f"; {counted(walk.decided, 'action')} under the new {mrkdwn(many)}" if walk.decided else ""
    return f"*{new}* in place of {old}\n{_left(walk)} to decide on{decided}."


def _to_decide(one: ToDecide, walk: Walk, page: int, key: StatusKey) -> Block:
    names = dict(walk.new)
    facts = [f"under {one_line('; '.join(one.served), 160)}", mrkdwn(key.label(one.status))]
    if one.suggested_id in names:
        facts.append(f"suggested: {one_line(names[one.suggested_id], 80)}")
    text = f"*{mrkdwn(one.code)}* {one_line(one.title, 200)}\n{' · '.join(facts)}"
    return section(text, _menu(one, walk, page), block_id=f"decide {one.code} {page}")


def _menu(one: ToDecide, walk: Walk, page: int) -> Block:
    keeping = [
        (f"Keep under {' '.join(name.split())}", verbs.value(code=one.code, p=key, g=page))
        for key, name in walk.new[: _MOST_OPTIONS - len(CLOSING_REASONS)]
    ]
    closing = [
        (f"Close: {words.lower()}", verbs.value(code=one.code, r=reason, g=page))
        for reason, words in CLOSING_REASONS
    ]
    return {
        "type": "static_select",
        "action_id": f"{verbs.REPLACE_DECIDE}:{one.code}",
        "placeholder": plain("Decide…"),
        "options": [{"text": plain(text, 75), "value": value} for text, value in (*keeping, *closing)],
    }


def _buttons(walk: Walk, shown: Sequence[ToDecide], page: Page) -> list[Block]:
    names = dict(walk.new)
    suggested = {one.code: one.suggested_id for one in shown if one.suggested_id in names}
    row = []
    if suggested:
        these = "this one" if len(suggested) == 1 else f"these {len(suggested)}"
        value = verbs.value(k=suggested, g=page.number)
        row.append(button(f"Keep {these} as suggested", verbs.REPLACE_KEEP, value, style="primary"))
    if page.has_back:
        row.append(button("Back", f"{verbs.REPLACE_WALK}:back", verbs.value(g=page.number - 1)))
    if page.has_next:
        row.append(button("Next", f"{verbs.REPLACE_WALK}:next", verbs.value(g=page.number + 1)))
    pages = [context(f"Page {page.number} of {page.pages}.")] if page.pages > 1 else []
    return ([actions(f"walk {page.number}", row)] if row else []) + pages


def go_on(to_decide: int, terms: Terms) -> list[Block]:
    """On Home: how many actions wait to be decided on, and the way to them; nothing where none does."""
    if not to_decide:
        return []
    many = first_up(mrkdwn(plural_of(terms.priority)))
    text = f"*{many} being replaced: {counted(to_decide, 'action')} to decide on*"
    return [divider(), section(text, button("Go on", verbs.REPLACE_WALK, verbs.value(g=1)))]


# --- what came of it -------------------------------------------------------------------------------------


def over(walk: Walk, terms: Terms) -> Block:
    """Every open action has been decided on: what became of all."""
    if walk.came_of is None:
        raise ValueError("a walk that is over says what came of it")
    first = f"{in_short(walk.came_of, terms)}."
    lines = [f"• {words}" for words in succession_lines(walk.came_of.became)]
    blocks = [section(f"✅ *{first}*\n{within(lines, _LINES)}"), section(_actions(walk.came_of))]
    hint = "An old code still finds its action, and `/loip list` with an old name what stood under it."
    return message(first, [*blocks, context(hint)])


def in_short(came: CameOf, terms: Terms) -> str:
    """`Five priorities became three`."""
    many = terms.priority if len(came.became) == 1 else plural_of(terms.priority)
    return first_up(mrkdwn(f"{_number(len(came.became))} {many} became {_number(came.new)}"))


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def succession_lines(became: Sequence[Became]) -> Iterator[str]:
    """What became of each old priority, one line each, escaped; those merged into one stand together."""
    told: set[str] = set()
    for one in became:
        if one.kind == MERGED and one.into:
            together = [each.name for each in became if each.kind == MERGED and each.into == one.into]
            if one.into[0] not in told:
                told.add(one.into[0])
                yield f"{_listed(together)} became {_listed(one.into)}"
        else:
            yield _one_became(one)


def story(told: Story, terms: Terms) -> list[Block]:
    """On a priority's page: what became of it, and which earlier ones go on in it; nothing where neither is known."""
    lines = [f"• {words}" for words in succession_lines(told.became)]
    if told.came_from:
        lines.append(f"Goes on from the earlier {mrkdwn(plural_of(terms.priority))}:")
        lines += [f"• {words}" for words in succession_lines(told.came_from)]
    heading = "What became of it" if told.became else "Where it comes from"
    return [section(within([f"*{heading}*", *lines], _LINES))] if lines else []


def _one_became(one: Became) -> str:
    name = one_line(one.name, 120)
    if one.kind == CONTINUED:
        return f"{name} goes on"
    if one.kind == RETIRED:
        return f"{name} was retired"
    if one.kind == SPLIT and one.into:
        return f"{name} was split into {_listed(one.into)}"
    if one.kind == RENAMED and one.into:
        return f"{name} is now {_listed(one.into)}"
    return f"{name} became {_listed(one.into)}" if one.into else f"{name}: what became of it is not known"


def _listed(names: Sequence[str]) -> str:
    said = [one_line(name, 120) for name in names]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"


def _actions(came: CameOf) -> str:
    kept, closed = sum(number for _, number in came.kept), sum(number for _, number in came.closed)
    if not kept and not closed:
        return "No open action had to be decided on."
    under = ", ".join(f"{one_line(name, 80)} {number}" for name, number in came.kept)
    words = dict(CLOSING_REASONS)
    why = ", ".join(f"{words[reason].lower()} {number}" for reason, number in came.closed)
    parts = [f"{counted(kept, 'action')} {'goes' if kept == 1 else 'go'} on ({under})." if kept else ""]
    parts.append(
        f"{counted(closed, 'action')} {'was' if closed == 1 else 'were'} closed ({why})." if closed else ""
    )
    return " ".join(part for part in parts if part)


# --- other answers ---------------------------------------------------------------------------------------


def replaced(walk: Walk, terms: Terms) -> Block:
    """The new set is kept; what comes next is in the reader's messages."""
    if walk.is_over:
        return over(walk, terms)
    new = one_line(walk.new_label, 120)
    text = f"✅ *{new}* is kept, with what became of each. {_left(walk)} to decide on: I've sent you them."
    return message(text.replace("*", ""), [section(text)])


def which_set(found: WhichSet, terms: Terms) -> Block:
    """Several sets stand: a button for each of the first few."""
    many = mrkdwn(plural_of(terms.priority))
    text = f"Several sets of {many} stand. Which is replaced?"
    blocks = [
        section(one_line(name, 200), button("This one", verbs.REPLACE_SET, verbs.value(i=key)))
        for key, name in found.sets[:_MOST_SETS]
    ]
    return message(text, [section(text), *blocks])


def form_offer(terms: Terms) -> Block:
    """The way to the form from where none can be opened at once."""
    many = mrkdwn(plural_of(terms.priority))
    text = f"I've a form for new {many}: what they are called, and what becomes of those that stand."
    return message(
        text, [section(text), actions("form", [button("Open the form", verbs.REPLACE_SET, verbs.value())])]
    )


def not_replaced(outcome: NotReplaced, terms: Terms, support: str | None = None) -> Block:
    """Why nothing was changed, and what can be done."""
    who = f" ({support})" if support else ""
    what, to_do = _worded(
        outcome, {name: mrkdwn(words) for name, words in _about(outcome, terms, who).items()}
    )
    return refused(what, to_do)


def not_replaced_briefly(outcome: NotReplaced, terms: Terms) -> str:
    """The same under a field, as plain text."""
    return _worded(outcome, _about(outcome, terms))[0]


def _about(outcome: NotReplaced, terms: Terms, who: str = "") -> dict[str, str]:
    return {"about": outcome.about, "many": plural_of(terms.priority), "one": terms.priority, "who": who}


def _worded(outcome: NotReplaced, words: dict[str, str]) -> tuple[str, str]:
    what, to_do = _NOT.get(outcome.why, _NOT["none_under_way"])
    return what.format(**words), to_do.format(**words)


_NOT = {
    "support_only": (
        "New {many} are for the support officer{who} to enter. Nothing was changed.",
        "Send them a line.",
    ),
    "no_set": (
        "There are no {many} in the register yet, so there is nothing to replace.",
        "`/loip add {one}` adds the first.",
    ),
    "replaced_already": ("Somebody replaced that set a moment ago.", "`/loip {one}` shows what stands now."),
    "none_under_way": (
        "Nothing is waiting to be decided on any more.",
        "`/loip {one}` shows what stands now.",
    ),
    "decided_already": (
        "{about} was decided on already; it stays as it is.",
        "`/loip edit {about}` changes it.",
    ),
    "no_such_action": (
        "There is no action {about}. Nothing was changed.",
        "`/loip list` shows the codes there are.",
    ),
    "no_such_priority": (
        "That {one} isn't one of the new ones. Nothing was changed.",
        "Please choose again.",
    ),
    "into_itself": ("{about} can't be merged into itself.", "Please give the code of the other."),
}
