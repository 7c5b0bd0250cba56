from django.urls import path

from panah.web.duty import keeping, views

urlpatterns = [
    path("duty/", views.now, name="duty"),
    path("duty/hours/", keeping.desk, name="duty-desk"),
    path("duty/turn/<uuid:turn_id>/", keeping.change, name="duty-turn"),
    path("duty/turn/<uuid:turn_id>/remove/", keeping.remove, name="duty-remove"),
    path("duty/turn/<uuid:turn_id>/restore/", keeping.restore, name="duty-restore"),
    path("duty/<slug:week>/", views.week, name="duty-week"),
    path("duty/<slug:week>/new/", keeping.new, name="duty-new"),
    path("duty/<slug:week>/copy/", keeping.copy, name="duty-copy"),
    path("duty/<slug:week>/sheet/", views.sheet, name="duty-sheet"),
]
