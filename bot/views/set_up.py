"""Setting a partnership up: the invitation, its short forms, and what is said at the end. Pure.

What may live here: the wording of the first run, each form beside the reading of what was filled in. What would do
for an answer is `bot.rules.set_up`.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.rules.date_reading import MONTHS, WEEKDAYS
from bot.rules.set_up import (
    ACTION,
    AWAY,
    BY_FILE,
    BY_HAND,
    HOLIDAYS,
    LATER,
    LIMITS,
    NUDGE_HOURS,
    PARTNERSHIP,
    PEOPLE,
    PEOPLE_AT_ONCE,
    POST_LIMIT,
    POSTS,
    PRIORITY_LIMIT,
    REGISTER,
    SAMPLE,
    TITLE_LIMIT,
    WEEK,
    WORDS,
    WORKING_WEEK,
    ActionAdded,
    AlreadySetUp,
    InPost,
    PeopleAdded,
    Postless,
    SetUpNow,
    in_a_row,
    next_nudge,
    read_in_post,
    zones_for,
)
from bot.rules.subjects.wording import plural_of
from bot.rules.ways import Ways
from bot.views import verbs
from bot.views.action_words import counted, one_line, quoted_whole, within
from bot.views.blocks import Block, actions, button, context, message, plain, section
from bot.views.escape import mrkdwn
from bot.views.form_fields import choice_of, field, form, input_block, picked, text_input, typed
from bot.views.moments import moment_in_words
from storage.records import Partnership

PARTNERSHIP_FORM, WORDS_FORM, WEEK_FORM = "set_up_partnership", "set_up_words", "set_up_week"
PEOPLE_FORM, POSTS_FORM, REGISTER_FORM = "set_up_people", "set_up_posts", "set_up_register"
ACTION_FORM, SAMPLE_FORM, AWAY_FORM = "set_up_action", "set_up_sample", "set_up_sample_away"

FORMS = {
    PARTNERSHIP: PARTNERSHIP_FORM,
    WORDS: WORDS_FORM,
    WEEK: WEEK_FORM,
    PEOPLE: PEOPLE_FORM,
    POSTS: POSTS_FORM,
    REGISTER: REGISTER_FORM,
    ACTION: ACTION_FORM,
    SAMPLE: SAMPLE_FORM,
    AWAY: AWAY_FORM,
}
"""The callback id of each step's form."""

STEPS = {PARTNERSHIP: 1, WORDS: 2, WEEK: 3, PEOPLE: 4, POSTS: 4, REGISTER: 5}
"""Where in the walk each form stands, of five."""

TITLES = {
    PARTNERSHIP: "Partnership",
    WORDS: "Words",
    WEEK: "Week",
    PEOPLE: "People",
    POSTS: "Posts",
    REGISTER: "Register",
    ACTION: "Add an action",
    SAMPLE: "The sample register",
    AWAY: "Put the sample away",
}

TO_TRY = (
    "*Three things to try*\n"
    "1. `/loip show POV-03` shows everything about one action.\n"
    "2. `/loip update POV-03 amber waiting on funding` records a word, and takes it back again.\n"
    "3. `/loip board` shows what the next Board is asked."
)
"""What to do in the sample, whose codes these are."""

PRIORITIES_NAMED = 12
"""As many priorities as a hint names."""


@dataclass(frozen=True, slots=True)
class SetUpMemory:
    """What a form remembers: whether the next step follows (`walk`), and the Home tab it was opened from."""

    walk: bool = False
    home: str | None = None

    def packed(self) -> str:
        """As `private_metadata` holds it."""
        return json.dumps({"walk": self.walk} | ({"home": self.home} if self.home else {}))

    @classmethod
    def unpacked(cls, said: str) -> "SetUpMemory":
        """From `private_metadata`; anything not ours remembers nothing."""
        fields = verbs.read(said)
        home = fields.get("home")
        return cls(fields.get("walk") is True, home if isinstance(home, str) else None)


def step_of(callback_id: str) -> str | None:
    """The step a form of ours is, or None."""
    return next((step for step, form_id in FORMS.items() if form_id == callback_id), None)


# -- before there is anything


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


# -- the forms


def form_of(step: str, partnership: Partnership, now: SetUpNow, memory: SetUpMemory) -> Block:
    """The form of a step, filled in as things stand."""
    makers = {
        PARTNERSHIP: lambda: partnership_form(partnership, memory),
        WORDS: lambda: _words_form(partnership, memory),
        WEEK: lambda: _week_form(partnership, memory),
        PEOPLE: lambda: _people_form(memory),
        POSTS: lambda: _posts_form(now.postless, memory),
        REGISTER: lambda: _register_form(partnership, memory),
        ACTION: lambda: action_form(partnership, now, memory),
        SAMPLE: lambda: sample_form(memory),
        AWAY: lambda: _away_form(now, memory),
    }
    return makers[step]()


