import hashlib
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations

from django.db.models import QuerySet
from django.utils import timezone

from panah.casework.concerns.codes import ConcernStatus
from panah.casework.outings import rules
from panah.casework.outings.codes import Counted, Decision, HandOver, OutingPaper
from panah.casework.outings.models import (
    Outing,
    OutingChild,
    OutingMember,
    OutingRemark,
    OutingTally,
    TakenOffline,
)
from panah.casework.referrals.codes import ReferralStatus
from panah.casework.referrals.models import Referral
from panah.casework.services.codes import Fact
from panah.casework.services.models import Provider
from panah.casework.services.queries import offered_by, place_of, providers_near, rulebook
from panah.casework.services.rules import Age, Facts
from panah.foundation.documents.models import Letter, StoredFile
from panah.foundation.reference.codes import code_list
from panah.foundation.security import clock
from panah.foundation.security.access import Actor
from panah.foundation.security.codes import Relation
from panah.foundation.security.permissions import Permission
from panah.foundation.security.sealed import GuardedQuerySet

SIGNED_PAPER = "outing_signed"
MOST_OFFERED = 15
FACTS = ("not_in_school", "no_papers")
"""The two signs that are counted of everybody, also of those of whom nothing else stays."""
WAITING = (ConcernStatus.RECEIVED, ConcernStatus.IN_TRIAGE)
_OPEN = (ReferralStatus.SENT,)


def token_hash(token: str) -> str:
    """192 bits: as a principal of a grant it stands behind a word, in sixty letters together."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()[:48]


def key_hash(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def outings_of(actor: Actor) -> GuardedQuerySet:
    """The own ones, and for those who lead the office all of it; the newest first."""
    return (
        Outing.objects.visible_to(actor)
        .select_related("place__parent", "leader", "organisation")
        .order_by("-starts_at", "code")
    )


def members_of(outing: Outing) -> list[OutingMember]:
    """The leader, the colleagues, then those who sign on paper."""
    rows = OutingMember.objects.filter(outing=outing, removed_at=None).select_related("person").order_by("joined_at")
    return sorted(
        rows, key=lambda one: (one.person_id != outing.leader_id, one.person is None, str(one.person), one.post)
    )


def may_screen(actor: Actor, outing: Outing) -> bool:
    mine = Outing.objects.visible_to(actor, frozenset({Relation.LEAD, Relation.HELPER}))
    return Permission.OUTING_WORK in actor.permissions and mine.filter(pk=outing.pk).exists()


def may_lead(actor: Actor, outing: Outing) -> bool:
    mine = Outing.objects.visible_to(actor, frozenset({Relation.LEAD, Relation.LEAD_ORGANISATION}))
    return Permission.OUTING_LEAD in actor.permissions and mine.filter(pk=outing.pk).exists()


def children_of(actor: Actor, outing: Outing) -> list[OutingChild]:
    """Who was handed on, in the order in which it came to us: a phone's clock may be wrong."""
    rows = OutingChild.objects.visible_to(actor).filter(outing=outing)
    related = rows.select_related(
        "concern", "provider__organisation", "recorded_by", "same_as__concern", "outing", "taken"
    )
    return list(related.order_by("arrived_at", "code"))


def tallies_of(outing: Outing) -> list[OutingTally]:
    rows = OutingTally.objects.filter(outing=outing, count__gt=0)
    return list(rows.order_by("counted", "age_band", "sex"))


def remarks_of(outing: Outing) -> list[OutingRemark]:
    rows = OutingRemark.objects.filter(outing=outing).select_related("written_by")
    return list(rows.order_by("written_at", "id"))


@dataclass(frozen=True)
class Standing:
    """How it stands with a child who was handed on: by codes alone."""

    is_answered: bool
    is_accepted: bool
    status: str  # of the referral, else of the concern
    codes: str  # the code list of the status
    code: str  # by which others know it


