"""Buttons of any subject: open its form, show a row or a list, more fields, and what is kept with one tap.

What may live here: what each tap does. In a window the answer takes the place of what it showed: three at most may lie
on each other.
"""

from bot.rules.keeping import KeptRow, NotTheirs, Refused
from bot.rules.subjects import BY_TABLE
from bot.services.keep_by_tap import Noted, confirm_contribution, say_why_closed
from bot.services.keep_subject import Keeping, keep
from bot.services.read_row_form import Wanted
from bot.services.read_subject import read_one
from bot.services.sort_barrier import reopen_barrier, resolution_in, sort_barrier
from bot.services.take_away import take_away
from bot.views import in_the_way, refusals, subject_answers, subject_list, verbs
from bot.views.blocks import Block
from bot.views.forms import FormMemory, done_view
from bot.views.subject_form import KeepMemory, entries_in, merged_form, read_subject_form, typed_names, why_in
from commands import pages
from commands.keeping import first_words, form_of, page, telling, terms_of
from commands.tapped import Tap


def _wanted(tap: Tap) -> Wanted | None:
    fields = tap.fields
    table, row_id = str(fields.get("t") or ""), fields.get("i")
    given = fields.get("g") if isinstance(fields.get("g"), dict) else {}
    if table not in BY_TABLE or (tap.verb == verbs.SUBJECT_EDIT and not isinstance(row_id, int)):
        return None
    known = {each.name for each in BY_TABLE[table].fields}
    begun = {name: str(entry) for name, entry in (given or {}).items() if name in known}
    if fields.get("w") and first_words(BY_TABLE[table]):
        begun[first_words(BY_TABLE[table])] = str(fields["w"])
    only = tuple(name for name in str(fields.get("o") or "").split(",") if name in known)
    return Wanted(table, row_id if isinstance(row_id, int) else None, begun, only=only)


def _open(tap: Tap) -> None:
    wanted = _wanted(tap)
    if wanted is None:
        return tap.say(refusals.too_old())
    view = form_of(tap.asked, wanted, tap.place.home)
    if isinstance(view, NotTheirs):
        return _say(tap, subject_answers.not_theirs(view, terms_of(tap.asked)))
    if view is None:
        return _say(tap, subject_answers.gone())
    return _turn(tap, view)


def _turn(tap: Tap, view: Block) -> None:
    """A window shows the form in its own place: three at most may lie on each other."""
    if tap.view is not None:
        tap.client.views_update(view_id=tap.view["id"], view=view)
    else:
        tap.open(view)


def _say(tap: Tap, message: Block) -> None:
    """Over Home the window keeps its buttons: they open forms, and change no message."""
    if tap.view is None and tap.place.home is not None:
        tap.open(done_view(terms_of(tap.asked).plan, message))
    else:
        tap.say(message)


def _show(tap: Tap) -> None:
    asked, row_id, table = tap.asked, tap.fields.get("i"), str(tap.fields.get("t") or "")
    if not isinstance(row_id, int) or table not in BY_TABLE:
        return tap.say(refusals.too_old())
    shown = read_one(asked.database, asked.ways, asked.person, table, row_id, asked.at)
    if shown is None:
        return _say(tap, subject_answers.gone())
    return _say(tap, pages.with_more(asked, table, row_id, subject_list.one(shown)))


def _show_list(tap: Tap) -> None:
    _say(tap, page(tap.asked, tap.fields))


def _more(tap: Tap) -> None:
    """Every field of the form on the screen, with what was typed."""
    view = tap.view
    if view is None:
        return tap.say(refusals.too_old())
    try:
        memory = FormMemory.unpacked(view["private_metadata"])
        kept = KeepMemory.unpacked(memory.keep)
    except ValueError:
        return tap.say(refusals.too_old())
    filled = read_subject_form(BY_TABLE[kept.table], view["state"]["values"])
    wanted = Wanted(
        kept.table,
        kept.row_id,
        is_full=True,
        keeping=entries_in(filled),
        typed=typed_names(filled),
        stamp=kept.stamp,
    )
    again = form_of(tap.asked, wanted, memory.home, turn=kept.turn, why=why_in(view["state"]["values"]) or "")
    if isinstance(again, NotTheirs):
        return _say(tap, subject_answers.not_theirs(again, terms_of(tap.asked)))
    return _turn(tap, again) if again is not None else _say(tap, subject_answers.gone())


def _still_right(tap: Tap) -> None:
    asked, row_id = tap.asked, tap.fields.get("i")
    outcome = (
        confirm_contribution(asked.database, asked.person, row_id, asked.today, asked.at)
        if isinstance(row_id, int)
        else None
    )
    if isinstance(outcome, Noted):
        return _say(tap, subject_answers.confirmed(outcome.name, outcome.same))
    return _say(tap, subject_answers.gone())


