from django.urls import path

from panah.web.cases import views

urlpatterns = [
    path("children/", views.case_list, name="case-list"),
    path("children/new/", views.new, name="case-new"),
    path("c/<str:code>/", views.case, name="case"),
    path("c/<str:code>/name/", views.name, name="case-name"),
    path("c/<str:code>/contact/", views.contact, name="case-contact"),
    path("c/<str:code>/assess/", views.assess, name="case-assess"),
    path("c/<str:code>/assess/complete/", views.complete, name="case-complete"),
    path("c/<str:code>/assess/<slug:area>/", views.domain, name="case-domain"),
    path("c/<str:code>/plan/", views.plan, name="case-plan"),
    path("c/<str:code>/plan/agree/", views.agree, name="case-agree"),
    path("c/<str:code>/service/", views.service, name="case-service"),
    path("c/<str:code>/review/", views.review, name="case-review"),
    path("c/<str:code>/close/", views.close, name="case-close"),
    path("c/<str:code>/close/sign/", views.sign_closure, name="case-sign"),
    path("c/<str:code>/close/return/", views.return_closure, name="case-return"),
    path("c/<str:code>/reopen/", views.reopen, name="case-reopen"),
    path("c/<str:code>/check/", views.check, name="case-check"),
    path("c/<str:code>/lead/", views.lead, name="case-lead"),
    path("planned/<uuid:planned_id>/", views.planned, name="case-planned"),
    path("planned/<uuid:planned_id>/cancel/", views.cancel, name="case-cancel"),
]
