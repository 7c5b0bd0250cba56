"""How the access table visits each address: with which values, by which method, and what somebody with the right sees.

A name of an address that is missing here fails the table: whoever adds a page adds its line.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from panah.foundation.security.roles import Role

Values = Mapping[str, str]
NOTHING: Values = MappingProxyType({})
SHOWN = frozenset({200})
MOVED_ON = frozenset({302})
FORM = frozenset({200, 302, 400})  # an empty form comes back with its faults, or the step is done


@dataclass(frozen=True)
class Visit:
    """``values`` give the address its parts, as ``record.attribute`` of the scene or as they are."""

    values: Values = field(default_factory=dict)
    method: str = "get"
    sees: frozenset[int] = SHOWN
    is_shared: bool = False  # a record of the directory: everybody with the right sees it, of whatever organisation
    holders: frozenset[Role] = frozenset({Role.CASEWORKER})  # among people with reach over their own files alone
    side: str = "own"  # the organisation that the record belongs to; a helper's part belongs to the one that helps
    elsewhere: frozenset[int] = frozenset({404})  # what the other organisation meets

    @property
    def has_record(self) -> bool:
        return not self.is_shared and any("." in value for value in self.values.values())


def page(values: Values = NOTHING) -> Visit:
    return Visit(values)


def form(values: Values = NOTHING, sees: frozenset[int] = FORM) -> Visit:
    return Visit(values, "post", sees)


def of_duty(visit: Visit) -> Visit:
    """A concern belongs to the whole duty office: reach over one's own files alone shows none."""
    return replace(visit, holders=frozenset())


def of_helper(visit: Visit) -> Visit:
    """A part of its own: it belongs to the organisation that helps, and is not there for the one that leads (S15)."""
    return replace(visit, side="other")


def of_region(visit: Visit) -> Visit:
    """A body or a row of those who coordinate: of whoever has no agreement it is not there (S13)."""
    return replace(visit, holders=frozenset({Role.REGIONAL_COORDINATOR, Role.MINISTRY_COORDINATOR}))


