"""The vocabulary of the whole system, defined once: a file a subject, tables and the words they allow."""

from storage.records.action import STATUSES, Action, ActionBase, ActionBody, ActionLocality, ActionPriority
from storage.records.asking import Question, Snooze
from storage.records.base import Owned, id_of
from storage.records.change import Change, ImportedRow
from storage.records.dates import PRECISIONS, Dated
from storage.records.meeting import (
    MEETING_STATES,
    DigestHold,
    DigestNote,
    DigestSnapshot,
    Meeting,
    MeetingBase,
)
from storage.records.milestone import Milestone, MilestoneBase, MilestoneMove
from storage.records.partnership import Partnership, PartnershipBase
from storage.records.people import (
    GROUP_STATES,
    ROLES,
    Body,
    BodyBase,
    Contact,
    ContactBase,
    Group,
    GroupBase,
    Locality,
    LocalityBase,
    Role,
    RoleBase,
)
from storage.records.plan import Plan, PlanBase, Priority, PriorityBase, PrioritySet, PrioritySetBase
from storage.records.sending import AnyLine, Line, Outbox, Slot, Workspace
from storage.records.update import (
    ASK_KINDS,
    ASK_STATES,
    BARRIER_KINDS,
    Ask,
    AskBase,
    Barrier,
    BarrierBase,
    Update,
    UpdateBase,
)

__all__ = [
    "ASK_KINDS",
    "ASK_STATES",
    "BARRIER_KINDS",
    "GROUP_STATES",
    "MEETING_STATES",
    "PRECISIONS",
    "ROLES",
    "STATUSES",
    "Action",
    "ActionBase",
    "ActionBody",
    "ActionLocality",
    "ActionPriority",
    "AnyLine",
    "Ask",
    "AskBase",
    "Barrier",
    "BarrierBase",
    "Body",
    "BodyBase",
    "Change",
    "Contact",
    "ContactBase",
    "Dated",
    "DigestHold",
    "DigestNote",
    "DigestSnapshot",
    "Group",
    "GroupBase",
    "ImportedRow",
    "Line",
    "Locality",
    "LocalityBase",
    "Meeting",
    "MeetingBase",
    "Milestone",
    "MilestoneBase",
    "MilestoneMove",
    "Outbox",
    "Owned",
    "Partnership",
    "PartnershipBase",
    "Plan",
    "PlanBase",
    "Priority",
    "PriorityBase",
    "PrioritySet",
    "PrioritySetBase",
    "Question",
    "Role",
    "RoleBase",
    "Slot",
    "Snooze",
    "Update",
    "UpdateBase",
    "Workspace",
    "id_of",
]
