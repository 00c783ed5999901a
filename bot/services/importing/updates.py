"""Bringing in what a file says was said: updates, append-only, and how the actions stand after them.

What may live here: updates and standings in an import. One update is recorded by `record_update`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from bot.rules.register_form import Draft
from bot.rules.register_form.delivery import STATED
from bot.rules.register_form.standing import COMPLETE, Said, Standing, after, is_overtaken
from bot.services.importing.rows import Importing
from storage.records import Action, Update, id_of
from storage.standing import said_at

UPDATES = "updates"


@dataclass(frozen=True, slots=True)
class _New:
    """An update to be added, and how its action stood before it; None where something newer had been said."""

    draft: Draft
    status_before: str | None


class Updates:
    """The updates of one partnership's part of a file."""

    def __init__(self, importing: Importing, drafts: Sequence[Draft]) -> None:
        self._importing = importing
        self._by_action: dict[str, list[Draft]] = {}
        for draft in drafts:
            self._by_action.setdefault(draft.links["action_id"][1], []).append(draft)
        self._fresh = {
            source: [one for one in said if self._is_new(one)] for source, said in self._by_action.items()
        }

    def standing_of_new(self, source: str) -> Standing:
        """How a new action stands once all the file says of it has been said."""
        standing = Standing()
        for draft in self._fresh.get(source, ()):
            standing = after(standing, self._said(draft))
        return standing

    def add(self, new_actions: Collection[str]) -> None:
        """Add what is new. `new_actions` are the actions this import added: their standing is already written."""
        known = [self._importing.id_of("actions", source) for source, fresh in self._fresh.items() if fresh]
        actions: dict[int, Action] = self._importing.rows_of(Action, known)
        planned: list[tuple[Action, _New]] = []
        for source, fresh in self._fresh.items():
            action = actions.get(self._importing.id_of("actions", source)) if fresh else None
            if action is not None:
                start = Standing() if source in new_actions else self._standing(action)
                planned.extend((action, new) for new in self._play(fresh, start, action))
        self._write(planned)
        self._count_known()

    def _play(self, fresh: Sequence[Draft], standing: Standing, action: Action) -> list[_New]:
        """Say the updates one after another; the action is left as the last of them leaves it."""
        played = []
        for draft in fresh:
            said = self._said(draft)
            played.append(_New(draft, None if is_overtaken(standing, said) else standing.status))
            standing = after(standing, said)
        if action.status != standing.status:
            action.status = standing.status
        if action.confirmed_by_id != standing.confirmed_by_id:
            action.confirmed_by_id = standing.confirmed_by_id
        return played

    def _write(self, planned: Sequence[tuple[Action, _New]]) -> None:
        rows = self._importing.register.rows
        written: list[tuple[Action, _New, Update]] = []
        for action, new in planned:
            values = self._importing.values(new.draft) | {"status_before": new.status_before}
            written.append((action, new, rows.add(Update(**values))))
        self._importing.work.flush()
        for action, new, update in written:
            self._remember(new.draft, id_of(update))
            self._importing.told("added", UPDATES, f"of {action.code}, {update.at:%Y-%m-%d}")
            if new.status_before is not None:
                action.latest_update_id = id_of(update)
                action.heard_at = said_at(update.at, update.said_on)

    def _remember(self, draft: Draft, update_id: int) -> None:
        """A status stated once and stated differently now is a second update under the same source."""
        known = self._importing.imported.get((UPDATES, draft.source))
        if known is None:
            self._importing.remember(draft, update_id)
        else:
            known.fields, known.subject_id = draft.said, update_id

    def _count_known(self) -> None:
        fresh = {draft.source for drafts in self._fresh.values() for draft in drafts}
        for draft in (draft for drafts in self._by_action.values() for draft in drafts):
            if draft.source in fresh:
                continue
            self._importing.told("unchanged", UPDATES, draft.label)
            if self._importing.changed_aspects(draft):
                said = "the file now says it differently"
                self._importing.note(
                    f"update {draft.source}", said, "what was recorded stands", "add an update"
                )

    def _is_new(self, draft: Draft) -> bool:
        if not self._importing.is_imported(draft):
            return True
        return draft.source.endswith(STATED) and bool(self._importing.changed_aspects(draft))

    def _said(self, draft: Draft) -> Said:
        voice = draft.links.get("on_behalf_of_id") or draft.links.get("contact_id")
        record: Any = draft.record
        at = said_at(record.at, record.said_on)
        return Said(record.status, self._importing.known_id(voice), at)

    def _standing(self, action: Action) -> Standing:
        """How an action of the register stands now, and whose word that is."""
        said_by = None
        if action.status == COMPLETE and action.latest_update_id:
            latest = self._importing.register.rows.get(Update, action.latest_update_id)
            said_by = (latest.on_behalf_of_id or latest.contact_id) if latest else None
        return Standing(action.status, said_by, action.confirmed_by_id, action.heard_at)
