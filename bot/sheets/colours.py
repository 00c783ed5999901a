"""The colour of a cell by its plain name: red, amber, green, blue or grey, whichever way the file writes it.

What may live here: from theme, index and RGB to a name. What a colour means is the partnership's status key's affair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from colorsys import hls_to_rgb, rgb_to_hls

_THEME_ORDER = (
    "lt1",
    "dk1",
    "lt2",
    "dk2",
    *(f"accent{number}" for number in range(1, 7)),
    "hlink",
    "folHlink",
)
_OFFICE_THEME = "FFFFFF 000000 E7E6E6 44546A 4472C4 ED7D31 A5A5A5 FFC000 5B9BD5 70AD47 0563C1 954F72".split()
_SCHEME = re.compile(
    rb"<a:(lt1|dk1|lt2|dk2|accent[1-6]|hlink|folHlink)>\s*<a:(?:srgbClr val|sysClr [^>]*lastClr)=\"([0-9A-Fa-f]{6})\""
)
# Up to which hue, in degrees, a colour goes by which name. Excel's own amber (FFC000) is at 45, its yellow at 60.
_HUES = ((14, "red"), (68, "amber"), (168, "green"), (262, "blue"), (325, "purple"), (361, "red"))


def theme_colours(theme: bytes | None) -> tuple[str, ...]:
    """The twelve colours of a workbook's theme, in the order cells refer to them; Office's own by default."""
    found = {name.decode(): value.decode().upper() for name, value in _SCHEME.findall(theme or b"")}
    return tuple(found.get(name, usual) for name, usual in zip(_THEME_ORDER, _OFFICE_THEME, strict=True))


def tinted(rgb: str, tint: float) -> str:
    """A colour lightened (tint above 0) or darkened (below), as Excel does it."""
    if not tint:
        return rgb
    red, green, blue = _parts(rgb)
    hue, light, saturation = rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    made = hls_to_rgb(hue, min(1.0, max(0.0, light)), saturation)
    return "".join(f"{round(part * 255):02X}" for part in made)


def name_of(rgb: str | None) -> str | None:
    """The plain name of a colour written RRGGBB or AARRGGBB; None for white, black and what is no colour."""
    if not rgb or not re.fullmatch(r"(?:[0-9A-Fa-f]{2})?[0-9A-Fa-f]{6}", rgb):
        return None
    hue, light, saturation = rgb_to_hls(*_parts(rgb[-6:]))
    if light > 0.97 or light < 0.06:
        return None
    if saturation < 0.15 or (light > 0.9 and saturation < 0.4):
        return "grey"
    return next(name for limit, name in _HUES if hue * 360 < limit)


def indexed(number: int, palette: Sequence[str]) -> str | None:
    """The colour of an index; None for the system's own (64 and 65) and beyond."""
    return palette[number][-6:] if 0 <= number < min(64, len(palette)) else None


def _parts(rgb: str) -> tuple[float, float, float]:
    return int(rgb[0:2], 16) / 255, int(rgb[2:4], 16) / 255, int(rgb[4:6], 16) / 255
