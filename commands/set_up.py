"""Setting up: the first forms where there is no register yet, and the later ones that change what stands.

What may live here: `/loip set-up`, its buttons and its forms. Who asks where there is no register at all is told in
`commands.first_run`, which comes here for the forms.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

from slack_bolt import Ack, App, BoltContext
from slack_sdk import WebClient

from bot.rules.permission import is_support
from bot.rules.set_up import (
    ACTION,
    AWAY,
    BY_FILE,
    BY_HAND,
    PARTNERSHIP,
    PEOPLE,
    POSTS,
    REGISTER,
    SAMPLE,
    STEPS_AFTER,
    WEEK,
    WORDS,
    AlreadySetUp,
    Founded,
    RegisterThere,
    is_administrator,
    is_sample,
    of_accounts,
    own_code,
    problems_of,
    tidied,
)
from bot.rules.ways import ways_of
from bot.services.add_action import add_action
from bot.services.add_people import add_people, give_posts
from bot.services.change_partnership import change_partnership, read_set_up
from bot.services.put_message import put_message
from bot.services.set_up_partnership import set_up_partnership, who_was_first
from bot.services.use_sample import put_sample_away, use_sample
from bot.services.who_may import support_post
from bot.slack.identity import SPEAKER, Speaker, find_speaker
from bot.slack.team import SlackUnreachable, TokenRefused, check_token
from bot.views import refusals, set_up, set_up_forms, set_up_reading, verbs
from bot.views.blocks import Block
from bot.views.forms import done_view, typed_in
from bot.views.set_up_forms import FORMS, SetUpMemory
from commands import home, strangers
from commands.asked import Asked, Deps
from commands.requests import SetUp
from commands.tapped import Tap
from storage.records import Outbox
from storage.records.glance import Account, Team
from storage.unit_of_work import reading

Answer: TypeAlias = dict[str, Any]
"""The acknowledgement of a form."""

TRY_AGAIN = "Slack didn't tell me in time who that is, so nothing was saved. Please press it again."
NOBODY_FOUND = "I can write to none of them: bots, closed accounts, or people of another workspace."
A_TITLE = "What is to be done, in a few words, please."


def register(app: App, deps: Deps) -> None:
    """Listen for each form; the buttons are in the table of all buttons."""
    for form_id in FORMS.values():

        @app.view(form_id)
        def submitted(ack: Ack, body: dict[str, Any], context: BoltContext, client: WebClient) -> None:
            ack(**answer_form(deps, body, context[SPEAKER], client))
            deps.wake()


# -- where there is no register yet


def administrator(deps: Deps, slack_id: str, team_id: str) -> Account | None:
    """The account, where it may set the bot up; None for everybody else. Raises `SlackUnreachable`."""
    account = deps.directory.account(slack_id, team_id)
    return account if account is not None and is_administrator(account, deps.admins) else None


def first_form(step: str, shown_home: str | None) -> Block:
    """The form a button of the invitation opens."""
    memory = SetUpMemory(walk=True, home=shown_home)
    return set_up_forms.sample_form(memory) if step == SAMPLE else set_up_forms.partnership_form(None, memory)


def answer_first_form(
    deps: Deps, body: dict[str, Any], client: WebClient, known: Account | None = None
) -> Answer:
    """Found the partnership, or put the sample in. `known` may; anybody else is asked of Slack once more.

    What was typed stays in the form where it would not do, or where Slack does not tell.
    """
    view = body["view"]
    said = tidied(set_up_reading.read_texts(view["state"]["values"], "name", "short_name", "area"))
    is_first = set_up_forms.step_of(view["callback_id"]) == PARTNERSHIP
    problems = problems_of(said) if is_first else {}
    if problems:
        return _errors(problems)
    team_id, slack_id = body["team"]["id"], body["user"]["id"]
    try:
        account = known or administrator(deps, slack_id, team_id)
        team = check_token(client, client.token or "").team
    except (SlackUnreachable, TokenRefused):
        return _errors({"name": TRY_AGAIN}) if is_first else _turn_into("Not yet", set_up.unsure())
    if account is None or team.team_id != team_id:
        return _turn_into("Not saved", refusals.not_set_up(False, typed_in(view["state"]["values"])))
    at = deps.clock.now()
    if is_first:
        outcome = set_up_partnership(deps.database, team, account, said, at)
    else:
        outcome = use_sample(deps.database, team, account, at)
    return _begun(deps, outcome, team, account, SetUpMemory.unpacked(view["private_metadata"]), client, at)


def _begun(
    deps: Deps,
    outcome: Founded | AlreadySetUp | RegisterThere,
    team: Team,
    account: Account,
    memory: SetUpMemory,
    client: WebClient,
    at: datetime,
) -> Answer:
    if isinstance(outcome, RegisterThere):
        return _turn_into("Not saved", refusals.not_set_up(True))
    speaker = find_speaker(deps.database, team.team_id, account.slack_id, at)
    if speaker is None:
        raise LookupError("the workspace was bound a moment ago")
    if isinstance(outcome, AlreadySetUp) and outcome.slack_id != account.slack_id:
        return _turn_into("Set up already", set_up.who_was_first(outcome, at, speaker.ways))
    _show_home(deps, speaker, memory, client, at)
    partnership, now = read_set_up(deps.database, speaker.partnership_id)
    if now.is_sample:
        _write(deps, speaker, set_up.sample_there(partnership), f"sample {at:%Y-%m-%d %H:%M}", at)
        return _turn_into("The sample is up", set_up.sample_there(partnership))
    return _update(set_up_forms.form_of(WORDS, partnership, now, memory))


# -- where there is one


def answer(asked: Asked, _request: SetUp) -> Block:
    """`/loip set-up`: how far it has come, with a button for each part."""
    if not is_support(asked.person):
        support = support_post(asked.database, asked.partnership_id)
        return refusals.support_only("set-up", support, "")
    return set_up.overview(*read_set_up(asked.database, asked.partnership_id))


def tapped(tap: Tap) -> None:
    """Open the form of a step; from Home, of what is most worth doing next."""
    asked, step = tap.asked, str(tap.fields.get("step"))
    if not is_support(asked.person):
        return tap.say(
            refusals.support_only("set-up", support_post(asked.database, asked.partnership_id), "")
        )
    partnership, now = read_set_up(asked.database, asked.partnership_id)
    if step == OVERVIEW and tap.place.home is None:
        return tap.say(set_up.overview(partnership, now))
    walk = step == OVERVIEW
    if now.is_sample:
        step = AWAY if now.own else PARTNERSHIP
        if step == PARTNERSHIP:
            return tap.open(first_form(PARTNERSHIP, tap.place.home))
    elif walk:
        step = now.next_step
    if step not in set_up_forms.TITLES or (step == AWAY and not now.own):
        return tap.say(refusals.too_old())
    return tap.open(set_up_forms.form_of(step, partnership, now, SetUpMemory(walk, tap.place.home)))


def answer_form(deps: Deps, body: dict[str, Any], speaker: Speaker, client: WebClient) -> Answer:
    """Save a form of a workspace that reaches a register."""
    at, view = deps.clock.now(), body["view"]
    step, memory = set_up_forms.step_of(view["callback_id"]), SetUpMemory.unpacked(view["private_metadata"])
    person = speaker.person
    if person is None or not is_support(person):
        return _not_theirs(deps, body, speaker, step, at)
    partnership = speaker.ways.partnership
    asked = Asked(deps, speaker, person, at, submission_key=f"view {view['id']}", way="form")
    if step == SAMPLE or (
        step == PARTNERSHIP and is_sample(partnership.code) and not own_code(partnership.code)
    ):
        return answer_first_form(deps, body, client, _account(asked))
    save = SAVES.get(step or "")
    # A form from before the sample came up: the sample keeps its name and its mark.
    if save is None or (is_sample(partnership.code) and step != AWAY):
        return _turn_into("Not saved", refusals.too_old(typed_in(view["state"]["values"])))
    said = save(asked, memory, view["state"]["values"])
    _show_home(
        deps, find_speaker(deps.database, speaker.workspace.team_id, speaker.slack_id, at), memory, client, at
    )
    return said


def _not_theirs(deps: Deps, body: dict[str, Any], speaker: Speaker, step: str | None, at: datetime) -> Answer:
    """The form of somebody who does not run the register: of two who set it up at once, the second."""
    words = typed_in(body["view"]["state"]["values"])
    if step in (PARTNERSHIP, SAMPLE):
        there = who_was_first(deps.database, speaker.partnership_id)
        return _turn_into("Set up already", set_up.who_was_first(there, at, speaker.ways))
    if speaker.person is None:
        return _turn_into("We haven't met", strangers.turned_away(deps, speaker, words))
    support = support_post(deps.database, speaker.partnership_id)
    return _turn_into("Not saved", refusals.support_only("set-up", support, words))


def _save_partnership(asked: Asked, memory: SetUpMemory, values: dict[str, Any]) -> Answer:
    return _save_texts(asked, memory, values, PARTNERSHIP, "name", "short_name", "area")


def _save_words(asked: Asked, memory: SetUpMemory, values: dict[str, Any]) -> Answer:
    names = ("plan_term", "plan_abbreviation", "priority_term", "locality_term")
    return _save_texts(asked, memory, values, WORDS, *names)


def _save_texts(asked: Asked, memory: SetUpMemory, values: dict[str, Any], step: str, *names: str) -> Answer:
    said = tidied(set_up_reading.read_texts(values, *names))
    problems = problems_of(said)
    if problems:
        return _errors(problems)
    fields = {name: words or None if name == "plan_abbreviation" else words for name, words in said.items()}
    change_partnership(asked.database, asked.person, fields, asked.at)
    return _next(asked, memory, step)


def _save_week(asked: Asked, memory: SetUpMemory, values: dict[str, Any]) -> Answer:
    change_partnership(asked.database, asked.person, set_up_reading.read_week(values), asked.at)
    return _next(asked, memory, WEEK)


def _save_people(asked: Asked, memory: SetUpMemory, values: dict[str, Any]) -> Answer:
    picked = set_up_reading.read_people(values)
    try:
        found = of_accounts(asked.deps.directory.accounts(picked, asked.speaker.workspace.team_id))
    except SlackUnreachable:
        return _errors({"people": TRY_AGAIN})
    if picked and not found:
        return _errors({"people": NOBODY_FOUND})
    added = add_people(asked.database, asked.person, found, asked.at)
    left_out = len(picked) - len(found)
    return _next(asked, memory, PEOPLE, set_up.people_told(added, left_out) if added else "")


def _save_posts(asked: Asked, memory: SetUpMemory, values: dict[str, Any]) -> Answer:
    posts, problems = set_up_reading.read_posts(values)
    if problems:
        return _errors(problems)
    give_posts(asked.database, asked.person, posts, asked.at)
    return _next(asked, memory, POSTS)


def _save_register(asked: Asked, memory: SetUpMemory, values: dict[str, Any]) -> Answer:
    partnership, now = read_set_up(asked.database, asked.partnership_id)
    how = set_up_reading.read_register(values)
    if how == BY_HAND:
        return _update(set_up_forms.action_form(partnership, now, memory))
    if how == SAMPLE:
        return _update(set_up_forms.sample_form(memory))
    finished = set_up.finished(partnership, now, ways_of(partnership), asked.at)
    _write(asked.deps, asked.speaker, finished, "set up", asked.at)
    shown = set_up.beside_file(finished, partnership) if how == BY_FILE else finished
    return _turn_into("That's it", shown)


def _save_action(asked: Asked, memory: SetUpMemory, values: dict[str, Any]) -> Answer:
    title, priority = set_up_reading.read_action(values)
    if not any(letter.isalnum() for letter in title):
        return _errors({next(each for each in values if each.startswith("title")): A_TITLE})
    added = add_action(asked.database, asked.person, title, priority, asked.at)
    partnership, now = read_set_up(asked.database, asked.partnership_id)
    if memory.walk:
        finished = set_up.finished(partnership, now, ways_of(partnership), asked.at)
        _write(asked.deps, asked.speaker, finished, "set up", asked.at)
    return _update(set_up_forms.action_form(partnership, now, memory, added))


def _put_away(asked: Asked, _memory: SetUpMemory, _values: dict[str, Any]) -> Answer:
    own = put_sample_away(asked.database, asked.person, asked.speaker.workspace.team_id, asked.at)
    return _turn_into("The sample is away", set_up.back_again(own) if own else refusals.too_old())


def _next(asked: Asked, memory: SetUpMemory, step: str, note: str = "") -> Answer:
    """The form after this one; a step that was opened by itself ends there, but for the posts of those just added."""
    partnership, now = read_set_up(asked.database, asked.partnership_id)
    following = STEPS_AFTER[step]
    if step == PEOPLE and not now.postless:
        following = REGISTER
    if memory.walk or (following == POSTS and note):
        return _update(
            set_up_forms.with_note(set_up_forms.form_of(following, partnership, now, memory), note)
        )
    return _turn_into("Saved", set_up.saved(partnership, note))


# -- the small parts


def _account(asked: Asked) -> Account:
    """The support officer as an account, as the register has them."""
    with reading(asked.database) as look:
        known = look.register(asked.partnership_id).people.glance(asked.person.contact_id)
    if known is None:
        raise LookupError("whoever asks is a contact")
    return Account(asked.speaker.slack_id, known.name or "", known.email, known.time_zone)


def _write(deps: Deps, speaker: Speaker, message: Block, occasion: str, at: datetime) -> None:
    """A lasting message to whoever sets it up, once an occasion."""
    person = speaker.person
    row = Outbox(
        key=f"{occasion} {speaker.slack_id}",
        kind="message",
        contact_id=person.contact_id if person else None,
        channel=speaker.slack_id,
        payload=message,
        not_before=at,
        created_at=at,
    )
    put_message(deps.database, speaker.partnership_id, row, at)


def _show_home(
    deps: Deps, speaker: Speaker | None, memory: SetUpMemory, client: WebClient, at: datetime
) -> None:
    """Publish the Home the form was opened from: whose register it shows may have changed."""
    if memory.home is None or speaker is None or speaker.person is None:
        return
    asked = Asked(deps, speaker, speaker.person, at, submission_key=f"home {at.timestamp()}", way="form")
    home.refresh(asked, client, memory.home)


def _errors(problems: dict[str, str]) -> Answer:
    return {"response_action": "errors", "errors": problems}


def _update(view: Block) -> Answer:
    return {"response_action": "update", "view": view}


def _turn_into(title: str, message: Block) -> Answer:
    """What a form becomes at its end; buttons belong to the message that says it too."""
    read = [block for block in message["blocks"] if block["type"] != "actions"]
    return _update(done_view(title, message | {"blocks": read}))


OVERVIEW = "overview"

SAVES: dict[str, Callable[[Asked, SetUpMemory, dict[str, Any]], Answer]] = {
    PARTNERSHIP: _save_partnership,
    WORDS: _save_words,
    WEEK: _save_week,
    PEOPLE: _save_people,
    POSTS: _save_posts,
    REGISTER: _save_register,
    ACTION: _save_action,
    AWAY: _put_away,
}
"""What each form saves, where there is a register."""

TAPS: dict[str, Callable[[Tap], None]] = {verbs.SET_UP: tapped}
NEEDS: dict[str, tuple[str, ...]] = {verbs.SET_UP: ("step",)}
