"""What can be said to the bot: the table that help is made from and the README is checked against. Pure.

What may live here: one row a verb, in the order help lists them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that can be said after `/loip`.

    `usage` is its form. `example`, `does` and `more` may hold {code}, {status}, {priority} and {locality}: a
    code of the reader's own, a word of the partnership's key, its words for priority and locality.
    `for_support` is shown to support officers only, and with `for_owners` to whoever has an action of their own too;
    `support_only` is refused to everybody else as well. `keeps`: it keeps or shows the rest of the register.
    `adds` is the table its example adds a row to; whoever may not add one is shown the verb alone and `looks`, what
    that does, or nothing where that is empty.
    """

    name: str
    usage: str
    example: str
    does: str
    more: str
    for_support: bool = False
    support_only: bool = False
    for_owners: bool = False
    keeps: bool = False
    adds: str = ""
    looks: str = ""


VERBS = (
    Verb(
        "update",
        "update CODE [status] words",
        "update {code} {status} waiting on funding",
        "say how an action is going; `update {code}` opens a form, `update` lists yours with buttons",
        "The status is optional and comes straight after the code. Your words go in as you write them, and "
        "the answer shows how they were read, with a button to take them back.",
    ),
    Verb(
        "mine",
        "mine",
        "mine",
        "your actions, those that need a word first",
        "Each says why it needs a word: nothing heard for a while, papers or a Board near, a milestone's day passed.",
    ),
    Verb(
        "list",
        "list [words]",
        "list overdue",
        "actions by {priority}, status, body, group or {locality}, or `overdue`, `stale`, `unowned`",
        "Words may be combined: a status and a {priority}, or a body and `overdue`. Names are read as the "
        "register has them; where one is mistyped the nearest is offered.",
    ),
    Verb(
        "show",
        "show CODE",
        "show {code}",
        "everything about one action",
        "Its people, dates and milestones with their moves, what stands in the way, what the Board is asked, "
        "and the last five updates word for word. `show {code} as at 1 June 2026` is how it stood that day; `list`, "
        "`mine`, `board` and `who` can be asked so too.",
    ),
    Verb(
        "history",
        "history CODE, or history KIND NAME",
        "history {code}",
        "who changed what, when and why, word for word",
        "Newest first: updates, statuses, dates and each move of them, people, asks and barriers. Anything the "
        "register holds has one: `history group Anti-Poverty Taskforce`.",
    ),
    Verb(
        "who",
        "who [body or group]",
        "who",
        "whom to speak to",
        "Alone it shows who leads each group and the critical friend of each {priority}; with the name of a "
        "body or group, its contacts.",
    ),
    Verb(
        "board",
        "board",
        "board",
        "the next meeting and what it is asked",
        "Also the last digest, and what has changed since.",
    ),
    Verb(
        "away",
        "away [DAYS] [cover PERSON]",
        "away 1-14 Aug cover @colleague",
        "say when you are away and who covers; alone it shows what is held",
        "Days as you write them: `from Monday`, `until 14 Aug`, `next week`. Whoever covers is told once and is asked "
        "meanwhile. `away off` ends it, as `back` does. A support officer may say it for others: "
        '`away for "POST" 1-14 Aug`.',
    ),
    Verb(
        "back",
        "back",
        "back",
        "you are here again: questions come to you",
        "What was asked while you were away begins anew, so nobody is rushed.",
    ),
    Verb(
        "preferences",
        "preferences",
        "preferences",
        "the day and hour you like to be asked, quiet hours, weekly or only when something is due",
        "Milestones, papers closing and what nobody else has answered still come, whatever you choose.",
    ),
    Verb(
        "export",
        "export [FORMAT]",
        "export",
        "the register as a file, sent to you alone",
        "A workbook with a sheet for each subject; `export csv` for CSV files in one .zip. Email addresses and phone "
        "numbers are in a support officer's alone, and so is `export json`, which can be put back to the last field.",
    ),
    Verb(
        "add",
        "add [WHAT] [words]",
        "add risk The data agreement may not be signed",
        "add anything the register holds, by a short form; alone it shows what you may add",
        "WHAT is a risk, an indicator, a meeting, a group, a decision, a milestone, evidence, a plan … `More…` in the "
        "form shows every field. Dates as people say them: `spring 2027`, `2026/27`, `TBC`.",
        keeps=True,
        adds="risks",
        looks="what you may add, by a short form",
    ),
    Verb(
        "edit",
        "edit CODE or WHAT NAME",
        "edit {code}",
        "change an action, or anything else by what it is and its name",
        "`edit group Anti-Poverty Taskforce`, `edit risk data agreement`. The history keeps what stood there, and the "
        "reason if you give one. Somebody who changed the same meanwhile is named before anything is saved.",
        keeps=True,
        adds="milestones",
    ),
    Verb(
        "barrier",
        "barrier [CODE words]",
        "barrier {code} waiting on the data agreement",
        "note what stands in the way, or see what does",
        "Alone it lists what is open: who took it on, with which group it lies. *Resolved…* on its page lifts it.",
        keeps=True,
        adds="barriers",
        looks="what stands in the way",
    ),
    Verb(
        "ask",
        "ask [CODE [decide, direct or add value] words]",
        "ask {code} decide who funds the worker after March",
        "ask the Board for something, or see what is asked",
        "The Executive Officer Group sees it first. A support officer or that group puts it on an agenda.",
        keeps=True,
        adds="asks",
        looks="what the Board is asked",
    ),
    Verb(
        "decide",
        "decide [words]",
        "decide We agree to fund the referral worker for a year",
        "write a decision down, or see what was decided",
        "By a form: at which meeting, in which minute, about which action or plan.",
        keeps=True,
        adds="decisions",
        looks="what was decided",
    ),
    Verb(
        "risk",
        "risk [words]",
        "risk data sharing",
        "the risk profile by score, or the risks that words fit",
        "Likelihood times impact, trend, owner and the day of the next review. `risk all` shows closed ones too.",
        keeps=True,
    ),
    Verb(
        "measure",
        "measure [NAME VALUE PERIOD]",
        "measure Children in poverty 21.5 2025/26",
        "indicators, or a new reading of one",
        "Baseline, latest and target, and whether it is improving: each says which way is better.",
        keeps=True,
        adds="measurements",
        looks="indicators, each with where it stands",
    ),
    Verb(
        "meeting",
        "meeting [words]",
        "meeting",
        "meetings to come; `add meeting` enters one",
        "With what was put to each, decided and to be done. `meeting all` shows those that were held.",
        keeps=True,
    ),
    Verb(
        "group",
        "group [words]",
        "group taskforce",
        "groups, whom they report to, their seats and duties",
        "`group all` shows those that were replaced or wound up.",
        keeps=True,
    ),
    Verb(
        "priority",
        "priority [words]",
        "list {priority}",
        "each {priority} with what it includes and who leads it",
        "`priority all` shows those of earlier sets; `priority replace` puts a new set in their place, and walks a "
        "support officer through every open action.",
        keeps=True,
    ),
    Verb(
        "plan",
        "plan [words]",
        "plan",
        "plans, their state and approvals",
        "The {plan}, what stands inside it, and plans held elsewhere that actions lean on.",
        keeps=True,
    ),
    Verb(
        "engage",
        "engage [words]",
        "engage Coffee morning in Kilmorrow",
        "write down how communities took part, or see the log",
        "Who took part, what was heard and what came of it: the yearly report asks for all three.",
        keeps=True,
        adds="engagements",
        looks="how communities took part",
    ),
    Verb(
        "help",
        "help [verb]",
        "help update",
        "what you say most, or more about one of these; `help all` has everything",
        "Every verb has a page of its own.",
    ),
    Verb(
        "assign",
        "assign CODE @person",
        "assign {code} @person",
        "give an action its coordinating officer",
        "The person may be a mention, an email address, or words of a name or post that fit one contact.",
        support_only=True,
    ),
    Verb(
        "milestone",
        'milestone CODE "title" by WHEN',
        'milestone {code} "Pilot agreed" by 13 Nov',
        "add a milestone, call it met, or move it",
        '`milestone {code} met "Pilot agreed"`; `milestone {code} move "Pilot agreed" to Jan 2027 because the '
        "data came late`. Whoever may change the action's status may do it; every move keeps its reason.",
        for_support=True,
        for_owners=True,
    ),
    Verb(
        "contact add",
        "contact add NAME, POST, BODY[, EMAIL]",
        "contact add Ailsa Reid, Health Improvement Manager, NHS Inverlath, ailsa@example.org",
        "add somebody to the contacts",
        "With the email they use on Slack they are matched to it; without one they are reached by phone.",
        support_only=True,
    ),
    Verb(
        "set-up",
        "set-up",
        "set-up",
        "how far the setting up has come, with a form for each part",
        "The partnership's name and words, when it is nudged, its people and their posts, an action by hand; and "
        "the sample register, to look around in. Where there is no register yet, an administrator begins here.",
        support_only=True,
    ),
    Verb(
        "for",
        'for "POST OR NAME" [by ROUTE] [on DAY] CODE [status] words',
        'for "Superintendent" by phone on 3 Nov {code} {status} waiting on funding',
        "record another's words: whose, by what route, which day",
        'Also before the code: `for "Superintendent" {code} …` is enough. The words count as theirs, and the history '
        "keeps that you wrote them down.",
        support_only=True,
    ),
)
"""Every verb, in the order help lists them."""
