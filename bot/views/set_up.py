"""What is said while a partnership is set up: the invitation, how far it has come, and the end. Pure.

What may live here: the wording of the first run. Its forms are `set_up_forms`, what was filled in is read in
`set_up_reading`.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.rules.date_reading import MONTHS, WEEKDAYS
from bot.rules.set_up import (
    ACTION,
    AWAY,
    HOLIDAYS,
    PARTNERSHIP,
    PEOPLE,
    POSTS,
    SAMPLE,
    WEEK,
    WORDS,
    AlreadySetUp,
    PeopleAdded,
    SetUpNow,
    in_a_row,
    next_nudge,
)
from bot.rules.subjects.wording import plural_of
from bot.rules.ways import Ways
from bot.views import verbs
from bot.views.action_words import counted, one_line, quoted_whole, within
from bot.views.blocks import Block, actions, button, context, message, section
from bot.views.escape import mrkdwn
from bot.views.moments import moment_in_words
from bot.views.set_up_forms import TITLES
from storage.records import Partnership

TO_TRY = (
    "*Three things to try*\n"
    "1. `/loip show POV-03` shows everything about one action.\n"
    "2. `/loip update POV-03 amber waiting on funding` records a word, and takes it back again.\n"
    "3. `/loip board` shows what the next Board is asked."
)
"""What to do in the sample, whose codes these are."""


def invitation(typed_words: str = "") -> Block:
    """What an administrator is told in a workspace without a register, with the way to begin."""
    text = "You can set me up from here"
    words = (
        "Hello. I keep a partnership's actions owned, dated and reported.\n"
        "I'm installed here, and there is no register yet. You can set one up now: five short forms, about five "
        "minutes. You may stop after any of them; what is saved stays, and `/loip set-up` goes on from there."
    )
    blocks = [
        section(words),
        actions(
            "set_up",
            [
                _button("Set up our partnership", PARTNERSHIP, "primary"),
                _button("Look around in a sample", SAMPLE),
            ],
        ),
        context(
            "You are asked because you administer this workspace; you become the support officer. A tracker you have "
            "in a spreadsheet comes in afterwards: drop it here. A YAML register goes in where I run: "
            "`loip import FILE`."
        ),
    ]
    if typed_words.strip():
        blocks.append(section("Your words, so that they aren't lost:"))
        blocks += [section(words) for words in quoted_whole(typed_words, most=4)]
    return message(text, blocks)


def unsure(typed_words: str = "") -> Block:
    """Slack did not tell whether somebody is an administrator."""
    words = (
        "Slack didn't tell me just now whether you administer this workspace. Please try again in a moment."
    )
    quoted = [section(part) for part in quoted_whole(typed_words, most=4)] if typed_words.strip() else []
    return message("Please try again in a moment", [section(words), *quoted])


def who_was_first(there: AlreadySetUp, now: datetime, ways: Ways) -> Block:
    """Somebody else was quicker: who, and what to do."""
    whom = f"<@{there.slack_id}>" if there.slack_id else "somebody else"
    post = f" ({mrkdwn(there.in_post)})" if there.in_post else ""
    words = (
        f"{whom}{post} was first: *{one_line(there.name)}* was set up on "
        f"{moment_in_words(there.at, ways.zone, now)}. Nothing of yours was saved.\n"
        "They run the register and can add you: `/loip set-up`, then *People*."
    )
    return message("It is set up already", [section(words)])


def saved(partnership: Partnership, note: str = "") -> Block:
    """A step done by itself; `note` says, escaped, what came of it."""
    words = f"Saved for *{one_line(partnership.name)}*. `/loip set-up` shows all of it."
    return message("Saved", [section(f"{note}\n{words}".strip())])


def people_told(said: PeopleAdded, left_out: int) -> str:
    """Who was added, for the top of the next form; how many were no people of this workspace."""
    told = []
    if said.added:
        told.append(f"✅ Added {one_line(in_a_row(said.added), 300)}.")
    if said.known:
        told.append(f"There already: {one_line(in_a_row(said.known), 300)}.")
    if left_out:
        told.append(
            f"Left out: {left_out} I cannot write to (a bot, a closed account, or another workspace's)."
        )
    return " ".join(told)


def overview(partnership: Partnership, now: SetUpNow) -> Block:
    """How far it has come, with a button for each part."""
    if now.is_sample:
        return _of_sample(partnership, now)
    text = f"Setting up {partnership.short_name}"
    names = (PARTNERSHIP, WORDS, WEEK, PEOPLE, *((POSTS,) if now.postless else ()), ACTION)
    buttons = [_button(TITLES[step], step, "primary" if step == now.next_step else None) for step in names]
    return message(
        text,
        [
            section(within([f"*Setting up {one_line(partnership.name)}*", *_standing(partnership, now)])),
            actions("set_up", [*buttons, _button("Look at the sample", SAMPLE)]),
            context(by_file(partnership)),
        ],
    )


def _standing(partnership: Partnership, now: SetUpNow) -> Iterator[str]:
    plan = f"{one_line(partnership.plan_term, 60)}"
    if partnership.plan_abbreviation:
        plan += f" ({one_line(partnership.plan_abbreviation, 12)})"
    terms = (partnership.priority_term, partnership.locality_term)
    yield f"• *Partnership*: {one_line(partnership.short_name, 20)}, {one_line(partnership.area, 60)}"
    yield f"• *Words*: {plan}, {', '.join(one_line(plural_of(term), 60) for term in terms)}"
    holidays = HOLIDAYS.get(partnership.holidays, partnership.holidays).partition(":")[0]
    when = f"{WEEKDAYS[partnership.nudge_day]} at {partnership.nudge_hour:02d}:00"
    yield f"• *Week*: {when}, {mrkdwn(partnership.time_zone)}; bank holidays: {mrkdwn(holidays)}"
    lacking = f", {len(now.postless)} without post or body" if now.postless else ""
    yield f"• *People*: {now.people}{lacking}"
    yield f"• *Actions*: {now.actions or 'none yet'}"


def _of_sample(partnership: Partnership, now: SetUpNow) -> Block:
    back = (
        _button("Put the sample away", AWAY, "primary")
        if now.own
        else _button("Set up our partnership", PARTNERSHIP, "primary")
    )
    behind = f"{one_line(now.own)} waits behind it." if now.own else "There is no register of your own yet."
    words = f"You are looking at *{one_line(partnership.name)}*: everybody and everywhere in it is invented. {behind}"
    return message("This is the sample", [section(words), actions("set_up", [back])])


def by_file(partnership: Partnership) -> str:
    """How a file comes in: dropped here, or where the bot runs."""
    return (
        "*A spreadsheet*: drop your `.xlsx` or `.csv` in our direct message. I show row by row what it would bring; "
        "nothing is written before you press *Import*. A list of contacts and a calendar of meetings (`.ics`) come "
        "in the same way. A YAML register comes in where I run: `loip import FILE`, its `id` being "
        f"`{mrkdwn(partnership.code)}`."
    )


def not_finished(now: SetUpNow) -> list[Block]:
    """The line on Home while there is no action yet, or while the sample is up."""
    words, label = (
        ("You are looking at the sample register: all of it is invented.", "Your own register")
        if now.is_sample
        else (
            "*There are no actions yet.* Five short forms set me up; you may stop after any.",
            "Finish setting up",
        )
    )
    return [
        section(words),
        actions("set_up", [button(label, f"{verbs.SET_UP}:overview", verbs.value(step="overview"))]),
    ]


def finished(partnership: Partnership, now: SetUpNow, ways: Ways, at: datetime) -> Block:
    """What stands after the walk: what is set up, what comes when, and the next three things to do."""
    name = one_line(partnership.name)
    text = f"{partnership.short_name} is set up"
    there = f"{counted(now.people, 'person', 'people')} and {counted(now.actions, 'action')}"
    return message(
        text,
        [
            section(f"*{name} is set up*: {there}. You are its support officer and run the register."),
            section("\n".join(["*What comes when*", *_coming(now, ways, at)])),
            section("\n".join(["*The next three things*", *_numbered(_next_things(partnership, now))])),
            actions("set_up", [_button("Go on setting up", "overview")]),
        ],
    )


def beside_file(said: Block, partnership: Partnership) -> Block:
    """The same, and before the next things how a file comes in."""
    first, *rest = said["blocks"]
    return said | {"blocks": [first, section(by_file(partnership)), *rest]}


def _coming(now: SetUpNow, ways: Ways, at: datetime) -> Iterator[str]:
    first = next_nudge(ways, at).astimezone(ways.zone)
    day = f"{WEEKDAYS[first.weekday()]} {first.day} {MONTHS[first.month - 1]}"
    yield (
        f"• On {day} at {first:%H:%M}, and each week then, I write to whoever has an action that needs a word: one "
        "message a person. Nobody hears from me about what is up to date."
    )
    if not now.actions:
        yield "• Until there is an action, nobody hears from me at all."
    yield "• Before a milestone's day I remind its officer. Those not on Slack I list for you, to phone or email."
    yield (
        "• Before each Board its chair gets one page. For that I need groups, roles and meetings; drop a calendar "
        "(`.ics`) here for the dates."
    )


def _next_things(partnership: Partnership, now: SetUpNow) -> list[str]:
    code = now.first or f"{partnership.code_prefix}-01"
    add = "Put the first actions in: `/loip set-up`, then *Add an action*."
    own = [
        *([] if now.actions else [add]),
        *(
            []
            if now.people > 1
            else ["Add the people who answer for actions: `/loip set-up`, then *People*."]
        ),
        f"Give each action its officer: `/loip assign {code} @person`",
        *(["Say hello to those you added: *Welcome them* on my Home tab."] if now.people > 1 else []),
        f'Give it something to look forward to: `/loip milestone {code} "Pilot agreed" by 13 Nov`',
    ]
    return own[:3]


def sample_there(partnership: Partnership) -> Block:
    """What stands once the sample is up."""
    name = one_line(partnership.name)
    return message(
        "The sample is up",
        [
            section(f"*{name}* is up: invented, and yours to try anything in."),
            section(TO_TRY),
            context("`/loip set-up` puts the sample away, or sets up a register of your own."),
        ],
    )


def back_again(own: Partnership) -> Block:
    """What stands once the sample is put away."""
    words = (
        f"The sample is away. From here it is *{one_line(own.name)}* again. `/loip set-up` goes on with it."
    )
    return message("The sample is away", [section(words)])


def _numbered(things: Sequence[str]) -> Iterator[str]:
    yield from (f"{number}. {thing}" for number, thing in enumerate(things, 1))


def _button(label: str, step: str, style: str | None = None) -> Block:
    return button(label, f"{verbs.SET_UP}:{step}", verbs.value(step=step), style)