def standings(children: Iterable[OutingChild]) -> dict[uuid.UUID, Standing]:
    """Of many at once, in one query."""
    rows = list(children)
    wanted = [one.concern_id for one in rows if one.concern_id]
    referrals = Referral.objects.filter(concern_child__concern__in=wanted).select_related("concern_child")
    found = {row.concern_child.concern_id: row for row in referrals.order_by("sent_at", "id") if row.concern_child}
    return {one.pk: _standing(one, found.get(one.concern_id)) for one in rows}


def _standing(child: OutingChild, referral: Referral | None) -> Standing:
    if referral is not None:
        is_answered = referral.status not in _OPEN
        is_accepted = referral.status == ReferralStatus.ACCEPTED
        return Standing(is_answered, is_accepted, referral.status, "referral_status", referral.code)
    if child.concern is None:
        return Standing(True, False, "", "", child.code)
    concern = child.concern
    return Standing(concern.status not in WAITING, False, concern.status, "concern_status", concern.code)


def met_of(child: OutingChild) -> rules.Met:
    return rules.Met(
        str(child.recorded_by_id), child.met_at, child.age_band, child.sex, frozenset(set(child.signs) - {"other"})
    )


def pairs_that_look_alike(children: Sequence[OutingChild]) -> list[tuple[OutingChild, OutingChild]]:
    """Who was perhaps written down by two members; who was said to be the same already is asked about no more."""
    rows = [one for one in children if one.same_as_id is None]
    return [pair for pair in combinations(rows, 2) if rules.looks_the_same(met_of(pair[0]), met_of(pair[1]))]


def providers_for(actor: Actor, outing: Outing) -> list[Provider]:
    """Who may be asked on the spot, the nearest first; nobody of whom a family may be afraid is among them (S1)."""
    types = code_list("service_types").codes
    return [offer.provider for offer in providers_near(actor, outing.place, types)][:MOST_OFFERED]


def services_for(provider: Provider, needs: Sequence[str]) -> list[str]:
    """What a provider is asked for: what is needed of what it offers, else the first thing that it offers."""
    wanted = [str(code_list("need_types").row(need).extra.get("service_type", "")) for need in needs]
    offered = offered_by([provider]).get(provider.pk, ())
    return [one for one in dict.fromkeys(wanted) if one in offered] or list(offered[:1])


def rule_needs_citizenship(child: OutingChild) -> bool:
    """Whether a rule of the place that is asked would answer otherwise by it (S11)."""
    if child.provider is None:
        return False
    company = str(code_list("outing_company").row(child.company).extra.get("company", "unknown"))
    facts = Facts(age=_age_of(child.age_band), sex=child.sex, company=company)
    places = [place_of(child.provider, service) for service in services_for(child.provider, child.needs)]
    return any(Fact.CITIZENSHIP in one.ask for one in rulebook().answers(facts, places, clock.today()))


def _age_of(band: str) -> Age:
    extra = code_list("age_band").row(band).extra
    return Age(extra["from_year"], extra["to_year"]) if "to_year" in extra else Age()


def may_be_asked_citizenship(child: OutingChild) -> bool:
    return rules.may_ask_citizenship(Decision(child.decision), rule_needs_it=rule_needs_citizenship(child))


def taken_by(outing: Outing) -> list[TakenOffline]:
    rows = TakenOffline.objects.filter(outing=outing).select_related("person")
    return list(rows.order_by("made_at", "id"))


@dataclass(frozen=True)
class Away:
    """How many members took the form along, how many of them said that nothing is left, and how many phones are lost."""

    taken: int
    back: int
    lost: int = 0

    @property
    def is_open(self) -> bool:
        return self.back + self.lost < self.taken


def away_of(outing: Outing) -> Away:
    newest = {one.person_id: one for one in taken_by(outing)}.values()
    lost = sum(one.lost_at is not None for one in newest)
    return Away(len(newest), sum(one.said_empty_at is not None and one.lost_at is None for one in newest), lost)


