"""Partnerships at the beginning, as the tests of setting up share them."""

from bot.rules.set_up import LIMITS, Postless, SetUpNow
from bot.views.set_up_forms import SetUpMemory
from storage.records import Partnership
from tests.bot.views.samples import NOW

WALK = SetUpMemory(walk=True, home="{}")
NOTHING_YET = SetUpNow(1, (Postless(1, "Catriona Muir", "Support officer"),), 0)
BEGUN = SetUpNow(4, (), 2, "POV-01", ("Poverty",))


def partnership_called(words: str = "Glenmore Community Planning Partnership") -> Partnership:
    """A partnership all of whose words are these, cut to what each field takes."""
    said = {name: words[:limit] or "–" for name, limit in LIMITS.items()}
    return Partnership(code="glenmore", created_at=NOW, **said)  # type: ignore[arg-type]  # all of these are words
