"""Where a sentence names things of the register: by code, by a whole name, by a part of one, by words of a title.

What may live here: that search. A name typed whole is certain; a part of one counts where nothing else of the register
has it; where two share a word, the surer one is kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.rules.numbering import CODE, code_of
from commands.plain_words.hearing import SILENT, Word
from commands.plain_words.lexicon import NEUTRAL
from commands.plain_words.names import ACTION, LONGEST, MOST_ALIKE, SAYS_LITTLE, Found, Name, Names
from commands.plain_words.titles import IN_A_ROW, SURE_NAME, action_titled, actions_titled


def find_codes(sentence: str, names: Names) -> tuple[tuple[str, int, int], ...]:
    """Codes of the register in a sentence, each with where it stands."""
    found = []
    for match in CODE.finditer(sentence):
        begins = match.start() == 0 or not sentence[match.start() - 1].isalnum()
        code = code_of(match)
        if begins and code in names.codes and code:
            found.append((code, match.start(), match.end()))
    return tuple(found)


def find_names(sentence: str, words: Sequence[Word], names: Names) -> tuple[Found, ...]:
    """Every name in a sentence, in the order typed; where two share a word, the surer one is kept."""
    codes = [_of_code(code, start, end, words, names) for code, start, end in find_codes(sentence, names)]
    taken = _spans(codes)
    whole = list(_longest(words, names.whole, taken, 1.0))
    whole = [_at_full_length(found, words, names, taken) for found in whole]
    title = None if codes else action_titled(words, names, taken)
    if title is not None and title.strength >= IN_A_ROW:
        whole = [found for found in whole if found.kind == ACTION or not _is_inside(found, title)]
    sure = [*codes, *whole]
    already = {name for found in sure for name in found.names}
    others = actions_titled(
        words, names, _spans(sure), is_first=not any(found.kind == ACTION for found in sure)
    )
    titles = [found for found in others if not already & set(found.names)]
    sure += [found for found in titles if found.strength >= SURE_NAME]
    weak = next((found for found in titles if found.strength < SURE_NAME), None)
    parts = list(_longest(words, names.parts, _spans(sure), 0.7))
    if weak is None:
        return _in_order([*sure, *parts]) or tuple(_by_kin(words, names))
    if not _span(weak) & _spans(parts):
        return _in_order([*sure, *parts, weak])
    return _in_order([*sure, *(_merged(one, weak) if _span(one) & _span(weak) else one for one in parts)])


BY_KIN = 0.5
"""The strength of a name known by nothing but a word of the same meaning."""


def _by_kin(words: Sequence[Word], names: Names) -> Iterator[Found]:
    """Where nothing is named, what a word of the same meaning would name: "older people" for "ageing well"."""
    for number, word in enumerate(words):
        kindred = () if word.stem in names.stems else tuple(names.kin.of(word.stem))
        places = [name for kin in kindred for name in names.whole.get((kin,), ())]
        actions = [
            names.actions[n] for kin in kindred if kin not in SAYS_LITTLE for n in names.titled.get(kin, ())
        ]
        meant = _meant([*places, *actions])
        if meant and word.text not in NEUTRAL:
            yield Found(meant, number, number, BY_KIN, word.start, word.end)
            return


def _at_full_length(found: Found, words: Sequence[Word], names: Names, taken: set[int]) -> Found:
    """A short name that is part of a longer one as typed: "housing" in "lathside housing"."""
    for longer in _longest(words, names.parts, taken, found.strength):
        if _span(found) < _span(longer) and set(longer.names) & set(found.names):
            return longer
    return found


def _in_order(found: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(sorted(found, key=lambda one: one.first))


def _spans(found: Iterable[Found]) -> set[int]:
    return {number for one in found for number in _span(one)}


def _is_inside(found: Found, title: Found) -> bool:
    """Whether a name is only part of what names an action: "child health" in "child health sessions"."""
    return _span(found) < _span(title)


def _span(found: Found) -> set[int]:
    return set(range(found.first, found.last + 1))


def _merged(found: Found, actions: Found) -> Found:
    """A word that may be part of a body's name or of an action's title."""
    return Found((*found.names, *actions.names), found.first, found.last, 0.6, found.start, found.end)


def _of_code(code: str, start: int, end: int, words: Sequence[Word], names: Names) -> Found:
    inside = [number for number, word in enumerate(words) if word.start < end and word.end > start]
    first, last = (inside[0], inside[-1]) if inside else (0, -1)
    return Found((names.codes[code],), first, last, 1.0, start, end)


def _longest(
    words: Sequence[Word], index: Mapping[tuple[str, ...], list[Name]], taken: set[int], strength: float
) -> Iterator[Found]:
    position = 0
    while position < len(words):
        found = None if position in taken else _longest_at(words, position, index, taken, strength)
        if found:
            yield found
        position = found.last + 1 if found else position + 1


def _longest_at(
    words: Sequence[Word],
    position: int,
    index: Mapping[tuple[str, ...], list[Name]],
    taken: set[int],
    strength: float,
) -> Found | None:
    if words[position].text in SILENT:
        return None
    run: list[str] = []
    best: Found | None = None
    for number in range(position, len(words)):
        if number in taken or len(run) >= LONGEST:
            break
        if words[number].text in SILENT:
            continue
        run.append(words[number].stem)
        meant = _meant(index.get(tuple(run), ()))
        if meant:
            best = Found(meant, position, number, strength, words[position].start, words[number].end)
    return best


def _meant(fits: Sequence[Name]) -> tuple[Name, ...]:
    """Current names before old ones; names that are the same of one kind are one. Too many mean nothing."""
    current = [name for name in fits if name.is_current] or list(fits)
    alike = {(name.kind, name.name): name for name in reversed(current)}
    meant = tuple(reversed(alike.values()))
    return meant if len(meant) <= MOST_ALIKE else ()
