"""What the pages of a hand-over gather: rows, facts and stories, in words."""

from collections.abc import Sequence

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from panah.casework.cases.queries import cases_visible_to
from panah.casework.referrals.codes import BY_COORDINATOR, TOLD_TO_US, HandOverStep, ReferralStatus
from panah.casework.referrals.models import Leg, Referral, Step
from panah.casework.referrals.queries import (
    facts_of,
    kinds_known,
    leg_to_answer,
    legs_of,
    name_of_fact,
    number_of,
    records_of_family,
    referral_sent,
    story_of,
    story_of_leg,
)
from panah.casework.referrals.rules import may_be_asked_for_help
from panah.casework.services.queries import Offer, providers_near
from panah.casework.services.rules import Nearness
from panah.foundation.accounts.models import Organisation
from panah.foundation.reference.codes import code_list
from panah.foundation.reference.models import Place
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import normalise_code
from panah.foundation.security.sealed import StillSealed, reveal
from panah.web.components.child_words import language_now
from panah.web.components.grown_words import label_for
from panah.web.components.row_numbers import grouped_number
from panah.web.components.values import Chip, Event, Tone

TONES = {
    ReferralStatus.SENT: Tone.INFO,
    ReferralStatus.ACKNOWLEDGED: Tone.INFO,
    ReferralStatus.NEED_MORE: Tone.DUE,
    ReferralStatus.ACCEPTED: Tone.OK,
    ReferralStatus.REFUSED: Tone.LATE,
    ReferralStatus.WITHDRAWN: Tone.MUTE,
}
AUTHORITIES = (
    "police", "prosecutor_or_court", "guardianship_body", "social_protection", "education", "health", "akimat",
)  # fmt: skip
"""Bodies that may be told. Migration and border services are not offered: this is no way to report a family."""


OF_SENDER_ALONE = (
    HandOverStep.LINK_MADE, HandOverStep.LINK_PAUSED, HandOverStep.LINK_WANTED, HandOverStep.LINK_ENDED,
    HandOverStep.TELEPHONED,
)  # fmt: skip
BY_SENDER = (
    HandOverStep.SENT, HandOverStep.MORE_GIVEN, HandOverStep.WITHDRAWN, HandOverStep.LINK_MADE, HandOverStep.TELEPHONED,
    HandOverStep.REMINDED, HandOverStep.INTERVIEW_SAID, HandOverStep.SHARING_ENDED,
)  # fmt: skip
URGENCY_TONES = {"danger": Tone.DANGER, "high": Tone.DUE}


def received_or_404(actor: Actor, code: str) -> Leg:
    """The leg that this actor's organisation was asked; a stranger finds nothing (S17)."""
    leg = leg_to_answer(actor, normalise_code(code) or "-")
    if leg is None:
        raise Http404
    return leg


def sent_or_404(actor: Actor, code: str) -> Referral:
    """The referral that this actor's side sent, by its code or by that of one of its legs."""
    referral = referral_sent(actor, normalise_code(code) or "-")
    if referral is None:
        raise Http404
    return referral


def sent_leg_or_404(actor: Actor, code: str) -> Leg:
    """One leg of a referral that this actor's side sent."""
    referral = sent_or_404(actor, code)
    wanted = normalise_code(code)
    for leg in legs_of(referral):
        if leg.code == wanted:
            leg.referral = referral
            return leg
    raise Http404


def body_of(leg: Leg) -> str:
    """Who was asked, by the name that the directory gives."""
    return (leg.provider or leg.organisation).label(language_now())


def telephone_of(leg: Leg) -> str:
    return (leg.provider.duty_phone if leg.provider else "") or leg.organisation.duty_phone


def contact_of(leg: Leg) -> str:
    """Whom to ask for there."""
    return (leg.provider.contact_person if leg.provider else "") or leg.organisation.contact_person


def status_chip(status: str) -> Chip:
    return Chip(TONES[ReferralStatus(status)], code_list("leg_status").label(status))


def leg_chip(leg: Leg) -> Chip:
    """The state, and whether it is what the body said itself or what was told to us (S13)."""
    chip = status_chip(leg.status)
    if leg.answered_through not in TOLD_TO_US or leg.status in (ReferralStatus.SENT, ReferralStatus.WITHDRAWN):
        return chip
    word = _("told to us, confirmed") if leg.confirmed_at else _("told to us")
    return Chip(chip.tone, f"{chip.word} · {word}")


def urgency_chip(urgency: str) -> Chip:
    return Chip(URGENCY_TONES.get(urgency, Tone.MUTE), code_list("urgency").label(urgency))


def story_in_clear(actor: Actor, referral: Referral) -> list[Event]:
    """The whole hand-over for the side that sent: what was told, and who answered what."""
    steps = story_of(referral)
    reveal(actor, *steps)
    are_several = len({step.leg_id for step in steps}) > 1
    return [_event(step, referral, step.leg, _words_of(step), names_receiver=are_several) for step in steps]


def story_for_receiver(leg: Leg) -> list[Event]:
    """The same of one leg without texts, without the sender's people and without what the sender does about links."""
    told = [step for step in story_of_leg(leg) if step.kind not in OF_SENDER_ALONE]
    return [_event(step, leg.referral, leg, ("", "")) for step in told]


