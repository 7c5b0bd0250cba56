from django.urls import path

from panah.web.accounts.views import access, coordination, drafts, locking, me, office, people, saved

urlpatterns = [
    path("lock/", locking.lock, name="lock"),
    path("lock/open/", locking.unlock, name="unlock"),
    path("alive/", locking.alive, name="alive"),
    path("drafts/", drafts.drafts, name="draft-list"),
    path("drafts/keep/", drafts.keep, name="draft"),
    path("drafts/<uuid:draft_id>/", drafts.text, name="draft-text"),
    path("views/save/", saved.save, name="view-save"),
    path("views/<uuid:view_id>/remove/", saved.remove, name="view-remove"),
    path("me/", me.me, name="me"),
    path("me/role/", me.choose_role, name="me-role"),
    path("me/sessions/end/", me.end_sessions, name="me-sessions-end"),
    path("me/parts/", me.parts, name="parts"),
    path("people/", people.people, name="person-list"),
    path("people/new/", people.new, name="person-new"),
    path("people/confirm/<uuid:membership_id>/", people.confirm, name="person-confirm"),
    path("people/witness/<uuid:membership_id>/", people.witness, name="person-witness"),
    path("people/<uuid:person_id>/", people.person, name="person"),
    path("people/<uuid:person_id>/slip/", people.slip, name="person-slip"),
    path("health/", office.health, name="health"),
    path("access/", access.access, name="access"),
    path("access/agree/", access.agree_page, name="access-agree"),
    path("access/<uuid:agreement_id>/end/", access.end, name="access-end"),
    path("access/coordination/", coordination.new, name="coordination-new"),
    path("access/coordination/<uuid:mandate_id>/end/", coordination.end, name="coordination-end"),
    path("access-log/", office.access_log, name="access-log"),
    path("notices/", office.notices, name="notices"),
]