CASE = {"code": "case.code"}
PART = {"code": "part.code"}
MOVING = {"code": "moving.code"}
TRANSFER = {"code": "transfer.code"}
CONCERN = {"code": "concern.code"}
ADULT = CASE | {"adult_id": "adult.pk"}
PLANNED = {"planned_id": "planned.pk"}
REFERRED = {"code": "leg.code"}
ASKED = {"code": "asked.code"}
PROVIDER = {"code": "provider.code"}
PERSON = {"person_id": "person.pk"}
STUCK_BODY = {"body": "stuck.body"}
STUCK = STUCK_BODY | {"number": "stuck.number"}
HOUSE = {"house": "house.code"}
BED = {"code": "bed.code"}
HELD = {"code": "held.code"}
GUEST = {"code": "guest.code"}
DOOR = frozenset({200, 302, 405})  # the framework's own pages lead on where there is nothing to do
VISITS: dict[str, Visit] = {
    "root": Visit(sees=MOVED_ON),
    "set_language": form(sees=MOVED_ON),
    "home": page(),
    "signs": page(),
    "refer": page(),
    "answer": page(),
    "receipt-pdf": Visit(method="post", sees=MOVED_ON),  # without a receipt it leads to the report
    "letter-check": page(),
    "letter-check-number": page({"number": "K7Q4-2MX9"}),
    "safety": page(),
    "today": page(),
    "today-remind": form({"timer_id": "00000000-0000-0000-0000-000000000000"}, sees=frozenset({404})),  # nobody owes it
    "team": page(),
    "find": page(),
    "concern-list": page(),
    "concern": of_duty(page(CONCERN)),
    "concern-show": of_duty(form(CONCERN)),
    "concern-take": of_duty(form(CONCERN)),
    "concern-read": of_duty(form(CONCERN)),
    "concern-talk": of_duty(form(CONCERN)),
    "concern-information": of_duty(page(CONCERN)),
    "concern-aside": of_duty(page(CONCERN)),
    "concern-night": of_duty(page(CONCERN)),
    "concern-guardian": of_duty(page(CONCERN)),
    "concern-sentence": of_duty(page(CONCERN)),
    "concern-sentence-back": of_duty(form(CONCERN)),
    "concern-count": page(),
    "concern-count-undo": form(),
    "case-list": page(),
    "case-new": page(),
    "help-new": page(),
    "case": page(CASE),
    "case-name": form(CASE),
    "case-name-add": page(CASE),
    "case-basics": page(CASE),
    "case-category": page(CASE),
    "case-contact": page(CASE),
    "case-sleep": page(CASE),
    "case-guardian": page(CASE),
    "case-pause": page(CASE),
    "case-lost": page(CASE),
    "case-depth": page(CASE),
    "case-help-close": Visit(CASE, sees=MOVED_ON),  # this one is of protection: a supervisor signs its end
    "case-same": page(CASE),
    "case-same-undo": Visit(CASE, sees=MOVED_ON),
    "case-assess": page(CASE),
    "case-complete": form(CASE),
    "case-domain": page(CASE | {"area": "safety"}),
    "case-domain-still": Visit(CASE | {"area": "safety"}, "post", MOVED_ON),
    "case-plan": page(CASE),
    "case-plan-answer": form(CASE),
    "case-agree": form(CASE),
    "case-service": page(CASE),
    "case-review": page(CASE),
    "case-consent": page(CASE),
    "consent-withdraw": form(CASE),
    "consent-ask": page({"asked": "case.code"}),
    "case-override": page(CASE),
    "override": Visit({"override_id": "override.pk"}, holders=frozenset()),
    "case-eighteen": page(CASE),
    "case-reach": page(CASE),
    "family": page(CASE),
    "family-names": form(CASE),
    "family-join": form(CASE),
    "family-leave": Visit(CASE, "get", MOVED_ON),
    "family-change": page(CASE),
    "adult-new": page(CASE),
    "adult": page(ADULT),
    "adult-change": page(ADULT),
    "adult-sealed": page(ADULT),
    "adult-safety": page(ADULT),
    "case-close": page(CASE),
    "case-sign": form(CASE),
    "case-return": form(CASE),
    "case-reopen": Visit(CASE, sees=MOVED_ON),  # an open case is not reopened, nor called after its end
    "case-check": Visit(CASE, sees=MOVED_ON),
    "case-lead": page(CASE),
    "case-papers": page(CASE),
    "case-paper": page({"paper_id": "paper.pk"}),
    "case-told": page(CASE),
    "told-back": page({"told_id": "told.pk"}),
    "interview-back": page({"interview_id": "interview.pk"}),
    "case-print": page(CASE),
    "case-interview": page(CASE),
    "case-track-new": page(CASE),
    "case-track": page({"paper_id": "track.pk"}),
    "case-letters": page(CASE),
    "case-letter-new": page(CASE | {"kind": "plan-copy"}),
    "letter": page({"number": "letter.code"}),
    "letter-pdf": form({"number": "letter.code"}),
    "letter-back": form({"number": "letter.code"}),
    "case-planned": page(PLANNED),
    "case-cancel": form(PLANNED),
    "service-back": page({"service_id": "service.pk"}),
    "referral-list": page(),
    "refer-concern": of_duty(page(CONCERN)),
    "refer-case": page(CASE),
    "referral": page(REFERRED),
    "referral-acknowledge": form(REFERRED),
    "referral-accept": page(REFERRED),
    "referral-refuse": page(REFERRED),
    "referral-ask": page(REFERRED),
    "referral-word": form(REFERRED),
    "referral-told": of_duty(page(REFERRED)),
    "referral-called": of_duty(page(REFERRED)),
    "referral-remind": of_duty(form(REFERRED)),
    "referral-talk": of_duty(page(REFERRED)),
    "referral-letter": of_duty(page(REFERRED)),
    "referral-letter-issue": of_duty(form(REFERRED)),
    "referral-letter-again": of_duty(form(REFERRED | {"number": "leg_letter.code"})),
    "referral-more": of_duty(page(REFERRED)),
    "referral-link": of_duty(page(REFERRED)),
    "referral-link-end": of_duty(form(REFERRED)),
    "referral-elsewhere": of_duty(page(REFERRED)),
    "referral-inform": of_duty(page(REFERRED)),
    "referral-withdraw": of_duty(page(REFERRED)),
    "region": page(),
    "region-week": page(),
    "region-body": of_region(page(STUCK_BODY)),
    "region-body-press": of_region(form(STUCK_BODY)),
    "region-call": of_region(page(STUCK_BODY)),
    "region-row": of_region(page(STUCK)),
    "region-press": of_region(form(STUCK)),
    "region-name": of_region(page(STUCK)),
    "access": page(),
    "access-agree": page(),
    "access-end": of_duty(form({"agreement_id": "agreement.pk"})),
    "authority-request-list": page(),
    "authority-request-new": page(),
    "authority-request": of_duty(page(ASKED)),
    "authority-request-decide": of_duty(page(ASKED)),
    "authority-request-given": of_duty(page(ASKED)),
    "places-ask": page(),
    "refusals": page(),
    "place-list": Visit(sees=SHOWN | MOVED_ON),
    "log-list": Visit(sees=SHOWN | MOVED_ON),
    "house-rules": page(),
    "place-board": of_duty(page(HOUSE)),
    "house-beds": of_duty(page(HOUSE)),
    "house-log": of_duty(page(HOUSE)),
    "house-month": of_duty(page(HOUSE)),
    "house-month-file": of_duty(page(HOUSE)),
    "bed": of_duty(page(BED)),
    "bed-out": of_duty(page(BED)),
    "bed-back": of_duty(form(BED)),
    "reserve": Visit(HOUSE, is_shared=True),  # a bed may be held by whoever needs one, in any house
    "reservation": page(HELD),
    "reservation-extend": form(HELD),
    "reservation-release": form(HELD),
    "waiting-end": page({"code": "waits.code"}),
    "admit": of_duty(page(HOUSE)),
    "guest": of_duty(page(GUEST)),
    "guest-name": of_duty(form(GUEST)),
    "guest-check": of_duty(page(GUEST)),
    "guest-case": of_duty(page(GUEST)),
    "guest-move": of_duty(page(GUEST)),
    "guest-until": of_duty(page(GUEST)),
    "guest-plan": of_duty(page(GUEST)),
    "guest-incident": of_duty(page(GUEST)),
    "guest-exit": of_duty(page(GUEST)),
    "guest-left": of_duty(Visit(GUEST, sees=MOVED_ON)),  # this one is still here
    "guest-form": of_duty(page(GUEST)),
    "guest-letter": of_duty(Visit(GUEST, sees=MOVED_ON)),
    "appointment-done": of_duty(form({"appointment_id": "planned_day.pk"})),
    "incident": of_duty(page({"incident_id": "incident.pk"})),
    "exit-request": of_duty(page({"request_id": "leaving.pk"})),
    "provider-list": page(),
    "provider-new": page(),
    "provider": Visit(PROVIDER, is_shared=True),
    "provider-change": Visit(PROVIDER, sees=frozenset({200, 302}), is_shared=True),  # of others: back to the entry
    "provider-changes": Visit(PROVIDER, sees=MOVED_ON, is_shared=True),  # nothing waits to be compared
    "provider-confirm": Visit(PROVIDER, "post", FORM, is_shared=True),
    "provider-link": Visit(PROVIDER, sees=frozenset({200, 302}), is_shared=True),
    "provider-look-after": Visit(PROVIDER, "post", FORM, is_shared=True),
    "provider-retire": Visit(PROVIDER, "post", FORM, is_shared=True),
    "directory-link": page({"token": "still.token"}),
    "figures": page(),
    "indicator": page({"code": "children_served"}),
    "indicator-rows": page({"code": "children_served"}),
    "indicator-rows-file": page({"code": "children_served"}),
    "numbers": page(),
    "answer-link": page({"token": "link.token"}),
    "demo": Visit(sees=frozenset({404})),  # this database is none
    "sign-in": Visit(sees=DOOR),
    "account_login": Visit(sees=DOOR),
    "sign-out": form(),
    "account_logout": form(),
    "account_inactive": page(),
    "own-password": Visit(sees=DOOR),
    "account_reauthenticate": Visit(sees=DOOR),
    "account_change_password": Visit(sees=DOOR),
    "mfa_authenticate": Visit(sees=DOOR),
    "mfa_index": Visit(sees=DOOR),
    "mfa_reauthenticate": Visit(sees=DOOR),
    "mfa_activate_totp": Visit(sees=DOOR),
    "mfa_deactivate_totp": Visit(sees=DOOR),
    "mfa_view_recovery_codes": Visit(sees=DOOR),
    "mfa_generate_recovery_codes": Visit(sees=DOOR),
    "mfa_download_recovery_codes": Visit(sees=DOOR),
    "mfa_login_webauthn": Visit(sees=DOOR),
    "mfa_list_webauthn": Visit(sees=DOOR),
    "mfa_add_webauthn": Visit(sees=DOOR),
    "mfa_reauthenticate_webauthn": Visit(sees=DOOR),
    "mfa_remove_webauthn": Visit({"pk": "1"}, sees=DOOR | {404}),
    "mfa_edit_webauthn": Visit({"pk": "1"}, sees=DOOR | {404}),
    "lock": Visit(sees=DOOR),
    "unlock": form(),
    "draft-list": page(),
    "draft-text": Visit({"draft_id": "00000000-0000-0000-0000-000000000000"}, sees=frozenset({404})),
    "alive": Visit(sees=DOOR | {204}),
    "draft": form(sees=FORM | {422}),
    "view-save": form(sees=FORM | {404}),
    "view-remove": Visit({"view_id": "00000000-0000-0000-0000-000000000000"}, "post", sees=frozenset({302, 404})),
    "me": page(),
    "me-role": form(sees=FORM | {404}),
    "me-sessions-end": form(),
    "parts": Visit(sees=frozenset({404})),  # shown to those who build Panah
    "person-list": page(),
    "person-new": page(),
    "person": page(PERSON),
    "person-slip": form(PERSON),
    "person-end": form(PERSON),
    "health": page(),
    "access-log": page(),
    "notices": page(),
    "calendar": page(),
    "calendar-day": page(),
    "calendar-restore": Visit({"day": "2026-01-08"}, sees=MOVED_ON),
    "case-share": page(CASE),
    "case-share-new": page(CASE | {"service": "medical"}),
    "case-share-part": page(CASE | {"part": "part.code"}),
    "case-share-change": page(CASE | {"part": "part.code"}),
    "case-share-end": form(CASE | {"part": "part.code"}),
    "case-transfer": page(MOVING),
    "case-transfer-withdraw": form(MOVING),
    "help-list": page(),
    "helper-part": replace(
        of_helper(page(PART)), elsewhere=frozenset({302, 404})
    ),  # the lead is led to the own side of it
    "helper-name": of_helper(form(PART)),
    "helper-take": of_helper(form(PART)),
    "helper-service": of_helper(page(PART)),
    "helper-note": of_helper(page(PART)),
    "helper-back": of_helper(page(PART)),
    "transfer": replace(of_helper(of_duty(page(TRANSFER))), elsewhere=MOVED_ON | {404}),  # who asks goes to the case
    "transfer-acknowledge": of_helper(of_duty(form(TRANSFER))),
    "transfer-accept": of_helper(of_duty(page(TRANSFER))),
    "transfer-refuse": of_helper(of_duty(page(TRANSFER))),
    "team-reassign": page({"worker": "nobody"}),
    "case-access": page(CASE),
    "person-witness": Visit({"membership_id": "first.pk"}, holders=frozenset()),
    "person-confirm": Visit({"membership_id": "waiting.pk"}, holders=frozenset()),
}
