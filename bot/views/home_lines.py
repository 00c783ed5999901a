"""The lines of a Home's lists, and how its days are said. Pure.

What may live here: one line of each kind with its buttons, escaped and within Block Kit's limits for any input.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from bot.rules.dates import date_in_words
from bot.rules.freshness import passed
from bot.rules.home import (
    TAKEN_ON_FROM,
    UNCONFIRMED,
    HomeList,
    JustSaid,
    JustTaken,
    Line,
    Look,
    ToCall,
)
from bot.rules.leavers import Leaver
from bot.rules.letter import Sight
from bot.rules.nudging import OFF_TRACK, RE_DATED, SLIPPED
from bot.rules.owed import Owed, falls, in_words
from bot.rules.reaching import Unreached
from bot.rules.screens import ActionLine, MyAction, MyActions
from bot.rules.ways import Ways
from bot.views import verbs
from bot.views.action_words import (
    counted,
    day_ahead,
    due_line,
    due_of,
    due_or_was,
    last_words,
    one_line,
    post_of,
    status_of,
    title_of,
)
from bot.views.blocks import Block, actions, button, section
from bot.views.calls import call_blocks, call_in_short
from bot.views.escape import inline, mrkdwn
from bot.views.mine import in_lines
from bot.views.moments import clock_time
from bot.views.undeliverable import reason_in_words, settling_buttons, who_in_words
from bot.views.update_buttons import more_menu, take_on_button, undo_handing_button, update_buttons
from storage.records.glance import ActionGlance, MilestoneGlance

_KINDS = {"no_change": "No change", "milestone": "Milestone", "correction": "Corrected"}
_MOVES = {2: "second", 3: "third", 4: "fourth", 5: "fifth"}


def milestone_ahead(code: str, milestone: MilestoneGlance, ways: Ways, today: date) -> str:
    """`• Thu 3 Dec, in 9 working days: "Pilot agreed" (POV-03)`."""
    exact = milestone.precision == "day" and milestone.latest is not None
    when = (
        day_ahead(milestone.latest, ways, today) if exact and milestone.latest else due_of(milestone, today)
    )
    return f"• {when}: {inline(milestone.title, 100)} ({mrkdwn(code)})"


# -- what was said a moment ago


def just_said(said: JustSaid, ways: Ways) -> list[Block]:
    """What was recorded, when, and a way to take it back or put it right."""
    at = clock_time(said.at, ways.zone)
    words = f": {inline(said.words, 300)}" if said.words.strip() else ""
    if said.taken_back:
        return [section(f"↩ Taken back · *{mrkdwn(said.code)}*{words}")]
    label = ways.key.label(said.status) if said.status else ""
    kind = "Blocked" if said.blocked else _KINDS.get(said.kind, "")
    what = " · ".join(part for part in (kind, mrkdwn(label)) if part)
    standing = f" · {what}" if what else ""
    words += ", status as it was" if said.blocked else ""
    value = verbs.value(code=said.code, asked=f"answer {said.update_id}", u=said.update_id)
    buttons = [button("Undo", verbs.UNDO, value)]
    if said.kind in ("update", "correction"):
        buttons.insert(0, button("Correct words", verbs.CORRECT, value))
    return [
        section(f"✅ {at} · *{mrkdwn(said.code)}*{standing}{words}"),
        actions(f"said {said.update_id}", buttons),
    ]


def just_taken(taken: JustTaken, ways: Ways) -> list[Block]:
    """What was taken on or handed on, when, and a way to undo it."""
    at = clock_time(taken.at, ways.zone)
    if taken.handing_id is not None:
        return _just_handed(taken, taken.handing_id, at)
    value = verbs.value(code=taken.code, asked=f"answer taken {taken.action_id}")
    said = f"✅ {at} · *{mrkdwn(taken.code)}* {one_line(taken.title, 200)} is with you now. Thank you."
    return [section(said), actions(f"taken {taken.action_id}", [button("Undo", verbs.GIVE_BACK, value)])]


def _just_handed(handed: JustTaken, handing_id: int, at: str) -> list[Block]:
    whom = f"is with {one_line(handed.to, 160)} now" if handed.to else "is with nobody for now"
    said = f"👋 {at} · *{mrkdwn(handed.code)}* {one_line(handed.title, 200)} {whom}."
    undo = undo_handing_button(handed.code, f"answer handed {handing_id}", handing_id)
    return [section(said), actions(f"handed {handed.action_id}", [undo])]


def free_line(one: Line, today: date, asked: str) -> list[Block]:
    """An action on the front that the reader may take on."""
    if not isinstance(one, ActionLine):
        return []
    said = f"{title_of(one.action)}\n{due_line(one.action, one.milestone, today)}"
    return [section(said, take_on_button(one.action.code, asked))]


# -- lines


def line(one: Line, shown: HomeList, ways: Ways, today: date, asked: str) -> list[Block]:
    """A line of any list. `asked` is the key of this showing of Home."""
    if isinstance(one, MyAction):
        mine = MyActions((), shown.last_board_on, shown.papers_due, shown.board_on)
        return own_line(one, mine, ways, today, asked)
    if isinstance(one, Sight):
        return _with_buttons("\n".join(sight_in_lines(one, ways, today)), one.action, shown.askable, asked)
    if isinstance(one, ToCall):
        return call_blocks(one, today)
    if isinstance(one, Unreached):
        return _unreached_blocks(one, ways, today)
    if isinstance(one, Owed):
        return [section(owed_in_line(one, today), _open(one))]
    if isinstance(one, Leaver):
        return [section(f"*{leaver_in_words(one, today)}*"), *_handing_over(one)]
    return _of_the_register(one, shown, ways, today, asked)


def own_line(one: MyAction, mine: MyActions, ways: Ways, today: date, asked: str) -> list[Block]:
    """One of the reader's own, with the buttons of the letter."""
    text = in_lines(one, mine, ways, today)
    code, late = one.action.code, passed(one.milestones, today)
    menu = more_menu(code, asked, late, one.milestones)
    return [section(text), actions(code, [*update_buttons(code, asked, late), menu])]


