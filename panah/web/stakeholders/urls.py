from django.urls import path

from panah.web.stakeholders import keeping, partners, views

urlpatterns = [
    path("stakeholders/", views.who_does_what, name="stakeholder-matrix"),
    path("stakeholders/partners/", partners.partners, name="stakeholder-partners"),
    path("stakeholders/partners/new/", partners.partner_new, name="stakeholder-partner-new"),
    path("stakeholders/partners/<str:code>/end/", partners.partner_end, name="stakeholder-partner-end"),
    path("stakeholders/institutions/", views.institutions, name="stakeholder-list"),
    path("stakeholders/institutions/new/", keeping.new, name="stakeholder-new"),
    path("stakeholders/institutions/<str:code>/", views.institution, name="stakeholder"),
    path("stakeholders/institutions/<str:code>/change/", keeping.change, name="stakeholder-change"),
    path("stakeholders/institutions/<str:code>/closed/", keeping.closed, name="stakeholder-closed"),
    path("stakeholders/institutions/<str:code>/duty/", keeping.duty, name="stakeholder-duty"),
    path("stakeholders/duties/<str:code>/end/", keeping.duty_end, name="stakeholder-duty-end"),
    path("stakeholders/duties/<str:code>/remove/", keeping.duty_remove, name="stakeholder-duty-remove"),
]
