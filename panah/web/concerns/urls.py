from django.urls import path

from panah.web.concerns import views

urlpatterns = [
    path("concerns/", views.concern_list, name="concern-list"),
    path("concerns/<str:code>/", views.concern, name="concern"),
    path("concerns/<str:code>/show/", views.concern_show, name="concern-show"),
    path("concerns/<str:code>/take/", views.concern_take, name="concern-take"),
    path("concerns/<str:code>/read/", views.concern_read, name="concern-read"),
    path("concerns/<str:code>/talk/", views.concern_talk, name="concern-talk"),
    path("concerns/<str:code>/information/", views.concern_information, name="concern-information"),
    path("concerns/<str:code>/aside/", views.concern_aside, name="concern-aside"),
]
