"""What a support officer works through from Home: whom to ask by phone, whom nothing reaches, whom to welcome."""

from datetime import timedelta

import pytest

from bot.practice import Message, Person, View, unlimited
from bot.services.lose_touch import lose_touch
from storage.records import Action, Outbox, Role, id_of
from storage.unit_of_work import working
from tests.journeys.acting import CLERK, Stage, labels
from tests.journeys.town import QUICK

SUPPORT = "Catriona Muir"


def opens_home(stage: Stage, name: str = SUPPORT) -> View:
    """Somebody opens the bot's Home tab, and sees it."""
    stage.team.open_home(stage.person(name))
    view = stage.team.home(stage.person(name))
    assert view is not None
    return view


def a_day_passes(stage: Stage, days: int = 1) -> None:
    """The clock moves on, and everything that falls due happens."""
    hurries(stage)
    for _ in stage.rehearsal.move_to(stage.now + timedelta(days=days)):
        pass


def hurries(stage: Stage) -> None:
    """Nobody waits for Slack's pace: these journeys are about what is said, not how fast."""
    stage.rehearsal.bot.courier.timing = QUICK
    stage.team.installation.pace = unlimited()


def heard(stage: Stage, name: str) -> list[str]:
    """What the bot wrote to somebody in private."""
    person = stage.person(name)
    return [message.readable for message in stage.team.dm(person) if message.user != person.id]


# -- to ask by phone or email


def nothing_heard(stage: Stage, code: str) -> None:
    """An action was never heard of."""
    stage.changes(Action, id_of(stage.action(code)), heard_at=None)


def test_what_somebody_said_by_phone_is_recorded_in_one_form_and_leaves_the_queue(stage: Stage) -> None:
    nothing_heard(stage, "CPP-05")
    home = opens_home(stage)
    assert (
        "To ask by phone or email: 1\n• Superintendent, Police (Inverlath Division): CPP-05" in home.readable
    )
    stage.taps(SUPPORT, home, "List", near="To ask by phone or email")
    assert "Hello Isla, could you let the Board know how CPP-05" in home.readable
    stage.taps(SUPPORT, home, "Record their answer")
    answer = stage.submits(SUPPORT)
    assert "what they said" in str(answer.errors)
    answer = stage.submits(SUPPORT, day="2026-11-03", **{"words CPP-05": "x"})
    assert "still to come" in str(answer.errors)
    said = {"words CPP-05": "both <sides> agreed & signed", "status CPP-05": "on_track"}
    assert stage.submits(SUPPORT, route="meeting", day="2026-10-30", **said).error is None
    update = stage.said("CPP-05")
    assert (update.words, update.status, update.way) == (
        "both <sides> agreed & signed",
        "on_track",
        "on_behalf",
    )
    assert (update.whose, update.route, str(update.said_on)) == (
        "Superintendent, Police (Inverlath Division)",
        "meeting",
        "2026-10-30",
    )
    assert update.by == "Community Planning Manager, Inverlath Council"
    whose = "Superintendent, Police (Inverlath Division), in a meeting, Fri 30 Oct"
    assert f"Saved in the words of {whose}" in stage.form(SUPPORT).readable
    stage.team.close(stage.person(SUPPORT), stage.form(SUPPORT))
    assert "Nothing here." in home.readable
    # Wherever the update is shown, it says whose words they are.
    for asking in ("show CPP-05", "list"):
        assert whose in stage.told("Jean Halcrow", asking), asking


def test_recording_is_for_the_support_officer_at_the_moment_it_is_done(stage: Stage) -> None:
    nothing_heard(stage, "CPP-05")
    home = opens_home(stage)
    stage.taps(SUPPORT, home, "List", near="To ask by phone or email")
    stage.taps(SUPPORT, home, "Record their answer")
    for role in stage.look(lambda register: register.rows.all(Role)):
        if role.contact_id == stage.contact(SUPPORT).id and role.role == "support":
            stage.changes(Role, id_of(role), ends_on=stage.now.date() - timedelta(days=1))
    stage.submits(SUPPORT, **{"words CPP-05": "agreed"})
    refused = stage.form(SUPPORT).readable
    assert "That is for whoever runs the register, which is Community Planning Officer" in refused
    assert "> agreed" in refused, "what was typed is handed back"
    assert stage.updates("CPP-05") == []
    stage.team.close(stage.person(SUPPORT), stage.form(SUPPORT))
    assert "To ask by phone or email" not in home.readable


# -- whom nothing reaches


def parked(stage: Stage, key: str, name: str) -> None:
    """A message to somebody came back."""
    with working(stage.rehearsal.bot.database, CLERK, stage.now) as work:
        row = Outbox(
            key=key,
            contact_id=stage.contact(name).id,
            channel=stage.contact(name).slack_id,
            payload={"text": f"words of {key}"},
            state="parked",
            attempts=6,
            last_error="HTTP 503, after 6 tries",
            not_before=stage.now,
            created_at=stage.now,
        )
        work.register(stage.partnership_id).messages.put(row)
        work.commit()