def _take_barrier(tap: Tap) -> None:
    asked, row_id = tap.asked, tap.fields.get("i")
    if not isinstance(row_id, int):
        return tap.say(refusals.too_old())
    keeping = Keeping("barriers", {"owner_id": str(asked.person.contact_id)}, asked.submission_key, row_id)
    outcome = keep(asked.database, asked.ways, asked.person, keeping, asked.at)
    if isinstance(outcome, NotTheirs):
        return _say(tap, subject_answers.not_theirs(outcome, terms_of(asked)))
    name = getattr(outcome, "name", None)
    if name is None:
        return _say(tap, subject_answers.gone())
    return _say(tap, subject_answers.taken_on(name, bool(getattr(outcome, "already", False))))


def _barrier_sorted(tap: Tap) -> None:
    asked, row_id = tap.asked, tap.fields.get("i")
    if not isinstance(row_id, int):
        return tap.say(refusals.too_old())
    words = resolution_in(asked.database, asked.partnership_id, tap.update_id)
    told, key = telling(asked), asked.submission_key
    outcome = sort_barrier(asked.database, asked.ways, asked.person, row_id, words, key, asked.at, told)
    if isinstance(outcome, KeptRow):
        return _say(tap, in_the_way.sorted_now(outcome))
    return _not_kept(tap, outcome)


def _barrier_stands(tap: Tap) -> None:
    """What said that it was sorted says now that it stands: in its place, so that its button is gone."""
    asked, row_id = tap.asked, tap.fields.get("i")
    if not isinstance(row_id, int):
        return tap.say(refusals.too_old())
    told, key = telling(asked), asked.submission_key
    outcome = reopen_barrier(asked.database, asked.ways, asked.person, row_id, key, asked.at, told)
    if isinstance(outcome, KeptRow):
        return tap.turn(in_the_way.stands_again(outcome))
    if isinstance(outcome, str):
        return _say(tap, in_the_way.still_sorted(outcome))
    return _not_kept(tap, outcome)


def _not_kept(tap: Tap, outcome: Refused) -> None:
    if isinstance(outcome, NotTheirs):
        return _say(tap, subject_answers.not_theirs(outcome, terms_of(tap.asked)))
    return _say(tap, subject_answers.gone())


def _take_away(tap: Tap) -> None:
    asked, row_id, table = tap.asked, tap.fields.get("i"), str(tap.fields.get("t") or "")
    if not isinstance(row_id, int) or table not in BY_TABLE:
        return tap.say(refusals.too_old())
    outcome = take_away(asked.database, asked.person, table, row_id, asked.at, telling(asked))
    if isinstance(outcome, KeptRow):
        return _say(tap, subject_answers.taken_away(outcome, terms_of(asked)))
    if isinstance(outcome, NotTheirs):
        return _say(tap, subject_answers.not_theirs(outcome, terms_of(asked)))
    return _say(tap, subject_answers.gone())


def _why_closed(tap: Tap) -> None:
    asked, reason = tap.asked, str(tap.fields.get("r") or "")
    if reason == "merged":
        return _turn(tap, merged_form(tap.memory(update_id=tap.update_id)))
    outcome = say_why_closed(asked.database, asked.person, tap.code, reason, None, tap.update_id, asked.at)
    return _say(tap, why_closed_answer(tap.code, reason, outcome))


def why_closed_answer(code: str, reason: str, outcome: Noted | str) -> Block:
    """What came of saying why an action was closed."""
    if isinstance(outcome, Noted):
        return subject_answers.closed_because(code, reason, outcome.name or None)
    return subject_answers.told(outcome)


TAPS = {
    verbs.SUBJECT_ADD: _open,
    verbs.SUBJECT_EDIT: _open,
    verbs.SUBJECT_SHOW: _show,
    verbs.SUBJECT_LIST: _show_list,
    verbs.SUBJECT_AWAY: _take_away,
    verbs.SUBJECT_MORE: _more,
    verbs.STILL_RIGHT: _still_right,
    verbs.TAKE_BARRIER: _take_barrier,
    verbs.BARRIER_SORTED: _barrier_sorted,
    verbs.BARRIER_STANDS: _barrier_stands,
    verbs.CLOSE_WHY: _why_closed,
}
"""What each of these buttons does."""

NEEDS: dict[str, tuple[str, ...]] = {
    verbs.SUBJECT_ADD: ("t",),
    verbs.SUBJECT_EDIT: ("t", "i"),
    verbs.SUBJECT_SHOW: ("t", "i"),
    verbs.SUBJECT_LIST: ("t",),
    verbs.SUBJECT_AWAY: ("t", "i"),
    verbs.SUBJECT_MORE: ("t",),
    verbs.STILL_RIGHT: ("i",),
    verbs.TAKE_BARRIER: ("i",),
    verbs.BARRIER_SORTED: ("i",),
    verbs.BARRIER_STANDS: ("i",),
    verbs.CLOSE_WHY: ("code", "r"),
}
"""What each of them has to carry."""
