from django.urls import path

from panah.web.champions import join

urlpatterns = [
    path("join/champion/", join.join, name="join-champion"),
    path("join/champion/state/", join.state, name="join-champion-state"),
]
