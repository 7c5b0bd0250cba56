from django.urls import path

from panah.web.training import public

urlpatterns = [
    path("learn/", public.learn, name="learn"),
    path("learn/in/<str:token>/", public.check_in, name="learn-check-in"),
    path("learn/mine/<str:token>/", public.own, name="learn-own"),
    path("learn/<str:token>/", public.enrol, name="learn-enrol"),
]
