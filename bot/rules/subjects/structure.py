"""Who is in the partnership: bodies, groups, seats, localities, contacts and the roles they hold."""

from bot.rules.subjects.shapes import Choices, Field, Kind, Subject
from storage.records import Body, Contact, Group, Locality, Role, Seat

GROUP_STATES: Choices = (
    ("shadow", "In its shadow year"),
    ("active", "Active"),
    ("short-life", "Short-life"),
    ("replaced", "Replaced"),
    ("wound up", "Wound up"),
)
GROUP_KINDS: Choices = (
    ("board", "Board"),
    ("executive_group", "Executive Officer Group"),
    ("executive_group", "Executive group"),
    ("executive_group", "EOG"),
    ("programme_board", "Programme board"),
    ("task_group", "Task group"),
    ("short_life_group", "Short-life group"),
    ("delivery_group", "Delivery group"),
    ("thematic_partnership", "Thematic partnership"),
    ("working_group", "Working group"),
    ("sub_group", "Sub-group"),
    ("locality_partnership", "Locality partnership"),
    ("statutory_partnership", "Statutory partnership"),
    ("council_team", "Council team"),
)
SEATS: Choices = (("partner", "Partner"), ("community", "Community"), ("elected_member", "Elected member"))
ROLES: Choices = (
    ("chair", "Chair"),
    ("deputy", "Deputy chair"),
    ("lead_officer", "Lead officer"),
    ("representative", "Representative"),
    ("substitute", "Substitute"),
    ("support", "Support officer"),
    ("critical_friend", "Critical friend"),
)

BODY = Subject(
    table="bodies",
    record=Body,
    name="body",
    plural="bodies",
    also=("organisation", "partner"),
    title=("name",),
    fields=(
        Field("name", "Name", required=True, brief=True),
        Field("abbreviation", "Abbreviation", brief=True),
        Field("kind", "Kind", brief=True, hint="Council, health board, police, charity, college …"),
        Field("statutory", "A statutory partner", Kind.YES_NO),
    ),
)

GROUP = Subject(
    table="groups",
    record=Group,
    name="group",
    plural="groups",
    title=("name",),
    over=("state", frozenset({"replaced", "wound up"})),
    fields=(
        Field("name", "Name", required=True, brief=True),
        Field("aka", "Also called", Kind.LINES),
        Field(
            "kind",
            "Kind",
            brief=True,
            hint="Board, Executive Officer Group, task group, locality partnership, sub-group …",
            known=GROUP_KINDS,
        ),
        Field("parent_id", "Reports to", Kind.ONE, of="groups", brief=True),
        Field("lead_body_id", "Led by", Kind.ONE, of="bodies"),
        Field("state", "Life cycle", Kind.CHOICE, choices=GROUP_STATES, brief=True),
        Field("established", "Established"),
        Field("first_met", "First met"),
        Field("ended", "Ended"),
        Field("replaced_by_id", "Replaced by", Kind.ONE, of="groups"),
        Field("locality_id", "For the {locality}", Kind.ONE, of="localities"),
        Field("remit", "Remit", Kind.TEXT, brief=True),
        Field("focus", "Focus", Kind.LINES),
        Field("statutory", "Statutory", Kind.YES_NO),
        Field(
            "reach",
            "Reach",
            Kind.CHOICE,
            choices=(("local", "Local"), ("area", "Area-wide"), ("region", "Regional")),
        ),
        Field("cadence", "Meets and reports", hint="Monthly, six-monthly to the Board …"),
        Field("open_meetings", "Open meetings", Kind.YES_NO),
        Field("count", "How many there are", Kind.NUMBER, hint="Where this entry stands for several alike."),
        Field("most_representatives", "Most representatives", Kind.NUMBER),
        Field("officer_rule", "Who may chair and lead it", Kind.TEXT),
        Field("membership_review", "Membership is reviewed"),
        Field("review_on", "Next membership review", Kind.DAY),
        Field("digest", "Its chair gets the digest", Kind.YES_NO),
        Field("note", "Note", Kind.TEXT),
    ),
)

SEAT = Subject(
    table="seats",
    record=Seat,
    name="seat",
    plural="seats",
    title=("words", "kind"),
    parent="group_id",
    fields=(
        Field("group_id", "Group", Kind.ONE, of="groups", required=True, brief=True),
        Field("kind", "Kind of seat", Kind.CHOICE, choices=SEATS, required=True, brief=True),
        Field("number", "How many", Kind.NUMBER, brief=True),
        Field("body_id", "Kept for", Kind.ONE, of="bodies", brief=True),
        Field("words", "In words", brief=True),
    ),
)

LOCALITY = Subject(
    table="localities",
    record=Locality,
    name="{locality}",
    plural="{localities}",
    also=("locality", "place"),
    title=("name",),
    fields=(
        Field("name", "Name", required=True, brief=True),
        Field("story_of_place", "Story of Place", Kind.TEXT, brief=True, hint="How far it has come."),
        Field("plan_for_place", "Plan for Place", Kind.TEXT, brief=True, hint="How far it has come."),
        Field("note", "Note", Kind.TEXT),
    ),
)

CONTACT = Subject(
    table="contacts",
    record=Contact,
    name="contact",
    plural="contacts",
    also=("person", "people"),
    title=("post", "name"),
    ended="left_on",
    fields=(
        Field("name", "Name", brief=True),
        Field("post", "Post", brief=True),
        Field("body_id", "Body", Kind.ONE, of="bodies", brief=True),
        Field("email", "Email", brief=True, most=254),
        Field("phone", "Phone", brief=True),
        Field("can_contact", "May be written to", Kind.YES_NO, own=True),
        Field("slack_id", "Slack account", own=True),
        Field("away_from", "Away from", Kind.DAY, own=True),
        Field("away_to", "Away to", Kind.DAY, own=True),
        Field("cover_id", "Covered by", Kind.ONE, of="contacts", own=True),
        Field("left_on", "Left on", Kind.DAY),
        Field("note", "Note", Kind.TEXT),
    ),
)

ROLE = Subject(
    table="roles",
    record=Role,
    name="role",
    plural="roles",
    title=("role",),
    parent="contact_id",
    ended="ends_on",
    fields=(
        Field("contact_id", "Who", Kind.ONE, of="contacts", required=True, brief=True),
        Field("role", "Role", Kind.CHOICE, choices=ROLES, required=True, brief=True),
        Field("group_id", "In the group", Kind.ONE, of="groups", brief=True),
        Field("priority_id", "For the {priority}", Kind.ONE, of="priorities", brief=True),
        Field("seat", "Kind of seat", Kind.CHOICE, choices=SEATS),
        Field("starts_on", "From", Kind.DAY),
        Field("ends_on", "To", Kind.DAY),
    ),
)

STRUCTURE = (BODY, GROUP, SEAT, LOCALITY, CONTACT, ROLE)
