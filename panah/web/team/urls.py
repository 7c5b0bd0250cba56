from django.urls import path

from panah.web.team import views

urlpatterns = [path("team/", views.team, name="team")]
