"""The forms of setting up, one a step. Pure.

What may live here: drawing them, and what each remembers. What was filled in is read in `set_up_reading`.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.rules.date_reading import WEEKDAYS
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
    Postless,
    SetUpNow,
    zones_for,
)
from bot.views import verbs
from bot.views.action_words import one_line
from bot.views.blocks import Block, context, plain, section
from bot.views.escape import mrkdwn
from bot.views.form_fields import choice_of, form, input_block, text_input
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


def with_note(view: Block, words: str) -> Block:
    """The same form with a line above it."""
    return view | {"blocks": [context(words), *view["blocks"]]} if words else view
