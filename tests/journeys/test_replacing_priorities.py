"""A new priority set: what becomes of each old one, and a walk through every open action, over days."""

from collections.abc import Iterator
from datetime import date

import pytest

from bot.practice import Answer, Message, View
from storage.records import Priority, PrioritySet, id_of
from tests.journeys.acting import Stage
from tests.journeys.town import Town

SUPPORT, AILSA = "Catriona Muir", "Ailsa Reid"

FIVE = ("Poverty", "Wellbeing", "Skills", "Employability", "Digital")


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """Five themes, a dozen open actions, and one that serves two of them."""
    with Town.founded(database_url, priority_term="theme") as town:
        five = town.register.add(PrioritySet(label="Five themes"))
        rows = [
            Priority(name=name, prefix=name[:3].upper(), priority_set_id=id_of(five), position=place)
            for place, name in enumerate(FIVE, 1)
        ]
        old = [town.register.add(row) for row in rows]
        for number in range(1, 7):
            town.register.action(f"POV-0{number}", f"Cash First {number}", priorities=[old[0]])
        town.register.action("WEL-01", "Walking groups", priorities=[old[1]])
        town.register.action("SKI-01", "Open days", priorities=[old[2]])
        town.register.action("EMP-01", "A route into work", priorities=[old[3], old[2]])
        ailsa = town.contact(AILSA, post="Manager")
        town.register.action("DIG-01", "Devices", priorities=[old[4]], officer=ailsa, heard=town.start)
        town.register.action("DIG-02", "Lessons", priorities=[old[4]], status="complete")
        town.contact(SUPPORT, post="Support Officer", roles=[("support", None)])
        yield town.open()


def fills_in_the_new_set(stage: Stage) -> Message:
    """The support officer replaces five themes by three; the walk they are sent."""
    stage.types(SUPPORT, "priority replace")
    stage.submits(SUPPORT, label="Three themes", names="• Poverty\n\npoverty\nHealth & wellbeing")
    assert "stands there twice" in stage.form(SUPPORT).errors["names"]
    stage.submits(SUPPORT, names="• Poverty\n\nHealth & wellbeing\nEmployability", agreed="early 2024")
    became = [each for each in stage.form(SUPPORT).blocks if str(each["block_id"]).startswith("old ")]
    poverty, wellbeing, skills, employability, digital = (str(each["block_id"]) for each in became)
    said = {poverty: ["0"], wellbeing: ["1"], skills: ["2"], employability: ["2"]}
    stage.submits(SUPPORT, decision="To shift the focus to three.", **said, **{digital: ["0", "retired"]})
    assert "Either it goes on" in stage.form(SUPPORT).errors[digital]
    stage.submits(SUPPORT, **{digital: ["unknown"]})
    return stage.team.dm(stage.person(SUPPORT))[-1]


def test_five_themes_become_three_with_every_open_action_decided(town: Town) -> None:
    stage = Stage(town.rehearsal)
    assert "New themes are for the support officer" in stage.told(AILSA, "priority replace")
    stage.writes(SUPPORT, "priority replace")  # a message has no trigger: the form is a tap away
    stage.taps(SUPPORT, stage.last_seen(SUPPORT), "Open the form")
    assert "Five themes" in stage.form(SUPPORT).readable
    stage.team.close(stage.person(SUPPORT), stage.form(SUPPORT))
    walk = fills_in_the_new_set(stage)
    assert "Three themes is kept" in stage.form(SUPPORT).readable
    assert "10 actions to decide on" in walk.readable

    # Home says so, and goes on with it in a window.
    stage.team.open_home(stage.person(SUPPORT))
    home = stage.team.home(stage.person(SUPPORT))
    assert home is not None
    assert "Themes being replaced: 10 actions to decide on" in home.readable
    stage.taps(SUPPORT, home, "Go on")
    window = stage.form(SUPPORT)
    chooses(stage, window, "EMP-01", "Keep under Employability")
    assert "9 actions to decide on" in stage.form(SUPPORT).readable
    stage.team.close(stage.person(SUPPORT), stage.form(SUPPORT))

    # What asks for words is closed in a form of its own; a code that isn't there is said under its field.
    chooses(stage, walk, "DIG-01", "Close: merged into another")
    stage.submits(SUPPORT, words="It goes on inside the open days.", into="ski 99")
    assert stage.form(SUPPORT).errors == {"into": "There is no action SKI-99. Nothing was changed."}
    stage.submits(SUPPORT, into="ski1")
    assert "DIG-01" not in walk.readable
    assert "8 actions to decide on" in walk.readable

    # Another day: typed again it goes on where it was left, and an older list is told what was decided meanwhile.
    stage.later(days=3)
    left = stage.types(SUPPORT, "priority replace")
    assert left.message is not None
    chooses(stage, left.message, "POV-01", "Keep under Poverty")
    assert "POV-01" not in left.message.readable
    stage.taps(SUPPORT, walk, "Keep these 8 as suggested")
    assert "Five themes became three" in walk.readable
    assert "Skills and Employability became Employability" in walk.readable
    assert "Digital: what became of it is not known" in walk.readable
    assert "9 actions go on (Poverty 6, Health & wellbeing 1, Employability 2)" in walk.readable
    assert "1 action was closed (merged into another 1)" in walk.readable

    # Whose action was closed hears of it, in one line.
    town.asleep_until(date(2026, 11, 9), 10)
    told = stage.team.dm(stage.person(AILSA))[-1].readable.replace("*", "")
    assert "DIG-01 Devices is closed: it goes on in SKI-01 Open days." in told

    # Old codes and old names still find what they did.
    closed = stage.told(AILSA, "show DIG-01")
    assert "Closed: merged into SKI-01 Open days" in closed
    assert "It goes on inside the open days." in closed
    skills = stage.told(AILSA, "list Skills")
    assert "SKI-01" in skills
    assert "EMP-01" in skills
    assert "Employability" in stage.told(AILSA, "show EMP-01")
    themes = stage.types(AILSA, "priority all Skills")
    assert themes.message is not None
    stage.taps(AILSA, themes.message, "Open")
    assert "Skills and Employability became Employability" in stage.last_seen(AILSA).readable


def chooses(stage: Stage, screen: Message | View, code: str, words: str) -> Answer:
    """The support officer decides on an action of the list."""
    block = next(
        each for each in screen.blocks if str(each.get("block_id", "")).startswith(f"decide {code} ")
    )
    options = block["accessory"]["options"]
    value = next(each["value"] for each in options if each["text"]["text"] == words)
    person, action_id = stage.person(SUPPORT), block["accessory"]["action_id"]
    answer = stage.team.choose(person, screen, action_id, value, block_id=block["block_id"])
    stage.rehearsal.settle()
    return answer
