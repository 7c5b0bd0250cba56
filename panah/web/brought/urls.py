from django.urls import path

from panah.web.brought import views

urlpatterns = [
    path("brought/people/", views.people, name="brought-people"),
    path("brought/people/<str:code>/", views.people_of, name="brought-people-of"),
    path("brought/acts/", views.acts, name="brought-acts"),
    path("brought/<str:code>/look/", views.look, name="brought-look"),
    path("brought/<str:code>/drop/", views.drop, name="brought-drop"),
]