def sight_in_lines(sight: Sight, ways: Ways, today: date) -> Iterator[str]:
    """An action of a group or priority: how it stands, what there is to see, and whom to speak to."""
    yield f"{status_of(sight.action, ways)} · {title_of(sight.action)}"
    whys = "; ".join(_why(sight, why, today) for why in sight.whys if why != OFF_TRACK)
    whom = f"Speak to: {one_line(sight.speak_to, 160)}" if sight.speak_to else "Nobody has taken it on"
    yield f"{whys}. {whom}" if whys else whom
    if sight.action.heard_at is not None:
        yield last_words(sight.action, ways, today)


def _why(sight: Sight, why: str, today: date) -> str:
    if why == SLIPPED:
        first, more = sight.passed[0], len(sight.passed) - 1
        others = f" (and {more} more)" if more else ""
        return f"{inline(first.title, 80)} {due_or_was(first, today)}{others}"
    if why == RE_DATED:
        return _move(sight.moved[0], today)
    return f"No word since {date_in_words(sight.heard_on, today)}" if sight.heard_on else "Nothing heard yet"


def _move(milestone: MilestoneGlance, today: date) -> str:
    times = _MOVES.get(milestone.moves, f"{milestone.moves}th") if milestone.moves > 1 else ""
    first = f", first {date_in_words(milestone.first_latest, today)}" if milestone.first_latest else ""
    again = f", {times} move" if times else ""
    return f"{inline(milestone.title, 80)} now {due_of(milestone, today)}{first}{again}"


def _of_the_register(one: ActionLine, shown: HomeList, ways: Ways, today: date, asked: str) -> list[Block]:
    action, officer = one.action, one.officer
    whose = post_of(officer)
    if officer is not None and officer.left_on is not None:
        whose = f"was with {whose}, who left {date_in_words(officer.left_on, today)}"
    said = [
        f"{status_of(action, ways)} · {title_of(action)}",
        f"{whose} · {due_line(action, one.milestone, today)}",
        last_words(action, ways, today),
    ]
    if shown.look.list in TAKEN_ON_FROM:
        buttons = [take_on_button(action.code, asked), _show(action)]
        return [section("\n".join(said)), actions(action.code, buttons)]
    if shown.look.list != UNCONFIRMED:
        return _with_buttons("\n".join(said), action, shown.askable, asked)
    value = verbs.value(code=action.code, asked=asked)
    buttons = [button("Confirm", verbs.CONFIRM, value), _show(action)]
    return [section("\n".join(said)), actions(action.code, buttons)]