def test_what_came_back_is_one_entry_a_person_and_is_tried_again_together(stage: Stage) -> None:
    parked(stage, "note 1", "Niamh Ogilvie")
    parked(stage, "note 2", "Niamh Ogilvie")
    home = opens_home(stage)
    assert "Could not be delivered: 1" in home.readable
    stage.taps(SUPPORT, home, "List", near="Could not be delivered")
    assert "since Mon 2 Nov: HTTP 503, after 6 tries · 2 messages kept" in home.readable
    hurries(stage)
    stage.taps(SUPPORT, home, "Try again")
    assert heard(stage, "Niamh Ogilvie") == ["words of note 1", "words of note 2"]
    assert "Nothing here." in home.readable


def test_what_is_let_be_is_gone_for_good(stage: Stage) -> None:
    parked(stage, "note 1", "Niamh Ogilvie")
    home = opens_home(stage)
    stage.taps(SUPPORT, home, "List", near="Could not be delivered")
    stage.taps(SUPPORT, home, "Let it be")
    assert "Nothing here." in home.readable
    assert heard(stage, "Niamh Ogilvie") == []
    row = stage.look(lambda register: register.messages.with_key("note 1"))
    assert (row.state, row.last_error.split(" at ")[0]) == (
        "withdrawn",
        "dropped by Community Planning Manager",
    )


def test_somebody_switched_off_is_one_line_once_and_gone_when_they_are_back(stage: Stage) -> None:
    niamh = stage.person("Niamh Ogilvie")
    stage.team.change_person(niamh, deleted=True)
    home = opens_home(stage)
    assert (
        "To Employability Manager, Lathside Enterprise, since Mon 2 Nov: that Slack account" in home.readable
    )
    assert "Employability Manager, Lathside Enterprise: EMP-" in home.readable, "and is asked by phone"
    a_day_passes(stage, 2)
    lines = [each for each in heard(stage, SUPPORT) if "I can't reach" in each]
    assert len(lines) == 1
    assert "Employability Manager, Lathside Enterprise: that Slack account has been switched off." in lines[0]
    stage.team.change_person(niamh, deleted=False)
    home = opens_home(stage)
    assert "To Employability Manager" not in home.readable
    assert stage.contact("Niamh Ogilvie").slack_id == niamh.id


# -- welcome


def adds(stage: Stage, first: str, last: str) -> None:
    """The support officer adds a contact with an email."""
    email = f"{first.lower()}@nhs-inverlath.example.org"
    stage.types(SUPPORT, f"contact add {first} {last}, Analyst, NHS Inverlath, {email}")


def test_a_person_added_is_welcomed_once_when_they_are_on_slack(stage: Stage) -> None:
    stage.team.installation.events |= {"team_join"}
    adds(stage, "Nora", "New")
    stage.team.join(Person("UNORA", "Nora New", email="nora@nhs-inverlath.example.org"))
    assert stage.contact("Nora New").slack_id == "UNORA"
    a_day_passes(stage)
    (welcome,) = heard(stage, "Nora New")
    assert "I'm the assistant of Inverlath Community Planning Partnership" in welcome
    assert "No action is with you just now." in welcome
    assert "speak to the Community Planning Manager, Inverlath Council" in welcome


def test_somebody_of_an_imported_register_is_welcomed_when_they_join_and_nobody_else_is(stage: Stage) -> None:
    stage.team.installation.events |= {"team_join"}
    stage.team.join(Person("UISLA", "Isla Renwick", email="isla.renwick@police-inverlath.example.org"))
    a_day_passes(stage)
    (letter,) = heard(stage, "Isla Renwick")
    assert "Welcome." in letter
    assert "With you: CPP-05" in letter
    assert "One milestone to look at." in letter, "folded into the day's one message"
    for name in ("Ailsa Reid", "Niamh Ogilvie", "Gregor Mathers"):
        assert all("Welcome." not in each for each in heard(stage, name))


def test_the_support_officer_may_have_everybody_welcomed(stage: Stage) -> None:
    home = opens_home(stage)
    assert "contacts on Slack have heard nothing from me yet" in home.readable
    stage.taps(SUPPORT, home, "Welcome them")
    assert "get a short welcome" in stage.form(SUPPORT).readable
    assert "Welcome them" not in labels(home)
    a_day_passes(stage)
    assert any("Welcome." in each for each in heard(stage, "Callum Mowat"))
    assert all("Welcome." not in each for each in heard(stage, SUPPORT))


# -- the buttons and the menu of a line