def phones_away(actor: Actor, outing: Outing) -> list[TakenOffline]:
    """Of each member the form that was taken along last and can still bring something: the own, or for who leads all."""
    newest = {one.person_id: one for one in taken_by(outing) if one.lost_at is None}.values()
    is_leading, now = may_lead(actor, outing), clock.now()
    own = [one for one in newest if is_leading or str(one.person_id) == actor.id]
    return [one for one in own if now < rules.taken_in_until(one.made_at)]


def taken_under(token: str) -> TakenOffline | None:
    """Of a wrong, an old and an ended token the same nothing."""
    found = _under(token)
    return found if found is not None and found.opens(clock.now()) else None


def taken_when(token: str, sealed_at: datetime | None) -> TakenOffline | None:
    """For something that arrives now and, by the phone, was sealed then."""
    found = _under(token)
    return found if found is not None and found.takes_in(sealed_at, clock.now()) else None


def _under(token: str) -> TakenOffline | None:
    rows = TakenOffline.objects.filter(token_hash=token_hash(token)) if token else TakenOffline.objects.none()
    return rows.select_related("outing", "person").first()


def bearer_of(taken: TakenOffline) -> Actor:
    """Acts for one member on one outing, and only to write down whom they met."""
    bearer = Actor.link(taken.token_hash, {Permission.OUTING_WORK})
    return replace(bearer, language=taken.person.language, organisation=str(taken.outing.organisation_id))


def numbers_of(actor: Actor, outings: QuerySet[Outing]) -> dict[tuple[str, int, int], Counter[str]]:
    """By place, year and month; children who were written down twice count once."""
    found: dict[tuple[str, int, int], Counter[str]] = {}
    keys: dict[uuid.UUID, tuple[str, int, int]] = {}
    for outing in outings:
        local = timezone.localtime(outing.starts_at)
        key = keys[outing.pk] = (outing.place_id, local.year, local.month)
        counts = found.setdefault(key, Counter())
        counts["outings"] += 1
        counts["checks"] += outing.migration_check == "made"
    for tally in OutingTally.objects.filter(outing__in=list(keys)):
        counts = found[keys[tally.outing_id]]
        counts["met"] += tally.count
        counts["referred"] += tally.count if tally.counted == Counted.REFERRED else 0
        for fact in FACTS:
            counts[fact] += getattr(tally, fact)
    children = list(
        OutingChild.objects.visible_to(actor).filter(outing__in=list(keys), same_as=None).select_related("concern")
    )
    stands = standings(children)
    for child in children:
        counts = found[keys[child.outing_id]]
        counts.update(["met", "referred", *(fact for fact in FACTS if fact in child.signs)])
        counts["accepted"] += stands[child.pk].is_accepted or child.hand_over == HandOver.TOOK
    return found


def letters_of_outing(actor: Actor, outing: Outing) -> list[Letter]:
    rows = Letter.objects.visible_to(actor).filter(file=outing.file_id, kind=OutingPaper.REPORT)
    return list(rows.select_related("made_by", "copy").order_by("-made_at"))


def report_under(actor: Actor, code: str) -> Letter | None:
    rows = Letter.objects.visible_to(actor).filter(kind=OutingPaper.REPORT, code=code)
    found: Letter | None = rows.select_related("organisation", "copy").first()
    return found


def scans_of(actor: Actor, outing: Outing) -> list[StoredFile]:
    rows = StoredFile.objects.visible_to(actor).filter(file=outing.file_id, kind=SIGNED_PAPER)
    return list(rows.order_by("stored_at"))


def figures_of(outing: Outing, children: Sequence[OutingChild]) -> Mapping[str, int]:
    """Of one outing: met in all, and handed on."""
    counted = sum(tally.count for tally in tallies_of(outing))
    handed = sum(one.same_as_id is None for one in children)
    return {"met": counted + handed, "handed": handed}
