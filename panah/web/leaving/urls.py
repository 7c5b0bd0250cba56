from django.urls import path

from panah.web.leaving import sheets, views

urlpatterns = [
    path("people/<uuid:person_id>/end/", views.end_access, name="person-end"),
    path("departures/", views.departures, name="departure-list"),
    path("departures/new/", views.new, name="departure-new"),
    path("departures/<uuid:departure_id>/", views.departure, name="departure"),
    path("departures/<uuid:departure_id>/finish/", views.end, name="departure-finish"),
    path("departures/<uuid:departure_id>/off/", views.off, name="departure-off"),
    path("departures/<uuid:departure_id>/back/", views.back, name="departure-back"),
    path("me/leaving/", views.own, name="own-departure"),
    path("me/leaving/off/", views.own_off, name="own-departure-off"),
    path("c/<str:code>/hand-over/", sheets.sheet, name="case-hand-over"),
    path("c/<str:code>/hand-over/note/", sheets.note, name="case-hand-over-note"),
    path("c/<str:code>/hand-over/read/", sheets.confirm, name="case-hand-over-read"),
    path("c/<str:code>/hand-over/paper/", sheets.paper, name="case-hand-over-paper"),
]
