"""What the composer can complete, for somebody. Pure: whether they run the register and the actions are arguments."""

from collections.abc import Iterable, Iterator

from bot.practice.page.room import Completions
from bot.views.help_verbs import VERBS, Verb
from storage.records.glance import ActionGlance


def completions(is_support: bool | None, actions: Iterable[ActionGlance]) -> Completions:
    """The verbs somebody has and the codes they may read. `is_support` is None for somebody in no register."""
    return Completions(
        verbs=tuple(_verbs(bool(is_support))),
        codes=tuple((action.code, action.title) for action in actions),
    )


def _verbs(is_support: bool) -> Iterator[tuple[str, str]]:
    for verb in VERBS:
        if is_support or not verb.support_only:
            yield f"/loip {verb.name} ", _brief(verb)


def _brief(verb: Verb) -> str:
    """What a verb does in a few words, with none of a partnership's own in it."""
    first = verb.does.partition(";")[0]
    return first.replace("`", "").replace("{", "").replace("}", "")
