"""The Home tab: what needs a word from the reader, what they see to, and lists with pages and filters. Pure.

What may live here: the layout and the wording of Home, within Block Kit's limits for any register.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bot.rules.home import (
    CALLS,
    DATELESS,
    EVERY,
    FINE,
    FREE,
    GONE,
    LEAVERS,
    NEEDS,
    OTHER_QUEUES,
    OWED,
    STUCK,
    UNCONFIRMED,
    UNDATED,
    UNDELIVERED,
    UNOWNED,
    WAITING,
    Front,
    HomeList,
    JustSaid,
    JustTaken,
    Look,
    Overseen,
    Queue,
)
from bot.rules.letter import first_name
from bot.rules.nudging import OFF_TRACK, RE_DATED, SLIPPED, UNHEARD
from bot.rules.owed import of_group
from bot.rules.subjects.wording import Terms, plural_of
from bot.rules.ways import Ways
from bot.views import verbs
from bot.views.action_words import counted, day_ahead, one_line, within
from bot.views.blocks import Block, actions, button, context, divider, header, plain, section
from bot.views.digest_preview import digest_on_home
from bot.views.escape import mrkdwn
from bot.views.home_lines import (
    ask_button,
    free_line,
    goto,
    just_said,
    just_taken,
    line,
    milestone_ahead,
    own_line,
    short,
    sight_in_lines,
)
from bot.views.home_of_chair import STUCK_SAID, of_the_board, stuck
from bot.views.letter import PLAIN_WORDS
from bot.views.mine import needing_words
from bot.views.replacing import go_on
from bot.views.set_up import not_finished
from storage.records.glance import ActionGlance

MOST_BLOCKS = 100
NEEDS_SHOWN = 6
PLACES_SHOWN = 6
SIGHTS_SHOWN = 3
OWED_SHOWN = 3
DIGESTS_SHOWN = 2
MOST_OPTIONS = 100
_ROOM = 2800
_NOON, _EVENING = 12, 18

_QUEUES = {
    CALLS: (
        "To ask by phone or email",
        "What they say you record for them: whose words, by what route, which day.",
    ),
    UNOWNED: ("Nobody has taken on", "`/loip assign CODE @person` gives one its officer."),
    LEAVERS: ("Their officer has left", "`/loip assign CODE @person` hands one on."),
    GONE: (
        "Have left, and still hold something",
        "`/loip assign CODE @person` hands an action on; a role wants somebody new.",
    ),
    OWED: (
        "Reports and reviews owed",
        "Once it is done: *List*, *Open*, *Edit*, and put in the day under *Done on*, or a review's next day.",
    ),
    UNDATED: ("No date set", '`/loip milestone CODE "title" by WHEN` dates one.'),
    DATELESS: (
        "Milestones and log entries with no date",
        "`/loip edit milestone TITLE`, or `log entry`, gives one its date.",
    ),
    UNCONFIRMED: (
        "Complete, awaiting a second person",
        "Anybody else with a say in it can confirm.",
    ),
    UNDELIVERED: (
        "Could not be delivered",
        "*Try again* sends what is kept for them; *Let it be* takes it out, and says no more of it.",
    ),
}
"""What a support officer sees to: its heading, and what to do about it."""

_OWN = {NEEDS: "Need a word from you", WAITING: "Waiting", FINE: "Fine", FREE: "Could be yours"}

WHAT_WILL_COME = (
    "Nothing here is yours to see to just now. Once an action is yours, it stands here: whether it needs a word, its "
    "milestones, and a button to say how it is going, in your own words. I write to you once a week and near the day "
    "of a milestone, and only if something of yours needs a word."
)


def home(shown: Front | HomeList, ways: Ways, today: date, asked: str) -> Block:
    """The view to publish. `asked` is the key of this showing: what its buttons say twice counts once."""
    if isinstance(shown, Front):
        return _view(Look(), _front(shown, ways, today, asked), today)
    return _view(shown.look, _list(shown, ways, today, asked), today)


def closed_home(refusal: Block) -> Block:
    """The Home of somebody the register does not know: what they are told, and nothing of it."""
    return _view(Look(), refusal["blocks"])


def looked_at(said: str | None) -> Look:
    """What a Home showed, from its `private_metadata`."""
    return Look.of(verbs.read(said))


def left_at(said: str | None, today: date) -> Look:
    """What a Home that is opened again shows: where it was left that same day; on another day it begins anew."""
    fields = verbs.read(said)
    return Look.of(fields) if fields.get("on") == today.isoformat() else Look()


def _view(look: Look, blocks: Iterable[Block], on: date | None = None) -> Block:
    shown_on = on.isoformat() if on is not None else None
    return {
        "type": "home",
        "private_metadata": verbs.value(**look.fields, on=shown_on),
        "blocks": list(blocks)[:MOST_BLOCKS],
    }


# -- the front


def _front(shown: Front, ways: Ways, today: date, asked: str) -> Iterator[Block]:
    yield header(_greeting(shown))
    opening = list(_opening(shown, ways, today))
    if opening:
        yield section("\n".join(opening))
    if shown.setting_up is not None:
        yield from not_finished(shown.setting_up)
    yield from _just_said(shown.just_said, shown.just_taken, ways)
    yield from _own(shown, ways, today, asked)
    if shown.board is not None:
        yield from of_the_board(shown.board, ways)
        yield from stuck(shown.board.coming, ways, today)
        yield from _to_ask("ask of the board", shown.to_ask, asked)
    for overseen in shown.places[:PLACES_SHOWN]:
        yield divider()
        yield _overseen(overseen, ways, today)
        pressing = [sight.action for sight in overseen.pressing[:SIGHTS_SHOWN]]
        able = [action for action in pressing if action.id in shown.askable]
        yield from _to_ask(f"ask of {overseen.place.list}", able, asked)
    if len(shown.places) > PLACES_SHOWN:
        yield context(f"+{len(shown.places) - PLACES_SHOWN} more groups and {_priorities(ways)}: `/loip who`")
    if shown.free is not None:
        yield from _free(shown.free, today, asked)
    for preview in shown.digests[:DIGESTS_SHOWN]:
        yield divider()
        yield from digest_on_home(preview, asked)
    yield from go_on(shown.to_decide, Terms.of(ways.partnership))
    if shown.queues:
        yield from _register(shown.queues, ways, today)
        yield from _welcoming(shown.not_welcomed)
    yield divider()
    yield from _foot(shown)


def _greeting(shown: Front) -> str:
    part = "morning" if shown.hour < _NOON else "afternoon" if shown.hour < _EVENING else "evening"
    name = first_name(shown.name)
    return f"Good {part}, {name[:40]}" if name else f"Good {part}"


def _opening(shown: Front, ways: Ways, today: date) -> Iterator[str]:
    needs = len(shown.own.needs)
    if shown.is_empty:
        yield WHAT_WILL_COME
    elif needs:
        yield f"*{needing_words(shown.own.needs, 'action')}.* Your words go in as you write them."
    elif shown.own.all:
        yield f"Nothing needs a word from you: {counted(len(shown.own.all), 'action')} up to date."
    if shown.board is None:
        yield from _next_board(shown, ways, today)


def _next_board(shown: Front, ways: Ways, today: date) -> Iterator[str]:
    if shown.board_on is None:
        return
    said = f"The Board meets {day_ahead(shown.board_on, ways, today)}."
    if shown.papers_due is not None and shown.papers_due >= today:
        said += f" Papers close {day_ahead(shown.papers_due, ways, today)}."
    yield said


def _just_said(said: Sequence[JustSaid], taken: Sequence[JustTaken], ways: Ways) -> Iterator[Block]:
    for one in taken:
        yield from just_taken(one, ways)
    for each in said:
        yield from just_said(each, ways)


def _own(shown: Front, ways: Ways, today: date, asked: str) -> Iterator[Block]:
    own = shown.own
    for one in own.needs[:NEEDS_SHOWN]:
        yield from own_line(one, shown.mine, ways, today, asked)
    buttons = []
    if len(own.needs) > NEEDS_SHOWN:
        buttons.append(goto(f"All {len(own.needs)} that need a word", Look(NEEDS)))
    if own.waiting:
        buttons.append(goto(f"Waiting: {len(own.waiting)}", Look(WAITING)))
    if own.fine:
        buttons.append(goto(f"Fine: {len(own.fine)}", Look(FINE)))
    if buttons:
        yield actions("own", buttons)
    if shown.milestones:
        coming = [milestone_ahead(code, each, ways, today) for code, each in shown.milestones]
        yield section(within(["*Your next milestones*", *coming], _ROOM))


def _to_ask(name: str, about: Sequence[ActionGlance], asked: str) -> Iterator[Block]:
    """A button for each action somebody may ask its officer about, in private."""
    if about:
        yield actions(name, [ask_button(each.code, asked, f"Ask about {each.code}") for each in about])


def _overseen(overseen: Overseen, ways: Ways, today: date) -> Block:
    """A group or priority: how many, what is pressing, the first few of it, and a way to all."""
    place = overseen.place
    lines = [
        f"*{one_line(place.name, 120)}* ({one_line(place.term, 40)}) · {counted(len(overseen.sights), 'open action')}"
    ]
    counts = ", ".join(_counts(overseen, ways))
    lines.append(counts or "Nothing silent, slipped or off track.")
    lines += [f"• {one_line(of_group(owed, today), 240)}" for owed in overseen.owed[:OWED_SHOWN]]
    pressing = overseen.pressing
    lines += ["\n" + "\n".join(sight_in_lines(sight, ways, today)) for sight in pressing[:SIGHTS_SHOWN]]
    if len(pressing) > SIGHTS_SHOWN:
        lines.append(f"\n+{len(pressing) - SIGHTS_SHOWN} more")
    see_all = goto(f"See all {len(overseen.sights)}", Look(place.list)) if overseen.sights else None
    return section(within(lines, _ROOM), see_all)


def _counts(overseen: Overseen, ways: Ways) -> Iterator[str]:
    off_track = mrkdwn(ways.key.word(OFF_TRACK).lower())
    words = {
        UNHEARD: "not heard of",
        SLIPPED: "past a milestone's date",
        OFF_TRACK: off_track,
        RE_DATED: "re-dated",
    }
    for why, said in words.items():
        number = overseen.count(why)
        if number:
            yield f"{number} {said}"


def _free(free: Queue, today: date, asked: str) -> Iterator[Block]:
    """What the reader may take on: the first few, each with its button, and a way to all."""
    yield divider()
    them = "it" if free.total == 1 else "them"
    said = f"Your body or group leads {them}, and nobody has taken {them} on. One tap does."
    more = free.total > len(free.first)
    yield section(
        f"*Could be yours: {free.total}*\n{said}", goto(f"All {free.total}", Look(FREE)) if more else None
    )
    for one in free.first:
        yield from free_line(one, today, asked)


def _welcoming(number: int) -> Iterator[Block]:
    """Whom nobody has told of all this yet; they are written to only if the support officer asks for it."""
    if not number:
        return
    whom = counted(number, "contact")
    have = "has" if number == 1 else "have"
    whom_short = "them" if number == 1 else "each"
    say = f"{whom} on Slack {have} heard nothing from me yet. I can send {whom_short} a short welcome."
    sure = {
        "title": plain("Welcome them?", 100),
        "text": plain(f"Each of {whom} gets one short message, at their own working hours.", 300),
        "confirm": plain("Welcome them", 30),
        "deny": plain("Not now", 30),
    }
    yield section(say, button("Welcome them", verbs.WELCOME, verbs.value(number=number)) | {"confirm": sure})


def _register(queues: Sequence[Queue], ways: Ways, today: date) -> Iterator[Block]:
    yield divider()
    yield section("*The register*")
    for queue in queues:
        if queue.total:
            heading, what_to_do = _QUEUES[queue.name]
            lines = [f"*{heading}: {queue.total}*", *(short(one, ways, today) for one in queue.first)]
            more = queue.total - len(queue.first)
            lines += [f"+{more} more"] if more > 0 else []
            yield section(within([*lines, f"_{what_to_do}_"], _ROOM), goto("List", Look(queue.name)))
    empty = [_QUEUES[queue.name][0] for queue in queues if not queue.total]
    if empty:
        yield context(f"Empty: {' · '.join(empty)}")


def _foot(shown: Front) -> Iterator[Block]:
    yield actions("foot", [goto("Every action", Look(EVERY))])
    code = shown.own.all[0].action.code if shown.own.all else None
    example = f'Or just write to me: "{mrkdwn(code)} {PLAIN_WORDS}". ' if code else ""
    yield context(f"{example}`/loip help` says what else you can say.")


# -- a list


def _list(shown: HomeList, ways: Ways, today: date, asked: str) -> Iterator[Block]:
    yield header(_heading(shown, ways))
    yield actions(_controls_id(shown.look), list(_controls(shown, ways)))
    yield from _just_said(shown.just_said, shown.just_taken, ways)
    what_to_do = _QUEUES[shown.look.list][1] if shown.look.list in _QUEUES else ""
    yield context(" ".join(part for part in (_total(shown), what_to_do) if part))
    for one in shown.lines:
        yield from line(one, shown, ways, today, asked)
    yield from _pages(shown)


def _heading(shown: HomeList, ways: Ways) -> str:
    """Plain text: a header has no markup."""
    if shown.place is not None:
        return " ".join(f"{shown.place.name[:100]} ({shown.place.term[:40]})".split())
    if shown.look.list == EVERY:
        return f"Every action of the {ways.partnership.plan_abbreviation or ways.partnership.plan_term}"
    if shown.look.list == STUCK:
        return STUCK_SAID
    return _OWN.get(shown.look.list) or _QUEUES[shown.look.list][0]


def _total(shown: HomeList) -> str:
    page = shown.page
    if page.total == 0:
        return (
            "Nothing here fits. The menus above widen it again."
            if shown.look.is_narrowed
            else "Nothing here."
        )
    if page.pages == 1:
        return f"{page.total} in all."
    return f"{page.offset + 1}–{page.last} of {page.total} · page {page.number} of {page.pages}."


def _controls_id(look: Look) -> str:
    """A name of its own for every choice made: Slack would otherwise go on showing what was picked before."""
    return f"look {look.list} {look.priority} {look.status}"


def _controls(shown: HomeList, ways: Ways) -> Iterator[Block]:
    yield button("Back to the start", f"{verbs.HOME}:start", verbs.value(**Look().fields))
    if shown.look.list in OTHER_QUEUES:
        return
    if len(shown.priorities) > 1 or shown.look.priority is not None:
        yield _menu("priority", _by_priority(shown, ways), shown.look)
    yield _menu("status", _by_status(shown, ways), shown.look)


def _by_priority(shown: HomeList, ways: Ways) -> Iterator[tuple[str, Look]]:
    look = shown.look
    yield f"Every {ways.partnership.priority_term}", Look(look.list, 1, None, look.status)
    for priority_id, name in shown.priorities:
        yield name, Look(look.list, 1, priority_id, look.status)


def _by_status(shown: HomeList, ways: Ways) -> Iterator[tuple[str, Look]]:
    look = shown.look
    yield "Every status", Look(look.list, 1, look.priority, None)
    for status in ways.key.statuses:
        yield ways.key.label(status), Look(look.list, 1, look.priority, status)


def _menu(name: str, choices: Iterable[tuple[str, Look]], look: Look) -> Block:
    """A menu whose options each carry what is looked at once they are picked."""
    options = [
        {"text": plain(" ".join(text.split()), 75), "value": verbs.value(**choice.fields)}
        for text, choice in choices
    ][:MOST_OPTIONS]
    standing = verbs.value(**look.turned(1).fields)
    chosen = next((option for option in options if option["value"] == standing), options[0])
    return {
        "type": "static_select",
        "action_id": f"{verbs.HOME}:{name}",
        "placeholder": plain(f"Narrow by {name}", 75),
        "options": options,
        "initial_option": chosen,
    }


def _pages(shown: HomeList) -> Iterator[Block]:
    page, look = shown.page, shown.look
    buttons = []
    if page.has_back:
        buttons.append(goto("Back", look.turned(page.number - 1), "back"))
    if page.has_next:
        buttons.append(goto("Next", look.turned(page.number + 1), "next"))
    if buttons:
        yield actions("pages", buttons)


def _priorities(ways: Ways) -> str:
    return one_line(plural_of(ways.partnership.priority_term), 40)


# -- what is told over Home


def reading_view(title: str, said: Block) -> Block:
    """A message to be read in a window over Home, without its buttons: they would have no message to change."""
    blocks = [_without_controls(block) for block in said["blocks"] if block["type"] != "actions"]
    return {"type": "modal", "title": plain(title, 24), "close": plain("Close", 24), "blocks": blocks}


def _without_controls(block: Block) -> Block:
    return {name: part for name, part in block.items() if name != "accessory"}
