"""The table of who may keep what, in words: what the README prints, made from the table that decides.

What may live here: that wording, purely. What is decided stands in `bot.rules.permission`.
"""

from bot.rules.permission import ALL, MAY_KEEP, Kept, Part
from bot.rules.subjects import BY_TABLE, Subject
from bot.rules.subjects.wording import USUAL_TERMS, label

HEADING = ("What", "May be added and changed by", "In part by")


def rows() -> list[tuple[str, str, str]]:
    """(subjects, who may add and change them, who may change which of their fields), rules alike together."""
    alike: dict[tuple[str, str], list[str]] = {}
    for table, kept in MAY_KEEP.items():
        subject = BY_TABLE[table]
        alike.setdefault((_wholly(kept), _in_part(subject, kept)), []).append(_named(subject))
    return [(", ".join(names), wholly, partly) for (wholly, partly), names in alike.items()]


def markdown() -> str:
    """The table as the README has it."""
    lines = [HEADING, ("---",) * len(HEADING), *rows()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _named(subject: Subject) -> str:
    return label(subject.plural, USUAL_TERMS)


def _wholly(kept: dict[Part, Kept]) -> str:
    return "; ".join(part.value for part, fields in kept.items() if fields == ALL)


def _in_part(subject: Subject, kept: dict[Part, Kept]) -> str:
    alike: dict[str, list[str]] = {}
    for part, fields in kept.items():
        if fields != ALL:
            labels = [label(each.label, USUAL_TERMS) for each in subject.fields if each.name in fields]
            alike.setdefault(", ".join(labels), []).append(part.value)
    return "; ".join(f"{' and '.join(who)}: {fields}" for fields, who in alike.items()) or "–"
