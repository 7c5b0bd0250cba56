"""The record of acts in words, for the head or administrator of an organisation: who, what, on which code."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from panah.foundation.accounts.models import Person
from panah.foundation.accounts.queries import people_by_id
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import ActorKind
from panah.foundation.security.models import AuditEvent
from panah.web.components.values import TableRow

MOST_SHOWN = 500
ABOUT_PEOPLE = {"person", "membership"}
WORDS: dict[str, str | Promise] = {
    "sign_in": gettext_lazy("Signed in"),
    "read": gettext_lazy("Opened names or texts"),
    "find": gettext_lazy("Searched"),
    "export_rows": gettext_lazy("Took rows of figures out"),
    "record_export": gettext_lazy("Took records out"),
    "import_batch": gettext_lazy("Brought records in"),
    "report_concern": gettext_lazy("A concern was reported"),
    "add_message": gettext_lazy("A message was added to a concern"),
    "tell_again": gettext_lazy("A report was completed"),
    "begin_triage": gettext_lazy("Began to look at a concern"),
    "give_information": gettext_lazy("Closed a concern with information"),
    "set_aside": gettext_lazy("Set a concern aside"),
    "read_messages": gettext_lazy("Read a reporter’s messages"),
    "ask_reporter_to_talk": gettext_lazy("Asked a reporter to talk"),
    "mark_referred": gettext_lazy("Marked a concern as referred"),
    "set_answer_status": gettext_lazy("Changed what a reporter is told"),
    "refer_concern": gettext_lazy("Sent a referral"),
    "refer_case": gettext_lazy("Sent a referral"),
    "inform_authority": gettext_lazy("Informed an authority"),
    "acknowledge_leg": gettext_lazy("Confirmed a referral"),
    "accept_leg": gettext_lazy("Accepted a referral"),
    "refuse_leg": gettext_lazy("Refused a referral"),
    "ask_for_more": gettext_lazy("Asked for more about a referral"),
    "give_more": gettext_lazy("Added to a referral"),
    "withdraw_referral": gettext_lazy("Withdrew a referral"),
    "re_route": gettext_lazy("Sent a referral elsewhere"),
    "make_link": gettext_lazy("Made an answer link"),
    "end_link": gettext_lazy("Ended an answer link"),
    "try_pin": gettext_lazy("A PIN was tried on an answer link"),
    "open_leg": gettext_lazy("An answer link was opened"),
    "open_case": gettext_lazy("Opened a case"),
    "start_case": gettext_lazy("Opened a case"),
    "assign_lead": gettext_lazy("Named the lead of a case"),
    "record_contact": gettext_lazy("Recorded a contact"),
    "answer_domain": gettext_lazy("Worked on an assessment"),
    "complete_assessment": gettext_lazy("Completed an assessment"),
    "plan_service": gettext_lazy("Planned a service"),
    "agree_plan": gettext_lazy("Agreed a plan"),
    "record_service": gettext_lazy("Recorded a service"),
    "cancel_service": gettext_lazy("Cancelled a service"),
    "record_review": gettext_lazy("Recorded a review"),
    "ask_closure": gettext_lazy("Asked for a closure"),
    "sign_closure": gettext_lazy("Signed a closure"),
    "return_closure": gettext_lazy("Gave a closure back"),
    "reopen_case": gettext_lazy("Opened a case again"),
    "register_child": gettext_lazy("Registered a child"),
    "add_name": gettext_lazy("Added a name"),
    "decide_category": gettext_lazy("Decided a category"),
    "record_consent": gettext_lazy("Recorded a consent"),
    "decide_same": gettext_lazy("Decided that two records are one child"),
    "undo_same": gettext_lazy("Parted two records again"),
    "keep_file": gettext_lazy("Kept a paper"),
    "invite": gettext_lazy("Added a person"),
    "add_person": gettext_lazy("Added a person"),
    "give_role": gettext_lazy("Gave a role"),
    "end_role": gettext_lazy("Ended a role"),
    "renew_slip": gettext_lazy("Made a new login slip"),
    "end_access": gettext_lazy("Ended the access of a person"),
    "choose_password": gettext_lazy("Chose a password"),
    "end_other_sessions": gettext_lazy("Ended other sessions"),
    "choose_settings": gettext_lazy("Changed own settings"),
    "choose_email": gettext_lazy("Changed own settings"),
}


def acts_of(actor: Actor) -> list[AuditEvent]:
    """The last acts in one's own organisation."""
    if not actor.organisation:
        return []
    return list(AuditEvent.objects.filter(organisation=actor.organisation).order_by("-number")[:MOST_SHOWN])


def people_in(acts: Iterable[AuditEvent]) -> dict[str, Person]:
    """Who acted, and colleagues to whom something was done."""
    rows = list(acts)
    acted = {act.actor for act in rows if act.actor_kind == ActorKind.PERSON}
    return people_by_id(acted | {act.subject_code for act in rows if _is_about_person(act)})


def _is_about_person(act: AuditEvent) -> bool:
    return act.subject_kind in ABOUT_PEOPLE and bool(act.subject_code)


def row_of(act: AuditEvent, people: dict[str, Person]) -> TableRow:
    moment = date_format(timezone.localtime(act.at), "SHORT_DATETIME_FORMAT")
    return TableRow([moment, who(act, people), what(act), to_what(act, people)])


def to_what(act: AuditEvent, people: dict[str, Person]) -> str:
    """The code of a file; a colleague by name."""
    if not _is_about_person(act):
        return act.subject_code or "—"
    person = people.get(act.subject_code)
    return person.display_name if person else _("a person who is no longer known")


def who(act: AuditEvent, people: dict[str, Person]) -> str:
    if act.actor_kind == ActorKind.PERSON:
        person = people.get(act.actor)
        return person.display_name if person else _("a person who is no longer known")
    if act.actor_kind == ActorKind.LINK:
        return _("the holder of a link")
    return _("somebody without account") if act.actor_kind == ActorKind.PUBLIC else _("Panah itself")


def what(act: AuditEvent) -> str:
    """Our words for the act; for one that has none yet, its own name, so that nothing goes unseen."""
    verb = act.verb.rpartition(".")[2]
    words = str(WORDS.get(verb, "")) or verb.replace("_", " ")
    if act.count == 1:
        return words
    return f"{words} · " + ngettext("%(count)d record", "%(count)d records", act.count) % {"count": act.count}
