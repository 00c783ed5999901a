"""The colours of blocks can be told apart, in light and dark: WCAG 2's AA."""

import re
from importlib.resources import files

import pytest

STYLES = (files("bot.practice") / "page" / "static" / "blocks.css").read_text("utf-8")
SCHEMES = dict(zip(("light", "dark"), re.findall(r":root \{(.*?)\}", STYLES, re.DOTALL), strict=True))
TEXT = [
    *(("ink", "ground"), ("ink", "chip"), ("ink", "over"), ("muted", "ground"), ("muted", "over")),
    *(("link", "ground"), ("link", "mention"), ("wakes-ink", "wakes"), ("code", "chip"), ("error", "ground")),
    *(("on-colour", "primary"), ("on-colour", "primary-over"), ("on-colour", "danger")),
    ("on-colour", "danger-over"),
]
EDGES = [("edge", "ground"), ("focus", "ground"), ("error", "ground"), ("primary", "on-colour")]


def colours(scheme: str) -> dict[str, str]:
    """The colours by name; dark ones stand in for the light."""
    named: dict[str, str] = {}
    for name in ("light", scheme):
        named |= dict(re.findall(r"--b-([\w-]+): #(\w+);", SCHEMES[name]))
    return named


def brightness(colour: str) -> float:
    """Relative luminance, 0 to 1, of three or six hexadecimal digits."""
    digits = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(scheme: str, one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    named = colours(scheme)
    dim, bright = sorted((brightness(named[one]), brightness(named[other])))
    return (bright + 0.05) / (dim + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    assert (1.05 / (brightness("767676") + 0.05)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_is_behind_them(scheme: str) -> None:
    assert {pair: contrast(scheme, *pair) for pair in TEXT if contrast(scheme, *pair) < 4.5} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_controls_and_the_focus_can_be_seen(scheme: str) -> None:
    assert {pair: contrast(scheme, *pair) for pair in EDGES if contrast(scheme, *pair) < 3} == {}


def test_nothing_is_loaded_from_elsewhere() -> None:
    assert not re.search(r"url\(|@import|//[a-z]", STYLES)
