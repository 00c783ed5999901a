"""What becomes of a message after a try: sent, left for later, or put away. Pure."""

from dataclasses import dataclass

from bot.slack.outcomes import InstallationGone, NotSent, Outcome, RecipientGone, Refused, Sent, Unknown


@dataclass(frozen=True, slots=True)
class Timing:
    """How long things take, in seconds of real time. The lease outlasts the longest wait for one answer."""

    lease: float = 30
    channel_rest: float = 1
    back_off: tuple[float, ...] = (5, 30, 120, 600, 1800)
    idle: float = 5

    @property
    def most_tries(self) -> int:
        """How often a message is tried."""
        return len(self.back_off) + 1


@dataclass(frozen=True, slots=True)
class PutAway:
    """It is not to be sent: `withdrawn`, no longer wanted, or `parked` until somebody looks at it.

    `tell`: it is news to the support officer.
    """

    state: str
    why: str
    tell: bool = False


@dataclass(frozen=True, slots=True)
class Wordless:
    """It could not be put into words, which is a fault of ours; a later version may be able to."""

    why: str


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is written of a message. It rests for `rest` seconds, with `channel_rests` its whole channel.

    `uncertain`: it may be there. `counts`: a try was used up. `tell`: the support officer hears of it.
    """

    state: str
    why: str | None = None
    rest: float = 0
    channel_rests: bool = False
    uncertain: bool = False
    counts: bool = True
    tell: bool = False


def settle(
    outcome: Outcome | PutAway | Wordless, attempts: int, uncertain: bool, timing: Timing
) -> Settlement:
    """What becomes of a message tried `attempts` times, this one included.

    `uncertain`: an earlier try may still have got there. A wait Slack asked for is obeyed to the letter and
    uses up no try, nor does an installation that is gone: neither says anything of the message. While Slack
    cannot be reached at all a message waits on, at the longest back-off: an outage of a day loses nothing.
    """
    match outcome:
        case Sent():
            return Settlement("sent", rest=timing.channel_rest, channel_rests=True)
        case NotSent(why, seconds) if seconds is not None:
            return Settlement("waiting", why, seconds, channel_rests=True, uncertain=uncertain, counts=False)
        case InstallationGone(why):
            return Settlement("waiting", why, uncertain=uncertain, counts=False)
        case RecipientGone(why) | Refused(why):
            return Settlement("parked", why, uncertain=uncertain, tell=True)
        case PutAway(state, why, tell):
            return Settlement(state, why, uncertain=uncertain, tell=tell)
    doubtful = uncertain or isinstance(outcome, Unknown)
    if attempts < timing.most_tries:
        return Settlement("waiting", outcome.why, timing.back_off[attempts - 1], uncertain=doubtful)
    if isinstance(outcome, NotSent):
        # Not counted, or the courier would take it for one that nothing was heard of any more.
        return Settlement("waiting", outcome.why, timing.back_off[-1], uncertain=doubtful, counts=False)
    return Settlement("parked", f"{outcome.why}, after {attempts} tries", uncertain=doubtful, tell=True)
