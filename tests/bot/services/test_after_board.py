"""What came of a meeting, and what is settled below it: who may say so, and what is kept."""

from datetime import UTC, date, datetime

from bot.rules.board_news import NotAfterBoard, Said
from bot.rules.chairing import NotOnAgenda, Settled
from bot.services.after_board import read_meeting_asks, record_after_board
from bot.services.put_on_agenda import grant_wish, settle_below
from storage.engine import Database
from storage.records import Ask, Line, Meeting, id_of
from storage.unit_of_work import reading
from tests.builders import RegisterBuilder

BOARD_DAY = date(2026, 11, 19)
AFTER = datetime(2026, 11, 20, 9, tzinfo=UTC)


def test_an_outcome_put_right_is_told_as_it_was_put_right_and_the_ask_keeps_its_words(
    database: Database,
) -> None:
    register = RegisterBuilder(database, holidays="none")
    board = register.board()
    support = register.contact("Kirsty", "U1", post="Kirsty", roles=[("support", None)])
    raiser = register.contact("Una", "U2", post="Una")
    away = register.contact("Isla", post="Superintendent")
    action = register.action("POV-01", officer=away)
    meeting = register.meeting(board, BOARD_DAY)
    ask = register.ask(
        "who pays", action=action, state="on_agenda", meeting_id=id_of(meeting), raised_by_id=id_of(raiser)
    )
    person, meeting_id = register.person(support), id_of(meeting)
    other = register.person(raiser)

    assert read_meeting_asks(database, register.ways, other, meeting_id, AFTER) == NotAfterBoard(
        "support_only", "Kirsty"
    )
    early = datetime(2026, 11, 18, 9, tzinfo=UTC)
    assert read_meeting_asks(database, register.ways, person, meeting_id, early) == NotAfterBoard("not_yet")
    for words in ("The council.", "The health board.", "The health board."):
        said = Said(True, {id_of(ask): ("answered", words)})
        record_after_board(database, register.ways, person, meeting_id, said, AFTER)
    with reading(database) as look:
        mine = look.register(register.id)
        kept, held = mine.rows.get(Ask, id_of(ask)), mine.rows.get(Meeting, meeting_id)
        lines = [
            (line.contact_id, line.facts["words"], line.facts.get("for")) for line in mine.rows.all(Line)
        ]
        history = [
            change.after for change in mine.history.of("asks", id_of(ask)) if change.field == "outcome"
        ]
    assert kept is not None
    assert held is not None
    assert (kept.words, kept.state, kept.outcome, held.state) == (
        "who pays",
        "answered",
        "The health board.",
        "held",
    )
    assert history == ["The council.", "The health board."]
    # One for whoever raised it, one for the support officer to pass on to an officer who is not on Slack; each time.
    told = [(id_of(raiser), None), (id_of(support), id_of(away))]
    assert lines == [
        (to, words, passed) for words in ("The council.", "The health board.") for to, passed in told
    ]

    assert settle_below(database, register.ways, person, id_of(ask), "Late.", AFTER) == NotOnAgenda(
        "moved_on", "answered"
    )
    assert grant_wish(database, register.ways, person, id_of(ask), AFTER) == NotOnAgenda(
        "moved_on", "answered"
    )
    raised = register.ask("who else")
    assert settle_below(database, register.ways, other, id_of(raised), "Us.", AFTER) == NotOnAgenda(
        "not_yours"
    )
    assert isinstance(settle_below(database, register.ways, person, id_of(raised), "Us.", AFTER), Settled)
