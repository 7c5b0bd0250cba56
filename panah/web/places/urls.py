from django.urls import path

from panah.web.places import views

urlpatterns = [
    path("places/ask/", views.ask, name="places-ask"),
    path("places/refusals/", views.refusals, name="refusals"),
]
