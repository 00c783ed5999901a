"""Shortcuts: *Update an action* from anywhere, and *Record as an update* on a message somebody wrote."""

from bot.practice import Message
from tests.journeys.acting import Stage

POSTED = "POV-03 amber waiting on <funding> & more"


def _posts(stage: Stage, name: str, text: str, with_bot: bool = True) -> Message:
    """Somebody writes in a channel of the partnership's."""
    person, channel = stage.person(name), "CTALK" if with_bot else "CQUIET"
    if channel not in stage.team.workspace.channels:
        everybody = list(stage.team.workspace.people)
        stage.team.add_channel(channel, channel.lower(), members=everybody, with_bot=with_bot)
    message = stage.team.say(person, channel, text).message
    assert message is not None
    return message


def _uses(stage: Stage, name: str, callback_id: str, message: Message | None = None) -> str:
    """Somebody uses a shortcut; the form it opens, as read."""
    stage.team.shortcut(stage.person(name), callback_id, message)
    return stage.form(name).readable


def _options(stage: Stage, name: str) -> list[str]:
    menu = next(block for block in stage.form(name).blocks if block.get("block_id") == "action")
    return [option["value"] for option in menu["element"]["options"]]


def _done(stage: Stage, name: str) -> str:
    """What the form turned into, which is then closed."""
    form = stage.form(name)
    stage.team.close(stage.person(name), form)
    return form.readable


# -- update an action


def test_ones_own_actions_are_offered_those_that_need_a_word_first(standing: Stage) -> None:
    form = _uses(standing, "Ailsa Reid", "update_action")
    assert "Update an action" in form
    # HWB-01 too: its last word would be too old when the Board meets in 17 days.
    assert _options(standing, "Ailsa Reid")[:3] == ["HWB-01", "HWB-02", "POV-03"]
    _done(standing, "Ailsa Reid")


def test_an_update_is_recorded_from_anywhere_by_one_form(standing: Stage) -> None:
    _uses(standing, "Niamh Ogilvie", "update_action")
    standing.submits("Niamh Ogilvie", action="EMP-02", status="at_risk", words="placements are slow")
    said = standing.said("EMP-02")
    assert (said.words, said.status, said.way) == ("placements are slow", "at_risk", "form")
    assert "✅ Saved · EMP-02" in _done(standing, "Niamh Ogilvie")


def test_a_status_not_picked_stays_as_it_is(standing: Stage) -> None:
    before = standing.action("HWB-05").status
    _uses(standing, "Eilidh Strang", "update_action")
    standing.submits("Eilidh Strang", action="HWB-05", words="one tutor back")
    assert standing.said("HWB-05").status is None
    assert standing.action("HWB-05").status == before
    _done(standing, "Eilidh Strang")


def test_another_action_is_named_by_its_code_however_it_is_written(standing: Stage) -> None:
    _uses(standing, "Catriona Muir", "update_action")
    standing.submits("Catriona Muir", code="hwb 3", words="stalls booked")
    assert standing.said("HWB-03").words == "stalls booked"
    _done(standing, "Catriona Muir")


def test_what_is_missing_or_mistyped_is_said_under_the_code_and_nothing_is_lost(standing: Stage) -> None:
    name = "Ailsa Reid"
    _uses(standing, name, "update_action")
    assert "Which action is it?" in standing.submits(name, words="nearly there").errors["code"]
    assert (
        "No action here is called POV-33. Did you mean POV-03"
        in standing.submits(name, code="POV-33").errors["code"]
    )
    both = standing.submits(name, action="HWB-02", code="POV-03").errors["code"]
    assert both == "The menu says HWB-02, this says POV-03. Which is it?"
    assert "nearly there" in standing.form(name).readable
    _done(standing, name)


def test_an_action_in_others_hands_is_refused_and_the_words_are_handed_back(standing: Stage) -> None:
    before = len(standing.updates("POV-03"))
    _uses(standing, "Eilidh Strang", "update_action")
    standing.submits("Eilidh Strang", code="POV-03", words="not mine to say")
    assert len(standing.updates("POV-03")) == before
    told = _done(standing, "Eilidh Strang")
    assert "in others' hands" in told
    assert "> not mine to say" in told