def partnership_form(partnership: Partnership | None, memory: SetUpMemory) -> Block:
    """The first form; with it the partnership begins. None where there is none yet."""
    name, short, area = (
        (partnership.name, partnership.short_name, partnership.area) if partnership else ("", "CPP", "")
    )
    return _form(
        PARTNERSHIP,
        memory,
        [
            section("Whose actions shall I keep? Everything here can be changed later."),
            _text("name", "The partnership's name", name, "Inverlath Community Planning Partnership"),
            _text("short_name", "For short", short, "CPP"),
            _text("area", "The place it plans for", area, "Inverlath"),
        ],
    )


def _words_form(partnership: Partnership, memory: SetUpMemory) -> Block:
    return _form(
        WORDS,
        memory,
        [
            section("I use your words. Change what goes by another name where you are."),
            _text("plan_term", "The plan", partnership.plan_term, "Local Outcomes Improvement Plan"),
            _text(
                "plan_abbreviation", "For short", partnership.plan_abbreviation or "", "LOIP", optional=True
            ),
            _text("priority_term", "One of its priorities is a …", partnership.priority_term, "priority"),
            _text("locality_term", "One of your localities is a …", partnership.locality_term, "locality"),
        ],
    )


def _week_form(partnership: Partnership, memory: SetUpMemory) -> Block:
    days = {str(day): WEEKDAYS[day] for day in range(WORKING_WEEK)}
    hours = {str(hour): f"{hour:02d}:00" for hour in NUDGE_HOURS}
    # It began as the zone of whoever set it up, which therefore stands first.
    named = {name: f"{place} ({name})" for name, place in zones_for(partnership.time_zone).items()}
    return _form(
        WEEK,
        memory,
        [
            section(
                "Once a week I write to whoever has an action that needs a word, and to nobody else. When suits?"
            ),
            input_block("nudge_day", "Day", choice_of(days, str(partnership.nudge_day))),
            input_block("nudge_hour", "Hour", choice_of(hours, str(partnership.nudge_hour))),
            input_block("time_zone", "Time zone", choice_of(named, partnership.time_zone)),
            input_block(
                "holidays",
                "Bank holidays",
                choice_of(HOLIDAYS, partnership.holidays),
                hint="I never write on one. Your own closed days come in with a register file.",
            ),
        ],
    )


def _people_form(memory: SetUpMemory) -> Block:
    picker = {
        "type": "multi_users_select",
        "action_id": "value",
        "max_selected_items": PEOPLE_AT_ONCE,
        "placeholder": plain("Choose people", 150),
    }
    return _form(
        PEOPLE,
        memory,
        [
            section("Who answers for actions? I take name and email from Slack and write to nobody yet."),
            input_block(
                "people",
                f"People of this workspace, up to {PEOPLE_AT_ONCE} at a time",
                picker,
                optional=True,
                hint="Those who are not on Slack come later: /loip contact add",
            ),
        ],
    )


def _posts_form(postless: Sequence[Postless], memory: SetUpMemory) -> Block:
    return _form(
        POSTS,
        memory,
        [
            section(
                "In what post, of what body? I name people to each other by these, not by their names. The body comes "
                "after the last comma. Leave empty what you don't know yet."
            ),
            *(_in_post(each) for each in postless),
        ],
    )


def _in_post(lacking: Postless) -> Block:
    label = f"{lacking.name}, {lacking.post}" if lacking.post else lacking.name
    asked = _placed(text_input("value", POST_LIMIT), "Health Improvement Manager, NHS Inverlath")
    return input_block(f"post {lacking.contact_id}", plain(label, 150)["text"], asked, optional=True)


def _register_form(partnership: Partnership, memory: SetUpMemory) -> Block:
    ways_in = (
        (BY_HAND, "Add the first actions by hand", "A title each; the rest can follow"),
        (
            BY_FILE,
            "It is in a spreadsheet",
            "Drop the .xlsx or .csv on me: I show what it would bring before it counts",
        ),
        (SAMPLE, "Look around in a sample first", "Invented, and put away again when you have seen enough"),
        (LATER, "Later", "I wait, and write to nobody"),
    )
    options = [
        {"text": plain(text, 75), "description": plain(more, 75), "value": value}
        for value, text, more in ways_in
    ]
    radio = {"type": "radio_buttons", "action_id": "value", "options": options, "initial_option": options[0]}
    plan = mrkdwn(partnership.plan_abbreviation or partnership.plan_term)
    return _form(
        REGISTER,
        memory,
        [
            section(f"Last: the actions of the {plan}."),
            input_block("register", "How do they come in?", radio),
        ],
    )


