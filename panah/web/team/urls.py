from django.urls import path

from panah.web.team import views

urlpatterns = [
    path("team/", views.team, name="team"),
    path("team/reassign/<str:worker>/", views.reassign_page, name="team-reassign"),
    path("c/<str:code>/access/", views.case_access, name="case-access"),
]
