"""Every address of the house, by area. Public pages carry their language; pages about people never do."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    path("app/", include("panah.web.today.urls")),
    path("app/", include("panah.web.find.urls")),
    path("app/", include("panah.web.family.urls")),
    path("app/", include("panah.web.cases.urls")),
    path("app/", include("panah.web.story.urls")),
    path("app/", include("panah.web.printing.urls")),
    path("app/", include("panah.web.helping.urls")),
    path("app/", include("panah.web.linking.exchanges.urls")),
    path("app/", include("panah.web.linking.urls")),
    path("app/", include("panah.web.team.urls")),
    path("app/", include("panah.web.calendar.urls")),
    path("app/", include("panah.web.duty.urls")),
    path("app/", include("panah.web.leaving.urls")),
    path("app/", include("panah.web.calls.urls")),
    path("app/", include("panah.web.concerns.urls")),
    path("app/", include("panah.web.referrals.urls")),
    path("app/", include("panah.web.region.urls")),
    path("app/", include("panah.web.requests.urls")),
    path("app/", include("panah.web.lists.urls")),
    path("app/", include("panah.web.brought.urls")),
    path("app/", include("panah.web.places.urls")),
    path("app/", include("panah.web.services.urls")),
    path("app/", include("panah.web.outings.urls")),
    path("app/", include("panah.web.training.urls")),
    path("app/", include("panah.web.adults.urls")),
    path("app/", include("panah.web.stakeholders.urls")),
    path("app/", include("panah.web.stays.urls")),
    path("app/", include("panah.web.champion.urls")),
    path("app/", include("panah.web.champions.urls")),
    path("app/", include("panah.web.operations.urls")),
    path("app/", include("panah.web.training.testing.urls")),
    path("app/", include("panah.web.library.urls")),
    path("app/", include("panah.web.outreach.urls")),
    path("app/", include("panah.web.numbers.urls")),
    path("app/", include("panah.web.accounts.staff_urls")),
    path("account/", include("panah.web.accounts.urls")),
    path("t/", include("panah.web.answers.urls")),
    path("d/", include("panah.web.services.public_urls")),
    path("x/", include("panah.web.accounts.stop_urls")),
    path("demo/", include("panah.web.demo.urls")),
    path("", include("panah.web.public.root_urls")),
    path("", include("panah.web.outbox.root_urls")),
    path("", include("panah.web.training.root_urls")),
    *i18n_patterns(
        path("", include("panah.web.public.urls")),
        path("", include("panah.web.outbox.urls")),
        path("", include("panah.web.numbers.public_urls")),
        path("", include("panah.web.training.public_urls")),
        path("", include("panah.web.training.testing.public_urls")),
        path("", include("panah.web.library.public_urls")),
        path("", include("panah.web.champions.public_urls")),
    ),
]

handler400 = "panah.web.errors.bad_request"
handler403 = "panah.web.errors.forbidden"
handler404 = "panah.web.errors.not_found"
handler500 = "panah.web.errors.server_error"
