"""An action nobody has: taken on from a list, a view, a nudge or Home, by the first to say so; and given back.

One bot for what leaves the clock where it is; each journey acts on an action of its own.
"""

from datetime import timedelta

from bot.practice import View, unlimited
from storage.records import Action, Contact, Role, id_of
from tests.journeys.acting import Stage, labels
from tests.journeys.town import QUICK


def opens_home(stage: Stage, name: str) -> View:
    """Somebody opens the bot's Home tab, and sees it."""
    stage.team.open_home(stage.person(name))
    view = stage.team.home(stage.person(name))
    assert view is not None
    return view


def lists_unowned(stage: Stage, name: str) -> None:
    """Somebody asks for the actions nobody has."""
    assert not stage.types(name, "list unowned").error


def officer_of(stage: Stage, code: str) -> int | None:
    return stage.action(code).officer_id


def test_from_a_list_the_first_to_tap_has_it_and_the_second_is_told_who_was_first(standing: Stage) -> None:
    lists_unowned(standing, "Ailsa Reid")
    for_ailsa = standing.last_seen("Ailsa Reid")
    lists_unowned(standing, "Rory Tulloch")
    standing.taps("Rory Tulloch", standing.last_seen("Rory Tulloch"), "Take it on", near="HWB-06")
    assert officer_of(standing, "HWB-06") == standing.contact("Rory Tulloch").id
    answer = standing.last_seen("Rory Tulloch")
    assert "HWB-06 Child health sessions" in answer.readable
    assert "It is with you now, Health Improvement Officer, NHS Inverlath" in answer.readable
    standing.taps("Ailsa Reid", for_ailsa, "Take it on", near="HWB-06")
    told = standing.last_seen("Ailsa Reid").readable
    assert "HWB-06 is with Health Improvement Officer, NHS Inverlath, since Mon 2 Nov, 08:30" in told
    assert officer_of(standing, "HWB-06") == standing.contact("Rory Tulloch").id
    standing.taps("Rory Tulloch", answer, "Undo")
    assert officer_of(standing, "HWB-06") is None
    assert "waits for somebody to take it on, as before" in standing.last_seen("Rory Tulloch").readable
    changes = standing.look(lambda register: register.history.of("actions", id_of(standing.action("HWB-06"))))
    assert [(each.why, each.by) for each in changes if each.field == "officer_id"] == [
        ("taken on", "Health Improvement Officer"),
        ("not taken on after all", "Health Improvement Officer"),
    ]


def test_it_is_offered_to_those_who_may_and_to_nobody_else(standing: Stage) -> None:
    lists_unowned(standing, "Donald Keir")
    offered = [
        line for line in standing.last_seen("Donald Keir").readable.split("\n\n") if "[Take it on]" in line
    ]
    lists_unowned(standing, "Catriona Muir")
    assert labels(standing.last_seen("Catriona Muir")).count("Take it on") == 5, "the support officer may"
    assert len(offered) < 5
    standing.types("Callum Mowat", "show HWB-06")
    assert "Take it on" not in labels(standing.last_seen("Callum Mowat"))
    standing.types("Eilidh Strang", "show HWB-06")
    assert "Take it on" in labels(standing.last_seen("Eilidh Strang")), "of the group that leads its priority"


def test_permission_is_judged_at_the_tap(standing: Stage) -> None:
    standing.types("Niamh Ogilvie", "show EMP-03")
    shown = standing.last_seen("Niamh Ogilvie")
    niamh = standing.contact("Niamh Ogilvie")
    for role in standing.look(lambda register: list(register.rows.all(Role))):
        if role.contact_id == niamh.id:
            standing.changes(Role, id_of(role), ends_on=standing.now.date().replace(month=10))
    standing.taps("Niamh Ogilvie", shown, "Take it on")
    told = standing.last_seen("Niamh Ogilvie").readable
    assert "EMP-03 can be taken on by a contact of" in told
    assert officer_of(standing, "EMP-03") is None