def test_a_stranger_is_told_who_runs_the_register(standing: Stage) -> None:
    standing.team.add_person("USHORT", "Una Short", email="short@elsewhere.example.org")
    assert "I don't have you among its contacts yet" in _uses(standing, "Una Short", "update_action")
    _done(standing, "Una Short")


def test_where_no_form_can_be_opened_the_person_is_told_in_a_message(standing: Stage) -> None:
    iain = standing.person("Iain Soutar")
    standing.slack.fail("views.open", "error:expired_trigger_id")
    standing.team.shortcut(iain, "update_action")
    assert standing.team.views(iain) == []
    assert "tell the support officer this reference" in standing.team.dm(iain)[-1].readable


# -- record a message


def test_a_message_becomes_an_update_with_a_link_to_it_as_evidence(stage: Stage) -> None:
    message = _posts(stage, "Ailsa Reid", POSTED)
    form = _uses(stage, "Ailsa Reid", "record_message", message)
    assert "waiting on <funding> & more" in form
    stage.submits("Ailsa Reid")
    said = stage.said("POV-03")
    assert (said.words, said.status) == ("waiting on <funding> & more", "at_risk")
    assert (said.evidence or "").endswith(f"/archives/CTALK/p{message.ts.replace('.', '')}")
    assert (said.whose, said.on_behalf_of_id) == (None, None)
    assert "✅ Saved · POV-03" in _done(stage, "Ailsa Reid")


def test_a_message_that_names_no_action_keeps_every_word_and_asks_which(standing: Stage) -> None:
    message = _posts(standing, "Iain Soutar", "ZZZ-99 the pilot is going well")
    assert "ZZZ-99 the pilot is going well" in _uses(standing, "Iain Soutar", "record_message", message)
    assert set(standing.submits("Iain Soutar").errors) == {"code"}
    standing.submits("Iain Soutar", code="POV-02")
    assert standing.said("POV-02").words == "ZZZ-99 the pilot is going well"
    _done(standing, "Iain Soutar")


def test_where_the_bot_is_not_the_link_is_put_together(standing: Stage) -> None:
    message = _posts(standing, "Jean Halcrow", "our tenants are told", with_bot=False)
    standing.slack.fail("chat.getPermalink", "error:channel_not_found")
    _uses(standing, "Jean Halcrow", "record_message", message)
    standing.submits("Jean Halcrow", code="DIG-04")
    link = f"https://inverlath.slack.com/archives/CQUIET/p{message.ts.replace('.', '')}"
    assert standing.said("DIG-04").evidence == link
    _done(standing, "Jean Halcrow")


def test_a_colleagues_message_goes_in_under_ones_own_name_and_the_form_says_so(standing: Stage) -> None:
    message = _posts(standing, "Rory Tulloch", "the audit is done")
    form = _uses(standing, "Ailsa Reid", "record_message", message)
    assert "by somebody else. It goes in under your name, with the link to who said it." in form
    _done(standing, "Ailsa Reid")


def test_a_support_officer_records_it_as_the_words_of_whoever_wrote_it(stage: Stage) -> None:
    message = _posts(stage, "Eilidh Strang", "HWB-05 one tutor is back")
    stage.later(days=1)
    form = _uses(stage, "Catriona Muir", "record_message", message)
    assert "Goes in as the words of Student Support Manager, Glen College, Mon 2 Nov" in form
    stage.submits("Catriona Muir")
    said = stage.said("HWB-05")
    assert (said.words, said.whose, said.route) == (
        "one tutor is back",
        "Student Support Manager",
        "Slack message",
    )
    assert (said.way, str(said.said_on)) == ("on_behalf", "2026-11-02")
    assert said.on_behalf_of_id == stage.contact("Eilidh Strang").id


def test_what_the_bot_said_is_nobodys_update(stage: Stage) -> None:
    nudge = stage.monday_nudge("Ailsa Reid")
    form = _uses(stage, "Ailsa Reid", "record_message", nudge)
    assert "needs a word" not in form


def test_a_longer_message_than_a_form_holds_opens_all_the_same(standing: Stage) -> None:
    message = _posts(standing, "Ailsa Reid", "it goes on " * 500)
    assert "it goes on" in _uses(standing, "Ailsa Reid", "record_message", message)
    _done(standing, "Ailsa Reid")