def _words_of(step: Step) -> tuple[str, str]:
    """Text and whoever said it, as far as they were revealed."""
    try:
        who = " · ".join(part for part in (step.answered_by, step.own_number) if part)
        return step.text, who or (step.person.display_name if step.person else "")
    except StillSealed:
        return "", ""


def _event(step: Step, referral: Referral, leg: Leg, words: tuple[str, str], *, names_receiver: bool = False) -> Event:
    """``names_receiver``: of several bodies that were asked, to which one it was sent."""
    text, who = words
    what = label_for("hand_over_step", step.kind, facts_of(referral).standing)
    body = _body_of_step(step, referral, leg)
    number = f" · № {grouped_number(number_of(leg))}" if step.kind == HandOverStep.PRESSED else ""
    day = step.happened_on
    said = _("Day: %(day)s") % {"day": f"{day:%d.%m.%Y}"} if day and day != timezone.localtime(step.at).date() else ""
    return Event(
        at=timezone.localtime(step.at),
        sentence=f"{what}: {body_of(leg)}" if names_receiver and step.kind in BY_SENDER else what + number,
        who=" · ".join(part for part in (body.label(language_now()) if body else "", who, said) if part),
        kind=code_list("answer_channel").label(step.through) if step.through not in ("", "account") else "", body=text,
    )  # fmt: skip


def _body_of_step(step: Step, referral: Referral, leg: Leg) -> Organisation | None:
    """Whose word a line is; that of a coordinator is of neither side."""
    if step.kind in BY_COORDINATOR and step.kind != HandOverStep.PRESS_SAID:
        return None
    return referral.sender_organisation if step.kind in BY_SENDER else leg.organisation


def resulting_case_url(actor: Actor, referral: Referral) -> str:
    """Where the child's case is, for those who may open it."""
    case = cases_visible_to(actor).filter(pk=referral.resulting_case_id).first() if referral.resulting_case_id else None
    return reverse("case", args=[case.code]) if case is not None else ""


def offer_choices(
    actor: Actor, place: Place | None, needs: Sequence[str], language: str
) -> list[tuple[str, SafeString]]:
    """Who offers what is needed, as radios: name, services, how near, and when the entry was confirmed."""
    offers = providers_near(actor, place, needs, language)
    return [
        (offer.provider.code, offer_label(offer))
        for offer in offers
        if may_be_asked_for_help(offer.provider.organisation.kind).is_yes
    ]


def after_a_no(offers: list[tuple[str, SafeString]], referral: Referral) -> list[tuple[str, SafeString | str]]:
    """The same offers; those who said no to this child stand last and are marked."""
    said_no = {
        leg.provider.code
        for leg in legs_of(referral)
        if leg.status == ReferralStatus.REFUSED and leg.provider is not None
    }
    marked = [
        (code, format_html("{} {}", label, Chip(Tone.DUE, _("said no already"))))
        for code, label in offers
        if code in said_no
    ]
    return [*(offer for offer in offers if offer[0] not in said_no), *marked]


def offer_label(offer: Offer) -> SafeString:
    provider, language = offer.provider, language_now()
    where = provider.place.label(language) if provider.place else code_words(offer.nearness)
    spoken = ", ".join(code_list("languages_spoken").labels(provider.languages))
    lines = [
        ", ".join(code_list("service_types").labels(list(offer.service_types))),
        where,
        spoken,
        confirmed_words(offer),
    ]
    tail = " · ".join(str(line) for line in lines if line)
    return format_html('<b>{}</b><br><span class="facts">{}</span>', provider.label(language), tail)


def code_words(nearness: Nearness) -> str:
    return _("Whole country") if nearness is Nearness.WHOLE_COUNTRY else ""


def confirmed_words(offer: Offer) -> str:
    day = offer.provider.confirmed_on
    if day is None:
        return _("Never confirmed, may be wrong")
    words = _("Confirmed: %(day)s") % {"day": f"{day:%d.%m.%Y}"}
    return words + ", " + _("may be wrong") if offer.may_be_wrong else words


def authority_choices(actor: Actor) -> list[tuple[str, str]]:
    """Who may be told."""
    language = language_now()
    rows = Organisation.objects.filter(kind__in=AUTHORITIES, is_active=True)
    others = [row for row in rows if str(row.pk) != actor.organisation]
    return sorted(((row.code, row.label(language)) for row in others), key=lambda pair: pair[1])


def authority_by_code(code: str) -> Organisation:
    return Organisation.objects.get(code=code, kind__in=AUTHORITIES)


def known_choices(referral: Referral) -> list[tuple[str, str]]:
    """Which facts of the family there are to be ticked, without opening one."""
    standing = facts_of(referral).standing
    return [(kind, name_of_fact(kind, standing)) for kind in kinds_known(records_of_family(referral))]


def text_of(actor: Actor, step: Step | None) -> str:
    """One line of the story, opened."""
    if step is None:
        return ""
    reveal(actor, step)
    return str(step.text)