@pytest.mark.parametrize(
    ("option", "shows"),
    [
        ("Snooze until…", "When shall I ask again?"),
        ("Not mine…", "Whose is it?"),
        ("Tell me more", "Student wellbeing drop-ins"),
    ],
)
def test_each_entry_of_the_menu_opens_its_window_over_home(standing: Stage, option: str, shows: str) -> None:
    name = "Eilidh Strang"
    home = opens_home(standing, name)
    block = next(block for block in home.blocks if "overflow" in str(block))
    menu = next(element for element in block["elements"] if element["type"] == "overflow")
    person, published = standing.person(name), len(standing.slack.calls("views.publish"))
    standing.team.choose(person, home, menu["action_id"], option, block_id=block["block_id"])
    window = standing.form(name)
    assert "HWB-05" in window.readable
    assert shows in window.readable
    assert len(standing.slack.calls("views.publish")) == published, "Home behind it stays as it is"
    standing.team.close(person, window)


def test_what_is_snoozed_from_home_is_put_by_there(stage: Stage) -> None:
    name = "Eilidh Strang"
    home = opens_home(stage, name)
    assert "1 action needs a word from you." in home.readable
    block = next(block for block in home.blocks if "overflow" in str(block))
    menu = next(element for element in block["elements"] if element["type"] == "overflow")
    stage.team.choose(
        stage.person(name), home, menu["action_id"], "Snooze until…", block_id=block["block_id"]
    )
    stage.submits(name)
    assert "Snoozed" in stage.form(name).readable or "ask again" in stage.form(name).readable


# -- from the day's message


def letter_of(stage: Stage, words: str) -> Message:
    """The support officer's message that says this."""
    person = stage.person(SUPPORT)
    return next(each for each in stage.team.dm(person) if each.user != person.id and words in each.readable)


def test_an_answer_is_recorded_from_the_weekly_note_which_shows_who_has_answered(stage: Stage) -> None:
    nothing_heard(stage, "CPP-05")
    a_day_passes(stage, 2)
    letter = letter_of(stage, "To ask by phone or email")
    stage.taps(SUPPORT, letter, "Record their answer", near="Superintendent")
    assert "What you heard from Isla" in stage.form(SUPPORT).readable
    stage.submits(SUPPORT, route="phone", day="2026-11-02", **{"words CPP-05": "both <sides> agreed"})
    update = stage.said("CPP-05")
    assert (update.words, update.route, update.way) == ("both <sides> agreed", "phone", "on_behalf")
    assert (
        "✅ Superintendent, Police (Inverlath Division): nothing more to ask, thank you." in letter.readable
    )
    assert "Record their answer" not in labels(letter)


def test_recording_from_the_weekly_note_is_for_the_support_officer_alone(stage: Stage) -> None:
    nothing_heard(stage, "CPP-05")
    a_day_passes(stage, 2)
    letter = letter_of(stage, "To ask by phone or email")
    for role in stage.look(lambda register: list(register.rows.all(Role))):
        if role.contact_id == stage.contact(SUPPORT).id and role.role == "support":
            stage.changes(Role, id_of(role), ends_on=stage.now.date() - timedelta(days=1))
    stage.taps(SUPPORT, letter, "Record their answer", near="Superintendent")
    assert "That is for whoever runs the register" in stage.last_seen(SUPPORT).readable
    assert stage.forms(SUPPORT) == 0


def test_what_nothing_reaches_is_tried_again_or_let_be_from_the_days_message(stage: Stage) -> None:
    parked(stage, "note 1", "Niamh Ogilvie")
    stage.team.change_person(stage.person("Gregor Mathers"), deleted=True)
    cannot_be_reached(stage, "Niamh Ogilvie")
    a_day_passes(stage, 2)
    letter = letter_of(stage, "I can't reach")
    stage.taps(SUPPORT, letter, "Try again", near="Employability Manager")
    assert "words of note 1" in heard(stage, "Niamh Ogilvie")
    assert (
        "✅ Employability Manager, Lathside Enterprise: what was kept is on its way again." in letter.readable
    )
    stage.taps(SUPPORT, letter, "Let it be")
    assert letter.readable.count("✅") == 2
    assert not {"Try again", "Let it be"} & set(labels(letter))


def cannot_be_reached(stage: Stage, name: str) -> None:
    """Slack said that somebody cannot be written to."""
    with working(stage.rehearsal.bot.database, CLERK, stage.now) as work:
        contact_id = stage.contact(name).id
        register = work.register(stage.partnership_id)
        lose_touch(register, contact_id, None, "cannot_dm_bot", "words of note 1", stage.now)
        work.commit()


def test_what_was_handed_on_from_home_can_be_undone_there(stage: Stage) -> None:
    name = "Eilidh Strang"
    home = opens_home(stage, name)
    block = next(block for block in home.blocks if "overflow" in str(block))
    menu = next(element for element in block["elements"] if element["type"] == "overflow")
    stage.team.choose(stage.person(name), home, menu["action_id"], "Not mine…", block_id=block["block_id"])
    stage.submits(name, to="0")
    stage.team.close(stage.person(name), stage.form(name))
    assert "👋 08:30 · HWB-05 Student wellbeing drop-ins is with nobody for now." in home.readable
    stage.taps(name, home, "Undo", near="HWB-05")
    assert stage.action("HWB-05").officer_id == stage.contact(name).id
    assert "is with nobody for now" not in home.readable
    assert "is with you now" not in home.readable, "nothing was taken on"