def test_from_home_it_is_one_tap_and_one_to_give_it_back(standing: Stage) -> None:
    home = opens_home(standing, "Moira Galbraith")
    assert "Could be yours: " in home.readable
    standing.taps("Moira Galbraith", home, "Take it on", near="DIG-02")
    assert officer_of(standing, "DIG-02") == standing.contact("Moira Galbraith").id
    assert "✅ 08:30 · DIG-02 Stories of Place" in home.readable
    standing.taps("Moira Galbraith", home, "Undo", near="DIG-02")
    assert officer_of(standing, "DIG-02") is None
    assert "is with you now" not in home.readable
    standing.types("Fergus Pirie", "list unowned")
    home = opens_home(standing, "Fergus Pirie")
    standing.taps("Fergus Pirie", home, "List", near="Nobody has taken on")
    assert labels(home).count("Take it on") == 5


def test_a_leavers_action_can_be_taken_on_and_goes_back_to_the_leaver(stage: Stage) -> None:
    eilidh = id_of(stage.contact("Eilidh Strang"))
    stage.changes(Contact, eilidh, left_on=stage.now.date())
    home = opens_home(stage, "Rory Tulloch")
    assert "HWB-05" in home.readable.split("Could be yours")[1]
    stage.taps("Rory Tulloch", home, "Take it on", near="HWB-05")
    assert officer_of(stage, "HWB-05") == stage.contact("Rory Tulloch").id
    stage.taps("Rory Tulloch", home, "Undo", near="HWB-05")
    assert officer_of(stage, "HWB-05") == eilidh


def test_from_a_nudge_and_the_support_officer_hears_in_the_next_message(stage: Stage) -> None:
    stage.rehearsal.bot.courier.timing = QUICK
    stage.team.installation.pace = unlimited()
    lists_unowned(stage, "Morag Petrie")
    stage.taps("Morag Petrie", stage.last_seen("Morag Petrie"), "Take it on", near="DIG-03")
    nudge = stage.monday_nudge("Ailsa Reid")
    assert "HWB-06: nothing heard yet. Nobody has taken it on" in nudge.readable
    before = len(stage.team.ephemerals(stage.person("Ailsa Reid")))
    stage.taps("Ailsa Reid", nudge, "Take on HWB-06")
    assert officer_of(stage, "HWB-06") == stage.contact("Ailsa Reid").id
    assert "HWB-06: nothing heard yet" not in stage.team.dm(stage.person("Ailsa Reid"))[-1].readable
    answers = stage.team.ephemerals(stage.person("Ailsa Reid"))[before:]
    assert ["It is with you now" in each.readable for each in answers] == [True]
    stage.later(minutes=11)
    stage.taps("Ailsa Reid", answers[0], "Undo")
    assert officer_of(stage, "HWB-06") == stage.contact("Ailsa Reid").id, "ten minutes are over"
    assert "more than ten minutes" in stage.last_seen("Ailsa Reid").readable
    for _ in stage.rehearsal.move_to(stage.now + timedelta(days=1)):
        pass
    for_support = stage.team.dm(stage.person("Catriona Muir"))[-1].readable
    assert "Changed hands\nDIG-03" in for_support
    assert "Partnerships Manager, Inverlath Voluntary Action, has taken it on" in for_support
    assert "Health Improvement Manager, NHS Inverlath, has taken it on" in for_support


def test_what_is_finished_meanwhile_is_not_taken_on(stage: Stage) -> None:
    lists_unowned(stage, "Rory Tulloch")
    stage.changes(Action, id_of(stage.action("HWB-06")), status="closed")
    stage.taps("Rory Tulloch", stage.last_seen("Rory Tulloch"), "Take it on", near="HWB-06")
    assert officer_of(stage, "HWB-06") is None
    assert "is finished" in stage.last_seen("Rory Tulloch").readable
