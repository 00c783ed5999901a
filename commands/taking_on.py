"""Taking on an action nobody has, by one tap; giving it back a moment later.

What may live here: what those two taps do, wherever they are made.
"""

from bot.rules.outcomes import GivenBack, NotTakenOn, TakenOn
from bot.services.letter_again import letter_again
from bot.services.take_on import give_back as give_it_back
from bot.services.take_on import take_on as take_it_on
from bot.services.who_may import support_post
from bot.views import register_answers, verbs
from bot.views.blocks import Block
from commands.replying import beside
from commands.tapped import LETTER, Tap, tell_others
from storage.repositories import Register


def take_on(tap: Tap) -> None:
    """The reader becomes the coordinating officer; where somebody was first, they are told who."""
    asked = tap.asked

    def view(taken: TakenOn) -> Block:
        return register_answers.taken_on(taken, f"answer taken {taken.action.id}")

    def shown(register: Register, taken: TakenOn) -> None:
        # A letter is composed again, and has no room to say it: the answer, with its way back, stands beside it.
        if taken.same:
            return
        register.flush()
        tell_others(register, taken, tap.asking, asked)
        again = None
        if tap.asking.startswith(LETTER):
            again = letter_again(register, tap.asking, f"{tap.asking} {asked.submission_key}", asked.at)
        if again is not None:
            register.messages.put(again)
        if tap.place.home is None:
            register.messages.put(
                beside(tap.place, view(taken), f"{tap.verb} {asked.submission_key}", asked.at)
            )

    outcome = take_it_on(asked.database, asked.person, tap.code, asked.today, asked.at, shown)
    if isinstance(outcome, NotTakenOn):
        support = support_post(asked.database, asked.partnership_id)
        tap.show_again()
        tap.say(register_answers.not_taken_on(outcome, asked.ways, asked.at, support))
    elif outcome.same:
        tap.say(view(outcome))


def give_back(tap: Tap) -> None:
    """It waits for somebody again, as before."""
    asked = tap.asked
    outcome = give_it_back(
        asked.database, asked.person, tap.code, asked.at, tap.showing(register_answers.given_back)
    )
    if not isinstance(outcome, GivenBack):
        tap.say(register_answers.not_given_back(outcome))


TAPS = {verbs.TAKE_ON: take_on, verbs.GIVE_BACK: give_back}
"""What each verb does."""