def action_form(
    partnership: Partnership, now: SetUpNow, memory: SetUpMemory, just: ActionAdded | None = None
) -> Block:
    """One action by hand; `just` is the one added a moment ago, and the priority is kept for the next."""
    term = partnership.priority_term
    named = ", ".join(" ".join(each.split()) for each in now.priorities[:PRIORITIES_NAMED])
    known = f"So far: {named}"[:140] if named else f"A {term} not there yet is added."[:140]
    # Another block id for each: Slack would otherwise keep what was typed before in the new form's fields.
    mark = f" {just.code}" if just else ""
    view = form(
        ACTION_FORM,
        TITLES[ACTION],
        memory,
        [
            *([section(_added_words(just))] if just else []),
            input_block(
                f"title{mark}",
                "What is to be done?",
                _placed(text_input("value", TITLE_LIMIT), "Walking groups"),
            ),
            input_block(
                f"priority{mark}",
                f"Which {term} does it serve?"[:150],
                text_input("value", PRIORITY_LIMIT, (just.priority or "") if just else ""),
                optional=True,
                hint=known,
            ),
        ],
        submit="Add",
    )
    return view | {"close": plain("That's all" if just else "Cancel", 24)}


def _added_words(just: ActionAdded) -> str:
    if just.already:
        return f"*{just.code}* {one_line(just.title)} is there already. Another?"
    served = f" · {one_line(just.priority)}" if just.priority else ""
    return f"✅ Added *{just.code}* {one_line(just.title)}{served}. Another?"


def sample_form(memory: SetUpMemory) -> Block:
    """What the sample is, before it is put in."""
    words = (
        "An invented partnership with two dozen actions and as many people, to see what I do with them. Everybody and "
        "everywhere in it is made up, its name ends in “(sample)”, and nobody in it can be written to: what they "
        "would be asked comes to you, to ask by phone.\n"
        "You run it. Others here meet only the sample while it is up; a register of your own waits meanwhile. "
        "`/loip set-up` puts it away."
    )
    return form(SAMPLE_FORM, TITLES[SAMPLE], memory, [section(words)], submit="Put the sample in")


def _away_form(now: SetUpNow, memory: SetUpMemory) -> Block:
    own = one_line(now.own or "your own register")
    words = f"{own} is reached from here again, as you left it. What was tried out in the sample stays with the sample."
    return form(AWAY_FORM, TITLES[AWAY], memory, [section(words)], submit="Put it away")


def _form(step: str, memory: SetUpMemory, blocks: Sequence[Block]) -> Block:
    title = f"{STEPS[step]} of 5: {TITLES[step]}" if memory.walk else TITLES[step]
    view = form(FORMS[step], title, memory, blocks, submit="Save and go on" if memory.walk else "Save")
    return view | {"close": plain("Stop here", 24)} if memory.walk else view


def _text(block_id: str, label: str, initial: str, example: str, optional: bool = False) -> Block:
    limit = LIMITS[block_id]
    return input_block(block_id, label, _placed(text_input("value", limit, initial), example), optional)


def _placed(element: Block, example: str) -> Block:
    return element | {"placeholder": plain(example, 150)}


# -- reading what was filled in


def read_texts(values: Mapping[str, Any], *names: str) -> dict[str, str | None]:
    """What was typed in these fields."""
    return {name: typed(dict(values), name) for name in names}


def read_week(values: dict[str, Any]) -> dict[str, Any]:
    """The columns of a week: what was not picked is left out."""
    said = {name: picked(values, name) for name in ("time_zone", "holidays", "nudge_day", "nudge_hour")}
    return {
        name: int(value) if name.startswith("nudge") else value
        for name, value in said.items()
        if value is not None
    }


def read_people(values: dict[str, Any]) -> list[str]:
    """The Slack ids picked, each once."""
    return list(dict.fromkeys(field(values, "people").get("selected_users") or []))


def read_posts(values: dict[str, Any]) -> tuple[dict[int, InPost], dict[str, str]]:
    """Posts by contact, and a kind sentence under each field that could not be read."""
    posts, problems = {}, {}
    for block_id in values:
        said = typed(values, block_id)
        if said is None or not block_id.startswith("post "):
            continue
        in_post = read_in_post(said)
        if in_post is None:
            problems[block_id] = (
                "The post, a comma, and the body, for example: Health Improvement Manager, NHS Inverlath."
            )
        else:
            posts[int(block_id.removeprefix("post "))] = in_post
    return posts, problems


def read_register(values: dict[str, Any]) -> str:
    """How the actions come in."""
    return picked(values, "register") or LATER


def read_action(values: dict[str, Any]) -> tuple[str, str | None]:
    """The title and the priority, each on one line; the fields' ids end in the action added before."""
    said = {block_id.partition(" ")[0]: typed(values, block_id) for block_id in values}
    title, priority = (" ".join((said.get(name) or "").split()) for name in ("title", "priority"))
    return title, priority or None


# -- what came of it


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


def with_note(view: Block, words: str) -> Block:
    """The same form with a line above it."""
    return view | {"blocks": [context(words), *view["blocks"]]} if words else view


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
