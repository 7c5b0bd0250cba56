from django.urls import path

from panah.web.linking import asking, choosing, views

urlpatterns = [
    path("c/<str:code>/same/", choosing.same, name="case-same"),
    path("same/", views.pairs, name="pairs"),
    path("same/compare/", choosing.compare, name="pairs-compare"),
    path("same/questions/<str:code>/", asking.question, name="same-question"),
    path("same/decisions/<str:code>/undo/", views.undo, name="same-undo"),
    path("same/<str:code>/", views.pair, name="pair"),
    path("same/<str:code>/names/", views.names, name="pair-names"),
    path("same/<str:code>/reopen/", views.reopen, name="pair-reopen"),
    path("same/<str:code>/ask/", asking.ask, name="pair-ask"),
    path("same/<str:code>/own/", asking.own, name="pair-own"),
]
