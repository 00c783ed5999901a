"""A file dropped on the bot: one answer that says what to do, and the words beside it are never lost."""

from tests.journeys.acting import Stage


def _drops(stage: Stage, name: str, file: str, text: str = "") -> list[str]:
    """Somebody drops a file on the bot; what it answers."""
    person = stage.person(name)
    before = len(stage.team.dm(person))
    stage.team.upload(person, None, file, b"PK", text)
    stage.rehearsal.settle()
    return [message.readable for message in stage.team.dm(person)[before + 1 :]]


def test_a_support_officer_is_told_how_a_register_is_imported(standing: Stage) -> None:
    (told,) = _drops(standing, "Catriona Muir", "register.xlsx")
    assert '"register.xlsx"' in told
    assert "loip import FILE" in told


def test_a_partner_is_told_who_imports_registers_and_that_words_are_enough(standing: Stage) -> None:
    (told,) = _drops(standing, "Ailsa Reid", "register.csv")
    assert "send it to the Community Planning Manager, Inverlath Council" in told
    (told,) = _drops(standing, "Ailsa Reid", "minutes.pdf")
    assert "What counts is your words" in told


def test_words_beside_a_file_are_recorded_and_answered_in_the_same_message(standing: Stage) -> None:
    (told,) = _drops(standing, "Ailsa Reid", "leaflet.pdf", "POV-03 the leaflet is attached")
    assert standing.said("POV-03").words == "the leaflet is attached"
    assert "✅ Saved · POV-03" in told
    assert 'I have not opened or kept "leaflet.pdf".' in told


def test_a_question_beside_a_file_is_answered_too(standing: Stage) -> None:
    (told,) = _drops(standing, "Moira Galbraith", "map.png", "show HWB-05")
    assert "HWB-05" in told
    assert '"map.png"' in told


def test_a_stranger_with_a_file_is_told_who_runs_the_register(standing: Stage) -> None:
    standing.team.add_person("UFILE", "Una File", email="file@elsewhere.example.org")
    (told,) = _drops(standing, "Una File", "register.xlsx")
    assert "I don't have you among its contacts yet" in told
