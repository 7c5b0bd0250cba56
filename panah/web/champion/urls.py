from django.urls import path

from panah.web.champion import acts, plan, reports, texts

urlpatterns = [
    path("champion/", plan.own_plan, name="champion-plan"),
    path("champion/plan/new/", plan.new, name="champion-planned-new"),
    path("champion/plan/send/", plan.send, name="champion-plan-send"),
    path("champion/plan/file/", plan.plan_file, name="champion-plan-file"),
    path("champion/plan/<str:code>/", plan.planned, name="champion-planned"),
    path("champion/plan/<str:code>/drop/", plan.drop, name="champion-planned-drop"),
    path("champion/add/", acts.add, name="champion-add"),
    path("champion/done/<str:code>/", acts.done, name="champion-act"),
    path("champion/done/<str:code>/remove/", acts.remove, name="champion-act-remove"),
    path("champion/done/<str:code>/photo/", acts.photo, name="champion-act-photo"),
    path("champion/done/<str:code>/photo/file/", acts.photo_file, name="champion-act-photo-file"),
    path("champion/done/<str:code>/photo/remove/", acts.photo_remove, name="champion-act-photo-remove"),
    path("champion/kit/", acts.kit, name="champion-kit"),
    path("champion/kit/<str:code>/picture/", acts.kit_picture, name="champion-kit-picture"),
    path("champion/report/", reports.own_reports, name="champion-reports"),
    path("champion/report/<str:quarter>/", reports.report, name="champion-report"),
    path("champion/texts/<str:kind>/<str:of>/", texts.texts, name="champion-texts"),
    path("champion/report/<str:quarter>/file/", reports.report_file, name="champion-report-file"),
]