def short(one: Line, ways: Ways, today: date) -> str:
    """An entry of a queue on the front, in one bullet."""
    if isinstance(one, ToCall):
        return call_in_short(one)
    if isinstance(one, Unreached):
        return f"• {_unreached(one, ways, today)}"
    if isinstance(one, Owed):
        return f"• {owed_in_line(one, today)}"
    if isinstance(one, Leaver):
        return f"• {leaver_in_words(one, today)}"
    whose = ""
    if isinstance(one, ActionLine) and one.officer is not None and one.officer.left_on is not None:
        whose = f" – was with {post_of(one.officer)}"
    return f"• {title_of(one.action)}{whose}"


def _unreached(each: Unreached, ways: Ways, today: date) -> str:
    """Whom, since when and why, and how much is kept for them."""
    day = date_in_words(ways.day_of(each.since), today)
    kept = f" · {counted(each.kept, 'message')} kept" if each.kept else ""
    return f"To {who_in_words(each)}, since {day}: {reason_in_words(each.why) or 'no reason was given'}{kept}"


def _unreached_blocks(each: Unreached, ways: Ways, today: date) -> list[Block]:
    buttons = settling_buttons(each.place, None, each.kept)
    missed = f"\nThey didn't get: {inline(each.said, 200)}" if each.said.strip() else ""
    return [section(f"{_unreached(each, ways, today)}{missed}"), actions(each.place, buttons)]


def owed_in_line(owed: Owed, today: date) -> str:
    """Who owes what, when it is due, and whom to speak to about it, by post."""
    whom = f". Speak to: {one_line(owed.post, 100)}" if owed.post else ""
    return f"{one_line(in_words(owed), 200)}, {mrkdwn(falls(owed, today))}{whom}"


def _open(owed: Owed) -> Block:
    return button("Open", verbs.SUBJECT_SHOW, verbs.value(t=owed.table, i=owed.id))


def leaver_in_words(leaver: Leaver, today: date) -> str:
    """Who has left, when, and what is still theirs: by post, never by name."""
    left = f", left {date_in_words(leaver.contact.left_on, today)}" if leaver.contact.left_on else ""
    held = "; ".join(filter(None, map(_few, (leaver.codes, leaver.roles, leaver.owned))))
    return f"{post_of(leaver.contact)}{left}: {held}"


def _handing_over(leaver: Leaver) -> list[Block]:
    """A button for everybody who follows them; what they coordinated was offered to each already."""
    buttons = [
        button(
            f"Hand over to {post}",
            f"{verbs.HAND_OVER}:{to_id}",
            verbs.value(leaver=leaver.contact.id, to=to_id),
        )
        for to_id, post in (leaver.followers[:2] if leaver.can_be_handed_over else ())
    ]
    return [actions(f"hand over {leaver.contact.id}", buttons)] if buttons else []


def _few(names: Sequence[str], most: int = 5) -> str:
    more = f" +{len(names) - most}" if len(names) > most else ""
    return ", ".join(one_line(name, 100) for name in names[:most]) + more


def ask_button(code: str, asked: str, words: str = "Ask a question") -> Block:
    """What opens the form of a question to whoever coordinates an action."""
    return button(words, f"{verbs.ASK_QUESTION}:{code}", verbs.value(code=code, asked=asked))


def _with_buttons(text: str, action: ActionGlance, askable: Collection[int], asked: str) -> list[Block]:
    """A line with *Show*, and where the reader may ask, with *Ask a question*."""
    if action.id not in askable:
        return [section(text, _show(action))]
    return [section(text), actions(action.code, [ask_button(action.code, asked), _show(action)])]


def _show(action: ActionGlance) -> Block:
    return button("Show", verbs.SHOW, verbs.value(code=action.code))


def goto(text: str, look: Look, name: str | None = None) -> Block:
    """A button to another list, page or narrowing of Home."""
    return button(text, f"{verbs.HOME}:{name or look.list}", verbs.value(**look.fields))
